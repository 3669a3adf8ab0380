"""The command that proves scenarios: rehearse."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from types import FrameType
from typing import Annotated

import typer

from cyder.cli.lans import LevelOption
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import BadInput, CyderError, NotFound, SetupMissing
from cyder.exercise.desk import Desk
from cyder.exercise.library import opened
from cyder.exercise.rehearsing import rehearsable, rehearse
from cyder.exercise.side_by_side import Wish, side_by_side
from cyder.model.composition import Tier, Variant
from cyder.model.judging import Level
from cyder.model.rehearsal import TRAINEES, Rehearsal, Trainee


def rehearse_(
    context: typer.Context,
    scenarios: Annotated[list[str] | None, typer.Argument(help="Scenario files, or names of shipped ones.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every scenario that comes with the product and can be solved.")
    ] = False,
    tier: Annotated[Tier, typer.Option("--tier", help="How large the LAN is.")] = "tiny",
    level: LevelOption = None,
    player: Annotated[
        list[str] | None,
        typer.Option("--player", help="perfect, idle, panicking or clumsy; may be said several times. The first two."),
    ] = None,
    seed: Annotated[str | None, typer.Option("--seed", help="Draw the teams' values from this text.")] = None,
    seeds: Annotated[int, typer.Option("--seeds", min=0, max=20, help="Once for each of so many seeds.")] = 0,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=8, help="So many rehearsals at once.")] = 1,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the LANs up, to look round in them.")] = False,
    json: Json = False,
) -> None:
    """Prove that scenarios can be solved: scripted trainees play them on real containers, the clock jumping.

    The perfect player finds every answer by commands that a trainee would type. Fails if a bound does not hold.
    """
    terminal, desk = Terminal(json=json), desk_of(context)
    names = [*(scenarios or ([] if everything else ["first-look"])), *(rehearsable() if everything else ())]
    cast = list(dict.fromkeys(_trainee(word) for word in player or TRAINEES[:2]))
    _check(names, tier, level, cast)
    words = ("--tier", tier, *(("--level", level) if level else ()), *(["--keep"] if keep else []))
    words = (*words, *(word for who in cast for word in ("--player", who)))
    # seed by seed: after a fifth of the time every scenario has been played once
    wishes = [Wish(name, each, words) for each in _seeds(seed, seeds) for name in names]
    alone = jobs == 1 or len(wishes) == 1
    played = _one_by_one(desk, wishes, cast, tier, level, keep=keep) if alone else side_by_side(wishes, jobs)
    done: list[Rehearsal] = []
    with _ended_gently(), closing(played):
        for each in played:
            done.append(each)
            terminal.line(table_of(each))
    answers = _answers(done[0]) if len(done) == 1 else []
    broken = [" ".join(filter(None, (each.scenario, each.seed))) for each in done if each.broken]
    kept = [f"{each.scenario} is still up: `cyder down {each.kept}` ends it" for each in done if each.kept]
    verdict = f"not every bound holds: {', '.join(broken)}" if broken else "every bound holds"
    text = "\n".join([*answers, "", verdict, *kept])
    terminal.result([each.model_dump(mode="json") for each in done], text)
    if broken:
        raise typer.Exit(1)


def _check(names: Sequence[str], tier: Tier, level: Level | None, cast: Sequence[Trainee]) -> None:
    """Refuse what cannot be rehearsed before anything is brought up."""
    for name in names:
        scenario = opened(name, Variant(tier=tier, level=level))
        if "perfect" in cast and "perfect" not in scenario.players:
            message = f"{name}: there is no player 'perfect' who solves it"
            raise BadInput(message, hint="write one under `players:`, or say --player idle")


def _one_by_one(
    desk: Desk, wishes: Sequence[Wish], cast: Sequence[Trainee], tier: Tier, level: Level | None, *, keep: bool
) -> Generator[Rehearsal]:
    for wish in wishes:
        try:
            yield rehearse(desk, wish.source, cast, tier=tier, level=level, seed=wish.seed, keep=keep)
        except (BadInput, SetupMissing):
            raise  # true of every further one, too
        except CyderError as error:
            yield Rehearsal(scenario=wish.source, seed=wish.seed, broken=(str(error),))


@contextmanager
def _ended_gently() -> Iterator[None]:
    """Answer SIGTERM as Ctrl-C: the LANs that were brought up are taken down before the command ends."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        raise CyderError("interrupted; the LANs of this rehearsal are down again") from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _seeds(seed: str | None, number: int) -> Sequence[str | None]:
    return [f"{seed or 'rehearsal'}-{each}" for each in range(1, number + 1)] if number else [seed]


def _trainee(word: str) -> Trainee:
    for trainee in TRAINEES:
        if word == trainee:
            return trainee
    raise NotFound.named("player", word, TRAINEES)


def table_of(rehearsal: Rehearsal) -> str:
    """Return lines of a table (scenario, player, points, share, seconds), and under them what does not hold."""
    name = " ".join([f"{rehearsal.scenario:<16}", *([rehearsal.seed] if rehearsal.seed else [])])
    took = f"{rehearsal.seconds:4.0f} s"
    lines = [
        f"{name} {who:<10} {points.earned:7.1f} of {points.maximum:5.0f}  {points.share:6.1%}  {took}"
        for who, points in rehearsal.scores.items()
    ]
    return "\n".join(
        [*(lines or [f"{name} broken off"]), *_lost(rehearsal), *(f"  {each}" for each in rehearsal.broken)]
    )


def _lost(rehearsal: Rehearsal) -> list[str]:
    """Return a line that tells where the perfect player, who should lose nothing, did."""
    perfect = rehearsal.scores.get("perfect")
    lost = ", ".join(f"{name} {missing:g}" for name, missing in perfect.lost.items()) if perfect else ""
    return [f"  perfect lost: {lost}"] if lost else []


def _answers(rehearsal: Rehearsal) -> list[str]:
    """Return each answer with the command and the line that gave it, and what the perfect player did not find."""
    lines = ["", "What the perfect player found, and how:"] if rehearsal.answers else []
    for find in rehearsal.answers:
        lines += [f"  {find.name}: {find.value}", f"    {find.node}$ {find.command}", f"    {find.line.strip()[:200]}"]
    missed = [f"  {each.en}" for each in rehearsal.unsolved]
    return [*lines, *(["Unsolved:", *missed] if missed else [])]


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("rehearse")(rehearse_)
