"""An officer looks residents up who are no business of the office: under a case number that does not exist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.errors import NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.people import Person
from cyder.roles.ap.visit import (
    AUDIT,
    LET_IN,
    Visit,
    another_password,
    lets_in,
    lines,
    no_log_in,
    others_served,
)

_NUMBER = re.compile(r"/staff/resident/(\d+)\?")
_QUESTIONS = "/var/log/postgresql/postgresql-17-main.log"
_COUNT = """{ if ($4 == "view") seen[$2 " " $6]++ } END { for (one in seen) print seen[one], one }"""


class PortalLookups(Action):
    """One search and at most twenty fictitious residents opened, two a second, all under one case number.

    From a PC, with the officer's own password, as its user. `export` takes the result of the search along as a file.
    The session stays open. Nothing in the register is changed. With a `case` that exists it is a colleague at work.
    """

    id: ClassVar[str] = "coll.portal-lookups"
    title: ClassVar[LocalText] = LocalText(en="Look-ups without a case", ja="業務外の住民情報照会")
    techniques: ClassVar[tuple[str, ...]] = ("T1213.006",)
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"ap"})
    caps: ClassVar[Caps] = Caps(commands=28, per_second=2.0)
    touches: ClassVar[str] = "a session of the portal; on the PC the cookie's file and, with `export`, a CSV file"
    ways: ClassVar[tuple[str, ...]] = ("close-account", "change-password")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "ap", {"account": "$clerk", "lookups": 4, "export": True}),)

    account: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="the officer who looks up")]
    lookups: Annotated[int, Field(ge=1, le=20, description="how many residents are opened")] = 8
    words: Annotated[
        str, Field(min_length=1, max_length=20, description="what the one search is for; it must find so many")
    ] = "田"
    export: Annotated[bool, Field(description="take the result of the search along as a file")] = False
    case: Annotated[
        str | None, Field(pattern=r"^R8-\d{4}$", description="under which case; an invented one if left out")
    ] = None

    def run(self, scene: Scene) -> Trace:
        """Log in, search, open one resident after the other, and take the list along if asked for."""
        started, visit = scene.clock.now(), self._visit(scene)
        status = visit.log_in(self.account, self._owner(scene).password, stay=True)
        if status != LET_IN:
            return traced(scene, started, reached=False, said=f"{self.account}: log-in {status}")
        asked = {"case": self._case(scene), "words": self.words}
        found = list(dict.fromkeys(_NUMBER.findall(visit.page("/search", **asked).out)))[: self.lookups]
        opened = [number for number in found if visit.page(f"/resident/{number}", case=asked["case"]).ok]
        taken = not self.export or visit.page("/export", into=self._file(scene), **asked).ok
        return traced(
            scene,
            started,
            reached=taken and len(opened) == self.lookups,
            said=f"{self.account}: {len(opened)} residents opened under {asked['case']}",
        )

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect log-in, every resident opened, and the export, in the audit log."""
        expected = (
            Expected(node=scene.target, log="audit", pattern=self._logged_in(scene)),
            Expected(node=scene.target, log="audit", pattern=self._viewed(scene), least=self.lookups),
        )
        if not self.export:
            return expected
        return (*expected, Expected(node=scene.target, log="audit", pattern=self._exported(scene)))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for who opened how many under a case, whether there is that case, and what the register was asked."""
        case = self._case(scene)
        shown = [
            Sighting(scene.target, ("grep", " view .*" + case, AUDIT), self._viewed(scene)),
            Sighting(scene.target, ("awk", _COUNT, AUDIT), rf"^\d+ {self.account} case={case}$"),
        ]
        if self.export:
            shown.append(Sighting(scene.target, ("grep", " export ", AUDIT), self._exported(scene)))
        known = f"psql -A -t -d residents -c \"SELECT count(*) FROM cases WHERE number = '{case}'\""  # noqa: S608  our own number
        for node in scene.lan.topology.nodes:
            if node.role == "db":
                shown.append(Sighting(node.name, ("su", "-", "postgres", "-c", known), "^1$" if self.case else "^0$"))
                asked = ("grep", "FROM residents WHERE number", _QUESTIONS)
                shown.append(Sighting(node.name, asked, r" app@residents \S+ portal LOG:  execute "))
        return tuple(shown)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the officer, the PC and the file, and when the log-in, the first look-up and the export were logged."""
        source, target = scene.vantage.address, scene.target
        taken = (entity("export", file=self._file(scene)),) if self.export else ()
        return Truth(
            indicators=(entity(source, ip=source), *taken),
            accounts=(entity(self.account, account=self.account),),
            timeline=first("login", target, self._logged_in(scene), receipts)
            + first("collection", target, self._viewed(scene), receipts),
            remedies=(Remedy(kind="disable-account", target=self.account),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network is served."""
        return others_served(scene)[0]

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once session and password get nothing from any PC, while other staff are served."""
        known = lets_in(scene, self._owner(scene))
        deny = (self._visit(scene).still_open(), Check(by="neighbour", probe=known))
        ways = (
            ("close-account", no_log_in(scene.target, self.account)),
            ("change-password", another_password(scene.target, self.account)),
        )
        return tuple(
            Containment(id=id, deny=deny, allow=others_served(scene), typed=typed, undone=undone)
            for id, (typed, undone) in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session; remove cookie and list from the PC."""
        left = self._visit(scene).leave(self._file(scene))
        return Cleanup(verified=not left, said=f"left: {', '.join(left) or 'nothing'}")

    def _user(self, scene: Scene) -> str:
        users = scene.lan.topology.node(scene.source).users
        return self.account if self.account in users or not users else users[0]

    def _visit(self, scene: Scene) -> Visit:
        user = self._user(scene)
        return Visit(scene, f"/home/{user}/.cookies-{scene.marker}", user=user)

    def _file(self, scene: Scene) -> str:
        return f"/home/{self._user(scene)}/residents-{scene.marker}.csv"

    def _case(self, scene: Scene) -> str:
        """Return the case, by default a number as cases have, beyond those that exist."""
        return self.case or f"R8-9{scene.seed.number('case', 1000):03}"

    def _owner(self, scene: Scene) -> Person:
        try:
            return scene.person(self.account)
        except KeyError:
            raise NotFound.named("account", self.account, [person.account for person in scene.people]) from None

    def _logged_in(self, scene: Scene) -> str:
        return lines(scene, "-", rf"login account={re.escape(self.account)} result=ok$")

    def _viewed(self, scene: Scene) -> str:
        return lines(scene, self.account, rf"view resident=\d+ case={self._case(scene)} result=ok$")

    def _exported(self, scene: Scene) -> str:
        return lines(scene, self.account, rf"export case={self._case(scene)} words=\S+ found=\d+ result=ok$")
