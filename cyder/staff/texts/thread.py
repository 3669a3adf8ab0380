"""What a correspondence is: who writes to whom, about what, and what goes back and forth."""

from __future__ import annotations

from typing import Literal, NamedTuple

Relation = Literal["mate", "colleague", "section", "firm", "authority", "resident", "overseas"]
"""With whom a member of staff writes: one of the section, one of another, all of the section, somebody outside."""

INSIDE: frozenset[Relation] = frozenset({"mate", "colleague", "section"})
"""Those in which nobody outside takes part."""


class Thread(NamedTuple):
    """A subject and its mails in turn, with gaps as in `wording`; a number drawn in one mail is known in the next.

    `starts` says who writes first; among colleagues `inside` is somebody else and `outside` the one whose field of work
    is among `only`. With `section` one writes and all others read. `only` lists fields as in `fields`, `by` the domains
    of partners who write so, without `.example`; empty: all. `pace` is how long each answer takes: hours, days.
    """

    relation: Relation
    subject: str
    mails: tuple[str, ...]
    starts: Literal["inside", "outside"] = "inside"
    only: str = ""
    by: str = ""
    pace: Literal["hours", "days"] = "hours"
