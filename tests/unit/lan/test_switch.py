"""Names on the switch, and the orders that are given to it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cyder.lan.switch import LONGEST, MIRROR, bridge_name, cable, plug, port_name
from tests.lans import card, node

SLUGS = st.text(alphabet="abz09-", min_size=1, max_size=40)


@given(SLUGS, SLUGS)
def test_names_of_links_fit_into_the_kernels_fifteen_characters(name: str, network: str) -> None:
    assert len(port_name(name, network)) <= LONGEST
    assert len(bridge_name(network)) <= LONGEST


def test_names_that_begin_alike_stay_apart() -> None:
    words = [f"workstation-of-accounting-{number}" for number in range(40)]
    ports = {port_name(name, network) for name, network in itertools.product(words, words)}
    assert len(ports) == len(words) ** 2
    assert len({bridge_name(word) for word in words}) == len(words)


def test_a_hyphen_does_not_blur_where_the_node_ends_and_the_network_begins() -> None:
    assert port_name("a-b", "c") != port_name("a", "b-c")


def test_names_are_the_same_in_every_process() -> None:
    assert (port_name("mail", "office"), bridge_name("office")) == ("p-mail-965a02", "b-office-5cc3f8")


def test_a_plug_order_says_all_that_the_kernel_must_know_of_a_card() -> None:
    order = plug(node("mail", card(0, "office", 11, gateway=1, others=2)), pid=77)
    assert order["cards"] == [
        {
            "device": "eth0",
            "network": "office",
            "bridge": bridge_name("office"),
            "port": port_name("mail", "office"),
            "address": "10.66.0.11",
            "others": ["10.66.0.12", "10.66.0.13"],
            "prefix": 24,
            "subnet": "10.66.0.0/24",
            "broadcast": "10.66.0.255",
            "mac": "02:00:00:00:00:0b",
            "mtu": 1500,
            "gateway": "10.66.0.1",
            "mirror": None,
        }
    ]
    assert (order["node"], order["pid"], order["routing"], order["monitors"]) == ("mail", 77, "host", [])


def test_only_mirrored_cards_are_copied() -> None:
    order = plug(node("gw", card(0, "office", 1, mirrored=True), card(1, "outside", 1)), pid=77)
    assert [(each["network"], each["mirror"]) for each in order["cards"]] == [("office", MIRROR), ("outside", None)]


def test_a_monitor_gets_a_card_of_its_own_on_the_mirror() -> None:
    desk = node("desk", card(0, "office", 20, mirrored=True)).model_copy(update={"monitor": True})
    (link,) = plug(desk, pid=77)["monitors"]
    assert link == {
        "device": "mon0",
        "network": "*",
        "bridge": MIRROR,
        "port": "p-desk-0987d2",
        "mac": "02:32:36:0e:0c:27",
        "mtu": 1500,
    }


def test_no_networks_bridge_is_called_like_the_mirror() -> None:
    assert bridge_name("mirror") != MIRROR


def test_a_pulled_cable_names_the_present_life_of_its_node() -> None:
    assert cable("mail", 77, up=False) == {"op": "cable", "node": "mail", "pid": 77, "up": False}
