"""A report as a MISP event: indicators as attributes, choices as tags, and the whole report as an event report.

The format: https://www.misp-standard.org/rfc/misp-standard-core.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid5

from cyder.model.attack import TECHNIQUES, current
from cyder.model.evidence import IndicatorKind
from cyder.model.labels import label
from cyder.model.report import Indicator, IndicatorRole, Severity, Status
from cyder.model.service import FiledReport
from cyder.review.forms.context import Context, canonical
from cyder.review.forms.graded import categories, graded
from cyder.review.forms.markdown_form import as_markdown
from cyder.review.stix_objects import NAMESPACE

Object = dict[str, Any]

_ONLY_US = "0"
_THREAT: Mapping[Severity | None, str] = {"extreme": "1", "high": "1", "moderate": "2", "low": "3", None: "4"}
_ANALYSIS: Mapping[Status | None, str] = {"contained": "1", "recovered": "1", "closed": "2"}
_TYPES: Mapping[IndicatorKind, tuple[str, str, bool]] = {
    "ip": ("ip-dst", "Network activity", True),
    "domain": ("domain", "Network activity", True),
    "url": ("url", "Network activity", True),
    "email": ("email-dst", "Network activity", True),
    "sha256": ("sha256", "Payload delivery", True),
    "file": ("filename", "Payload delivery", True),
    "account": ("target-user", "Targeting data", False),
    "user-agent": ("user-agent", "Network activity", True),
    "subject": ("email-subject", "Payload delivery", False),
    "key-fingerprint": ("ssh-fingerprint", "Network activity", True),
}
"""By kind: the type and category of MISP, and whether others may look for it by machine."""
_BY_ROLE: Mapping[tuple[IndicatorKind, IndicatorRole | None], tuple[str, str]] = {
    ("ip", "source"): ("ip-src", "Network activity"),
    ("ip", "sender"): ("ip-src", "Payload delivery"),
    ("email", "sender"): ("email-src", "Payload delivery"),
}
"""Where the part that an indicator played makes it another type."""


def as_misp(filed: FiledReport, context: Context) -> Object:
    """Return a report as an event that is not published and is for the own organisation alone."""
    return {"Event": _Telling(filed, context).event()}


class _Telling:
    """One report, told attribute by attribute."""

    def __init__(self, filed: FiledReport, context: Context) -> None:
        self._filed, self._context, self._report = filed, context, filed.report

    def event(self) -> Object:
        """Return the event."""
        report, at = self._report, self._filed.received_at
        return {
            "uuid": self._uuid("event"),
            "info": self._context.subject,
            "date": (report.detected.at or at).date().isoformat(),
            "timestamp": self._now(),
            "published": False,
            "distribution": _ONLY_US,
            "threat_level_id": _THREAT[report.classification.severity],
            "analysis": _ANALYSIS.get(report.status, "0"),
            "Orgc": {"name": self._context.organisation.en, "uuid": str(uuid5(NAMESPACE, self._context.domain))},
            "Tag": [{"name": name} for name in self._tags()],
            "Attribute": _once(self._attributes()),
            "EventReport": [self._whole()],
        }

    def _tags(self) -> Iterator[str]:
        """Yield what the event is marked with; a technique whose name we do not know stands in the event report."""
        yield from ("tlp:amber", 'cyder:event="exercise"')
        for category in categories(self._report):
            kind, _, sort = category.partition("/")
            yield f'rsit:{kind}="{sort}"'
        yield from (f'cyder:{name}="{word}"' for name, word in graded(self._report))
        for id in dict.fromkeys(map(current, self._report.techniques)):
            if id in TECHNIQUES:
                yield f'misp-galaxy:mitre-attack-pattern="{TECHNIQUES[id].name} - {id}"'

    def _attributes(self) -> Iterator[Object]:
        for number, indicator in enumerate(self._report.indicators, 1):
            value = canonical(indicator.kind, indicator.value)
            if value is not None:
                yield self._indicator(number, indicator, value)
        for number, asset in enumerate(self._report.assets, 1):
            if asset.role != "not-affected":
                about = self._said(("asset_role", asset.role), ("confidence", asset.confidence), asset.finding)
                yield self._attribute(f"asset/{number}", "target-machine", "Targeting data", asset.host, about)
        for number, claim in enumerate(self._report.accounts, 1):
            account = canonical("account", claim.account) or claim.account
            about = self._said(("account_state", claim.state), ("confidence", claim.confidence))
            yield self._attribute(f"account/{number}", "target-user", "Targeting data", account, about)

    def _indicator(self, number: int, indicator: Indicator, value: str) -> Object:
        type_, category, searched = _TYPES[indicator.kind]
        type_, category = _BY_ROLE.get((indicator.kind, indicator.role), (type_, category))
        words = [("indicator_role", indicator.role)] if indicator.role else []
        comment = self._said(*words, ("confidence", indicator.confidence))
        made = self._attribute(f"indicator/{number}", type_, category, value, comment)
        return {**made, "to_ids": searched and indicator.confidence == "confirmed", **self._seen()}

    def _attribute(self, name: str, type_: str, category: str, value: str, comment: str) -> Object:
        return {
            "uuid": self._uuid(name),
            "type": type_,
            "category": category,
            "value": value,
            "to_ids": False,
            "timestamp": self._now(),
            "distribution": _ONLY_US,
            "comment": comment,
        }

    def _seen(self) -> Object:
        happened = self._report.occurred
        times = {"first_seen": happened.start, "last_seen": happened.end}
        return {name: at.isoformat(timespec="microseconds") for name, at in times.items() if at}

    def _whole(self) -> Object:
        return {
            "uuid": self._uuid("report"),
            "name": self._context.subject,
            "content": as_markdown(self._filed, self._context),
            "distribution": _ONLY_US,
            "timestamp": self._now(),
        }

    def _said(self, *words: tuple[str, str] | str) -> str:
        """Return words by their labels, and texts, on one line."""
        told = [word if isinstance(word, str) else self._context.say(label(*word)) for word in words]
        return " / ".join(text for text in told if text)

    def _uuid(self, name: str) -> str:
        return str(uuid5(NAMESPACE, f"{self._context.key(self._filed)}/misp/{name}"))

    def _now(self) -> str:
        return str(int(self._filed.received_at.timestamp()))


def _once(attributes: Iterator[Object]) -> list[Object]:
    """Return each value of a type once, as MISP takes no other; what was said of it last holds."""
    return list({(one["type"], one["category"], one["value"]): one for one in attributes}.values())
