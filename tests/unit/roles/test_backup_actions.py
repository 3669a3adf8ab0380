"""A generation of the backup is gone: which real lines prove it, what ends it, what is left afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from cyder.contracts.log import Log
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.errors import NotFound
from cyder.roles.backup import Backup
from cyder.roles.backup.actions.move_copies import MoveCopies
from cyder.roles.backup.probes import MovesCopies
from tests.unit.roles.counters import MARKER, at, denied, named, proven, receipt

ACTION = MoveCopies()
PC = Vantage("pc", "10.66.0.12")
CAME = (
    "2026-11-23T21:01:20.085264+09:00 backup sshd-session[174]: Accepted password for otsuka from 10.66.0.12 port 43533"
    " ssh2"
)
SHELL = CAME.replace("Accepted password", "Starting session: shell").replace("ssh2", "id 0")
AUTH = Log("/var/log/auth.log")


def typed(argv: Sequence[str]) -> str:
    """Return what is typed into the session by a command, nothing if it is another command."""
    return argv[5] if argv[-1] == "typed" else ""


def decoy_of(action: MoveCopies) -> str:
    """Return the generation that a run of the action lists."""
    place, asked = at("pc", "backup")
    action.run(place)
    return next(argv[-1] for _, argv in asked if argv[0] == "sh" and "generations" in argv[2])


MISSED = f"2026-11-23T21:01:20.948+09:00 missing generation={decoy_of(ACTION)}"


def test_a_decoy_of_last_night_is_moved_in_the_operators_session_and_missed_at_once() -> None:
    place, asked = at("pc", "backup", lambda argv: Result(0, "renamed 'a' -> 'b'\n" if typed(argv) else ""))
    trace = ACTION.run(place)
    assert (trace.reached, trace.said) == (True, "otsuka: renamed 'a' -> 'b'")
    lines = [(name, line) for name, argv in asked if (line := typed(argv))]
    assert lines[0] == ("pc", "id -un")
    hidden = rf"mv -v -T /srv/backup/20261122-0230\d\d /srv/backup/\.{MARKER}-[0-9a-f]{{6}}"
    assert re.fullmatch(hidden, lines[1][1])
    assert asked[-1] == ("backup", ("backup-now", "--inventory"))


def test_the_decoy_is_of_the_hour_at_which_the_job_runs() -> None:
    assert re.fullmatch(r"20261122-0230[2-5]\d", decoy_of(ACTION))


@pytest.mark.parametrize(
    ("refused", "answer", "said"),
    [
        ("id -un", "otsuka@10.66.0.20: Permission denied (publickey,password).", "otsuka: log-in refused"),
        (
            "mv ",
            "mv: cannot move 'x' to '.y': Permission denied",
            "otsuka: mv: cannot move 'x' to '.y': Permission denied",
        ),
    ],
)
def test_who_is_not_let_in_or_may_not_move_anything_has_reached_nothing(refused: str, answer: str, said: str) -> None:
    place, _ = at("pc", "backup", lambda argv: Result(1, answer) if typed(argv).startswith(refused) else Result(0, ""))
    trace = ACTION.run(place)
    assert (trace.reached, trace.said) == (False, said)


def test_a_machine_that_does_not_answer_is_left_alone() -> None:
    place, asked = at("pc", "backup", lambda _: Result(1, ""))
    assert not ACTION.run(place).reached
    assert [argv[0] for _, argv in asked] == ["nc"]


def test_log_in_shell_and_the_missing_generation_prove_it_and_nobody_elses_do() -> None:
    place, _ = at("pc", "backup")
    assert [proven(ACTION, place, line) for line in (CAME, SHELL, MISSED)] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    others = (CAME.replace("otsuka", "kimura"), CAME.replace("0.12", "0.120"), MISSED.replace("-0230", "-0231"))
    assert not any(any(proven(ACTION, place, line)) for line in others)


def test_the_truth_is_the_pc_the_operator_and_the_folder_under_both_names() -> None:
    place, _ = at("pc", "backup")
    receipts = [receipt("backup", AUTH, CAME), receipt("backup", Backup.logs["backup"], MISSED)]
    truth = ACTION.truth(place, receipts)
    pc, folder = (tuple(each.value for each in entity.spellings) for entity in truth.indicators)
    assert pc == ("10.66.0.12",)
    assert folder[0].startswith(f"/srv/backup/.{MARKER}-")
    assert folder[1] == f"/srv/backup/{decoy_of(ACTION)}"
    assert truth.accounts[0].name == "otsuka"
    assert [(moment.kind, moment.at.microsecond) for moment in truth.timeline] == [
        ("lateral", 85264),
        ("impact", 948000),
    ]


def test_each_way_must_hold_for_the_session_and_for_a_new_log_in_while_the_other_operator_gets_in() -> None:
    ways = ACTION.containment(at("pc", "backup")[0])
    assert named(ways) == ["disable-account", "change-password", "protect-copies"]
    session = ("source", "SessionServes")
    assert [denied(way) for way in ways] == [
        [session, ("neighbour", "PasswordOpens")],
        [session, ("neighbour", "PasswordOpens")],
        [session, ("neighbour", "MovesCopies")],
    ]
    for way in ways:
        assert [check.probe.model_dump().get("account") for check in way.allow] == ["kimura", "kimura", None]
        assert way.allow[-1].by == "itself"


@pytest.mark.parametrize(
    ("result", "passed", "said"),
    [
        (Result(0, "moved and put back\n"), True, "moved and put back"),
        (Result(0, "mv: cannot move 'a' to 'a.old': Permission denied\n"), False, "Permission denied"),
        (Result(255, "otsuka@10.66.0.20: Permission denied (publickey,password)."), False, "log-in refused"),
        (Result(0, ""), False, "no generation"),
    ],
)
def test_copies_can_be_moved_if_one_was_moved_and_put_back(result: Result, passed: bool, said: str) -> None:  # noqa: FBT001  a case
    place, asked = at("pc", "backup", lambda _: result)
    answer = MovesCopies(target="backup", account="otsuka", password="x", first=".hidden").check(place.lan, PC)
    assert (answer.passed, answer.said.endswith(said)) == (passed, True)
    assert "for each in .hidden [0-9]*-" in asked[0][1][-1]


@pytest.mark.parametrize("stays", [True, False])
def test_cleanup_is_verified_when_the_decoy_is_gone_under_whatever_name(stays: bool) -> None:  # noqa: FBT001  a case
    removed: list[str] = []

    def decide(argv: Sequence[str]) -> Result:
        if argv[0] == "rm":
            removed.append(argv[-1])
        there = argv[0] == "find" and (stays or not removed)
        return Result(0, f"/srv/backup/put-back/shares/{MARKER}.txt\n" if there else "")

    place, _ = at("pc", "backup", decide)
    assert ACTION.cleanup(place).verified is not stays
    assert removed == ["/srv/backup/put-back"]


def test_cleanup_strikes_the_decoy_off_the_list_and_no_other_generation() -> None:
    place, asked = at("pc", "backup")
    assert ACTION.cleanup(place).verified
    (pattern,) = (argv[2][1:-2] for _, argv in asked if argv[0] == "sed")
    assert re.search(pattern, decoy_of(ACTION))
    assert not re.search(pattern, "20261122-023001")


def test_cleanup_is_not_verified_while_the_session_is_left() -> None:
    place, _ = at("pc", "backup", lambda argv: Result(1 if argv[0] == "sh" else 0, ""))
    answer = ACTION.cleanup(place)
    assert (answer.verified, answer.said) == (False, "the decoy is gone; the session is left")


def test_somebody_who_is_no_operator_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFound, match=r"unknown account on backup 'kimra'; did you mean 'kimura'\?"):
        MoveCopies(account="kimra").run(at("pc", "backup")[0])
