"""A node's specification as the engine takes it."""

from __future__ import annotations

import io
import tarfile

import pytest

from cyder.contracts.provider import LanRef
from cyder.lan.machine import node_host_config, node_labels, packed, sysctls
from cyder.model.topology import File, Routing
from tests.lans import card, node

MAIL = node("mail", card(0, "office", 11, gateway=1))


def test_a_node_has_no_network_of_dockers_and_no_power_it_was_not_given() -> None:
    settings = node_host_config(MAIL.model_copy(update={"capabilities": ("CHOWN",)}))
    assert settings["network_mode"] == "none"
    assert (settings["cap_drop"], settings["cap_add"]) == (["ALL"], ["CHOWN"])
    assert settings["security_opt"] == ["no-new-privileges"]
    assert settings["memswap_limit"] == settings["mem_limit"] == "128m"
    assert not {"privileged", "binds", "devices", "pid_mode", "volumes_from"} & settings.keys()


def test_names_are_resolved_as_the_lan_says_and_never_as_the_host_does() -> None:
    settings = node_host_config(MAIL)
    assert (settings["dns"], settings["dns_search"]) == (["10.66.0.53"], ["city.example"])
    assert settings["extra_hosts"] == ["dns.city.example:10.66.0.53", "mail.city.example:10.66.0.11"]


@pytest.mark.parametrize(
    ("routing", "forwards", "filters"), [("host", "0", "1"), ("router", "1", "0"), ("per-interface", "0", "0")]
)
def test_only_a_router_forwards_and_only_a_host_filters(routing: Routing, forwards: str, filters: str) -> None:
    settings = sysctls(routing)
    assert settings["net.ipv4.ip_forward"] == forwards
    assert settings["net.ipv4.conf.all.rp_filter"] == filters
    assert settings["net.ipv6.conf.all.disable_ipv6"] == "1"


def test_labels_are_a_nodes_whole_identity() -> None:
    assert node_labels(LanRef("t-x", "team1"), MAIL) == {
        "cyder.exercise": "t-x",
        "cyder.team": "team1",
        "cyder.node": "mail",
        "cyder.kind": "node",
        "cyder.spec": MAIL.digest(),
    }


def test_an_archive_holds_files_with_owner_and_mode_and_no_folder() -> None:
    content = packed([File(path="/etc/deep/a", content="彩野", mode=0o600, owner=5, group=7)])
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        (member,) = archive.getmembers()
        assert (member.name, member.mode, member.uid, member.gid) == ("etc/deep/a", 0o600, 5, 7)
        unpacked = archive.extractfile(member)
        assert unpacked is not None
        assert unpacked.read().decode() == "彩野"
