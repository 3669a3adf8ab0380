"""The staff of a fictitious organisation."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cyder.model.base import SLUG, LocalText
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.names import FAMILY, GIVEN, WORDS
from cyder.staff.people import people, with_passwords
from tests.pace import within


def organisation(staff: int, *departments: str) -> Organisation:
    """Return an organisation of that size."""
    return Organisation(
        name=LocalText(en="Saino City", ja="彩野市"),
        domain="city.example",
        staff=staff,
        departments={name: LocalText(en=name, ja=name) for name in departments},
    )


def test_as_many_people_as_the_organisation_has_staff() -> None:
    assert len(people(organisation(40), Seed(b"a"))) == 40


def test_accounts_are_unique_lower_case_slugs() -> None:
    accounts = [person.account for person in people(organisation(5000), Seed(b"a"))]
    assert len(set(accounts)) == 5000
    assert all(re.match(SLUG, account) and len(account) <= 40 for account in accounts)


def test_namesakes_get_an_initial_and_then_a_number() -> None:
    staff = people(organisation(600), Seed(b"a"))
    tanaka = [person for person in staff if person.name.en.endswith(" Tanaka")]
    assert tanaka[0].account == "tanaka"
    assert tanaka[1].account == f"tanaka-{tanaka[1].name.en[0].lower()}"
    crowd = [person.account for person in people(organisation(5000), Seed(b"a"))]
    assert "tanaka2" in crowd
    assert "tanaka3" in crowd


def test_names_are_given_in_both_languages_and_fit_each_other() -> None:
    kanji = {f"{given[2]} {family[2]}": f"{family[0]} {given[0]}" for family in FAMILY for given in GIVEN}
    assert all(kanji[person.name.en] == person.name.ja for person in people(organisation(200), Seed(b"a")))


def test_nobody_bears_the_full_name_of_somebody_else() -> None:
    names = [person.name.en for person in people(organisation(5000), Seed(b"a"))]
    assert len(set(names)) == 5000


def test_departments_get_equal_shares() -> None:
    staff = people(organisation(40, "soumu", "zeimu", "kaikei"), Seed(b"a"))
    assert sorted(Counter(person.department for person in staff).values()) == [13, 13, 14]


def test_every_department_has_somebody_when_there_are_just_enough_people() -> None:
    staff = people(organisation(3, "soumu", "zeimu", "kaikei"), Seed(b"a"))
    assert {person.department for person in staff} == {"soumu", "zeimu", "kaikei"}


def test_an_organisation_without_departments_has_staff_all_the_same() -> None:
    assert {person.department for person in people(organisation(5), Seed(b"a"))} == {""}


def test_the_same_seed_gives_the_same_people_in_the_same_order() -> None:
    crowd = organisation(100, "soumu", "zeimu")
    assert people(crowd, Seed(b"a")) == people(crowd, Seed(b"a"))
    assert people(crowd, Seed(b"a")) != people(crowd, Seed(b"b"))


def test_the_order_in_which_departments_are_written_does_not_matter() -> None:
    assert people(organisation(9, "a", "b"), Seed(b"a")) == people(organisation(9, "b", "a"), Seed(b"a"))


def test_passwords_are_words_and_digits_without_special_characters() -> None:
    passwords = [person.password for person in people(organisation(2000), Seed(b"a"))]
    assert all(re.fullmatch(r"[a-z]{4,}-[a-z]{4,}-\d{4}", password) for password in passwords)
    assert len(set(passwords)) >= 1990


def test_another_seed_changes_passwords_and_nothing_else() -> None:
    before = people(organisation(50, "soumu"), Seed(b"a"))
    after = with_passwords(before, Seed(b"b"))
    assert [person.model_copy(update={"password": ""}) for person in before] == [
        person.model_copy(update={"password": ""}) for person in after
    ]
    assert all(old.password != new.password for old, new in zip(before, after, strict=True))


def test_the_passwords_of_a_seed_are_the_same_either_way() -> None:
    crowd = organisation(10)
    assert with_passwords(people(crowd, Seed(b"a")), Seed(b"a")) == people(crowd, Seed(b"a"))


@pytest.mark.parametrize("listed", [[name[2] for name in FAMILY], [name[2] for name in GIVEN], list(WORDS)])
def test_the_lists_are_long_and_have_nothing_twice(listed: list[str]) -> None:
    assert len(listed) == len(set(listed)) >= 80


def test_five_thousand_people_take_less_than_half_a_second_of_processor_time() -> None:
    with within(0.5):
        people(organisation(5000, "soumu", "zeimu"), Seed(b"a"))
