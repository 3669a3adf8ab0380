"""A review as PDF, in short, by Typst: an extra, for the HTML page needs nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cyder.errors import SetupMissing
from cyder.model.review import Review, TeamReview
from cyder.review.aar.plots import PHASES
from cyder.review.aar.reader import Language, Reader
from cyder.review.aar.words import WORDS

_TEMPLATE = Path(__file__).parent / "review.typ"
FONTS = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAGothic",
    "IPAPGothic",
    "Noto Serif CJK JP",
    "Hiragino Sans",
    "Yu Gothic",
)
"""Fonts that have Japanese, the best first."""
_LATIN = ("Libertinus Serif",)
"""A font that comes with Typst."""


def pdf(review: Review, language: Language) -> bytes:
    """Return the document; what a team or a log says goes into it as data, never as markup.

    Raises:
        SetupMissing: the package `typst` is not installed.
    """
    typst = _typst()
    told = {**_content(review, Reader.of(review, language)), "fonts": [*_present(typst), *_LATIN]}
    content = json.dumps(told, ensure_ascii=False)
    stamp = (review.ended or review.began).replace(microsecond=0)
    made = typst.compile(_TEMPLATE, sys_inputs={"review": content}, timestamp=stamp)
    return bytes(made)


def missing_font() -> str | None:
    """Return what is wrong, and the remedy, where no font on this machine has Japanese; None where one has.

    Raises:
        SetupMissing: the package `typst` is not installed.
    """
    if _present(_typst()):
        return None
    return (
        "no Japanese font: Japanese text will be empty boxes in the PDF; install one (apt-get install fonts-noto-cjk)"
    )


def _present(typst: Any) -> list[str]:  # noqa: ANN401  a module that need not be there
    families = set(typst.Fonts().families())
    return [name for name in FONTS if name in families]


def _typst() -> Any:  # noqa: ANN401  a module that need not be there
    try:
        import typst  # noqa: PLC0415  an extra
    except ImportError:
        hint = "pip install 'cyder[pdf]'; the HTML page needs nothing, and a browser prints it"
        raise SetupMissing("a PDF needs the package 'typst'", hint=hint) from None
    return typst


def _content(review: Review, reader: Reader) -> dict[str, Any]:
    return {
        "language": reader.language,
        "words": {name: reader.text(text) for name, text in WORDS.items()},
        "title": reader.text(review.title),
        "for": f"{reader.word('for-team')} {review.reader}" if review.reader else reader.word("for-instructors"),
        "over": review.ended is not None,
        "facts": _facts(review, reader),
        "teams": [_team(team, review, reader) for team in review.teams],
    }


def _facts(review: Review, reader: Reader) -> list[tuple[str, str]]:
    return [
        (reader.word("exercise"), review.exercise),
        (reader.word("organisation"), reader.text(review.organisation)),
        (reader.word("began"), reader.day(review.began)),
        *([(reader.word("ended"), reader.day(review.ended))] if review.ended else []),
        (reader.word("zone"), review.time_zone),
    ]


def _team(team: TeamReview, review: Review, reader: Reader) -> dict[str, Any]:
    return {
        "team": team.team,
        "points": f"{reader.number(team.earned)} / {reader.number(team.maximum)}",
        "profile": [(reader.word(phase), team.profile.get(phase)) for phase in PHASES],
        "spread": [
            [reader.word(one.of), *map(reader.share, (one.least, one.median, one.most))] for one in review.spread
        ],
        "timings": [
            [
                reader.text(one.title),
                reader.took(one),
                reader.long(one.target),
            ]
            for one in team.timings
        ],
        "happened": [
            [reader.time(one.at), reader.word(f"lane-{one.lane}"), reader.text(one.title)] for one in team.points
        ],
        "courses": [[reader.text(one.title), [each.state for each in one.rounds]] for one in team.courses],
        "overlooked": [
            [reader.time(one.at), one.command, one.quote.line, [reader.text(each) for each in one.tells]]
            for one in team.overlooked
        ],
        "lines": [
            [
                reader.text(one.title),
                f"{reader.number(one.earned)} / {reader.number(one.maximum)}",
                one.grade or "—",
                reader.text(one.reason),
            ]
            for one in team.lines
        ],
        "advice": [
            [reader.text(one.what), reader.word(f"owner-{one.owner}"), one.due.isoformat()] for one in team.advice
        ],
        "sections": [
            [reader.text(one.title), [reader.text(each) for each in one.said], reader.text(one.question)]
            for one in team.sections
        ],
    }
