"""What many actions have in common: how they tell what they did, what they made true, and how somebody is shut out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from cyder.contracts.action import Scene
from cyder.contracts.probe import Typed
from cyder.model.evidence import Entity, Receipt, Spelling, TimelineKind, Trace, TrueMoment

Way = tuple[tuple[Typed, ...], tuple[Typed, ...]]
"""What a trainee types, and what takes it back."""


def traced(scene: Scene, started: datetime, *, reached: bool, said: str) -> Trace:
    """Return the trace of an action that ends now, at the scene's source."""
    return Trace(reached=reached, started=started, finished=scene.clock.now(), source=scene.vantage.address, said=said)


def entity(name: str, **values: str | tuple[str, ...]) -> Entity:
    """Return an entity of weight 1 by its spellings, the first at full credit and those of further kinds at 0.8.

    `entity("c2", domain="cdn.stat.example", ip="203.0.113.66")`: the name earns all, the address most of it. The kind
    `key-fingerprint` is written `key_fingerprint`.
    """
    spellings = []
    for place, (kind, value) in enumerate(values.items()):
        for each in (value,) if isinstance(value, str) else value:
            spelt = {"kind": kind.replace("_", "-"), "value": each, "credit": 1.0 if place == 0 else 0.8}
            spellings.append(Spelling.model_validate(spelt))
    return Entity(name=name, weight=1.0, spellings=tuple(spellings))


def first(kind: TimelineKind, host: str, pattern: str, receipts: Sequence[Receipt]) -> tuple[TrueMoment, ...]:
    """Return when the first receipt that shows the pattern was logged; nothing where none does."""
    moments = [receipt.logged_at for receipt in receipts if re.search(pattern, receipt.line)]
    return (TrueMoment(kind=kind, host=host, at=min(moments)),) if moments else ()


def typed(on: str, *argv: str) -> tuple[Typed, ...]:
    """Return one typed command."""
    return (Typed(on=on, argv=argv),)


def blocked_at_gateway(scene: Scene, *addresses: str) -> Way:
    """Return what blocks addresses at every gateway of the LAN, in both directions and at once."""
    gateways = [node.name for node in scene.lan.topology.nodes if node.routing == "router"]
    element = f"{{ {', '.join(addresses)} }}"
    words = ("element", "inet", "filter", "blocked", element)
    return (
        tuple(Typed(on=name, argv=("nft", "add", *words)) for name in gateways),
        tuple(Typed(on=name, argv=("nft", "delete", *words)) for name in gateways),
    )


def both(one: Way, other: Way) -> Way:
    """Return two ways as one: typed in order, taken back in reverse."""
    return (*one[0], *other[0]), (*other[1], *one[1])
