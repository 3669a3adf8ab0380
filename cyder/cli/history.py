"""The command that shows how somebody did from exercise to exercise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from cyder.cli.language import Lang, language_of
from cyder.cli.scores import GRADES, PHASE_NAMES
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.histories import history_of_organisation, history_of_participant
from cyder.model.history import History, Met, Participation, Soon, Timed
from cyder.model.score import Bucket
from cyder.scoring.lines import lasting


def history(
    context: typer.Context,
    member: Annotated[str | None, typer.Option("--member", metavar="ID", help="Whose; they must have agreed.")] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help="The mean over the teams of an organisation.")
    ] = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Show how somebody did in every exercise that is over, archived ones too, each beside the time before."""
    if (member is None) == (organisation is None):
        raise BadInput("whose history?", hint="say --member ID, or --organisation NAME")
    desk, language = desk_of(context), language_of(lang)
    if member is not None:
        found = history_of_participant(desk, member)
    else:
        found = history_of_organisation(desk, organisation or "")
    Terminal(json=json).result(found.model_dump(mode="json"), history_text(found, language))


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(history)


def history_text(found: History, lang: str) -> str:
    """Return a history for a person, oldest exercise first."""
    words = _WORDS[lang]
    parts = [f"{found.of}: {words['exercises'].format(len(found.participations))}"]
    parts += ["\n".join(_lines(one, lang)) for one in found.participations]
    left_out = [f"  {reason.in_language(lang)}" for reason in found.left_out]
    return "\n\n".join([*parts, "\n".join([words["left out"], *left_out])] if left_out else parts)


def _lines(one: Participation, lang: str) -> Iterator[str]:
    teams = f", {_WORDS[lang]['teams'].format(one.teams)}" if one.teams > 1 else ""
    yield f"{one.began:%Y-%m-%d}  {one.title.in_language(lang)} ({one.scenario}; {one.exercise}{teams})"
    if one.profile:
        yield "  " + "  ".join(_phase(one, name, lang) for name in one.profile)
    for met in one.objectives:
        yield f"  {_met(met, lang)}"
    for timed in one.times:
        yield f"  {_timed(timed, lang)}"


def _phase(one: Participation, phase: Bucket, lang: str) -> str:
    share, before = one.profile[phase], one.before.get(phase)
    change = "" if before is None else f" ({round(share * 100) - round(before * 100):+d})"
    return f"{PHASE_NAMES[lang][phase]} {share:.0%}{change}"


def _met(met: Met, lang: str) -> str:
    before = f" ({_WORDS[lang]['before'].format(met.before)})" if met.before else ""
    return f"{met.grade} {met.title.in_language(lang)}: {GRADES[lang][met.grade]}{before}"


def _timed(timed: Timed, lang: str) -> str:
    before = f" ({_WORDS[lang]['before'].format(_soon(timed.before, lang))})" if timed.before else ""
    return f"{timed.title.in_language(lang)}: {_soon(timed.now, lang)}{before}"


def _soon(soon: Soon, lang: str) -> str:
    words = _WORDS[lang]
    if soon.seconds is None:
        return words["never"]
    some = f" {words['of teams'].format(soon.managed, soon.teams)}" if soon.managed < soon.teams else ""
    return lasting(soon.seconds).in_language(lang) + some


_WORDS = {
    "en": {
        "exercises": "exercises that are over: {}",
        "teams": "mean over {} teams",
        "of teams": "in {} of {} teams",
        "before": "last time {}",
        "never": "not at all",
        "left out": "left out:",
    },
    "ja": {
        "exercises": "終了した演習: {}件",
        "teams": "{}チームの平均",
        "of teams": "({1}チーム中{0}チーム)",
        "before": "前回は{}",
        "never": "達成せず",
        "left out": "対象外:",
    },
}
