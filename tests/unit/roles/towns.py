"""A town's LAN written by hand, what a role is told about it, and nodes that answer as a test would have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cyder.contracts.action import Scene
from cyder.contracts.node import Result, Stream
from cyder.contracts.provider import Lan, LanRef
from cyder.contracts.role import Site
from cyder.model.base import LocalText
from cyder.model.people import Person
from cyder.model.plan import ObservedLan, Operation
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.model.topology import File, Interface, NodeSpec, Publication, Segment, Topology
from cyder.replay.clock import FakeClock

NETWORKS = {"office": "10.66.0.0/24", "dmz": "172.20.0.0/16", "outside": "203.0.113.0/24"}
PROVIDES = {"dns": ("dns",), "smtp": ("mail",), "imap": ("mail",)}
SOURCE = "203.0.113.242"


def node(name: str, role: str, hostname: str = "", users: tuple[str, ...] = (), **at: str) -> NodeSpec:
    """Return a machine with one card for each network named."""
    cards = tuple(
        Interface(
            device=f"eth{index}",
            network=network,
            address=address,
            prefix=int(NETWORKS[network].partition("/")[2]),
            mac=f"02:00:00:00:00:{index:02x}",
        )
        for index, (network, address) in enumerate(at.items())
    )
    return NodeSpec(
        name=name,
        role=role,
        hostname=hostname or name,
        interfaces=cards,
        nameserver="10.66.0.10",
        search="city.example",
        users=users,
    )


NODES = (
    node("gw", "gateway", office="10.66.0.1", dmz="172.20.0.1", outside="203.0.113.1"),
    node("dns", "dns", office="10.66.0.10"),
    node("mail", "mail", dmz="172.20.3.11"),
    node("pc", "client", users=("kimura",), office="10.66.0.12"),
    node("intruder", "attacker", outside=SOURCE),
    node("prober", "prober", hostname="pc-195", office="10.66.0.101", dmz="172.20.0.99", outside="203.0.113.13"),
)
PEOPLE = tuple(
    Person(account=account, name=LocalText(en=en, ja=ja), department="soumu", password=f"secret-of-{account}")
    for account, en, ja in (
        ("otsuka", "Aoi Otsuka", "大塚 葵"),
        ("kimura", "Koichi Kimura", "木村 浩一"),
        ("sato", "Yui Sato", "佐藤 結衣"),
    )
)
ORGANISATION = Organisation(
    name=LocalText(en="Saino City", ja="彩野市"),
    domain="city.example",
    departments={"soumu": LocalText(en="General affairs", ja="総務課")},
)
TOWN = Topology(
    exercise="first-look",
    team="team1",
    time_zone="Asia/Tokyo",
    networks=tuple(Segment(name=name, subnet=subnet) for name, subnet in NETWORKS.items()),
    nodes=NODES,
    publications=(Publication(network="outside", address="203.0.113.1", port=53, protocol="tcp", node="dns"),),
)


def site(name: str, topology: Topology = TOWN, *, provides: dict[str, tuple[str, ...]] | None = None) -> Site:
    """Return what the role of one node may know."""
    return Site(
        node=topology.node(name),
        topology=topology,
        organisation=ORGANISATION,
        people=PEOPLE,
        canary=PEOPLE[2],
        provides=PROVIDES if provides is None else provides,
        seed=Seed(b"town").child(name),
        shared=Seed(b"shared"),
    )


def contents(files: Sequence[File]) -> dict[str, str]:
    """Return files by path."""
    return {file.path: file.content for file in files}


@dataclass
class Talking:
    """A provider of nodes that all give one answer and remember what they were asked."""

    result: Result
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def lans(self) -> list[LanRef]:
        """Return the one LAN."""
        return [LanRef(TOWN.exercise, TOWN.team)]

    def observe(self, lan: LanRef) -> ObservedLan:
        """See nothing."""
        return ObservedLan()

    def apply(self, lan: LanRef, operation: Operation) -> None:
        """Do nothing."""

    def node(self, lan: LanRef, name: str) -> TalkingNode:
        """Return a node of that name."""
        return TalkingNode(name, self)

    def capture(self, lan: LanRef, node: str, network: str) -> Stream:
        """Offer no capture."""
        raise NotImplementedError

    def destroy(self, lan: LanRef) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class TalkingNode:
    """One of them."""

    name: str
    provider: Talking

    def run(self, argv: Sequence[str], *, user: str = "root", timeout: float = 30.0) -> Result:
        """Remember the question and give the answer."""
        self.provider.asked.append((self.name, tuple(argv)))
        return self.provider.result

    def read(self, path: str) -> bytes:
        """Have no files."""
        raise FileNotFoundError(path)

    def write(self, file: File) -> None:
        """Take any file."""

    def open(self, argv: Sequence[str], *, tty: bool, user: str = "root") -> Stream:
        """Offer no terminal."""
        raise NotImplementedError


def saying(out: str, code: int = 0) -> tuple[Lan, Talking]:
    """Return the town's LAN with nodes that say this, and the provider that remembers the questions."""
    provider = Talking(Result(code, out))
    return Lan(provider, TOWN), provider


def scene(lan: Lan, clock: FakeClock) -> Scene:
    """Return where the intruder acts on the name server."""
    return Scene(
        lan=lan,
        event="zone",
        source="intruder",
        target="dns",
        people=PEOPLE,
        canary=PEOPLE[2],
        seed=Seed(b"zone"),
        clock=clock,
    )
