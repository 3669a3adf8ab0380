"""Holds an action to its caps and to its own LAN, whatever its code asks for."""

from __future__ import annotations

import ipaddress
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cyder.contracts.action import Caps, Scene
from cyder.contracts.clock import WallClock
from cyder.contracts.node import Node, Result, Stream
from cyder.contracts.provider import Lan, LanRef, Provider
from cyder.errors import NodeUnreachable, Refused
from cyder.model.plan import ObservedLan, Operation
from cyder.model.topology import File, Topology

_ADDRESS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
_NAMED = re.compile(r"(?:[a-z][a-z0-9+.-]*://(?:[^/\s@]*@)?|@)([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)", re.IGNORECASE)
_OURS = (".example", ".test", ".arpa")


class CapReached(Refused):
    """An action asked for more than its caps allow."""


def guarded(scene: Scene, caps: Caps) -> Scene:
    """Return the same scene, whose nodes do no more than the caps allow and nothing that names the world outside."""
    gate = Gate(scene.lan.topology, caps, scene.clock)
    return replace(scene, lan=Lan(GuardedProvider(scene.lan.provider, gate), scene.lan.topology))


@dataclass
class Gate:
    """What is left of an action's caps: a bucket that fills at the allowed rate, and a count of all commands."""

    topology: Topology
    caps: Caps
    clock: WallClock
    used: int = 0
    _free: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admit(self, argv: Sequence[str]) -> None:
        """Wait until the rate allows one more command; count it.

        Raises:
            Refused: the command names an address or a host outside the LAN.
            CapReached: there were as many commands as the action may give.
        """
        self._stay_inside(argv)
        with self._lock:
            if self.used >= self.caps.commands:
                raise CapReached(f"the action may give {self.caps.commands} commands and asks for more")
            self.used += 1
            while (wait := self._wait()) > 0:
                self.clock.sleep(wait)
            self._free.append(self.clock.monotonic())

    def _wait(self) -> float:
        """Return for how many seconds the commands of the last second are too many for one more."""
        now = self.clock.monotonic()
        self._free = [moment for moment in self._free if now - moment < 1.0]
        most = max(1, int(self.caps.per_second))
        return 1.0 - (now - self._free[-most]) if len(self._free) >= most else 0.0

    def _stay_inside(self, argv: Sequence[str]) -> None:
        for word in argv:
            for text in _ADDRESS.findall(word):
                if not self._is_ours(text):
                    raise Refused(f"{text} is outside this LAN: {argv[0]} is not run")
            for name in _NAMED.findall(word):
                if not name.lower().endswith(_OURS) and not _ADDRESS.fullmatch(name):
                    raise Refused(f"{name} is no name of an exercise: {argv[0]} is not run")

    def _is_ours(self, text: str) -> bool:
        try:
            address = ipaddress.IPv4Address(text)
        except ValueError:
            return True  # a version number, not an address
        subnets = (ipaddress.IPv4Network(net.subnet) for net in self.topology.networks)
        return address.is_loopback or address.is_unspecified or any(address in net for net in subnets)


@dataclass(frozen=True)
class GuardedNode:
    """A node that asks the gate before it does anything."""

    node: Node
    gate: Gate

    @property
    def name(self) -> str:
        """Return the node's name."""
        return self.node.name

    def run(self, argv: Sequence[str], *, user: str = "root", timeout: float = 30.0) -> Result:
        """Run a command once the gate lets it pass.

        Raises:
            NodeUnreachable: the machine lacks the program, so that nothing was tried.
        """
        self.gate.admit(argv)
        result = self.node.run(argv, user=user, timeout=timeout)
        if result.lacks_tool:
            raise NodeUnreachable(f"{self.name} cannot run {argv[0]}: {result.out.strip()[-200:]}")
        return result

    def read(self, path: str) -> bytes:
        """Return a file's bytes; looking is free."""
        return self.node.read(path)

    def write(self, file: File) -> None:
        """Put a file, which counts as a command."""
        self.gate.admit(("write", file.path))
        self.node.write(file)

    def open(self, argv: Sequence[str], *, tty: bool, user: str = "root") -> Stream:
        """Start a command once the gate lets it pass."""
        self.gate.admit(argv)
        return self.node.open(argv, tty=tty, user=user)


@dataclass(frozen=True)
class GuardedProvider:
    """A provider whose nodes are guarded, and which changes nothing else."""

    provider: Provider
    gate: Gate

    def node(self, lan: LanRef, name: str) -> GuardedNode:
        """Return a guarded node."""
        return GuardedNode(self.provider.node(lan, name), self.gate)

    def lans(self) -> list[LanRef]:
        """Return what the provider returns."""
        return self.provider.lans()

    def observe(self, lan: LanRef) -> ObservedLan:
        """Look."""
        return self.provider.observe(lan)

    def apply(self, lan: LanRef, operation: Operation) -> None:
        """Refuse: an action works on machines, not on the LAN.

        Raises:
            Refused: always.
        """
        raise Refused(f"an action may not change the LAN {lan}: {operation}")

    def destroy(self, lan: LanRef) -> None:
        """Refuse.

        Raises:
            Refused: always.
        """
        raise Refused(f"an action may not remove the LAN {lan}")

    def capture(self, lan: LanRef, node: str, network: str) -> Stream:
        """Refuse.

        Raises:
            Refused: always.
        """
        raise Refused(f"an action may not listen at the switch of {lan}, nor at {node} in {network}")
