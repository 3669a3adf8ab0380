"""Bounds of processor time that speak of the code, and not of the machine's hour."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

REFERENCE = 0.015
"""Seconds of processor time that the yardstick takes on the machine for which bounds are written."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if the block takes more processor time than that, on a slower machine as much more as the machine is slower.

    Others at work slow a processor down, too: the yardstick is laid on before and after, and the slower time counts.
    """
    before, began = _yardstick(), time.process_time()
    yield
    took = time.process_time() - began
    slower = max(1.0, before / REFERENCE, _yardstick() / REFERENCE)
    assert took < seconds * slower, f"{took:.2f} s of processor time, where {seconds * slower:.2f} s are allowed"


def _yardstick() -> float:
    began = time.process_time()
    sum(len(word) for word in sorted({str(number): number for number in range(50_000)}))
    return time.process_time() - began
