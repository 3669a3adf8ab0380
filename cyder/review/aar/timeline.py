"""The three lanes of a team on one time axis, with bars for how soon it noticed, told and contained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from markupsafe import Markup

from cyder.model.review import Lane, Point, TeamReview, Timing
from cyder.review.aar.drawing import finished, picture, shape, tip, write
from cyder.review.aar.reader import Reader

LANES: tuple[Lane, ...] = ("attack", "visible", "team")
_WIDTH, _LEFT, _RIGHT = 1100.0, 150.0, 1080.0
_ROW, _APART, _PADDING = 28.0, 32.0, 10.0
_BAR = 44.0
_AXIS = 34.0
_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
"""Seconds between two marks of the axis."""
_MARKS = 10


@dataclass(frozen=True)
class Axis:
    """Wall-clock time from left to right."""

    begin: datetime
    end: datetime

    def x(self, at: datetime) -> float:
        """Return where a moment lies."""
        return _LEFT + 14 + (_RIGHT - _LEFT - 28) * ((at - self.begin) / (self.end - self.begin))

    def marks(self, reader: Reader) -> list[datetime]:
        """Return round moments, ten at most."""
        whole = (self.end - self.begin).total_seconds()
        step = next((one for one in _STEPS if whole / one <= _MARKS), _STEPS[-1])
        midnight = self.begin.astimezone(reader.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        first = int((self.begin - midnight).total_seconds() // step) + 1
        last = int((self.end - midnight).total_seconds() // step)
        return [midnight + timedelta(seconds=number * step) for number in range(first, last + 1)][: _MARKS + 1]


@dataclass(frozen=True)
class Band:
    """One lane's strip of the picture: its numbered points, and on which row of it each stands."""

    lane: Lane
    top: float
    points: tuple[tuple[int, Point], ...]
    rows: tuple[int, ...]

    @property
    def height(self) -> float:
        """Return how high it is: one row at least."""
        return (max(self.rows, default=0) + 1) * _ROW + 2 * _PADDING


def timeline(team: TeamReview, reader: Reader) -> Markup:
    """Return the picture; the numbers are places in `team.points`, from 1."""
    axis = _axis(team)
    bands = _bands(team, axis)
    foot = bands[-1].top + bands[-1].height
    words = [f"{number}: {reader.time(one.at)} {reader.text(one.title)}" for number, one in enumerate(team.points, 1)]
    made = picture(_WIDTH, foot + _AXIS + len(team.timings) * _BAR + 8, reader.word("lanes"), words)
    for band in bands:
        _ground(made, band, reader)
    _marks(made, axis, foot, reader)
    _first_visible(made, team, axis, foot)
    for band in bands:
        _symbols(made, band, axis, reader)
    for number, timing in enumerate(team.timings):
        _bar(made, timing, axis, top=foot + _AXIS + number * _BAR, reader=reader)
    return finished(made)


def _bands(team: TeamReview, axis: Axis) -> list[Band]:
    bands: list[Band] = []
    for lane in LANES:
        mine = tuple((number, one) for number, one in enumerate(team.points, 1) if one.lane == lane)
        top = bands[-1].top + bands[-1].height if bands else 0.0
        bands.append(Band(lane, top, mine, tuple(_rows([one for _, one in mine], axis))))
    return bands


def _axis(team: TeamReview) -> Axis:
    """Return an axis over everything drawn; a team to which nothing happened has no lanes to draw."""
    moments = [one.at for one in team.points] + [one.began for one in team.timings]
    moments += [one.at for one in team.timings if one.at]
    return Axis(min(moments), max(*moments, min(moments) + timedelta(seconds=10)))


def _rows(points: Sequence[Point], axis: Axis) -> list[int]:
    """Return on which row of its lane each point stands, so that no two lie on each other."""
    ends: list[float] = []
    rows = []
    for point in points:
        x = axis.x(point.at)
        row = next((number for number, end in enumerate(ends) if x - end >= _APART), len(ends))
        ends[row : row + 1] = [x]
        rows.append(row)
    return rows


def _ground(made: Element, band: Band, reader: Reader) -> None:
    kind = f"ground ground-{band.lane}"
    shape(made, "rect", kind, x=0, y=band.top + 2, width=_WIDTH, height=band.height - 4, rx=6)
    write(made, 12, band.top + band.height / 2 + 5, reader.word(f"lane-{band.lane}"), "lane-name")


def _marks(made: Element, axis: Axis, foot: float, reader: Reader) -> None:
    for at in axis.marks(reader):
        x = axis.x(at)
        shape(made, "line", "tick", x1=x, y1=0, x2=x, y2=foot + 4)
        write(made, x, foot + 20, at.strftime("%H:%M:%S" if at.second else "%H:%M"), "small", anchor="middle")


def _first_visible(made: Element, team: TeamReview, axis: Axis, foot: float) -> None:
    first = next((one for one in team.timings if one.kind == "detect"), None)
    if first:
        shape(made, "line", "first", x1=axis.x(first.began), y1=0, x2=axis.x(first.began), y2=foot)


def _symbols(made: Element, band: Band, axis: Axis, reader: Reader) -> None:
    for (number, point), row in zip(band.points, band.rows, strict=True):
        x, y = axis.x(point.at), band.top + _PADDING + _ROW / 2 + row * _ROW
        tip(_symbol(made, point, x, y), f"{reader.time(point.at)} {reader.text(point.title)}")
        write(made, x, y + 4.5, str(number), "symbol-number", anchor="middle")


def _symbol(made: Element, point: Point, x: float, y: float) -> Element:
    """Draw a hexagon for the attacker, a box for what was to be seen, a circle for the team."""
    undone = " undone" if point.sort in {"blocked", "prevented", "broken", "skipped"} else ""
    kind = f"symbol symbol-{point.lane}{undone}"
    if point.lane == "visible":
        return shape(made, "rect", kind, x=x - 13, y=y - 10, width=26, height=20, rx=2)
    if point.lane == "team":
        return shape(made, "circle", kind, cx=x, cy=y, r=12)
    corners = ((-14, 0), (-8, -11), (8, -11), (14, 0), (8, 11), (-8, 11))
    return shape(made, "polygon", kind, points=" ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in corners))


def _bar(made: Element, timing: Timing, axis: Axis, *, top: float, reader: Reader) -> None:
    begin, end = axis.x(timing.began), axis.x(timing.at or axis.end)
    told = f"{reader.text(timing.title)}: {reader.took(timing)} ({reader.target(timing)})"
    write(made, _LEFT, top + 16, told, "bar-name")
    kind = "bar never" if timing.at is None else "bar"
    shape(made, "rect", kind, x=begin, y=top + 23, width=max(3.0, end - begin), height=10, rx=3)
