"""The table of rehearsals says at once, and in place, what does not hold."""

from __future__ import annotations

from pathlib import Path

from cyder.cli.rehearsing import table_of
from cyder.exercise.library import scenario_file
from cyder.model.rehearsal import Points, Rehearsal
from tests.cli.conftest import Prompt


def test_what_does_not_hold_stands_under_the_players() -> None:
    played = Rehearsal(
        scenario="strange-mail",
        seed="rehearsal-2",
        seconds=61.4,
        scores={"perfect": Points(earned=101.2, maximum=110, share=0.92, lost={"timeline": 8, "severity": 0.8})},
        broken=("perfect has 92.0% of what can be earned, where it must be 95 % at least",),
    )
    assert table_of(played).splitlines() == [
        "strange-mail     rehearsal-2 perfect      101.2 of   110   92.0%    61 s",
        "  perfect lost: timeline 8, severity 0.8",
        "  perfect has 92.0% of what can be earned, where it must be 95 % at least",
    ]


def test_one_that_was_broken_off_says_why() -> None:
    assert table_of(Rehearsal(scenario="first-look", seed=None, broken=("the engine does not answer",))) == (
        "first-look       broken off\n  the engine does not answer"
    )


def test_the_command_fails_exactly_if_a_bound_does_not_hold_and_names_where(prompt: Prompt, tmp_path: Path) -> None:
    blind = tmp_path / "blind.yaml"
    text = scenario_file("first-look").read_text("utf-8").replace("run: [grep, auth_failed", "run: [grep, no-such-word")
    blind.write_text(text, "utf-8")
    assert prompt.well("rehearse", "first-look").out.endswith("every bound holds\n")
    failed = prompt("rehearse", str(blind))
    assert (failed.code, failed.out.splitlines()[-1]) == (1, "not every bound holds: first-look")
    failed = prompt("rehearse", str(blind), "--json")
    assert (failed.code, [each["scores"]["perfect"]["share"] for each in failed.data]) == (1, [0.0])
