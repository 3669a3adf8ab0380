"""The mail of an organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from cyder.exercise.library import catalogue, shipped
from cyder.model.messages import Message
from cyder.model.seed import Seed
from cyder.planning.resolve import resolve
from cyder.scenario.load import load
from cyder.staff.correspondence import correspondence
from cyder.staff.holidays import is_workday
from cyder.staff.residents import residents
from tests.pace import within
from tests.unit.staff.offices import employed, real_hosts, town

TODAY = date(2026, 11, 24)
HALL = town(60)
STAFF = employed(HALL)
MAIL = correspondence(STAFF, HALL, Seed(b"a"), today=TODAY)
HALLS = {
    "two": town(2),
    "three": town(3),
    "one department": town(12, "zeimu"),
    "two departments": town(30, "shimin", "joho"),
    "an unknown field": town(9, "gikai"),
    "no departments": town(20).model_copy(update={"departments": {}}),
    "another domain": town(40, domain="office.saino.test"),
}


def received(mail: Iterable[Message], domain: str = "city.example") -> Counter[str]:
    """Return how many mails lie in each mailbox of a domain."""
    addresses = (address.partition("@") for message in mail for address in message.recipients)
    return Counter(account for account, _, host in addresses if host == domain)


def test_the_same_seed_gives_the_same_mail_and_another_one_other_mail() -> None:
    assert correspondence(STAFF, HALL, Seed(b"a"), today=TODAY) == MAIL
    assert correspondence(STAFF, HALL, Seed(b"b"), today=TODAY) != MAIL


def test_no_two_mails_have_one_id() -> None:
    assert len({message.id for message in MAIL}) == len(MAIL)


@pytest.mark.parametrize("seed", [b"a", b"b", b"c", b"d"])
@pytest.mark.parametrize("kind", HALLS)
def test_everybody_has_as_many_mails_as_wanted_or_a_few_more(kind: str, seed: bytes) -> None:
    hall = HALLS[kind]
    staff = employed(hall)
    boxes = received(correspondence(staff, hall, Seed(seed), today=TODAY), hall.domain)
    assert set(boxes) == {person.account for person in staff}
    assert min(boxes.values()) >= 3
    assert max(boxes.values()) <= 13


def test_somebody_who_works_alone_has_mail_from_outside() -> None:
    alone = STAFF[:1]
    mail = correspondence(alone, HALL, Seed(b"a"), today=TODAY)
    assert received(mail)[alone[0].account] >= 3
    assert not [message for message in mail if message.sender.address in message.recipients]


def test_only_the_accounts_that_were_named_want_mail() -> None:
    named = [STAFF[0].account, STAFF[9].account]
    few = correspondence(STAFF, HALL, Seed(b"a"), accounts=named, today=TODAY)
    assert min(received(few)[account] for account in named) >= 3
    assert len(few) < len(MAIL) // 5


def test_mailboxes_can_be_full() -> None:
    hall = town(8, "soumu", "zeimu")
    boxes = received(correspondence(employed(hall), hall, Seed(b"a"), per_mailbox=(40, 50), today=TODAY))
    assert min(boxes.values()) >= 40


def test_the_oldest_comes_first() -> None:
    assert [message.age for message in MAIL] == sorted((message.age for message in MAIL), reverse=True)


def test_an_answer_names_the_mails_before_it_and_is_younger() -> None:
    found = {message.id: message for message in MAIL}
    answers = [message for message in MAIL if message.references]
    assert answers
    for answer in answers:
        before = [found[reference] for reference in answer.references]
        ages = [message.age for message in (*before, answer)]
        assert all(later < earlier for earlier, later in pairwise(ages))
        assert [message.references for message in before] == [answer.references[:at] for at in range(len(before))]
        assert answer.subject == f"Re: {before[0].subject}"


def test_an_answer_goes_to_whoever_wrote_the_mail_before_it() -> None:
    found = {message.id: message for message in MAIL}
    for answer in MAIL:
        if answer.references:
            assert answer.to == (found[answer.references[-1]].sender,)


def test_nobody_writes_to_themselves_or_twice_to_one_reader() -> None:
    for message in MAIL:
        assert message.sender.address not in message.recipients
        assert len(set(message.recipients)) == len(message.recipients)


def test_mail_was_sent_on_days_of_work_within_the_last_ten_weeks() -> None:
    days = [TODAY - timedelta(days=round(message.age / 86400)) for message in MAIL]
    assert all(is_workday(day) for day in days)
    assert min(days) > TODAY - timedelta(weeks=10)
    assert min(message.age for message in MAIL) >= 1800


@pytest.mark.parametrize("english", [0, 20, 60, 100])
def test_so_many_threads_in_a_hundred_are_in_english(english: int) -> None:
    mail = correspondence(STAFF, HALL, Seed(b"a"), english=english, today=TODAY)
    threads = [message for message in mail if not message.references]
    assert abs(100 * sum(message.language == "en" for message in threads) / len(threads) - english) < 10


def test_mail_is_written_in_its_language() -> None:
    for message in MAIL:
        assert (message.subject + message.body).isascii() == (message.language == "en")


def test_no_gap_is_left_and_no_address_could_be_real() -> None:
    for message in MAIL:
        addresses = " ".join((message.sender.address, *message.recipients, f"@{message.id.partition('@')[2]}"))
        assert not set(message.subject + message.body) & set("{}")
        assert not list(real_hosts(f"{message.body} {addresses}"))


def test_staff_write_from_the_organisations_domain() -> None:
    hall = HALLS["another domain"]
    staff = employed(hall)
    known = {f"{person.account}@{hall.domain}" for person in staff}
    mail = correspondence(staff, hall, Seed(b"a"), today=TODAY)
    inside = {message.sender.address for message in mail if message.sender.address.endswith(hall.domain)}
    assert inside
    assert inside <= known


def test_all_kinds_of_people_write() -> None:
    hosts = Counter(message.sender.address.partition("@")[2] for message in MAIL)
    assert hosts["city.example"] > len(MAIL) // 3
    assert {"pref-wakakusa.example", "hibari-mail.example"} <= set(hosts)
    assert len(hosts) > 12


def test_residents_of_the_register_write_if_there_is_one() -> None:
    known = residents(80, Seed(b"town"), organisation=HALL)
    mailboxes = {resident.email for resident in known if resident.email}
    mail = correspondence(STAFF, HALL, Seed(b"a"), english=0, residents=known, today=TODAY)
    providers = {mailbox.partition("@")[2] for mailbox in mailboxes}
    writers = {message.sender.address for message in mail if message.sender.address.partition("@")[2] in providers}
    assert writers
    assert writers <= mailboxes


def test_a_register_of_residents_without_mail_is_no_hindrance() -> None:
    known = [each.model_copy(update={"email": None}) for each in residents(20, Seed(b"town"), organisation=HALL)]
    assert received(correspondence(STAFF, HALL, Seed(b"a"), residents=known, today=TODAY))


def test_what_departments_are_for_decides_what_they_write_about() -> None:
    hall = town(20, "zeimu", "kensetsu")
    staff = employed(hall)
    works = {f"{person.account}@city.example" for person in staff if person.department == "kensetsu"}
    mail = correspondence(staff, hall, Seed(b"a"), per_mailbox=(20, 25), today=TODAY)
    holes = [message for message in mail if message.subject == "道路の穴について"]
    assert holes
    assert all(message.to[0].address in works for message in holes)


@pytest.mark.parametrize("seed", [b"a", b"b"])
def test_four_hundred_mailboxes_are_filled_in_two_seconds_and_hold_two_megabytes(seed: bytes) -> None:
    scenario = load(shipped()["town-hall"], catalogue())
    resolved = resolve(scenario, "team1", Seed(seed), catalogue(), exercise="town-hall")
    own = Seed(seed).child("mail").child("correspondence")
    with within(2):
        mail = correspondence(resolved.people, scenario.organisation, own)
    assert len(received(mail)) == 400
    assert sum(len(message.body.encode()) for message in mail) < 2_000_000
