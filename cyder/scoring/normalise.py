"""One canonical spelling for every value a report may name, or the reason why it cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cyder.model.base import LocalText
from cyder.model.evidence import IndicatorKind
from cyder.scoring import addresses, names, refusals
from cyder.scoring.fold import Sort, fold, stable
from cyder.scoring.refusals import NotOne


@dataclass(frozen=True)
class Normal:
    """A value in its canonical spelling; equal values of one kind mean the same thing."""

    kind: IndicatorKind
    value: str


@dataclass(frozen=True)
class Invalid:
    """A text that no value of its kind is written like. It counts as nothing: neither right nor wrong."""

    kind: IndicatorKind
    value: str
    reason: LocalText

    @property
    def why(self) -> str:
        """Return the reason in English."""
        return self.reason.en

    @property
    def told(self) -> LocalText:
        """Return what was written with the reason."""
        return refusals.told(self.value, self.reason)


@lru_cache(maxsize=10_000)
def normalise(kind: IndicatorKind, value: str) -> Normal | Invalid:
    """Return the canonical spelling of a value, or why there is none; normalising twice changes nothing."""
    sort, spell = _KINDS[kind]

    def step(text: str) -> str:
        folded = stable(text, lambda once: fold(once, sort))
        if not folded:
            raise NotOne(refusals.EMPTY)
        if not folded.isprintable():
            raise NotOne(refusals.UNPRINTABLE)
        return spell(folded)

    try:
        return Normal(kind, stable(value, step))
    except NotOne as refused:
        return Invalid(kind, value, refused.reason)


_KINDS: Mapping[IndicatorKind, tuple[Sort, Callable[[str], str]]] = {
    "ip": ("address", addresses.ip),
    "domain": ("address", addresses.domain),
    "url": ("url", addresses.url),
    "email": ("address", addresses.email),
    "sha256": ("account", names.sha256),
    "file": ("file", names.file),
    "account": ("account", names.account),
    "user-agent": ("words", names.user_agent),
    "subject": ("words", names.subject),
    "key-fingerprint": ("account", names.key_fingerprint),
}
