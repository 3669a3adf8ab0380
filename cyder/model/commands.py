"""How a command is written for people who will type it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence


def as_typed(argv: Sequence[str]) -> str:
    """Return a command as a person types it: a line for a shell stands without the shell round it."""
    if tuple(argv[:2]) == ("sh", "-c") and len(argv) == 3:
        return argv[2]
    return shlex.join(argv)
