"""BIND's own configuration, split over files as Debian's administrators know it."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.roles.dns.views import View
from cyder.roles.dns.zones import POLICY, Zone

_OPTIONS = Template("""\
// Our own networks, and our other name servers.
acl inside { 127.0.0.0/8; $inside };
acl nameservers { $nameservers };

options {
	directory "/var/cache/bind";
	listen-on { any; };
	listen-on-v6 { none; };
	allow-query { any; };

	// Who may copy whole zones (AXFR): any, none, or a list of addresses.
	allow-transfer { $transfer; };

	// The zones above ours are not signed, and our networks have reverse zones of their own.
	dnssec-validation no;
	empty-zones-enable no;

	// Seconds to wait for other servers before a question fails.
	resolver-query-timeout 2;
	max-cache-size 32m;

	querylog yes;
};
""")


def options(inside: Iterable[str], nameservers: Iterable[str], transfer: str) -> str:
    """Return named.conf.options: who we are, and who may copy whole zones (a BIND address match element)."""
    return _OPTIONS.substitute(
        inside=" ".join(f"{subnet};" for subnet in inside),
        nameservers=_addresses(nameservers),
        transfer=transfer,
    )


def local(views: Iterable[View], nameservers: Iterable[str]) -> str:
    """Return named.conf.local: one block per view, and in it one per zone. Whose view comes first is asked first."""
    others = tuple(nameservers)
    return "\n".join(_view(view, others) for view in views)


def _view(view: View, nameservers: tuple[str, ...]) -> str:
    lines = [f"match-clients {{ {view.clients}; }};"]
    lines += ["recursion yes;", "allow-recursion { inside; };"] if view.asks else ["recursion no;"]
    lines += _told(nameservers) if view.asks else ["notify no;"]
    if any(zone.name == POLICY for zone in view.zones):
        lines.append(f'response-policy {{ zone "{POLICY}"; }} min-update-interval 0 qname-wait-recurse no;')
    head = "".join(f"\t{line}\n" for line in lines)
    blocks = "".join(f"\n{_zone(zone)}" for zone in view.zones)
    return f'// {view.reason}\nview "{view.name}" {{\n{head}{blocks}}};\n'


def _told(nameservers: tuple[str, ...]) -> list[str]:
    """Return who is told of changes at once."""
    if not nameservers:
        return ["notify no;"]
    return ["notify explicit;", f"also-notify {{ {_addresses(nameservers)} }};", "notify-delay 0;"]


def _zone(zone: Zone) -> str:
    lines = [f"type {zone.kind};", f'file "{zone.path}";', *zone.rules]
    body = "".join(f"\t\t{line}\n" for line in lines)
    return f'\tzone "{zone.name}" {{\n{body}\t}};\n'


def _addresses(addresses: Iterable[str]) -> str:
    return " ".join(f"{address};" for address in addresses) or "none;"
