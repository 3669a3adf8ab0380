"""A PC calls the outside through the office's proxy: where to, by which command, who sees it, how it is stopped."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cyder.contracts.acting import blocked_at_gateway, both, entity, first
from cyder.contracts.action import Expected, Scene, Sighting
from cyder.contracts.any_of import AnyOf
from cyder.contracts.blocking import blocked_at_proxy, refused_by_name
from cyder.contracts.probe import Check, Containment
from cyder.contracts.web_probes import Fetches
from cyder.contracts.whereabouts import network_of_source, ordinary_names, resolver_of, sitting_at, the
from cyder.errors import NotFound
from cyder.model.evidence import Entity, Receipt, Remedy, TimelineKind, TrueMoment, Truth
from cyder.model.people import Person
from cyder.roles.attacker.probes import OthersServed, TakesCalls

AGENT = "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)"
"""What inert programs say they are: a browser of 2009."""

_PROXY_PORT = 3128
_PATIENCE = "2"
"""Seconds after which a route counts as closed; an open one answers within some hundredths."""
_LOG = "/var/log/squid/access.log"
_QUERIES = "/var/log/named/queries.log"


@dataclass(frozen=True)
class Line:
    """The line from a PC to one of the target's names. `wanted` is that name; none: its first.

    `harmless` is a path that may be asked for at any time, to see whether the line is open, and `shows` a regular
    expression that its page must contain.
    """

    scene: Scene
    wanted: str | None
    harmless: str
    shows: str = ""

    @property
    def name(self) -> str:
        """Return the name that is called.

        Raises:
            NotFound: the target has no such name, or none at all.
        """
        names = self._names
        if self.wanted is None and names:
            return next(iter(names))
        if self.wanted not in names:
            raise NotFound.named(f"name of {self.scene.target}", self.wanted or "(the first)", names)
        return self.wanted

    @property
    def address(self) -> str:
        """Return the address that the name stands for."""
        return self._names[self.name]

    @property
    def person(self) -> Person:
        """Return who sits at the PC."""
        return sitting_at(self.scene)

    def curl(self, path: str, *words: str) -> list[str]:
        """Return the command that calls a path through the proxy, by the proxy's name as everybody here does."""
        proxy = the(self.scene, "proxy")
        via = f"http://{proxy.hostname}.{proxy.search}:{_PROXY_PORT}"
        return ["curl", "-s", "-m", "4", "-x", via, "-A", AGENT, *words, f"http://{self.name}{path}"]

    def in_a_script(self, path: str) -> str:
        """Return the same for a script, which may have its own `$n` at the path's end."""
        return f'{shlex.join(self.curl(path))}"$n"'

    def call(self, path: str, *words: str, seconds: float = 20.0) -> tuple[str, str]:
        """Call once as whoever sits there; return what came, and the status (`000`: no answer)."""
        argv = self.curl(path, "-w", "\n%{http_code} %header{x-squid-error}", *words)
        out = self.scene.actor.run(argv, user=self.person.account, timeout=seconds).out
        page, _, last = out.rpartition("\n")
        return page, last.strip()

    def fetched(self, request: str, status: int = 200) -> Expected:
        """Return the proxy's line for a request: a method, and the path as a regular expression."""
        method, _, path = request.partition(" ")
        source, name = re.escape(self.scene.vantage.address), re.escape(self.name)
        pattern = (
            rf" {source} TCP_MISS/{status} \d+ {method} http://{name}{path} - HIER_DIRECT/{re.escape(self.address)} "
        )
        return Expected(node=the(self.scene, "proxy").name, log="access", pattern=pattern)

    def looked_up(self) -> Expected:
        """Return the name server's line for the PC's own question."""
        source, name = re.escape(self.scene.vantage.address), re.escape(self.name)
        pattern = rf"client @\S+ {source}#\d+ \({name}\): (view \S+: )?query: {name} IN A "
        return Expected(node=resolver_of(self.scene).name, log="queries", pattern=pattern)

    def at_the_proxy(self, expected: Expected) -> Sighting:
        """Return how a defender finds it at the proxy: whatever went to that name."""
        return Sighting(expected.node, ("grep", "-F", f"//{self.name}/", _LOG), expected.pattern)

    def at_the_name_server(self, expected: Expected) -> Sighting:
        """Return how a defender finds who asked for the name."""
        return Sighting(expected.node, ("grep", "-F", f"({self.name})", _QUERIES), expected.pattern)

    def at_the_gateway(self) -> Sighting:
        """Return how a defender finds that the proxy went out to that address."""
        gateway, address = the(self.scene, "gateway").name, re.escape(self.address)
        pattern = rf" out: .* DST={address} .* DPT=80 "
        return Sighting(gateway, ("grep", "-F", f"DST={self.address} ", "/var/log/flow.log"), pattern)

    def who(self) -> Entity:
        """Return the outside computer as a report may name it."""
        return entity(self.name, domain=self.name, ip=self.address)

    def when(self, kind: TimelineKind, proven: Expected, receipts: Sequence[Receipt]) -> tuple[TrueMoment, ...]:
        """Return when the PC first did it, by the log that proves it."""
        return first(kind, self.scene.source, proven.pattern, receipts)

    def remedies(self) -> tuple[Remedy, ...]:
        """Return what a team can do against it."""
        blocked = (Remedy(kind="block-network", target=target) for target in (self.name, self.address))
        return (*blocked, Remedy(kind="isolate-host", target=self.scene.source))

    def truth(self, kind: TimelineKind, proven: Expected, receipts: Sequence[Receipt], *found: Entity) -> Truth:
        """Return who was called and what was `found` besides, and when the PC first did it."""
        return Truth(
            indicators=(self.who(), *found), timeline=self.when(kind, proven, receipts), remedies=self.remedies()
        )

    def control(self) -> Check:
        """Ask beside the PC whether others get pages, and beside the target whether it answers."""
        return Check(by="neighbour", probe=OthersServed(target=self.scene.target, page=self._page()))

    def open_routes(self) -> Check:
        """Ask from the PC: by name and by address, through the proxy and direct."""
        return Check(by="source", probe=AnyOf(target=self.scene.target, probes=tuple(self._routes())))

    def allow(self) -> tuple[Check, ...]:
        """Return what must go on: others get pages. And the target answers, or its silence would count as a block."""
        return (
            Check(by="neighbour", probe=self._page()),
            Check(by="colleague", probe=TakesCalls(target=self.scene.target)),
        )

    def ways(self) -> tuple[Containment, ...]:
        """Return how the line is cut: at the proxy, or at the gateway with the name refused. A cut-off PC is, too."""
        gateway = blocked_at_gateway(self.scene, self.address)
        refused = refused_by_name(resolver_of(self.scene).name, self.name)
        ways = {
            "block-at-proxy": blocked_at_proxy(self.scene, self.name, self.address),
            "block-at-gateway": both(gateway, refused),
        }
        deny, allow = (self.open_routes(),), self.allow()
        return tuple(
            Containment(id=id, deny=deny, allow=allow, typed=typed, undone=undone)
            for id, (typed, undone) in ways.items()
        )

    @property
    def _names(self) -> dict[str, str]:
        return dict(self.scene.lan.topology.node(self.scene.target).names)

    def _proxy(self) -> str:
        topology, proxy = self.scene.lan.topology, the(self.scene, "proxy").name
        return f"http://{topology.reach(proxy, _PROXY_PORT, network_of_source(self.scene))}:{_PROXY_PORT}"

    def _page(self) -> Fetches:
        names = ordinary_names(self.scene)
        if not names:
            raise NotFound(
                "the LAN has no web site that staff would look at", hint="add a node of the role web with a name"
            )
        return Fetches(target=the(self.scene, "proxy").name, url=f"http://{names[0]}/", proxy=self._proxy())

    def _routes(self) -> Iterator[Fetches]:
        for host in (self.name, self.address):
            words = ("-m", _PATIENCE, "-H", f"Host: {self.name}")
            for proxy in (self._proxy(), ""):
                url = f"http://{host}{self.harmless}"
                yield Fetches(target=self.scene.target, url=url, proxy=proxy, shows=self.shows, words=words)
