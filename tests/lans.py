"""LANs for tests of providers: small nodes that need no role, on an engine that is real."""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docker

from cyder.contracts.node import Node
from cyder.contracts.provider import LanRef, Provider
from cyder.exercise.desk import Exercise
from cyder.model.plan import ConnectNode, CreateNetwork, CreateNode, CreateSwitch, StartNode
from cyder.model.topology import File, Interface, NodeSpec, Routing

TIMEOUT = 120
EXERCISE = f"t-lan-{os.getpid()}"
SUBNETS = {"office": "10.66.0", "outside": "203.0.113", "dmz": "10.66.8"}


def compose_program() -> str | None:
    """Return the Compose program: the one among the tests' packages, else the machine's own."""
    return shutil.which("docker-compose", path=str(Path(sys.executable).parent)) or shutil.which("docker-compose")


def client_of(engine_url: str) -> docker.DockerClient:
    """Return a client of the engine that answers there."""
    return docker.DockerClient(base_url=engine_url, timeout=TIMEOUT)


def card(
    number: int, network: str, host: int, *, gateway: int | None = None, others: int = 0, mirrored: bool = False
) -> Interface:
    """Return card `number` of a node at .host of a network; with `others`, the addresses after it as well."""
    prefix = SUBNETS[network]
    return Interface(
        device=f"eth{number}",
        network=network,
        address=f"{prefix}.{host}",
        prefix=24,
        mac=f"02:00:00:00:{list(SUBNETS).index(network):02x}:{host:02x}",
        others=tuple(f"{prefix}.{host + further}" for further in range(1, others + 1)),
        gateway=f"{prefix}.{gateway}" if gateway else None,
        mirrored=mirrored,
    )


def node(name: str, *cards: Interface, routing: Routing = "host", said: str = "hello\n") -> NodeSpec:
    """Return a node on the base image that stands on the cards given and holds one file."""
    return NodeSpec(
        name=name,
        role="base",
        hostname=f"{name}.city.example",
        interfaces=cards,
        routing=routing,
        nameserver="10.66.0.53",
        search="city.example",
        hosts=(("dns.city.example", "10.66.0.53"), ("mail.city.example", "10.66.0.11")),
        files=(File(path="/srv/deep/said.txt", content=said, mode=0o640, owner=5, group=7),),
    )


PC = node("pc", card(0, "office", 7, gateway=1))
MAIL = node("mail", card(0, "office", 11, gateway=1))
GW = node("gw", card(0, "office", 1), card(1, "outside", 1), routing="router")
INTRUDER = node("intruder", card(0, "outside", 66, gateway=1))
PROBER = node(
    "prober",
    card(0, "office", 200, gateway=1, others=3),
    card(1, "outside", 200, gateway=1, others=3),
    routing="per-interface",
)


def raised(provider: Provider, team: str, *specs: NodeSpec) -> LanRef:
    """Bring up a team's LAN with all networks and these nodes, in parallel, and return its name."""
    lan = LanRef(EXERCISE, team)
    provider.apply(lan, CreateSwitch())
    for name, prefix in SUBNETS.items():
        provider.apply(lan, CreateNetwork(network=name, subnet=f"{prefix}.0/24"))

    def bring_up(spec: NodeSpec) -> None:
        provider.apply(lan, CreateNode(node=spec))
        provider.apply(lan, StartNode(name=spec.name))
        provider.apply(lan, ConnectNode(node=spec))

    with ThreadPoolExecutor(4) as pool:
        tuple(pool.map(bring_up, specs))
    return lan


def reaches(source: Node, address: str, *options: str) -> bool:
    """Return whether a ping from a node is answered; `-I` in the options names its source address."""
    return source.run(["ping", "-n", "-c", "1", "-W", "1", *options, address]).ok


def begun(exercise: Exercise) -> dict[str, str]:
    """Return when each machine's first process began."""
    found = exercise.desk.client.containers.list(filters={"label": f"cyder.exercise={exercise.name}"})
    return {str(each.labels["cyder.node"]): str(each.attrs["State"]["StartedAt"]) for each in found}
