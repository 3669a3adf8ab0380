"""A LAN drawn as an SVG picture: dark on light, readable in print and without colours."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cyder.model.base import LocalText
from cyder.planning.graph import Graph, Machine
from cyder.planning.graph_layout import FOOT, GAP, MARGIN, PADDING, TEXT_LINE, Band, Box, Layout, lay_out

STYLE = """
text { font-family: "Noto Sans", "Noto Sans CJK JP", "Helvetica Neue", Arial, sans-serif; fill: #1b1f24; }
.title { font-size: 22px; font-weight: 700; }
.organisation, .legend { font-size: 14px; fill: #3d444d; }
.network { font-size: 15px; font-weight: 700; }
.subnet { font-weight: 400; }
.name { font-size: 14px; font-weight: 700; }
.words { font-size: 12px; fill: #3d444d; }
.address { font-size: 12px; font-family: "Noto Sans Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.inside { fill: #eef4fb; }
.outside { fill: #fbf3e4; }
.bar { stroke-width: 6; stroke-linecap: round; }
.inside-line { stroke: #2a5a8c; fill: none; }
.outside-line { stroke: #8f5f13; fill: none; }
.cable { stroke-width: 1.5; }
.port { fill: #1b1f24; }
.box { fill: #ffffff; stroke: #3d444d; stroke-width: 1.2; }
.joint { stroke-width: 2.2; }
.closed { fill: #ececec; stroke-dasharray: 5 4; }
"""
"""Contrast of text to ground is at least 8 to 1; what colours say is said in words, too."""

_OUTSIDE = LocalText(en="outside", ja="外部")
_CORNER = 6
_PORT = 8


def draw(graph: Graph) -> str:
    """Return the picture as an SVG document; texts of the scenario are escaped."""
    layout = lay_out(graph)
    # Without width and height a browser fits it to the window, and to the sheet of paper.
    box = f"0 0 {_number(layout.width)} {_number(layout.height)}"
    named = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "role": "img", "lang": graph.language}
    picture = Element("svg", named)
    SubElement(picture, "title").text = graph.say(graph.title)
    SubElement(picture, "desc").text = describe(graph)
    SubElement(picture, "style").text = STYLE
    SubElement(picture, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    _text(picture, MARGIN, 40, graph.say(graph.title), "title")
    _text(picture, MARGIN, 64, f"{graph.say(graph.organisation)} · {graph.domain}", "organisation")
    for band in layout.bands:
        _ground(picture, band, graph.say(_OUTSIDE))
    for band in layout.bands:
        _bar(picture, band)
    for joint in layout.joints:
        _joint(picture, joint, graph, layout)
    _legend(picture, graph, layout)
    indent(picture)
    return tostring(picture, encoding="unicode") + "\n"


def describe(graph: Graph) -> str:
    """Return the picture in sentences, for whoever cannot see it."""
    return _in_japanese(graph) if graph.language == "ja" else _in_english(graph)


def _in_english(graph: Graph) -> str:
    several = [f"{node.name} ({node.role}) stands in {_and(node)}." for node in graph.joints]
    alone = [
        f"In {line.name}, {line.subnet}, {'inside' if line.inside else 'outside'}: "
        + (", ".join(f"{node.name} ({node.role})" for node in graph.only_in(line.name)) or "nothing else")
        + "."
        for line in graph.networks
    ]
    return " ".join([*several, *alone])


def _and(node: Machine) -> str:
    *others, last = (place.network for place in node.places)
    return f"{', '.join(others)} and {last}"


def _in_japanese(graph: Graph) -> str:
    several = [
        f"{node.name}({node.role})は{'、'.join(place.network for place in node.places)}に接続しています。"
        for node in graph.joints
    ]
    alone = [
        f"{line.name}({line.subnet}、{'内部' if line.inside else '外部'}): "
        + ("、".join(f"{node.name}({node.role})" for node in graph.only_in(line.name)) or "ほかの機器なし")
        + "。"
        for line in graph.networks
    ]
    return "".join([*several, *alone])


def _ground(picture: Element, band: Band, outside: str) -> None:
    kind = "inside" if band.line.inside else "outside"
    width, height = band.right - band.begin, band.bottom - band.top
    _rect(picture, kind, x=band.begin, y=band.top, width=width, height=height, rx=_CORNER)
    label = _text(picture, band.begin + PADDING, band.top + 20, f"{band.line.name} ", "network")
    where = "" if band.line.inside or band.line.name == outside else f" · {outside}"
    SubElement(label, "tspan", {"class": "subnet"}).text = f"{band.line.subnet}{where}"


def _bar(picture: Element, band: Band) -> None:
    line = f"{'inside' if band.line.inside else 'outside'}-line"
    _line(picture, f"M {_number(band.left)} {_number(band.bar)} H {_number(band.right - PADDING)}", f"bar {line}")
    for box in band.boxes:
        comb = (
            f"M {_number(box.x - GAP / 2)} {_number(band.bar)} V {_number(box.y + box.height / 2)} h {_number(GAP / 2)}"
        )
        _line(picture, comb, f"cable {line}")
    for box in band.boxes:
        _box(picture, box, "box")
        for number, text in enumerate(box.lines):
            kind = ("name", "words", "address")[number] if number < 3 else "words"
            _text(picture, box.x + PADDING, box.y + PADDING + 12 + number * TEXT_LINE, text, kind)


def _joint(picture: Element, box: Box, graph: Graph, layout: Layout) -> None:
    """Draw a tall box from its first bar to its last, with a port and an address at each of them."""
    _box(picture, box, "box joint")
    bars = [layout.bar_of(place.network) for place in box.node.places]
    for place, bar in zip(box.node.places, bars, strict=True):
        edge = box.x + box.width
        _rect(picture, "port", x=edge - _PORT / 2, y=bar - _PORT / 2, width=_PORT, height=_PORT)
        _text(picture, edge - PADDING, bar + 4, graph.address(place), "address", end=True)
    for number, text in enumerate(box.lines):
        _text(picture, box.x + PADDING, bars[0] + 30 + number * TEXT_LINE, text, "name" if number == 0 else "words")


def _box(picture: Element, box: Box, kind: str) -> None:
    closed = " closed" if box.node.open == "no" else ""
    _rect(picture, kind + closed, x=box.x, y=box.y, width=box.width, height=box.height, rx=_CORNER)


def _legend(picture: Element, graph: Graph, layout: Layout) -> None:
    foot = layout.height - MARGIN - (len(graph.legend) - 1) * FOOT
    for number, text in enumerate(graph.legend):
        _text(picture, MARGIN, foot + number * FOOT, text, "legend")


def _rect(picture: Element, kind: str, **place: float) -> None:
    SubElement(picture, "rect", {"class": kind, **{name: _number(value) for name, value in place.items()}})


def _line(picture: Element, path: str, kind: str) -> None:
    SubElement(picture, "path", {"class": kind, "d": path})


def _text(picture: Element, x: float, y: float, text: str, kind: str, *, end: bool = False) -> Element:
    anchor = {"text-anchor": "end"} if end else {}
    found = SubElement(picture, "text", {"class": kind, "x": _number(x), "y": _number(y), **anchor})
    found.text = text
    return found


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
