"""LANs in memory: the double of Docker, with the same refusals and nothing running."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.errors import NodeUnreachable
from cyder.lan import pcap
from cyder.lan.memory_stream import MemoryStream
from cyder.lan.words import AGAIN, Impossible, in_words, place
from cyder.model.plan import (
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    NodeState,
    ObservedLan,
    ObservedNode,
    Operation,
    ReconnectNode,
    RemoveNode,
    StartNode,
)
from cyder.model.topology import File, NodeSpec

Answers = Callable[[LanRef, str, tuple[str, ...]], Result]
"""What a command answers, by LAN, node and argv."""


def say_nothing(lan: LanRef, node: str, argv: tuple[str, ...]) -> Result:  # noqa: ARG001  the plainest Answers
    """Answer that all went well."""
    return Result(0, "")


@dataclass
class _Machine:
    """A node in memory. `ports` says of each network it is plugged into whether the port is up."""

    spec: NodeSpec
    files: dict[str, bytes]
    state: NodeState = "created"
    ports: dict[str, bool] = field(default_factory=dict)

    def show(self) -> ObservedNode:
        isolated = bool(self.ports) and not any(self.ports.values())
        return ObservedNode(
            spec=self.spec.digest(),
            state=self.state,
            networks=frozenset(self.ports),
            isolated=isolated,
            monitoring=self.spec.monitor and bool(self.ports),
        )

    def end(self) -> None:
        """Stop; a namespace without a process is gone, and its links with it."""
        self.state = "stopped"
        self.ports.clear()


@dataclass
class _Lan:
    """One LAN in memory."""

    switch: bool = False
    networks: set[str] = field(default_factory=set)
    machines: dict[str, _Machine] = field(default_factory=dict)

    def machine(self, name: str) -> _Machine:
        if name not in self.machines:
            message = "there is no such node"
            raise Impossible(message)
        return self.machines[name]

    def running(self, name: str) -> _Machine:
        machine = self.machine(name)
        if machine.state != "running":
            message = "the node does not run"
            raise Impossible(message)
        return machine

    def check_switch(self) -> None:
        if not self.switch:
            message = "the switch does not run"
            raise Impossible(message)


class MemoryProvider:
    """LANs that exist only in this process. Set `answers` to make nodes say something; threads may share it.

    `frames` are what captures take, by LAN, node and network; `opened` are the streams of commands, the latest last.
    """

    def __init__(self, answers: Answers = say_nothing) -> None:
        self.answers = answers
        self.frames: dict[tuple[LanRef, str, str], list[bytes]] = {}
        self.opened: list[MemoryStream] = []
        self._lans: dict[LanRef, _Lan] = {}
        self._lock = threading.RLock()

    def lans(self) -> list[LanRef]:
        """Return every LAN of which a switch or a node is left."""
        with self._lock:
            return sorted(self._lans)

    def observe(self, lan: LanRef) -> ObservedLan:
        """Look, change nothing."""
        with self._lock:
            here = self._lans.get(lan, _Lan())
            nodes = {name: machine.show() for name, machine in here.machines.items()}
            return ObservedLan(switch=here.switch, networks=frozenset(here.networks), nodes=nodes)

    def apply(self, lan: LanRef, operation: Operation) -> None:
        """Carry out one operation.

        Raises:
            EngineFailed: it cannot be done as things stand.
        """
        with self._lock, in_words(place(lan, operation)):
            here = self._lans.get(lan, _Lan())
            _apply(here, operation)
            self._keep(lan, here)

    def node(self, lan: LanRef, name: str) -> MemoryNode:
        """Return a handle on a node."""
        return MemoryNode(self, lan, name)

    def capture(self, lan: LanRef, node: str, network: str) -> MemoryStream:
        """Return `frames` as a capture that is over."""
        with self._lock, in_words(f"{lan}: {node}: capture in {network}"):
            here = self._lans.get(lan, _Lan())
            here.check_switch()
            if node not in here.machines or network not in here.machines[node].ports:
                return MemoryStream(b"", 1)
        taken = (pcap.record(frame, number) for number, frame in enumerate(self.frames.get((lan, node, network), ())))
        return MemoryStream(pcap.header() + b"".join(taken), 0)

    def destroy(self, lan: LanRef) -> None:
        """Forget the LAN."""
        with self._lock:
            self._lans.pop(lan, None)

    def stop(self, lan: LanRef, node: str) -> None:
        """Let a running node crash."""
        with self._lock:
            self._lans[lan].running(node).end()

    def stop_switch(self, lan: LanRef) -> None:
        """Let the switch crash, and with it every network and link."""
        with self._lock:
            here = self._lans[lan]
            here.switch = False
            here.networks.clear()
            for machine in here.machines.values():
                machine.ports.clear()

    def append(self, lan: LanRef, node: str, path: str, text: str) -> None:
        """Add text to a file of a node, as a service does to its log."""
        with self._lock:
            files = self.files(lan, node)
            files[path] = files.get(path, b"") + text.encode()

    def files(self, lan: LanRef, node: str) -> dict[str, bytes]:
        """Return the files of a running node, by path; changes to them hold.

        Raises:
            NodeUnreachable: the node is not there to be asked.
        """
        with self._lock:
            try:
                return self._lans.get(lan, _Lan()).running(node).files
            except Impossible as error:
                raise NodeUnreachable(f"{lan}: {node}: {error}", hint=AGAIN) from error

    def _keep(self, lan: LanRef, here: _Lan) -> None:
        if here.switch or here.machines:
            self._lans[lan] = here
        else:
            self._lans.pop(lan, None)


class MemoryNode:
    """A handle on a node in memory."""

    def __init__(self, provider: MemoryProvider, lan: LanRef, name: str) -> None:
        self._provider = provider
        self._lan = lan
        self._name = name

    @property
    def name(self) -> str:
        """Return the node's name in the scenario."""
        return self._name

    def run(self, argv: Sequence[str], *, user: str = "root", timeout: float = 30.0) -> Result:  # noqa: ARG002
        """Return what the provider's `answers` say to the command."""
        self._provider.files(self._lan, self._name)
        return self._provider.answers(self._lan, self._name, tuple(argv))

    def read(self, path: str) -> bytes:
        """Return a file's bytes.

        Raises:
            FileNotFoundError: there is no such file.
        """
        files = self._provider.files(self._lan, self._name)
        if path not in files:
            raise FileNotFoundError(f"{path}: no such file")
        return files[path]

    def write(self, file: File) -> None:
        """Put a file."""
        self._provider.files(self._lan, self._name)[file.path] = file.content.encode()

    def open(self, argv: Sequence[str], *, tty: bool, user: str = "root") -> MemoryStream:  # noqa: ARG002
        """Return the command's answer as a stream that is already at its end."""
        result = self.run(argv, user=user)
        self._provider.opened.append(MemoryStream(result.out.encode(), result.code))
        return self._provider.opened[-1]


def _apply(here: _Lan, operation: Operation) -> None:
    match operation:
        case CreateSwitch():
            here.switch = True
        case CreateNetwork(network=network):
            here.check_switch()
            here.networks.add(network)
        case CreateNode(node=spec):
            _create(here, spec)
        case StartNode(name=name):
            here.machine(name).state = "running"
        case ConnectNode(node=spec):
            _connect(here, spec)
        case RemoveNode(name=name):
            here.machines.pop(name, None)
        case IsolateNode(name=name):
            _cable(here, name, up=False)
        case ReconnectNode(name=name):
            _cable(here, name, up=True)
        case _:
            assert_never(operation)


def _create(here: _Lan, spec: NodeSpec) -> None:
    if spec.name in here.machines:
        _check_spec(here.machines[spec.name], spec)
        return
    files = {file.path: file.content.encode() for file in spec.files}
    here.machines[spec.name] = _Machine(spec, files)


def _connect(here: _Lan, spec: NodeSpec) -> None:
    machine = here.machine(spec.name)
    _check_spec(machine, spec)
    here.running(spec.name)
    here.check_switch()
    wanted = [card.network for card in spec.interfaces]
    for network in wanted:
        if network not in here.networks:
            message = f"there is no network '{network}' on the switch"
            raise Impossible(message)
    if set(wanted) != set(machine.ports):
        machine.ports = dict.fromkeys(wanted, True)


def _cable(here: _Lan, name: str, *, up: bool) -> None:
    machine = here.running(name)
    here.check_switch()
    if not machine.ports:
        message = "it is not plugged in"
        raise Impossible(message)
    machine.ports = dict.fromkeys(machine.ports, up)


def _check_spec(machine: _Machine, spec: NodeSpec) -> None:
    if machine.spec.digest() != spec.digest():
        message = "the node was made from another specification and must be removed first"
        raise Impossible(message)
