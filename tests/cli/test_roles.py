"""`cyder roles`: what kinds of machines there are."""

from __future__ import annotations

from cyder.exercise.library import catalogue
from tests.cli.conftest import Prompt


def test_the_list_has_a_line_for_every_role_with_what_listens_on_it(prompt: Prompt) -> None:
    said = prompt.well("roles", "list").out.splitlines()
    assert [line.split()[0] for line in said[1:-2]] == list(catalogue().roles)
    dns = next(line for line in said if line.startswith("dns "))
    assert dns.split("  ")[-1].strip() == "53/udp 53/tcp 22/tcp"
    assert said[-1] == "cyder roles show ROLE has the rest"


def test_the_list_as_data_has_each_role_in_full(prompt: Prompt) -> None:
    data = prompt.well("roles", "list", "--json").data
    assert data[0] == prompt.well("roles", "show", data[0]["id"], "--json").data
    iot = next(each for each in data if each["id"] == "iot")
    assert iot["ports"] == ["23/tcp", "80/tcp"]
    assert iot["logs"]["access"] == {"path": "/var/log/lighttpd/access.log", "central": "lighttpd-access"}
    assert iot["settings"][0] == {
        "name": "password",
        "type": "text",
        "default": "camera",
        "description": "root's password as it left the factory",
    }


def test_one_role_is_shown_with_its_logs_and_settings(prompt: Prompt) -> None:
    said = prompt.well("roles", "show", "dns").out
    assert "image        " in said
    assert "/var/log/named/queries.log  (on the central log: named-queries.log)" in said
    assert '  transfer: anyone | secondaries | nobody, default "secondaries"\n      who may copy whole zones' in said


def test_a_misspelt_role_is_answered_with_the_right_one(prompt: Prompt) -> None:
    refused = prompt("roles", "show", "dsn")
    assert refused.code == 2
    assert "unknown role 'dsn'; did you mean 'dns'?" in refused.err
