"""The command that draws a scenario's LAN: graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.language import Lang, language_of
from cyder.cli.lans import LevelOption, Scenario, TierOption, variant
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.library import opened
from cyder.planning import graph_svg, graph_text
from cyder.planning.graph import graph as graph_of


def graph(
    context: typer.Context,
    scenario: Scenario = "first-look",
    tier: TierOption = None,
    level: LevelOption = None,
    lang: Lang = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write an SVG picture here, to print.")] = None,
    json: Json = False,
) -> None:
    """Draw a scenario's LAN from its file alone: networks, nodes, addresses, and what is closed to trainees."""
    catalogue = desk_of(context).catalogue
    found = graph_of(opened(scenario, variant(tier, level)), catalogue).in_language(language_of(lang))
    terminal = Terminal(json=json)
    if output is None:
        terminal.result(found.model_dump(mode="json"), graph_text.draw(found))
        return
    if output.suffix.lower() != ".svg":
        hint = "-o lan.svg; any browser shows it, prints it and saves it as PDF"
        raise BadInput(f"{output}: the picture is an SVG, and the file's name should say so", hint=hint)
    try:
        output.write_text(graph_svg.draw(found), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{output}: {error.strerror}", hint="give a file in a folder that exists") from None
    terminal.result({"written": str(output)}, f"written: {output}")


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(graph)
