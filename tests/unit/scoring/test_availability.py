"""Staff at work (A1): what counts as an outage, what nobody is blamed for, and what needless ones cost."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cyder.model.base import LocalText
from cyder.model.dealings import Applied, Decided, Served
from cyder.model.evidence import Answer, Outcome, Trace
from cyder.model.judging import Service, Weights
from cyder.model.ledger import Body, Entry, EventOutcome, NodeChanged, Requested
from cyder.model.scenario import Scenario
from cyder.scoring import score
from tests.unit.scoring.ledgers import (
    CUT_OFF,
    EXERCISE,
    TEAM,
    at,
    card,
    ledger,
    line,
    outcome,
    rounds,
    scenario,
    truth,
    untempered,
)

MAIL = Service(title=LocalText(en="Mail", ja="メール"), node="mail", weight=1)
PAGES = Service(title=LocalText(en="Web site", ja="ホームページ"), node="web", weight=3)


def plan(*, points: int = 100, objectives: bool = False) -> Scenario:
    """Return a scenario with two services, a hundred points for keeping them up, and perhaps an objective."""
    found = scenario(Weights(availability=points), CUT_OFF if objectives else {})
    return found.model_copy(update={"services": {"mail": MAIL, "pages": PAGES}})


def served(**answers: str) -> Served:
    """Return one look: `#` served, `.` not, `?` nobody could ask."""
    words = {"#": "message read", ".": "no connection to 10.66.0.11:587 within 2 s", "?": "mail is not running"}
    return Served(
        answers={
            name: Answer(passed=mark == "#", asked=mark != "?", said=words[mark], seconds=0.1)
            for name, mark in answers.items()
        }
    )


def looks(mail: str, pages: str = "", *, every: float = 20.0) -> list[tuple[float, Body]]:
    """Return looks at regular times; a service without marks is up."""
    pages = pages or "#" * len(mail)
    marks = zip(mail, pages, strict=True)
    return [(place * every, served(mail=one, pages=other)) for place, (one, other) in enumerate(marks)]


def uptime(*happened: tuple[float, Body]) -> float:
    return untempered(ledger(*happened), plan(), "availability").earned


def defaced(seconds: float, *objectives: str) -> tuple[float, Body]:
    """Return the end of an event that broke the web site; it had begun five seconds before."""
    trace = Trace(reached=True, started=at(seconds - 5), finished=at(seconds), source="203.0.113.66", said="saved")
    broke = Outcome(
        event="deface", action="impact.deface", kind="succeeded", reason="", trace=trace, objectives=objectives
    )
    return seconds, EventOutcome(outcome=broke.model_copy(update={"broke": ("web",)}))


def test_services_that_are_always_there_earn_everything() -> None:
    found = untempered(ledger(*looks("######")), plan(), "availability")
    assert (found.earned, found.maximum) == (100, 100)
    assert found.matched == ("Mail: up in 6 of 6 looks (weight 1)", "Web site: up in 6 of 6 looks (weight 3)")


def test_services_count_by_their_weight() -> None:
    assert uptime(*looks("....", "####")) == 75
    assert uptime(*looks("####", "....")) == 25


def test_one_failure_alone_is_no_outage_and_two_in_a_row_are() -> None:
    assert uptime(*looks("#.#.#.")) == 100
    assert uptime(*looks("##..######")) == 95


def test_a_look_at_which_nobody_could_ask_counts_for_nothing() -> None:
    assert uptime(*looks("##??")) == 100
    found = untempered(ledger(*looks("????", "????")), plan(), "availability")
    assert (found.maximum, found.reason) == (0, "No look at a service can be graded.")


def test_what_the_attack_broke_is_nobodys_fault_until_it_should_be_mended() -> None:
    within = [defaced(40, "cut-off"), *looks("#" * 10, "##......##")]
    assert untempered(ledger(*within), plan(objectives=True), "availability").earned == 100
    late = [defaced(0), *looks("#" * 10, "." * 10, every=60)]
    found = untempered(ledger(*late), plan(), "availability")
    assert found.earned == 25, "after five minutes it is an outage, and only those looks are graded"


def test_what_the_attack_is_just_breaking_is_nobodys_fault_either() -> None:
    assert uptime(defaced(44, "cut-off"), *looks("#" * 40, "#" * 20 + "...." + "#" * 16, every=2)) == 100


def test_a_site_that_nobody_mends_is_an_outage_but_no_needless_one() -> None:
    late = [defaced(0), *looks("#" * 10, "." * 10, every=60)]
    assert "collateral" not in {one.id for one in card(ledger(*late), plan()).lines}


def test_what_a_void_event_broke_is_nobodys_fault_at_all() -> None:
    void = Requested(request="void", event="deface", reason="played by mistake")
    late = [defaced(0), *looks("#" * 10, "." * 10, every=60), (600.0, void)]
    assert untempered(ledger(*late), plan(), "availability").earned == 100


def maintained(*, granted: bool, seconds: float = 100.0) -> list[Entry]:
    happened = ledger(
        (0, Applied(about="maintenance", subject="mail", seconds=100, reason="a new password")),
        (0, Decided(asked=2, granted=granted, seconds=seconds)),
        *looks("....######"),
    )
    assert isinstance(happened[1].body, Applied)
    assert happened[1].seq == 2
    return happened


def test_granted_maintenance_is_not_counted_and_what_was_only_asked_for_is() -> None:
    assert untempered(maintained(granted=True), plan(), "availability").earned == 100
    assert untempered(maintained(granted=False), plan(), "availability").earned == 90


def test_maintenance_ends_when_its_time_is_over() -> None:
    assert untempered(maintained(granted=True, seconds=15), plan(), "availability").earned < 100


def test_maintenance_is_granted_for_one_service_only() -> None:
    entries = maintained(granted=True)
    both = [
        one.model_copy(update={"body": served(mail=".", pages=".")}) if isinstance(one.body, Served) else one
        for one in entries
    ]
    assert untempered(both, plan(), "availability").earned == 0


def test_a_needless_outage_costs_and_says_whose_doing_it_was() -> None:
    happened = [(1.0, NodeChanged(node="mail", change="isolated", seconds=1)), *looks("#....#")]
    entries = [
        one.model_copy(update={"author": TEAM}) if isinstance(one.body, NodeChanged) else one
        for one in ledger(*happened)
    ]
    found = line(card(entries, plan()), "collateral")
    assert found.earned == -2, "twenty of a thousand points are two of a hundred"
    assert "the team had taken mail off the network" in found.wrong[0]


def test_needless_outages_cost_eight_of_a_hundred_at_most() -> None:
    assert line(card(ledger(*looks("..#" * 9)), plan()), "collateral").earned == -8


def test_without_services_there_is_nothing_to_grade() -> None:
    found = card(ledger(*looks("##")), scenario(Weights(availability=10)))
    assert line(found, "availability").maximum == 0


def test_every_sentence_is_written_in_both_languages() -> None:
    found = score(ledger(*looks("#....#", "??####")), plan(), exercise=EXERCISE, team=TEAM)
    texts = [text for one in found.lines for text in (one.reason, *one.matched, *one.wrong)]
    assert all(text.ja and text.ja != text.en for text in texts)


@given(st.text(alphabet="#.?", min_size=1, max_size=12), st.integers(0, 11))
def test_one_more_failure_never_raises_the_score(marks: str, place: int) -> None:
    worse = "".join("." if index == place and mark == "#" else mark for index, mark in enumerate(marks))
    assert uptime(*looks(worse)) <= uptime(*looks(marks)) + 1e-9


@given(st.text(alphabet="#.?", min_size=1, max_size=12))
def test_the_line_is_bounded_and_the_deduction_too(marks: str) -> None:
    for one in card(ledger(*looks(marks)), plan()).lines:
        assert -80 <= one.earned <= one.maximum


@given(st.integers(3, 12), st.integers(0, 12))
def test_unplugging_never_beats_containing(length: int, since: int) -> None:
    """Whoever unplugs keeps the attacker out and everybody else, too: neither pair of probes nor services hold."""
    weights = Weights(availability=20)
    graded = scenario(weights, CUT_OFF).model_copy(update={"services": {"mail": MAIL}})
    attack: tuple[float, Body] = (0.0, outcome(truth()))
    down = [(place * 20.0 + 10, served(mail="#" if place < since else ".")) for place in range(length)]
    up = [(place * 20.0 + 10, served(mail="#")) for place in range(length)]
    containing = card(ledger(attack, *rounds("#" * length, every=20, start=20), *up), graded)
    unplugging = card(ledger(attack, *rounds("." * length, every=20, start=20), *down), graded)
    assert unplugging.earned < containing.earned


def test_a_day_of_looks_is_graded_at_once() -> None:
    many = looks("#.." * 700)
    assert uptime(*many) < 100
    assert timedelta(seconds=many[-1][0]) > timedelta(hours=11)
