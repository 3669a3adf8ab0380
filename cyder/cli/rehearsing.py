"""The command that proves scenarios: rehearse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from cyder.cli.lans import LevelOption
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import CyderError, NotFound
from cyder.exercise.library import shipped
from cyder.exercise.rehearsing import Rehearsal, rehearse, shared_answers
from cyder.exercise.trainees import TRAINEES, Trainee
from cyder.model.composition import Tier


def rehearse_(
    context: typer.Context,
    scenarios: Annotated[list[str] | None, typer.Argument(help="Scenario files, or names of shipped ones.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every scenario that comes with the product.")] = False,
    tier: Annotated[Tier, typer.Option("--tier", help="How large the LAN is.")] = "tiny",
    level: LevelOption = None,
    player: Annotated[
        list[str] | None,
        typer.Option("--player", help="perfect, idle, panicking or clumsy; may be said several times. The first two."),
    ] = None,
    seeds: Annotated[int, typer.Option("--seeds", min=0, max=20, help="Once for each of so many seeds.")] = 0,
    json: Json = False,
) -> None:
    """Prove that scenarios can be solved: scripted trainees play them on real containers, the clock jumping.

    The perfect player finds every answer by commands that a trainee would type. Fails if a bound does not hold.
    """
    terminal = Terminal(json=json)
    names = [*(scenarios or ([] if everything else ["first-look"])), *(shipped() if everything else ())]
    cast = list(dict.fromkeys(_trainee(word) for word in player or TRAINEES[:2]))
    found: list[Rehearsal] = []
    broken: list[str] = []
    for name in names:
        for seed in _seeds(seeds):
            try:
                played = rehearse(desk_of(context), name, cast, tier=tier, level=level, seed=seed)
            except CyderError as error:
                broken.append(f"{name}: {error}")
                continue
            found.append(played)
            terminal.line(table_of(played))
            broken += [f"{name}: {each}" for each in played.broken]
            if seed:
                broken += [f"{name}: neighbouring teams share ${each}" for each in shared_answers(played)]
    answers = [line for each in found for line in _answers(each)] if len(found) == 1 else []
    terminal.result([_data(each) for each in found], "\n".join([*answers, "", *(broken or ["every bound holds"])]))
    if broken:
        raise typer.Exit(1)


def _seeds(number: int) -> Sequence[str | None]:
    return [f"rehearsal-{each}" for each in range(1, number + 1)] if number else [None]


def _trainee(word: str) -> Trainee:
    for trainee in TRAINEES:
        if word == trainee:
            return trainee
    raise NotFound.named("player", word, TRAINEES)


def table_of(rehearsal: Rehearsal) -> str:
    """Return a rehearsal as lines of a table: scenario, player, points, share, seconds."""
    seed = f" {rehearsal.seed}" if rehearsal.seed else ""
    return "\n".join(
        f"{rehearsal.scenario:<16}{seed} {who:<10} {card.earned:7.1f} of {card.maximum:5.0f}  {card.share:6.1%}"
        f"  {rehearsal.seconds:4.0f} s"
        for who, card in rehearsal.cards.items()
    )


def _answers(rehearsal: Rehearsal) -> list[str]:
    """Return each answer with the command and the line that gave it, and what the perfect player did not find."""
    lines = ["", "What the perfect player found, and how:"]
    for find in rehearsal.finds:
        lines += [f"  {find.name}: {find.value}", f"    {find.node}$ {find.command}", f"    {find.line.strip()[:200]}"]
    perfect = rehearsal.cards.get("perfect")
    missed = [f"  {line.id}: {each.en}" for line in perfect.lines for each in line.missed] if perfect else []
    return [*lines, *(["Unsolved:", *missed] if missed else [])]


def _data(rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        "scenario": rehearsal.scenario,
        "seed": rehearsal.seed,
        "seconds": round(rehearsal.seconds, 1),
        "scores": {
            who: {"earned": card.earned, "maximum": card.maximum, "share": card.share}
            for who, card in rehearsal.cards.items()
        },
        "answers": [vars(find) for find in rehearsal.finds],
        "broken": list(rehearsal.broken),
    }


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("rehearse")(rehearse_)
