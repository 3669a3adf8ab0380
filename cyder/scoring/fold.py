"""Undoes what typing, copying and defanging do to a value: widths, invisible characters, dots, brackets, quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_DOTS = str.maketrans({"・": ".", "。": "."})
_DEFANGED = (
    (re.compile(r"\[\s*://\s*\]"), "://"),
    (re.compile(r"\s*[\[({]\s*(?:\.|dot)\s*[\])}]\s*", re.IGNORECASE), "."),
    (re.compile(r"\s*[\[(]\s*(?:@|at)\s*[\])]\s*", re.IGNORECASE), "@"),
    (re.compile(r"\[\s*:\s*\]"), ":"),
    (re.compile(r"^hxxp(s?)(?=:)", re.IGNORECASE), r"http\1"),
)
_PAIRS = {'"': '"', "'": "'", "`": "`", "<": ">", "「": "」", "“": "”"}
_ROUNDS = 1000
"""More than a value has characters: each round but the first makes it shorter, or is the last."""


def fold(text: str, *, dots: bool) -> str:
    """Return what was meant: NFKC, nothing invisible, refanged, unquoted; with `dots`, Japanese dots are dots too.

    File names keep their Japanese dots and their brackets, except the `[.]` of a defanged extension.
    """
    return stable(text, _fold_host if dots else _fold_name)


def stable(text: str, step: Callable[[str], str]) -> str:
    """Return the text after repeating a step until it changes nothing: what it uncovers is folded as well."""
    for _ in range(_ROUNDS):
        folded = step(text)
        if folded == text:
            return text
        text = folded
    return text


def _fold_host(text: str) -> str:
    plain = _visible(text).translate(_DOTS)
    for pattern, meant in _DEFANGED:
        plain = pattern.sub(meant, plain)
    return _unquoted(plain)


def _fold_name(text: str) -> str:
    return _unquoted(_visible(text).replace("[.]", "."))


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def _unquoted(text: str) -> str:
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    return text
