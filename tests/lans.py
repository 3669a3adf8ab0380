"""LANs for tests of providers: small nodes that need no role, on an engine that is real."""

from __future__ import annotations

import docker

from cyder.model.topology import File, Interface, NodeSpec, Routing

TIMEOUT = 120
SUBNETS = {"office": "10.66.0", "outside": "203.0.113"}


def client_of(engine_url: str) -> docker.DockerClient:
    """Return a client of the engine that answers there."""
    return docker.DockerClient(base_url=engine_url, timeout=TIMEOUT)


def card(number: int, network: str, host: int, *, gateway: int | None = None, others: int = 0) -> Interface:
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
