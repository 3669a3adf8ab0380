"""What a kind of machine promises: its settings, its files, its logs, and how to tell that it is well."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from cyder.contracts.keys import KeyPair, keypair
from cyder.contracts.log import Log
from cyder.contracts.probe import Asker, Check, Vantage
from cyder.contracts.provider import Lan
from cyder.model.base import Noun
from cyder.model.evidence import Answer
from cyder.model.messages import Letter
from cyder.model.people import Person
from cyder.model.scenario import Access, Organisation, is_private
from cyder.model.seed import Seed
from cyder.model.setup import Account, Group
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
class Site:
    """What a role may know when it renders its files: its own node and the rest of the LAN, still without files.

    `provides` says for each service (`dns`, `imap`, `smtp`, …) which nodes offer it, so that a role need know no
    other role. `canary` is the member of staff whose account probes use; it is in `people` too. `seed` is the node's
    own, `shared` the team's: what several nodes must agree on comes from it.
    """

    node: NodeSpec
    topology: Topology
    organisation: Organisation
    people: tuple[Person, ...]
    canary: Person
    provides: Mapping[str, tuple[str, ...]]
    seed: Seed
    shared: Seed

    @property
    def private(self) -> frozenset[str]:
        """Return the names of the organisation's own networks."""
        return frozenset(net.name for net in self.topology.networks if is_private(net.subnet))

    def belongs(self, node: NodeSpec) -> bool:
        """Return whether a node is the organisation's: it has a card in one of its networks."""
        return any(card.network in self.private for card in node.interfaces)

    @property
    def user(self) -> Asker:
        """Return who uses what this node offers: the staff, or, outside, somebody beside it."""
        return "staff" if self.belongs(self.node) else "colleague"

    def offers_outside(self, port: int) -> bool:
        """Return whether a gateway publishes a port of this node."""
        return any(offer.node == self.node.name and offer.port == port for offer in self.topology.publications)

    def fqdn(self, node: NodeSpec) -> str:
        """Return the name a node goes by: in the organisation's domain, or, outside, the first of its own names."""
        return f"{node.hostname}.{node.search}"

    def zone_of(self, name: str) -> str:
        """Return the zone a name stands in: the organisation's domain, else what somebody registered: two labels."""
        ours = self.organisation.domain
        return ours if name == ours or name.endswith(f".{ours}") else ".".join(name.split(".")[-2:])

    def providing(self, service: str) -> tuple[NodeSpec, ...]:
        """Return the nodes on this node's side, inside or outside, that offer a service, in the scenario's order."""
        mine = self.belongs(self.node)
        return tuple(node for node in self.everywhere(service) if self.belongs(node) == mine)

    def everywhere(self, service: str) -> tuple[NodeSpec, ...]:
        """Return all nodes that offer a service, inside and outside, in the order of the scenario."""
        return tuple(self.topology.node(name) for name in self.provides.get(service, ()))

    def secret(self, service: str, account: str) -> str:
        """Return the password with which an account uses a service (`sql`, `app`): two nodes that ask get the same."""
        return self.shared.token(f"secret/{service}/{account}")[:20]

    def key(self, owner: str) -> KeyPair:
        """Return the SSH key of an owner, such as `root@desk`."""
        return keypair(self.shared, owner)


class Role(Noun, ABC):
    """A kind of machine. Its fields are what may stand under `with:`; adding one is a new folder under cyder/roles.

    `provides`: services by which other roles find it. `ports`: what listens on it, such as `53/udp`.
    `syslog`: it forwards its logs to the organisation's central one. `ssh`: it lets people log in over the network.
    `monitors`: it has a card `mon0` that hears every frame on the LAN's private networks and sends none.
    """

    id: ClassVar[str]
    summary: ClassVar[str]
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ()
    memory_mb: ClassVar[int] = 128
    pids: ClassVar[int] = 128
    routing: ClassVar[Routing] = "host"
    provides: ClassVar[tuple[str, ...]] = ()
    ports: ClassVar[tuple[str, ...]] = ()
    syslog: ClassVar[bool] = True
    ssh: ClassVar[bool] = True
    monitors: ClassVar[bool] = False
    logs: ClassVar[Mapping[str, Log]] = {}

    def publishes(self, site: Site) -> tuple[Publication, ...]:  # noqa: ARG002  most roles publish nothing
        """Return the services this node offers in other nodes' stead."""
        return ()

    def accounts(self, site: Site) -> tuple[Account, ...]:  # noqa: ARG002  most roles have none of their own
        """Return the users of this machine beside its programs' own."""
        return ()

    def groups(self, site: Site) -> tuple[Group, ...]:  # noqa: ARG002  most roles have none of their own
        """Return the groups that accounts of this machine may join."""
        return ()

    @abstractmethod
    def files(self, site: Site) -> tuple[File, ...]:
        """Render the files that make this node this node; pure."""

    def post(self, lan: Lan, node: str, vantage: Vantage, letter: Letter) -> Answer:
        """Put a letter into a mailbox as a stranger's server would; only machines that provide `smtp` do that."""
        del lan, vantage, letter
        return Answer(passed=False, said=f"not delivered: {node} takes no mail", seconds=0.0)

    @abstractmethod
    def health(self, site: Site) -> tuple[Check, ...]:
        """Return the transactions that must work before the node is called healthy."""

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Return what staff must be able to do: transactions that nothing but the living service can answer.

        That is what makes the node healthy, unless a page that never changes or a mere connection would do for that.
        """
        return self.health(site)
