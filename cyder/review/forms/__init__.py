"""A filed report in the forms in which others take it: on paper for people, as data for their programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cyder.errors import NotFound
from cyder.model.service import FiledReport
from cyder.review.forms.context import Context
from cyder.review.forms.html_form import as_html
from cyder.review.forms.iodef_form import as_iodef
from cyder.review.forms.markdown_form import as_markdown
from cyder.review.forms.misp_form import as_misp
from cyder.review.forms.stix_form import as_stix

__all__ = ["FORMATS", "Context", "Exported", "Format", "format_named"]


@dataclass(frozen=True)
class Format:
    """One form: how it is written, its media type, and how a file of it ends."""

    write: Callable[[FiledReport, Context], str | dict[str, Any]]
    media_type: str
    suffix: str

    def text(self, filed: FiledReport, context: Context) -> str:
        """Return a report in this form: the same version always gives the same bytes."""
        made = self.write(filed, context)
        return made if isinstance(made, str) else json.dumps(made, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class Exported:
    """A report in one form, with the name that a file of it should have."""

    name: str
    media_type: str
    text: str


FORMATS = {
    "markdown": Format(as_markdown, "text/markdown; charset=utf-8", "md"),
    "html": Format(as_html, "text/html; charset=utf-8", "html"),
    "iodef": Format(as_iodef, "application/json", "iodef.json"),
    "stix": Format(as_stix, "application/stix+json;version=2.1", "stix.json"),
    "misp": Format(as_misp, "application/json", "misp.json"),
}
"""By the name under which it is asked for."""


def format_named(name: str) -> Format:
    """Return a form by its name.

    Raises:
        NotFound: there is none of that name; the message lists those there are.
    """
    if name not in FORMATS:
        raise NotFound.named("format", name, FORMATS)
    return FORMATS[name]
