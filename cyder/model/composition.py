"""How a scenario is put together from its base, its level and its tier, before it is read as one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from cyder.model.base import Noun, Slug
from cyder.model.judging import Level

Tier = Literal["tiny", "team", "class"]
"""How large a LAN is: as small as CI needs it, for a team at a table, with the staff of a whole town hall."""


class Variant(Noun):
    """Which of a scenario's variants is meant; without a level the one that the file was written for."""

    tier: Tier = "team"
    level: Level | None = None


class Layer(Noun):
    """A part of a scenario that is laid over the rest: any of its fields, and what of the rest stays.

    `keep`: of all machines these only. `leave_out`: entries by their path, such as `timeline.second-dump`.
    """

    model_config = ConfigDict(extra="allow")

    keep: tuple[Slug, ...] | None = None
    leave_out: tuple[Annotated[str, Field(max_length=200)], ...] = ()


class Composition(Noun):
    """What a scenario file says about its own making.

    `extends`: the base that the file is laid over: a name, or a file beside this one. `levels` and `tiers`: what is
    laid over the file where another level, or another size, is wanted.
    """

    extends: Annotated[str | None, Field(max_length=200)] = None
    keep: tuple[Slug, ...] | None = None
    leave_out: tuple[Annotated[str, Field(max_length=200)], ...] = ()
    levels: dict[Level, Layer] = {}
    tiers: dict[Tier, Layer] = {}
