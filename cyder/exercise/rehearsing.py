"""Use case: prove a scenario on real containers, by trainees who know only what they find."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cyder.errors import NotFound
from cyder.exercise import conducting, lowering
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.players import Find, ScriptedPlayer
from cyder.exercise.raising import up
from cyder.exercise.reporting import scorecard, submit_report
from cyder.exercise.trainees import Trainee, clumsily, clumsy, panicking
from cyder.exercise.voice import Silence, Voice
from cyder.model.composition import Tier
from cyder.model.judging import Level
from cyder.model.report import Acknowledgement, Report
from cyder.model.scenario import PlayerStep
from cyder.model.score import Scorecard, ScoreLine
from cyder.replay.clock import JUMP

PERFECT_AT_LEAST = 0.95
IDLE_AT_MOST = 0.05


@dataclass(frozen=True)
class Rehearsal:
    """How one rehearsal went: each player's scorecard, what the perfect one found and how, and what should not be.

    `answers` are each team's own values of the scenario's variables.
    """

    scenario: str
    seed: str | None
    seconds: float
    cards: Mapping[Trainee, Scorecard]
    finds: tuple[Find, ...]
    answers: tuple[Mapping[str, str], ...]
    broken: tuple[str, ...]


def rehearse(
    desk: Desk,
    source: str,
    players: Sequence[Trainee],
    *,
    tier: Tier,
    level: Level | None = None,
    seed: str | None = None,
    voice: Voice | None = None,
) -> Rehearsal:
    """Play a scenario with one team for each player, the clock jumping; the LANs are gone afterwards.

    Raises:
        BadInput: the scenario has problems, or has no such tier or level.
        PlayerStuck: the perfect player's command did not show what it was to find.
        SetupMissing: no engine or no images.
    """
    began = desk.clock.monotonic()
    # a name that nobody else has: what is taken down afterwards is what was brought up here, and nothing else
    name = f"rehearsal-{secrets.token_hex(4)}"
    try:
        exercise = up(desk, source, teams=len(players), name=name, seed=seed, voice=Silence(), tier=tier, level=level)
        team = dict(zip(players, exercise.teams, strict=True))
        cast = {player: _cast(exercise, team[player], player, voice or Silence()) for player in players}
        conducting.conduct(
            exercise, speed=JUMP, voice=Silence(), players={team[who]: each.play for who, each in cast.items()}
        )
        cards = {player: scorecard(exercise, team[player]) for player in players}
    finally:
        with suppress(NotFound):  # where it never came up, its own error is the one to tell
            lowering.down(desk, name, everything=False, archive=True, voice=Silence())
    return Rehearsal(
        scenario=exercise.scenario.scenario,
        seed=seed,
        seconds=desk.clock.monotonic() - began,
        cards=cards,
        finds=tuple(cast["perfect"].finds) if "perfect" in cast else (),
        answers=tuple(exercise.resolved(each).values for each in exercise.teams),
        broken=tuple(bounds_broken(cards)),
    )


def _cast(exercise: Exercise, team: str, player: Trainee, voice: Voice) -> ScriptedPlayer:
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
        written = clumsily(data, hosts) if player == "clumsy" else data
        return submit_report(exercise, team, Report.model_validate(written), author=team)

    return ScriptedPlayer(exercise, team, steps[player], submit, voice)


def bounds_broken(cards: Mapping[Trainee, Scorecard]) -> list[str]:
    """Return, in words, every bound that the players' scores do not keep."""
    broken = []
    perfect, idle = cards.get("perfect"), cards.get("idle")
    if perfect and perfect.share < PERFECT_AT_LEAST:
        broken.append(f"perfect has {perfect.share:.1%} of what can be earned, where it must be 95 % at least")
    if idle and idle.share > IDLE_AT_MOST:
        broken.append(f"idle has {idle.share:.1%} of what can be earned, where it may be 5 % at most")
    if "panicking" in cards:
        broken += _panic_pays(cards["panicking"], idle)
    if "clumsy" in cards and perfect and idle:
        share = cards["clumsy"].share
        if not idle.share < share < perfect.share:
            broken.append(f"clumsy has {share:.1%}, which is not between idle and perfect")
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
    lines: list[ScoreLine] = [line for line in card.lines if line.id == "availability"]
    return lines[0].inputs.get("raw uptime") if lines else None


def shared_answers(rehearsal: Rehearsal) -> list[str]:
    """Return the variables that neighbouring teams share a value of, so that one could copy it from the other."""
    pairs = list(pairwise(rehearsal.answers))
    return [name for name in rehearsal.answers[0] if any(one[name] == other[name] for one, other in pairs)]
