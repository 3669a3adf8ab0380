"""The terminal: rich progress where a person looks on, plain lines in a pipe, one JSON object with --json."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.live import Live
from rich.text import Text

from cyder.errors import BadInput, CyderError
from cyder.exercise.desk import Desk

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
ExerciseName = Annotated[
    str | None, typer.Option("--exercise", "-e", help="Which exercise; may be left out while there is only one.")
]


def desk_of(context: typer.Context) -> Desk:
    """Return the desk that this command works at."""
    desk = context.find_root().obj
    if not isinstance(desk, Desk):
        message = "a command ran without its desk"
        raise TypeError(message)
    return desk


class Terminal:
    """A voice for people, and the place where results are printed. With `json` it says nothing but the result."""

    def __init__(self, *, json: bool = False) -> None:
        self._json = json
        self._console = Console(highlight=False, soft_wrap=True)
        self._live: Live | None = None

    def line(self, text: str) -> None:
        """Print one line."""
        if self._json:
            return
        self._rest()
        self._console.print(Text(text))

    def progress(self, label: str, done: int, total: int, text: str) -> None:
        """Show one line that is written over on a terminal; in a pipe, a line for each tenth of the way."""
        if self._json:
            return
        shown = f"{label} {done}/{total}  {text}"
        if not self._console.is_terminal:
            if done == total or done * 10 // total != (done - 1) * 10 // total:
                self._console.print(Text(shown.splitlines()[0]))
            return
        if self._live is None:
            self._live = Live(console=self._console, transient=True, refresh_per_second=10)
            self._live.start()
        self._live.update(Text(shown.splitlines()[0], overflow="ellipsis", no_wrap=True))
        if done == total:
            self._rest()
            self._console.print(Text(f"{label} {done}/{total}"))

    def result(self, data: Any, text: str = "") -> None:  # noqa: ANN401  whatever JSON can hold
        """Print the outcome of a command: `data` with --json, `text` otherwise."""
        self._rest()
        if self._json:
            sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
        elif text:
            self._console.print(Text(text))

    def _rest(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None


@contextmanager
def going_on(next_command: str) -> Iterator[None]:
    """Answer Ctrl-C with the command that goes on where this one stopped."""
    try:
        yield
    except KeyboardInterrupt:
        raise CyderError("interrupted; nothing is lost", hint=f"`{next_command}` goes on from here") from None


def show_error(error: CyderError, *, as_json: bool) -> None:
    """Print an error to standard error, with its remedy; never a traceback."""
    if as_json:
        problems = [vars(problem) for problem in error.problems] if isinstance(error, BadInput) else []
        data = {"error": error.message, "hint": error.hint, "problems": problems, "exit_code": error.exit_code}
        sys.stderr.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    sys.stderr.write(f"cyder: {error}\n" if not isinstance(error, BadInput) or not error.problems else f"{error}\n")
