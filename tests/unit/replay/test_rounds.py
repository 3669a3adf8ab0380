"""One round of probes: what is denied, what still works, and which way is told of."""

from __future__ import annotations

import pytest

from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Containment, Probe, Vantage
from cyder.contracts.provider import Lan
from cyder.errors import NodeUnreachable
from cyder.model.evidence import Answer
from cyder.model.seed import Seed
from cyder.replay.clock import FakeClock
from cyder.replay.rounds import Round
from tests.unit.roles import towns
from tests.unit.roles.talk import deciding


class Gets(Probe):
    """A probe whose answer is known: `yes`, `no`, or nobody who could ask."""

    answer: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        del lan, vantage
        if self.answer == "nobody":
            raise NodeUnreachable("gone")
        return Answer(passed=self.answer == "yes", said=self.answer, seconds=0.0)


def asks(answer: str) -> Check:
    """Return a check whose answer is known."""
    return Check(by="itself", probe=Gets(target="mail", answer=answer))


@pytest.mark.parametrize(
    ("ways", "held", "closed", "told"),
    [
        ((("block", "no", "yes"),), True, True, "no"),
        ((("block", "no", "no"),), False, True, "no"),
        ((("block", "yes", "yes"),), False, False, "yes"),
        ((("block", "nobody", "yes"),), False, False, "mail could not be asked: gone"),
        ((("block", "yes", "yes"), ("rotate", "no", "no")), False, True, "no"),
        ((("block", "no", "no"), ("rotate", "no", "yes")), True, True, "no"),
    ],
)
def test_an_exposure_is_closed_once_denied_and_held_only_if_the_good_still_works(
    ways: tuple[tuple[str, str, str], ...], *, held: bool, closed: bool, told: str
) -> None:
    tried = [Containment(id=way, deny=(asks(bad),), allow=(asks(good),)) for way, bad, good in ways]
    lan, _ = deciding(lambda _: Result(0, ""))
    found = Round(towns.scene(lan, FakeClock()), Seed(b"x")).best("goal", tried)
    assert (found.held, found.closed, found.denied) == (held, closed, told)
    assert found.way == (ways[-1][0] if held else None)


def test_a_question_that_two_objectives_have_in_common_is_asked_once() -> None:
    asked: list[str] = []

    class Counted(Gets):
        def check(self, lan: Lan, vantage: Vantage) -> Answer:
            asked.append(self.answer)
            return super().check(lan, vantage)

    bad, good = (Check(by="itself", probe=Counted(target="mail", answer=answer)) for answer in ("no", "yes"))
    lan, _ = deciding(lambda _: Result(0, ""))
    here = Round(towns.scene(lan, FakeClock()), Seed(b"x"))
    for objective in ("first", "second"):
        assert here.best(objective, [Containment(id="block", deny=(bad,), allow=(good,))]).held
    assert sorted(asked) == ["no", "yes"]


@pytest.mark.parametrize(("answers", "held"), [(["no", "yes"], True), (["no", "no"], False)])
def test_what_should_work_and_did_not_is_asked_once_more(answers: list[str], *, held: bool) -> None:
    left = list(answers)

    class Late(Gets):
        def check(self, lan: Lan, vantage: Vantage) -> Answer:
            del lan, vantage
            said = left.pop(0)
            return Answer(passed=said == "yes", said=said, seconds=0.0)

    late = Check(by="itself", probe=Late(target="mail", answer="late"))
    lan, _ = deciding(lambda _: Result(0, ""))
    here = Round(towns.scene(lan, FakeClock()), Seed(b"x"))
    ways = [Containment(id=way, deny=(asks("no"),), allow=(late,)) for way in ("block", "rotate")]
    assert here.best("first", ways).held is held
    assert here.best("second", ways).held is held
    assert left == [], "a question is repeated once a round, whoever has it in common"
