"""A crontab gets a line more, which starts a program that was left in the home directory again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.client.homes import HABIT
from cyder.roles.client.probes import Mentions
from cyder.roles.client.seats import Seat, program, seat, works

# Only root's `crontab` works on these machines. Each time it writes three lines of its own on top, which are left out.
_CHANGE = """\
crontab=/var/spool/cron/crontabs/$1
others() { sed -e '/^# DO NOT EDIT/,/^# (Cron version/d' "$crontab" 2>/dev/null | grep -vF -- "$2"; }
"""
_ADD = f'{_CHANGE}{{ others "$@"; printf "%s\\n" "$3"; }} | crontab -u "$1" -'
_DROP = (
    f'{_CHANGE}grep -qsF -- "$2" "$crontab" || exit 0; others "$@" | crontab -u "$1" -; ! grep -F -- "$2" "$crontab"'
)


class CronEntry(Action):
    """One line is added to a person's crontab; it starts an inert program from `~/.cache` every `every` minutes.

    The program sleeps until shortly before its next start and does nothing else. The person's own entries stay.
    Whoever does it is root already; how, is not played.
    """

    id: ClassVar[str] = "persist.cron"
    title: ClassVar[LocalText] = LocalText(en="An entry in a crontab", ja="cronによる永続化")
    techniques: ClassVar[tuple[str, ...]] = ("T1053.003",)
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"client"})
    caps: ClassVar[Caps] = Caps(commands=5)
    touches: ClassVar[str] = "on the target: one line of a user's crontab, one file in that user's .cache"
    ways: ClassVar[tuple[str, ...]] = ("remove-entry",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc1", "pc1"),)

    account: Slug | None = None
    helper: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)] = "font-index"
    every: Annotated[int, Field(ge=1, le=30)] = 5

    def run(self, scene: Scene) -> Trace:
        """Lay the program as its owner, then hand the crontab with one line more to cron."""
        started, place = scene.clock.now(), seat(scene, self.account)
        done = place.lay(self._path(place), program(scene.marker, minutes=self.every - 0.2))
        if done.ok:
            done = _change(place, _ADD, self._path(place), self._entry(place))
        said = f"added to the crontab of {place.account}: {self._entry(place)}" if done.ok else done.out.strip()
        return traced(scene, started, reached=done.ok, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect cron's word that root gave somebody another crontab."""
        account = re.escape(seat(scene, self.account).account)
        return (
            Expected(node=scene.target, log="system", pattern=rf" crontab\[\d+\]: \(root\) REPLACE \({account}\)$"),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for crontabs that were changed, at what stands in this one, and at what it starts."""
        place, (line,) = seat(scene, self.account), self.emits(scene)
        return (
            Sighting(scene.target, ("grep", "REPLACE", "/var/log/syslog"), line.pattern),
            Sighting(scene.target, ("crontab", "-u", place.account, "-l"), re.escape(self._entry(place))),
            Sighting(scene.target, ("ls", "-l", "--full-time", f"{place.home}/.cache"), rf" {re.escape(self.helper)}$"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the program, whose crontab starts it, and since when."""
        place = seat(scene, self.account)
        return Truth(
            indicators=(entity("program", file=(self._path(place), self.helper)),),
            accounts=(entity(place.account, account=place.account),),
            timeline=first("persistence", scene.target, self.emits(scene)[0].pattern, receipts),
            remedies=(Remedy(kind="remove-persistence", target=scene.target),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether whoever sits there can work."""
        return works(scene)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once no entry starts the program and none runs, while the person's own entry is still there."""
        place = seat(scene, self.account)
        path, crontab = self._path(place), _crontab(place)
        entry = Mentions(target=scene.target, paths=(crontab,), word=path)
        own = Mentions(target=scene.target, paths=(crontab,), word=HABIT)
        without = f"crontab -u {place.account} -l | grep -v {self.helper} | crontab -u {place.account} -"
        return (
            Containment(
                id="remove-entry",
                deny=(Check(by="itself", probe=entry), place.runs(path), place.keeps(path)),
                allow=(Check(by="itself", probe=own), works(scene)),
                typed=(
                    *typed(scene.target, "sh", "-c", without),
                    *typed(scene.target, "sh", "-c", f"pkill -u {place.account} -f {path}; rm {path}"),
                ),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the line out of the crontab, end the program, and remove it."""
        place = seat(scene, self.account)
        left = _change(place, _DROP, self._path(place))
        cleared = place.clear(self._path(place))
        if left.ok:
            return cleared
        return Cleanup(verified=False, said=f"the entry is still in {_crontab(place)}: {left.out.strip()}")

    def _path(self, place: Seat) -> str:
        return f"{place.home}/.cache/{self.helper}"

    def _entry(self, place: Seat) -> str:
        return f"*/{self.every} * * * * {self._path(place)} {place.marker}"


def _change(place: Seat, script: str, *words: str) -> Result:
    """Have root give cron another crontab for that person."""
    return place.node.run(["sh", "-c", script, "sh", place.account, *words], timeout=10)


def _crontab(place: Seat) -> str:
    return f"/var/spool/cron/crontabs/{place.account}"
