"""Where everything stands in the picture of a LAN, in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from cyder.planning.graph import Graph, Line, Machine

MARGIN = 24
HEAD = 84
"""Height of title and organisation."""

TITLE = 22
"""Size of the title's letters."""

FOOT = 24
"""Height of one line of the legend, which stands at the foot."""

BAND_HEAD = 46
"""Height of a network's name and its bar, above its boxes."""

EMPTY = 40
"""Height of a network's ground below its bar, if nothing stands there: room for a joint's words."""

OVERHANG = 20
"""How far a joint's box reaches above its first bar and below its last one."""

GAP = 30
"""Between two boxes in a row; the line from the bar comes down in it."""

ROW_GAP = 14
BAND_GAP = 22
TEXT_LINE = 17
PADDING = 10
LETTER = 7.8
"""Width of a letter, on the average, of a node's name; everything else in a box is smaller."""

LONGEST = 32
"""Letters of a line in a box; what is longer is cut."""

LANDSCAPE = 1.41
"""Width by height of a sheet of paper on its side."""

MOST_COLUMNS = 12


@dataclass(frozen=True)
class Box:
    """A rectangle, and the lines of text in it: the name first."""

    x: float
    y: float
    width: float
    height: float
    node: Machine
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """A network: its ground from `begin` to `right`, its bar at height `bar` from `left` to there, and its boxes."""

    line: Line
    top: float
    bottom: float
    bar: float
    left: float
    begin: float
    right: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Layout:
    """The whole picture. `joints` are the boxes of nodes in several networks, at the left of all bands."""

    width: float
    height: float
    joints: tuple[Box, ...]
    bands: tuple[Band, ...]

    def bar_of(self, network: str) -> float:
        """Return the height of a network's bar."""
        return next(band.bar for band in self.bands if band.line.name == network)


def lay_out(graph: Graph) -> Layout:
    """Return the layout that comes nearest to the shape of a sheet of paper."""
    tries = [_Ruler(graph, columns).layout() for columns in range(2, MOST_COLUMNS + 1)]
    return min(tries, key=lambda layout: abs(layout.width / layout.height - LANDSCAPE))


def words(node: Machine) -> tuple[str, ...]:
    """Return the lines in a node's box; a joint's addresses stand beside its bars instead."""
    kind = " · ".join(filter(None, (node.role, node.closedness)))
    places = tuple(place.words for place in node.places) if len(node.places) == 1 else ()
    return tuple(_cut(text) for text in (node.name, kind, *places, *node.names))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _width(nodes: Sequence[Machine]) -> float:
    """Return how wide a box must be for any of these nodes."""
    texts = [text for node in nodes for text in (*words(node), *(place.words for place in node.places))]
    return max((len(text) for text in texts), default=0) * LETTER + 2 * PADDING


@dataclass(frozen=True)
class _Ruler:
    """Measures one layout, with at most so many columns of boxes."""

    graph: Graph
    columns: int

    def layout(self) -> Layout:
        """Return where everything stands."""
        joints, begin = [], float(MARGIN)
        for node in self.graph.joints:
            joints.append((node, begin, _width([node])))
            begin += _width([node]) + GAP
        right = max(begin + self._across() * (self._box_width() + GAP) + GAP, MARGIN + _title_width(self.graph))
        top, bands = float(HEAD), []
        for line in self.graph.networks:
            ends = [x + width for node, x, width in joints if _stands_in(node, line)]
            bands.append(self._band(line, top, begin, right=right, left=min(ends, default=begin + PADDING)))
            top = bands[-1].bottom + BAND_GAP
        height = top - BAND_GAP + len(self.graph.legend) * FOOT + MARGIN
        boxes = (_joint(node, x, width, bands) for node, x, width in joints)
        return Layout(right + MARGIN, height, tuple(boxes), tuple(bands))

    def _across(self) -> int:
        most = max(len(self.graph.only_in(line.name)) for line in self.graph.networks)
        return max(1, min(self.columns, most))

    def _box_width(self) -> float:
        return _width([node for node in self.graph.nodes if node not in self.graph.joints])

    def _band(self, line: Line, top: float, begin: float, *, right: float, left: float) -> Band:
        width, y, boxes = self._box_width(), top + BAND_HEAD, list[Box]()
        for row in _rows(self.graph.only_in(line.name), self.columns):
            height = max(len(words(node)) for node in row) * TEXT_LINE + 2 * PADDING
            places = (begin + GAP + number * (width + GAP) for number in range(len(row)))
            boxes += [Box(x, y, width, height, node, words(node)) for x, node in zip(places, row, strict=True)]
            y += height + ROW_GAP
        bottom = y if boxes else y + EMPTY
        return Band(line, top, bottom, top + BAND_HEAD - ROW_GAP, left, begin, right, tuple(boxes))


def _rows(nodes: Sequence[Machine], columns: int) -> list[Sequence[Machine]]:
    """Return nodes in as few rows as there must be, of about the same length."""
    rows = ceil(len(nodes) / columns)
    each = ceil(len(nodes) / rows) if rows else 1
    return [nodes[first : first + each] for first in range(0, len(nodes), each)]


def _joint(node: Machine, x: float, width: float, bands: Sequence[Band]) -> Box:
    bars = [band.bar for band in bands if _stands_in(node, band.line)]
    return Box(x, bars[0] - OVERHANG, width, bars[-1] - bars[0] + 2 * OVERHANG, node, words(node))


def _stands_in(node: Machine, line: Line) -> bool:
    return any(place.network == line.name for place in node.places)


def _title_width(graph: Graph) -> float:
    """Return about how wide the title is; a Japanese letter is as wide as it is high."""
    title = f"{graph.title.en} / {graph.title.ja}"
    return sum(TITLE if east_asian_width(letter) in "WF" else TITLE * 0.6 for letter in title)
