"""Hashed passwords for programs inside the machines, in a form that they check and a plan can afford."""

from __future__ import annotations

import hashlib

ROUNDS = 1000
"""Few, because one plan hashes hundreds; what they protect are words that exist in one exercise only."""


def pbkdf2(password: str, salt: str) -> str:
    """Return `pbkdf2:sha256:ROUNDS$salt$hex` (RFC 8018), as Werkzeug's `check_password_hash` reads it."""
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), ROUNDS).hex()
    return f"pbkdf2:sha256:{ROUNDS}${salt}${digest}"
