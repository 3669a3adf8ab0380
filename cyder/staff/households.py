"""Who lives together, how old they are, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cyder.model.residents import FullName, Relation
from cyder.staff.draws import Draws
from cyder.staff.texts.family_names import FAMILY
from cyder.staff.texts.given_names import FEMALE, MALE, Given

Sex = Literal["female", "male"]
_KINDS = (("single", 40), ("couple", 27), ("family", 19), ("one-parent", 7), ("three-generations", 7))
_YEAR = 365.25


@dataclass(frozen=True)
class Member:
    """One person of a household."""

    relation: Relation
    sex: Sex
    age: int
    born: date
    name: FullName


def household(draws: Draws, today: date) -> tuple[Member, ...]:
    """Return the people of one household, the head first; all bear the head's family name."""
    family = draws.weighted(FAMILY)
    return tuple(
        _member(draws, relation, sex, age, family=family, today=today) for relation, sex, age in _composed(draws)
    )


def _composed(draws: Draws) -> list[tuple[Relation, Sex, int]]:
    """Return relation, sex and age in years of everybody; the youngest parent had a child at 21."""
    kind = draws.weighted(_KINDS)
    parents = kind not in {"single", "couple"}
    youth = draws.between(27, 56) if parents or draws.chance(25) else draws.between(20, 34)
    age = draws.between(57, 92) if not parents and draws.chance(58) else youth
    sex: Sex = draws.weighted((("male", 80), ("female", 20))) if kind != "single" else draws.pick(("male", "female"))
    people: list[tuple[Relation, Sex, int]] = [("head", sex, age)]
    if kind not in {"single", "one-parent"}:
        partner = max(21, age + draws.between(-5, 3))
        people.append(("wife", "female", partner) if sex == "male" else ("husband", "male", partner))
    if parents:
        youngest = min(years for _, _, years in people)
        ages = sorted(
            (_child(draws, youngest) for _ in range(draws.weighted(((1, 45), (2, 42), (3, 13))))), reverse=True
        )
        people += [("child", draws.pick(("male", "female")), years) for years in ages]
    if kind == "three-generations":
        old = age + draws.between(23, 33)
        people.append(("mother", "female", old) if draws.chance(75) else ("father", "male", old))
    return people


def _child(draws: Draws, parent: int) -> int:
    return draws.between(max(0, parent - 40), min(25, parent - 21))


def _member(draws: Draws, relation: Relation, sex: Sex, age: int, *, family: Given, today: date) -> Member:
    born = today - timedelta(days=int(age * _YEAR) + 1 + draws.below(364))
    liked = next(names for before, names in (FEMALE if sex == "female" else MALE) if born.year < before)
    given = draws.pick(liked)
    name = FullName(kanji=f"{family[0]} {given[0]}", kana=f"{family[1]} {given[1]}", romaji=f"{given[2]} {family[2]}")
    return Member(relation, sex, age, born, name)
