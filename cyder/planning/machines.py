"""What every machine of an organisation has, whatever its role: clock, greeting, accounts, keys, a way to the log."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.contracts.role import Role, Site
from cyder.model.setup import Account, account_list, group_list
from cyder.model.topology import File, NodeSpec

VISITOR = Account(name="viewer", number=1500, groups=("adm",), home="/home/viewer", comment="may read logs")
"""Whom trainees are on a machine that is open to them as an ordinary user."""

ADMINISTRATION = "administration"
"""The service of machines from which root may log in to the organisation's others."""

_SYSLOG = 514


def common_files(role: Role, site: Site) -> Iterator[File]:
    """Yield the files that a machine has beside those of its role."""
    yield File(path="/etc/timezone", content=f"{site.topology.time_zone}\n")
    yield File(path="/etc/motd", content=_motd(site))
    if groups := role.groups(site):
        yield group_list(groups)
    accounts = (*role.accounts(site), *((VISITOR,) if site.node.open == "user" else ()))
    if accounts:
        yield account_list(accounts)
    if not site.belongs(site.node):
        return
    if role.ssh:
        yield from _keys(site)
    collectors = [node for node in site.providing("syslog") if node.name != site.node.name]
    if role.syslog and collectors:
        yield File(path="/etc/rsyslog.d/central.conf", content=_forwarding(role, site, collectors[0]))


def _motd(site: Site) -> str:
    if not site.belongs(site.node):
        return f"{site.fqdn(site.node)}\n"
    name = site.organisation.name
    return f"{name.ja} {name.en}\n{site.fqdn(site.node)}  (許可された利用者のみ / authorised users only)\n"


def _keys(site: Site) -> Iterator[File]:
    """Yield the machine's own key, those of all others, and whose key opens root's door."""
    own = site.key(_host(site.node))
    yield File(path="/etc/ssh/ssh_host_ed25519_key", content=own.private, mode=0o600)
    yield File(path="/etc/ssh/ssh_host_ed25519_key.pub", content=f"{own.public}\n")
    known = (_known(site, node) for node in site.topology.nodes if site.belongs(node))
    yield File(path="/etc/ssh/ssh_known_hosts", content="".join(known))
    trusted = [f"{site.key(f'root@{node.name}').public}\n" for node in site.providing(ADMINISTRATION)]
    home, owner = ("/root", 0) if site.node.open == "root" else (VISITOR.home, VISITOR.number)
    if trusted and site.node.open != "no":
        keys = "".join(trusted)
        yield File(path=f"{home}/.ssh/authorized_keys", content=keys, mode=0o600, owner=owner, group=owner)


def _host(node: NodeSpec) -> str:
    return f"host@{node.hostname}"


def _known(site: Site, node: NodeSpec) -> str:
    addresses = [card.address for card in node.interfaces if card.network in site.private]
    kind, public, *_ = site.key(_host(node)).public.split()
    return f"{','.join((node.hostname, site.fqdn(node), *addresses))} {kind} {public}\n"


_CENTRAL = """\
# Everything goes to the central log as well, and the log files of programs that write their own.
module(load="imfile")

ruleset(name="central") {{
    action(type="omfwd" target="{target}" port="{port}" protocol="tcp" TCP_Framing="octet-counted"
           template="RSYSLOG_ForwardFormat" action.resumeRetryCount="-1" action.resumeInterval="2"
           queue.type="LinkedList" queue.size="20000")
}}
{files}
*.* call central
"""

_FILE = """
input(type="imfile" file="{path}" tag="{tag}:" facility="local7" severity="info" addMetadata="off"
      freshStartTail="off" PersistStateInterval="1" ruleset="central")
"""


def _forwarding(role: Role, site: Site, collector: NodeSpec) -> str:
    target = site.topology.reach(collector.name, _SYSLOG, site.node.interfaces[0].network)
    files = "".join(_FILE.format(path=log.path, tag=log.tag) for log in role.logs.values() if log.tag)
    return _CENTRAL.format(target=target, port=_SYSLOG, files=files)
