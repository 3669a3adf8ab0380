"""The outside: a computer from which benign attacks start, closed to trainees."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts.probe import Check
from cyder.contracts.probing import Alive
from cyder.contracts.role import Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File


class Attacker(Role):
    """A computer with the tools everybody has. It does nothing until an event says so."""

    id: ClassVar[str] = "attacker"
    summary: ClassVar[str] = "the outside, from where attacks start; does nothing by itself and is closed to trainees"
    open: ClassVar[Access] = "no"
    syslog: ClassVar[bool] = False
    ssh: ClassVar[bool] = False

    def files(self, site: Site) -> tuple[File, ...]:
        """Return nothing: what it needs is in its image."""
        del site
        return ()

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask whether it runs commands under its address."""
        return (Check(by="itself", probe=Alive(target=site.node.name)),)
