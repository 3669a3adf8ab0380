"""`cyder graph`: text on the terminal, a picture in a file, data for programs."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Prompt


def test_the_graph_of_a_shipped_scenario_is_drawn_without_any_exercise(prompt: Prompt) -> None:
    said = prompt.well("graph", "town-hall").out
    assert "◆══◆══◆  gw " in said
    assert "closed: trainees may not enter it" in said
    assert prompt.well("status").out.startswith("no exercise")


def test_the_graph_of_a_file_is_that_files(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        Path("scenarios/first-look.yaml").read_text().replace("pc:", "kiosk:").replace("on: pc", "on: kiosk")
    )
    assert "│  ●  kiosk " in prompt.well("graph", str(path)).out


def test_a_picture_is_written_where_it_is_asked_for(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "lan.svg"
    assert prompt.well("graph", "town-hall", "-o", str(path)).out == f"written: {path}\n"
    assert ElementTree.fromstring(path.read_text()).tag == "{http://www.w3.org/2000/svg}svg"
    assert prompt.well("graph", "town-hall", "-o", str(path), "--json").data == {"written": str(path)}


def test_the_data_names_networks_and_nodes(prompt: Prompt) -> None:
    data = prompt.well("graph", "first-look", "--json").data
    assert [line["name"] for line in data["networks"]] == ["outside", "office"]
    assert data["nodes"][-1] == {
        "name": "intruder",
        "role": "attacker",
        "open": "no",
        "joins": False,
        "places": [{"network": "outside", "address": None, "others": 0}],
        "names": [],
    }


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("graph", "town-hal"), "did you mean 'town-hall'"),
        (("graph", "first-look", "-o", "lan.png"), "lan.png: the picture is an SVG"),
        (("graph", "first-look", "-o", "-"), "hint: -o lan.svg"),
        (("graph", "first-look", "-o", "nowhere/lan.svg"), "nowhere/lan.svg: No such file or directory"),
    ],
)
def test_a_beginners_mistake_is_answered_with_a_sentence(prompt: Prompt, words: tuple[str, ...], word: str) -> None:
    refused = prompt(*words)
    assert refused.code == 2
    assert word in refused.err
    assert refused.out == ""


def test_a_scenario_with_problems_is_not_drawn(prompt: Prompt) -> None:
    refused = prompt("graph", "tests/bad/unknown-role.yaml")
    assert refused.code == 2
    assert "unknown role" in refused.err
