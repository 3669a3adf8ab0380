"""A tap at every port through which a packet that leaves a LAN would have to go."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cyder.contracts.node import Stream
from cyder.contracts.provider import Lan
from cyder.errors import CyderError
from cyder.lan import pcap

IPV4 = b"\x08\x00"


@dataclass
class Wiretap:
    """Counts packets by destination at all ports of gateways and at those of attackers."""

    lans: Sequence[Lan]
    seen: Counter[str] = field(default_factory=Counter)
    _over: bool = False
    _open: dict[str, Stream] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Listen at every port that matters."""
        for lan in self.lans:
            for node in lan.topology.nodes:
                for card in node.interfaces:
                    if node.routing == "router" or node.role == "attacker":
                        words = (lan, node.name, card.network)
                        self._threads.append(threading.Thread(target=self._listen, args=words, daemon=True))
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Stop listening and wait until all that was heard is counted. Safe to call twice."""
        time.sleep(0 if self._over else 1)
        self._over = True
        for stream in list(self._open.values()):
            stream.close()
        for thread in self._threads:
            thread.join(timeout=10)

    def strangers(self) -> dict[str, int]:
        """Return the destinations that are in none of the LAN's networks, with how many packets went there."""
        subnets = [ipaddress.IPv4Network(net.subnet) for net in self.lans[0].topology.networks]
        return {
            address: count
            for address, count in self.seen.items()
            if not any(ipaddress.IPv4Address(address) in net for net in subnets)
        }

    def _listen(self, lan: Lan, node: str, network: str) -> None:
        """Listen at one port; when its cable was pulled the capture ends, and begins again."""
        while not self._over:
            try:
                stream = self._open[f"{lan.ref}/{node}/{network}"] = lan.provider.capture(lan.ref, node, network)
                for record in pcap.cut(iter(stream.receive, b"")):
                    self._count(record)
            except (CyderError, OSError):
                pass
            time.sleep(0.2)

    def _count(self, record: bytes) -> None:
        frame = record[pcap.RECORD :]
        if len(record) > pcap.HEADER and frame[12:14] == IPV4:
            self.seen[str(ipaddress.IPv4Address(frame[30:34]))] += 1

    def told(self) -> str:
        """Return how many packets went to how many addresses, and where most went."""
        most = ", ".join(f"{address} {count}" for address, count in self.seen.most_common(12))
        return f"{sum(self.seen.values())} packets to {len(self.seen)} addresses, all inside; most of them to {most}"
