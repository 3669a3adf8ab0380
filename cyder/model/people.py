"""Members of staff: who has a mailbox and sits at a PC."""

from __future__ import annotations

from cyder.model.base import LocalText, Noun, Slug


class Person(Noun):
    """One fictitious member of staff. The password is the one that works at the start of the exercise."""

    account: Slug
    name: LocalText
    department: str
    password: str
