"""The lines for what a team says it did: remedies that probes confirm (R), and claims that probes deny."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cyder.model.score import Quote, ScoreLine
from cyder.scoring.containment import words
from cyder.scoring.lines import NO_REPORT, count, line, sentence, ungraded
from cyder.scoring.match import precision, show_precision
from cyder.scoring.normalise import Invalid
from cyder.scoring.record import Record, Round, quotes
from cyder.scoring.syntax import Target, target

_FALSE_CLAIM = -10.0
_FALSE_CLAIMS_AT_MOST = -40.0


@dataclass(frozen=True)
class Remedies:
    """What would have helped: for each remedy, the last probe round of every objective that it serves."""

    rounds: Mapping[Target, tuple[Round, ...]]
    proof: tuple[Quote, ...]

    def confirmed(self, one: Target) -> bool:
        """Return whether every last round says that it was held."""
        return all(last.held for last in self.rounds[one])

    def denied(self, one: Target) -> bool:
        """Return whether every last round says that it was not held."""
        return not any(last.held for last in self.rounds[one])


@dataclass(frozen=True)
class Judged:
    """A team's claims, each once. `over`: blocked, and no part of the attack; `aside`: not counted, and why."""

    remedies: Remedies
    true: tuple[Target, ...] = ()
    false: tuple[Target, ...] = ()
    over: tuple[Target, ...] = ()
    aside: tuple[str, ...] = ()


def judge(record: Record) -> Judged:
    """Hold a team's claims against remedies and the last probe rounds; a claim about anything else is not judged."""
    remedies = _remedies(record)
    claims: set[Target] = set()
    aside: set[str] = set()
    for taken in record.report.actions if record.report else ():
        one = target(taken.kind, taken.target)
        if isinstance(one, Invalid):
            aside.add(f"'{taken.target}' ({one.why})")
        else:
            claims.add(one)
    about = {one for one in claims if one in remedies.rounds}
    attack = _attack(record)
    over = {one for one in claims - about if one[0] == "block-network" and one not in attack}
    return Judged(
        remedies,
        true=tuple(sorted(one for one in about if remedies.confirmed(one))),
        false=tuple(sorted(one for one in about if remedies.denied(one))),
        over=tuple(sorted(over)),
        aside=tuple(sorted(aside)),
    )


def _remedies(record: Record) -> Remedies:
    """Return the remedies a probe can confirm: those of events whose objective was looked at."""
    rounds: dict[Target, tuple[Round, ...]] = {}
    proof: list[Quote] = []
    for outcome in record.proven:
        seen = record.rounds(outcome.objective) if outcome.objective else ()
        for remedy in outcome.truth.remedies:
            one = target(remedy.kind, remedy.target)
            if seen and not isinstance(one, Invalid):
                rounds[one] = (*rounds.get(one, ()), seen[-1])
                proof += quotes(outcome)[-1:]
    return Remedies(rounds, tuple(proof))


def _attack(record: Record) -> set[Target]:
    """Return everything that belongs to the attack: blocking it is not over-blocking, even if nothing asks for it."""
    entities = (entity for outcome in record.proven for entity in outcome.truth.indicators)
    named = {target("block-network", spelling.value) for entity in entities for spelling in entity.spellings}
    remedies = {target(one.kind, one.target) for outcome in record.proven for one in outcome.truth.remedies}
    return {one for one in named | remedies if not isinstance(one, Invalid)}


def actions_line(judged: Judged, record: Record, points: float) -> ScoreLine:
    """Return the line: all points for one confirmed remedy, less for blocking what was no part of the attack."""
    if not record.proven:
        return ungraded("actions", "Actions taken", record.nothing_left())
    if not judged.remedies.rounds:
        return ungraded("actions", "Actions taken", "No probe round can confirm any remedy of what happened.")
    right, wrong = len(judged.true), len(judged.over)
    return line(
        "actions",
        "Actions taken",
        points,
        precision(right, wrong) if right else 0.0,
        reason=_reason(judged) if record.report else NO_REPORT,
        formula=f"R: {points:g} × {min(right, 1)} × {show_precision(right, wrong)}",
        matched=[f"{_told(one)}: confirmed, {_last_words(judged, one)}" for one in judged.true],
        missed=[] if right else [_told(one) for one in sorted(judged.remedies.rounds)],
        wrong=[
            *(f"{_told(one)}: reported, but {_last_words(judged, one)}" for one in judged.false),
            *(f"{_told(one)}: no part of the attack" for one in judged.over),
        ],
        evidence=judged.remedies.proof,
    )


def false_claims_line(judged: Judged) -> ScoreLine | None:
    """Return the negative line, or None where no probe contradicts the report."""
    if not judged.false:
        return None
    earned = max(_FALSE_CLAIMS_AT_MOST, _FALSE_CLAIM * len(judged.false))
    return ScoreLine(
        id="false-claims",
        title="False claims",
        maximum=0.0,
        earned=earned,
        reason=f"{count(len(judged.false), 'action')} reported as taken while the last probe round found no effect.",
        formula=f"max(-40, -10 × {len(judged.false)}) = {earned:g}",
        wrong=tuple(f"{_told(one)}: {_last_words(judged, one)}" for one in judged.false),
    )


def _told(one: Target) -> str:
    return " ".join(one)


def _last_words(judged: Judged, one: Target) -> str:
    return "; ".join(words(last) for last in judged.remedies.rounds[one])


def _reason(judged: Judged) -> str:
    return sentence(
        [
            f"{count(len(judged.true), 'remedy', 'remedies')} reported and confirmed by the last probe round"
            if judged.true
            else "No remedy was reported that the last probe round confirms",
            f"{len(judged.false)} contradicted by it" if judged.false else "",
            f"{len(judged.over)} blocked that had no part in the attack" if judged.over else "",
            f"not counted: {', '.join(judged.aside)}" if judged.aside else "",
        ]
    )
