"""What no LAN can be made of is refused, and the message says where and what instead."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

import pytest

from cyder.errors import BadInput, NotFound
from cyder.planning.resolve import Resolved

Resolver = Callable[..., Resolved]


def test_a_misspelt_setting_names_scenario_node_and_field_and_what_was_meant(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["pc"]["with"] = {"color": "blue"}
    with pytest.raises(BadInput, match=r"small: lan\.nodes\.pc\.with\.color: unknown setting.*did you mean 'colour'"):
        resolved()


def test_an_impossible_setting_names_the_field(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["gw"]["with"] = {"publish": {"ns": ["many"]}}
    with pytest.raises(BadInput, match=r"small: lan\.nodes\.gw\.with\.publish\.ns\.0: .*integer"):
        resolved()


def test_what_a_role_refuses_names_its_node(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["gw"]["with"] = {"publish": {"mial": ["25"]}}
    with pytest.raises(BadInput, match=r"small: lan\.nodes\.gw: publish: unknown node 'mial'"):
        resolved()


def test_an_unknown_role_is_refused(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["pc"]["role"] = "plane"
    with pytest.raises(NotFound, match="did you mean 'plain'"):
        resolved()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("192.168.1.1", "no host address in the node's networks"),
        ("10.66.0.0", "no host address in the node's networks"),
        ("10.66.0.11", "in use already"),
        ("10.66.0", "is not an IPv4 address"),
        ("$sauce", "did you mean 'source'"),
        ("$victim", "a variable of kind staff"),
        ("$source", "where the node is not"),
    ],
)
def test_an_impossible_address_is_refused(address: str, said: str, resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["pc"]["address"] = address
    with pytest.raises(BadInput, match=said) as caught:
        resolved()
    assert caught.value.message.startswith("lan.nodes.")


def test_two_nodes_cannot_stand_at_one_variable(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["second"] = {"role": "plain", "on": ["outside"], "address": "$source"}
    with pytest.raises(BadInput, match="address of another card already"):
        resolved()


def test_an_unknown_network_is_refused(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["pc"]["on"] = ["ofice"]
    with pytest.raises(BadInput, match="did you mean 'office'"):
        resolved()


def test_a_full_network_is_refused_with_the_remedy(resolved: Resolver, small: Any) -> None:
    small["lan"]["networks"]["office"]["subnet"] = "10.66.0.8/29"
    with pytest.raises(BadInput, match=r"no address is left in 10\.66\.0\.8/29") as caught:
        resolved()
    assert "widen the subnet" in caught.value.hint


def test_a_small_network_is_filled_to_its_last_but_one_host_address(resolved: Resolver, small: Any) -> None:
    small["lan"]["networks"]["outside"]["subnet"] = "203.0.113.0/29"
    with pytest.raises(BadInput, match="no address is left"):
        resolved()
    small["lan"]["networks"]["outside"]["subnet"] = "203.0.113.0/28"
    assert ipaddress.IPv4Address(resolved().values["source"]) in ipaddress.IPv4Network("203.0.113.0/28")


def test_an_organisation_of_victims_leaves_nobody_for_the_probes(resolved: Resolver, small: Any) -> None:
    small["organisation"]["staff"] = 2
    small["variables"] = {**small["variables"], "other": {"kind": "staff"}}
    with pytest.raises(BadInput, match="nobody is left for the probes"):
        resolved()


def test_more_victims_than_a_department_has_people_are_refused(resolved: Resolver, small: Any) -> None:
    small["organisation"]["staff"] = 2
    small["variables"] = {**small["variables"], "other": {"kind": "staff", "department": "soumu"}}
    with pytest.raises(BadInput, match=r"variables\.other: nobody is left in department 'soumu'"):
        resolved()
