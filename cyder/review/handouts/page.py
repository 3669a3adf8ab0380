"""Handouts as HTML pages that need nothing beside them: no script, no network, no other file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from cyder.model.base import LocalText, show_clock
from cyder.model.documents import Language
from cyder.model.labels import label
from cyder.model.scenario import Scenario
from cyder.planning.graph import Graph
from cyder.planning.graph_svg import describe, draw
from cyder.review.handouts.material import Material
from cyder.review.handouts.moments import conditions, moment, names_in
from cyder.review.handouts.words import WORDS
from cyder.review.sheets import style, templates, written
from cyder.scoring.lines import lasting, say

Kind = Literal["brief", "pre-study", "guide", "answers"]
KINDS: dict[Kind, str] = {
    "brief": "trainees",
    "pre-study": "trainees",
    "guide": "instructors",
    "answers": "instructors",
}
"""Every handout, and for whom it is."""

_HERE = Path(__file__).parent


def handout(material: Material, kind: Kind, language: Language) -> str:
    """Return one handout in a language; every text of the scenario in it is escaped or cleaned."""

    def text(value: LocalText) -> str:
        return value.in_language(language)

    own = _own(material).in_language(language)
    for_trainees = KINDS[kind] == "trainees"
    drawn = own if for_trainees else material.graph.in_language(language)
    pages = templates(_HERE)
    pages.filters |= {
        "text": text,
        "word": lambda name: text(WORDS[name]),
        "label": lambda value, of: text(label(of, value)),
        "long": lambda seconds: text(lasting(seconds)),
        "within": lambda seconds: text(_within(seconds)),
    }
    return pages.get_template(f"{kind}.html.jinja").render(
        language=language,
        kind=kind,
        for_trainees=for_trainees,
        material=material,
        scenario=material.scenario,
        picture=_picture(drawn),
        description=describe(drawn),
        own=own,
        weights=list(_weights(material.scenario)),
        clock=show_clock,
        moment=moment,
        conditions=partial(conditions, names=names_in(material.scenario)),
        style=style(),
        written=written,
    )


def _within(seconds: float) -> LocalText:
    long = lasting(seconds)
    return say(f"within {long.en}", f"{long.ja}以内")


def _own(material: Material) -> Graph:
    """Return the LAN as trainees may see it: the machines outside are not theirs, and some are the attacker's."""
    lan = material.scenario.lan
    inside = tuple(node for node in material.graph.nodes if lan.is_inside(lan.nodes[node.name]))
    return material.graph.model_copy(update={"nodes": inside})


def _picture(graph: Graph) -> str:
    """Return a drawing as an address of its own, so that its styles do not reach the page."""
    return f"data:image/svg+xml;base64,{b64encode(draw(graph).encode()).decode()}"


def _weights(scenario: Scenario) -> Iterator[tuple[LocalText, int]]:
    """Yield what each part of the score is worth, objectives included."""
    for objective in scenario.objectives.values():
        yield objective.title, objective.points
    for field, points in scenario.scoring.model_dump().items():
        if isinstance(points, int) and points:
            yield WORDS[f"weight-{field}"], points
