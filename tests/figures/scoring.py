"""Measures how long scoring takes: one team's long ledger, and ten thousand reports.

    python -m tests.figures.scoring

The ledger has 2,000 entries: 23 events, a round of probes of three objectives every 20 seconds, and 30 versions of a
report whose lists are as long as they may be. The 10,000 reports are of ten entries each, in a ledger of 30.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from cyder.model.evidence import Truth
from cyder.model.judging import Weights
from cyder.model.ledger import Body, Entry
from cyder.model.report import AccountClaim, ActionTaken, Asset, DataImpact, Report
from cyder.model.scenario import Scenario
from tests.unit.scoring.ledgers import (
    VICTIM,
    card,
    entity,
    filed,
    ledger,
    outcome,
    perfect_report,
    played,
    probed,
    scenario,
    told,
    truth,
)
from tests.unit.scoring.lists import HOSTS, KINDS, RIGHT, SIX, TRUE, guesses

ENTRIES = 2000
REPORTS = 10_000
EVERYTHING = Weights(
    category=30,
    vector=20,
    severity=10,
    indicators=150,
    assets=50,
    accounts=20,
    data=30,
    timeline=90,
    techniques=20,
    root_cause=30,
    actions=30,
    detection=40,
    first_report=30,
)
OBJECTIVES = {f"goal-{place}": {"title": {"en": "x", "ja": "x"}, "points": 60} for place in range(3)}
SOLUTION = {
    "category": ["malicious-code/infected-system"],
    "vector": ["mail-attachment"],
    "severity": "high",
    "assets": [{"host": "pc", "role": "initial-victim"}, {"host": "db", "role": "target"}],
    "data": {"involved": "confirmed", "records": {"min": 500, "max": 500}},
    "root_cause": ["user-opened-attachment"],
}
PLAN: Scenario = scenario(EVERYTHING, OBJECTIVES, truth=SOLUTION)
STORY = Truth(
    indicators=SIX,
    accounts=(entity("victim", VICTIM, kind="account"),),
    timeline=TRUE,
    techniques=("T1566.001", "T1041"),
)
LONGEST = Report(
    assets=tuple(Asset(host=f"pc{place}", role="target") for place in range(60)),
    accounts=tuple(AccountClaim(account=f"user{place}") for place in range(60)),
    indicators=(*RIGHT, *guesses(54)),
    timeline=tuple(told(KINDS[place % 5], 300.0 * place, HOSTS[place % 5]) for place in range(60)),
    techniques=tuple(f"T{number}" for number in range(1001, 1061)),
    data_impact=DataImpact(involved="suspected", kinds=("tax",)),
    actions=tuple(ActionTaken(kind="block-network", target=f"203.0.113.{place}") for place in range(60)),
)


def long_ledger() -> list[Entry]:
    """Return one team's ledger of 2,000 entries."""
    happened: list[tuple[float, Body]] = [
        (10.0 * place, outcome(STORY, event=f"act-{place}", objective=goal)) for place, goal in enumerate(OBJECTIVES)
    ]
    happened += [
        (
            100.0 * place,
            outcome(truth(f"203.0.113.{place}", seconds=100.0 * place), event=f"again-{place}", objective=None),
        )
        for place in range(20)
    ]
    happened += [(60.0 + 400 * version, filed(LONGEST, version)) for version in range(1, 31)]
    moments = (ENTRIES - 2 - len(happened)) // len(OBJECTIVES)
    for place in range(moments):
        clock = 30.0 + 20 * place
        held = place // 50 % 2 == 1
        happened += [
            (clock, probed(held=held, event=f"act-{number}", objective=goal)) for number, goal in enumerate(OBJECTIVES)
        ]
    return ledger(*sorted(happened, key=lambda one: one[0]))


def seconds(entries: Sequence[Entry]) -> float:
    """Return the processor's seconds that one score took."""
    began = time.process_time()
    card(entries, PLAN)
    return time.process_time() - began


def main() -> None:
    """Measure both and print."""
    entries = long_ledger()
    took = sorted(seconds(entries) for _ in range(20))
    print(f"{len(entries)} entries: median {1000 * took[10]:.0f} ms, slowest {1000 * took[-1]:.0f} ms")
    began = time.process_time()
    for number in range(REPORTS):
        mine = perfect_report(seconds=float(number % 900))
        card(played(mine.model_copy(update={"indicators": (*mine.indicators, *guesses(number % 10))})), PLAN)
    print(f"{REPORTS} reports: {time.process_time() - began:.1f} s")


if __name__ == "__main__":
    main()
