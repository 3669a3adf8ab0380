"""Log-ins over ssh: guessed, known beforehand, from machine to machine; what proves them and what ends them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.ssh_accounts import account_on
from cyder.contracts.ssh_probes import accepted, failed
from cyder.errors import NotFound, Refused
from cyder.roles.attacker.actions.ssh_guess import SshGuess
from cyder.roles.attacker.actions.ssh_lateral import SshInside
from cyder.roles.attacker.actions.ssh_valid import SshFromOutside
from cyder.roles.web import Web
from tests.unit.roles import towns
from tests.unit.roles.doorways import (
    CONTRACTOR,
    IN,
    KEYS_ONLY,
    SILENT,
    WRONG,
    receipt,
    scene,
    ways,
)
from tests.unit.roles.talk import Decide

INVALID = (
    "2026-11-26T00:50:08.103866+09:00 web sshd-session[1905]: Failed password for invalid user admin from "
    "203.0.113.242 port 35067 ssh2"
)
FAILED = (
    "2026-11-26T01:20:28.750542+09:00 web sshd-session[4001]: Failed password for hosyu from 203.0.113.242 port 51855 "
    "ssh2"
)
ACCEPTED = (
    "2026-11-26T01:20:31.793531+09:00 web sshd-session[4093]: Accepted password for hosyu from 203.0.113.242 port "
    "33173 ssh2"
)
SHELL = (
    "2026-11-26T01:20:31.887124+09:00 web sshd-session[4097]: Starting session: shell for hosyu from 203.0.113.242 "
    "port 33173 id 0"
)
COMMAND = SHELL.replace("shell", "command")
INSIDE = ACCEPTED.replace("203.0.113.242", "10.66.0.12")


def only_right(password: str) -> Decide:
    """Return nodes from which one password is right, and no log-in is under way once it is over."""

    def decide(argv: Sequence[str]) -> Result:
        if argv[0] == "pgrep":
            return Result(1, "")
        return IN if any(word.endswith(f"={password}") for word in argv) else WRONG

    return decide


def test_different_wrong_passwords_are_tried_from_the_source_and_the_right_one_last() -> None:
    place, asked = scene(decide=only_right(CONTRACTOR.password))
    trace = SshGuess(account="hosyu", tries=3, succeed=True).run(place)
    tried = [argv[1].partition("=")[2] for node, argv in asked if node == "intruder"]
    assert (trace.reached, trace.said) == (True, "hosyu: 3 x log-in refused, 1 x log-in accepted")
    assert (len(set(tried)), tried[-1], tried.count(CONTRACTOR.password)) == (4, CONTRACTOR.password, 1)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (KEYS_ONLY, "2 x no password asked for"),
        (SILENT, "2 x no log-in (ssh: connect to host 203.0.113.1 port 22: Connection timed out)"),
    ],
)
def test_a_server_that_asks_for_no_password_or_says_nothing_was_not_guessed_at(answer: Result, said: str) -> None:
    place, _ = scene(decide=lambda _: answer)
    trace = SshGuess(tries=2).run(place)
    assert (trace.reached, trace.said) == (False, f"admin: {said}")


def test_more_than_five_tries_and_names_with_shell_words_are_refused() -> None:
    for settings in ({"tries": 6}, {"tries": 0}, {"account": "a; id"}):
        with pytest.raises(ValidationError):
            SshGuess.model_validate(settings)


def test_refusals_and_a_success_are_each_proven_by_their_own_lines() -> None:
    nobody, somebody = failed("admin", towns.SOURCE), failed("hosyu", towns.SOURCE)
    assert [bool(re.search(nobody, line)) for line in (INVALID, FAILED)] == [True, False]
    assert [bool(re.search(somebody, line)) for line in (INVALID, FAILED, ACCEPTED)] == [False, True, False]
    assert not re.search(somebody, FAILED.replace("203.0.113.242", "203.0.113.24"))
    place, _ = scene()
    assert [each.least for each in SshGuess(account="hosyu", tries=3, succeed=True).emits(place)] == [3, 1]
    assert [each.least for each in SshGuess().emits(place)] == [4]


def test_the_truth_of_a_guess_that_succeeded_has_both_moments_and_asks_for_another_password() -> None:
    place, _ = scene()
    truth = SshGuess(account="hosyu", succeed=True).truth(place, [receipt(FAILED), receipt(ACCEPTED)])
    assert [(moment.kind, moment.at.second) for moment in truth.timeline] == [("credential-attack", 28), ("login", 31)]
    assert [(remedy.kind, remedy.target) for remedy in truth.remedies] == [
        ("block-network", towns.SOURCE),
        ("reset-password", "hosyu"),
    ]
    assert truth.accounts[0].spellings[0].value == "hosyu"


def test_guessing_ends_with_a_block_or_keys_only_and_after_a_success_with_the_account() -> None:
    place, _ = scene()
    found = ways(SshGuess(account="hosyu", succeed=True), place)
    assert list(found) == ["block-source", "keys-only", "change-password", "disable-account"]
    assert found["keys-only"] == (
        ["source OffersLogIn", "neighbour OffersLogIn"],
        ["itself AdministratorEnters"],
    )
    assert list(ways(SshGuess(), place)) == ["block-source", "keys-only"]
    assert list(ways(SshGuess(), scene(desk=False)[0])) == ["block-source"]


def test_guessing_is_cleaned_up_once_no_log_in_is_under_way() -> None:
    assert SshGuess().cleanup(scene(decide=only_right(""))[0]).verified
    assert not SshGuess().cleanup(scene(decide=lambda _: Result(0, "4711\n"))[0]).verified


def test_a_known_password_opens_a_session_that_stays_under_the_marker() -> None:
    place, asked = scene()
    trace = SshFromOutside().run(place)
    (opened,) = [argv for _, argv in asked if "ssh" in argv]
    assert (trace.reached, trace.said) == (True, "hosyu@web: log-in accepted, the session stays open")
    assert "hosyu@203.0.113.1's password: =word-of-hosyu" in opened
    assert opened[-1] == "hosyu@203.0.113.1"
    assert all("LAB-1a2b3c" in argv[4] for _, argv in asked)


def test_a_password_that_was_changed_opens_nothing() -> None:
    place, _ = scene(decide=lambda argv: WRONG if "id -un" in argv else IN)
    trace = SshFromOutside().run(place)
    assert (trace.reached, trace.said) == (False, "hosyu@web: log-in refused")


def test_a_known_log_in_is_proven_by_the_password_and_the_shell() -> None:
    place, _ = scene()
    password, shell = (expected.pattern for expected in SshFromOutside().emits(place))
    assert [bool(re.search(password, line)) for line in (ACCEPTED, FAILED, INSIDE)] == [True, False, False]
    assert [bool(re.search(shell, line)) for line in (SHELL, COMMAND, ACCEPTED)] == [True, False, False]


def test_from_outside_it_is_a_log_in_and_from_a_pc_a_step_sideways() -> None:
    outside, _ = scene()
    inside, _ = scene(source="pc")
    way_in = SshFromOutside().truth(outside, [receipt(ACCEPTED)])
    sideways = SshInside().truth(inside, [receipt(INSIDE)])
    assert [(moment.kind, moment.host) for moment in way_in.timeline] == [("login", "web")]
    assert [(moment.kind, moment.host) for moment in sideways.timeline] == [("lateral", "web")]
    assert [remedy.kind for remedy in way_in.remedies] == ["block-network", "reset-password", "disable-account"]
    assert (sideways.remedies[0].kind, sideways.remedies[0].target) == ("isolate-host", "pc")


def test_every_way_denies_the_open_session_as_well_as_a_new_one() -> None:
    outside, inside = scene()[0], scene(source="pc")[0]
    for found in (ways(SshFromOutside(), outside), ways(SshInside(), inside)):
        assert {deny[0] for deny, _ in found.values()} == {"source SessionServes"}
        assert found["change-password"][0][1] == "neighbour PasswordOpens"
        assert found["change-password"][1] == ["neighbour PasswordOpens"]
    assert ways(SshFromOutside(), outside)["block-source"][0][1] == "source PasswordOpens"
    assert ways(SshInside(), inside)["restrict-source"][0][1] == "source PasswordOpens"


def test_those_who_must_still_get_in_are_others_by_password_or_an_administrator_by_key() -> None:
    by_canary = next(iter(SshFromOutside().containment(scene()[0])))
    assert {check.probe.model_dump()["account"] for check in by_canary.allow} == {"sato"}
    alone = ways(SshInside(account="kimura"), scene(source="pc", target="pc2")[0])
    assert alone["restrict-source"][1] == ["itself AdministratorEnters", "colleague Connects"]


def test_a_session_that_cannot_be_ended_is_not_cleaned_up() -> None:
    assert SshFromOutside().cleanup(scene()[0]).verified
    assert not SshFromOutside().cleanup(scene(decide=lambda _: Result(1, ""))[0]).verified


def test_only_accounts_with_a_password_and_a_shell_can_be_used() -> None:
    assert account_on(scene()[0], None).name == "hosyu"
    with pytest.raises(NotFound, match="unknown account on web 'hosyuu'; did you mean 'hosyu'"):
        account_on(scene()[0], "hosyuu")
    with pytest.raises(Refused, match="nobody logs in to file by password"):
        account_on(scene(target="file")[0], None)


def test_a_web_server_inside_has_accounts_for_the_contractor_and_the_canary_and_one_outside_has_none() -> None:
    made = Web(contractor_password="weak").accounts(towns.site("mail"))
    assert [(who.name, who.password) for who in made] == [("hosyu", "weak"), ("sato", "secret-of-sato")]
    drawn = Web().accounts(towns.site("mail"))[0].password
    assert len(drawn) == 20
    assert Web().accounts(towns.site("intruder")) == ()


def test_an_accounts_name_in_a_pattern_means_nothing_else() -> None:
    assert not re.search(accepted("a.b", "10.66.0.12"), INSIDE.replace("hosyu", "axb"))
