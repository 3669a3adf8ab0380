"""A line in somebody's start-up file starts a program whenever that person logs in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced, typed
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.client.probes import Mentions
from cyder.roles.client.seats import LAY, Seat, program, seat
from cyder.roles.client.visiting import Visiting

_PLANT = f'{LAY} && {{ grep -qsF -- "$1" "$3" || printf "%s\\n" "$4" >>"$3"; }}'
_DROP = '[ ! -e "$1" ] || sed -i "\\|$2|d" "$1"; ! grep -sF -- "$2" "$1"'
_STARTED_BY = (".profile", ".bash_profile", ".bash_login", ".bashrc")


class ProfileLine(Visiting):
    """Two log-ins over ssh: one leaves an inert program and a line in `~/.profile`, the next one thereby starts it.

    The program sleeps for `minutes` and does nothing else; while it runs no second one is started.
    """

    id: ClassVar[str] = "persist.profile"
    title: ClassVar[LocalText] = LocalText(en="A line in the start-up file", ja="起動ファイルの改変による永続化")
    techniques: ClassVar[tuple[str, ...]] = ("T1546.004",)
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the user's home on the target: one line of .profile, one file in .cache, one process"
    ways: ClassVar[tuple[str, ...]] = ("remove-line",)

    helper: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)] = "gpg-cache"
    minutes: Annotated[int, Field(ge=1, le=240)] = 120

    def run(self, scene: Scene) -> Trace:
        """Log in and leave both; log in again, as a person does, and look whether the program runs."""
        started, visit = scene.clock.now(), self.visit(scene)
        place = visit.seat
        text = program(scene.marker, minutes=self.minutes)
        words = (self._path(place), text, f"{place.home}/.profile", self._line(place))
        result = visit.run("sh", "-c", _PLANT, "sh", *words)
        if result.ok:
            result = visit.run()
        runs = result.ok and place.has_running(self._path(place))
        said = visit.said(result, f"the log-in {'starts' if runs else 'does not start'} {self._path(place)}")
        return traced(scene, started, reached=runs, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in with a command that left the line, and the one with a shell that started the program."""
        visit = self.visit(scene)
        return (*visit.lines("command"), *visit.lines("shell")[1:])

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at the start-up file, and at what runs since somebody logged in."""
        place = self.visit(scene).seat
        path = re.escape(self._path(place))
        return (
            Sighting(scene.target, ("tail", "-n", "3", f"{place.home}/.profile"), path),
            Sighting(scene.target, ("ps", "-u", place.account, "-o", "pid,lstart,args"), path),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the file that was changed, the program, where somebody came from, as whom, and when it was done."""
        visit = self.visit(scene)
        place = visit.seat
        return visit.truth(
            "persistence",
            receipts,
            entity("program", file=(self._path(place), self.helper)),
            entity("start-up file", file=(f"{place.home}/.profile", ".profile")),
            remedies=(visit.removed,),
            later=first("execution", scene.target, visit.lines("shell")[1].pattern, receipts),
        )

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once no file that a log-in reads starts the program, none runs, and it is gone."""
        place = seat(scene, self.account)
        path = self._path(place)
        files = tuple(f"{place.home}/{name}" for name in _STARTED_BY)
        line = Mentions(target=scene.target, paths=files, word=path)
        return (
            Containment(
                id="remove-line",
                deny=(Check(by="itself", probe=line), place.runs(path), place.keeps(path)),
                allow=(place.answers(),),
                typed=(
                    *typed(scene.target, "sed", "-i", f"/{self.helper}/d", f"{place.home}/.profile"),
                    *typed(scene.target, "sh", "-c", f"pkill -u {place.account} -f {path}; rm {path}"),
                ),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the line out of the start-up file, end the program, and remove it."""
        place = seat(scene, self.account)
        profile = f"{place.home}/.profile"
        left = place.run("sh", "-c", _DROP, "sh", profile, self._path(place))
        cleared = place.clear(self._path(place))
        return cleared if left.ok else Cleanup(verified=False, said=f"the line is still in {profile}: {left.out}")

    def _path(self, place: Seat) -> str:
        return f"{place.home}/.cache/{self.helper}"

    def _line(self, place: Seat) -> str:
        path, marker = self._path(place), place.marker
        return f"[ ! -x {path} ] || pgrep -u {place.account} -f {path} >/dev/null || setsid -f {path} {marker}"
