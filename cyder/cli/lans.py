"""Commands about LANs: up, plan, status, down."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.terminal import Json, Terminal, desk_of, going_on
from cyder.errors import NotFound
from cyder.exercise import inspecting, lowering, raising
from cyder.model.composition import Tier, Variant
from cyder.model.judging import Level

Scenario = Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario.")]
Teams = Annotated[int | None, typer.Option("--teams", min=1, max=50, help="How many teams, each with its own LAN.")]
TierOption = Annotated[
    Tier | None, typer.Option("--tier", help="How large: tiny for a small machine, team as written, class for many.")
]
LevelOption = Annotated[
    Level | None, typer.Option("--level", help="How hard: A, B or C; the scenario's own if left out.")
]
Name = Annotated[str | None, typer.Option("--name", help="The exercise's name; the scenario's own if left out.")]


def variant(tier: Tier | None, level: Level | None) -> Variant:
    """Return the variant of a scenario that the options ask for."""
    return Variant(tier=tier or "team", level=level)


def up(
    context: typer.Context,
    scenario: Scenario = "first-look",
    teams: Teams = None,
    name: Name = None,
    seed: Annotated[
        str | None,
        typer.Option("--seed", help="UNSAFE: derive every secret from this word. For tests and rehearsals only."),
    ] = None,
    tier: TierOption = None,
    level: LevelOption = None,
    json: Json = False,
) -> None:
    """Bring a scenario's LANs up. Run it again to go on where it was interrupted."""
    terminal = Terminal(json=json)
    if seed:
        terminal.line("UNSAFE: with --seed anybody who knows the word can compute every answer")
    with going_on("cyder up"):
        exercise = raising.up(
            desk_of(context), scenario, teams=teams, name=name, seed=seed, voice=terminal, tier=tier, level=level
        )
    nodes = [node.name for node in exercise.resolved(exercise.teams[0]).topology.nodes if node.open != "no"]
    text = (
        f"exercise '{exercise.name}' is up for {', '.join(exercise.teams)}\n"
        f"next: cyder start {exercise.name}    look round: cyder shell {exercise.teams[0]}/{nodes[0]}"
    )
    terminal.result({"exercise": exercise.name, "teams": exercise.teams, "open_nodes": nodes}, text)


def plan(
    context: typer.Context,
    scenario: Scenario = "first-look",
    teams: Teams = None,
    name: Name = None,
    tier: TierOption = None,
    level: LevelOption = None,
    json: Json = False,
) -> None:
    """Print what `up` would do, changing nothing. Shows the values of every team: not for trainees' eyes."""
    terminal = Terminal(json=json)
    shown = inspecting.preview(desk_of(context), scenario, variant(tier, level), teams=teams, name=name)
    terminal.result(shown.data, shown.text)


def status(
    context: typer.Context,
    exercise: Annotated[str | None, typer.Argument(help="Only this exercise.")] = None,
    json: Json = False,
) -> None:
    """Show exercises, their state, their conductor and their nodes."""
    terminal = Terminal(json=json)
    shown = inspecting.status(desk_of(context), exercise)
    terminal.result(shown.data, shown.text)


def down(
    context: typer.Context,
    exercise: Annotated[str | None, typer.Argument(help="Which exercise; may be left out if there is one.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every exercise on this engine.")] = False,
    archive: Annotated[bool, typer.Option("--archive", help="Free the name, too. The ledger is kept.")] = False,
    json: Json = False,
) -> None:
    """Take LANs down, by their labels alone: it works with the store deleted, and twice."""
    terminal = Terminal(json=json)
    if exercise and everything:
        raise NotFound("both a name and --all were given", hint="say which you mean")
    names = lowering.down(desk_of(context), exercise, everything=everything, archive=archive, voice=terminal)
    terminal.result({"down": names}, f"down: {', '.join(names)}" if names else "nothing was up")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (up, plan, status, down):
        app.command()(command)
