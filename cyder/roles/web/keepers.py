"""Who may change the site: a list of names and hashed passwords."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.contracts.passwords import pbkdf2
from cyder.model.seed import Seed

OWNER = 33
"""The user and group `www-data`: what the site's administration runs as."""


def users(passwords: Mapping[str, str], seed: Seed) -> str:
    """Return lines `name:hash`, with salts from the seed."""
    return "".join(f"{name}:{pbkdf2(word, seed.token(f'salt/{name}')[:16])}\n" for name, word in passwords.items())
