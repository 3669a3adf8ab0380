"""What every action must do on real machines: leave what it claims, be found, be contained in each way, clean up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from cyder.exercise.desk import Exercise
from cyder.exercise.library import catalogue
from cyder.exercise.proofs import Case, Proof, cases
from cyder.exercise.proving import prove_all
from tests.conformance.actions.wiretap import Wiretap
from tests.conformance.conftest import raised

pytestmark = pytest.mark.engine

CASES = cases(list(catalogue().actions.values()))
TEAMS = 4
"""LANs side by side: most of a proof is waiting for what is never answered."""


@pytest.fixture(scope="session")
def ground(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exercise]:
    """Return the town hall, up for four teams."""
    with raised(engine_url, "town-hall", tmp_path_factory.mktemp("ground"), teams=TEAMS) as found:
        yield found


@pytest.fixture(scope="session")
def wiretap(ground: Exercise) -> Iterator[Wiretap]:
    """Return the tap at every team's gateway, which listens from the first action to the last."""
    tap = Wiretap([ground.lan(team) for team in ground.teams])
    tap.begin()
    yield tap
    tap.end()


@pytest.fixture(scope="session")
def proofs(ground: Exercise, wiretap: Wiretap) -> Mapping[str, Proof]:
    """Return what came of every case; all are tried before the first test asks."""
    assert not wiretap.seen
    return {proof.case.name: proof for proof in prove_all(ground, CASES, lambda _: None)}


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_action_does_what_it_claims(proofs: Mapping[str, Proof], case: Case) -> None:
    proof = proofs[case.name]
    print(f"{case.name}: {proof.seconds:.0f} s{', at the second try' if proof.again else ''}")
    assert proof.good, proof.faults


def test_no_packet_of_any_action_left_the_lan(proofs: Mapping[str, Proof], wiretap: Wiretap) -> None:
    assert proofs
    wiretap.end()
    assert sum(wiretap.seen.values()) > 10 * len(CASES), "hardly anything was heard"
    assert wiretap.strangers() == {}
    print(wiretap.told())
