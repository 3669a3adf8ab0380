"""What a scenario judges must be playable on its machines, stand in a log of theirs, and be open to a probe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyder.contracts.action import Expected, Scene
from cyder.contracts.probe import Containment
from cyder.exercise.library import bases, catalogue, scenario_file
from cyder.exercise.provable import unprovable
from cyder.scenario.layers import composed
from cyder.scenario.load import AS_WRITTEN, checked
from cyder.scenario.read import parse

IMAP_GUESS = "cred.imap-guess"


def problems(text: str, **doctored: object) -> list[tuple[str, int, str]]:
    """Return rule, line and message of every problem; `doctored` replaces methods of cred.imap-guess."""
    known = catalogue()
    quiet = type("Doctored", (known.actions[IMAP_GUESS],), doctored)
    known = replace(known, actions={**known.actions, IMAP_GUESS: quiet})
    document = composed(parse(text, "written.yaml"), AS_WRITTEN, bases())
    found = unprovable(document, checked(document, known), known)
    return [(each.rule, each.line, each.message) for each in found]


def shipped(name: str) -> str:
    return scenario_file(name).read_text("utf-8")


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_scenario_that_ships_has_no_such_problem() -> None:
    assert problems(shipped("first-look")) == []


def test_an_event_that_needs_a_machine_which_is_not_there_is_named_with_it() -> None:
    text = "\n".join(line for line in shipped("strange-mail").splitlines() if "shop: {role: web" not in line)
    (found,) = problems(text)
    assert found[:2] == ("event-unplayable", line_of(text, "id: calls"))
    assert "'calls' cannot be played as it is written: the LAN has no web site that staff would look at" in found[2]


@pytest.mark.parametrize("lines", [(), (Expected(node="pc", log="no-such-log", pattern="x"),)])
def test_a_truth_that_no_machine_writes_down_is_found(lines: tuple[Expected, ...]) -> None:
    def emits(_: object, scene: Scene) -> tuple[Expected, ...]:
        del scene
        return lines

    text = shipped("first-look")
    found = problems(text, emits=emits)
    assert [each[0] for each in found] == ["truth-without-receipt", "truth-without-receipt"]
    assert found[0][1] == line_of(text, "id: burst")


def test_an_objective_whose_events_offer_no_way_is_found() -> None:
    def containment(_: object, scene: Scene) -> tuple[Containment, ...]:
        del scene
        return ()

    text = shipped("first-look")
    (found,) = problems(text, containment=containment)
    assert found[:2] == ("objective-without-probe", line_of(text, "  cut-off:"))
