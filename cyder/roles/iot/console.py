"""A stranger at a camera's console: who the log says it was, what keeps it out, and what a camera had at first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cyder.contracts.acting import Way, typed
from cyder.contracts.action import Expected, Scene
from cyder.contracts.gateways import flow, flow_word, gateway_between
from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Typed
from cyder.contracts.session import Session, SessionServes
from cyder.roles.iot.probes import TELNET, OpensConsole, console_in_words, entered, log_in

AUTH = "/var/log/auth.log"
_FACTORY = re.compile(r"^password=(.*)$", re.MULTILINE)
_CHANGE = "echo root:another-word-1 | chpasswd && saveconfig"
_BACK = "saveconfig --factory; . /rom/factory.conf; echo root:$password | chpasswd"


@dataclass(frozen=True)
class Console:
    """The console of the camera that a scene aims at, as its source comes to it."""

    scene: Scene

    @property
    def camera(self) -> str:
        """Return the camera's name."""
        return self.scene.target

    @property
    def folder(self) -> str:
        """Return where the stranger's telnet lives, on the source."""
        return f"/var/tmp/.{self.camera}-{self.scene.marker}"  # noqa: S108  a stranger's place

    @property
    def session(self) -> Session:
        """Return the stranger's telnet."""
        return Session(self.scene.actor, self.folder)

    def errand(self, line: str, *, until: str, seconds: float) -> Result:
        """Come in with the factory's password, type one line, wait for `until`, and hang up.

        A console that stays open beside it goes on. Without a log-in, what became of it stands in the failed result.
        """
        brief = Session(self.scene.actor, f"{self.folder}-errand")
        brief.close()
        try:
            brief.open(["telnet", self.scene.reach(TELNET)])
            said = log_in(brief, "root", self.password)
            return brief.say(line, until=until, seconds=seconds) if entered(said) else Result(1, console_in_words(said))
        finally:
            brief.close()

    @property
    def password(self) -> str:
        """Return the password that the camera left the factory with."""
        files = self.scene.lan.topology.node(self.camera).files
        found = [match[1] for file in files if (match := _FACTORY.search(file.content)) and "factory" in file.path]
        return found[0] if found else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names under which the name servers know the source's address, its own one last."""
        node, address = self.scene.lan.topology.node(self.scene.source), self.scene.vantage.address
        named = [name for name, where in node.names if where == address]
        return tuple(dict.fromkeys([*named, f"{node.hostname}.{node.search}"]))

    def failed(self) -> str:
        """Return the pattern of a refused log-in; the log has the host by name if somebody knows it."""
        return rf" login: FAILED LOGIN \d+ FROM {self._host} FOR "

    def entered(self) -> str:
        """Return the pattern of the log-in."""
        return rf" login: ROOT LOGIN ON \S+ FROM {self._host}$"

    def passed_gateway(self) -> tuple[Expected, ...]:
        """Return the line of the connection in the flow log of the gateway between source and camera, if one is."""
        source, camera = (self.scene.lan.topology.node(name) for name in (self.scene.source, self.camera))
        gateway = gateway_between(self.scene, source, camera)
        word, address = flow_word(self.scene, source, camera), camera.interfaces[0].address
        pattern = flow(word, self.scene.vantage.address, (address,), (TELNET,))
        return (Expected(node=gateway.name, log="flow", pattern=pattern),) if gateway else ()

    def still_open(self) -> Check:
        """Return whether the stranger's session is still served."""
        probe = SessionServes(target=self.camera, folder=self.folder, line="id -u", until="^0", patience=3.0)
        return Check(by="source", probe=probe)

    def factory_opens(self) -> Check:
        """Return whether the factory's password still opens the console to anybody beside the source."""
        return Check(by="neighbour", probe=OpensConsole(target=self.camera, password=self.password))

    @property
    def _host(self) -> str:
        known = (self.scene.vantage.address, *self.names)
        return f"({'|'.join(re.escape(name) for name in known)})"


def another_password(camera: str) -> Way:
    """Return another password, kept over reboots, and no console that is open."""
    return (
        (*typed(camera, "sh", "-c", _CHANGE), *hang_up(camera)),
        typed(camera, "sh", "-c", _BACK),
    )


def another_password_and_reboot(camera: str) -> Way:
    """Return the same, and a reboot after it: the other way round, the old password would be good for one more."""
    changed, back = another_password(camera)
    return (*changed, *typed(camera, "reboot")), back


def no_telnet(camera: str) -> Way:
    """Return no console by telnet, not after a reboot either, and none that is open."""
    return (
        (*typed(camera, "systemctl", "disable", "--now", "telnet"), *hang_up(camera)),
        typed(camera, "systemctl", "enable", "--now", "telnet"),
    )


def hang_up(camera: str) -> tuple[Typed, ...]:
    """Return what ends every open console; that there is none is no mistake."""
    return typed(camera, "sh", "-c", "pkill telnetd; true")
