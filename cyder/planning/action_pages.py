"""One page about an action, for the reference: what it says of itself, and what the self-test saw on real machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cyder.contracts.probe import Typed
from cyder.model.attack import RELEASE, TECHNIQUES
from cyder.planning.action_sheets import ActionSheet

Shown = tuple[Typed, Sequence[str]]
"""A command of a defender, and lines that it really printed."""


def opening(sheet: ActionSheet) -> str:
    """Return the part of the page that follows from the code alone."""
    named = ", ".join(f"{one} {TECHNIQUES[one].name}" for one in sheet.techniques)
    repeatable = "yes" if sheet.idempotent else "no: an engine that was killed in the middle gives it up"
    facts = {
        "ATT&CK": f"{named} ({sheet.tactic}, release {RELEASE})",
        "from, to": f"{', '.join(sheet.sources)} → {', '.join(sheet.targets)}",
        "caps": f"{sheet.commands} commands, {sheet.per_second:g} in a second",
        "touches": sheet.touches,
        "cleanup": sheet.cleanup,
        "repeatable": repeatable,
    }
    lines = [f"# `{sheet.id}`: {sheet.title.en} / {sheet.title.ja}", "", sheet.summary, "", "| | |", "|---|---|"]
    lines += [f"| {name} | {fact} |" for name, fact in facts.items()]
    if sheet.settings:
        lines += ["", "## Settings", "", "| `with:` | type | meaning |", "|---|---|---|"]
        lines += [f"| `{each.name}` | {_cell(each.type)} | {_cell(each.description)} |" for each in sheet.settings]
    return "\n".join(lines) + "\n"


Ways = Mapping[str, Sequence[Typed]]
"""What is typed for each way, by its id."""


def page(sheet: ActionSheet, shown: Sequence[Shown], ways: Ways, mends: Ways) -> str:
    """Return the whole page; `ways` contain the attack, `mends` undo what it broke."""
    lines = [
        opening(sheet),
        "## What a defender sees",
        "",
        "As the self-test found it; addresses and accounts are one team's.",
        "",
    ]
    for command, found in shown:
        lines += ["```console", str(command), *found, "```", ""]
    lines += _typed_for("What contains it", ways)
    lines += _typed_for("What mends it", mends) if mends else []
    return "\n".join(lines).rstrip() + "\n"


def _typed_for(heading: str, ways: Ways) -> list[str]:
    lines = [f"## {heading}", ""]
    for way, commands in ways.items():
        lines += [f"`{way}`:", "", "```console", *(str(each) for each in commands), "```", ""]
    return lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
