"""Commands that enter a node or listen at its port: exec, shell, logs, capture."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from cyder.cli.attach import attach, follow
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.access import Visitor, enter
from cyder.exercise.capturing import take, tap

Address = Annotated[str, typer.Argument(help="TEAM/NODE; TEAM may be left out when there is only one.")]
As = Annotated[str, typer.Option("--as", help="trainee (only nodes open to trainees) or instructor.")]


def exec_(
    context: typer.Context,
    node: Address,
    command: Annotated[list[str], typer.Argument(help="After --: the command and its arguments.")],
    exercise: ExerciseName = None,
    visitor: As = "trainee",
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds until the command is ended.")] = 60.0,
    json: Json = False,
) -> None:
    """Run one command on a node, as a trainee would type it; answers with the command's exit code."""
    door = enter(desk_of(context), node, exercise=exercise, visitor=visitor_of(visitor))
    result = door.node.run(command, user=door.user, timeout=timeout)
    if json:
        Terminal(json=True).result({"node": f"{door.team}/{door.name}", "code": result.code, "out": result.out})
    else:
        sys.stdout.write(result.out)
    raise typer.Exit(result.code)


def shell(
    context: typer.Context,
    node: Address,
    exercise: ExerciseName = None,
    visitor: As = "trainee",
    json: Json = False,
) -> None:
    """Open a shell on a node. `exit` leaves it."""
    if json or not sys.stdin.isatty():
        raise BadInput("a shell needs a terminal", hint=f"for scripts: cyder exec {node} -- COMMAND")
    door = enter(desk_of(context), node, exercise=exercise, visitor=visitor_of(visitor))
    raise typer.Exit(attach(door.node.open(["/bin/bash", "-l"], tty=True, user=door.user)))


def logs(
    context: typer.Context,
    node: Address,
    log: Annotated[str | None, typer.Option("--log", help="Which of the node's logs, by name.")] = None,
    lines: Annotated[int, typer.Option("-n", min=1, max=100_000, help="How many lines from the end.")] = 50,
    following: Annotated[bool, typer.Option("--follow", "-f", help="Go on as lines come; Ctrl-C ends it.")] = False,
    exercise: ExerciseName = None,
    visitor: As = "trainee",
    json: Json = False,
) -> None:
    """Show a node's log: the one its role is known for, or the system log."""
    door = enter(desk_of(context), node, exercise=exercise, visitor=visitor_of(visitor))
    known = {name: item.path for name, item in door.exercise.resolved(door.team).roles[door.name].logs.items()}
    known.setdefault("system", "/var/log/syslog")
    chosen = log or next(iter(known))
    if chosen not in known:
        raise BadInput(f"{door.name} has no log '{chosen}'", hint=f"its logs: {', '.join(known)}")
    if following:
        argv = ["tail", "-n", str(lines), "-F", known[chosen]]
        raise typer.Exit(follow(door.node.open(argv, tty=False, user=door.user)))
    result = door.node.run(["tail", "-n", str(lines), known[chosen]], user=door.user)
    data = {"node": f"{door.team}/{door.name}", "log": known[chosen], "lines": result.out.splitlines()}
    Terminal(json=json).result(data, result.out.rstrip("\n"))
    raise typer.Exit(0 if result.ok else 1)


def capture(
    context: typer.Context,
    node: Address,
    output: Annotated[str, typer.Option("--output", "-o", help="The pcap file to write; - writes into a pipe.")],
    network: Annotated[
        str | None, typer.Option("--network", help="Which of the node's networks; its first one if not said.")
    ] = None,
    seconds: Annotated[float | None, typer.Option("--seconds", min=0.1, help="End after so long.")] = None,
    packets: Annotated[int | None, typer.Option("--packets", min=1, help="End after so many packets.")] = None,
    exercise: ExerciseName = None,
    visitor: As = "trainee",
    json: Json = False,
) -> None:
    """Capture what passes a node's port of the switch; nothing is seen of it on the node. Ctrl-C ends it."""
    piped = output == "-"
    if piped and (json or sys.stdout.isatty()):
        reason = "--json wants standard output, too" if json else "a capture is not for a terminal"
        raise BadInput(f"-o -: {reason}", hint=f"cyder capture {node} -o - | tcpdump -n -r -")
    source = tap(desk_of(context), node, exercise=exercise, visitor=visitor_of(visitor), network=network)
    taken = take(source, _sink(output), seconds=seconds, packets=packets)
    data = {"node": f"{source.team}/{source.node}", "network": source.network, "file": output, **vars(taken)}
    text = f"{data['node']} in {source.network}: {taken.packets} packets, {taken.bytes} bytes"
    if piped:
        sys.stderr.write(f"{text}\n")
    else:
        Terminal(json=json).result(data, f"{text} in {output}")


@contextmanager
def _sink(output: str) -> Iterator[BinaryIO]:
    """Open a file, or standard output for -."""
    if output != "-":
        try:
            with Path(output).open("wb", buffering=0) as opened:
                yield opened
        except OSError as error:
            raise BadInput(f"{output}: cannot be written: {error.strerror}", hint="choose another file") from error
        return
    with open(sys.stdout.fileno(), "wb", buffering=0, closefd=False) as pipe:
        yield pipe


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("exec")(exec_)
    app.command()(shell)
    app.command()(logs)
    app.command()(capture)


def visitor_of(text: str) -> Visitor:
    """Return whom `--as` means.

    Raises:
        BadInput: somebody else.
    """
    if text == "trainee":
        return "trainee"
    if text == "instructor":
        return "instructor"
    raise BadInput(f"--as '{text}'", hint="trainee or instructor")
