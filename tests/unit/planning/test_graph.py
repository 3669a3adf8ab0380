"""A scenario's LAN as data, as text and as a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from cyder.exercise.library import catalogue, scenario_file, shipped
from cyder.planning import graph_svg, graph_text
from cyder.planning.graph import Graph, graph
from cyder.planning.graph_layout import LANDSCAPE, LONGEST, lay_out
from cyder.scenario.load import load_text

SVG = "{http://www.w3.org/2000/svg}"
BRANCH = """
    branch: {subnet: 10.68.0.0/24}
    partners: {subnet: 198.51.100.0/24}
  nodes:
    fw: {role: gateway, on: [outside, branch], open: user, names: [fw.chamber.example]}
    watch: {role: analyst, on: [office, branch]}
    a-very-long-name-for-a-machine-of-ours: {role: client, on: [branch]}"""


def of(name: str, *changes: tuple[str, str]) -> Graph:
    """Return the graph of a shipped scenario in which some text stands otherwise."""
    text = scenario_file(name).read_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return graph(load_text(text, str(scenario_file(name)), catalogue()), catalogue())


def branched() -> Graph:
    """Return first-look with a second gateway, a machine in two networks and a network outside where nothing stands."""
    return of("first-look", ("\n  nodes:", BRANCH))


def pictured(graph: Graph) -> ElementTree.Element:
    """Return a picture as a parser reads it."""
    return ElementTree.fromstring(graph_svg.draw(graph))


def texts(picture: ElementTree.Element) -> list[str]:
    """Return what is written in a picture."""
    return ["".join(each.itertext()).strip() for each in picture.iter(f"{SVG}text")]


def test_networks_outside_come_first_and_nodes_stand_as_the_scenario_has_them() -> None:
    found = of("first-look")
    assert [(line.name, line.inside) for line in found.networks] == [("outside", False), ("office", True)]
    assert [node.name for node in found.nodes] == ["gw", "dns", "mail", "pc", "intruder"]


def test_a_node_has_its_fixed_address_in_each_network_and_none_where_a_variable_decides() -> None:
    found = of("town-hall")
    nodes = {node.name: node for node in found.nodes}
    assert list(map(found.address, nodes["gw"].places)) == ["203.0.113.1", "10.66.0.1", "10.66.8.1"]
    assert list(map(found.address, nodes["intruder"].places)) == ["differs between teams (+1)"]


def test_a_node_is_as_open_as_a_team_will_find_it() -> None:
    found = of("town-hall")
    nodes = {node.name: found.closedness(node) for node in found.nodes}
    assert nodes["log"] == "as user"
    assert nodes["dns"] == ""
    assert nodes["isp"] == "closed", "the same role as dns, but outside"


def test_arms_lead_from_network_to_network_and_cross_those_between() -> None:
    said = graph_text.draw(branched()).splitlines()
    assert any(line.startswith("  ◆══╪══╪══◆  fw ") for line in said), "a gateway"
    assert any(line.startswith("  │  │  ●──●  watch ") for line in said), "a machine that joins nothing"


def test_the_text_is_golden() -> None:
    assert graph_text.draw(of("first-look")) == GOLDEN


GOLDEN = """\
A first look
Saino City  city.example

  outside 203.0.113.0/24
  │  office 10.66.0.0/24
  │  │
  ◆══◆  gw        gateway           203.0.113.1  10.66.0.1
  │  │
  ●  │  intruder  attacker  closed  differs between teams
  │  │
  │  ●  dns       dns               10.66.0.10
  │  ●  mail      mail              10.66.0.11
  │  ●  pc        client            10.66.0.12

◆ joins its networks, ● stands in them
closed: trainees may not enter it"""


def test_in_japanese_no_word_of_the_picture_or_the_text_is_english() -> None:
    found = branched().in_language("ja")
    ours = " ".join([*texts(pictured(found)), graph_text.draw(found), graph_svg.describe(found)])
    assert not re.search(r"· outside|\b(closed|differs|teams|joins|stands|In)\b|Saino|first look", ours)
    assert re.search(r"intruder +attacker +操作不可 +チームごとに異なる$", graph_text.draw(found), re.MULTILINE)
    assert "partners(198.51.100.0/24、外部): ほかの機器なし。" in graph_svg.describe(found)


def test_columns_of_the_text_are_aligned() -> None:
    said = graph_text.draw(of("town-hall")).splitlines()
    first = [line.index(address) for line in said if line[2:3] in {"●", "◆", "│"} and (address := first_address(line))]
    assert len(first) == len(of("town-hall").nodes) - 1, "all but the one whose address differs between teams"
    assert len(set(first)) == 1


def first_address(line: str) -> str:
    """Return the first address in a line about a node, "" if there is none."""
    return next((word for word in line.split() if re.fullmatch(r"\d+(\.\d+){3}", word)), "")


@pytest.mark.parametrize("name", shipped())
def test_every_node_network_and_address_is_written_in_the_picture(name: str) -> None:
    found = of(name)
    said = texts(pictured(found))
    for node in found.nodes:
        assert node.name in said
        assert set(map(found.address, node.places)) <= set(said)
        assert set(node.names) <= set(said)
        assert f"{node.role} · {found.closedness(node)}".removesuffix(" · ") in said
    for line in found.networks:
        assert f"{line.name} {line.subnet}" in said


def test_the_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    picture = pictured(of("first-look"))
    assert picture.findtext(f"{SVG}title") == "A first look"
    assert picture.findtext(f"{SVG}desc") == (
        "gw (gateway) stands in outside and office. In outside, 203.0.113.0/24, outside: intruder (attacker). "
        "In office, 10.66.0.0/24, inside: dns (dns), mail (mail), pc (client)."
    )


def test_a_network_without_nodes_of_its_own_is_said_to_have_none() -> None:
    assert "In partners, 198.51.100.0/24, outside: nothing else." in graph_svg.describe(branched())


def test_texts_of_the_scenario_cannot_become_parts_of_the_picture() -> None:
    hostile = "'</title><script>alert(1)</script> & \"x\"'"
    found = of("first-look", ("en: A first look", f"en: {hostile}"))
    assert "<script>" not in graph_svg.draw(found)
    assert texts(pictured(found))[0] == '</title><script>alert(1)</script> & "x"'


def test_a_closed_node_is_marked_and_an_open_one_is_not() -> None:
    kinds = [each.get("class") for each in pictured(of("first-look")).iter(f"{SVG}rect")]
    assert kinds.count("box closed") == 1
    assert kinds.count("box") == 3


def test_a_gateway_has_a_port_on_each_of_its_networks() -> None:
    ports = [each for each in pictured(of("town-hall")).iter(f"{SVG}rect") if each.get("class") == "port"]
    assert len(ports) == 3


def test_the_same_scenario_gives_the_same_picture() -> None:
    assert graph_svg.draw(of("town-hall")) == graph_svg.draw(of("town-hall"))


@pytest.mark.parametrize("make", [partial(of, "first-look"), partial(of, "town-hall"), branched])
def test_nothing_lies_on_anything_else_or_beyond_the_edge(make: Callable[[], Graph]) -> None:
    made = make()
    layout = lay_out(made)
    boxes = [*layout.joints, *(box for band in layout.bands for box in band.boxes)]
    assert len(boxes) == len(made.nodes)
    for one, other in combinations(boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for band, below in pairwise(layout.bands):
        assert band.bottom < below.top
    assert all(box.x + box.width < layout.width and box.y + box.height < layout.height for box in boxes)
    assert all(box.x + box.width < band.right for band in layout.bands for box in band.boxes)


def test_the_whole_town_hall_fits_a_sheet_of_paper_on_its_side() -> None:
    layout = lay_out(of("town-hall"))
    assert layout.width / layout.height == pytest.approx(LANDSCAPE, rel=0.2)


def test_a_name_longer_than_a_box_is_cut() -> None:
    said = texts(pictured(branched()))
    cut = next(text for text in said if text.startswith("a-very-long"))
    assert cut == "a-very-long-name-for-a-machine-…"
    assert len(cut) == LONGEST
