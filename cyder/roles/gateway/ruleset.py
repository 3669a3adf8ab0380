"""The gateway's saved ruleset, as an administrator would have written it for nftables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Template

from cyder.contracts.role import Site
from cyder.model.topology import Interface, Publication
from cyder.roles.gateway.policy import Policy, inside

_RULESET = Template("""\
#!/usr/sbin/nft -f
# The firewall. Loaded at start; `nft -f /etc/nftables.conf` or `systemctl reload nftables` loads it again.
$cards
flush ruleset

table inet filter {
	# Whom we do not talk to. For good: write `elements = { ADDRESS, ADDRESS }` into this set.
	set blocked {
		type ipv4_addr
		flags interval
	}

	# Who may open connections to the outside.
	set allowed_out {
		type ipv4_addr
		flags interval
$allowed_out	}
$inward
	chain drop_blocked {
		limit rate 20/second burst 20 packets $log_blocked
		drop
	}

	# What nobody allowed: our own machines are told so, strangers are told nothing.
	chain refuse {
		limit rate 10/second burst 20 packets $log_denied
$told		drop
	}

	chain input {
		type filter hook input priority filter; policy accept;
		ip saddr @blocked goto drop_blocked
$guarded	}

	chain forward {
		type filter hook forward priority filter; policy drop;
		ip saddr @blocked goto drop_blocked
		ip daddr @blocked goto drop_blocked
		ct state established,related accept
		ct state invalid drop
		ct status dnat $log_in accept
$forwarded		goto refuse
	}

	# Who asks for bytes makes the kernel count them: /var/log/connections.log tells them when a connection is over.
	chain count {
		type filter hook postrouting priority srcnat + 10; policy accept;
		ct bytes ge 0 counter
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

_INWARD = """
	# Where machines of the DMZ may open connections further inside: ADDRESS . PROTOCOL . PORT
	set inward {
		type ipv4_addr . inet_proto . inet_service
%s	}
"""


def render(site: Site, policy: Policy) -> str:
    """Return /etc/nftables.conf: who is blocked, what passes, what is published, whose address is replaced.

    The blocked come first, before connections that are under way, so that a block ends those too.
    """
    openings = (f"{opening.address} . {opening.protocol} . {opening.port}" for opening in policy.inward)
    return _RULESET.substitute(
        cards="".join(
            f"# {card.device}: {card.network}, {card.address}/{card.prefix}\n" for card in site.node.interfaces
        ),
        allowed_out=_elements(policy.out),
        inward=_INWARD % _elements(openings) if policy.closed else "",
        log_blocked=_log("blocked"),
        log_denied=_log("denied"),
        log_in=_log("in"),
        told=_lines([f"iifname {_set(policy.near)} reject with icmpx admin-prohibited"] if policy.near else []),
        guarded=_lines(_guarded(policy)),
        forwarded=_lines(_forwarded(policy)),
        published=_lines(_published(site, policy)),
        hidden=_lines(_hidden(site, policy)),
    )


def _guarded(policy: Policy) -> Iterator[str]:
    """Yield what strangers may do to the gateway itself: ping it."""
    if policy.far:
        far = _set(policy.far)
        yield f"iifname {far} ct state established,related accept"
        yield f"iifname {far} icmp type echo-request accept"
        yield f"iifname {far} goto refuse"


def _forwarded(policy: Policy) -> Iterator[str]:
    """Yield what our own machines may open: to the outside, from the DMZ inward, between the other networks."""
    near = _set(policy.near)
    if policy.near and policy.far:
        yield f"iifname {near} oifname {_set(policy.far)} ip saddr @allowed_out {_log('out')} accept"
    if policy.closed:
        dmz = _set(policy.closed)
        yield f"iifname {dmz} oifname {near} ip daddr . meta l4proto . th dport @inward {_log('inside')} accept"
    free = [card for card in policy.near if card not in policy.closed]
    if free and len(policy.near) > 1:
        yield f"iifname {_set(free)} oifname {near} {_log('inside')} accept"


def _published(site: Site, policy: Policy) -> Iterator[str]:
    devices = {card.address: card.device for card in policy.far}
    for offer in policy.published:
        matched = f'iifname "{devices[offer.address]}" ip daddr {offer.address} {offer.protocol} dport {offer.port}'
        yield f"{matched} dnat to {_behind(site, offer)}"


def _behind(site: Site, offer: Publication) -> str:
    """Return the address at which the gateway finds a published node: next door if it can."""
    node = site.topology.node(offer.node)
    near = (node.address_in(card.network) for card in inside(site))
    return next((address for address in near if address), node.interfaces[0].address)


def _hidden(site: Site, policy: Policy) -> Iterator[str]:
    if policy.far:
        subnets = (net.subnet for net in site.topology.networks if net.name in site.private)
        yield from (f"ip saddr {subnet} oifname {_set(policy.far)} masquerade" for subnet in subnets)


def _log(word: str) -> str:
    return f'log prefix "{word}:" group 1 snaplen 128 queue-threshold 1'


def _lines(rules: Iterable[str]) -> str:
    return "".join(f"\t\t{rule}\n" for rule in rules)


def _set(cards: Iterable[Interface]) -> str:
    return "{ " + ", ".join(f'"{card.device}"' for card in cards) + " }"


def _elements(members: Iterable[str]) -> str:
    listed = ", ".join(members)
    return f"\t\telements = {{ {listed} }}\n" if listed else ""
