"""A report as IODEF-JSON: RFC 8727, the JSON form of RFC 7970's Incident Object Description Exchange Format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cyder.model.labels import label
from cyder.model.report import ActionTaken, Asset, Happening, Proof, Report
from cyder.model.service import FiledReport
from cyder.review.forms import iodef_words as words
from cyder.review.forms.context import Context, canonical
from cyder.review.forms.graded import categories, graded
from cyder.review.forms.iodef_indicators import indicators
from cyder.review.forms.iodef_words import extension

Object = dict[str, Any]


def as_iodef(filed: FiledReport, context: Context) -> Object:
    """Return a report as an IODEF document with one incident; what IODEF has no class for is AdditionalData."""
    told = _Telling(filed, context)
    return {"version": "2.0", "lang": context.language, "Incident": [told.incident()]}


class _Telling:
    """One report, class by class."""

    def __init__(self, filed: FiledReport, context: Context) -> None:
        self._filed, self._context, self._report = filed, context, filed.report

    def incident(self) -> Object:
        """Return the incident; its parts that are blank are left out."""
        report = self._report
        return _filled(
            {
                "purpose": "reporting",
                "status": words.STATUS[report.status] if report.status else None,
                "restriction": "amber",
                "lang": self._context.language,
                "IncidentID": {"id": f"{self._context.exercise}-{self._context.team}", "name": self._context.domain},
                **self._times(report),
                "GenerationTime": _time(self._filed.received_at),
                "Description": [text for text in (self._context.subject, report.summary) if text],
                "Discovery": self._discovery(report),
                "Assessment": self._assessment(report),
                "Method": self._method(report),
                "Contact": list(self._contacts(report)),
                "EventData": [*map(self._machine, report.assets), *map(self._event, report.timeline), *self._records()],
                "Indicator": list(indicators(report, f"{self._context.exercise}-{self._context.team}", self._context)),
                "History": self._history(report),
                "AdditionalData": list(self._additional(report)),
            }
        )

    def _times(self, report: Report) -> Object:
        recovered = [each.at for each in report.timeline if each.type == "recovery"]
        return {
            "DetectTime": _time(report.detected.at),
            "StartTime": _time(report.occurred.start),
            "EndTime": _time(report.occurred.end),
            "RecoveryTime": _time(max(recovered, default=None)),
            "ReportTime": _time(self._filed.received_at),
        }

    def _discovery(self, report: Report) -> list[Object]:
        how = words.DISCOVERY[report.detected.how] if report.detected.how else {}
        found = _filled({**how, "Description": [report.detected.by] if report.detected.by else None})
        return [found] if found else []

    def _assessment(self, report: Report) -> list[Object]:
        sort, cause = report.classification, report.root_cause
        why = [text for text in (self._label("root_cause", cause.code), cause.text) if text]
        assessment = _filled(
            {
                "occurrence": words.OCCURRENCE[sort.determination] if sort.determination else None,
                "IncidentCategory": [f"rsit:{category}" for category in categories(report)],
                "SystemImpact": self._system_impact(report),
                "BusinessImpact": [self._business_impact(kind) for kind in report.data_impact.kinds],
                "Cause": why,
            }
        )
        return [assessment] if assessment else []

    def _system_impact(self, report: Report) -> list[Object]:
        sort = report.classification
        severity = {"severity": words.SEVERITY[sort.severity]} if sort.severity else {}
        ending = words.COMPLETION.get(sort.determination or "")
        completion = {"completion": ending} if ending else {}
        return [{**severity, **completion, "type": "unknown"}] if severity or completion else []

    def _business_impact(self, kind: str) -> Object:
        said = self._label("data_kind", kind)
        return {**words.BREACH.get(kind, {"type": "unknown"}), "Description": [said]}

    def _method(self, report: Report) -> list[Object]:
        pages = [f"https://attack.mitre.org/techniques/{id.replace('.', '/')}" for id in report.techniques]
        references = [{"URL": [page], "Description": [id]} for id, page in zip(report.techniques, pages, strict=True)]
        way = [self._label("vector", report.classification.vector)] if report.classification.vector else None
        method = _filled({"Reference": references, "Description": way})
        return [method] if method else []

    def _contacts(self, report: Report) -> Iterator[Object]:
        names = [self._context.say(self._context.organisation)]
        yield {"role": "creator", "type": "organization", "ContactName": names}
        who = report.reporter
        reach = {"Description": [who.contact]} if who.contact else {}
        yield {
            "role": "reporter",
            "type": "person",
            "ContactName": [f"{self._context.team}: {who.member}" if who.member else self._context.team],
            **({"ContactTitle": [who.duty]} if who.duty else {}),
            **reach,
        }

    def _machine(self, asset: Asset) -> Object:
        said = [self._label("confidence", asset.confidence), asset.finding]
        return {
            "System": [{**words.PART[asset.role], **_node(asset.host), "Description": [each for each in said if each]}]
        }

    def _event(self, happened: Happening) -> Object:
        said = [self._label("timeline_kind", happened.type), happened.account, happened.note]
        return _filled(
            {
                "Description": [each for each in said if each],
                "StartTime": _time(happened.at),
                "EndTime": _time(happened.until),
                "System": [_node(happened.host)] if happened.host else [],
                "AdditionalData": [extension("type", happened.type)],
            }
        )

    def _records(self) -> Iterator[Object]:
        for proof in self._report.evidence:
            yield {"RecordData": [self._record(proof)]}

    def _record(self, proof: Proof) -> Object:
        return {"Description": [proof.claim], "RecordItem": [extension(proof.source, proof.quote)]}

    def _history(self, report: Report) -> Object | None:
        """Return what the team did and whom it told; without a time of its own, an entry has that of the report."""
        told = [
            {
                "action": "status-new-info",
                "DateTime": _time(each.at or self._filed.received_at),
                "Description": [text for text in (self._label("recipient", each.to), each.why) if text],
            }
            for each in report.notifications
        ]
        done = [self._deed(each) for each in report.actions]
        return {"HistoryItem": [*done, *told]} if done or told else None

    def _deed(self, action: ActionTaken) -> Object:
        said = [self._label("action_kind", action.kind), action.target, action.approved_by, action.effect]
        return {
            "action": words.ACTION[action.kind],
            "DateTime": _time(action.at or self._filed.received_at),
            "Description": [text for text in said if text],
        }

    def _additional(self, report: Report) -> Iterator[Object]:
        yield from (extension(name, word) for name, word in graded(report))
        yield extension("version", str(self._filed.version), "integer")
        if report.time_zone:
            yield extension("time-zone", report.time_zone)
        if report.occurred.ongoing:
            yield extension("ongoing", "true", "boolean")
        impact = report.data_impact
        if impact.records:
            yield extension("records-min", str(impact.records.min), "integer")
            yield extension("records-max", str(impact.records.max), "integer")
        if impact.legal_report_needed is not None:
            yield extension("legal-report-needed", str(impact.legal_report_needed).lower(), "boolean")
        for claim in report.accounts:
            account = canonical("account", claim.account) or claim.account
            yield extension(f"account:{claim.state}:{claim.confidence}", account)
        yield from (extension("lesson", lesson) for lesson in report.lessons)

    def _label(self, enum: str, value: str | None) -> str:
        return self._context.say(label(enum, value)) if value else ""


def _node(host: str) -> Object:
    """Return a machine by its address, or by its name, of which nobody has looked up more."""
    address = canonical("ip", host)
    if address:
        return {"Node": {"Address": [words.address(address)]}}
    return {"Node": {"DomainData": [words.domain(host)]}}


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _filled(parts: Object) -> Object:
    return {name: value for name, value in parts.items() if value not in (None, [], {})}
