"""A LAN as it is read off containers and the switch's ports."""

from __future__ import annotations

from cyder.lan.containers import Found, observed
from cyder.lan.labels import NODE
from cyder.lan.orders import EVERY, Answer, Port

DESK = Found(id="1", name="desk", state="running", labels={NODE: "desk"})


def wiring(*ports: Port) -> Answer:
    return Answer(networks=["office"], ports=list(ports), error="")


def test_a_monitors_card_is_no_network() -> None:
    ports = [Port(node="desk", network=network, up=True) for network in ("office", EVERY)]
    seen = observed([DESK], wiring(*ports)).nodes["desk"]
    assert (seen.networks, seen.monitoring) == (frozenset({"office"}), True)


def test_a_monitor_without_its_card_is_seen_as_one() -> None:
    seen = observed([DESK], wiring(Port(node="desk", network="office", up=True))).nodes["desk"]
    assert (seen.networks, seen.monitoring) == (frozenset({"office"}), False)


def test_a_monitor_is_isolated_when_its_own_card_is_down_too() -> None:
    ports = [Port(node="desk", network=network, up=False) for network in ("office", EVERY)]
    assert observed([DESK], wiring(*ports)).nodes["desk"].isolated
