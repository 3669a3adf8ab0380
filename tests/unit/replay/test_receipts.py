"""Receipts are lines of real logs: the central copy first, the machine's own where that has none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cyder.contracts.action import Expected
from cyder.contracts.provider import Lan, LanRef
from cyder.errors import NodeUnreachable
from cyder.exercise.library import catalogue, shipped
from cyder.lan.memory import MemoryProvider
from cyder.model.seed import Seed
from cyder.planning.execute import execute
from cyder.planning.plan import plan
from cyder.planning.resolve import resolve
from cyder.replay.clock import FakeClock
from cyder.replay.receipts import LogReader
from cyder.scenario.load import load

QUERY = (
    "2026-11-24T05:33:22.996Z queries: info: client @0x7f 203.0.113.9#4 (city.example): query: city.example IN AXFR -T"
)
COLLECTED = f"2026-11-24T14:33:23.000098+09:00 dns named-queries: {QUERY}"
WANTED = Expected(node="dns", log="queries", pattern=r"^\S+ queries: .* IN AXFR ")
OWN, CENTRAL = "/var/log/named/queries.log", "/var/log/hosts/dns/named-queries.log"


class Town:
    """The town hall in memory, whose logs a test writes."""

    def __init__(self) -> None:
        found = resolve(load(shipped()["town-hall"], catalogue()), "team1", Seed(b"x"), catalogue(), exercise="t")
        self.provider = MemoryProvider()
        self.lan = Lan(self.provider, found.topology)
        steps = plan(found.topology, self.provider.observe(self.lan.ref))
        execute(steps, self.provider, self.lan.ref, workers=1, done=lambda _: None)
        self.reader = LogReader(lan=self.lan, roles=found.roles, clock=FakeClock())

    def write(self, node: str, path: str, line: str) -> None:
        self.provider.append(self.lan.ref, node, path, f"{line}\n")


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_line_of_the_central_log_is_told_as_the_machine_wrote_it(town: Town) -> None:
    marks = town.reader.marks([WANTED])
    town.write("log", CENTRAL, COLLECTED)
    (receipt,), missing = town.reader.collect([WANTED], marks)
    assert missing == []
    assert (receipt.node, receipt.log, receipt.line) == ("dns", OWN, QUERY)
    assert receipt.logged_at == datetime(2026, 11, 24, 5, 33, 22, 996000, UTC)


def test_a_line_that_a_team_cut_out_of_the_machines_own_log_is_still_found(town: Town) -> None:
    marks = town.reader.marks([WANTED])
    town.write("log", CENTRAL, COLLECTED)
    assert town.reader.collect([WANTED], marks)[0]


def test_a_line_that_only_the_machine_itself_has_counts_too(town: Town) -> None:
    marks = town.reader.marks([WANTED])
    town.write("dns", OWN, QUERY)
    assert len(town.reader.collect([WANTED], marks)[0]) == 1


def test_a_line_in_both_copies_is_one_receipt(town: Town) -> None:
    marks = town.reader.marks([WANTED])
    town.write("dns", OWN, QUERY)
    town.write("log", CENTRAL, COLLECTED)
    assert len(town.reader.collect([WANTED], marks)[0]) == 1


def test_what_was_there_before_is_no_receipt(town: Town) -> None:
    town.write("log", CENTRAL, COLLECTED)
    town.write("dns", OWN, QUERY)
    receipts, missing = town.reader.collect([WANTED], town.reader.marks([WANTED]))
    assert (receipts, missing) == ([], [WANTED])


def test_a_log_may_be_named_by_its_path(town: Town) -> None:
    wanted = Expected(node="pc1", log="/var/log/auth.log", pattern="Accepted password")
    marks = town.reader.marks([wanted])
    line = "2026-11-24T14:33:23.000098+09:00 pc1 sshd[7]: Accepted password for kato from 10.66.0.16 port 1 ssh2"
    town.write("log", "/var/log/hosts/pc1/auth.log", line)
    ((receipt,), _) = town.reader.collect([wanted], marks)
    assert (receipt.log, receipt.line) == ("/var/log/auth.log", line)
    assert town.reader.where(wanted) == "pc1:/var/log/auth.log"


def test_a_central_log_that_is_gone_leaves_the_machines_own(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    found = MemoryProvider.node

    def node(self: MemoryProvider, lan: LanRef, name: str) -> object:
        if name == "log":
            raise NodeUnreachable("log is gone")
        return found(self, lan, name)

    monkeypatch.setattr(MemoryProvider, "node", node)
    marks = town.reader.marks([WANTED])
    town.write("dns", OWN, QUERY)
    assert len(town.reader.collect([WANTED], marks)[0]) == 1
