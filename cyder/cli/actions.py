"""Commands about actions: list, show, test; and the audit of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cyder.cli import sigma
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.claims import Claims, Preview
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.lowering import down
from cyder.exercise.proofs import COLUMNS, GROUND, Case, Proof, cases
from cyder.exercise.proving import prove_all
from cyder.exercise.raising import up
from cyder.planning.action_pages import page
from cyder.planning.action_sheets import ActionSheet, action_sheet

app = typer.Typer(invoke_without_command=True, no_args_is_help=True)
sigma.register(app)

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Actions; all of them if none is named.")]
_NAME = "self-test"


@app.callback()
def actions(
    context: typer.Context,
    audit: Annotated[
        bool, typer.Option("--audit", help="Print for each what it touches, its caps, its cleanup.")
    ] = False,
    json: Json = False,
) -> None:
    """Say what attacks there are, and prove that each does what it claims."""
    named = context.invoked_subcommand
    if named and (audit or json):
        option = "--audit" if audit else "--json"
        hint = "cyder actions --audit" if audit else f"cyder actions {named} --json"
        raise BadInput(f"{option} does not go before '{named}'", hint=hint)
    if audit:
        _audit(desk_of(context), Terminal(json=json))
    elif not named:
        raise BadInput("nothing was asked for", hint="`cyder actions list` lists them; --audit says what each may do")


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """List the actions: technique, tactic, from which role to which, the logs that prove each, what contains it."""
    found = list(desk_of(context).catalogue.actions.values())
    preview, sheets = Preview(), [action_sheet(action) for action in found]
    claims = [preview.claims(action) for action in found]
    rows: list[tuple[str, ...]] = [("action", "technique", "tactic", "from → to", "logs", "contained by")]
    rows += [_row(sheet, claim) for sheet, claim in zip(sheets, claims, strict=True)]
    text = "\n".join([*_columns(rows), "", f"{len(sheets)} actions; cyder actions show ID has the rest"])
    data = [
        sheet.model_dump(mode="json") | claim.model_dump(mode="json")
        for sheet, claim in zip(sheets, claims, strict=True)
    ]
    Terminal(json=json).result(data, text)


@app.command()
def show(
    context: typer.Context, action: Annotated[str, typer.Argument(help="The action's id.")], json: Json = False
) -> None:
    """Show one action: what it does, its settings, its caps, what it touches and how it is taken back."""
    found = action_sheet(desk_of(context).catalogue.action(action))
    Terminal(json=json).result(found.model_dump(mode="json"), _in_full(found))


@app.command()
def test(
    context: typer.Context,
    ids: Ids = None,
    exercise: ExerciseName = None,
    teams: Annotated[int, typer.Option("--teams", "-t", min=1, max=8, help="On how many LANs side by side.")] = 4,
    pages: Annotated[
        Path | None,
        typer.Option("--pages", help="Write a page about each action into this folder, with what was seen."),
    ] = None,
    json: Json = False,
) -> None:
    """Play actions on real machines: find each by its log lines, contain it in every way, clean up, sweep.

    Takes LANs of its own, made for the test and removed after it; with --exercise, those of an exercise that is up.
    """
    desk, terminal = desk_of(context), Terminal(json=json)
    chosen = [desk.catalogue.action(name) for name in ids] if ids else list(desk.catalogue.actions.values())
    if exercise:
        proofs = _prove(desk.exercise(exercise), cases(chosen), terminal)
    else:
        try:
            proofs = _prove(_ground(desk, teams, terminal), cases(chosen), terminal)
        finally:
            if any(record.name == _NAME for record in desk.store.live()):
                down(desk, _NAME, everything=False, archive=True, voice=terminal)
    if pages is not None:
        _write_pages(pages, proofs)
    terminal.result([_as_data(proof) for proof in proofs], _table(proofs))
    if not all(proof.good for proof in proofs):
        raise typer.Exit(1)


def _audit(desk: Desk, terminal: Terminal) -> None:
    """Print for each action what it touches, the caps the engine holds it to, and how it is cleaned up."""
    sheets = [action_sheet(action) for action in desk.catalogue.actions.values()]
    lines = [
        line
        for each in sheets
        for line in (each.id, f"  touches  {each.touches}", f"  caps     {_caps(each)}", f"  cleanup  {each.cleanup}")
    ]
    terminal.result([each.model_dump(mode="json") for each in sheets], "\n".join(lines))


def _ground(desk: Desk, teams: int, terminal: Terminal) -> Exercise:
    return up(desk, GROUND, teams=teams, name=_NAME, seed=None, voice=terminal)


def _prove(exercise: Exercise, todo: list[Case], terminal: Terminal) -> list[Proof]:
    told: list[Proof] = []

    def tell(proof: Proof) -> None:
        told.append(proof)
        verdict = "ok" if proof.good else "; ".join(proof.faults)
        total = max(len(todo), len(told))
        terminal.progress(
            "actions", len(told), total, f"{proof.case.name}: {verdict}{' (again)' if proof.again else ''}"
        )

    return prove_all(exercise, todo, tell)


def _write_pages(folder: Path, proofs: Sequence[Proof]) -> None:
    """Write the pages of all actions whose every trial was good; what several trials showed is put together."""
    good: dict[str, list[Proof]] = {}
    for proof in proofs:
        good.setdefault(proof.case.action.id, []).append(proof)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for id, found in good.items():
            if all(proof.good for proof in found):
                shown = {str(each.command): (each.command, each.lines) for proof in found for each in proof.shown}
                ways = {way: typed for proof in found for way, typed in proof.ways.items()}
                mends = {way: typed for proof in found for way, typed in proof.mends.items()}
                text = page(action_sheet(found[0].case.action), list(shown.values()), ways, mends)
                (folder / f"{id}.md").write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}", hint="give a folder that can be written") from None


def _row(each: ActionSheet, claim: Claims) -> tuple[str, ...]:
    where = f"{'|'.join(each.sources)} → {'|'.join(each.targets)}"
    return each.id, each.techniques[0], each.tactic, where, " ".join(claim.receipts), " ".join(claim.ways)


def _caps(each: ActionSheet) -> str:
    return f"{each.commands} commands, {each.per_second:g}/s"


def _in_full(found: ActionSheet) -> str:
    facts = {
        "technique": ", ".join(found.techniques),
        "tactic": found.tactic,
        "from": " ".join(found.sources),
        "to": " ".join(found.targets),
        "caps": _caps(found),
        "touches": found.touches,
        "cleanup": found.cleanup,
        "repeatable": "yes" if found.idempotent else "no: an engine that was killed does not play it again",
    }
    width = max(map(len, facts))
    lines = [f"{found.id} (version {found.version}): {found.title.en} / {found.title.ja}", "", found.summary, ""]
    lines += [f"{name:<{width}}  {fact}" for name, fact in facts.items()]
    lines += ["", "with:"] if found.settings else []
    return "\n".join([*lines, *(f"  {each.name}: {each.type}" for each in found.settings)])


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _table(proofs: list[Proof]) -> str:
    rows: list[tuple[str, ...]] = [("action", *COLUMNS, "ways", "seconds")]
    for proof in proofs:
        cells = ("ok" if proof.verdicts.get(name) == "ok" else "FAILED" for name in COLUMNS)
        name = f"{proof.case.name}{' *' if proof.again else ''}"
        rows.append((name, *cells, " ".join([*proof.ways, *proof.mends]) or "-", f"{proof.seconds:.1f}"))
    faults = [f"{proof.case.name}: {fault}" for proof in proofs for fault in proof.faults]
    faults += ["* at the second try, alone"] if any(proof.again for proof in proofs) else []
    good = sum(proof.good for proof in proofs)
    return "\n".join([*_columns(rows), "", *faults, f"{good} of {len(proofs)} as claimed"])


def _as_data(proof: Proof) -> dict[str, object]:
    return {
        "action": proof.case.action.id,
        "trial": proof.case.number + 1,
        "good": proof.good,
        "verdicts": proof.verdicts,
        "ways": {way: [str(each) for each in typed] for way, typed in proof.ways.items()},
        "mends": {way: [str(each) for each in typed] for way, typed in proof.mends.items()},
        "seconds": round(proof.seconds, 1),
        "shown": [{"command": str(each.command), "lines": list(each.lines)} for each in proof.shown],
    }
