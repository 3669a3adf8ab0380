"""Steps are carried out in parallel, in order where order matters, and not beyond a failure."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from cyder.contracts.node import Node, Stream
from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed
from cyder.model.plan import ObservedLan, Operation, Plan, StartNode, Step
from cyder.planning.execute import execute

TEAM = LanRef("drill", "team1")


class Recorder:
    """A provider that notes what is applied, and does with it what the test says."""

    def __init__(self, act: Callable[[str], None] = lambda name: None) -> None:
        self.applied: list[str] = []
        self._act = act

    def lans(self) -> list[LanRef]:
        """Return the one LAN."""
        return [TEAM]

    def observe(self, lan: LanRef) -> ObservedLan:
        """See nothing."""
        return ObservedLan()

    def apply(self, lan: LanRef, operation: Operation) -> None:
        """Note the name of what is started."""
        assert isinstance(operation, StartNode)
        assert lan == TEAM
        self._act(operation.name)
        self.applied.append(operation.name)

    def node(self, lan: LanRef, name: str) -> Node:
        """Have none."""
        raise KeyError(name)

    def capture(self, lan: LanRef, node: str, network: str) -> Stream:
        """Have nothing to listen to."""
        raise NotImplementedError

    def destroy(self, lan: LanRef) -> None:
        """Have nothing to remove."""


def steps(*after: tuple[int, ...]) -> Plan:
    """Return a plan whose step n starts `n`, with what each waits for."""
    return Plan(
        team="team1",
        steps=tuple(
            Step(number=n, operation=StartNode(name=str(n)), cause="missing", after=waits)
            for n, waits in enumerate(after, start=1)
        ),
    )


def test_every_step_is_applied_and_told_of_once_in_the_calling_thread() -> None:
    provider, told = Recorder(), list[tuple[int, int]]()
    execute(
        steps((), (1,), (1,), (2, 3)),
        provider,
        TEAM,
        workers=4,
        done=lambda step: told.append((step.number, threading.get_ident())),
    )
    assert provider.applied[0] == "1"
    assert provider.applied[-1] == "4"
    assert sorted(told) == [(n, threading.get_ident()) for n in (1, 2, 3, 4)]


def test_steps_that_wait_for_nothing_run_at_the_same_time() -> None:
    together = threading.Barrier(3, timeout=10)
    provider = Recorder(lambda name: (together.wait(), None)[1])
    execute(steps((), (), ()), provider, TEAM, workers=3, done=lambda step: None)
    assert sorted(provider.applied) == ["1", "2", "3"]


def test_never_more_steps_at_once_than_workers() -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def act(name: str) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.005)
        with lock:
            now[0] -= 1

    execute(steps(*[()] * 12), Recorder(act), TEAM, workers=2, done=lambda step: None)
    assert most[0] == 2


def test_after_a_failure_nothing_new_begins_and_what_runs_is_awaited() -> None:
    failed = threading.Event()

    def act(name: str) -> None:
        if name == "1":
            failed.set()
            raise EngineFailed("start 1: no space left")
        assert failed.wait(10)
        threading.Event().wait(0.05)

    provider, told = Recorder(act), list[int]()
    with pytest.raises(EngineFailed, match="start 1: no space left"):
        execute(steps((), (), (), (2,)), provider, TEAM, workers=2, done=lambda step: told.append(step.number))
    assert provider.applied == ["2"]
    assert told == [2]


def test_an_empty_plan_is_carried_out_at_once() -> None:
    execute(steps(), Recorder(), TEAM, workers=2, done=lambda step: None)


def test_a_step_that_waits_for_what_is_not_in_the_plan_is_an_error() -> None:
    with pytest.raises(ValueError, match="step 2 of the plan waits"):
        execute(steps((), (7,)), Recorder(), TEAM, workers=2, done=lambda step: None)
