"""Texts with gaps, filled in a little differently every time."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cyder.staff.draws import Draws

_GAP = re.compile(r"\{(?:(?P<name>\w+)=)?(?P<what>[^{}]+)\}")
_RANGE = re.compile(r"(?P<least>\d[\d,]*)\.\.(?P<most>\d[\d,]*)(?:/(?P<step>\d+))?")
_TAME = str.maketrans("{}", "[]")


class Wording:
    """Fills the gaps of one document's texts.

    `{3..9}` is a number, `{1,000..9,000/500}` one with commas in steps of 500, `{a|b|c}` one of three words, `{name}` a
    known word. `{name=3..9}` draws and remembers: later `{name}` is the same number. Gaps may stand in gaps: the inner
    ones are filled first.
    """

    def __init__(self, draws: Draws, **words: str) -> None:
        self._draws = draws
        self._words = _tame(words)

    def know(self, words: Mapping[str, str]) -> None:
        """Learn words, or new values of words."""
        self._words |= _tame(words)

    def fill(self, text: str, **words: str) -> str:
        """Return the text without gaps; `words` are known from here on.

        Raises:
            KeyError: the text names a word that nobody gave.
        """
        self.know(words)
        while _GAP.search(text):
            text = _GAP.sub(self._filled, text)
        return text

    def _filled(self, gap: re.Match[str]) -> str:
        name, what = gap["name"], gap["what"]
        value = self._value(what)
        if name:
            self._words[name] = value
        return value

    def _value(self, what: str) -> str:
        if span := _RANGE.fullmatch(what):
            least, most = (int(span[end].replace(",", "")) for end in ("least", "most"))
            number = self._draws.between(least, most, int(span["step"] or 1))
            return f"{number:,}" if "," in what else str(number)
        if "|" in what:
            return self._draws.pick(what.split("|"))
        return self._words[what]


def _tame(words: Mapping[str, str]) -> dict[str, str]:
    """Return words without braces: what an author calls an organisation is never a gap."""
    return {name: word.translate(_TAME) for name, word in words.items()}
