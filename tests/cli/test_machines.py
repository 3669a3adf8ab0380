"""`cyder isolate`, `reconnect` and `reset`: what they do to one node, what they say, whom they refuse."""

from __future__ import annotations

import pytest

from cyder.contracts.provider import LanRef
from cyder.model.ledger import NodeChanged
from cyder.model.topology import File
from tests.cli.conftest import Prompt

LAN = LanRef("first-look", "team1")


@pytest.fixture
def up(prompt: Prompt) -> Prompt:
    """Return a terminal at an exercise that is up for two teams."""
    prompt.well("up", "first-look", "--teams", "2")
    return prompt


def isolated(prompt: Prompt, lan: LanRef = LAN) -> list[str]:
    """Return the nodes whose cable is pulled."""
    return [name for name, node in prompt.desk.provider.observe(lan).nodes.items() if node.isolated]


def changes(prompt: Prompt) -> list[tuple[str, str, str, str]]:
    """Return what the ledger has of nodes: team, author, node, change."""
    entries = prompt.desk.exercise("first-look").ledger.entries()
    return [
        (entry.team, entry.author, entry.body.node, entry.body.change)
        for entry in entries
        if isinstance(entry.body, NodeChanged)
    ]


def test_isolating_a_node_pulls_its_cable_and_nobody_elses(up: Prompt) -> None:
    said = up.well("isolate", "team1/mail").out
    assert said == "team1/mail is isolated: it runs on, nothing goes in or out\nnext: cyder reconnect team1/mail\n"
    assert isolated(up) == ["mail"]
    assert isolated(up, LanRef("first-look", "team2")) == []


def test_reconnecting_puts_the_cable_back(up: Prompt) -> None:
    up.well("isolate", "team1/mail")
    assert up.well("reconnect", "team1/mail").out == "team1/mail is connected again\n"
    assert isolated(up) == []


def test_doing_it_twice_is_said_and_changes_nothing(up: Prompt) -> None:
    up.well("isolate", "team1/mail")
    assert up.well("isolate", "team1/mail").out == "team1/mail is isolated already\n"
    assert isolated(up) == ["mail"]
    up.well("reconnect", "team1/mail")
    assert up.well("reconnect", "team1/mail").out == "team1/mail is connected already\n"
    assert [change for *_, change in changes(up)] == ["isolated", "reconnected"]


def test_the_ledger_says_who_did_it(up: Prompt) -> None:
    up.well("isolate", "team1/mail")
    up.well("isolate", "team2/intruder", "--as", "instructor")
    up.well("reset", "team2/pc")
    assert changes(up) == [
        ("team1", "team1", "mail", "isolated"),
        ("team2", "instructor", "intruder", "isolated"),
        ("team2", "instructor", "pc", "reset"),
    ]


def test_an_isolated_node_shows_in_the_status_and_stays_so_after_up(up: Prompt) -> None:
    up.well("isolate", "team1/mail")
    up.well("up", "first-look")
    assert "mail running, isolated" in up.well("status").out


def test_a_node_that_is_reset_has_its_files_again_and_no_others(up: Prompt) -> None:
    node, other = up.desk.provider.node(LAN, "pc"), up.desk.provider.node(LAN, "dns")
    motd = node.read("/etc/motd")
    node.write(File(path="/etc/motd", content="mine"))
    for each in (node, other):
        each.write(File(path="/root/notes", content="mine"))
    said = up.well("reset", "team1/pc").out
    assert "team1/pc is new and healthy after 0.0 s; what was on it is gone" in said
    assert node.read("/etc/motd") == motd
    with pytest.raises(FileNotFoundError):
        node.read("/root/notes")
    assert other.read("/root/notes") == b"mine"
    assert up.well("plan", "first-look").out.count("nothing to do") == 2


@pytest.mark.parametrize("node", ["gw", "dns", "mail", "intruder", "prober"])
def test_any_node_can_be_reset_even_one_whose_cable_is_pulled(up: Prompt, node: str) -> None:
    up.well("isolate", f"team1/{node}", "--as", "instructor")
    data = up.well("reset", f"team1/{node}", "--json").data
    assert data == {"team": "team1", "node": node, "change": "reset", "done": True, "seconds": 0.0}
    assert isolated(up) == []


@pytest.mark.parametrize("command", ["isolate", "reconnect", "reset"])
def test_the_team_must_be_said_where_there_are_several(up: Prompt, command: str) -> None:
    refused = up(command, "mail")
    assert refused.code == 2
    assert "whose 'mail'? there are 2 teams" in refused.err


@pytest.mark.parametrize("command", ["isolate", "reconnect", "reset"])
def test_a_misspelt_node_is_answered_with_the_right_one(up: Prompt, command: str) -> None:
    refused = up(command, "team1/mial")
    assert refused.code == 2
    assert "unknown node 'mial'; did you mean 'mail'?" in refused.err


@pytest.mark.parametrize("command", ["isolate", "reconnect"])
def test_a_trainee_cannot_pull_the_cable_of_a_closed_node(up: Prompt, command: str) -> None:
    refused = up(command, "team1/intruder")
    assert refused.code == 2
    assert "'intruder' is not yours to enter" in refused.err


@pytest.mark.parametrize("command", ["isolate", "reconnect", "reset"])
def test_where_no_lan_stands_there_is_nothing_to_change(up: Prompt, command: str) -> None:
    up.well("down")
    refused = up(command, "team1/mail")
    assert refused.code == 2
    assert "team1/mail is not plugged in" in refused.err
    assert "hint: cyder up first-look" in refused.err
    assert changes(up) == []
