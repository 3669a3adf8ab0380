"""The decision table: a broken attack is never a win for the defender."""

from __future__ import annotations

from cyder.model.evidence import Answer
from cyder.replay.outcome import decide

SERVED = Answer(passed=True, said="log-in accepted", seconds=0.1)
NOT_SERVED = Answer(passed=False, said="no connection", seconds=3.0)


def test_reached_with_every_log_line_is_succeeded() -> None:
    assert decide(reached=True, missing=(), control=None)[0] == "succeeded"


def test_reached_without_its_log_line_is_a_fault_of_ours_and_names_the_log() -> None:
    kind, reason = decide(reached=True, missing=["mail:/var/log/mail.log"], control=None)
    assert kind == "infra-error"
    assert "mail:/var/log/mail.log" in reason


def test_kept_out_while_others_are_served_is_blocked() -> None:
    assert decide(reached=False, missing=(), control=SERVED)[0] == "blocked"


def test_kept_out_like_everybody_else_is_a_fault_of_ours() -> None:
    kind, reason = decide(reached=False, missing=(), control=NOT_SERVED)
    assert kind == "infra-error"
    assert "no connection" in reason


def test_without_a_control_probe_nothing_is_called_blocked() -> None:
    assert decide(reached=False, missing=(), control=None)[0] == "infra-error"
