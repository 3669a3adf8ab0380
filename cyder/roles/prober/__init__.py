"""The machine that asks the questions by which health, availability and containment are known."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts.probe import Check
from cyder.contracts.probing import Alive
from cyder.contracts.role import Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File, Routing


class Prober(Role):
    """A computer with a card in every network, which answers out of the card whose address it asks under."""

    id: ClassVar[str] = "prober"
    summary: ClassVar[str] = "asks the other machines whether they serve; in every LAN by itself, closed to trainees"
    open: ClassVar[Access] = "no"
    syslog: ClassVar[bool] = False
    ssh: ClassVar[bool] = False
    routing: ClassVar[Routing] = "per-interface"

    def files(self, site: Site) -> tuple[File, ...]:
        """Return nothing: what it needs is in its image."""
        del site
        return ()

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask whether it runs commands under its address."""
        return (Check(by="itself", probe=Alive(target=site.node.name)),)
