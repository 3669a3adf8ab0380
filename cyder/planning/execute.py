"""Carries a plan out and decides nothing: each step once what it waits for is done, several at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from cyder.contracts.provider import LanRef, Provider
from cyder.model.plan import Plan, Step


def execute(plan: Plan, provider: Provider, lan: LanRef, *, workers: int, done: Callable[[Step], None]) -> None:
    """Apply every step, at most `workers` at once, and tell `done` (in the calling thread) of each that succeeded.

    After a failure no further step is begun; those under way are awaited.

    Raises:
        CyderError: the first failure, as the provider said it.
        ValueError: a step waits for one that is not in the plan.
    """
    waiting, finished = list(plan.steps), set[int]()
    running: dict[Future[None], Step] = {}
    failure: BaseException | None = None
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while True:
            while failure is None and len(running) < workers and (step := _ready(waiting, finished)):
                waiting.remove(step)
                running[pool.submit(provider.apply, lan, step.operation)] = step
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                step = running.pop(future)
                error = future.exception()
                if error is None:
                    finished.add(step.number)
                    done(step)
                failure = failure or error
    if failure is not None:
        raise failure
    if waiting:
        message = f"step {waiting[0].number} of the plan waits for a step that never comes"
        raise ValueError(message)


def _ready(waiting: list[Step], finished: set[int]) -> Step | None:
    return next((step for step in waiting if finished.issuperset(step.after)), None)
