"""How mail is sent by hand: swaks, one transaction, from one address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cyder.contracts.node import Result

PATIENCE = 40.0
"""Seconds for one transaction: Dovecot makes an address that guessed wrongly wait up to 15 s for its next log-in."""

TAKEN = "taken"
NOT_LOGGED_IN = "log-in refused"
_SAID = {2: "no connection", 21: "no greeting", 23: "sender refused", 24: "receiver refused", 26: "mail refused"}


@dataclass(frozen=True)
class Line:
    """A connection to a mail server: from which address, what the caller says it is, where, and who logs in."""

    source: str
    name: str
    where: str
    port: int
    account: str = ""
    password: str = ""

    def argv(self, *words: str) -> list[str]:
        """Return the command that connects, logs in if somebody is to, and does what `words` say."""
        known = ("--auth", "PLAIN", "--auth-user", self.account, "--auth-password", self.password)
        patience = "30" if self.account else "5"
        return [
            "swaks",
            *("--server", self.where, "--port", str(self.port), "--local-interface", self.source),
            *("--ehlo", self.name, "--timeout", patience, "--silent", "2"),
            *(known if self.account else ()),
            *words,
        ]


def send(line: Line, sender: str, to: Sequence[str], text: str) -> list[str]:
    """Return the command that hands over one mail to several receivers."""
    return line.argv("--from", sender, "--to", ",".join(to), "--data", text)


def in_words(result: Result) -> str:
    """Say what came of a transaction."""
    if result.ok:
        return TAKEN
    if result.code == 28:
        return NOT_LOGGED_IN
    last = result.out.strip().splitlines()[-1:] or [f"code {result.code}"]
    return f"{_SAID.get(result.code, 'not taken')} ({last[0].strip()[:160]})"
