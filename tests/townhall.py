"""first-look's town hall in memory: a double of its services that answers the commands of probes, actions and trainees.

It lets whole exercises be played in milliseconds. Whether real services behave like this is what the tests on real
containers are for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cyder.contracts.clock import WallClock
from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.exercise.desk import Desk, Exercise
from cyder.lan.memory import MemoryProvider
from cyder.lan.places import Places
from cyder.replay.clock import FakeClock
from cyder.replay.preserving import LOOK

FIRST_LOOK = Path(__file__).parents[1] / "scenarios" / "first-look.yaml"
SERVED = Result(0, "")
TIMED_OUT = Result(28, "curl: (28) Connection timed out after 3000 milliseconds")


class TownHall(MemoryProvider):
    """A provider whose nodes answer like first-look's. `blocked` holds what teams gave the gateway to block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocked: dict[LanRef, set[str]] = {}
        self.desk: Desk | None = None
        self._opened: dict[tuple[int, int], Exercise] = {}
        self.answers = self.answer

    def exercise(self, lan: LanRef) -> Exercise:
        """Return the exercise a LAN belongs to; it is opened once, because what is asked here is asked often."""
        assert self.desk is not None
        record = self.desk.store.find(lan.exercise)
        place = (record.id, record.teams)
        if place not in self._opened:
            self._opened[place] = Exercise.of(self.desk, record)
        return self._opened[place]

    def answer(self, lan: LanRef, node: str, argv: tuple[str, ...]) -> Result:
        """Answer one command on one node."""
        match argv:
            case ["curl", *rest]:
                return self._curl(lan, rest)
            case ["dig", *rest]:
                return self._dig(lan, rest)
            case ["nc", *_]:
                source = argv[argv.index("-s") + 1]
                return TIMED_OUT if source in self.blocked.get(lan, set()) else SERVED
            case ["nft", "add", "element", _, _, _, element]:
                self.blocked.setdefault(lan, set()).add(element.strip("{ }"))
                return SERVED
            case ["grep", *options, path]:
                return self._grep(lan, node, path, options)
            case ["tail", "-n", count, path]:
                lines = self._text(lan, node, path).splitlines()[-int(count) :]
                return Result(0, "".join(f"{line}\n" for line in lines))
            case ["getent", "passwd", *accounts]:
                return Result(0, "".join(f"{account}:x:1000:1000\n" for account in accounts))
            case ["getent", "ahostsv4", name]:
                return Result(0, f"10.66.0.11 STREAM {name}\n")
            case ["ip", *_]:
                return Result(0, f"eth0 UP {argv[-1]}/24\n")
            case _:
                return self._script(lan, node, argv)

    def _script(self, lan: LanRef, node: str, argv: tuple[str, ...]) -> Result:
        """Answer the look at logs with what they hold; any other command went well."""
        if argv[2:3] != (LOOK,):
            return SERVED
        lines = []
        for path in argv[4:]:
            text = self._text(lan, node, path).encode()
            if text:
                first = hashlib.sha256(text.splitlines(keepends=True)[0]).hexdigest()
                lines.append(f"{first} {len(text)} {path}\n")
        return Result(0, "".join(lines))

    def _grep(self, lan: LanRef, node: str, path: str, options: Sequence[str]) -> Result:
        """Answer `grep WORD FILE`, and `grep -F -q -m 1 -e WORD -- FILE`."""
        word = options[options.index("-e") + 1] if "-e" in options else options[0]
        found = [line for line in self._text(lan, node, path).splitlines() if word in line]
        return Result(0 if found else 1, "" if "-q" in options else "".join(f"{line}\n" for line in found))

    def _text(self, lan: LanRef, node: str, path: str) -> str:
        try:
            return self.node(lan, node).read(path).decode()
        except FileNotFoundError:
            return ""

    def _curl(self, lan: LanRef, rest: Sequence[str]) -> Result:
        source = rest[rest.index("--interface") + 1].removeprefix("host!")
        if source in self.blocked.get(lan, set()):
            return TIMED_OUT
        if rest[-1].endswith("/api/v1/ping"):
            return Result(0, "ok\n")
        if "--request" in rest and "SEARCH" in rest[rest.index("--request") + 1]:
            return Result(0, "* SEARCH 7\n")
        if "--user" not in rest:
            return SERVED
        account, _, password = rest[rest.index("--user") + 1].partition(":")
        people, account = self.exercise(lan).resolved(lan.team).people, account.partition("@")[0]
        right = any(one.account == account and one.password == password for one in people)
        word = "Logged in" if right else "Login aborted: Connection closed (auth failed, 1 attempts) (auth_failed)"
        line = f"mail dovecot: imap-login: {word}: user=<{account}>, method=PLAIN, rip={source}, lip=10.66.0.11"
        self._log(lan, "mail", "/var/log/mail.log", line)
        return SERVED if right else Result(67, "curl: (67) Login denied")

    def _dig(self, lan: LanRef, rest: Sequence[str]) -> Result:
        source = rest[rest.index("-b") + 1]
        if source in self.blocked.get(lan, set()):
            return Result(9, ";; no servers could be reached")
        name, kind = rest[-2:]
        line = f"queries: info: client @0x7f00 {source}#4242 ({name}): query: {name} IN {kind} -T (10.66.0.10)"
        self._log(lan, "dns", "/var/log/named/queries.log", line)
        if rest.count("A") == 2:
            own = self.exercise(lan).resolved(lan.team).topology.node("dns").interfaces[0].address
            found = f";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\ndns.city.example. 300 IN A {own}\n"
            return Result(0, f"{found};; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 2\n")
        if kind == "AXFR":
            return Result(0, ";; XFR size: 9 records (messages 1, bytes 300)")
        return Result(0, ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;; flags: qr; QUERY: 1, ANSWER: 1, x")

    def _log(self, lan: LanRef, node: str, path: str, line: str) -> None:
        assert self.desk is not None
        self.append(lan, node, path, f"{self.desk.clock.now().isoformat()} {line}\n")


def desk_in_memory(places: Places, clock: WallClock | None = None) -> Desk:
    """Return a desk at which everything is real but the engine and, unless a clock is given, the time."""
    townhall = TownHall()
    townhall.desk = Desk(places, clock=clock or FakeClock(datetime.now(UTC)), provider=lambda: townhall)
    return townhall.desk


def first_look_with(folder: Path, *events: str, fields: str = "") -> Path:
    """Write first-look with further events, and further fields above its timeline, into a folder; return the file."""
    text = FIRST_LOOK.read_text(encoding="utf-8")
    assert text.count("\ntimeline:\n") == 1
    more = "".join(f"  - {event}\n" for event in events)
    path = folder / "changed.yaml"
    path.write_text(text.replace("\ntimeline:\n", f"\n{fields}\ntimeline:\n{more}"), encoding="utf-8")
    return path
