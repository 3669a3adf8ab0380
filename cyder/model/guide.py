"""What an author writes for people to read around an exercise: the instructor's guide, and what the law asks for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from cyder.model.base import LocalText, Noun, Seconds


class Guide(Noun):
    """What the instructor has at hand; every text is Markdown.

    `watch`: what to look at while teams work. `mistakes`: what teams typically get wrong. `debrief`: questions to ask
    afterwards. `knobs`: how to make it easier or harder.
    """

    watch: tuple[LocalText, ...] = ()
    mistakes: tuple[LocalText, ...] = ()
    debrief: tuple[LocalText, ...] = ()
    knobs: LocalText | None = None


def _kind_of_term(value: object) -> str:
    return "words" if isinstance(value, dict | LocalText) else "time"


Term = Annotated[
    Annotated[Annotated[Seconds, Field(gt=0)], Tag("time")] | Annotated[LocalText, Tag("words")],
    Discriminator(_kind_of_term),
]
"""By when: so long after the incident became known, in seconds (`5m`, `72h`), or in words ("without delay")."""


class Duty(Noun):
    """Somebody whom a law or a rule of the organisation wants told: by when, and why."""

    to: LocalText
    by: Term
    why: LocalText
