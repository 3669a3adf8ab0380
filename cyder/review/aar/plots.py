"""The smaller pictures of a team: rounds as a strip, the profile as a radar, points as bars, where it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from cyder.model.review import Course, RoundState, Spread, TeamReview
from cyder.model.score import Bucket
from cyder.review.aar.drawing import finished, picture, shape, tip, write
from cyder.review.aar.reader import Reader

PHASES: tuple[Bucket, ...] = ("detect", "respond", "recover", "report")
_SIGNS: Mapping[RoundState, str] = {"held": "✓", "lost": "✕", "masked": "–"}
_BOX, _IN_A_ROW = 34.0, 28


def strip(course: Course, reader: Reader) -> Markup:
    """Return an objective's rounds as boxes: a tick where it was held, a cross where not, a dash where not judged."""
    rows = math.ceil(len(course.rounds) / _IN_A_ROW)
    words = [f"{reader.clock(one.clock)}: {reader.word(f'round-{one.state}')}" for one in course.rounds]
    width = min(len(course.rounds), _IN_A_ROW) * _BOX + 40
    made = picture(width, rows * 56, reader.text(course.title), words)
    for number, one in enumerate(course.rounds):
        x, y = number % _IN_A_ROW * _BOX + 20, number // _IN_A_ROW * 56 + 4
        box = shape(made, "rect", f"round round-{one.state}", x=x, y=y, width=_BOX - 4, height=30, rx=3)
        tip(box, f"{reader.time(one.at)} {words[number]}. {reader.text(one.said)}")
        write(made, x + _BOX / 2 - 2, y + 21, _SIGNS[one.state], "round-sign", anchor="middle")
        if number % 3 == 0:
            write(made, x + _BOX / 2 - 2, y + 45, reader.clock(one.clock), "small", anchor="middle")
    return finished(made)


def radar(team: TeamReview, spread: Sequence[Spread], reader: Reader) -> Markup:
    """Return the profile on four axes, dashed beside it the median of all teams where there is one."""
    middle_x, middle_y, reach = 170.0, 135.0, 90.0
    words = [f"{reader.word(phase)} {_of(team.profile.get(phase), reader)}" for phase in PHASES]
    made = picture(340, 270, reader.word("profile"), words)
    directions = {"detect": (0, -1), "respond": (1, 0), "recover": (0, 1), "report": (-1, 0)}

    def corners(shares: Mapping[Bucket, float]) -> str:
        known = ((directions[phase], shares[phase]) for phase in PHASES if phase in shares)
        return " ".join(f"{middle_x + x * reach * s:.1f},{middle_y + y * reach * s:.1f}" for (x, y), s in known)

    for part in (0.25, 0.5, 0.75, 1.0):
        shape(made, "polygon", "web", points=corners(dict.fromkeys(PHASES, part)))
    median = {one.of: one.median for one in spread if one.of != "total"}
    if median:
        shape(made, "polygon", "web-median", points=corners(median))
    shape(made, "polygon", "web-mine", points=corners(team.profile))
    for phase in PHASES:
        x, y = directions[phase]
        if phase in team.profile:
            far = reach * team.profile[phase]
            shape(made, "circle", "web-dot", cx=middle_x + x * far, cy=middle_y + y * far, r=5)
        name, value = reader.word(phase), _of(team.profile.get(phase), reader)
        at_x, at_y = middle_x + x * (reach + 36), middle_y + y * (reach + 24)
        if y:
            write(made, at_x, at_y + 4, f"{name} {value}", "web-name", anchor="middle")
        else:
            write(made, at_x, at_y - 3, name, "web-name", anchor="middle")
            write(made, at_x, at_y + 14, value, "web-name", anchor="middle")
    return finished(made)


def bar(earned: float, maximum: float, reader: Reader) -> Markup:
    """Return a line's points as a bar, full where all could be earned."""
    share = min(1.0, max(0.0, earned / maximum)) if maximum else 0.0
    made = picture(120, 14, reader.word("points"), [f"{reader.number(earned)} / {reader.number(maximum)}"])
    shape(made, "rect", "bar-ground", x=0.5, y=1.5, width=119, height=11, rx=3)
    if share:
        shape(made, "rect", "bar-mine", x=0.5, y=1.5, width=119 * share, height=11, rx=3)
    return finished(made)


def standing(team: TeamReview, spread: Sequence[Spread], reader: Reader) -> Markup:
    """Return where a team stands among all of them, in total and by phase, naming nobody."""
    left, wide, row = 120.0, 360.0, 32.0
    shares: dict[str, float] = {"total": team.share} | {phase: share for phase, share in team.profile.items()}
    words = [_in_words(one, shares.get(one.of), reader) for one in spread]
    made = picture(left + wide + 80, len(spread) * row + 26, reader.word("comparison"), words)
    for number, one in enumerate(spread):
        y = number * row + 16
        write(made, left - 16, y + 5, reader.word(one.of), "web-name", anchor="end")
        shape(made, "line", "rail", x1=left, y1=y, x2=left + wide, y2=y)
        shape(made, "line", "range", x1=left + wide * one.least, y1=y, x2=left + wide * one.most, y2=y)
        shape(made, "line", "median", x1=left + wide * one.median, y1=y - 13, x2=left + wide * one.median, y2=y + 13)
        mine = shares.get(one.of)
        if mine is not None:
            x = left + wide * mine
            shape(made, "polygon", "mine", points=f"{x - 8:.1f},{y} {x:.1f},{y - 8} {x + 8:.1f},{y} {x:.1f},{y + 8}")
        write(made, left + wide + 18, y + 5, _of(mine, reader), "web-name")
    for part in (0.0, 0.5, 1.0):
        write(made, left + wide * part, len(spread) * row + 18, reader.share(part), "small", anchor="middle")
    return finished(made)


def _in_words(one: Spread, mine: float | None, reader: Reader) -> str:
    span = f"{reader.share(one.least)}–{reader.share(one.most)}, {reader.word('median')} {reader.share(one.median)}"
    return f"{reader.word(one.of)}: {_of(mine, reader)} ({span})"


def _of(share: float | None, reader: Reader) -> str:
    return "—" if share is None else reader.share(share)
