"""One question that stands for several, all asked at once: a wall with one hole is a hole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

from pydantic import Field, SerializeAsAny

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer


class AnyOf(Probe):
    """Whether any of several questions passes. They are asked at once, so that what is dropped is waited for once."""

    probes: Annotated[tuple[SerializeAsAny[Probe], ...], Field(min_length=1)]

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask all of them; what each said stands in the answer."""
        with ThreadPoolExecutor(max_workers=len(self.probes)) as pool:
            answers = list(pool.map(lambda probe: probe.check(lan, vantage), self.probes))
        said = "; ".join(answer.said for answer in answers)
        seconds = max(answer.seconds for answer in answers)
        return Answer(passed=any(answer.passed for answer in answers), said=said, seconds=seconds)
