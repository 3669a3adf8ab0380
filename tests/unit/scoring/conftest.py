"""What the scoring tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cyder.scoring.normalise import normalise


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Let each test normalise for itself: what another has asked for is forgotten."""
    normalise.cache_clear()
    yield
