"""Documents: what lies on an office's shares."""

from __future__ import annotations

from typing import Literal

from cyder.model.base import Noun, Seconds
from cyder.model.people import Person

Language = Literal["en", "ja"]


class Document(Noun):
    """One file: `folder` is a path below the department's share with `/` between, `age` how long ago it was saved."""

    name: str
    folder: str
    content: str
    language: Language
    author: Person
    age: Seconds

    @property
    def path(self) -> str:
        """Return folder and name."""
        return f"{self.folder}/{self.name}"
