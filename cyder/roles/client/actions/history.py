"""Somebody with a known password reads what a person has typed lately, and leaves the list empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Caps, Cleanup, Scene, Sighting
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.client.seats import Seat, seat
from cyder.roles.client.visiting import Visiting

_TAKE = 'umask 077 && cp -n -- "$1" "$2" && : >"$1"'
_RESTORE = '[ ! -e "$2" ] || { cat "$2" "$1" >"$2.new" && cat "$2.new" >"$1" && rm -f "$2" "$2.new"; }'


class HistoryCleared(Visiting):
    """One log-in over ssh: the account's shell history is copied to a hidden file in /var/tmp and emptied.

    The copy is what an attacker keeps to look for passwords; cleaning up puts it back. Nothing else is touched.
    """

    id: ClassVar[str] = "stealth.history"
    title: ClassVar[LocalText] = LocalText(en="Shell history cleared", ja="コマンド履歴の消去")
    techniques: ClassVar[tuple[str, ...]] = ("T1070.003",)
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "the user's .bash_history on the target, of which a copy is kept in /var/tmp until cleanup"
    ways: ClassVar[tuple[str, ...]] = ("change-password", "block-source")

    def run(self, scene: Scene) -> Trace:
        """Log in once, copy the history, empty it, and leave."""
        started, visit = scene.clock.now(), self.visit(scene)
        result = visit.run("sh", "-c", _TAKE, "sh", _history(visit.seat), _copy(scene))
        said = visit.said(result, f"{_history(visit.seat)} is empty")
        return traced(scene, started, reached=result.ok, said=said)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at the empty history and when it was emptied, and at who came in then."""
        visit = self.visit(scene)
        history = _history(visit.seat)
        return (
            Sighting(scene.target, ("ls", "-l", "--full-time", history), rf" 0 \d{{4}}-.* {re.escape(history)}$"),
            Sighting(scene.target, ("grep", "Starting session", "/var/log/auth.log"), self.emits(scene)[1].pattern),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the file that was emptied, where somebody came from, as whom, and when."""
        visit = self.visit(scene)
        history = entity("history", file=(_history(visit.seat), ".bash_history"))
        return visit.truth("login", receipts, history, remedies=(visit.reset, visit.shut_out))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """What was typed is gone; ended once whoever did it no longer gets in to do it again."""
        visit = self.visit(scene)
        return (visit.another_password(), visit.blocked())

    def cleanup(self, scene: Scene) -> Cleanup:
        """Put the history back, before whatever was typed since; without a copy there is nothing to put back."""
        place = seat(scene, self.account)
        restored = place.run("sh", "-c", _RESTORE, "sh", _history(place), _copy(scene))
        cleared = place.clear(_copy(scene)) if restored.ok else None
        return cleared or Cleanup(verified=False, said=f"{_history(place)}: {restored.out.strip()}")


def _history(place: Seat) -> str:
    return f"{place.home}/.bash_history"


def _copy(scene: Scene) -> str:
    return f"/var/tmp/.{scene.marker}-h"  # noqa: S108  where who has no place of one's own puts things
