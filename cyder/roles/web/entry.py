"""A way into a site's administration that somebody should not have, and how it is shut while others work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from cyder.contracts.acting import Way, entity, typed
from cyder.contracts.action import Scene
from cyder.contracts.probe import Check, Typed
from cyder.errors import NotFound
from cyder.model.evidence import Entity
from cyder.model.topology import Topology
from cyder.roles.web.administration import Browser
from cyder.roles.web.keepers import accounts
from cyder.roles.web.probes import HTTP, AdminLogsIn, MayChange, ShowsPage

Account = Annotated[str, Field(pattern=r"^[a-z][a-z0-9.-]{0,31}$", description="whose password is known")]
Password = Annotated[
    str | None,
    Field(pattern=r"^[!-~]{1,64}$", description="the password, if the account is nobody's on the staff"),
]

SITE = "/etc/nginx/sites-available/site.conf"
_CHANGE = "cp -p /etc/site-admin/users /root/users.before && echo another-word-1 | site-admin passwd {account}"
_BACK = "cat /root/users.before >/etc/site-admin/users && rm /root/users.before"


@dataclass(frozen=True)
class Entry:
    """An account of the administration whose password the intruder has."""

    scene: Scene
    account: str
    password: str

    @classmethod
    def of(cls, scene: Scene, account: str, password: str | None) -> Entry:
        """Return the entry by an account, with the password given or that of the member of staff.

        Raises:
            NotFound: the account may not change the site, or its password is not known.
        """
        known = accounts(scene.lan.topology.node(scene.target))
        if account not in known:
            raise NotFound.named("account of the site's administration", account, known)
        if password is not None:
            return cls(scene, account, password)
        try:
            return cls(scene, account, scene.person(account).password)
        except KeyError:
            raise NotFound(f"'{account}' is nobody on the staff", hint="say its `password`, too") from None

    @property
    def browser(self) -> Browser:
        """Return the intruder's browser, which keeps its session from one event to the next."""
        server = f"http://{self.scene.reach(HTTP)}"
        return Browser(self.scene.actor, self.scene.vantage.address, server, self._jar)

    @property
    def source(self) -> Entity:
        """Return the intruder's addresses: where it came from, and where it may come back from."""
        return entity("source", ip=self._addresses)

    def open_at(self, path: str) -> tuple[Check, ...]:
        """Return the checks that a path is still open to the session that stands, and to a new log-in.

        The new one comes from the last of the intruder's addresses: keeping one of several out is not enough.
        """
        target = self.scene.target
        fresh = MayChange(
            target=target, path=path, account=self.account, password=self.password, bears=self._addresses[-1]
        )
        return (
            Check(by="source", probe=MayChange(target=target, path=path, jar=self._jar)),
            Check(by="source", probe=fresh),
        )

    def still_shown(self, path: str) -> tuple[Check, ...]:
        """Return the checks that a page with the team's marker is shown to the public, and inside."""
        shown = ShowsPage(target=self.scene.target, path=path, shows=self.scene.marker)
        return Check(by="neighbour", probe=shown), Check(by="colleague", probe=shown)

    def others_work(self) -> tuple[Check, ...]:
        """Return the checks that the public reads the site, and that a keeper among the staff gets in."""
        site = ShowsPage(target=self.scene.target, path="/en/access.html", shows="</html>")
        return (Check(by="neighbour", probe=site), self.control())

    def control(self) -> Check:
        """Return the check that a keeper gets in from where the staff sit."""
        who, topology = self.scene.canary, self.scene.lan.topology
        probe = AdminLogsIn(
            target=self.scene.target,
            account=who.account,
            password=who.password,
            bears=_desk_of_the_prober(topology, self.scene.target),
        )
        return Check(by="neighbour", probe=probe)

    def ways(self) -> Mapping[str, Way]:
        """Return by name what shuts the administration to the intruder."""
        return {"reset-password": self._another_password(), "restrict-admin": self._staff_only()}

    def _another_password(self) -> Way:
        """Return another password; what stands open ends when the administration is restarted."""
        server = self.scene.target
        return (
            (
                *typed(server, "sh", "-c", _CHANGE.format(account=self.account)),
                *typed(server, "systemctl", "restart", "site-admin"),
            ),
            typed(server, "sh", "-c", _BACK),
        )

    def _staff_only(self) -> Way:
        """Return what lets only the staff's networks in."""
        server, topology = self.scene.target, self.scene.lan.topology
        rooms = _staff_networks(topology, server)
        allowed = "".join(rf"\n\t\tallow {net.subnet};" for net in topology.networks if net.name in rooms)
        return (
            in_site(server, rf"s|location /admin/ {{|&{allowed}\n\t\tdeny all;|"),
            in_site(server, r"/^\t\tallow [0-9./]*;$/d; /^\t\tdeny all;$/d"),
        )

    @property
    def _addresses(self) -> tuple[str, ...]:
        return self.scene.lan.topology.node(self.scene.source).interfaces[0].addresses

    @property
    def _jar(self) -> str:
        return f"/var/tmp/.{self.scene.marker}-{self.scene.target}-{self.account}"  # noqa: S108  the intruder's machine


def in_site(server: str, change: str) -> tuple[Typed, ...]:
    """Return what changes nginx's site by a script of sed, and makes it hold."""
    return (*typed(server, "sed", "-i", change, SITE), *typed(server, "systemctl", "reload", "nginx"))


def _staff_networks(topology: Topology, server: str) -> tuple[str, ...]:
    """Return the networks in which staff sit; where there are no PCs, the server's own."""
    rooms = [card.network for node in topology.nodes if node.role == "client" for card in node.interfaces]
    return tuple(dict.fromkeys(rooms)) or (topology.node(server).interfaces[0].network,)


def _desk_of_the_prober(topology: Topology, server: str) -> str:
    room = _staff_networks(topology, server)[0]
    found = (node.address_in(room) for node in topology.nodes if node.role == "prober")
    return next((address for address in found if address), "")
