"""The command that reviews an exercise once it is over: review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.playing import Exercise
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import NotFound
from cyder.exercise.reviewing import review_of


def review(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder; it is made if need be.")],
    exercise: Exercise = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the pages: ja, en or both.")] = "both",
    team: Annotated[
        str | None, typer.Option("--team", "-t", help="The version for this team, with nothing of the others.")
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF in short as well; needs the extra 'pdf'.")] = False,
    so_far: Annotated[
        bool, typer.Option("--so-far", help="Although it is not over: a review holds the answers.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over the review that is in the folder.")] = False,
    json: Json = False,
) -> None:
    """Review an exercise: what was done, what was to be seen, how each team did, and what to do about it.

    Each language has a page of its own, DIR/ja/index.html, that needs nothing beside it; DIR/review.json has the same.
    """
    from cyder.exercise.review_files import LANGUAGES, write_review
    from cyder.review.aar.pdf import missing_font

    terminal = Terminal(json=json)
    if lang not in LANGUAGES:
        raise NotFound.named("language", lang, LANGUAGES)
    found = review_of(desk_of(context).exercise(exercise), team, so_far=so_far)
    warning = missing_font() if pdf else None
    written = write_review(found, output, LANGUAGES[lang], with_pdf=pdf, force=force)
    if warning:
        terminal.line(f"warning: {warning}")
    lines = [f"written: {path}" for path in written]
    terminal.result({"written": [str(path) for path in written], "warning": warning}, "\n".join(lines))


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(review)
