"""The residents of a fictitious town."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.errors import BadInput
from cyder.model.residents import Resident
from cyder.model.seed import Seed
from cyder.staff.draws import Draws
from cyder.staff.fees import fees
from cyder.staff.households import household
from cyder.staff.individual_numbers import check_digit, invalid_number
from cyder.staff.residents import MOST, residents
from cyder.staff.texts.towns import TOWNS
from tests.unit.staff.offices import real_hosts, town

TODAY = date(2026, 11, 24)
HALL = town(20)
TOWN = residents(600, Seed(b"a"), organisation=HALL, today=TODAY)
SEEDS = st.binary(min_size=1, max_size=16).map(Seed)


def households() -> list[list[Resident]]:
    together: dict[str, list[Resident]] = defaultdict(list)
    for resident in TOWN[:-10]:  # the last household may have been cut
        together[resident.household].append(resident)
    return list(together.values())


@pytest.mark.parametrize(
    ("digits", "digit"), [("12345678901", 8), ("00000000000", 0), ("10000000000", 5), ("99999999999", 6)]
)
def test_the_check_digit_is_the_ordinances(digits: str, digit: int) -> None:
    assert check_digit(digits) == digit


@given(SEEDS)
def test_an_invented_number_is_nobodys(seed: Seed) -> None:
    number = invalid_number(Draws(seed))
    assert re.fullmatch(r"\d{12}", number)
    weighed = sum(int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(number[:11]), start=1))
    assert int(number[11]) != (0 if weighed % 11 <= 1 else 11 - weighed % 11)


@given(SEEDS)
def test_nobody_in_any_town_has_a_valid_number(seed: Seed) -> None:
    for resident in residents(8, seed, organisation=HALL):
        assert int(resident.individual_number[-1]) != check_digit(resident.individual_number[:-1])


def test_as_many_residents_as_were_asked_for() -> None:
    assert [len(residents(count, Seed(b"a"), organisation=HALL)) for count in (0, 1, 7)] == [0, 1, 7]


def test_more_than_there_are_numbers_for_are_refused() -> None:
    with pytest.raises(BadInput, match="20001 are too many"):
        residents(MOST + 1, Seed(b"a"), organisation=HALL)


def test_the_same_seed_gives_the_same_town_and_another_one_another() -> None:
    assert residents(30, Seed(b"a"), organisation=HALL) == residents(30, Seed(b"a"), organisation=HALL)
    assert residents(30, Seed(b"a"), organisation=HALL) != residents(30, Seed(b"b"), organisation=HALL)


def test_a_larger_town_begins_with_the_smaller_one() -> None:
    assert TOWN[:50] == residents(50, Seed(b"a"), organisation=HALL, today=TODAY)


@pytest.mark.parametrize("field", ["number", "individual_number"])
def test_numbers_are_different(field: str) -> None:
    assert len({getattr(resident, field) for resident in TOWN}) == len(TOWN)


def test_mailboxes_are_different_and_cannot_exist() -> None:
    mailboxes = [resident.email for resident in TOWN if resident.email]
    assert len(mailboxes) > len(TOWN) // 4
    assert len(set(mailboxes)) == len(mailboxes)
    assert not [host for mailbox in mailboxes for host in real_hosts(mailbox)]


def test_telephone_numbers_are_never_assigned() -> None:
    assert all(re.fullmatch(r"0000-\d\d-\d{4}|0[789]0-0000-\d{4}", resident.phone) for resident in TOWN)


def test_names_are_in_kanji_katakana_and_roman_letters() -> None:
    for resident in TOWN:
        assert re.fullmatch(r"[々一-龠]+ [々一-龠ぁ-んァ-ヶ]+", resident.name.kanji)
        assert re.fullmatch(r"[ァ-ヶー]+ [ァ-ヶー]+", resident.name.kana)
        assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", resident.name.romaji)


def test_a_household_has_one_head_one_address_and_one_family_name() -> None:
    for members in households():
        assert [member.relation for member in members].count("head") == 1
        assert len({(member.address.ja, member.postcode, member.name.kanji.split()[0]) for member in members}) == 1


def test_addresses_are_in_towns_that_do_not_exist_and_no_two_households_share_one() -> None:
    towns = "|".join(kanji for kanji, _, _ in TOWNS)
    assert all(re.match(rf"彩野市({towns})[一二三四五六]丁目\d+番\d+号", resident.address.ja) for resident in TOWN)
    assert all(resident.address.en.endswith(", Saino City") for resident in TOWN)
    assert all(re.fullmatch(r"000-00\d\d", resident.postcode) for resident in TOWN)
    assert len({members[0].address.ja for members in households()}) == len(households())


def test_nobody_is_born_tomorrow_or_older_than_anybody() -> None:
    assert all(0 <= resident.age(TODAY) <= 110 for resident in TOWN)


@given(SEEDS)
def test_parents_are_old_enough_to_be_parents(seed: Seed) -> None:
    members = household(Draws(seed), TODAY)
    head = members[0]
    for child in (member for member in members if member.relation == "child"):
        assert head.born.year + 19 <= child.born.year <= TODAY.year
    for old in (member for member in members if member.relation in {"mother", "father"}):
        assert old.born.year + 21 <= head.born.year


@given(SEEDS)
def test_nothing_is_paid_in_the_future_and_every_instalment_is_in_the_fiscal_year(seed: Seed) -> None:
    draws = Draws(seed)
    members = household(draws, TODAY)
    owed = [fee for member in members for fee in fees(draws, member, members, TODAY)]
    assert all(fee.paid is None or fee.paid <= min(TODAY, fee.due) for fee in owed)
    assert all(date(2026, 4, 1) <= fee.due <= date(2027, 3, 31) for fee in owed)


def test_only_grown_ups_have_certificates_portals_and_mail() -> None:
    children = [resident for resident in TOWN if resident.age(TODAY) < 15]
    assert children
    assert not [child for child in children if child.certificates or child.portal_password or child.email]
