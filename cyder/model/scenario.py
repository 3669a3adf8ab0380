"""What an author writes: one YAML file as frozen values, before any team or address exists."""

from __future__ import annotations

import ipaddress
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from cyder.model.base import LocalText, Noun, Seconds, Slug
from cyder.model.composition import Tier
from cyder.model.guide import Duty, Guide
from cyder.model.judging import Criterion, Hint, Level, Service, Solution, Weights
from cyder.model.timeline import Beginning, Event, Phase, Settings


def _network(text: str) -> str:
    try:
        return str(ipaddress.IPv4Network(text))
    except ValueError as error:
        message = f"'{text}' is not an IPv4 network: {error}; write it as '10.66.0.0/24'"
        raise ValueError(message) from None


Subnet = Annotated[str, AfterValidator(_network)]
PRIVATE = tuple(ipaddress.IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
DOCUMENTATION = tuple(ipaddress.IPv4Network(block) for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"))


@cache
def is_private(subnet: str) -> bool:
    """Return whether a network is the organisation's own (RFC 1918), not a part of the outside (RFC 5737)."""
    return any(ipaddress.IPv4Network(subnet).subnet_of(block) for block in PRIVATE)


@cache
def is_outside(subnet: str) -> bool:
    """Return whether a network is for documentation (RFC 5737): a part of the outside."""
    return any(ipaddress.IPv4Network(subnet).subnet_of(block) for block in DOCUMENTATION)


class Organisation(Noun):
    """The fictitious organisation whose LAN this is."""

    name: LocalText
    domain: Annotated[str, Field(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(example|test)$", max_length=100)]
    staff: Annotated[int, Field(ge=2, le=5000)] = 20
    time_zone: str = "Asia/Tokyo"
    departments: dict[Slug, LocalText] = {}


class AddressVariable(Noun):
    """A free address of a network, another one for every team."""

    kind: Literal["address"]
    network: Slug


class StaffVariable(Noun):
    """The account of a member of staff, another one for every team."""

    kind: Literal["staff"]
    department: Slug | None = None


Style = Literal["cdn", "mail", "portal", "shop", "update"]
"""What an invented domain pretends to be: it decides which words its name is made of."""


class DomainVariable(Noun):
    """An invented name of the outside world, another one for every team."""

    kind: Literal["domain"]
    style: Style


class ChoiceVariable(Noun):
    """One of some texts, such as a file's name or a subject; neighbouring teams have different ones."""

    kind: Literal["choice"]
    of: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=4)]


Variable = Annotated[AddressVariable | StaffVariable | DomainVariable | ChoiceVariable, Field(discriminator="kind")]


class Network(Noun):
    """One Ethernet segment."""

    subnet: Subnet


Access = Literal["root", "user", "no"]
"""How far a node is open to trainees: root shell, user shell, not at all."""


_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST_NAME = rf"^({_LABEL}|({_LABEL}\.)+(example|test))$"
HostName = Annotated[str, Field(pattern=HOST_NAME, max_length=100)]
"""A name in the organisation's domain (`www`), or one of the outside world, whole (`www.chamber.example`)."""

DRAWN_NAME = rf"{HOST_NAME}|^({_LABEL}\.)*\$[a-z][a-z0-9]*(-[a-z0-9]+)*$"
DrawnName = Annotated[str, Field(pattern=DRAWN_NAME, max_length=100)]
"""A host's name, or a variable that stands for one (`$shop`, `www.$shop`)."""


def _named(names: object) -> object:
    """Read a plain list of names as names of the node's own address."""
    return dict.fromkeys(names, "") if isinstance(names, list | tuple) else names


class NodeEntry(Noun):
    """One machine as the author asks for it.

    `others` are further addresses on its first card. `names` are further names under which it is found: a list of
    names for the node's own address, or each with the address it stands for.
    """

    role: Slug
    on: Annotated[tuple[Slug, ...], Field(min_length=1)]
    address: str | None = None
    others: tuple[str, ...] = ()
    names: Annotated[dict[DrawnName, str], BeforeValidator(_named)] = {}
    users: tuple[str, ...] = ()
    open: Access | None = None
    settings: Annotated[Settings, Field(alias="with")] = {}


class Lan(Noun):
    """The networks and the machines on them."""

    networks: Annotated[dict[Slug, Network], Field(min_length=1)]
    nodes: Annotated[dict[Slug, NodeEntry], Field(min_length=1)]

    def is_inside(self, entry: NodeEntry) -> bool:
        """Return whether a machine is the organisation's own: on one of its private networks."""
        return not all(is_outside(self.networks[name].subnet) for name in entry.on if name in self.networks)

    def access(self, entry: NodeEntry, widest: Access) -> Access:
        """Return how far a machine is open to trainees: as written, else as its role allows; outside not at all."""
        return entry.open or (widest if self.is_inside(entry) else "no")


class Contact(Noun):
    """Somebody outside a team whom it may turn to, such as a vendor or the police."""

    name: LocalText


class Objective(Noun):
    """Something the team should bring about; its points are earned by holding it.

    `kind`: an attack is kept out (judged from its beginning on, and by how soon), what it left is gone, or what it
    broke is as it was (both judged at the end). `ways`: which ways of the action count; all where none is named.
    """

    title: LocalText
    points: Annotated[int, Field(ge=0, le=1000)]
    kind: Literal["containment", "eradication", "recovery"] = "containment"
    ways: tuple[Slug, ...] = ()
    target: Seconds = 300.0
    limit: Seconds = 1200.0


class PlayerStep(Noun):
    """One thing a scripted player does as a trainee would: a command, a cable pulled, words to somebody, or a report.

    `find` names what the command's output gave: a regular expression with one group, whose first match becomes
    `$name` in later steps. A player knows nothing else: the scenario's variables are not available to it. `at`: not
    before this second of the exercise. `reply` answers an inject, `ask` turns to a contact; each by its name.
    """

    at: Annotated[Seconds | None, Field(ge=0)] = None
    on: Slug | None = None
    run: tuple[str, ...] = ()
    find: dict[Slug, str] = {}
    isolate: Slug | None = None
    reply: dict[Slug, str] = {}
    ask: dict[Slug, str] = {}
    report: Settings | None = None


class Scenario(Noun):
    """A whole exercise as its author wrote it.

    `brief` is what trainees are told in a few sentences, `story` (Markdown) at length: the organisation and the day.
    `pre_study` (Markdown) is what they read and try beforehand. `tier` and `level` are the played variant's.
    """

    scenario: Slug
    title: LocalText
    level: Level = "A"
    tier: Tier = "team"
    duration: Seconds
    brief: LocalText
    story: LocalText | None = None
    pre_study: LocalText | None = None
    organisation: Organisation
    variables: dict[Slug, Variable] = {}
    lan: Lan
    contacts: dict[Slug, Contact] = {}
    phases: dict[Slug, Phase] = {}
    timeline: Annotated[tuple[Event, ...], Field(min_length=1)]
    objectives: dict[Slug, Objective] = {}
    truth: Solution = Solution()
    scoring: Weights = Weights()
    services: dict[Slug, Service] = {}
    hints: dict[Slug, Hint] = {}
    rubric: dict[Slug, Criterion] = {}
    duties: tuple[Duty, ...] = ()
    guide: Guide = Guide()
    probe_every: Seconds = 20.0
    players: dict[Slug, tuple[PlayerStep, ...]] = {}

    @property
    def beginnings(self) -> tuple[Beginning, ...]:
        """Return the moments at which phases begin; the first one's is 0 if it says nothing else."""
        found: list[Beginning] = []
        for name, phase in self.phases.items():
            begins = Beginning(id=name, **dict(phase))
            if phase.at is None and phase.after is None and not phase.manual:
                begins = begins.model_copy(update={"after": found[-1].id} if found else {"at": 0.0})
            found.append(begins)
        return tuple(found)
