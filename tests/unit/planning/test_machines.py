"""What every machine of an organisation has, whatever its role."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from cyder.contracts.log import Log
from cyder.contracts.registry import Catalogue
from tests.unit.planning.conftest import Plain, Resolver


class Desk(Plain):
    """A machine from which others are administered."""

    id: ClassVar[str] = "desk"
    provides: ClassVar[tuple[str, ...]] = ("administration",)


class Collector(Plain):
    """The central log, open to ordinary users."""

    id: ClassVar[str] = "collector"
    provides: ClassVar[tuple[str, ...]] = ("syslog",)


class Web(Plain):
    """A machine whose server writes its own log."""

    id: ClassVar[str] = "web"
    logs: ClassVar[dict[str, Log]] = {"access": Log("/var/log/nginx/access.log", tag="nginx-access")}


@pytest.fixture
def catalogue(catalogue: Catalogue) -> Catalogue:
    """Return the small roles and those above."""
    roles = {**catalogue.roles, **{role.id: role for role in (Desk, Collector, Web)}}
    return Catalogue(roles, catalogue.actions, catalogue.folders)


@pytest.fixture
def contents(resolved: Resolver, small: Any) -> dict[str, dict[str, str]]:
    """Return by node the files of a LAN with a desk, a collector and a web server."""
    nodes = small["lan"]["nodes"]
    nodes["desk"] = {"role": "desk", "on": ["office"]}
    nodes["log"] = {"role": "collector", "on": ["office"], "open": "user"}
    nodes["web"] = {"role": "web", "on": ["office"]}
    return {node.name: {file.path: file.content for file in node.files} for node in resolved().topology.nodes}


def test_every_machine_knows_the_keys_of_all_others(contents: dict[str, dict[str, str]]) -> None:
    known = contents["pc"]["/etc/ssh/ssh_known_hosts"]
    own = contents["web"]["/etc/ssh/ssh_host_ed25519_key.pub"].split()[1]
    assert f"web,web.city.example,10.66.0.15 ssh-ed25519 {own}\n" in known
    assert contents["pc"]["/etc/ssh/ssh_known_hosts"] == contents["web"]["/etc/ssh/ssh_known_hosts"]


def test_root_of_the_desk_may_log_in_as_whom_trainees_are(contents: dict[str, dict[str, str]]) -> None:
    assert contents["web"]["/root/.ssh/authorized_keys"].endswith(" root@desk\n")
    assert "/root/.ssh/authorized_keys" not in contents["log"]
    assert contents["log"]["/home/viewer/.ssh/authorized_keys"].endswith(" root@desk\n")


def test_every_machine_sends_its_logs_to_the_collector(contents: dict[str, dict[str, str]]) -> None:
    assert 'target="10.66.0.14" port="514"' in contents["pc"]["/etc/rsyslog.d/central.conf"]
    assert "/etc/rsyslog.d/central.conf" not in contents["log"]


def test_files_that_programs_write_themselves_are_fetched(contents: dict[str, dict[str, str]]) -> None:
    assert 'file="/var/log/nginx/access.log" tag="nginx-access:"' in contents["web"]["/etc/rsyslog.d/central.conf"]
    assert "imfile" not in contents["pc"]["/etc/rsyslog.d/central.conf"].replace('module(load="imfile")', "")


def test_a_machine_open_to_users_has_one(contents: dict[str, dict[str, str]]) -> None:
    assert contents["log"]["/var/lib/first-boot/accounts"].startswith("viewer\t1500\t\tadm\t")
    assert "/var/lib/first-boot/accounts" not in contents["pc"]


def test_a_machine_outside_belongs_to_nobody(contents: dict[str, dict[str, str]]) -> None:
    assert sorted(contents["intruder"]) == ["/etc/motd", "/etc/plain", "/etc/timezone"]
