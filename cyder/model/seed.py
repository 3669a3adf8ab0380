"""Where all chance comes from: a secret, and names hung below it, so that a run repeats and teams differ."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Seed:
    """A source of repeatable values: the same secret and label always give the same value (HMAC-SHA-256)."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "Seed(…)"

    def child(self, label: str) -> Seed:
        """Return the seed of something below this one: a team below its exercise, a node below its team."""
        return Seed(self.raw(label))

    def raw(self, label: str) -> bytes:
        """Return 32 bytes for this label."""
        return hmac.digest(self._secret, label.encode(), "sha256")

    def number(self, label: str, below: int) -> int:
        """Return an integer from 0 up to, not including, `below`; the bias is under 2**-190 for any list here."""
        return int.from_bytes(self.raw(label), "big") % below

    def pick(self, label: str, choices: Sequence[T]) -> T:
        """Return one of `choices`."""
        return choices[self.number(label, len(choices))]

    def token(self, label: str) -> str:
        """Return 32 hex characters (128 bits): a bearer token, a nonce."""
        return self.raw(label).hex()[:32]

    def shuffled(self, label: str, items: Sequence[T]) -> list[T]:
        """Return all of `items` in this label's order."""
        order = sorted(range(len(items)), key=lambda index: self.raw(f"{label}/{index}"))
        return [items[index] for index in order]
