"""Where a mail ended up: in mailboxes, at a stranger's server, in the queue; and how it is taken away again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence

from cyder.contracts.node import Node
from cyder.contracts.provider import Lan
from cyder.errors import NotFound
from cyder.model.topology import NodeSpec, Topology

_SINK = "/srv/mail"
_SOON = 0.1


def sink_of(topology: Topology, address: str) -> NodeSpec:
    """Return the machine outside that takes what is sent to an address.

    Raises:
        NotFound: no machine of the LAN bears the address's domain.
    """
    domain = address.partition("@")[2]
    named = {name: node for node in topology.nodes if node.role == "attacker" for name, _ in node.names}
    for name in (f"mail.{domain}", domain):
        if name in named:
            return named[name]
    raise NotFound.named("domain", domain, named, hint="write it under names: of a node of role attacker")


def soon(happened: Callable[[], bool], seconds: float) -> bool:
    """Wait until something has happened, or for so many seconds."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_SOON)
    return True


def boxes_with(server: Node, accounts: Iterable[str], mark: str) -> list[str] | None:
    """Return which of some addresses have a mail with the mark in any folder; None if the server cannot say."""
    found = []
    for account in accounts:
        result = server.run(("doveadm", "search", "-u", account, *_marked(mark)), timeout=20)
        if not result.ok:
            return None
        if result.out.strip():
            found.append(account)
    return found


def lies_in(server: Node, account: str, folder: str, mark: str) -> bool:
    """Return whether a mail with the mark lies in one folder of a mailbox."""
    return bool(server.run(("doveadm", "search", "-u", account, *_marked(mark, folder)), timeout=20).out.strip())


def take_from_boxes(server: Node, mark: str, account: str = "") -> bool:
    """Remove mails with the mark from one mailbox, or from all; return whether the server did so."""
    whose = ("-u", account) if account else ("-A",)
    return server.run(("doveadm", "expunge", *whose, *_marked(mark)), timeout=60).ok


def left_in_boxes(server: Node, mark: str) -> list[str]:
    """Return what the server says of mails with the mark in anybody's mailbox: nothing, or lines."""
    result = server.run(("doveadm", "search", "-A", *_marked(mark)), timeout=60)
    return result.out.splitlines() if result.ok else [f"doveadm could not look: {result.out.strip()[-200:]}"]


def at_sink(lan: Lan, sink: str, mark: str) -> list[str]:
    """Return the files in which a stranger's server keeps mails with the mark."""
    return lan.node(sink).run(("grep", "-rlF", "--", mark, _SINK), timeout=10).out.split()


def take_from_sink(lan: Lan, sink: str, mark: str) -> None:
    """Remove mails with the mark from a stranger's server."""
    files = at_sink(lan, sink, mark)
    if files:
        lan.node(sink).run(("rm", "-f", "--", *files), timeout=10)


def take_from_queue(server: Node, receivers: Sequence[str]) -> int:
    """Remove what waits in the queue for some receivers, or is about to go back from them; return how many."""
    listed = server.run(("postqueue", "-j"), timeout=20).out.splitlines()
    waiting = [json.loads(line) for line in listed if line.startswith("{")]
    ids = [mail["queue_id"] for mail in waiting if any(one["address"] in receivers for one in mail["recipients"])]
    for id in ids:
        server.run(("postsuper", "-d", id), timeout=20)
    return len(ids)


def _marked(mark: str, folder: str = "*") -> tuple[str, ...]:
    return ("mailbox", folder, "header", "Message-ID", mark)
