"""Commands about scenario files: validate, schema, list, export, docs, new."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.lans import LevelOption, TierOption, variant
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import BadInput, Problem
from cyder.exercise.handing_out import of_team, preview, write_handouts
from cyder.exercise.library import opened, proofread, shipped
from cyder.exercise.starting import begin
from cyder.model.base import show_duration
from cyder.model.seed import Seed
from cyder.planning.compose import compose, to_yaml
from cyder.planning.resolve import resolve
from cyder.scenario.schema import json_schema

app = typer.Typer(help="Check, describe and export scenario files.", no_args_is_help=True)


@app.command()
def validate(
    files: Annotated[list[str], typer.Argument(help="Scenario files, or names of shipped scenarios.")],
    json: Json = False,
) -> None:
    """Check scenario files in all their levels and tiers: every problem at once, each with its place and a remedy."""
    problems: list[Problem] = []
    good = []
    for file in files:
        try:
            good.append(proofread(file).scenario)
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput.of(problems)
    Terminal(json=json).result({"valid": good}, "\n".join(f"{name}: no problems" for name in good))


@app.command()
def schema(context: typer.Context, json: Json = False) -> None:  # noqa: ARG001  it is JSON in any case
    """Print the JSON Schema of scenario files, for editors."""
    document = json_schema(desk_of(context).catalogue)
    Terminal().result(document, jsonlib.dumps(document, ensure_ascii=False, indent=2))


@app.command("list")
def list_(json: Json = False) -> None:
    """List the scenarios that come with the product."""
    found = [opened(name) for name in shipped()]
    lines = [
        f"{each.scenario:<16} {each.level}  {show_duration(each.duration):<8} {each.title.en} / {each.title.ja}"
        for each in found
    ]
    data = [{"scenario": each.scenario, "level": each.level, "title": each.title.model_dump()} for each in found]
    Terminal(json=json).result(data, "\n".join(lines))


@app.command()
def export(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped one.")],
    tier: TierOption = None,
    level: LevelOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of the terminal.")] = None,
    seed: Annotated[str, typer.Option("--seed", help="What the values are derived from.")] = "export",
    json: Json = False,
) -> None:
    """Write one team's LAN as a Compose file, to look at or to run without Cyder."""
    catalogue = desk_of(context).catalogue
    loaded = opened(scenario, variant(tier, level))
    resolved = resolve(loaded, "team1", Seed(seed.encode()).child("team1"), catalogue, exercise=loaded.scenario)
    document = compose(resolved, loaded.scenario)
    terminal = Terminal(json=json)
    if output is None:
        terminal.result(document, to_yaml(document).rstrip("\n"))
        return
    try:
        output.write_text(to_yaml(document), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{output}: {error.strerror}", hint="give a file in a folder that exists") from None
    terminal.result({"written": str(output)}, f"written: {output}")


@app.command()
def docs(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped one.")] = "",
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder; made if need be.")] = Path(
        "handouts"
    ),
    seed: Annotated[str, typer.Option("--seed", help="What the values of a preview are derived from.")] = "preview",
    exercise: Annotated[str | None, typer.Option("--exercise", "-e", help="With the values of this exercise.")] = None,
    tier: TierOption = None,
    level: LevelOption = None,
    team: Annotated[str, typer.Option("--team", "-t", help="Whose values, of an exercise.")] = "team1",
    force: Annotated[bool, typer.Option("--force", help="Write over the pages that are in the folder.")] = False,
    json: Json = False,
) -> None:
    """Write what is handed out: briefing and pre-study for trainees; guide and answer key for instructors.

    Each is a page in Japanese and in English that needs nothing beside it. DIR/instructors holds the answers.
    """
    desk = desk_of(context)
    if bool(scenario) == bool(exercise):
        raise BadInput(
            "name a scenario, or an exercise with --exercise", hint="cyder scenario docs first-look -o pages"
        )
    material = (
        of_team(desk.exercise(exercise), team)
        if exercise
        else preview(opened(scenario, variant(tier, level)), seed, desk.catalogue)
    )
    written = write_handouts(material, output, force=force)
    lines = [f"written: {path}" for path in written]
    Terminal(json=json).result({"written": [str(path) for path in written]}, "\n".join(lines))


@app.command()
def new(
    context: typer.Context,  # noqa: ARG001  every command has it
    name: Annotated[str, typer.Argument(help="What the scenario is to be called: 'our-town'.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write NAME.yaml into.")
    ] = Path(),
    json: Json = False,
) -> None:
    """Begin a scenario of your own: a small one that works, with comments that say what each part is for."""
    path = begin(name, output)
    steps = ("validate {}", "docs {} -o pages")
    text = [
        f"written: {path}",
        "next:",
        *(f"  cyder scenario {step.format(path)}" for step in steps),
        f"  cyder up {path}",
    ]
    Terminal(json=json).result({"written": str(path)}, "\n".join(text))
