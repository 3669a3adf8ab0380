"""A run as plain data: everything the other forms have, without their conventions."""

from __future__ import annotations

from typing import Any

from cyder.model.attack import RELEASE
from cyder.review.deeds import Deed, Run


def plain(run: Run) -> dict[str, Any]:
    """Return a run as data that JSON can hold; what did not happen has neither proof nor truth."""
    return {
        "exercise": run.exercise,
        "team": run.team,
        "title": run.title,
        "began": run.began.isoformat(),
        "attack": RELEASE,
        "events": [_event(deed) for deed in run.deeds],
        "void": dict(run.void),
        "unplayed": list(run.unplayed),
    }


def _event(deed: Deed) -> dict[str, Any]:
    told = {
        "event": deed.event,
        "action": deed.action,
        "title": deed.sort.title,
        "techniques": list(deed.sort.techniques),
        "from": deed.source,
        "to": deed.target,
        "ending": deed.ending,
        "reason": deed.outcome.reason,
        "began": deed.began.isoformat(),
        "ended": deed.ended.isoformat(),
    }
    if not deed.happened:
        return told
    return {
        **told,
        "truth": deed.outcome.truth.model_dump(mode="json"),
        "receipts": [each.model_dump(mode="json") for each in deed.outcome.receipts],
    }
