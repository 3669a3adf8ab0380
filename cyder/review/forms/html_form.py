"""A report as one HTML file that prints on A4 as a form: nothing in it is loaded from elsewhere, nothing acts."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cyder.model.base import LocalText
from cyder.model.service import FiledReport
from cyder.review.forms.context import Context
from cyder.review.forms.paper import paper
from cyder.review.markdown import rendered

_PAPER = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
    files("cyder.review.forms").joinpath("report.html.j2").read_text(encoding="utf-8")
)
_PAGE = LocalText(en="page", ja="ページ")


def as_html(filed: FiledReport, context: Context) -> str:
    """Return a report as a self-contained page in the reader's language."""
    page = _PAPER.render(
        sheet=paper(filed, context),
        language=context.language,
        page=context.say(_PAGE),
        foot=f"{context.say(context.organisation)} / {context.team} / {context.exercise}",
        css=_css,
        safe=lambda text: Markup(rendered(text)),  # noqa: S704  cleaned by nh3
    )
    return f"{page}\n"


def _css(text: str) -> Markup:
    """Return a text as it stands within quotes in a style sheet, where the escapes of HTML mean nothing."""
    return Markup("".join(each if each.isalnum() else f"\\{ord(each):x} " for each in text))  # noqa: S704  escaped here
