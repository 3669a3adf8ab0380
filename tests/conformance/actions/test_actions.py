"""What every action must do on real machines: leave what it claims, be found, be contained in each way, clean up."""

from __future__ import annotations

import pytest

from cyder.exercise.desk import Exercise
from cyder.exercise.library import catalogue
from cyder.exercise.proving import Case, cases, prove
from tests.conformance.actions.conftest import Wiretap

CASES = cases(list(catalogue().actions.values()))


@pytest.mark.engine
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_action_does_what_it_claims(town: Exercise, wiretap: Wiretap, case: Case) -> None:
    proof = prove(town, "team1", case)
    assert proof.good, proof.faults
