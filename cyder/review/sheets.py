"""What every page that people read has in common: how a template is filled in, its style, and texts in Markdown."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cyder.review.markdown import rendered


def templates(folder: Path) -> Environment:
    """Return the templates of a folder: whatever they are filled with is escaped, and a missing value is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style() -> Markup:
    """Return the style sheet of all pages, for the screen and for A4."""
    return Markup(files("cyder.review.aar").joinpath("page.css").read_text(encoding="utf-8"))  # noqa: S704  our own


def written(text: str) -> Markup:
    """Return a Markdown text as it stands in a page."""
    return Markup(rendered(text))  # noqa: S704  cleaned by `rendered`
