"""Use case: prove a scenario on real containers, by trainees who know only what they find."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

from cyder.errors import NotFound
from cyder.exercise import conducting, lowering
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.library import opened, shipped
from cyder.exercise.players import ScriptedPlayer
from cyder.exercise.raising import up
from cyder.exercise.reporting import scorecard, submit_report
from cyder.exercise.trainees import clumsily, clumsy, panicking
from cyder.exercise.voice import Silence
from cyder.model.composition import Tier
from cyder.model.judging import Level
from cyder.model.rehearsal import Points, Rehearsal, Trainee
from cyder.model.report import Acknowledgement, Report
from cyder.model.scenario import PlayerStep
from cyder.model.score import Scorecard, ScoreLine
from cyder.replay.clock import JUMP

PERFECT_AT_LEAST = 0.95
IDLE_AT_MOST = 0.05

Cards = Mapping[Trainee, Scorecard]


def rehearsable() -> list[str]:
    """Return the names of the shipped scenarios that somebody solves; the others are places to look round in."""
    return [name for name in sorted(shipped()) if "perfect" in opened(name).players]


def rehearse(
    desk: Desk,
    source: str,
    players: Sequence[Trainee],
    *,
    tier: Tier,
    level: Level | None = None,
    seed: str | None = None,
    keep: bool = False,
) -> Rehearsal:
    """Play a scenario with one team for each player, the clock jumping; the LANs are gone afterwards unless kept.

    Raises:
        BadInput: the scenario has problems, or has no such tier or level.
        SetupMissing: no engine or no images.
    """
    began = desk.clock.monotonic()
    # a name that nobody else has: what is taken down afterwards is what was brought up here, and nothing else
    name = f"rehearsal-{secrets.token_hex(4)}"
    try:
        exercise = up(desk, source, teams=len(players), name=name, seed=seed, voice=Silence(), tier=tier, level=level)
        team = dict(zip(players, exercise.teams, strict=True))
        cast = {player: _cast(exercise, team[player], player) for player in players}
        conducting.conduct(
            exercise, speed=JUMP, voice=Silence(), players={team[who]: each.play for who, each in cast.items()}
        )
        cards = {player: scorecard(exercise, team[player]) for player in players}
    finally:
        if not keep:
            with suppress(NotFound):  # where it never came up, its own error is the one to tell
                lowering.down(desk, name, everything=False, archive=True, voice=Silence())
    shared = shared_answers([exercise.resolved(each).values for each in exercise.teams])
    return Rehearsal(
        scenario=exercise.scenario.scenario,
        seed=seed,
        seconds=round(desk.clock.monotonic() - began, 1),
        scores={who: points(card) for who, card in cards.items()},
        answers=tuple(cast["perfect"].finds) if "perfect" in cast else (),
        unsolved=tuple(each for line in cards["perfect"].lines for each in line.missed) if "perfect" in cards else (),
        broken=(
            *(f"{who} {trouble}" for who, each in cast.items() if each.strict for trouble in each.troubles),
            *bounds_broken(cards),
            *(f"neighbouring teams share ${each}" for each in shared),
        ),
        kept=name if keep else None,
    )


def _cast(exercise: Exercise, team: str, player: Trainee) -> ScriptedPlayer:
    perfect = exercise.scenario.players.get("perfect", ())
    topology = exercise.resolved(team).topology
    hosts = [node.name for node in topology.nodes if node.open != "no"]
    steps: dict[Trainee, Sequence[PlayerStep]] = {
        "perfect": perfect,
        "idle": (),
        "panicking": panicking(topology.nodes),
        "clumsy": clumsy(perfect),
    }

    def submit(data: Mapping[str, Any]) -> Acknowledgement:
        written = clumsily(data, hosts, exercise.scenario.organisation.time_zone) if player == "clumsy" else data
        return submit_report(exercise, team, Report.model_validate(written), author=team)

    return ScriptedPlayer(exercise, team, steps[player], submit, Silence(), strict=player != "clumsy")


def points(card: Scorecard) -> Points:
    """Return what a scorecard comes to, and which lines earned less than they could."""
    short = sorted(
        ((round(line.maximum - line.earned, 1), line.id) for line in card.lines if line.earned < line.maximum),
        reverse=True,
    )
    lost = {name: missing for missing, name in short}
    return Points(earned=card.earned, maximum=card.maximum, share=card.share, lost=lost)


def bounds_broken(cards: Cards) -> list[str]:
    """Return, in words, every bound that the players' scores do not keep."""
    broken = []
    perfect, idle = cards.get("perfect"), cards.get("idle")
    if perfect and perfect.share < PERFECT_AT_LEAST:
        broken.append(f"perfect has {perfect.share:.1%} of what can be earned, where it must be 95 % at least")
    if idle and idle.share > IDLE_AT_MOST:
        broken.append(f"idle has {idle.share:.1%} of what can be earned, where it may be 5 % at most")
    if "panicking" in cards:
        broken += _panic_pays(cards["panicking"], idle)
    if "clumsy" in cards:
        broken += _clumsiness_pays(cards)
    return broken


def _panic_pays(card: Scorecard, idle: Scorecard | None) -> list[str]:
    broken = [
        f"panicking has {line.earned:g} points for {line.id}, where unplugging may earn none"
        for line in card.lines
        if line.id.startswith("containment:") and line.earned > 0
    ]
    mine, theirs = _uptime(card), _uptime(idle) if idle else None
    if mine is not None and theirs is not None and mine >= theirs:
        broken.append(f"panicking kept services up for {mine:.0%} of the time, idle for {theirs:.0%}")
    return broken


def _uptime(card: Scorecard) -> float | None:
    line = _line(card, "availability")
    return line.inputs.get("raw uptime") if line else None


def _clumsiness_pays(cards: Cards) -> list[str]:
    """Return what is wrong with the clumsy one's share, or with what it is told of its two mistakes."""
    card, perfect, idle = cards["clumsy"], cards.get("perfect"), cards.get("idle")
    broken = []
    if perfect and idle and not idle.share < card.share < perfect.share:
        broken.append(f"clumsy has {card.share:.1%}, which is not between idle and perfect")
    times, machines = _line(card, "timeline"), _line(card, "assets")
    if times and times.matched and not times.inputs.get("shift"):
        broken.append("clumsy is not told that its times are in the wrong time zone")
    if machines and machines.maximum and not machines.wrong:
        broken.append("clumsy is not told that one of its machines had no part in it")
    return broken


def _line(card: Scorecard, line_id: str) -> ScoreLine | None:
    return next((line for line in card.lines if line.id == line_id), None)


def shared_answers(values: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the variables of which neighbouring teams share a value, so that one could copy it from the other."""
    return [name for name in values[0] if any(one[name] == other[name] for one, other in pairwise(values))]
