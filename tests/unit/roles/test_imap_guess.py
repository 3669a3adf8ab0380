"""Password guessing over IMAP: what it sends, which real lines prove it, what is true because of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Scene
from cyder.contracts.node import Result
from cyder.errors import NotFound
from cyder.model.evidence import Receipt, Trace
from cyder.model.seed import Seed
from cyder.replay.clock import FakeClock
from cyder.roles.mail import Mail
from cyder.roles.mail.actions.imap_guess import ImapGuess
from tests.unit.roles import towns
from tests.unit.roles.talk import Asked, Decide, deciding
from tests.unit.roles.test_mail import CURL_DENIED, NC_ANSWERED, NC_NOTHING

NOON = datetime(2026, 11, 23, 12, 27, 47, tzinfo=UTC)
BURST = ImapGuess(account="kimura")
INSIDE = ImapGuess(account="kimura", tries=1, succeed=True)
RIGHT = "kimura:secret-of-kimura"

FAILED = (
    "2026-11-23T21:27:49.313605+09:00 mail dovecot: imap-login: Login aborted: Connection closed (auth failed, 1 "
    "attempts in 2 secs) (auth_failed): user=<kimura@city.example>, method=PLAIN, rip=203.0.113.242, lip=10.66.0.10, "
    "session=<YTWxuPBg1IjLAHFC>"
)
FAILED_LATER = (
    "2026-11-23T21:27:53.406838+09:00 mail dovecot: imap-login: Login aborted: Connection closed (auth failed, 1 "
    "attempts in 6 secs) (auth_failed): user=<kimura@city.example>, method=PLAIN, rip=203.0.113.242, lip=10.66.0.10, "
    "session=<dKiyuPBg5ojLAHFC>"
)
LOOKED = (
    "2026-11-23T21:27:47.222951+09:00 mail dovecot: imap-login: Login aborted: Connection closed (no auth attempts in "
    "0 secs) (no_auth_attempts): user=<>, rip=203.0.113.242, lip=10.66.0.10, session=<avyvuPBgR8jLAHFC>"
)
LOGGED_IN = (
    "2026-11-23T21:28:36.462202+09:00 mail dovecot: imap-login: Logged in: user=<kimura@city.example>, method=PLAIN, "
    "rip=203.0.113.242, lip=10.66.0.10, mpid=97, session=<mqi5uvBgEJ7LAHFC>"
)
LOGGED_OUT = (
    "2026-11-23T21:28:36.475207+09:00 mail dovecot: imap(kimura@city.example)<97><mqi5uvBgEJ7LAHFC>: Disconnected: "
    "Logged out in=27 out=738 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0"
)


def scene(decide: Decide = lambda _: Result(0, "")) -> tuple[Scene, Asked]:
    lan, asked = deciding(decide)
    return replace(towns.scene(lan, FakeClock(NOON)), event="burst", target="mail", seed=Seed(b"burst")), asked


def server(right: str = RIGHT, port: Result | None = None) -> Decide:
    """Return nodes from which a port answers and one password is right."""

    def decide(argv: Sequence[str]) -> Result:
        if argv[0] == "nc":
            return port or Result(0, NC_ANSWERED)
        return Result(0, "") if right in argv else Result(67, CURL_DENIED)

    return decide


def run(action: ImapGuess, decide: Decide) -> tuple[Trace, list[str]]:
    """Return the trace, and every `account:password` that was tried, in order."""
    place, asked = scene(decide)
    trace = action.run(place)
    assert {node for node, _ in asked} == {"intruder"}
    return trace, [argv[argv.index("--user") + 1] for _, argv in asked if "--user" in argv]


def receipt(line: str) -> Receipt:
    moment = Mail.logs["mail"].moment(line, ZoneInfo("Asia/Tokyo"))
    assert moment is not None
    return Receipt(
        node="mail", log="/var/log/mail.log", line=line, sha256="0" * 64, logged_at=moment, first_seen=moment
    )


def proving(action: ImapGuess, line: str) -> list[bool]:
    return [bool(re.search(expected.pattern, line)) for expected in action.emits(scene()[0])]


def test_four_different_wrong_passwords_are_refused() -> None:
    trace, tried = run(BURST, server())
    assert (trace.reached, trace.source, trace.said) == (True, towns.SOURCE, "kimura: 4 x log-in refused")
    assert len(set(tried)) == 4
    assert RIGHT not in tried


def test_the_right_password_comes_last_and_once() -> None:
    trace, tried = run(INSIDE, server())
    assert (trace.reached, trace.said) == (True, "kimura: 1 x log-in refused, 1 x log-in accepted")
    assert [user == RIGHT for user in tried] == [False, True]


def test_a_password_that_was_changed_means_not_reached() -> None:
    trace, _ = run(INSIDE, server(right="kimura:another"))
    assert (trace.reached, trace.said) == (False, "kimura: 2 x log-in refused")


def test_a_source_that_is_kept_out_tries_no_password() -> None:
    trace, tried = run(INSIDE, server(port=Result(1, NC_NOTHING)))
    assert (trace.reached, tried) == (False, [])
    assert "no connection to 172.20.3.11:143 within 2 s" in trace.said


def test_a_server_that_falls_silent_was_not_reached() -> None:
    trace, tried = run(BURST, lambda argv: Result(0, NC_ANSWERED) if argv[0] == "nc" else Result(124, ""))
    assert not trace.reached
    assert len(tried) == 4


def test_an_account_nobody_has_is_named_with_those_there_are() -> None:
    place, _ = scene(server())
    with pytest.raises(NotFound, match=r"unknown account 'kimra'; did you mean 'kimura'\?"):
        ImapGuess(account="kimra", succeed=True).run(place)


def test_wrong_passwords_repeat_with_the_seed() -> None:
    place, _ = scene()
    assert BURST.wrong_passwords(place) == BURST.wrong_passwords(place)
    assert BURST.wrong_passwords(place) != BURST.wrong_passwords(replace(place, seed=Seed(b"other")))


def test_more_than_four_tries_are_refused_because_dovecot_would_make_them_last_minutes() -> None:
    with pytest.raises(ValidationError, match="less than or equal to 4"):
        ImapGuess(account="kimura", tries=5)


def test_refusals_prove_a_burst_and_nothing_else_does() -> None:
    (expected,) = BURST.emits(scene()[0])
    assert (expected.node, expected.log, expected.least) == ("mail", "mail", 4)
    assert [proving(BURST, line) for line in (FAILED, FAILED_LATER)] == [[True], [True]]
    assert [proving(BURST, line) for line in (LOOKED, LOGGED_IN, LOGGED_OUT)] == [[False]] * 3


def test_a_success_is_proven_by_a_refusal_and_a_log_in() -> None:
    assert [expected.least for expected in INSIDE.emits(scene()[0])] == [1, 1]
    assert proving(INSIDE, FAILED) == [True, False]
    assert proving(INSIDE, LOGGED_IN) == [False, True]


@pytest.mark.parametrize(
    ("real", "other"),
    [
        ("203.0.113.242", "203.0.113.24"),
        ("rip=203.0.113.242", "rip=1.203.0.113.242"),
        ("<kimura@", "<kimura2@"),
        ("<kimura@", "<okimura@"),
        ("city.example>", "cityXexample>"),
    ],
)
def test_somebody_elses_line_proves_nothing(real: str, other: str) -> None:
    assert proving(INSIDE, FAILED.replace(real, other)) == [False, False]
    assert proving(INSIDE, LOGGED_IN.replace(real, other)) == [False, False]


def test_what_a_trainee_searches_for_finds_time_account_and_source() -> None:
    log = "\n".join([LOOKED, FAILED, FAILED_LATER, LOGGED_IN])
    first = next(line for line in log.splitlines() if "auth_failed" in line)
    found = [re.search(pattern, first) for pattern in (r"^(\S+)", r"user=<([^@>]+)", r"rip=([0-9.]+)")]
    assert [match and match.group(1) for match in found] == [
        "2026-11-23T21:27:49.313605+09:00",
        "kimura",
        "203.0.113.242",
    ]


def test_the_truth_of_a_burst_is_source_account_and_the_first_refusal() -> None:
    truth = BURST.truth(scene()[0], [receipt(FAILED_LATER), receipt(FAILED)])
    (indicator,), (account,), (moment,) = truth.indicators, truth.accounts, truth.timeline
    assert [(spelling.kind, spelling.value) for spelling in indicator.spellings] == [("ip", towns.SOURCE)]
    assert {spelling.value for spelling in account.spellings} == {"kimura", "kimura@city.example"}
    assert (moment.kind, moment.host) == ("credential-attack", "mail")
    assert moment.at == datetime(2026, 11, 23, 12, 27, 49, 313605, tzinfo=UTC)
    assert [(remedy.kind, remedy.target) for remedy in truth.remedies] == [("block-network", towns.SOURCE)]


def test_the_truth_of_a_success_has_the_log_in_and_asks_for_another_password() -> None:
    truth = INSIDE.truth(scene()[0], [receipt(FAILED), receipt(LOGGED_IN)])
    assert [(moment.kind, moment.at.second) for moment in truth.timeline] == [("credential-attack", 49), ("login", 36)]
    assert [remedy.kind for remedy in truth.remedies] == ["block-network", "reset-password"]


def test_the_control_is_a_stranger_who_logs_in_as_the_canary() -> None:
    check = BURST.control(scene()[0])
    assert check.by == "neighbour"
    assert check.probe.model_dump() == {"target": "mail", "account": "sato", "password": "secret-of-sato"}


def test_a_burst_is_contained_by_a_block_and_a_success_by_another_password_too() -> None:
    (block,) = BURST.containment(scene()[0])
    assert (block.id, block.deny[0].by, block.deny[0].probe.model_dump()) == (
        "block-source",
        "source",
        {"target": "mail", "port": 143},
    )
    _, change = INSIDE.containment(scene()[0])
    assert (change.id, change.deny[0].by) == ("change-password", "neighbour")
    assert change.deny[0].probe.model_dump()["password"] == "secret-of-kimura"
    for way in (block, change):
        assert [check.by for check in way.allow] == ["neighbour", "colleague"]
        assert {check.probe.model_dump()["account"] for check in way.allow} == {"sato"}


@pytest.mark.parametrize(
    ("who", "verified", "said"),
    [
        (Result(0, ""), True, "0 sessions from 203.0.113.242 left"),
        (Result(0, "kimura@city.example imap 97 203.0.113.242 ses"), False, "1 sessions from 203.0.113.242 left"),
        (Result(75, "Fatal: down"), False, "doveadm could not say who is logged in: Fatal: down"),
    ],
)
def test_cleanup_is_verified_when_no_session_of_the_source_is_left(who: Result, verified: bool, said: str) -> None:  # noqa: FBT001  a case
    place, asked = scene(lambda _: who)
    cleanup = BURST.cleanup(place)
    assert (cleanup.verified, cleanup.said) == (verified, said)
    assert [node for node, _ in asked] == ["mail"]
