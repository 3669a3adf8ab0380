"""Guesses an officer's password at the portal: a few wrong ones, and on request the right one after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.portal_probes import PORTAL
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.errors import NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.people import Person
from cyder.roles.ap.visit import (
    AUDIT,
    LET_IN,
    REFUSED,
    Visit,
    another_password,
    counted,
    lets_in,
    lines,
    no_log_in,
    others_served,
)

_WORDS = ("shiyakusho", "welcome", "spring", "password", "juumin", "qwerty", "portal", "letmein", "kanri", "summer")


class PortalGuess(Action):
    """Up to ten wrong passwords for one account at the staff's log-in, two a second.

    `succeed` logs in with the right one afterwards and keeps the session, in which nothing is looked up.
    """

    id: ClassVar[str] = "cred.portal-guess"
    title: ClassVar[LocalText] = LocalText(en="Password guessing at the portal", ja="住民ポータルへのパスワード推測")
    techniques: ClassVar[tuple[str, ...]] = ("T1110.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"ap"})
    caps: ClassVar[Caps] = Caps(commands=14, per_second=2.0)
    touches: ClassVar[str] = "nothing; with `succeed` a session of the portal, and a file on the source with its cookie"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password", "close-account")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("intruder", "ap", {"account": "$clerk", "tries": 4}),
        Trial("intruder", "ap", {"account": "$victim", "tries": 2, "succeed": True}),
    )

    account: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="whose password is guessed")]
    tries: Annotated[int, Field(ge=1, le=10, description="wrong passwords")] = 6
    succeed: Annotated[bool, Field(description="log in with the right one afterwards, and stay")] = False

    def run(self, scene: Scene) -> Trace:
        """Try one after the other; give up as soon as nobody answers."""
        started, visit, said = scene.clock.now(), self._visit(scene), list[str]()
        for word in self.wrong_passwords(scene):
            said.append(visit.log_in(self.account, word))
            if said[-1] != REFUSED:
                break
        reached = all(status == REFUSED for status in said)
        if reached and self.succeed:
            said.append(visit.log_in(self.account, self._owner(scene).password, stay=True))
            reached = said[-1] == LET_IN
        return traced(scene, started, reached=reached, said=f"{self.account}: {counted(said)}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the refusals in the audit log, and the log-in that followed if there should be one."""
        failures = Expected(node=scene.target, log="audit", pattern=self._line(scene, "failed"), least=self.tries)
        if not self.succeed:
            return (failures,)
        return (failures, Expected(node=scene.target, log="audit", pattern=self._line(scene, "ok")))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for refused log-ins, and for who is logged in now."""
        refused = Sighting(scene.target, ("grep", "result=failed", AUDIT), self._line(scene, "failed"))
        if not self.succeed:
            return (refused,)
        inside = Sighting(
            scene.target, ("grep", f"{scene.vantage.address} login .*=ok", AUDIT), self._line(scene, "ok")
        )
        return (refused, inside, Sighting(scene.target, ("portal-admin", "sessions"), rf"^{self.account} +last seen"))

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name source and account, when the guessing began and, if it succeeded, when the intruder was inside."""
        source = scene.vantage.address
        moments = first("credential-attack", scene.target, self._line(scene, "failed"), receipts)
        remedies = [Remedy(kind="block-network", target=source)]
        if self.succeed:
            moments += first("login", scene.target, self._line(scene, "ok"), receipts)
            remedies.append(Remedy(kind="reset-password", target=self.account))
        return Truth(
            indicators=(entity(source, ip=source),),
            accounts=(entity(self.account, account=self.account),),
            timeline=moments,
            remedies=tuple(remedies),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network is served."""
        return others_served(scene)[0]

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the source gets no connection; after a success also once session and password are refused."""
        visit, allow = self._visit(scene), others_served(scene)
        shut_out = Check(by="source", probe=Connects(target=scene.target, port=PORTAL))
        here = (shut_out, visit.still_open()) if self.succeed else (shut_out,)
        ways: list[tuple[str, tuple[Check, ...], Way]] = [
            ("block-source", here, blocked_at_gateway(scene, scene.vantage.address))
        ]
        if self.succeed:
            known = lets_in(scene, self._owner(scene))
            inside = (visit.still_open(), Check(by="neighbour", probe=known))
            ways.append(("change-password", inside, another_password(scene.target, self.account)))
            ways.append(("close-account", inside, no_log_in(scene.target, self.account)))
        return tuple(
            Containment(id=id, deny=deny, allow=allow, typed=typed, undone=undone) for id, deny, (typed, undone) in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session that was kept, and remove its cookie."""
        left = self._visit(scene).leave()
        return Cleanup(verified=not left, said=f"left: {', '.join(left) or 'nothing'}")

    def wrong_passwords(self, scene: Scene) -> list[str]:
        """Return `tries` different words that are nobody's password, the same for the same seed."""
        words = scene.seed.shuffled("wrong-passwords", _WORDS)[: self.tries]
        return [f"{word}{2000 + scene.seed.number(f'wrong-passwords/{word}', 27)}" for word in words]

    def _visit(self, scene: Scene) -> Visit:
        return Visit(scene, f"/var/tmp/.{self.account}-{scene.marker}")  # noqa: S108  a stranger's place

    def _owner(self, scene: Scene) -> Person:
        try:
            return scene.person(self.account)
        except KeyError:
            raise NotFound.named("account", self.account, [person.account for person in scene.people]) from None

    def _line(self, scene: Scene, result: str) -> str:
        return lines(scene, "-", rf"login account={re.escape(self.account)} result={result}$")
