"""What engine failures become for people."""

from __future__ import annotations

import pytest
import requests
from docker.errors import APIError, ImageNotFound

from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed, SetupMissing
from cyder.lan.words import Impossible, in_words, place
from cyder.model.plan import ConnectNode, CreateNetwork, CreateSwitch, StartNode
from tests.lans import card, node

LAN = LanRef("first-look", "team1")


@pytest.mark.parametrize(
    ("cause", "kind", "words"),
    [
        (APIError("500", explanation="no space\nleft"), EngineFailed, "here: no space left"),
        (Impossible("the node does not run"), EngineFailed, "here: the node does not run"),
        (requests.exceptions.ReadTimeout(), EngineFailed, "here: the engine did not answer in time"),
        (ImageNotFound("404", explanation="No such image: x"), SetupMissing, "here: No such image: x"),
        (requests.exceptions.ConnectionError("refused"), SetupMissing, "here: no Docker Engine answers (refused)"),
    ],
)
def test_a_failure_says_where_and_what_and_what_to_do(cause: Exception, kind: type[EngineFailed], words: str) -> None:
    with pytest.raises(kind) as raised, in_words("here"):
        raise cause
    assert raised.value.message == words
    assert "`cyder " in raised.value.hint


def test_what_is_no_failure_of_the_engine_passes_unchanged() -> None:
    with pytest.raises(FileNotFoundError), in_words("here"):
        raise FileNotFoundError


def test_an_operation_is_told_by_lan_subject_and_name() -> None:
    assert place(LAN, CreateSwitch()) == "first-look/team1: switch: create-switch"
    assert place(LAN, CreateNetwork(network="office", subnet="10.66.0.0/24")).endswith("network office: create-network")
    assert place(LAN, ConnectNode(node=node("mail", card(0, "office", 11)))).endswith("mail: connect-node")
    assert place(LAN, StartNode(name="mail")).endswith("mail: start-node")
