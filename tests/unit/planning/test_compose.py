"""One team's LAN as a Compose document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from cyder.planning.compose import compose, to_yaml
from cyder.planning.resolve import Resolved

Resolver = Callable[..., Resolved]


def document(resolved: Resolved) -> dict[str, Any]:
    """Return the document as whoever reads the file gets it."""
    read = yaml.safe_load(to_yaml(compose(resolved, "drill")))
    assert isinstance(read, dict)
    return read


def test_reading_the_yaml_gives_the_document_back(resolved: Resolver) -> None:
    assert document(resolved()) == compose(resolved(), "drill")


def test_networks_have_no_way_out_and_a_bridge_address_that_no_node_has(resolved: Resolver) -> None:
    assert document(resolved())["networks"]["office"] == {
        "driver": "bridge",
        "internal": True,
        "ipam": {"config": [{"subnet": "10.66.0.0/24", "gateway": "10.66.0.254"}]},
    }


def test_a_bridge_steps_aside_for_a_node_that_has_the_last_address(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["fixed"]["address"] = "10.66.0.254"
    bridge = document(resolved())["networks"]["office"]["ipam"]["config"][0]["gateway"]
    assert bridge not in {card.address for node in resolved().topology.nodes for card in node.interfaces}
    assert bridge != "10.66.0.254"


def test_a_service_is_wired_and_hardened_as_the_node_is(resolved: Resolver) -> None:
    pc = document(resolved())["services"]["pc"]
    mac = resolved().topology.node("pc").interfaces[0].mac
    assert pc["networks"] == {"office": {"ipv4_address": "10.66.0.12", "mac_address": mac}}
    assert pc["dns"] == ["10.66.0.10"]
    assert pc["dns_search"] == ["city.example"]
    assert pc["extra_hosts"] == ["pc.city.example:10.66.0.12", "pc:10.66.0.12"]
    assert pc["cap_drop"] == ["ALL"]
    assert pc["security_opt"] == ["no-new-privileges:true"]
    assert (pc["mem_limit"], pc["pids_limit"], pc["restart"]) == ("128m", 128, "no")


def test_only_the_router_forwards(resolved: Resolver) -> None:
    services = document(resolved())["services"]
    forwarding = {name for name, service in services.items() if service["sysctls"]["net.ipv4.ip_forward"] == "1"}
    assert forwarding == {"gw"}


def test_capabilities_are_the_roles_and_what_the_route_hook_needs(resolved: Resolver) -> None:
    services = document(resolved())["services"]
    assert services["ns"]["cap_add"] == ["CHOWN", "NET_ADMIN"]
    assert services["gw"]["cap_add"] == ["NET_ADMIN"]


def test_files_are_inline_with_owner_and_mode(resolved: Resolver) -> None:
    read = document(resolved())
    first = read["services"]["pc"]["configs"][0]
    assert first == {"source": "pc-1", "target": "/etc/plain", "uid": "5", "gid": "6", "mode": "0640"}
    assert read["configs"]["pc-1"]["content"] == resolved().topology.node("pc").files[0].content


def test_dollars_are_doubled_because_compose_would_read_them_as_variables(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["fixed"]["with"] = {"colour": "${RED} $5"}
    assert document(resolved())["configs"]["fixed-1"]["content"].startswith("$${RED} $$5 ")


def test_hosts_get_their_route_from_a_hook_and_everybody_else_loses_the_way_to_dockers_bridge(
    resolved: Resolver,
) -> None:
    hooks = {name: service["post_start"] for name, service in document(resolved())["services"].items()}
    assert hooks["pc"] == [{"command": ["ip", "route", "replace", "default", "via", "10.66.0.1"], "user": "root"}]
    assert hooks["intruder"] == [{"command": ["ip", "route", "flush", "exact", "0.0.0.0/0"], "user": "root"}]
    assert hooks["gw"][-1:] == hooks["intruder"]


def test_the_cards_of_a_node_that_has_several_get_their_names_from_a_hook(resolved: Resolver) -> None:
    hooks = {name: service["post_start"] for name, service in document(resolved())["services"].items()}
    assert hooks["gw"][0]["command"][4:] == ["10.66.0.1", "eth0", "203.0.113.1", "eth1"]
    assert hooks["prober"][0]["command"][:3:2] == ["sh", hooks["gw"][0]["command"][2]]
    assert len(hooks["pc"]) == 1


def test_the_prober_gets_a_table_of_routes_for_each_card(resolved: Resolver) -> None:
    office, outside = resolved().topology.node("prober").interfaces
    hooks = [hook["command"] for hook in document(resolved())["services"]["prober"]["post_start"]][1:]
    assert [hook[:2] for hook in hooks] == [["sh", "-c"]] * 2
    assert hooks[0][4:] == [office.address, "100", "10.66.0.0/24", "24", "10.66.0.1", *office.addresses]
    assert hooks[1][4:] == [outside.address, "101", "203.0.113.0/24", "24", "203.0.113.1", *outside.addresses]


def test_texts_of_several_lines_are_readable_blocks(resolved: Resolver) -> None:
    assert "content: |\n" in to_yaml(compose(resolved(), "drill"))


@pytest.mark.parametrize(
    "text", ["a\n\tb\n", "\ta\nb", " a\n\t\n", "a \nb\n", "a\tb", "\t", "x: [\n# 彩野市\n\n", "\n\ta", ""]
)
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(to_yaml({"text": text})) == {"text": text}


def test_indentation_by_tabs_is_readable_too() -> None:
    assert to_yaml({"text": "table {\n\tchain\n}\n"}).endswith("text: |\n  table {\n  \tchain\n  }\n")
