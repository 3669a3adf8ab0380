"""The papers of one department: what its people wrote, saved and forgot, all from one seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from cyder.model.documents import Document, Language
from cyder.model.people import Person
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff import forms, registers
from cyder.staff.dates import REFERENCE, workday
from cyder.staff.desk import Desk, Office
from cyder.staff.draws import Draws
from cyder.staff.texts.form import Form
from cyder.staff.texts.forms_en import FORMS_EN
from cyder.staff.texts.forms_ja import FORMS_JA

Filler = Callable[[Desk, Form], Mapping[str, str]]

_KINDS: tuple[tuple[str, Filler, int], ...] = (
    ("minutes", forms.minutes, 5), ("handover", forms.handover, 3), ("request", forms.request, 2),
    ("contacts", registers.contacts, 1), ("shift", registers.shift, 2), ("budget", registers.budget, 2),
    ("notice", forms.notice, 2), ("manual", forms.manual, 2), ("complaints", registers.complaints, 2),
    ("contract", forms.contract, 2), ("ledger", registers.ledger, 1), ("trip", forms.trip, 1),
    ("draft", forms.draft, 3), ("inventory", registers.inventory, 1),
)  # fmt: skip
"""Every kind of paper, what fills it in, and how many of it there are in a hand of 29."""

_FORMS: Mapping[Language, Mapping[str, tuple[Form, ...]]] = {"ja": FORMS_JA, "en": FORMS_EN}
_AGAIN = ("_修正", "_最終", "_2", "_確認済", "_旧")
_AGAIN_EN = ("-v2", "-final", "-old", "-checked", "-copy")
_DAY = 86400
_SEASONS: Mapping[str, frozenset[int]] = {"budget": frozenset({10, 11, 12}), "handover": frozenset({3, 4, 9, 10})}
"""Months in which such papers are written; every other kind comes up all year."""

_OLDEST = 420
"""Days: what is older went to the archive."""


def documents(
    department: str,
    count: int,
    seed: Seed,
    *,
    organisation: Organisation,
    people: Sequence[Person],
    author: Person | None = None,
    english: int = 20,
    today: date = REFERENCE,
) -> tuple[Document, ...]:
    """Return so many papers of a department, no two under one path, the oldest a little over a year old.

    They are by its members, or all by `author`; `people` is the whole staff in its usual order, which fixes the numbers
    of telephones. `english` is how many in a hundred are in English. Dates in the texts count back from `today`, as
    their ages do, so both agree on a machine whose clock says that day.
    """
    office = Office(organisation, tuple(people), department)
    hand = [kind for kind in _KINDS for _ in range(kind[2])]
    turns: dict[tuple[str, Language], int] = {}
    taken: set[str] = set()
    written = []
    for number in range(count):
        own = seed.child(f"document/{number}")
        draws = Draws(own)
        kind, filler, _ = seed.shuffled(f"hand/{number // len(hand)}", hand)[number % len(hand)]
        language: Language = "en" if kind in FORMS_EN and draws.chance(_share(english)) else "ja"
        turn = turns[kind, language] = turns.get((kind, language), -1) + 1
        desk = Desk(
            office=office,
            author=author or draws.pick(office.mates),
            day=_day(draws, kind, today),
            language=language,
            turn=turn,
            decks=seed.child("decks"),
            draws=draws,
        )
        written.append(_written(desk, draws.pick(_FORMS[language][kind]), filler, taken=taken, today=today))
    return tuple(written)


def _day(draws: Draws, kind: str, today: date) -> date:
    """Return a working day of the last year or so, in the season of the kind."""
    while True:
        day = workday(today - timedelta(days=draws.between(2, _OLDEST)))
        if day.month in _SEASONS.get(kind, {day.month}):
            return day


def _share(english: int) -> int:
    """Return how many in a hundred of the kinds that exist in English must be so, to have `english` of all."""
    possible = sum(weight for kind, _, weight in _KINDS if kind in FORMS_EN)
    return min(100, english * sum(weight for _, _, weight in _KINDS) // possible)


def _written(desk: Desk, form: Form, filler: Filler, *, taken: set[str], today: date) -> Document:
    words = filler(desk, form)
    content = desk.fill(form.text, **words)
    folder = desk.fill(form.folder)
    stem, _, ending = desk.fill(desk.draws.pick(form.names)).rpartition(".")
    name = _free(desk, folder, stem, ending, taken)
    taken.add(f"{folder}/{name}")
    office_hours = desk.draws.between(-3 * 3600, 3 * 3600)
    return Document(
        name=name,
        folder=folder,
        content=content,
        language=desk.language,
        author=desk.author,
        age=(today - desk.day).days * _DAY + office_hours,
    )


def _free(desk: Desk, folder: str, stem: str, ending: str, taken: set[str]) -> str:
    """Return a name that no paper in the folder bears yet, as an office makes them up: `…_修正`, `…_最終`."""
    for again in ("", *(_AGAIN if desk.language == "ja" else _AGAIN_EN)):
        if f"{folder}/{stem}{again}.{ending}" not in taken:
            return f"{stem}{again}.{ending}"
    number = 3
    while f"{folder}/{stem}_{number}.{ending}" in taken:
        number += 1
    return f"{stem}_{number}.{ending}"
