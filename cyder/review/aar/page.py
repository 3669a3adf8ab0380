"""A review as one HTML page that needs nothing beside it: no script, no network, no other file."""

from __future__ import annotations

from pathlib import Path

from cyder.model.labels import label
from cyder.model.review import Review
from cyder.review.aar.plots import PHASES, bar, radar, standing, strip
from cyder.review.aar.reader import Language, Reader
from cyder.review.aar.timeline import timeline
from cyder.review.sheets import style, templates, written

_HERE = Path(__file__).parent


def page(review: Review, language: Language) -> str:
    """Return the page in a language; every text of a scenario, a log or a team in it is escaped or cleaned."""
    reader = Reader.of(review, language)
    pages = templates(_HERE)
    pages.filters |= {
        "text": reader.text,
        "word": reader.word,
        "label": lambda value, of: reader.text(label(of, value)),
    }
    return pages.get_template("page.html.jinja").render(
        review=review,
        reader=reader,
        phases=PHASES,
        steps=list(dict.fromkeys(one.title for team in review.teams for one in team.timings)),
        style=style(),
        written=written,
        timeline=lambda team: timeline(team, reader),
        strip=lambda course: strip(course, reader),
        radar=lambda team: radar(team, review.spread, reader),
        standing=lambda team: standing(team, review.spread, reader),
        bar=lambda line: bar(line.earned, line.maximum, reader),
    )
