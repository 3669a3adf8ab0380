"""Questions about mail that should no longer get through, or no longer lie where it was put."""

from __future__ import annotations

import secrets
import time
from abc import abstractmethod
from datetime import datetime
from email.header import Header
from zoneinfo import ZoneInfo

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import Connects, ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer
from cyder.roles.mail import arrivals
from cyder.roles.mail.outgoing import OutgoingMail
from cyder.roles.mail.probes import IN_TIME, SMTP, SUBMISSION, by_hand, curl
from cyder.roles.mail.sending import PATIENCE, Line, in_words, send

_ARRIVES = 2.5
"""Seconds in which a mail that was taken comes where it goes: a few tenths, ordinarily."""

_GOES_ON = 1.5
"""Seconds in which a rule has sent on what lies in the mailbox."""

_DENIED = 67


class Submits(Probe):
    """Whether port 587 takes an account's password. Sends nothing."""

    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in and out. A server that does not answer is given up on after 2 s."""
        connected = Connects(target=self.target, port=SUBMISSION).check(lan, vantage)
        if not connected.passed:
            return connected
        where = place(lan, vantage, self.target, SUBMISSION)
        known = ("--user", f"{self.account}:{self.password}")
        argv = curl(vantage.address, *known, "--request", "NOOP", f"smtp://{where}:{SUBMISSION}/")
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        said = "accepted" if result.ok else "refused" if result.code == _DENIED else f"no answer ({result.code})"
        return Answer(passed=result.ok, said=f"log-in to send: {said}", seconds=seconds)


class Lies(Probe):
    """Whether a mail with the mark in its Message-ID lies in one of some mailboxes, in whatever folder."""

    accounts: tuple[str, ...]
    mark: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look where it is asked, on the server; a server that cannot look has not taken the mail away."""
        began = time.perf_counter()
        found = arrivals.boxes_with(lan.node(vantage.node), self.accounts, self.mark)
        said = "the server cannot look" if found is None else f"the mail lies in {len(found)} mailboxes"
        return Answer(passed=found != [], said=said, seconds=round(time.perf_counter() - began, 3))


class _Sends(Probe):
    """A mail sent from the asker's address; passes if it arrives, and is taken away again."""

    mail: OutgoingMail
    to: str
    mark: str
    name: str
    port: int = SMTP
    account: str = ""
    password: str = ""

    @abstractmethod
    def arrived(self, lan: Lan, number: str) -> bool:
        """Return whether the mail with this number is where it was sent."""

    @abstractmethod
    def remove(self, lan: Lan, number: str) -> None:
        """Take it away."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Send it with a number never used before, and look for it."""
        if self.account and not (connected := Connects(target=self.target, port=self.port).check(lan, vantage)).passed:
            return connected
        number, began = f"{self.mark}.{secrets.token_hex(3)}", time.perf_counter()
        where = place(lan, vantage, self.target, self.port)
        line = Line(vantage.address, self.name, where, self.port, self.account, self.password)
        text = self.mail.text(number, datetime.now(ZoneInfo(lan.topology.time_zone)))
        result, _ = ask(lan, vantage, send(line, self.mail.bounces_to, [self.to], text), timeout=PATIENCE)
        came = result.ok and arrivals.soon(lambda: self.arrived(lan, number), _ARRIVES)
        if came:
            self.remove(lan, number)
        said = f"mail from {self.mail.sender.address} by port {self.port}: {in_words(result)}"
        told = f"{said}, {'arrived' if came else 'did not arrive'}" if result.ok else said
        return Answer(passed=came, said=told, seconds=round(time.perf_counter() - began, 3))


class ReachesBox(_Sends):
    """Whether a mail comes into a mailbox of the server."""

    def arrived(self, lan: Lan, number: str) -> bool:
        """Look in the mailbox, on the server itself."""
        return bool(arrivals.boxes_with(lan.node(self.target), [self.to], number))

    def remove(self, lan: Lan, number: str) -> None:
        """Take it out of the mailbox."""
        arrivals.take_from_boxes(lan.node(self.target), number, self.to)


class ReachesOutside(_Sends):
    """Whether a mail comes to somebody outside; `sink` is the machine that takes it there."""

    sink: str

    def arrived(self, lan: Lan, number: str) -> bool:
        """Look among what the stranger's server took."""
        return bool(arrivals.at_sink(lan, self.sink, number))

    def remove(self, lan: Lan, number: str) -> None:
        """Take it away from there."""
        arrivals.take_from_sink(lan, self.sink, number)


class GoesOut(Probe):
    """Whether somebody of the staff can still write to somebody outside; `keeper` is the mail server there."""

    account: str
    password: str
    sender: str
    to: str
    keeper: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Send by port 587, look in the mailbox outside, and take it away again."""
        connected = Connects(target=self.target, port=SUBMISSION).check(lan, vantage)
        if not connected.passed:
            return connected
        began, number, there = time.perf_counter(), secrets.token_hex(8), lan.node(self.keeper)
        url = f"smtp://{place(lan, vantage, self.target, SUBMISSION)}:{SUBMISSION}/"
        named = ("--header", f"Message-ID: <{number}@{self.sender.partition('@')[2]}>")
        known = ("--user", f"{self.account}:{self.password}")
        argv = by_hand(vantage.address, url, self.sender, number, *known, *named, to=self.to)
        sent, _ = ask(lan, vantage, argv, timeout=PATIENCE)
        came = sent.ok and arrivals.soon(lambda: bool(arrivals.boxes_with(there, [self.to], number)), _ARRIVES)
        if came:
            arrivals.take_from_boxes(there, number, self.to)
        said = f"mail to {self.to} {'arrived' if came else 'did not arrive'}"
        return Answer(passed=came, said=said, seconds=round(time.perf_counter() - began, 3))


class _ToABox(Probe):
    """A mail written to a mailbox, of which a rule may make something; its Message-ID bears the mark."""

    address: str
    mark: str


class Forwards(_ToABox):
    """Whether what is written to a mailbox comes to somebody outside as well; `sink` is the machine that takes it."""

    sink: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Write to the mailbox; once the mail lies there, look whether it went on; take both away again."""
        began, server = time.perf_counter(), lan.node(self.target)
        number, sent = _written(lan, vantage, self)
        came = sent.ok and arrivals.soon(lambda: bool(arrivals.boxes_with(server, [self.address], number)), _ARRIVES)
        went = sent.ok and arrivals.soon(lambda: bool(arrivals.at_sink(lan, self.sink, number)), _GOES_ON)
        if sent.ok:
            arrivals.take_from_boxes(server, number, self.address)
            arrivals.take_from_sink(lan, self.sink, number)
        said = "went outside as well" if went else "came in and went no further" if came else "did not come in"
        return Answer(passed=went, said=f"mail to {self.address} {said}", seconds=round(time.perf_counter() - began, 3))


class Hides(_ToABox):
    """Whether a mail with a word in its subject is put into a folder instead of the inbox."""

    word: str
    folder: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Write to the mailbox; look whether the mail lies in the folder; take it away again."""
        began, server = time.perf_counter(), lan.node(self.target)
        number, sent = _written(lan, vantage, self, Header(self.word, "utf-8").encode())
        filed = sent.ok and arrivals.soon(lambda: arrivals.lies_in(server, self.address, self.folder, number), _ARRIVES)
        if sent.ok:
            arrivals.take_from_boxes(server, number, self.address)
        said = f"mail about {self.word} to {self.address} {'is' if filed else 'is not'} put into {self.folder}"
        return Answer(passed=filed, said=said, seconds=round(time.perf_counter() - began, 3))


def _written(lan: Lan, vantage: Vantage, asked: _ToABox, about: str = "") -> tuple[str, Result]:
    """Write to the mailbox by port 25; return what the Message-ID bears, and how sending went."""
    word = secrets.token_hex(8)
    number = f"{asked.mark}.{word}"
    url = f"smtp://{place(lan, vantage, asked.target, SMTP)}:{SMTP}/"
    named = ("--header", f"Message-ID: <{number}@{asked.address.partition('@')[2]}>")
    argv = by_hand(vantage.address, url, asked.address, f"{about} {word}".lstrip(), *IN_TIME, *named)
    return number, ask(lan, vantage, argv, timeout=PATIENCE)[0]
