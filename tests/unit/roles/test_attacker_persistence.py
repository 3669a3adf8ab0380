"""What is left on a machine over ssh: a key, an account; what proves it, what ends it, what takes it away."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.ssh_probes import fingerprint, key_found
from cyder.errors import Refused
from cyder.roles.attacker.actions.local_account import LocalAccount
from cyder.roles.attacker.actions.ssh_key import SshKey
from tests.unit.roles import towns
from tests.unit.roles.doorways import IN, WRONG, receipt, scene, ways

PRINT = "SHA256:pxjb3iclbDPURbDMUddXInM9RuxOK4h07vh29F1CATI"
FOUND = (
    f"2026-11-26T01:17:52.518446+09:00 web sshd-session[3111]: Accepted key ED25519 {PRINT} found at "
    "/home/hosyu/.ssh/authorized_keys:1"
)
ROOTS = FOUND.replace("/home/hosyu", "/root")
ACCEPTED = (
    "2026-11-26T01:17:51.026058+09:00 web sshd-session[3084]: Accepted password for hosyu from 203.0.113.242 port "
    "37857 ssh2"
)
ENTERED = (
    "2026-11-26T01:18:04.611034+09:00 web sshd-session[3250]: Accepted publickey for root from 203.0.113.242 port "
    "37083 ssh2: ED25519 SHA256:UINzAwXsLOpJ+AGMVYc//oYe/QN0v/ulit5vZunTyC0"
)
MADE = (
    "2026-11-26T01:18:04.862825+09:00 web useradd[3261]: new user: name=svcbackup, UID=2075, GID=2075, "
    "home=/home/svcbackup, shell=/bin/bash, from=none"
)
GROUP = "2026-11-26T01:18:04.862741+09:00 web useradd[3261]: new group: name=svcbackup, GID=2075"


def test_the_key_is_left_by_password_and_used_from_the_source() -> None:
    place, asked = scene()
    trace = SshKey().run(place)
    (_, leave), (_, use) = asked
    assert trace.reached
    assert [node for node, _ in asked] == ["intruder", "intruder"]
    assert "hosyu@203.0.113.1's password: =word-of-hosyu" in leave
    assert SshKey().key(place).public in leave[-1]
    assert SshKey().key(place).public.endswith(" hosyu@LAB-1a2b3c")
    assert use[-1] == "id"
    assert "PRIVATE KEY" in use[4]


def test_a_key_that_does_not_open_the_door_was_not_left() -> None:
    place, _ = scene(decide=lambda argv: WRONG if argv[0] == "sh" else IN)
    trace = SshKey().run(place)
    assert (trace.reached, trace.said) == (False, "hosyu@web: log-in accepted by password, log-in refused by key")


def test_a_key_is_proven_by_its_fingerprint_in_that_home_alone() -> None:
    pattern = key_found("/home/hosyu", PRINT)
    assert [bool(re.search(pattern, line)) for line in (FOUND, ROOTS)] == [True, False]
    assert not re.search(pattern, FOUND.replace(PRINT, PRINT.lower()))
    place, _ = scene()
    key = SshKey().key(place)
    assert fingerprint(key.public) in SshKey().emits(place)[1].pattern.replace("\\", "")


def test_the_fingerprint_is_the_one_that_sshd_writes() -> None:
    desks = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOYXbTZcQSa60T3nVGKAOk+xYG2yHlGosyLmzrlU1iNH root@desk"
    assert fingerprint(desks) == "SHA256:UINzAwXsLOpJ+AGMVYc//oYe/QN0v/ulit5vZunTyC0"


def test_the_truth_of_a_key_names_its_file_and_when_it_was_used() -> None:
    place, _ = scene()
    print_ = fingerprint(SshKey().key(place).public)
    truth = SshKey().truth(place, [receipt(ACCEPTED), receipt(FOUND.replace(PRINT, print_))])
    path = "/home/hosyu/.ssh/authorized_keys"
    assert [(moment.kind, moment.at.second) for moment in truth.timeline] == [("login", 51), ("persistence", 52)]
    assert [entity.spellings[0].value for entity in truth.indicators] == [towns.SOURCE, path]
    assert (truth.indicators[1].spellings[1].kind, truth.indicators[1].spellings[1].value) == (
        "key-fingerprint",
        print_,
    )
    assert (truth.remedies[0].kind, truth.remedies[0].target) == ("remove-persistence", path)


def test_a_key_ends_when_it_is_gone_or_the_account_is_closed_to_key_and_password() -> None:
    found = ways(SshKey(), scene()[0])
    assert found["disable-account"][0] == ["neighbour KeyOpens", "neighbour PasswordOpens"]
    assert found["remove-key"] == (
        ["source KeyOpens", "neighbour KeyOpens"],
        ["neighbour PasswordOpens", "colleague PasswordOpens"],
    )
    remove = next(way for way in SshKey().containment(scene()[0]) if way.id == "remove-key")
    assert {check.probe.model_dump()["account"] for check in remove.allow} == {"sato"}


@pytest.mark.parametrize("action", [SshKey(), LocalAccount()])
def test_cleaning_up_is_verified_by_a_look_at_the_target(action: SshKey | LocalAccount) -> None:
    place, asked = scene()
    assert action.cleanup(place).verified
    assert [(node, argv[-1]) for node, argv in asked] == [("web", "LAB-1a2b3c")]
    assert not action.cleanup(scene(decide=lambda _: Result(1, "/etc/passwd:…"))[0]).verified


def test_an_account_is_made_by_the_administrators_key_and_entered_by_its_password() -> None:
    place, asked = scene()
    trace = LocalAccount().run(place)
    (_, make), (_, enter) = asked
    assert trace.reached
    assert make[4] == "PRIVATE KEY OF ROOT"
    assert make[-2] == "root@203.0.113.1"
    assert "svcbackup 'backup service LAB-1a2b3c'" in make[-1]
    assert enter[-2:] == ("svcbackup@203.0.113.1", "id")


def test_an_account_that_cannot_be_entered_was_not_made() -> None:
    def kept_out(argv: Sequence[str]) -> Result:
        return WRONG if argv[0] == "env" else Result(9, "useradd: cannot lock /etc/passwd")

    trace = LocalAccount().run(scene(decide=kept_out)[0])
    assert not trace.reached
    assert "useradd: cannot lock" in trace.said


def test_without_an_administrators_key_or_with_somebodys_name_no_account_is_made() -> None:
    place, asked = scene(desk=False)
    with pytest.raises(Refused, match="no administrator of this LAN has a key"):
        LocalAccount().run(place)
    with pytest.raises(Refused, match="web has an account 'hosyu' of its own"):
        LocalAccount(name="hosyu").run(scene()[0])
    with pytest.raises(ValidationError):
        LocalAccount(name="x; id")
    assert asked == []


def test_an_account_is_proven_by_useradd_and_two_log_ins() -> None:
    root, made, _ = (expected.pattern for expected in LocalAccount().emits(scene()[0]))
    assert [bool(re.search(root, line)) for line in (ENTERED, MADE)] == [True, False]
    assert [bool(re.search(made, line)) for line in (MADE, GROUP, MADE.replace("svcbackup", "svcbackup2"))] == [
        True,
        False,
        False,
    ]


def test_the_truth_of_an_account_is_its_name_and_less_the_one_that_was_abused() -> None:
    truth = LocalAccount().truth(scene()[0], [receipt(ENTERED), receipt(MADE)])
    assert [(account.name, account.weight) for account in truth.accounts] == [("svcbackup", 1.0), ("root", 0.5)]
    assert [moment.kind for moment in truth.timeline] == ["login", "persistence"]
    assert ("disable-account", "svcbackup") in {(remedy.kind, remedy.target) for remedy in truth.remedies}


def test_an_account_ends_when_neither_its_password_nor_its_key_opens() -> None:
    found = ways(LocalAccount(), scene()[0])
    assert list(found) == ["disable-account", "delete-account"]
    assert {tuple(deny) for deny, _ in found.values()} == {("source PasswordOpens", "neighbour KeyOpens")}
