"""A report that is still being written: kept as text, so that nothing is lost that does not fit yet."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from cyder.model.base import Noun

LONGEST = 200_000
"""Characters; a report with every list full takes about half of it."""


class Draft(Noun):
    """What a team has written so far, as YAML or JSON, and who saved it last; `revision` counts how often it was saved.

    `warnings` say what keeps it from being a report, or is worth another look.
    """

    text: str = ""
    revision: int = 0
    author: str = ""
    saved_at: AwareDatetime | None = None
    warnings: tuple[str, ...] = ()


class DraftText(Noun):
    """A draft to be saved, and which revision its writer had before them: 0 for none."""

    text: Annotated[str, Field(max_length=LONGEST)]
    base: Annotated[int, Field(ge=0)] = 0
