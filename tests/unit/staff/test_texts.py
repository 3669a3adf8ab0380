"""Every text there is, filled; and that each can come up somewhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

import pytest

from cyder.model.documents import Language
from cyder.model.seed import Seed
from cyder.staff import forms, registers, texts
from cyder.staff.circles import Circle, circles
from cyder.staff.desk import Desk, Office
from cyder.staff.draws import Draws
from cyder.staff.letters import letters
from cyder.staff.residents import residents
from cyder.staff.texts.fields import Field, field_of
from cyder.staff.texts.form import Form
from cyder.staff.texts.forms_en import FORMS_EN
from cyder.staff.texts.forms_ja import FORMS_JA
from cyder.staff.texts.letterheads import LETTERHEADS, REPLIES, Direction
from cyder.staff.texts.letters_en import LETTERS_EN
from cyder.staff.texts.letters_inside_ja import INSIDE_JA
from cyder.staff.texts.letters_outside_ja import OUTSIDE_JA
from cyder.staff.texts.manuals import MANUALS_EN, MANUALS_JA
from cyder.staff.texts.partners import AUTHORITIES, OVERSEAS, VENDORS
from cyder.staff.texts.purchases import PURCHASES, TRIPS
from cyder.staff.texts.thread import INSIDE, Relation, Thread
from tests.unit.staff.offices import DEPARTMENTS, Always, employed, real_hosts, town

TODAY = date(2026, 11, 24)
HALL = town(30)
STAFF = employed(HALL)
CIRCLES = circles(STAFF, HALL, residents(40, Seed(b"town"), organisation=HALL))
THREADS: list[tuple[Language, Thread]] = [
    *(("ja", thread) for thread in (*INSIDE_JA, *OUTSIDE_JA)),
    *(("en", thread) for thread in LETTERS_EN),
]
FORMS: list[tuple[Language, str, Form]] = [
    *(("ja", kind, form) for kind, listed in FORMS_JA.items() for form in listed),
    *(("en", kind, form) for kind, listed in FORMS_EN.items() for form in listed),
]
OF_THEIR_OWN = ("forms_", "letters_", "letterheads")
"""Texts whose words only their own code knows: they are filled by it below."""

each_thread = pytest.mark.parametrize(
    ("language", "thread"), THREADS, ids=lambda value: getattr(value, "subject", value)
)
each_form = pytest.mark.parametrize(
    ("language", "kind", "form"), FORMS, ids=lambda value: value if isinstance(value, str) else ""
)


def strings(value: object) -> Iterator[str]:
    """Yield every text in a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from strings(list(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from strings(part)


def tables() -> Iterator[str]:
    """Yield every text with a gap in it, but those of forms and threads."""
    for module in pkgutil.iter_modules(texts.__path__):
        if not module.name.startswith(OF_THEIR_OWN):
            for value in vars(importlib.import_module(f"{texts.__name__}.{module.name}")).values():
                yield from (text for text in strings(value) if re.search(r"\{[^{}]+\}", text))


def desk(language: Language, department: str, place: int) -> Desk:
    """Return a desk at which chance always falls on one place."""
    office = Office(HALL, STAFF, department)
    return Desk(office, office.mates[0], TODAY, language, place, Seed(b"decks"), Always(place))


def circle_of(thread: Thread, language: Language) -> Circle:
    """Return a department whose people may be in a thread."""
    return next(circle for circle in CIRCLES.values() if thread in circle.threads[language])


def written(thread: Thread, language: Language, place: int) -> list[str]:
    """Return subjects and texts of a thread's mails."""
    circle = circle_of(thread, language)
    exchange = circle.exchange(Always(place), circle.office.mates[0], thread, language, wants=lambda _: 0)
    mails = letters(exchange, Seed(f"{place}".encode()), TODAY)
    return [f"{mail.subject}\n{mail.body}" for mail in mails]


def test_there_are_hundreds_of_texts_with_gaps() -> None:
    assert len(set(tables())) > 200


@pytest.mark.parametrize("place", range(6))
def test_every_text_is_filled_whatever_chance_says(place: int) -> None:
    for text in tables():
        filled = desk("en" if text.isascii() else "ja", "soumu", place).fill(text)
        assert filled
        assert not set(filled) & set("{}|")


@each_form
def test_every_form_is_filled_in_every_department(language: Language, kind: str, form: Form) -> None:
    fill_in = getattr(forms, kind, None) or getattr(registers, kind)
    for department in DEPARTMENTS:
        for place in range(4):
            at = desk(language, department, place)
            words = fill_in(at, form)
            filled = "\n".join(at.fill(text, **words) for text in (form.text, form.folder, *form.names))
            assert not set(filled) & set("{}")
            assert not list(real_hosts(filled))


@each_thread
def test_every_thread_is_written_out(language: Language, thread: Thread) -> None:
    complete = [mails for place in range(8) if len(mails := written(thread, language, place)) == len(thread.mails)]
    assert complete
    for mail in (mail for mails in complete for mail in mails):
        assert not set(mail) & set("{}")
        assert not list(real_hosts(mail))
        assert mail.isascii() == (language == "en")


def test_every_letterhead_is_somebodys_and_everybody_has_one() -> None:
    directions: Mapping[bool, tuple[Direction, ...]] = {True: ("out",), False: ("in", "out")}
    used = {
        (language, thread.relation, direction)
        for language, thread in THREADS
        for direction in directions[thread.relation in INSIDE]
    }
    assert {(language, *key) for language in LETTERHEADS for key in LETTERHEADS[language]} == used
    assert {(language, *key) for language in REPLIES for key in REPLIES[language]} <= used


def test_every_field_of_work_is_known() -> None:
    named = [*(thread.only for _, thread in THREADS), *(purchase.only for purchase in PURCHASES)]
    named += [*(entry[3] for entry in (*MANUALS_JA, *MANUALS_EN, *TRIPS)), *(one.only for one in AUTHORITIES)]
    assert {field for fields in named for field in fields.split()} <= set(get_args(Field))


def test_every_partner_of_a_thread_is_known() -> None:
    known: Mapping[Relation, set[str]] = {
        "firm": {partner.domain for partner in VENDORS},
        "authority": {partner.domain for partner in AUTHORITIES},
        "overseas": {partner.domain for partner in OVERSEAS},
    }
    for _, thread in THREADS:
        assert {f"{name}.example" for name in thread.by.split()} <= known.get(thread.relation, set())


def test_every_purchase_is_from_a_firm_there_is() -> None:
    assert {purchase.trade for purchase in PURCHASES} == set(range(len(VENDORS)))


@pytest.mark.parametrize(
    ("department", "field"),
    [
        ("soumu", "affairs"), ("zeimu", "tax"), ("kaikei", "accounting"), ("shimin", "residents"),
        ("fukushi", "welfare"), ("kensetsu", "works"), ("kyoiku", "education"), ("joho", "information"),
        ("kikaku", "planning"), ("gikai", "any"),
    ],
)  # fmt: skip
def test_a_departments_field_is_told_by_its_name(department: str, field: Field) -> None:
    name = DEPARTMENTS[department]
    assert field_of(department, name.ja, name.en) == field
    assert field_of("x", name.ja, "") == field
    assert field_of("x", "", name.en) == field


def test_a_seed_fills_a_text_the_same_way_again() -> None:
    text = "{水|木|金}曜日の{9..17}時から{1,000..9,000/500}円"
    office = desk("ja", "soumu", 0)
    both = [Desk(office.office, office.author, TODAY, "ja", 0, Seed(b"d"), Draws(Seed(b"a"))).fill(text) for _ in "ab"]
    assert both[0] == both[1]
    assert re.fullmatch(r"[水木金]曜日の\d+時から\d,[05]00円", both[0])
