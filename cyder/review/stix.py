"""A run as a STIX 2.1 bundle, with the order of its deeds as an Attack Flow.

STIX: https://docs.oasis-open.org/cti/stix/v2.1/. Attack Flow 2.0 is an extension of it by the Center for
Threat-Informed Defense: https://center-for-threat-informed-defense.github.io/attack-flow/language/.
Ids come from the run, times from the ledger: the same ledger gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cyder.model.evidence import Entity
from cyder.review.deeds import MEANINGS, Deed, Run
from cyder.review.observables import Object, observables, pattern
from cyder.review.stix_objects import Maker, moment

_EXTENSION = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4"
_MAKER = "identity--fb9c968a-745b-4ade-9b25-c324172197f4"
_PUBLISHED = "2022-08-02T19:34:35.143Z"
_FLOW_PAGES = "https://center-for-threat-informed-defense.github.io/attack-flow/"


def bundle(run: Run) -> Object:
    """Return a run as a bundle.

    Only what happened is an action of the flow, observed data and an indicator; what was blocked, prevented, broken,
    skipped or void is a note.
    """
    told = _Telling(run)
    return {"type": "bundle", "id": Maker(run.key, "cyder").id("bundle", ""), "objects": list(told.objects())}


@dataclass(frozen=True)
class _Telling:
    """One run, told object by object."""

    run: Run

    @property
    def _make(self) -> Maker:
        return Maker(self.run.key, "cyder")

    def objects(self) -> Iterator[Object]:
        """Yield everything, what is referred to before what refers to it."""
        done = [deed for deed in self.run.deeds if deed.happened]
        yield from self._parties()
        yield from self._techniques()
        yield from observables(entity for deed in done for entity in _entities(deed))
        for deed in done:
            yield from self._proven(deed)
        yield from self._flow(done)
        yield from self._notes()

    def _parties(self) -> Iterator[Object]:
        began = self.run.began
        yield self._make.thing("identity", "cyder", began, name="Cyder", identity_class="system")
        name, about = self.run.organisation, "A fictitious organisation."
        yield self._make.thing("identity", "victim", began, name=name, identity_class="organization", description=about)

    def _techniques(self) -> Iterator[Object]:
        for id in dict.fromkeys(id for deed in self.run.deeds for id in deed.sort.techniques):
            yield self._make.technique(id, self.run.began)

    def _proven(self, deed: Deed) -> Iterator[Object]:
        """Yield what a deed let be seen, what it can be recognised by, and how all that belongs together."""
        victim = self._make.id("identity", "victim")
        for technique in deed.sort.techniques:
            yield self._relation(deed, self._make.id("attack-pattern", technique), "targets", victim)
        seen = observables(_entities(deed))
        if not seen:
            return
        observed = self._make.thing(
            "observed-data",
            deed.name,
            deed.told,
            first_observed=moment(min(_times(deed))),
            last_observed=moment(max(_times(deed))),
            number_observed=max(1, len(deed.outcome.receipts)),
            object_refs=[one["id"] for one in seen],
        )
        yield observed
        for number, entity in enumerate(deed.outcome.truth.indicators, start=1):
            indicator = self._indicator(deed, number, entity)
            yield indicator
            yield self._relation(deed, indicator["id"], "based-on", observed["id"])
            for technique in deed.sort.techniques:
                yield self._relation(deed, indicator["id"], "indicates", self._make.id("attack-pattern", technique))

    def _indicator(self, deed: Deed, number: int, entity: Entity) -> Object:
        return self._make.thing(
            "indicator",
            f"{deed.name}/{number}",
            deed.told,
            name=entity.name,
            description=f"of event {deed.event}",
            indicator_types=["malicious-activity"],
            pattern=pattern(entity),
            pattern_type="stix",
            valid_from=moment(min(_times(deed))),
        )

    def _flow(self, done: Sequence[Deed]) -> Iterator[Object]:
        """Yield the flow: an action for each deed, each the effect of the one before it."""
        if not done:
            return
        extension = {_EXTENSION: {"extension_type": "new-sdo"}}
        yield from _definition()
        hosts = dict.fromkeys(deed.target for deed in done if deed.target)
        for host in hosts:
            yield self._make.thing("attack-asset", host, self.run.began, name=host, extensions=extension)
        actions = [self._make.id("attack-action", deed.name) for deed in done]
        following = {one: [after] for one, after in pairwise(actions)}
        for deed, id in zip(done, actions, strict=True):
            yield self._action(deed, following.get(id, []), extension)
        yield self._make.thing(
            "attack-flow",
            "",
            max(deed.told for deed in done),
            name=f"{self.run.title}: {self.run.exercise}, {self.run.team}",
            description="What really happened, from the exercise's ledger.",
            scope="incident",
            start_refs=actions[:1],
            extensions=extension,
        )

    def _action(self, deed: Deed, effects: list[str], extension: Object) -> Object:
        main = deed.sort.techniques[:1]
        return self._make.thing(
            "attack-action",
            deed.name,
            deed.told,
            name=deed.sort.title,
            description=deed.sentence,
            execution_start=moment(deed.began),
            execution_end=moment(deed.ended),
            **{key: value for id in main for key, value in self._technique(id).items()},
            **({"asset_refs": [self._make.id("attack-asset", deed.target)]} if deed.target else {}),
            **({"effect_refs": effects} if effects else {}),
            extensions=extension,
        )

    def _technique(self, id: str) -> Object:
        return {"technique_id": id, "technique_ref": self._make.id("attack-pattern", id)}

    def _notes(self) -> Iterator[Object]:
        """Yield what did not happen, each with the reason; a note is about flow, or victim, and techniques."""
        flowed = any(deed.happened for deed in self.run.deeds)
        flow = self._make.id("attack-flow", "") if flowed else self._make.id("identity", "victim")
        for deed in self.run.deeds:
            if not deed.happened:
                about = [flow, *(self._make.id("attack-pattern", id) for id in deed.sort.techniques)]
                abstract = f"{deed.ending}: {deed.sort.title} ({deed.event}) {MEANINGS[deed.ending]}"
                yield self._note(deed.name, deed.told, abstract, deed.outcome.reason, about)
        for event, reason in self.run.void.items():
            yield self._note(
                event, self.run.began, f"void: {event} does not count", reason or "an instructor's word", [flow]
            )
        for event in self.run.unplayed:
            yield self._note(event, self.run.began, f"never reached: {event}", "The exercise ended before it.", [flow])

    def _note(self, name: str, at: datetime, abstract: str, content: str, about: list[str]) -> Object:
        return self._make.thing("note", name, at, abstract=abstract, content=content, object_refs=about)

    def _relation(self, deed: Deed, source: str, kind: str, target: str) -> Object:
        return self._make.relation(deed.name, deed.told, source, kind, target)


def _entities(deed: Deed) -> Iterator[Entity]:
    yield from deed.outcome.truth.indicators
    yield from deed.outcome.truth.accounts


def _times(deed: Deed) -> list[datetime]:
    """Return when logs say that it happened; without a log line, when it was done."""
    return [found.logged_at for found in deed.outcome.receipts] or [deed.began, deed.ended]


def _definition() -> Iterator[Object]:
    """Yield Attack Flow's own definition of itself and its maker, as published."""
    common = {"spec_version": "2.1", "created": _PUBLISHED, "modified": _PUBLISHED}
    maker = "MITRE Center for Threat-Informed Defense"
    yield {"type": "identity", "id": _MAKER, **common, "name": maker, "identity_class": "organization"}
    yield {
        "type": "extension-definition",
        "id": _EXTENSION,
        **common,
        "created_by_ref": _MAKER,
        "name": "Attack Flow",
        "description": "Extends STIX 2.1 with features to create Attack Flows.",
        "schema": f"{_FLOW_PAGES}stix/attack-flow-schema-2.0.0.json",
        "version": "2.0.0",
        "extension_types": ["new-sdo"],
    }
