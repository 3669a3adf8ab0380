"""The command `cyder`: parses, makes one call, prints the answer.

Exit codes: 0 done, 1 failed, 2 bad input, 3 engine or set-up missing. `cyder exec` answers with its command's own code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import cyder
from cyder.cli import (
    actions,
    applications,
    demo,
    entering,
    grading,
    graph,
    hints,
    history,
    inbox,
    lans,
    machines,
    participants,
    playing,
    rehearsing,
    reports,
    review,
    roles,
    scenarios,
    scores,
    serving,
    setting_up,
    steering,
    truth,
)
from cyder.cli.terminal import show_error
from cyder.errors import CyderError, NotFound
from cyder.exercise.desk import Desk
from cyder.lan.places import Places


class _TopCommands(TyperGroup):
    """The first words there are. A second word that is typed first is answered with the whole command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  typer keeps these types to itself
        """Look the first word up."""
        word = args[0]
        groups = {name: group.commands for name, group in self.commands.items() if isinstance(group, TyperGroup)}
        whole = [f"cyder {name} {word}" for name, below in groups.items() if word in below]
        if word not in self.commands and whole:
            message = f"there is no command 'cyder {word}'"
            raise NotFound(message, hint=", ".join(whole))
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="cyder",
    cls=_TopCommands,
    help="A cyber-defence exercise: a YAML scenario becomes a LAN, a benign attack, a report and a score.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 done, 1 failed, 2 bad input, 3 engine or set-up missing. Begin with `cyder demo`.",
)
for module in (demo, lans, playing, steering, inbox, applications, entering, machines, graph):
    module.register(app)
for module in (rehearsing, participants, history):
    module.register(app)
for module in (scores, hints, grading, review, truth, serving):
    module.register(app)
app.add_typer(reports.app, name="report")
app.add_typer(scenarios.app, name="scenario")
app.add_typer(roles.app, name="roles")
app.add_typer(actions.app, name="actions")
app.add_typer(setting_up.engine_app, name="engine")
app.add_typer(setting_up.images_app, name="images")
setting_up.register(app)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"cyder {cyder.__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),  # noqa: ARG001  read by its callback
) -> None:
    """Open the desk that commands work at; a test hands in its own."""
    if context.obj is None:
        context.obj = Desk(Places.from_environment())


@cache
def _commands() -> Callable[..., object]:
    """Return the tree of all commands, which takes a fifth of a second to make: once a process."""
    return get_command(app)


def run(words: Sequence[str], desk: Desk | None = None) -> int:
    """Run one command line and return its exit code; our own errors show their remedy, never a traceback."""
    try:
        _commands()(args=list(words), prog_name="cyder", obj=desk)
    except CyderError as error:
        show_error(error, as_json="--json" in words)
        return error.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
