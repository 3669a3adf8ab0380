"""What a kind of machine promises: its settings, its files, its logs, and how to tell that it is well."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import ClassVar

from cyder.contracts.probe import Check
from cyder.model.base import Noun
from cyder.model.people import Person
from cyder.model.scenario import Access, Organisation
from cyder.model.seed import Seed
from cyder.model.topology import File, NodeSpec, Publication, Routing, Topology

ADMINISTRATOR = (
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "SETUID",
    "SETGID",
    "SYS_CHROOT",
    "AUDIT_WRITE",
    "SYS_PTRACE",
)
"""What makes root an administrator: without SYS_PTRACE, for one, `ss -p` hides other users' processes."""


@dataclass(frozen=True)
class Log:
    """A log file whose lines begin with an ISO 8601 time."""

    path: str

    def moment(self, line: str, zone: tzinfo) -> datetime | None:
        """Return when a line says it was written; a time without offset is in `zone`. None: it does not say."""
        try:
            moment = datetime.fromisoformat(line.split(maxsplit=1)[0])
        except (ValueError, IndexError):
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@dataclass(frozen=True)
class Site:
    """What a role may know when it renders its files: its own node and the rest of the LAN, still without files.

    `provides` says for each service (`dns`, `imap`, `smtp`, …) which nodes offer it, so that a role need know no
    other role. `canary` is the member of staff whose account probes use; it is in `people` too.
    """

    node: NodeSpec
    topology: Topology
    organisation: Organisation
    people: tuple[Person, ...]
    canary: Person
    provides: Mapping[str, tuple[str, ...]]
    seed: Seed

    def providing(self, service: str) -> tuple[NodeSpec, ...]:
        """Return the nodes that offer a service, in the order of the scenario."""
        return tuple(self.topology.node(name) for name in self.provides.get(service, ()))


class Role(Noun, ABC):
    """A kind of machine. Its fields are what may stand under `with:`; adding one is a new folder under cyder/roles."""

    id: ClassVar[str]
    summary: ClassVar[str]
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ()
    memory_mb: ClassVar[int] = 128
    pids: ClassVar[int] = 128
    routing: ClassVar[Routing] = "host"
    provides: ClassVar[tuple[str, ...]] = ()
    logs: ClassVar[Mapping[str, Log]] = {}

    def publishes(self, site: Site) -> tuple[Publication, ...]:  # noqa: ARG002  most roles publish nothing
        """Return the services this node offers in other nodes' stead."""
        return ()

    @abstractmethod
    def files(self, site: Site) -> tuple[File, ...]:
        """Render the files that make this node this node; pure."""

    @abstractmethod
    def health(self, site: Site) -> tuple[Check, ...]:
        """Return the transactions that must work before the node is called healthy."""
