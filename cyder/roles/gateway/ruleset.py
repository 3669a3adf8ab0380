"""The gateway's saved ruleset, as an administrator would have written it for nftables."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.contracts.role import Site
from cyder.model.scenario import is_private
from cyder.model.topology import Interface, NodeSpec, Publication

_RULESET = Template("""\
#!/usr/sbin/nft -f
# The firewall. Loaded at start; `nft -f /etc/nftables.conf` loads it again.

flush ruleset

table inet filter {
	# Whom we do not talk to. For good: write `elements = { ADDRESS, ADDRESS }` into this set.
	set blocked {
		type ipv4_addr
		flags interval
	}

	chain drop_blocked {
		limit rate 20/second burst 20 packets $log_blocked
		drop
	}

	chain input {
		type filter hook input priority filter; policy accept;
		ip saddr @blocked goto drop_blocked
	}

	chain forward {
		type filter hook forward priority filter; policy drop;
		ip saddr @blocked goto drop_blocked
		ip daddr @blocked goto drop_blocked
		ct state established,related accept
$out		ct status dnat ct state new $log_in accept
	}
}

table ip nat {
	chain prerouting {
		type nat hook prerouting priority dstnat; policy accept;
$published	}

	chain postrouting {
		type nat hook postrouting priority srcnat; policy accept;
$hidden	}
}
""")


def inside(site: Site) -> tuple[Interface, ...]:
    """Return the gateway's cards in the organisation's own networks."""
    return tuple(card for card in site.node.interfaces if card.network in _private(site))


def outside(site: Site) -> tuple[Interface, ...]:
    """Return the gateway's other cards."""
    return tuple(card for card in site.node.interfaces if card.network not in _private(site))


def render(site: Site, publications: Iterable[Publication]) -> str:
    """Return /etc/nftables.conf: who is blocked, what passes, what is published, whose address is replaced.

    The blocked come first, before connections that are under way, so that a block ends those too.
    """
    near = [card.device for card in inside(site)]
    return _RULESET.substitute(
        log_blocked=_log("blocked"),
        log_in=_log("in"),
        out=_lines([f"iifname {_set(near)} ct state new {_log('out')} accept"] if near else []),
        published=_lines(_published(site, publications)),
        hidden=_lines(_hidden(site)),
    )


def _lines(rules: Iterable[str]) -> str:
    return "".join(f"\t\t{rule}\n" for rule in rules)


def _private(site: Site) -> frozenset[str]:
    return frozenset(net.name for net in site.topology.networks if is_private(net.subnet))


def _log(word: str) -> str:
    return f'log prefix "{word}:" group 1 snaplen 128 queue-threshold 1'


def _set(devices: Iterable[str]) -> str:
    return "{ " + ", ".join(f'"{device}"' for device in devices) + " }"


def _published(site: Site, publications: Iterable[Publication]) -> list[str]:
    devices = {card.address: card.device for card in outside(site)}
    return [
        f'iifname "{devices[offer.address]}" ip daddr {offer.address} {offer.protocol} dport {offer.port}'
        f" dnat to {_behind(site, site.topology.node(offer.node))}"
        for offer in publications
    ]


def _behind(site: Site, node: NodeSpec) -> str:
    """Return the address at which the gateway finds a published node: next door if it can."""
    near = (node.address_in(card.network) for card in inside(site))
    return next((address for address in near if address), node.interfaces[0].address)


def _hidden(site: Site) -> list[str]:
    far = _set(card.device for card in outside(site))
    subnets = [net.subnet for net in site.topology.networks if is_private(net.subnet)]
    return [f"ip saddr {subnet} oifname {far} masquerade" for subnet in subnets] if outside(site) else []
