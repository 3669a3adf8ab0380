"""Root of a PC by a wide sudo rule: what is run, which line proves it, which rules are too wide still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.model.topology import File
from cyder.roles.client.actions.sudo_rule import OFFICE, SudoRule
from cyder.roles.client.probes import MayRun
from tests.unit.roles.pcs import CAME, COMMAND, NOON, WHERE, proving, receipt, spoken, stage
from tests.unit.roles.talk import DecidingNode

RULE = "/etc/sudoers.d/support"
USED = (
    "2026-11-26T03:22:12.031237+09:00 pc sudo:  kimura : PWD=/home/kimura ; USER=root ; "
    "COMMAND=/usr/bin/less /etc/shadow"
)
BY_ROOT = USED.replace("kimura", "root")
ALLOWED = USED.replace("/usr/bin/less /etc/shadow", OFFICE)


def test_a_marked_rule_is_written_for_the_account_and_used_once_as_that_person(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[File] = []
    monkeypatch.setattr(DecidingNode, "write", lambda _, file: written.append(file))
    place, asked = stage()
    assert SudoRule().run(place).reached
    (rule,) = written
    assert (rule.path, rule.mode) == (RULE, 0o440)
    comment, allowed = rule.content.splitlines()
    assert (comment[0], place.marker in comment) == ("#", True)
    assert allowed == "kimura ALL=(ALL:ALL) NOPASSWD: ALL"
    ((node, argv),) = spoken(asked, "setpriv")
    assert node == "pc"
    assert argv[argv.index("--ruid") + 1] == "kimura"
    assert argv[argv.index("sudo") :] == ("sudo", "-n", "/usr/bin/less", "/etc/shadow")


def test_what_sudo_refuses_was_not_reached() -> None:
    place, _ = stage(lambda argv: Result(1 if "sudo" in argv else 0, "sudo: a password is required"))
    trace = SudoRule().run(place)
    assert (trace.reached, trace.said) == (False, "kimura on pc: sudo did not let read /etc/shadow")


def test_sudos_line_about_that_person_and_that_command_proves_it() -> None:
    assert proving(SudoRule(), CAME, COMMAND, USED, BY_ROOT, ALLOWED) == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],
        [False, False, False],
    ]


def test_the_truth_has_the_rule_and_two_moments() -> None:
    truth = SudoRule().truth(stage()[0], [receipt(CAME), receipt(USED, at=NOON.replace(minute=6))])
    assert [(moment.kind, moment.at.minute) for moment in truth.timeline] == [("login", 5), ("execution", 6)]
    assert [each.spellings[0].value for each in truth.indicators] == ["10.66.0.16", RULE]


@pytest.mark.parametrize(
    ("allowed", "held"),
    [
        ((), False),
        (("/usr/bin/less", "/bin/sh", OFFICE), False),
        (("/usr/bin/less", OFFICE), False),
        (("/bin/sh", OFFICE), False),
        ((OFFICE,), True),
    ],
    ids=["nothing at all", "everything", "less alone", "a shell alone", "what everybody may"],
)
def test_a_rule_is_tight_once_only_what_everybody_may_is_left(allowed: Sequence[str], held: bool) -> None:  # noqa: FBT001
    place, _ = stage(lambda argv: Result(0 if any(each in " ".join(argv) for each in allowed) else 1, ""))
    for way in SudoRule().containment(place):
        denied = [not check.probe.check(place.lan, WHERE).passed for check in way.deny]
        (office,) = [check.probe for check in way.allow if isinstance(check.probe, MayRun)]
        assert (all(denied) and office.check(place.lan, WHERE).passed) is held


def test_a_tightened_rule_is_typed_and_taken_back() -> None:
    remove, tighten = SudoRule().containment(stage()[0])
    assert [str(line) for line in remove.typed] == [f"pc# rm {RULE}"]
    rule = "kimura ALL=(ALL:ALL) NOPASSWD: ALL"
    for (command,) in (tighten.typed, tighten.undone):
        _, before, after, _ = command.argv[2].split("|")
        assert before in rule
        rule = rule.replace(before, after)
    assert rule == "kimura ALL=(ALL:ALL) NOPASSWD: ALL"


def test_a_rule_that_cannot_be_removed_is_not_cleaned_up() -> None:
    place, asked = stage(lambda _: Result(1, ""))
    assert not SudoRule().cleanup(replace(place, source="pc")).verified
    assert asked == [("pc", ("rm", "-f", RULE))]


def test_the_rule_may_be_called_otherwise_but_not_as_the_one_that_every_pc_has(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[File] = []
    monkeypatch.setattr(DecidingNode, "write", lambda _, file: written.append(file))
    place, action = stage()[0], SudoRule(rule="night-work")
    action.run(place)
    named = action.truth(place, []).indicators[-1].spellings[0].value
    assert [named, *(file.path for file in written)] == ["/etc/sudoers.d/night-work"] * 2
    with pytest.raises(ValidationError, match="'office' is the rule that every PC has"):
        SudoRule(rule="office")
