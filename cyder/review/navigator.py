"""A run as a layer of the ATT&CK Navigator: a colour and a comment for each technique that was to be used.

Layer format 4.5: https://github.com/mitre-attack/attack-navigator, layers/LAYERFORMATv4_5.md.
"""

from __future__ import annotations

from typing import Any

from cyder.model.attack import RELEASE, TECHNIQUES
from cyder.review.deeds import ENDINGS, MEANINGS, Deed, Ending, Run

COLOURS: dict[Ending, str] = {
    "happened": "#e06c5a",
    "blocked": "#6fae6b",
    "prevented": "#63a6b8",
    "broken": "#e8c860",
    "skipped": "#c4c4c4",
}


def layer(run: Run) -> dict[str, Any]:
    """Return a run as a layer; what was kept out, broken or left out has a colour of its own, never that of a deed."""
    return {
        "name": f"{run.title}: {run.exercise}, {run.team}",
        "versions": {"attack": RELEASE.partition(".")[0], "navigator": "5.2.0", "layer": "4.5"},
        "domain": "enterprise-attack",
        "description": _description(run),
        "filters": {"platforms": ["Linux", "Network Devices", "Windows", "macOS", "PRE"]},
        "sorting": 0,
        "layout": {"layout": "side", "showID": True, "showName": True},
        "hideDisabled": False,
        "techniques": _techniques(run),
        "legendItems": [{"label": MEANINGS[ending], "color": COLOURS[ending]} for ending in ENDINGS],
        "showTacticRowBackground": False,
        "selectTechniquesAcrossTactics": False,
        "selectSubtechniquesWithParent": False,
        "metadata": [{"name": "exercise", "value": run.exercise}, {"name": "team", "value": run.team}],
    }


def _description(run: Run) -> str:
    counts = ((ending, sum(deed.ending == ending for deed in run.deeds)) for ending in ENDINGS)
    told = ", ".join(f"{number} {ending}" for ending, number in counts if number) or "nothing was played"
    void = "".join(f"; {event} is void: {reason}" for event, reason in run.void.items())
    unplayed = f"; never reached: {', '.join(run.unplayed)}" if run.unplayed else ""
    return (
        f"Ground truth of an exercise that began at {run.began.isoformat(timespec='seconds')}: {told}{void}{unplayed}."
    )


def _techniques(run: Run) -> list[dict[str, Any]]:
    used: dict[str, list[Deed]] = {}
    for deed in run.deeds:
        for technique in deed.sort.techniques:
            used.setdefault(technique, []).append(deed)
    parents = {(id.partition(".")[0], TECHNIQUES[id].tactic) for id in used if "." in id}
    opened = [
        {"techniqueID": parent, "tactic": tactic, "showSubtechniques": True}
        for parent, tactic in sorted(parents)
        if parent not in used
    ]
    above = {parent for parent, _ in parents}
    return [_technique(id, deeds, unfolded=id in above) for id, deeds in sorted(used.items())] + opened


def _technique(id: str, deeds: list[Deed], *, unfolded: bool) -> dict[str, Any]:
    ending = min((deed.ending for deed in deeds), key=ENDINGS.index)
    return {
        "techniqueID": id,
        "tactic": TECHNIQUES[id].tactic,
        "color": COLOURS[ending],
        "comment": "\n".join(deed.sentence for deed in deeds),
        "enabled": True,
        "metadata": [{"name": deed.event, "value": deed.ending} for deed in deeds],
        "showSubtechniques": unfolded,
    }
