"""What an administrator types to keep machines from a name or an address, and what takes it back."""

from __future__ import annotations

from cyder.contracts.acting import Way, typed
from cyder.contracts.action import Scene
from cyder.contracts.whereabouts import the

_NAMES = "/etc/squid/blocked-domains"
_ADDRESSES = "/etc/squid/blocked-addresses"
_POLICY = "/etc/bind/db.rpz"
_RELOAD_PROXY = "systemctl reload squid"
_RELOAD_POLICY = f"perl -pi -e 's/(\\d+)(?=\\s*; serial)/$1+1/e' {_POLICY} && rndc reload rpz"
"""The serial is counted up, or secondaries miss the change."""


def blocked_at_proxy(scene: Scene, name: str, address: str) -> Way:
    """Return what blocks a name, whatever is below it, and its address at the web proxy."""
    lines = ((f".{name}", _NAMES), (address, _ADDRESSES))
    return _edited(the(scene, "proxy").name, lines, _RELOAD_PROXY)


def refused_by_name(server: str, name: str) -> Way:
    """Return what makes a name server say of a name, and of all names below it, that there is no such name."""
    lines = ((f"{name} CNAME .", _POLICY), (f"*.{name} CNAME .", _POLICY))
    return _edited(server, lines, _RELOAD_POLICY)


def cut_off(node: str) -> Way:
    """Return what makes a machine send nothing any more, typed on it: a firewall of its own."""
    chain = "{ chain out { type filter hook output priority filter; policy drop; }; }"
    return (
        typed(node, "nft", f"table inet quarantine {chain}"),
        typed(node, "nft", "delete", "table", "inet", "quarantine"),
    )


def _edited(node: str, lines: tuple[tuple[str, str], ...], reload: str) -> Way:
    """Return the line that appends each line to its file, and the one that takes each away again."""
    added = [f"echo '{line}' >>{path}" for line, path in lines]
    removed = [f"sed -i '/^{_exactly(line)}$/d' {path}" for line, path in lines]
    return (
        typed(node, "sh", "-c", " && ".join([*added, reload])),
        typed(node, "sh", "-c", " && ".join([*removed, reload])),
    )


def _exactly(line: str) -> str:
    return line.replace(".", r"\.").replace("*", r"\*")
