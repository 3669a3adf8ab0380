"""A LAN drawn with characters: each network a line from top to bottom, each node a point on its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cyder.model.base import LocalText
from cyder.model.width import columns, padded
from cyder.planning.graph import Graph, Line, Machine


class _Pen(NamedTuple):
    """How a node is drawn: its point, the arm between two of its lines, and where an arm crosses another's line."""

    point: str
    arm: str
    crossing: str


JOINS, STANDS = _Pen("◆", "═", "╪"), _Pen("●", "─", "┼")
"""For a node that joins its networks, and for one that only stands in them."""

APART = 2
"""Columns between two lines."""


def draw(graph: Graph) -> str:
    """Return the LAN as lines of text: for thirty nodes in three networks about forty, up to 100 columns wide."""
    lines = [graph.say(graph.title), f"{graph.say(graph.organisation)}  {graph.domain}", ""]
    lines += _heads(graph.networks)
    words = {node.name: _words(graph, node) for node in graph.nodes}
    widths = [max(columns(row[column]) for row in words.values()) for column in range(4)]
    for group in _groups(graph):
        lines.append(_rails(graph.networks))
        for node in group:
            cells = (padded(cell, width) for cell, width in zip(words[node.name], widths, strict=True) if width)
            lines.append(f"{_row(node, graph.networks)}  {'  '.join(cells)}".rstrip())
    return "\n".join([*lines, "", *_legend(graph)])


def _words(graph: Graph, node: Machine) -> tuple[str, str, str, str]:
    """Return what stands beside a node's points, by column."""
    places = "  ".join(map(graph.address, node.places))
    names = f"  = {', '.join(node.names)}" if node.names else ""
    return node.name, node.role, graph.closedness(node), places + names


def _groups(graph: Graph) -> Iterator[tuple[Machine, ...]]:
    """Yield nodes that belong together: those in several networks, then those of each network."""
    for group in (graph.joints, *(graph.only_in(line.name) for line in graph.networks)):
        if group:
            yield group


def _heads(networks: Sequence[Line]) -> list[str]:
    return [
        f"  {_spread('│' * number, ' ')}{' ' * APART if number else ''}{line.name} {line.subnet}"
        for number, line in enumerate(networks)
    ]


def _rails(networks: Sequence[Line]) -> str:
    return "  " + _spread("│" * len(networks), " ")


def _spread(points: str, arm: str) -> str:
    return (arm * APART).join(points)


def _row(node: Machine, networks: Sequence[Line]) -> str:
    """Return a node's points on its lines, with arms between them."""
    pen = JOINS if node.joins else STANDS
    own = {place.network for place in node.places}
    where = [number for number, line in enumerate(networks) if line.name in own]
    drawn = "  "
    for number, line in enumerate(networks):
        between = where[0] < number <= where[-1]
        drawn += (pen.arm if between else " ") * APART if number else ""
        drawn += pen.point if line.name in own else pen.crossing if between else "│"
    return drawn


def _legend(graph: Graph) -> list[str]:
    joins = LocalText(
        en=f"{JOINS.point} joins its networks, {STANDS.point} stands in them",
        ja=f"{JOINS.point} ネットワーク間を中継する機器、{STANDS.point} 接続しているだけの機器",
    )
    return [*([graph.say(joins)] if any(node.joins for node in graph.nodes) else []), *graph.legend]
