"""What the scoring tests share."""

from __future__ import annotations

import pytest

from cyder.scoring.normalise import normalise


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Let each test normalise for itself: what another has asked for is forgotten."""
    normalise.cache_clear()
