"""Memory, Docker and a model on paper: after any operations they show the same LAN and have refused the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ClassVar

import docker
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cyder.contracts.provider import LanRef, Provider
from cyder.errors import EngineFailed
from cyder.lan.containers import node_name, switch_name
from cyder.lan.docker import DockerProvider
from cyder.lan.memory import MemoryProvider
from cyder.lan.wirer import choose_wirer
from cyder.model.plan import (
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    ObservedLan,
    ObservedNode,
    Operation,
    ReconnectNode,
    RemoveNode,
    StartNode,
)
from tests.lans import card, client_of, node

PC = node("pc", card(0, "office", 7, mirrored=True)).model_copy(update={"monitor": True})
GW = node("gw", card(0, "office", 1, mirrored=True), card(1, "outside", 1), routing="router")
OTHER_PC = PC.model_copy(update={"hostname": "pc2.city.example"})
SPECS = (PC, OTHER_PC, GW)
NETWORKS = {"office": "10.66.0.0/24", "outside": "203.0.113.0/24"}
RAISING: tuple[Operation, ...] = (
    CreateSwitch(),
    *(CreateNetwork(network=name, subnet=subnet) for name, subnet in NETWORKS.items()),
    *(CreateNode(node=spec) for spec in (PC, GW)),
    *(StartNode(name=spec.name) for spec in (PC, GW)),
    *(ConnectNode(node=spec) for spec in (PC, GW)),
)

UNPLUGGED = {"networks": frozenset[str](), "isolated": False, "monitoring": False}

names = st.sampled_from(["pc", "gw"])
specs = st.sampled_from(SPECS)
operations: st.SearchStrategy[Operation] = st.one_of(
    st.sampled_from(RAISING[:3]),
    st.builds(CreateNode, node=specs),
    st.builds(StartNode, name=names),
    st.builds(ConnectNode, node=specs),
    st.builds(RemoveNode, name=names),
    st.builds(IsolateNode, name=names),
    st.builds(ReconnectNode, name=names),
)

Breaking = Callable[[str], None]
"""Kills the node of that name, or the switch for ""."""


class OnPaper:
    """A LAN as the contract has it, and what a provider must refuse."""

    def __init__(self) -> None:
        self.switch = False
        self.networks: set[str] = set()
        self.nodes: dict[str, ObservedNode] = {}

    def show(self) -> ObservedLan:
        return ObservedLan(switch=self.switch, networks=frozenset(self.networks), nodes=dict(self.nodes))

    def running(self) -> list[str]:
        return sorted(name for name, seen in self.nodes.items() if seen.state == "running")

    def allows(self, operation: Operation) -> bool:
        """Return whether a provider must carry the operation out; otherwise it must refuse and change nothing."""
        match operation:
            case CreateNetwork():
                return self.switch
            case CreateNode(node=spec):
                return spec.name not in self.nodes or self.nodes[spec.name].spec == spec.digest()
            case StartNode(name=name):
                return name in self.nodes
            case ConnectNode(node=spec):
                there = self.nodes.get(spec.name)
                networks = {card.network for card in spec.interfaces}
                fits = there is not None and there.spec == spec.digest() and there.state == "running"
                return fits and self.switch and networks <= self.networks
            case IsolateNode(name=name) | ReconnectNode(name=name):
                return name in self.nodes and bool(self.nodes[name].networks)
            case _:
                return True

    def carry_out(self, operation: Operation) -> None:
        match operation:
            case CreateSwitch():
                self.switch = True
            case CreateNetwork(network=network):
                self.networks.add(network)
            case CreateNode(node=spec):
                self.nodes.setdefault(spec.name, ObservedNode(spec=spec.digest(), state="created"))
            case StartNode(name=name):
                self._change(name, state="running")
            case ConnectNode(node=spec):
                if not self.nodes[spec.name].networks:
                    networks = frozenset(card.network for card in spec.interfaces)
                    self._change(spec.name, networks=networks, monitoring=spec.monitor)
            case RemoveNode(name=name):
                self.nodes.pop(name, None)
            case IsolateNode(name=name):
                self._change(name, isolated=True)
            case ReconnectNode(name=name):
                self._change(name, isolated=False)

    def kill(self, name: str) -> None:
        if name:
            self._change(name, state="stopped", **UNPLUGGED)
            return
        self.switch = False
        self.networks.clear()
        for each in self.nodes:
            self._change(each, **UNPLUGGED)

    def _change(self, name: str, **changes: object) -> None:
        self.nodes[name] = self.nodes[name].model_copy(update=changes)


class Agreement(RuleBasedStateMachine):
    """Does the same to every provider and on paper, and compares. Subclasses say which LAN and providers."""

    lan: ClassVar[LanRef]
    providers: ClassVar[list[tuple[Provider, Breaking]]]

    def __init__(self) -> None:
        super().__init__()
        self.paper = OnPaper()

    @initialize(steps=st.sampled_from([len(RAISING), len(RAISING), len(RAISING) - 2, 5, 0]))
    def begin(self, steps: int) -> None:
        """Begin mostly with a LAN that stands: from nothing, few walks come that far."""
        for operation in RAISING[:steps]:
            self.apply(operation)

    @rule(operation=operations)
    def apply(self, operation: Operation) -> None:
        allowed = self.paper.allows(operation)
        for provider, _ in self.providers:
            if allowed:
                provider.apply(self.lan, operation)
            else:
                with pytest.raises(EngineFailed, match=operation.op):
                    provider.apply(self.lan, operation)
        if allowed:
            self.paper.carry_out(operation)

    @precondition(lambda self: self.paper.running())
    @rule(data=st.data())
    def crash_node(self, data: st.DataObject) -> None:
        self.crash(data.draw(st.sampled_from(self.paper.running())))

    @precondition(lambda self: self.paper.switch)
    @rule()
    def crash_switch(self) -> None:
        self.crash("")

    def crash(self, name: str) -> None:
        for _, kill in self.providers:
            kill(name)
        self.paper.kill(name)

    @invariant()
    def all_show_the_same(self) -> None:
        for provider, _ in self.providers:
            assert provider.observe(self.lan) == self.paper.show()

    def teardown(self) -> None:
        for provider, _ in self.providers:
            provider.destroy(self.lan)
            provider.destroy(self.lan)
            assert self.lan not in provider.lans()
            assert provider.observe(self.lan) == ObservedLan()


def in_memory(lan: LanRef) -> tuple[Provider, Breaking]:
    provider = MemoryProvider()

    def kill(name: str) -> None:
        if name:
            provider.stop(lan, name)
        else:
            provider.stop_switch(lan)

    return provider, kill


def on_docker(lan: LanRef, client: docker.DockerClient) -> tuple[Provider, Breaking]:
    def kill(name: str) -> None:
        container = node_name(lan, name) if name else switch_name(lan)
        client.api.kill(container)
        client.api.wait(container)

    return DockerProvider(client, choose_wirer(client)), kill


def test_memory_does_what_the_contract_says() -> None:
    class InMemory(Agreement):
        lan = LanRef("t-paper", "team1")
        providers = [in_memory(lan)]

    run_state_machine_as_test(
        InMemory,
        settings=settings(max_examples=200, stateful_step_count=30, deadline=None, derandomize=True, database=None),
    )


@pytest.mark.engine
def test_memory_and_docker_agree(engine_url: str) -> None:
    client = client_of(engine_url)

    class InMemoryAndOnDocker(Agreement):
        lan = LanRef("t-agree", f"team{os.getpid()}")
        providers = [in_memory(lan), on_docker(lan, client)]

    try:
        run_state_machine_as_test(
            InMemoryAndOnDocker,
            settings=settings(max_examples=12, stateful_step_count=10, deadline=None, derandomize=True, database=None),
        )
    finally:
        client.close()
