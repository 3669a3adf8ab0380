"""Plans converge, are in an order that can be carried out, and say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.errors import NotFound
from cyder.model.plan import (
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    ObservedLan,
    ObservedNode,
    Operation,
    Plan,
    ReconnectNode,
    RemoveNode,
    StartNode,
)
from cyder.model.topology import Interface, NodeSpec, Segment, Topology
from cyder.planning.plan import isolate, plan, reconnect, renew
from cyder.planning.resolve import Resolved

Resolver = Callable[..., Resolved]


def node(name: str, *networks: str) -> NodeSpec:
    """Return a node with a card in each network."""
    cards = tuple(
        Interface(device=f"eth{n}", network=net, address=f"10.0.{n}.9", prefix=24, mac="02:00:00:00:00:01")
        for n, net in enumerate(networks)
    )
    return NodeSpec(name=name, role="plain", hostname=name, interfaces=cards, nameserver="192.0.2.53", search="a.test")


LAN = Topology(
    exercise="drill",
    team="team1",
    time_zone="Asia/Tokyo",
    networks=(Segment(name="office", subnet="10.0.0.0/24"), Segment(name="dmz", subnet="10.0.1.0/24")),
    nodes=(node("gw", "office", "dmz"), node("pc", "office"), node("web", "dmz")),
)


def applied(seen: ObservedLan, operation: Operation) -> ObservedLan:
    """Return what would be seen after one operation; an operation without its ground under it is an error."""
    nodes = dict(seen.nodes)
    match operation:
        case CreateSwitch():
            cut = {"networks": frozenset(), "monitoring": False}
            bare = {name: found.model_copy(update=cut) for name, found in nodes.items()}
            return ObservedLan(switch=True, networks=frozenset(), nodes=bare)
        case CreateNetwork():
            assert seen.switch
            return seen.model_copy(update={"networks": seen.networks | {operation.network}})
        case CreateNode():
            assert operation.node.name not in nodes
            nodes[operation.node.name] = ObservedNode(spec=operation.node.digest(), state="created")
        case StartNode():
            assert nodes[operation.name].state != "running"
            nodes[operation.name] = ObservedNode(spec=nodes[operation.name].spec, state="running")
        case ConnectNode():
            wanted = frozenset(card.network for card in operation.node.interfaces)
            plugged = {"networks": wanted, "monitoring": operation.node.monitor}
            assert nodes[operation.node.name].state == "running"
            assert wanted <= seen.networks
            nodes[operation.node.name] = nodes[operation.node.name].model_copy(update=plugged)
        case RemoveNode():
            del nodes[operation.name]
        case IsolateNode() | ReconnectNode():
            isolated = {"isolated": isinstance(operation, IsolateNode)}
            nodes[operation.name] = nodes[operation.name].model_copy(update=isolated)
        case _:
            assert_never(operation)
    return seen.model_copy(update={"nodes": nodes})


def after(seen: ObservedLan, steps: Plan) -> ObservedLan:
    """Return what would be seen after a plan."""
    for step in steps.steps:
        seen = applied(seen, step.operation)
    return seen


def causes(found: Plan) -> dict[str, list[str]]:
    """Return for each node the operations and causes planned for it."""
    by_node: dict[str, list[str]] = {}
    for step in found.steps:
        operation = step.operation
        if isinstance(operation, CreateSwitch | CreateNetwork):
            continue
        name = operation.node.name if isinstance(operation, CreateNode | ConnectNode) else operation.name
        by_node.setdefault(name, []).append(f"{operation.op.removesuffix('-node')} {step.cause}")
    return by_node


def standing(**changes: ObservedNode) -> ObservedLan:
    """Return the LAN as it should be, with some nodes otherwise."""
    right = after(ObservedLan(), plan(LAN, ObservedLan()))
    return right.model_copy(update={"nodes": {**right.nodes, **changes}})


def seen_node(name: str, state: str = "running", networks: Iterable[str] = (), **other: object) -> ObservedNode:
    """Return a node of the right specification as seen."""
    return ObservedNode.model_validate(
        {"spec": LAN.node(name).digest(), "state": state, "networks": frozenset(networks), **other}
    )


def test_an_empty_lan_is_planned_switch_first_then_networks_then_nodes() -> None:
    kinds = [step.operation.op for step in plan(LAN, ObservedLan()).steps]
    assert kinds == [
        "create-switch",
        *["create-network"] * 2,
        *["create-node", "start-node", "connect-node"] * 3,
    ]


def test_a_lan_as_it_should_be_needs_nothing() -> None:
    assert plan(LAN, standing()).steps == ()


def test_a_connection_waits_for_its_start_and_for_its_own_networks_only() -> None:
    steps = {step.number: step for step in plan(LAN, ObservedLan()).steps}
    pc = next(s for s in steps.values() if isinstance(s.operation, ConnectNode) and s.operation.node.name == "pc")
    waited = [steps[number].operation for number in pc.after]
    assert [(w.op, getattr(w, "network", None) or getattr(w, "name", None)) for w in waited] == [
        ("create-network", "office"),
        ("start-node", "pc"),
    ]


def test_a_node_of_another_specification_is_replaced() -> None:
    found = plan(LAN, standing(pc=ObservedNode(spec="old", state="running", networks=frozenset({"office"}))))
    assert causes(found) == {"pc": ["remove changed", "create changed", "start changed", "connect changed"]}
    assert [step.after for step in found.steps] == [(), (1,), (2,), (3,)]


def test_a_node_that_nobody_wants_is_removed() -> None:
    assert causes(plan(LAN, standing(old=ObservedNode(spec="x", state="stopped")))) == {"old": ["remove unwanted"]}


@pytest.mark.parametrize("state", ["created", "stopped"])
def test_a_node_that_does_not_run_is_started_and_plugged_in(state: str) -> None:
    assert causes(plan(LAN, standing(pc=seen_node("pc", state)))) == {"pc": ["start stopped", "connect stopped"]}


@pytest.mark.parametrize("networks", [[], ["dmz"], ["office", "dmz"]])
def test_a_node_that_is_not_in_exactly_its_networks_is_plugged_in(networks: list[str]) -> None:
    assert causes(plan(LAN, standing(pc=seen_node("pc", networks=networks)))) == {"pc": ["connect unwired"]}


def test_a_lost_switch_takes_every_link_with_it_and_no_node() -> None:
    found = plan(LAN, standing().model_copy(update={"switch": False, "networks": frozenset()}))
    assert [step.operation.op for step in found.steps][:3] == ["create-switch", "create-network", "create-network"]
    assert causes(found) == {name: ["connect unwired"] for name in ("gw", "pc", "web")}


def test_an_isolated_node_stays_isolated() -> None:
    assert plan(LAN, standing(pc=seen_node("pc", networks=["office"], isolated=True))).steps == ()
    assert plan(LAN, standing(pc=seen_node("pc", isolated=True))).steps == ()


def test_pulling_a_cable_is_a_plan_of_one_step_that_was_asked_for() -> None:
    pulled, put = isolate(LAN, "pc"), reconnect(LAN, "pc")
    assert causes(pulled) == {"pc": ["isolate asked"]}
    assert causes(put) == {"pc": ["reconnect asked"]}
    seen = after(standing(), pulled)
    assert seen.nodes["pc"].isolated
    assert after(seen, put) == standing()


def test_the_cable_of_an_unknown_node_cannot_be_pulled() -> None:
    with pytest.raises(NotFound, match="did you mean 'web'"):
        isolate(LAN, "wbe")


def test_a_node_that_is_made_anew_leaves_the_others_alone() -> None:
    found = renew(LAN, standing(pc=seen_node("pc", networks=["office"], isolated=True)), "pc")
    assert causes(found) == {"pc": ["remove asked", "create asked", "start asked", "connect asked"]}
    assert after(standing(), found) == standing()


def test_a_node_that_is_not_there_is_made_anew_all_the_same() -> None:
    seen = standing().model_copy(update={"nodes": {"gw": seen_node("gw", networks=["office", "dmz"])}})
    assert causes(renew(LAN, seen, "pc")) == {"pc": ["create asked", "start asked", "connect asked"]}


def test_an_unknown_node_cannot_be_made_anew() -> None:
    with pytest.raises(NotFound, match="did you mean 'web'"):
        renew(LAN, standing(), "wbe")


networks_seen = st.frozensets(st.sampled_from(["office", "dmz", "old"]))
nodes_seen = st.builds(
    ObservedNode,
    spec=st.sampled_from(["old", *[spec.digest() for spec in LAN.nodes]]),
    state=st.sampled_from(["created", "running", "stopped"]),
    networks=networks_seen,
    isolated=st.booleans(),
    monitoring=st.booleans(),
)
lans_seen = st.builds(
    ObservedLan,
    switch=st.booleans(),
    networks=networks_seen,
    nodes=st.dictionaries(st.sampled_from(["gw", "pc", "web", "old", "older"]), nodes_seen),
)


@given(seen=lans_seen)
@settings(max_examples=400)
def test_after_any_plan_nothing_is_left_to_plan(seen: ObservedLan) -> None:
    assert plan(LAN, after(seen, plan(LAN, seen))).steps == ()


@given(seen=lans_seen)
def test_steps_are_numbered_from_one_and_wait_for_earlier_ones_only(seen: ObservedLan) -> None:
    steps = plan(LAN, seen).steps
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert all(number < step.number for step in steps for number in step.after)


@given(seen=lans_seen, choice=st.randoms())
def test_every_order_that_respects_what_steps_wait_for_leads_to_the_same_lan(seen: ObservedLan, choice: Random) -> None:
    found = plan(LAN, seen)
    waiting, done, other = list(found.steps), set[int](), seen
    while waiting:
        ready = [step for step in waiting if done.issuperset(step.after)]
        step = choice.choice(ready)
        waiting.remove(step)
        done.add(step.number)
        other = applied(other, step.operation)
    assert other == after(seen, found)


def test_a_resolved_lan_converges_too(resolved: Resolver) -> None:
    lan = resolved().topology
    assert plan(lan, after(ObservedLan(), plan(lan, ObservedLan()))).steps == ()
