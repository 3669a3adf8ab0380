"""A tap at every port of the town hall through which a packet that leaves would have to go, while actions are tried."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from cyder.contracts.node import Stream
from cyder.contracts.provider import Lan
from cyder.errors import CyderError
from cyder.exercise.desk import Exercise
from cyder.lan import pcap
from cyder.model.scenario import is_outside

IPV4 = b"\x08\x00"


@dataclass
class Wiretap:
    """Counts packets by destination at all ports of gateways and at those of machines outside."""

    lan: Lan
    seen: Counter[str] = field(default_factory=Counter)
    _over: bool = False
    _open: dict[str, Stream] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Listen at every port that matters."""
        outside = {net.name for net in self.lan.topology.networks if is_outside(net.subnet)}
        for node in self.lan.topology.nodes:
            for card in node.interfaces:
                if node.routing == "router" or card.network in outside:
                    thread = threading.Thread(target=self._listen, args=(node.name, card.network), daemon=True)
                    thread.start()
                    self._threads.append(thread)

    def end(self) -> None:
        """Stop listening and wait until all that was heard is counted."""
        time.sleep(1)
        self._over = True
        for stream in list(self._open.values()):
            stream.close()
        for thread in self._threads:
            thread.join(timeout=10)

    def strangers(self) -> dict[str, int]:
        """Return the destinations that are in none of the LAN's networks, with how many packets went there."""
        subnets = [ipaddress.IPv4Network(net.subnet) for net in self.lan.topology.networks]
        return {
            address: count
            for address, count in self.seen.items()
            if not any(ipaddress.IPv4Address(address) in net for net in subnets)
        }

    def _listen(self, node: str, network: str) -> None:
        """Listen at one port; when its cable was pulled the capture ends, and begins again."""
        while not self._over:
            try:
                stream = self._open[f"{node}/{network}"] = self.lan.provider.capture(self.lan.ref, node, network)
                for record in pcap.cut(iter(stream.receive, b"")):
                    self._count(record)
            except (CyderError, OSError):
                pass
            time.sleep(0.2)

    def _count(self, record: bytes) -> None:
        frame = record[pcap.RECORD :]
        if len(record) > pcap.HEADER and frame[12:14] == IPV4:
            self.seen[str(ipaddress.IPv4Address(frame[30:34]))] += 1


@pytest.fixture(scope="session")
def wiretap(town: Exercise) -> Iterator[Wiretap]:
    """Return the tap, which listens from the first test that asks for it to the last."""
    tap = Wiretap(town.lan("team1"))
    tap.begin()
    yield tap
    tap.end()
