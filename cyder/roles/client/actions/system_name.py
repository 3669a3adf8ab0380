"""A program in a home directory bears the name of one of the system's, so that a list of processes looks ordinary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cyder.contracts.acting import entity, traced, typed
from cyder.contracts.action import Caps, Cleanup, Scene, Sighting
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.client.seats import LAY, Seat, program, seat, works
from cyder.roles.client.visiting import Visiting

_LEAVE = f'{LAY} && setsid -f "$1" "$3"'


class SystemName(Visiting):
    """One log-in over ssh leaves an inert program under a system program's name in `~/.local/lib` and starts it.

    The program sleeps for `minutes` and does nothing else. No program of the system is touched.
    """

    id: ClassVar[str] = "stealth.name"
    title: ClassVar[LocalText] = LocalText(en="A program named like the system's", ja="システムプログラムへの偽装")
    techniques: ClassVar[tuple[str, ...]] = ("T1036.005",)
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "the user's home on the target: one file in .local/lib, one process of that user"
    ways: ClassVar[tuple[str, ...]] = ("remove-program",)

    name: Literal["systemd-logind", "dbus-daemon", "cron", "rsyslogd"] = "systemd-logind"
    minutes: Annotated[int, Field(ge=1, le=240)] = 120

    def run(self, scene: Scene) -> Trace:
        """Log in once, leave the program, start it, and look whether it runs."""
        started, visit = scene.clock.now(), self.visit(scene)
        path = self._path(visit.seat)
        text = program(scene.marker, minutes=self.minutes)
        result = visit.run("sh", "-c", _LEAVE, "sh", path, text, scene.marker)
        runs = result.ok and visit.seat.has_running(path)
        said = visit.said(result, f"{path} {'runs' if runs else 'does not run'}")
        return traced(scene, started, reached=runs, said=said)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for whose the processes of that name are, and whether a package brought the file."""
        place = self.visit(scene).seat
        path = self._path(place)
        return (
            Sighting(scene.target, ("pgrep", "-a", self.name), rf"^\d+ /bin/sh {re.escape(path)} "),
            Sighting(scene.target, ("dpkg", "-S", path), "no path found"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the program, where somebody came from, as whom, and when it was started."""
        visit = self.visit(scene)
        left = entity("program", file=self._path(visit.seat))
        return visit.truth("execution", receipts, left, remedies=(visit.removed, visit.reset))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once it neither runs nor lies there, while whoever sits there can work."""
        place = seat(scene, self.account)
        path = self._path(place)
        return (
            Containment(
                id="remove-program",
                deny=(place.runs(path), place.keeps(path)),
                allow=(works(scene),),
                typed=(
                    *typed(scene.target, "pkill", "-u", place.account, "-f", path),
                    *typed(scene.target, "rm", path),
                ),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the program and remove it."""
        place = seat(scene, self.account)
        return place.clear(self._path(place))

    def _path(self, place: Seat) -> str:
        return f"{place.home}/.local/lib/{self.name}"
