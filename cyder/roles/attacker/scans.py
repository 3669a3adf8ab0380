"""Connections to many ports: the command that tries them, what it says, and how a defender counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cyder.contracts.action import Scene, Sighting
from cyder.contracts.gateways import FLOW
from cyder.contracts.node import Node, Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.contracts.whereabouts import nodes_of
from cyder.model.evidence import Answer
from cyder.model.topology import NodeSpec

MANY = 10
"""So many different ports and machines, and a source stands out."""

_OPEN = re.compile(r"^Connection to \S+ (\d+) port .* succeeded!", re.MULTILINE)
_COUNT = (
    '/PROTO=TCP .* SYN /{to="";for(i=1;i<=NF;i++){if($i~/^SRC=/)by=$i;if($i~/^D(ST|PT)=/)to=to" "$i}'
    "if(!seen[by to]++)n[by]++}END{for(by in n)if(n[by]>=%d)print by,n[by]}"
)


def knock(source: str, where: str, ports: Iterable[int]) -> list[str]:
    """Return what tries TCP ports one after another, a second each at most, and sends nothing."""
    return ["nc", "-n", "-v", "-z", "-w", "1", "-s", source, where, *(str(port) for port in ports)]


def open_ports(result: Result) -> tuple[int, ...]:
    """Return the ports that answered."""
    return tuple(int(port) for port in _OPEN.findall(result.out))


def counted(scene: Scene, gateway: NodeSpec, tried: int) -> tuple[Sighting, ...]:
    """Return how a defender counts each source's ports and machines, at the gateway and in the central log."""
    shows = rf"^SRC={re.escape(scene.vantage.address)} \d+$"
    count = _COUNT % min(tried, MANY)
    central = f"/var/log/hosts/{gateway.hostname}/ulogd.log"
    here = Sighting(gateway.name, ("awk", count, FLOW), shows)
    return here, *(Sighting(node.name, ("awk", count, central), shows) for node in nodes_of(scene, "log")[:1])


def still_trying(node: Node) -> bool:
    """Return whether a machine is still trying ports."""
    return node.run(["pgrep", "-x", "nc"], timeout=10).ok


class AnyAnswers(Probe):
    """Whether any of a machine's ports answers at an address of it, one second each."""

    address: str
    ports: tuple[int, ...]

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Try them all."""
        patience = 5 + len(self.ports)
        result, seconds = ask(lan, vantage, knock(vantage.address, self.address, self.ports), timeout=patience)
        found = open_ports(result)
        said = f"{self.address} answered on {', '.join(map(str, found))}" if found else f"{self.address} did not answer"
        return Answer(passed=bool(found), said=said, seconds=seconds)
