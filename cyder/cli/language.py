"""In which language a command speaks to participants."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated

import typer

from cyder.errors import NotFound
from cyder.model.documents import Language

LANGUAGES = ("en", "ja")
Lang = Annotated[str | None, typer.Option("--lang", help="en or ja; left out, what LANG says.")]


def language_of(written: str | None, environ: Mapping[str, str] = os.environ) -> Language:
    """Return the language that was asked for, else the one that the terminal is set to, else English.

    Raises:
        NotFound: it is neither en nor ja.
    """
    if written is not None and written not in LANGUAGES:
        raise NotFound.named("language", written, LANGUAGES)
    spoken = written or environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "ja" if spoken.startswith("ja") else "en"
