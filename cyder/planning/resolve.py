"""Scenario and team to Topology: every address, name, file and route decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cyder.contracts.probe import Check
from cyder.contracts.registry import Catalogue
from cyder.contracts.role import Role, Site
from cyder.errors import BadInput
from cyder.model.judging import Hint, Solution
from cyder.model.people import Person
from cyder.model.scenario import NodeEntry, Scenario
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent, Cue, Event, InjectEvent
from cyder.model.topology import File, Interface, NodeSpec, Publication, Segment, Topology
from cyder.planning.addresses import fixed_addresses
from cyder.planning.cards import Wiring
from cyder.planning.draw import draw
from cyder.planning.events import unrolled
from cyder.planning.machines import common_files
from cyder.planning.prober import PROBER, ordinary_hostname, place_prober, with_prober
from cyder.planning.settings import action_of, role_of, said_of
from cyder.planning.variables import substitute
from cyder.staff.people import people, with_passwords

__all__ = ["Resolved", "action_of", "resolve"]

T = TypeVar("T")
FurtherName = tuple[str, str]
"""A fully qualified name and its address."""

PROVIDERS = "dynamic.example"
"""The domain of customers who have none of their own."""


@dataclass(frozen=True)
class Resolved:
    """One team's exercise, decided: its LAN, people, answers (`values`), events, checks, and what is true.

    `checks` say by node whether it is healthy, `services` by the scenario's services whether staff are served.
    """

    topology: Topology
    values: dict[str, str]
    people: tuple[Person, ...]
    canary: Person
    events: tuple[Cue, ...]
    truth: Solution
    hints: Mapping[str, Hint]
    checks: Mapping[str, tuple[Check, ...]]
    services: Mapping[str, tuple[Check, ...]]
    roles: Mapping[str, Role]


def resolve(
    scenario: Scenario, team: str, seed: Seed, catalogue: Catalogue, *, exercise: str, files: bool = True
) -> Resolved:
    """Decide everything about one team's LAN; `seed` is that team's own.

    Networks, names, hosts' addresses and staff are the scenario's; variables, passwords and MACs are the team's.
    Without `files` the machines have none: for whoever asks only what would happen.

    Raises:
        NotFound: a role does not exist.
        BadInput: the scenario asks for something impossible.
    """
    entries = with_prober(scenario)
    common = Seed(scenario.scenario.encode())
    routers = frozenset(name for name, entry in entries.items() if catalogue.role(entry.role).routing == "router")
    fixed = fixed_addresses(scenario, routers)
    probers = place_prober(fixed, common)
    staff = with_passwords(people(scenario.organisation, common), seed)
    values, canary = draw(scenario, fixed, staff, team, seed)
    roles = {name: role_of(name, entry, catalogue, values, scenario.scenario) for name, entry in entries.items()}
    wiring = Wiring(scenario.lan, {**fixed.of_team(values), PROBER: probers}, roles, seed)
    build = _Build(scenario, entries, wiring, values, staff, canary)
    bare = build.topology(exercise, team, hostname=ordinary_hostname(scenario, common))
    published = bare.model_copy(update={"publications": build.publications(bare)})
    return Resolved(
        topology=build.with_files(published) if files else published,
        values=values,
        people=staff,
        canary=canary,
        events=unrolled([_event(event, values) for event in scenario.timeline], scenario.beginnings),
        truth=Solution.model_validate(substitute(scenario.truth.model_dump(), values, where="truth")),
        hints={
            name: Hint.model_validate(substitute(hint.model_dump(), values, where=f"hints.{name}"))
            for name, hint in scenario.hints.items()
        },
        checks=build.checks(published),
        services=build.services(published),
        roles=roles,
    )


def _event(event: Event, values: Mapping[str, str]) -> Event:
    kind: type[ActionEvent] | type[InjectEvent] = type(event)
    return kind.model_validate(substitute(event.model_dump(), values, where=f"timeline.{event.id}"))


@dataclass(frozen=True)
class _Build:
    """The three passes over the nodes: bare machines, what gateways offer, then the files that depend on both."""

    scenario: Scenario
    entries: Mapping[str, NodeEntry]
    wiring: Wiring
    values: Mapping[str, str]
    staff: tuple[Person, ...]
    canary: Person

    def topology(self, exercise: str, team: str, *, hostname: str) -> Topology:
        """Return the LAN without publications and files; `hostname` is the prober's."""
        return Topology(
            exercise=exercise,
            team=team,
            time_zone=self.scenario.organisation.time_zone,
            networks=tuple(Segment(name=name, subnet=net.subnet) for name, net in self.scenario.lan.networks.items()),
            nodes=tuple(
                self._machine(name, entry, hostname if name == PROBER else name) for name, entry in self.entries.items()
            ),
        )

    def publications(self, bare: Topology) -> tuple[Publication, ...]:
        """Return what all nodes offer in other nodes' stead."""
        return tuple(
            offer for name, role in self.wiring.roles.items() for offer in self._asked(name, role.publishes, bare)
        )

    def with_files(self, published: Topology) -> Topology:
        """Return the LAN with every node's files."""
        nodes = (node.model_copy(update={"files": self._files(node.name, published)}) for node in published.nodes)
        return published.model_copy(update={"nodes": tuple(nodes)})

    def _files(self, name: str, published: Topology) -> tuple[File, ...]:
        role = self.wiring.roles[name]
        return (
            *self._asked(name, role.files, published),
            *self._asked(name, lambda site: tuple(common_files(role, site)), published),
        )

    def checks(self, published: Topology) -> dict[str, tuple[Check, ...]]:
        """Return each node's health checks."""
        return {name: self._asked(name, role.health, published) for name, role in self.wiring.roles.items()}

    def services(self, published: Topology) -> dict[str, tuple[Check, ...]]:
        """Return what staff must be able to do with each service."""
        return {
            name: self._asked(service.node, self.wiring.roles[service.node].serves, published)
            for name, service in self.scenario.services.items()
        }

    def _machine(self, name: str, entry: NodeEntry, hostname: str) -> NodeSpec:
        role, cards = self.wiring.roles[name], self.wiring.cards(name, entry)
        names = self._names(name, entry, cards)
        host, domain = self._called(hostname, entry, names, cards[0].address)
        return NodeSpec(
            name=name,
            role=entry.role,
            hostname=host,
            interfaces=cards,
            routing=role.routing,
            nameserver=self.wiring.nameserver(entry),
            search=domain,
            names=names,
            hosts=((f"{host}.{domain} {host}", cards[0].address),),
            capabilities=role.capabilities,
            memory_mb=role.memory_mb,
            pids=role.pids,
            open=self.scenario.lan.access(entry, role.open),
            users=substitute(entry.users, self.values, where=f"lan.nodes.{name}.users"),
            monitor=role.monitors,
        )

    def _called(self, hostname: str, entry: NodeEntry, names: tuple[FurtherName, ...], address: str) -> tuple[str, str]:
        """Return a machine's name and domain: the organisation's; outside its own, or one such as providers give."""
        if self.scenario.lan.is_inside(entry):
            return hostname, self.scenario.organisation.domain
        if names:
            host, _, domain = names[0][0].partition(".")
            return host, domain
        return address.replace(".", "-"), PROVIDERS

    def _names(self, name: str, entry: NodeEntry, cards: tuple[Interface, ...]) -> tuple[FurtherName, ...]:
        """Return a node's further names, whole, each with one of the node's addresses."""
        domain, own = self.scenario.organisation.domain, {each for card in cards for each in card.addresses}
        names = []
        for label, wish in substitute(entry.names, self.values, where=f"lan.nodes.{name}.names").items():
            address = wish or cards[0].address
            if address not in own:
                raise BadInput(f"lan.nodes.{name}.names.{label}: {address} is no address of '{name}'")
            names.append((label if "." in label else f"{label}.{domain}", address))
        return tuple(names)

    def _asked(self, name: str, question: Callable[[Site], T], topology: Topology) -> T:
        """Return a role's answer about one node."""
        roles = self.wiring.roles
        offered = dict.fromkeys(service for role in roles.values() for service in role.provides)
        site = Site(
            node=topology.node(name),
            topology=topology,
            organisation=self.scenario.organisation,
            people=self.staff,
            canary=self.canary,
            provides={
                service: tuple(node for node, role in roles.items() if service in role.provides) for service in offered
            },
            seed=self.wiring.seed.child(f"node/{name}"),
            shared=self.wiring.seed.child("shared"),
        )
        with said_of(f"{self.scenario.scenario}: lan.nodes.{name}", type(roles[name])):
            return question(site)
