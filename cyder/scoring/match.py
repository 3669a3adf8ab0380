"""Holds a list of values against entities: what was named, what was missed, what was wrong, and what that is worth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cyder.model.evidence import Entity, Outcome
from cyder.model.report import Confidence
from cyder.model.score import Quote
from cyder.scoring.lines import number
from cyder.scoring.normalise import Normal, normalise
from cyder.scoring.record import quotes

CERTAINTY: Mapping[Confidence, float] = {"confirmed": 1.0, "probable": 1.0, "possible": 0.8}
"""What a right value earns of its credit."""

COST: Mapping[Confidence, float] = {"confirmed": 1.0, "probable": 1.0, "possible": 0.5}
"""What a wrong value counts as a mistake."""

Claims = Mapping[Normal, Confidence]
"""Values as reported, each once, with the strongest confidence stated: a duplicate neither helps nor hurts."""


@dataclass(frozen=True)
class Known:
    """One real thing: its weight, the credit of each spelling, and the log lines that show it."""

    name: str
    weight: float
    spellings: Mapping[Normal, float]
    proof: tuple[Quote, ...]


@dataclass(frozen=True)
class Match:
    """A list held against the truth. `right` has the value that earned most for each entity named, and its credit."""

    right: tuple[tuple[Known, Normal, float], ...]
    missed: tuple[Known, ...]
    wrong: tuple[tuple[Normal, Confidence], ...]
    recall: float
    precision: float

    @property
    def share(self) -> float:
        """Return recall times precision, from 0 to 1."""
        return self.recall * self.precision

    @property
    def cost(self) -> float:
        """Return how many mistakes the wrong values count as."""
        return math.fsum(COST[confidence] for _, confidence in self.wrong)


def precision(right: int, wrong: float) -> float:
    """Return min(1, (right+2)/(right+wrong)): two mistakes are free, sixty guesses are not."""
    return min(1.0, (right + 2) / (right + wrong)) if right + wrong else 1.0


def show_precision(right: int, wrong: float) -> str:
    """Return the precision as it stands in a formula, with the numbers it comes from."""
    if not right + wrong:
        return "precision 1 [nothing listed]"
    return f"precision {number(precision(right, wrong))} [min(1, ({right}+2)/({right}+{wrong:g}))]"


def collapse(claims: Iterable[tuple[Normal, Confidence]]) -> Claims:
    """Return each value once, with the strongest confidence stated for it, in an order of its own."""
    strongest: dict[Normal, Confidence] = {}
    for value, confidence in claims:
        strongest[value] = surest(confidence, strongest.get(value))
    return {value: strongest[value] for value in sorted(strongest, key=lambda one: (one.kind, one.value))}


def surest(one: Confidence, other: Confidence | None) -> Confidence:
    """Return the stronger of two statements; the only one where there is no other."""
    return one if other is None else min(one, other, key=_ORDER.index)


_ORDER: tuple[Confidence, ...] = ("confirmed", "probable", "possible")


def known(found: Iterable[tuple[Entity, Outcome]]) -> tuple[Known, ...]:
    """Return the real things, those that share a spelling as one; what no valid spelling names cannot be graded."""
    merged: list[Known] = []
    for entity, outcome in found:
        one = _known(entity, outcome)
        same = [other for other in merged if other.spellings.keys() & one.spellings.keys()]
        if same:
            merged[merged.index(same[0])] = _union([*same, one])
            merged = [other for other in merged if other not in same[1:]]
        elif one.spellings and one.weight > 0:
            merged.append(one)
    return tuple(merged)


def _known(entity: Entity, outcome: Outcome) -> Known:
    spellings: dict[Normal, float] = {}
    for spelling in entity.spellings:
        value = normalise(spelling.kind, spelling.value)
        if isinstance(value, Normal):
            spellings[value] = max(spellings.get(value, 0.0), min(1.0, max(0.0, spelling.credit)))
    lines = quotes(outcome)
    telling = [line for line in lines if any(spelling.value in line.line for spelling in entity.spellings)]
    return Known(entity.name, entity.weight, spellings, tuple((telling or list(lines))[:1]))


def _union(same: list[Known]) -> Known:
    spellings: dict[Normal, float] = {}
    for one in same:
        for value, credit in one.spellings.items():
            spellings[value] = max(spellings.get(value, 0.0), credit)
    return Known(same[0].name, max(one.weight for one in same), spellings, same[0].proof)


def match(claims: Claims, truth: tuple[Known, ...]) -> Match:
    """Hold values against the truth; a second spelling of one thing is free, and its best one counts."""
    best = [(one, _best(claims, one)) for one in truth]
    right = tuple((one, value, credit) for one, (value, credit) in best if value is not None)
    spelt = {value for one in truth for value in one.spellings}
    wrong = tuple((value, confidence) for value, confidence in claims.items() if value not in spelt)
    whole = math.fsum(one.weight for one in truth)
    recall = math.fsum(one.weight * credit for one, _, credit in right) / whole if whole else 0.0
    cost = math.fsum(COST[confidence] for _, confidence in wrong)
    missed = tuple(one for one, (value, _) in best if value is None)
    return Match(right, missed, wrong, recall, precision(len(right), cost))


def _best(claims: Claims, one: Known) -> tuple[Normal | None, float]:
    named = [(credit * CERTAINTY[claims[value]], value) for value, credit in one.spellings.items() if value in claims]
    if not named:
        return None, 0.0
    credit, value = max(named, key=lambda pair: (pair[0], pair[1].kind, pair[1].value))
    return value, credit
