"""Guesses and look-ups at the portal: what they do, what proves them, what ends them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Action
from cyder.contracts.node import Result
from cyder.contracts.portal_probes import PortalAnswers
from cyder.contracts.probe import Vantage
from cyder.contracts.provider import Lan, LanRef
from cyder.errors import NotFound
from cyder.roles.ap import Ap
from cyder.roles.ap.actions.portal_guess import PortalGuess
from cyder.roles.ap.actions.portal_lookups import PortalLookups
from cyder.roles.ap.visit import Visit
from tests.unit.roles.counters import HALL, MARKER, at, denied, named, proven, receipt
from tests.unit.roles.talk import Decide, Deciding, DecidingNode

SOURCE = "203.0.113.242"
FAILED = f"2026-11-26T00:11:28.593+09:00 - {SOURCE} login account=kimura result=failed"
ENTERED = f"2026-11-26T00:11:29.490+09:00 - {SOURCE} login account=kimura result=ok"
PC_ENTERED = "2026-11-26T00:13:36.862+09:00 - 10.66.0.12 login account=kimura result=ok"
VIEWED = "2026-11-26T00:13:37.862+09:00 kimura 10.66.0.12 view resident=10000074 case={case} result=ok"
EXPORTED = "2026-11-26T01:06:01.579+09:00 kimura 10.66.0.12 export case={case} words=田 found=50 result=ok"
PAGE = "".join(f'<a href="/staff/resident/1000007{number}?case=R8-9198">' for number in (4, 4, 6, 8))
JAR = "# Netscape HTTP Cookie File\n#HttpOnly_ap\tFALSE\t/\tFALSE\t0\tsession\t0123abcd\n"
GUESS = PortalGuess(account="kimura", tries=3)
INSIDE = PortalGuess(account="kimura", tries=1, succeed=True)
LOOKUPS = PortalLookups(account="kimura", lookups=3, export=True)


def portal(right: str = "secret-of-kimura") -> Decide:
    """Return a portal with one right password that shows three residents."""

    def decide(argv: Sequence[str]) -> Result:
        if any(word.startswith("password=") for word in argv):
            return Result(0, "302" if f"password={right}" in argv else "401")
        return Result(0, PAGE if argv[-1].endswith("/search") else "<p>")

    return decide


def passwords(asked: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return the passwords that were tried, in order."""
    return [word.removeprefix("password=") for _, argv in asked for word in argv if word.startswith("password=")]


@dataclass(frozen=True)
class WithJar(DecidingNode):
    """A node on which somebody kept the cookie of a session."""

    def read(self, path: str) -> bytes:
        """Return the cookie file, whatever is asked for."""
        return JAR.encode()


class Jars(Deciding):
    """A provider of such nodes."""

    def node(self, lan: LanRef, name: str) -> WithJar:
        """Return a node of that name."""
        return WithJar(name, self, self.decide)


def test_wrong_passwords_are_tried_one_after_the_other_and_no_session_is_kept() -> None:
    place, asked = at("intruder", "ap", portal())
    trace = GUESS.run(place)
    assert (trace.reached, trace.said) == (True, "kimura: 3 x 401")
    assert len(set(passwords(asked))) == 3
    assert "secret-of-kimura" not in passwords(asked)
    assert not any("-c" in argv for _, argv in asked)


def test_the_right_password_comes_last_and_its_session_is_kept() -> None:
    place, asked = at("intruder", "ap", portal())
    assert INSIDE.run(place).reached
    assert passwords(asked)[-1] == "secret-of-kimura"
    assert [("-c" in argv, f"/var/tmp/.kimura-{MARKER}" in argv) for _, argv in asked] == [(False, False), (True, True)]


def test_a_portal_that_does_not_answer_is_asked_once() -> None:
    place, asked = at("intruder", "ap", lambda argv: Result(28, "000"))
    trace = GUESS.run(place)
    assert (trace.reached, trace.said, len(asked)) == (False, "kimura: 1 x 000", 1)


def test_refusals_and_a_log_in_are_proven_by_their_own_lines() -> None:
    place, _ = at("intruder", "ap")
    (failures,) = GUESS.emits(place)
    assert failures.least == 3
    assert proven(INSIDE, place, FAILED) == [True, False]
    assert proven(INSIDE, place, ENTERED) == [False, True]


@pytest.mark.parametrize(
    ("real", "other"), [(SOURCE, "203.0.113.24"), ("account=kimura", "account=kimura2"), (" - ", " sato ")]
)
def test_somebody_elses_line_proves_no_guess(real: str, other: str) -> None:
    place, _ = at("intruder", "ap")
    assert proven(INSIDE, place, FAILED.replace(real, other)) == [False, False]
    assert proven(INSIDE, place, ENTERED.replace(real, other)) == [False, False]


def test_the_truth_of_a_guess_that_succeeded() -> None:
    place, _ = at("intruder", "ap")
    truth = INSIDE.truth(place, [receipt("ap", Ap.logs["audit"], line) for line in (ENTERED, FAILED)])
    assert [(moment.kind, moment.at.second) for moment in truth.timeline] == [("credential-attack", 28), ("login", 29)]
    assert [(remedy.kind, remedy.target) for remedy in truth.remedies] == [
        ("block-network", SOURCE),
        ("reset-password", "kimura"),
    ]


def test_a_guess_is_contained_by_a_block_and_a_success_by_the_end_of_session_and_password() -> None:
    place, _ = at("intruder", "ap")
    assert named(GUESS.containment(place)) == ["block-source"]
    block, change, close = INSIDE.containment(place)
    assert denied(block) == [("source", "Connects"), ("source", "Fetches")]
    assert denied(change) == denied(close) == [("source", "Fetches"), ("neighbour", "PortalAnswers")]
    assert change.deny[1].probe.model_dump()["password"] == "secret-of-kimura"
    assert [check.by for check in change.allow] == ["neighbour", "colleague"]


def test_an_account_nobody_has_is_named_with_those_there_are() -> None:
    place, _ = at("intruder", "ap", portal())
    with pytest.raises(NotFound, match=r"unknown account 'kimra'; did you mean 'kimura'\?"):
        PortalGuess(account="kimra", succeed=True).run(place)


@pytest.mark.parametrize(("action", "kind", "most"), [(PortalGuess, "tries", 10), (PortalLookups, "lookups", 20)])
def test_neither_guesses_nor_look_ups_go_beyond_their_bounds(action: type[Action], kind: str, most: int) -> None:
    assert action.model_validate({"account": "kimura", kind: most}).model_dump()[kind] == most
    with pytest.raises(ValidationError):
        action.model_validate({"account": "kimura", kind: most + 1})


def test_an_officer_opens_each_resident_found_once_under_one_invented_case() -> None:
    place, asked = at("pc", "ap", portal())
    trace = LOOKUPS.run(place)
    case = next(word for _, argv in asked for word in argv if word.startswith("case="))
    assert (trace.reached, trace.said) == (True, f"kimura: 3 residents opened under {case.removeprefix('case=')}")
    opened = [argv for _, argv in asked if "/resident/" in argv[-1]]
    assert [argv[-1].rpartition("/")[2] for argv in opened] == ["10000074", "10000076", "10000078"]
    assert all(case in argv for argv in opened)
    assert re.fullmatch(r"case=R8-9\d{3}", case)


def test_a_colleague_at_work_looks_up_under_a_case_that_there_is() -> None:
    place, asked = at("pc", "ap", portal())
    at_work = PortalLookups(account="kimura", lookups=3, case="R8-0007")
    assert at_work.run(place).said == "kimura: 3 residents opened under R8-0007"
    assert {word for _, argv in asked for word in argv if word.startswith("case=")} == {"case=R8-0007"}
    assert proven(at_work, place, VIEWED.format(case="R8-0007")) == [False, True]


def test_a_search_that_finds_too_few_was_not_reached() -> None:
    place, _ = at("pc", "ap", portal())
    assert not PortalLookups(account="kimura", lookups=4).run(place).reached


def test_a_closed_account_looks_nobody_up() -> None:
    place, asked = at("pc", "ap", portal(right="another"))
    trace = LOOKUPS.run(place)
    assert (trace.reached, trace.said, len(asked)) == (False, "kimura: log-in 401", 1)


def test_log_in_look_ups_and_export_are_proven_each_by_its_own_line() -> None:
    place, _ = at("pc", "ap")
    case = re.findall(r"R8-\d+", LOOKUPS.emits(place)[1].pattern)[0]
    assert [expected.least for expected in LOOKUPS.emits(place)] == [1, 3, 1]
    assert proven(LOOKUPS, place, PC_ENTERED) == [True, False, False]
    assert proven(LOOKUPS, place, VIEWED.format(case=case)) == [False, True, False]
    assert proven(LOOKUPS, place, EXPORTED.format(case=case)) == [False, False, True]
    assert proven(LOOKUPS, place, VIEWED.format(case="R8-0001")) == [False, False, False]


def test_the_truth_of_look_ups_names_officer_pc_and_file() -> None:
    place, _ = at("pc", "ap")
    case = re.findall(r"R8-\d+", LOOKUPS.emits(place)[1].pattern)[0]
    lines = (PC_ENTERED, VIEWED.format(case=case))
    truth = LOOKUPS.truth(place, [receipt("ap", Ap.logs["audit"], line) for line in lines])
    spelt = {spelling.value for entity in truth.indicators for spelling in entity.spellings}
    assert spelt == {"10.66.0.12", f"/home/kimura/residents-{MARKER}.csv"}
    assert [account.name for account in truth.accounts] == ["kimura"]
    assert [moment.kind for moment in truth.timeline] == ["login", "collection"]


def test_look_ups_are_contained_at_any_pc() -> None:
    for way in LOOKUPS.containment(at("pc", "ap")[0]):
        assert denied(way) == [("source", "Fetches"), ("neighbour", "PortalAnswers")]


def test_leaving_ends_the_session_that_the_cookie_names() -> None:
    place, asked = at("pc", "ap")
    lan = Lan(jars := Jars(lambda argv: Result(0, "")), HALL)
    object.__setattr__(place, "lan", lan)
    assert Visit(place, "/home/kimura/jar").leave("/home/kimura/list.csv") == []
    removed = [(node, argv[-1]) for node, argv in jars.asked]
    assert removed == [
        ("ap", "/var/lib/portal/sessions/0123abcd"),
        ("pc", "/home/kimura/jar"),
        ("pc", "/home/kimura/list.csv"),
    ]
    assert asked == []


def test_a_clean_up_says_what_it_could_not_remove() -> None:
    place, _ = at("pc", "ap", lambda argv: Result(int(argv[-1].endswith(".csv")), ""))
    cleanup = LOOKUPS.cleanup(place)
    assert (cleanup.verified, cleanup.said) == (False, f"left: /home/kimura/residents-{MARKER}.csv")
    place, _ = at("pc", "ap")
    assert LOOKUPS.cleanup(place).verified


@pytest.mark.parametrize(("out", "passed"), [("login 302\n", True), ("login 401\n", False), ("no page\n", False)])
def test_without_words_only_the_log_in_is_asked_for(out: str, passed: bool) -> None:  # noqa: FBT001  a case
    place, asked = at("pc", "ap", lambda argv: Result(0, out))
    answer = PortalAnswers(target="ap", account="kimura", password="x", words="").check(
        place.lan, Vantage("prober", "10.66.0.101")
    )
    assert (answer.passed, answer.said) == (passed, f"portal: {out.strip()}")
    assert asked[0][1][-1] == ""
