"""Where everything stands in the picture of a LAN, in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from cyder.model.width import columns, cut
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
"""Columns of a line in a box, a Japanese letter being two; what is longer is cut."""

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


def words(graph: Graph, node: Machine) -> tuple[str, ...]:
    """Return the lines in a node's box; a joint's addresses stand beside its bars instead."""
    kind = " · ".join(filter(None, (node.role, graph.closedness(node))))
    places = tuple(graph.address(place) for place in node.places) if len(node.places) == 1 else ()
    return tuple(cut(text, LONGEST) for text in (node.name, kind, *places, *node.names))


@dataclass(frozen=True)
class _Ruler:
    """Measures one layout, with at most so many columns of boxes."""

    graph: Graph
    columns: int

    def layout(self) -> Layout:
        """Return where everything stands."""
        joints, begin = [], float(MARGIN)
        for node in self.graph.joints:
            joints.append((node, begin, self._width([node])))
            begin += self._width([node]) + GAP
        title = columns(self.graph.say(self.graph.title)) * TITLE * 0.6
        right = max(begin + self._across() * (self._box_width() + GAP) + GAP, MARGIN + title)
        top, bands = float(HEAD), []
        for line in self.graph.networks:
            ends = [x + width for node, x, width in joints if _stands_in(node, line)]
            bands.append(self._band(line, top, begin, right=right, left=min(ends, default=begin + PADDING)))
            top = bands[-1].bottom + BAND_GAP
        height = top - BAND_GAP + len(self.graph.legend) * FOOT + MARGIN
        boxes = (self._joint(node, x, width, bands) for node, x, width in joints)
        return Layout(right + MARGIN, height, tuple(boxes), tuple(bands))

    def _across(self) -> int:
        most = max(len(self.graph.only_in(line.name)) for line in self.graph.networks)
        return max(1, min(self.columns, most))

    def _box_width(self) -> float:
        return self._width([node for node in self.graph.nodes if node not in self.graph.joints])

    def _width(self, nodes: Sequence[Machine]) -> float:
        """Return how wide a box must be for any of these nodes."""
        graph = self.graph
        texts = [text for node in nodes for text in (*words(graph, node), *map(graph.address, node.places))]
        return max(map(columns, texts), default=0) * LETTER + 2 * PADDING

    def _band(self, line: Line, top: float, begin: float, *, right: float, left: float) -> Band:
        width, y, boxes = self._box_width(), top + BAND_HEAD, list[Box]()
        for row in _rows(self.graph.only_in(line.name), self.columns):
            lines = [words(self.graph, node) for node in row]
            height = max(map(len, lines)) * TEXT_LINE + 2 * PADDING
            for number, (node, said) in enumerate(zip(row, lines, strict=True)):
                boxes.append(Box(begin + GAP + number * (width + GAP), y, width, height, node, said))
            y += height + ROW_GAP
        bottom = y if boxes else y + EMPTY
        return Band(line, top, bottom, top + BAND_HEAD - ROW_GAP, left, begin, right, tuple(boxes))

    def _joint(self, node: Machine, x: float, width: float, bands: Sequence[Band]) -> Box:
        bars = [band.bar for band in bands if _stands_in(node, band.line)]
        height = bars[-1] - bars[0] + 2 * OVERHANG
        return Box(x, bars[0] - OVERHANG, width, height, node, words(self.graph, node))


def _rows(nodes: Sequence[Machine], columns: int) -> list[Sequence[Machine]]:
    """Return nodes in as few rows as there must be, of about the same length."""
    rows = ceil(len(nodes) / columns)
    each = ceil(len(nodes) / rows) if rows else 1
    return [nodes[first : first + each] for first in range(0, len(nodes), each)]


def _stands_in(node: Machine, line: Line) -> bool:
    return any(place.network == line.name for place in node.places)
