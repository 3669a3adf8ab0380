"""Indicators of a report as IODEF's class Indicator, each with one observable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cyder.model.evidence import IndicatorKind
from cyder.model.labels import label
from cyder.model.report import Confidence, Indicator, Report
from cyder.review.forms.context import Context, canonical
from cyder.review.forms.iodef_words import address, domain, extension

_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_RATING: dict[Confidence, str] = {"confirmed": "high", "probable": "medium", "possible": "low"}


def indicators(report: Report, incident: str, context: Context) -> Iterator[dict[str, Any]]:
    """Yield the indicators of a report; one whose value is not of its kind is told as it was written."""
    for number, indicator in enumerate(report.indicators, 1):
        named = [("indicator_kind", indicator.kind), *([("indicator_role", indicator.role)] if indicator.role else [])]
        yield {
            "IndicatorID": {"id": f"{incident}-{number}", "name": context.domain, "version": "1"},
            "Description": [context.say(label(enum, value)) for enum, value in named],
            "Confidence": {"rating": _RATING[indicator.confidence]},
            "Observable": _observable(indicator),
        }


def _observable(indicator: Indicator) -> dict[str, Any]:
    value = canonical(indicator.kind, indicator.value)
    if value is None or indicator.kind not in _CLASSES:
        return {"AdditionalData": [extension(indicator.kind, value or indicator.value)]}
    return _CLASSES[indicator.kind](value)


def _hash(value: str) -> dict[str, Any]:
    hashes = [{"DigestMethod": _SHA256, "DigestValue": value}]
    return {"FileData": {"File": [{"HashData": {"scope": "file-contents", "Hash": hashes}}]}}


_CLASSES: Mapping[IndicatorKind, Callable[[str], dict[str, Any]]] = {
    "ip": lambda value: {"Address": address(value)},
    "url": lambda value: {"Address": {"value": value, "category": "site-uri"}},
    "email": lambda value: {"Address": {"value": value, "category": "e-mail"}},
    "domain": lambda value: {"DomainData": domain(value)},
    "subject": lambda value: {"EmailData": {"EmailSubject": value}},
    "file": lambda value: {"FileData": {"File": [{"FileName": value}]}},
    "sha256": _hash,
}
"""By kind; for accounts, user agents and fingerprints of keys IODEF has no class."""
