"""Who may change the site: a list of names and hashed passwords."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cyder.model.seed import Seed

OWNER = 33
"""The user and group `www-data`: what the site's administration runs as."""

_ROUNDS = 20_000


def users(passwords: Mapping[str, str], seed: Seed) -> str:
    """Return lines `name:hash`, in Werkzeug's form of PBKDF2, with salts from the seed."""
    return "".join(f"{name}:{hashed(word, seed.token(f'salt/{name}')[:16])}\n" for name, word in passwords.items())


def hashed(password: str, salt: str) -> str:
    """Return `pbkdf2:sha256:ROUNDS$salt$hex` (RFC 8018), which Werkzeug checks."""
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS).hex()
    return f"pbkdf2:sha256:{_ROUNDS}${salt}${digest}"
