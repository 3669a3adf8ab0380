"""A report as a STIX 2.1 bundle: what others can look for as indicators, what only people can read as notes.

STIX: https://docs.oasis-open.org/cti/stix/v2.1/. Ids come from the report: the same version gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cyder.model.evidence import Entity, IndicatorKind, Spelling
from cyder.model.labels import label
from cyder.model.report import Asset, Confidence, Indicator
from cyder.model.service import FiledReport
from cyder.review.forms.context import Context, canonical
from cyder.review.forms.graded import categories, graded
from cyder.review.forms.markdown_form import part_as_markdown
from cyder.review.forms.paper import Part, paper
from cyder.review.observables import Object, observables, pattern
from cyder.review.stix_objects import Maker, moment

_AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
_CONFIDENCE: dict[Confidence, int] = {"confirmed": 90, "probable": 70, "possible": 50}
"""The Admiralty scale of STIX 2.1, appendix A: confirmed, probably true, possibly true."""
_NOTES = (
    *("occurred", "detected", "classification", "accounts", "data_impact", "timeline"),
    *("root_cause", "notifications", "lessons", "evidence"),
)
"""The parts that STIX 2.1 has no object for; they are told as notes about the incident."""


def as_stix(filed: FiledReport, context: Context) -> Object:
    """Return a report as a bundle. What is not a value of its kind is no indicator; a note has the whole list then."""
    told = _Telling(filed, context)
    return {"type": "bundle", "id": told.make.id("bundle", ""), "objects": list(told.objects())}


class _Telling:
    """One report, told object by object."""

    def __init__(self, filed: FiledReport, context: Context) -> None:
        self._filed, self._report, self._context = filed, filed.report, context
        self._at = filed.received_at
        self._parts = {part.name: part for part in paper(filed, context).parts}
        self.make = Maker(context.key(filed), "team")
        self._victim, self._incident = self.make.id("identity", "organisation"), self.make.id("incident", "")

    def objects(self) -> Iterator[Object]:
        """Yield everything; the report, which refers to it all, comes last."""
        yield _marking()
        marks = {"object_marking_refs": [_AMBER], "lang": self._context.language}
        seen = observables(self._entities())
        yield from seen
        told = [{**one, **marks} for one in self._statements(seen)]
        yield from told
        yield {**self._cover([one["id"] for one in [*seen, *told]]), **marks}

    def _statements(self, seen: tuple[Object, ...]) -> Iterator[Object]:
        yield from self._parties()
        yield self._thing(
            "incident", "", name=self._context.subject, **self._summary(), labels=["exercise", *self._labels()]
        )
        if seen:
            yield self._observed([one["id"] for one in seen])
        for number, indicator in enumerate(self._report.indicators, 1):
            yield from self._indicated(number, indicator, seen)
        for technique in dict.fromkeys(self._report.techniques):
            yield self.make.technique(technique, self._at)
            yield self._relation(self.make.id("attack-pattern", technique), "targets", self._victim)
        for number, asset in enumerate(self._report.assets, 1):
            yield from self._machine(number, asset)
        if "actions" in self._parts:
            yield from self._actions(self._parts["actions"])
        unreadable = any(canonical(each.kind, each.value) is None for each in self._report.indicators)
        for name in (*_NOTES, *(["indicators"] if unreadable else [])):
            if name in self._parts:
                yield self._note(self._parts[name])

    def _parties(self) -> Iterator[Object]:
        reporter = self._report.reporter
        written = {"description": reporter.member, "contact_information": reporter.contact}
        about = {key: value for key, value in written.items() if value}
        roles = {"roles": [reporter.duty]} if reporter.duty else {}
        yield self._thing("identity", "team", name=self._context.team, identity_class="group", **roles, **about)
        name = self._context.say(self._context.organisation)
        yield self._thing("identity", "organisation", name=name, identity_class="organization")

    def _labels(self) -> Iterator[str]:
        yield from (f"rsit:{category}" for category in categories(self._report))
        yield from (f"{name}:{word}" for name, word in graded(self._report))

    def _observed(self, seen: list[str]) -> Object:
        first, last = self._span()
        times = {"first_observed": moment(first), "last_observed": moment(last)}
        return self._thing("observed-data", "", **times, number_observed=1, object_refs=seen)

    def _indicated(self, number: int, indicator: Indicator, seen: tuple[Object, ...]) -> Iterator[Object]:
        entity = _entity(indicator.kind, indicator.value)
        if entity is None:
            return
        role = {"labels": [f"role:{indicator.role}"]} if indicator.role else {}
        made = self._thing(
            "indicator",
            str(number),
            name=entity.name,
            description=self._context.say(label("indicator_kind", indicator.kind)),
            indicator_types=["malicious-activity"],
            pattern=pattern(entity),
            pattern_type="stix",
            valid_from=moment(self._span()[0]),
            confidence=_CONFIDENCE[indicator.confidence],
            **role,
        )
        yield made
        proof = [self.make.id("observed-data", "")] if seen else []
        yield from (self._relation(made["id"], "based-on", one) for one in proof if observables([entity]))
        yield self._sighting(number, made["id"])

    def _sighting(self, number: int, indicator: str) -> Object:
        happened = self._report.occurred
        named = {"first_seen": happened.start, "last_seen": happened.end}
        times = {name: moment(at) for name, at in named.items() if at}
        where = [self._victim]
        return self._thing("sighting", str(number), sighting_of_ref=indicator, where_sighted_refs=where, **times)

    def _machine(self, number: int, asset: Asset) -> Iterator[Object]:
        """Yield a machine, and, where it was affected, that it belongs to the incident."""
        name = f"machine/{number}"
        finding = {"description": asset.finding} if asset.finding else {}
        labels, confidence = [f"role:{asset.role}"], _CONFIDENCE[asset.confidence]
        about = {"name": asset.host, "identity_class": "system", "labels": labels, "confidence": confidence}
        yield self._thing("identity", name, **about, **finding)
        if asset.role != "not-affected":
            yield self._relation(self.make.id("identity", name), "related-to", self._incident)

    def _actions(self, part: Part) -> Iterator[Object]:
        for number, row in enumerate(part.rows, 1):
            told = [(name, text) for name, text in zip(part.header[1:], row[1:], strict=True) if text]
            description = "\n".join(f"{name}: {text}" for name, text in told)
            yield self._thing("course-of-action", str(number), name=told[0][1], description=description)
            yield self._relation(self.make.id("course-of-action", str(number)), "related-to", self._incident)

    def _note(self, part: Part) -> Object:
        author = {"authors": [self._report.reporter.member]} if self._report.reporter.member else {}
        content = part_as_markdown(part)
        about = [self._incident]
        return self._thing("note", part.name, abstract=part.heading, content=content, object_refs=about, **author)

    def _cover(self, everything: list[str]) -> Object:
        zone = [f"time-zone:{self._report.time_zone}"] if self._report.time_zone else []
        return self._thing(
            "report",
            "",
            name=self._context.subject,
            **self._summary(),
            report_types=["threat-report"],
            labels=["exercise", f"version:{self._filed.version}", *zone],
            published=moment(self._at),
            object_refs=everything,
        )

    def _summary(self) -> Object:
        return {"description": self._report.summary} if self._report.summary else {}

    def _span(self) -> tuple[datetime, datetime]:
        """Return from when until when it took place, as far as anybody wrote it down."""
        first = self._report.occurred.start or self._report.detected.at or self._at
        return first, max(first, self._report.occurred.end or self._at)

    def _entities(self) -> Iterator[Entity]:
        named: list[tuple[IndicatorKind, str]] = [(each.kind, each.value) for each in self._report.indicators]
        accounts: list[tuple[IndicatorKind, str]] = [("account", each.account) for each in self._report.accounts]
        for kind, value in named + accounts:
            entity = _entity(kind, value)
            if entity is not None:
                yield entity

    def _thing(self, kind: str, id: str, /, **what: object) -> Object:
        return self.make.thing(kind, id, self._at, **what)

    def _relation(self, source: str, kind: str, target: str) -> Object:
        return self.make.relation("", self._at, source, kind, target)


def _entity(kind: IndicatorKind, written: str) -> Entity | None:
    value = canonical(kind, written)
    return None if value is None else Entity(name=value, weight=1, spellings=(Spelling(kind=kind, value=value),))


def _marking() -> Object:
    """Return TLP:AMBER as STIX 2.1 defines it."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": _AMBER,
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": "TLP:AMBER",
        "definition": {"tlp": "amber"},
    }
