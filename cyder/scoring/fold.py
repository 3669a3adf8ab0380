"""Undoes what typing, copying and defanging do to a value: widths, invisible characters, dots, brackets, quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial, reduce
from typing import Literal

from cyder.scoring.refusals import TOO_WRAPPED, NotOne

Sort = Literal["address", "url", "account", "file", "words"]
"""How a value is folded. Files keep their dots and brackets, words (a subject, a browser's name) their punctuation."""

_Step = Callable[[str], str]

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
_BULLET = re.compile(r"[・•]\s*|[-*]\s+")
_TAIL = ",;、。 "
_JAPANESE = str.maketrans({"・": ".", "。": "."} | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
"""Dots of a Japanese keyboard, and the dashes that word processors make of hyphens."""
_HOST_PART = re.compile(r"(?:[^/?#:]*://)?[^/?#]*")

_BRACKETED = r"\s?[\[({{<【〔]\s?(?:{})\s?[\])}}>】〕]\s?"
_DEFANGED = (
    (re.compile(_BRACKETED.format(r"\.|dot|ドット"), re.IGNORECASE), "."),
    (re.compile(r" dot ", re.IGNORECASE), "."),
    (re.compile(_BRACKETED.format("@|at|アット(?:マーク)?"), re.IGNORECASE), "@"),
    (re.compile(r"\[\s?(:|:?//?)\s?\]"), r"\1"),
)
_ESCAPED_DOT = re.compile(r"[\\¥]\.")
_SCHEMES = (
    (re.compile(r"^(?:h[tx*_]{2}|tt)p(s?)(?=:)", re.IGNORECASE), r"http\1"),
    (re.compile(r"^fx{1,2}p(s?)(?=:)", re.IGNORECASE), r"ftp\1"),
    (re.compile(r"^(https?|ftps?):[\\¥]{2}", re.IGNORECASE), r"\1://"),
)

_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "「": "」", "『": "』"}
_PAIRS = {**_QUOTES, "<": ">", "(": ")", "[": "]", "{": "}", "【": "】", "《": "》", "〈": "〉"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_ROUNDS = 20
"""Far more than anybody wraps a value, and few enough that a hostile one costs little."""


def stable(text: str, step: _Step) -> str:
    """Return the text after repeating a step until it changes nothing: what it uncovers is folded as well.

    Raises:
        NotOne: it is still changing after many rounds.
    """
    for _ in range(_ROUNDS):
        changed = step(text)
        if changed == text:
            return text
        text = changed
    raise NotOne(TOO_WRAPPED)


def fold(text: str, sort: Sort) -> str:
    """Return what was meant, one layer of wrapping off: NFKC, nothing invisible, refanged, unquoted."""
    return reduce(lambda folded, step: step(folded), _STEPS[sort], text)


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _itemless(text: str) -> str:
    """Drop the bullet of a list."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def _ended(text: str) -> str:
    """Drop what ends a sentence or parts the items of a list. A Latin full stop stays: it may belong to the value."""
    return text.rstrip(_TAIL)


def _western(text: str) -> str:
    return text.translate(_JAPANESE)


def _western_host(text: str) -> str:
    """Leave the path of a URL as it is: a middle dot may well be part of a Japanese file's name."""
    return _HOST_PART.sub(lambda found: _western(found[0]), text, count=1)


def _replaced(pairs: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return reduce(lambda plain, pair: pair[0].sub(pair[1], plain), pairs, text)


def _unescaped(text: str) -> str:
    return _ESCAPED_DOT.sub(".", text)


def _file_dots(text: str) -> str:
    return text.replace("[.]", ".")


def _unwrapped(pairs: Mapping[str, str], text: str) -> str:
    """Drop a pair of quotes around all of the text, not those of `"a" and "b"`."""
    inner = text[1:-1]
    if len(text) > 1 and pairs.get(text[0]) == text[-1] and text[-1] not in inner:
        return inner.strip()
    return text


def _trimmed(text: str) -> str:
    """Drop one bracket or quote at an end that has no partner: half of a pair that was not copied whole."""
    if text[-1:] in _OPENERS and _is_alone(text, _OPENERS[text[-1]], text[-1]):
        return text[:-1].rstrip()
    if text[:1] in _PAIRS and _is_alone(text, _PAIRS[text[0]], text[0]):
        return text[1:].lstrip()
    return text


def _is_alone(text: str, partner: str, mark: str) -> bool:
    return text.count(mark) % 2 == 1 if partner == mark else text.count(partner) < text.count(mark)


_CLEAN: tuple[_Step, ...] = (_visible, _single_spaced)
_BARE: tuple[_Step, ...] = (partial(_replaced, _DEFANGED), partial(_unwrapped, _PAIRS), _trimmed)
_ITEM: tuple[_Step, ...] = (*_CLEAN, _itemless, _ended)
_STEPS: Mapping[Sort, tuple[_Step, ...]] = {
    "address": (*_ITEM, _western, *_BARE, _unescaped),
    "url": (*_ITEM, _western_host, *_BARE, _unescaped, partial(_replaced, _SCHEMES)),
    "account": (*_ITEM, _western, *_BARE),
    "file": (_visible, _file_dots, partial(_unwrapped, _QUOTES), _ended),
    "words": (*_CLEAN, partial(_unwrapped, _QUOTES)),
}
