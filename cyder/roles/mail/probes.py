"""Questions to a mail server: does it let somebody in, does it deliver."""

from __future__ import annotations

import secrets
import time

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import Connects, ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

SMTP = 25
SUBMISSION = 587
IMAP = 143
PATIENCE = 40.0
"""Seconds for a command that logs in: Dovecot answers an address that guessed wrongly only after up to 15 s."""

IN_TIME = ("--connect-timeout", "4")
"""How long curl waits for a greeting where nobody logs in."""

ACCEPTED = "log-in accepted"
REFUSED = "log-in refused"
_DENIED = 67
_READS = 12
_READ = "message delivered and read"


def curl(source: str, *rest: str) -> list[str]:
    """Return the argv of curl from one address, thirty seconds for everything.

    There is no shorter limit to connect: to curl, a log-in that Dovecot makes wait is still part of connecting.
    """
    return ["curl", "--silent", "--show-error", "--max-time", "30", "--interface", f"host!{source}", *rest]


def log_in(source: str, where: str, account: str, password: str) -> list[str]:
    """Return the argv that logs in by IMAP from `source` and out again."""
    return curl(source, "--output", "/dev/null", "--user", f"{account}:{password}", f"imap://{where}:{IMAP}/")


def in_words(result: Result) -> str:
    """Say what came of a log-in."""
    if result.ok:
        return ACCEPTED
    if result.code == _DENIED:
        return REFUSED
    return f"no answer to the log-in ({_last_line(result)})"


def by_hand(source: str, url: str, address: str, number: str, *words: str, to: str = "") -> list[str]:
    """Return the argv that sends a mail with a number from an address, to itself or `to`; `words`: more of curl's."""
    head = (f"From: {address}", f"To: {to or address}", f"Subject: {number}")
    people = ("--mail-from", address, "--mail-rcpt", to or address)
    headers = [word for line in head for word in ("--header", line)]
    return curl(source, *people, *headers, "--form", f"=check {number}", *words, url)


class LogsIn(Probe):
    """Whether an account gets into its mailbox by IMAP with a password."""

    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in and out; reads and changes nothing. A server that does not answer is given up on after 2 s."""
        connected = Connects(target=self.target, port=IMAP).check(lan, vantage)
        if not connected.passed:
            return connected
        where = place(lan, vantage, self.target, IMAP)
        argv = log_in(vantage.address, where, self.account, self.password)
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        return Answer(passed=result.ok, said=in_words(result), seconds=seconds)


class DeliversMail(Probe):
    """Whether a message sent by SMTP to `address` can be read by IMAP a moment later; once found it is deleted.

    By port 587 the sender logs in with the same password, as a mail program does. `attached` names a file it brings.
    """

    account: str
    password: str
    address: str
    port: int = SMTP
    attached: str = ""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Send a message with a number that was never used before, look for it, and take it away again."""
        if self.port == SUBMISSION:
            connected = Connects(target=self.target, port=self.port).check(lan, vantage)
            if not connected.passed:
                return connected
        number = secrets.token_hex(8)
        began = time.perf_counter()
        sent, _ = ask(lan, vantage, self._send(lan, vantage, number), timeout=PATIENCE)
        said = self._look_for(lan, vantage, number) if sent.ok else f"message not accepted ({_last_line(sent)})"
        return Answer(passed=said == _READ, said=said, seconds=round(time.perf_counter() - began, 3))

    def _send(self, lan: Lan, vantage: Vantage, number: str) -> list[str]:
        where = place(lan, vantage, self.target, self.port)
        log_in = ("--user", f"{self.account}:{self.password}") if self.port == SUBMISSION else ()
        inert = f"={number};filename={self.attached};type=application/octet-stream"
        attached = ("--form", inert) if self.attached else ()
        url = f"smtp://{where}:{self.port}/"
        soon = () if log_in else IN_TIME
        return by_hand(vantage.address, url, self.address, number, *soon, *log_in, *attached)

    def _look_for(self, lan: Lan, vantage: Vantage, number: str) -> str:
        for _ in range(_READS):
            found, _ = ask(lan, vantage, self._search(lan, vantage, number), timeout=PATIENCE)
            if not found.ok:
                return in_words(found)
            uids = found.out.removeprefix("* SEARCH").split()
            if uids:
                ask(lan, vantage, self._delete(lan, vantage, uids[0]), timeout=PATIENCE)
                return _READ
            time.sleep(0.2)
        return "message accepted, but it did not come into the mailbox"

    def _search(self, lan: Lan, vantage: Vantage, number: str) -> list[str]:
        return curl(vantage.address, *self._inbox(lan, vantage, f"UID SEARCH SUBJECT {number}"))

    def _delete(self, lan: Lan, vantage: Vantage, uid: str) -> list[str]:
        mark = self._inbox(lan, vantage, f"UID STORE {uid} +FLAGS.SILENT (\\Deleted)")
        remove = self._inbox(lan, vantage, f"UID EXPUNGE {uid}")
        return [*curl(vantage.address, *mark), "--next", *curl(vantage.address, *remove)[1:]]

    def _inbox(self, lan: Lan, vantage: Vantage, command: str) -> tuple[str, ...]:
        where = place(lan, vantage, self.target, IMAP)
        return ("--request", command, "--user", f"{self.account}:{self.password}", f"imap://{where}:{IMAP}/INBOX")


def _last_line(result: Result) -> str:
    lines = result.out.strip().splitlines()
    return lines[-1] if lines else f"code {result.code}"
