"""BIND's own configuration, split over files as Debian's administrators know it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cyder.model.scenario import is_private
from cyder.model.topology import Topology
from cyder.roles.dns.zones import POLICY, ROOT, Zone

_WHO = {"anyone": "any", "nobody": "none"}


def options(topology: Topology, transfer: Literal["anyone", "nobody"]) -> str:
    """Return named.conf.options: who may ask what; zone transfers to anyone or to nobody."""
    inside = " ".join(f"{net.subnet};" for net in topology.networks if is_private(net.subnet))
    return f"""\
// Who belongs to us.
acl inside {{ 127.0.0.0/8; {inside} }};

options {{
	directory "/var/cache/bind";
	listen-on {{ any; }};
	listen-on-v6 {{ none; }};
	allow-query {{ any; }};

	// Who may copy whole zones (AXFR): any, none, or a list of addresses.
	allow-transfer {{ {_WHO[transfer]}; }};

	// There is no Internet behind this server: what its zones do not hold does not exist.
	recursion yes;
	allow-recursion {{ inside; }};
	dnssec-validation no;
	empty-zones-enable no;

	querylog yes;
	response-policy {{ zone "{POLICY}"; }} min-update-interval 0 qname-wait-recurse no;
}};
"""


def local(zones: Iterable[Zone]) -> str:
    """Return named.conf.local: one block per zone."""
    return "\n".join(_block(zone) for zone in zones)


def _block(zone: Zone) -> str:
    lines = ["type primary;", f'file "{zone.path}";']
    if zone.closed:
        lines.append("allow-transfer { none; };")
        lines.append("allow-query { inside; };" if zone.name == ROOT else "allow-query { localhost; };")
    body = "".join(f"\t{line}\n" for line in lines)
    return f'zone "{zone.name}" {{\n{body}}};\n'
