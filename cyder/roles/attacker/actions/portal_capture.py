"""Somebody types a password into a log-in page that is not what it seems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cyder.contracts.acting import Way, entity, traced, typed
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.portal_probes import PortalAnswers
from cyder.contracts.probe import Check, Containment
from cyder.contracts.whereabouts import nodes_of
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.people import Person
from cyder.model.scenario import HostName
from cyder.roles.attacker.calling import Calling
from cyder.roles.attacker.calls import Line

_FORM = 'action="/login"'
_OFFICERS = "/etc/portal/officers"
_RESET = (
    "cp -p {list} /root/officers.before-{account} && echo another-word-1 | portal-admin passwd {account}"
    " && portal-admin kick {account}"
)
_BACK = "cat /root/officers.before-{account} >{list} && rm /root/officers.before-{account}"


class PortalCapture(Calling):
    """Whoever sits at the PC opens the look-alike page through the proxy and logs in there with the staff password.

    The password is one of this exercise only. The page counts what it is sent and forgets it, and nobody uses it.
    """

    id: ClassVar[str] = "web.portal-capture"
    title: ClassVar[LocalText] = LocalText(en="Password typed into a fake portal", ja="偽ポータルへのパスワード入力")
    techniques: ClassVar[tuple[str, ...]] = ("T1056.003", "T1598.003", "T1204.001")
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "nothing: one page is looked at and one form is sent"
    ways: ClassVar[tuple[str, ...]] = ("reset-and-block-at-proxy", "reset-and-block-at-gateway")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "intruder", {"name": "city-portal.test"}),)

    name: HostName

    def run(self, scene: Scene) -> Trace:
        """Look at the page and send the form, as whoever sits at the PC."""
        started, line = scene.clock.now(), self.line(scene)
        page, status = line.call("/")
        if _FORM in page:
            fields = {"user": line.person.account, "password": line.person.password}
            words = (word for key, value in fields.items() for word in ("--data-urlencode", f"{key}={value}"))
            _, status = line.call("/login", *words)
        return traced(scene, started, reached=status == "303", said=f"{line.person.account} at {line.name}: {status}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the form in the proxy's log."""
        return (self.line(scene).fetched("POST /login", 303),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at what went to that name, and at what went out from the proxy."""
        (sent,), line = self.emits(scene), self.line(scene)
        return (line.at_the_proxy(sent), line.at_the_gateway())

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the page, whose password it has, and when it was typed."""
        line, (sent,) = self.line(scene), self.emits(scene)
        account = line.person.account
        address = f"{account}@{scene.lan.topology.node(scene.source).search}"
        return Truth(
            indicators=(line.who(),),
            accounts=(entity(account, account=(account, address)),),
            timeline=line.when("credential-attack", sent, receipts),
            remedies=(*line.remedies()[:2], Remedy(kind="reset-password", target=account)),
        )

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once nobody at the PC gets the page, and the password that was typed opens the portal no more."""
        return tuple(self._reset_too(scene, way) for way in self.line(scene).ways())

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing: the page keeps nothing, and nobody used what was typed."""
        return Cleanup(verified=True, said=f"nothing was left on {scene.source} or {scene.target}")

    def line(self, scene: Scene) -> Line:
        """Return the line to the page."""
        return Line(scene, self.name, harmless="/", shows=_FORM)

    def _reset_too(self, scene: Scene, way: Containment) -> Containment:
        portal = next((node.name for node in nodes_of(scene, "ap")), None)
        if portal is None:
            return way
        person = self.line(scene).person
        change, back = _another_password(portal, person.account)
        return Containment(
            id=f"reset-and-{way.id}",
            deny=(*way.deny, _enters(portal, person)),
            allow=(*way.allow, _enters(portal, scene.canary)),
            typed=(*way.typed, *change),
            undone=(*way.undone, *back),
        )


def _enters(portal: str, person: Person) -> Check:
    """Return the check whether somebody gets into the portal with the password of the first day."""
    return Check(by="neighbour", probe=PortalAnswers(target=portal, account=person.account, password=person.password))


def _another_password(portal: str, account: str) -> Way:
    """Return how the portal's administrator gives somebody another password, and what puts the old one back."""
    words = {"list": _OFFICERS, "account": account}
    return typed(portal, "sh", "-c", _RESET.format(**words)), typed(portal, "sh", "-c", _BACK.format(**words))
