"""Tries a few passwords that devices leave the factory with, at a camera's console; the last one is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.gateways import FLOW
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.iot.console import AUTH, Console, another_password, no_telnet
from cyder.roles.iot.probes import TELNET, ShowsPicture, console_in_words, entered, log_in, refused

_PAIRS = (("admin", "admin"), ("root", "root"), ("root", "12345"), ("guest", "guest"), ("root", "default"))


class DefaultLogin(Action):
    """One telnet connection: up to three pairs that do not open, then root with the factory's password.

    The console stays open, and nothing is done there. Nothing on the camera changes.
    """

    id: ClassVar[str] = "iot.default-login"
    title: ClassVar[LocalText] = LocalText(en="Log-in with a factory password", ja="初期パスワードによる機器侵入")
    techniques: ClassVar[tuple[str, ...]] = ("T1078.001", "T1110.001")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"iot"})
    caps: ClassVar[Caps] = Caps(commands=16)
    touches: ClassVar[str] = "nothing on the camera; on the source a hidden folder, and a telnet that stays open"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password", "close-telnet")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "camera", {"tries": 2}),)

    tries: Annotated[int, Field(ge=0, le=3, description="pairs that do not open, before the one that does")] = 2

    def run(self, scene: Scene) -> Trace:
        """Try one pair after the other, which takes two or three seconds each, and stay when one opens."""
        started, console = scene.clock.now(), self._console(scene)
        console.session.close()
        console.session.open(["telnet", scene.reach(TELNET)])
        said = []
        for account, password in (*self.pairs(scene), ("root", console.password)):
            said.append(log_in(console.session, account, password))
            if not refused(said[-1]):
                break
        words = [console_in_words(result) for result in said]
        reached = len(said) == self.tries + 1 and entered(said[-1])
        return traced(scene, started, reached=reached, said=f"{scene.target}: {', '.join(words)}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect every refusal and the log-in on the camera, and the connection at the gateway on the way."""
        console = self._console(scene)
        failed = Expected(node=scene.target, log="auth", pattern=console.failed(), least=self.tries)
        opened = Expected(node=scene.target, log="auth", pattern=console.entered())
        return (*((failed,) if self.tries else ()), opened, *console.passed_gateway())

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for log-ins on the camera, and for who came to port 23, by address, at the gateway."""
        console = self._console(scene)
        failed = Sighting(scene.target, ("grep", "FAILED LOGIN", AUTH), console.failed())
        return (
            *((failed,) if self.tries else ()),
            Sighting(scene.target, ("grep", "ROOT LOGIN", AUTH), console.entered()),
            *(Sighting(line.node, ("grep", f"DPT={TELNET} ", FLOW), line.pattern) for line in console.passed_gateway()),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the source, by address or name, and root; when the guessing began, and when a console was open."""
        console, source = self._console(scene), scene.vantage.address
        return Truth(
            indicators=(entity(source, ip=source, domain=console.names),),
            accounts=(entity("root", account="root"),),
            timeline=first("credential-attack", scene.target, console.failed(), receipts)
            + first("login", scene.target, console.entered(), receipts),
            remedies=(
                Remedy(kind="block-network", target=source),
                Remedy(kind="reset-password", target="root"),
                Remedy(kind="stop-service", target="telnet"),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask for the picture: a camera that shows it and opens to no stranger keeps strangers out."""
        return Check(by="colleague", probe=ShowsPicture(target=scene.target))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the open console is gone and none opens again, while the picture is still shown.

        By another password, by no telnet at all, or, if a gateway stands between, by keeping out the source.
        """
        console, picture = self._console(scene), self.control(scene)
        connects = Connects(target=scene.target, port=TELNET)
        from_source, from_beside = Check(by="source", probe=connects), Check(by="neighbour", probe=connects)
        opened = console.still_open()
        ways: list[tuple[str, tuple[Check, ...], Way]] = [
            ("change-password", (opened, console.factory_opens()), another_password(scene.target)),
            ("close-telnet", (opened, from_source, from_beside), no_telnet(scene.target)),
        ]
        if console.passed_gateway():
            blocked = blocked_at_gateway(scene, scene.vantage.address)
            ways.insert(0, ("block-source", (opened, from_source), blocked))
        return tuple(
            Containment(id=id, deny=deny, allow=(picture,), typed=typed, undone=undone)
            for id, deny, (typed, undone) in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Hang up, and remove the source's folder."""
        gone = self._console(scene).session.close()
        return Cleanup(verified=gone, said=f"the console's session {'is gone' if gone else 'is still there'}")

    def pairs(self, scene: Scene) -> list[tuple[str, str]]:
        """Return `tries` pairs that do not open this camera, the same for the same seed."""
        right = ("root", self._console(scene).password)
        return scene.seed.shuffled("pairs", [pair for pair in _PAIRS if pair != right])[: self.tries]

    def _console(self, scene: Scene) -> Console:
        return Console(scene)
