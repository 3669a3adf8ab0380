"""Who may change the site: a list of names and hashed passwords."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.contracts.passwords import pbkdf2
from cyder.model.seed import Seed
from cyder.model.topology import NodeSpec

OWNER = 33
"""The user and group `www-data`: what the site's administration runs as."""

LIST = "/etc/site-admin/users"


def users(passwords: Mapping[str, str], seed: Seed) -> str:
    """Return lines `name:hash`, with salts from the seed."""
    return "".join(f"{name}:{pbkdf2(word, seed.token(f'salt/{name}')[:16])}\n" for name, word in passwords.items())


def accounts(server: NodeSpec) -> tuple[str, ...]:
    """Return who is on the list of a finished server when it starts."""
    lines = (line for file in server.files if file.path == LIST for line in file.content.splitlines())
    return tuple(line.partition(":")[0] for line in lines)
