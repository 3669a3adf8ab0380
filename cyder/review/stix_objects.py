"""Objects of STIX 2.1 as everything that we tell in it shares them: ids from what is told, who made them, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from cyder.model.attack import TECHNIQUES, current
from cyder.review.observables import Object
from cyder.review.zones import in_zone

NAMESPACE = UUID("5d0f3a0e-5d1a-5c55-9b1b-1f7d0f6f2c11")
"""Our own name space: ids of everything that is of one run, or of one report."""


def moment(at: datetime) -> str:
    """Return a time as STIX writes it: UTC, milliseconds."""
    return f"{in_zone(at, UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


@dataclass(frozen=True)
class Maker:
    """Makes the objects of one telling. `key` tells it from every other; `by` names the identity that tells."""

    key: str
    by: str

    def id(self, kind: str, name: str) -> str:
        """Return the id of a thing: the same telling gives it the same one."""
        return f"{kind}--{uuid5(NAMESPACE, f'{self.key}/{kind}/{name}')}"

    def thing(self, kind: str, id: str, at: datetime, /, **what: Any) -> Object:  # noqa: ANN401  what JSON holds
        """Return an object, made by the one who tells, who is itself made by nobody."""
        mine, maker = self.id(kind, id), self.id("identity", self.by)
        made = {} if mine == maker else {"created_by_ref": maker}
        times = {"created": moment(at), "modified": moment(at)}
        return {"type": kind, "spec_version": "2.1", "id": mine, **made, **times, **what}

    def relation(self, name: str, at: datetime, source: str, kind: str, target: str) -> Object:
        """Return a relationship; `name` keeps apart two of the same kind between the same objects."""
        what = {"relationship_type": kind, "source_ref": source, "target_ref": target}
        return self.thing("relationship", f"{name}/{source}/{kind}/{target}", at, **what)

    def technique(self, id: str, at: datetime) -> Object:
        """Return an ATT&CK technique; one that we do not know is called by its id alone."""
        known = TECHNIQUES.get(current(id))
        phases = [{"kill_chain_name": "mitre-attack", "phase_name": known.tactic}] if known else []
        page = f"https://attack.mitre.org/techniques/{id.replace('.', '/')}"
        return self.thing(
            "attack-pattern",
            id,
            at,
            name=known.name if known else id,
            **({"kill_chain_phases": phases} if phases else {}),
            external_references=[{"source_name": "mitre-attack", "external_id": id, "url": page}],
        )
