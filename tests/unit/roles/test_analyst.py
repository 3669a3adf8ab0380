"""What a workstation knows of its LAN, and tells."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.analyst import Analyst
from cyder.roles.analyst.probes import Captures
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import TOWN, contents, site

DESK = Vantage("pc", "10.66.0.12")


def test_the_plan_shows_the_organisations_machines_and_nobody_elses() -> None:
    opened = [node.model_copy(update={"open": "no" if node.role == "attacker" else "root"}) for node in TOWN.nodes]
    lan = TOWN.model_copy(update={"nodes": tuple(opened)})
    plan = contents(Analyst().files(site("pc", lan)))["/root/network-plan.txt"]
    assert "office  10.66.0.0/24" in plan
    assert "mail       172.20.3.11" in plan
    assert "203.0.113" not in plan
    assert "intruder" not in plan


def test_the_prompt_says_where_one_is() -> None:
    greeting = contents(Analyst().files(site("pc")))["/etc/profile.d/desk.sh"]
    assert "PS1='[彩野市 Saino City] '" in greeting


def test_the_workstation_has_the_key_that_opens_the_others() -> None:
    files = contents(Analyst().files(site("pc")))
    assert files["/root/.ssh/id_ed25519.pub"].strip() == site("pc").key("root@pc").public


def test_the_capture_is_a_ring_of_the_size_asked_for() -> None:
    settings = contents(Analyst(capture_mb=100).files(site("pc")))["/etc/default/capture"]
    assert settings == "FILE_KB=20000\nFILES=5\n"


def test_a_capture_must_have_room_for_a_file() -> None:
    with pytest.raises(ValidationError):
        Analyst(capture_mb=10)


def test_a_capture_with_a_packet_passes() -> None:
    lan, _ = deciding(lambda argv: Result(0, "14:00:00 ARP, Request\n"))
    assert Captures(target="pc").check(lan, DESK).passed


@pytest.mark.parametrize("result", [Result(0, ""), Result(1, "tcpdump: no such file")])
def test_a_capture_without_one_does_not(result: Result) -> None:
    lan, _ = deciding(lambda argv: result)
    assert not Captures(target="pc").check(lan, DESK).passed
