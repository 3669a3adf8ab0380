"""A scenario's LAN as a picture in one language has it: networks, nodes, who joins which; nothing of any team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cyder.contracts.registry import Catalogue
from cyder.model.base import LocalText, Noun
from cyder.model.documents import Language
from cyder.model.scenario import Access, Scenario, is_private
from cyder.planning.addresses import fixed_addresses

_CLOSEDNESS: dict[Access, LocalText] = {
    "no": LocalText(en="closed", ja="操作不可"),
    "user": LocalText(en="as user", ja="一般利用者"),
}
_LEGEND: dict[Access, LocalText] = {
    "no": LocalText(en="closed: trainees may not enter it", ja="操作不可: 受講者はログインできません"),
    "user": LocalText(
        en="as user: trainees enter it as an ordinary user", ja="一般利用者: 受講者は一般利用者の権限でログインします"
    ),
}
_DIFFERS = LocalText(en="differs between teams", ja="チームごとに異なる")


class Line(Noun):
    """One network. `inside`: it is the organisation's own."""

    name: str
    subnet: str
    inside: bool


class Place(Noun):
    """A node's card in one network. Without an address: it differs between teams. `others` counts further ones."""

    network: str
    address: str | None
    others: int = 0


class Machine(Noun):
    """One node. `joins`: it passes packets between its networks.

    `names`: under which it is found beside its own, those left out that differ between teams.
    """

    name: str
    role: str
    open: Access
    joins: bool
    places: tuple[Place, ...]
    names: tuple[str, ...] = ()


class Graph(Noun):
    """One LAN to be drawn, with words in `language`: networks outside first, nodes as the scenario has them."""

    scenario: str
    title: LocalText
    organisation: LocalText
    domain: str
    networks: tuple[Line, ...]
    nodes: tuple[Machine, ...]
    language: Language = "en"

    def in_language(self, language: Language) -> Graph:
        """Return the same LAN with words in this language."""
        return self.model_copy(update={"language": language})

    def say(self, text: LocalText) -> str:
        """Return a text in the language of the picture."""
        return text.in_language(self.language)

    @property
    def joints(self) -> tuple[Machine, ...]:
        """Return the nodes in several networks, those that join them first."""
        several = [node for node in self.nodes if len(node.places) > 1]
        return tuple(sorted(several, key=lambda node: not node.joins))

    def only_in(self, network: str) -> tuple[Machine, ...]:
        """Return the nodes that stand in this network and no other."""
        return tuple(node for node in self.nodes if [place.network for place in node.places] == [network])

    def closedness(self, node: Machine) -> str:
        """Return in what way trainees may not enter the node, "" if they may as root."""
        return self.say(_CLOSEDNESS[node.open]) if node.open in _CLOSEDNESS else ""

    def address(self, place: Place) -> str:
        """Return the address of a card as people read it."""
        more = f" (+{place.others})" if place.others else ""
        return (place.address or self.say(_DIFFERS)) + more

    @property
    def legend(self) -> tuple[str, ...]:
        """Return what the words of `closedness` mean, as far as they are needed."""
        used = {node.open for node in self.nodes}
        return tuple(self.say(words) for open, words in _LEGEND.items() if open in used)


def graph(scenario: Scenario, catalogue: Catalogue) -> Graph:
    """Return what there is to draw; the prober, which is in every LAN, is left out.

    Raises:
        NotFound: a role does not exist.
        BadInput: an address is impossible.
    """
    nodes = scenario.lan.nodes
    routers = frozenset(name for name, entry in nodes.items() if catalogue.role(entry.role).routing == "router")
    addresses = fixed_addresses(scenario, routers).nodes
    lines = [
        Line(name=name, subnet=net.subnet, inside=is_private(net.subnet)) for name, net in scenario.lan.networks.items()
    ]
    lines.sort(key=lambda line: line.inside)
    return Graph(
        scenario=scenario.scenario,
        title=scenario.title,
        organisation=scenario.organisation.name,
        domain=scenario.organisation.domain,
        networks=tuple(lines),
        nodes=tuple(
            Machine(
                name=name,
                role=entry.role,
                open=scenario.lan.access(entry, catalogue.role(entry.role).open),
                joins=name in routers,
                places=_places(lines, addresses[name]),
                names=tuple(name for name in entry.names if not name.startswith("$")),
            )
            for name, entry in nodes.items()
        ),
    )


def _places(lines: Sequence[Line], cards: Mapping[str, tuple[str, ...]]) -> tuple[Place, ...]:
    """Return a node's cards in the order of the networks in the picture; what a variable stands for is left open."""
    return tuple(
        Place(
            network=line.name,
            address=None if cards[line.name][0].startswith("$") else cards[line.name][0],
            others=len(cards[line.name]) - 1,
        )
        for line in lines
        if line.name in cards
    )
