"""Attacks by somebody who comes to a PC over ssh: which real lines prove them, what ends them, what is left."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Action
from cyder.contracts.node import Result
from cyder.roles.client.actions.archive import Archive
from cyder.roles.client.actions.cron import CronEntry
from cyder.roles.client.actions.firewall_rule import FirewallRule
from cyder.roles.client.actions.history import HistoryCleared
from cyder.roles.client.actions.log_cut import LogCut
from cyder.roles.client.actions.open_file import OpenFile
from cyder.roles.client.actions.profile import ProfileLine
from cyder.roles.client.actions.sudo_rule import SudoRule
from cyder.roles.client.actions.system_name import SystemName
from cyder.roles.client.probes import Forwards, Mentions
from tests.unit.roles.pcs import CAME, COMMAND, NOON, proving, receipt, spoken, stage

SHELL = (
    "2026-11-26T00:10:33.067564+09:00 pc sshd-session[2827]: Starting session: shell for kimura from 10.66.0.16 "
    "port 39461 id 0"
)
REFUSED = "kimura@10.66.0.12: Permission denied (publickey,password)."
VISITS: tuple[Action, ...] = (
    Archive(),
    HistoryCleared(),
    SystemName(),
    ProfileLine(),
    FirewallRule(),
    LogCut(),
    SudoRule(),
)


def without_log_in(argv: Sequence[str]) -> Result:
    return Result(255, REFUSED) if "ssh" in argv else Result(0, "")


@pytest.mark.parametrize("action", VISITS, ids=lambda action: action.id)
def test_somebody_comes_by_ssh_with_the_persons_password(action: Action) -> None:
    place, asked = stage()
    assert action.run(place).reached
    node, argv = spoken(asked, "ssh")[0]
    assert node == "pc2"
    assert "kimura@10.66.0.12's password: =secret-of-kimura" in argv


@pytest.mark.parametrize("action", VISITS, ids=lambda action: action.id)
def test_without_a_log_in_nothing_is_done(action: Action) -> None:
    place, asked = stage(without_log_in)
    trace = action.run(place)
    assert (trace.reached, trace.said) == (False, "kimura@pc: log-in refused")
    assert not spoken(asked, "nft")
    assert not spoken(asked, "sudo")
    assert not spoken(asked, "truncate")


def test_a_log_in_and_its_command_prove_a_visit_and_nobody_elses_do() -> None:
    for action in (Archive(), HistoryCleared(), SystemName(), FirewallRule()):
        assert proving(action, CAME, COMMAND) == [[True, False], [False, True]]
        assert proving(action, SHELL, CAME.replace("10.66.0.16", "10.66.0.160")) == [[False, False]] * 2
        assert proving(action, CAME.replace("kimura", "kimura2")) == [[False, False]]
    assert proving(ProfileLine(), CAME, COMMAND, SHELL) == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (Archive(), "collection"),
        (HistoryCleared(), "login"),
        (SystemName(), "execution"),
        (FirewallRule(), "persistence"),
    ],
    ids=lambda each: getattr(each, "id", None),
)
def test_the_truth_of_a_visit_has_source_account_and_the_moment_of_the_log_in(action: Action, kind: str) -> None:
    truth = action.truth(stage()[0], [receipt(COMMAND, at=datetime(2026, 1, 1, tzinfo=UTC)), receipt(CAME)])
    assert truth.indicators[0].spellings[0].value == "10.66.0.16"
    assert truth.accounts[0].spellings[0].value == "kimura"
    assert [(moment.kind, moment.host, moment.at) for moment in truth.timeline] == [(kind, "pc", NOON)]


def test_a_line_in_the_start_up_file_is_planted_once_and_starts_one_program() -> None:
    place, asked = stage()
    ProfileLine().run(place)
    planted, shell = (argv for _, argv in spoken(asked, "ssh"))
    words = shlex.split(planted[-1])
    assert 'grep -qsF -- "$1" "$3" ||' in words[2]
    assert words[-2:] == [
        "/home/kimura/.profile",
        "[ ! -x /home/kimura/.cache/gpg-cache ] || pgrep -u kimura -f /home/kimura/.cache/gpg-cache >/dev/null "
        "|| setsid -f /home/kimura/.cache/gpg-cache LAB-9dc219",
    ]
    assert shell[-1] == "kimura@10.66.0.12"
    later = datetime(2026, 11, 25, 15, 11, tzinfo=UTC)
    truth = ProfileLine().truth(place, [receipt(CAME), receipt(SHELL, at=later)])
    assert [(moment.kind, moment.at) for moment in truth.timeline] == [("persistence", NOON), ("execution", later)]


def test_a_line_moved_to_another_start_up_file_is_still_one() -> None:
    (way,) = ProfileLine().containment(stage()[0])
    line = way.deny[0].probe
    assert isinstance(line, Mentions)
    assert "/home/kimura/.bashrc" in line.paths


def test_a_program_may_bear_only_names_that_the_system_knows() -> None:
    with pytest.raises(ValidationError):
        SystemName.model_validate({"name": "passwd"})
    listed = SystemName(name="cron").sightings(stage()[0])[0]
    assert re.search(listed.shows, "3197 /bin/sh /home/kimura/.local/lib/cron LAB-9dc219")
    assert not re.search(listed.shows, "37 cron -f -L 5")


def test_a_history_is_copied_once_before_it_is_emptied_and_put_back_by_cleanup() -> None:
    place, asked = stage()
    HistoryCleared().run(place)
    words = shlex.split(asked[0][1][-1])
    assert words[2].endswith('cp -n -- "$1" "$2" && : >"$1"')
    assert words[-2:] == ["/home/kimura/.bash_history", "/var/tmp/.LAB-9dc219-h"]
    assert HistoryCleared().cleanup(place).verified
    broken, _ = stage(lambda argv: Result(1, "disk full"))
    assert not HistoryCleared().cleanup(broken).verified


def test_another_password_is_tried_from_elsewhere_and_a_block_from_the_source() -> None:
    for action in (HistoryCleared(), LogCut()):
        change, block = action.containment(stage()[0])
        assert [(check.by, type(check.probe).__name__) for check in change.deny] == [("neighbour", "PasswordOpens")]
        assert [(check.by, type(check.probe).__name__) for check in block.deny] == [("source", "Connects")]
        assert "secret-of-kimura" in str(change.undone[0])
        assert "10.66.0.16 drop" in str(block.typed[0])


def test_a_log_is_cut_to_its_length_before_the_log_in_and_never_grows() -> None:
    place, asked = stage(lambda argv: Result(0, "2311\n" if argv[0] == "stat" else ""))
    assert LogCut().run(place).reached
    assert [(node, argv[0]) for node, argv in asked] == [("pc", "stat"), ("pc2", "env"), ("pc", "truncate")]
    assert asked[-1][1] == ("truncate", "-s", "<2311", "/var/log/auth.log")


def test_a_cut_log_is_proved_by_the_central_one_and_found_by_comparing_both() -> None:
    place, _ = stage()
    (expected,) = LogCut().emits(place)
    assert (expected.node, expected.log) == ("log", "/var/log/hosts/pc/auth.log")
    _, compared = LogCut().sightings(place)
    assert compared.on == "desk"
    assert re.search(compared.shows, f"< {CAME}")
    assert not re.search(compared.shows, f"> {CAME}")


def test_a_cut_log_is_contained_only_while_the_pc_still_sends_its_lines() -> None:
    for way in LogCut().containment(stage()[0]):
        assert [check.probe for check in way.allow] == [
            Forwards(target="pc", collector="log", log="/var/log/hosts/pc/syslog.log")
        ]


def test_a_second_door_must_answer_nobody() -> None:
    place, asked = stage()
    FirewallRule(port=2222).run(place)
    (node, argv) = spoken(asked, "redirect")[0]
    assert node == "pc"
    assert 'tcp dport 2222 counter redirect to :22 comment "LAB-9dc219"' in argv[1]
    (way,) = FirewallRule(port=2222).containment(place)
    assert [(check.by, check.probe.model_dump()["port"]) for check in way.deny] == [
        ("source", 2222),
        ("neighbour", 2222),
    ]
    assert [check.probe.model_dump()["port"] for check in way.allow] == [22]


@pytest.mark.parametrize("port", [22, 1023, 65536])
def test_a_second_door_takes_nobody_elses_port(port: int) -> None:
    with pytest.raises(ValidationError):
        FirewallRule(port=port)


@pytest.mark.parametrize(
    ("ruleset", "verified"),
    [
        (Result(0, ""), True),
        (Result(0, 'tcp dport 8022 redirect to :22 comment "LAB-9dc219"'), False),
        (Result(1, "Operation not permitted"), False),
    ],
)
def test_a_rule_is_gone_when_the_ruleset_says_so(ruleset: Result, verified: bool) -> None:  # noqa: FBT001  a case
    place, _ = stage(lambda argv: ruleset if "list" in argv else Result(1, "no such table"))
    assert FirewallRule().cleanup(place).verified is verified


def test_an_archive_holds_the_documents_only_and_lies_in_a_marked_folder() -> None:
    place, asked = stage()
    Archive().run(place)
    words = shlex.split(asked[0][1][-1])
    assert words[2].endswith('tar -czf "$1/$2" -C "$HOME" 文書')
    assert words[-2:] == ["/var/tmp/.LAB-9dc219", "d.tar.gz"]
    with pytest.raises(ValidationError):
        Archive(archive="../d.tar.gz")


@pytest.mark.parametrize(
    "action", [OpenFile(url="http://a.example/"), CronEntry(), *VISITS[:4]], ids=lambda action: action.id
)
def test_cleanup_is_verified_only_when_nothing_is_left(action: Action) -> None:
    def left(argv: Sequence[str]) -> Result:
        return Result(0, "3197 /bin/sh /home/kimura/.cache/x\n" if "pkill" in "".join(argv) else "")

    assert action.cleanup(stage()[0]).verified
    again = action.cleanup(stage(left)[0])
    assert (again.verified, again.said) == (False, "3197 /bin/sh /home/kimura/.cache/x")
