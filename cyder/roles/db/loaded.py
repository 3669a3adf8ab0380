"""What a database was loaded with: which password an account has, which fees nobody had paid."""

from __future__ import annotations

import re

from cyder.errors import NotFound
from cyder.model.topology import NodeSpec
from cyder.roles.db.access import FIRST_START, MONITOR

_ROLE = re.compile(r"^CREATE ROLE \"?([^\s\"]+)\"? LOGIN PASSWORD '([^']*)'", re.MULTILINE)
_FEES = re.compile(r"^COPY fees \([^)]*\) FROM stdin;\n(.*?)^\\\.$", re.MULTILINE | re.DOTALL)


def password_of(node: NodeSpec, account: str) -> str:
    """Return the password that an account of this server, not the monitoring's, was given when the server was made.

    Raises:
        NotFound: the server has no such account.
    """
    known: dict[str, str] = {name: word for name, word in _ROLE.findall(_loaded(node)) if name != MONITOR}
    if account not in known:
        raise NotFound.named("account of the database", account, known)
    return known[account]


def unpaid_fees(node: NodeSpec) -> list[int]:
    """Return the ids of the fees that were open when the server was made."""
    found = _FEES.search(_loaded(node))
    rows = found[1].splitlines() if found else []
    return [place for place, row in enumerate(rows, start=1) if row.endswith("\t\\N")]


def _loaded(node: NodeSpec) -> str:
    return next((file.content for file in node.files if file.path == FIRST_START), "")
