"""Who gets in to the database: accounts, hosts, and what is written down of them."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.contracts.role import Site

FIRST_START = "/var/lib/postgresql/first-start.sql"
"""Accounts, tables and rows, loaded once and then removed."""

MONITOR = "monitor"
"""Who asks whether the register is well: an account of its own, so that another password for `app` is no outage."""

_SETTINGS = Template("""\
# Ours, on top of Debian's. `systemctl reload postgresql` makes most of it hold.
listen_addresses = '*'
ssl = off
shared_buffers = 16MB
max_connections = 60
timezone = '$zone'
log_timezone = '$zone'

# Every connection and every statement, with who, from where and by which program: %u %h %a.
log_connections = on
log_disconnections = on
log_statement = 'all'
log_line_prefix = '%m [%p] %u@%d %h %a '
log_checkpoints = off
""")

_ACCOUNTS = Template("""\
CREATE ROLE app LOGIN PASSWORD '$app' CONNECTION LIMIT 20;
CREATE ROLE backup LOGIN PASSWORD '$backup' IN ROLE pg_read_all_data;
CREATE ROLE $monitor LOGIN PASSWORD '$word' CONNECTION LIMIT 5;
CREATE ROLE officers NOLOGIN;
$officers
CREATE DATABASE residents TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
\\connect residents
""")

_HOSTS_HEAD = """\
# Who may connect: kind, database, account, from where, how. The first line that fits decides, else it is refused.
# To close a way: put `reject` in place of `scram-sha-256` (or a line above), then `systemctl reload postgresql`.
local   all        postgres                        peer
local   all        all                             scram-sha-256
host    all        all         127.0.0.1/32        scram-sha-256
"""


def settings(site: Site) -> str:
    """Render our settings: the organisation's time zone, and what is logged."""
    return _SETTINGS.substitute(zone=site.topology.time_zone)


def accounts(site: Site, officers: Iterable[tuple[str, str]]) -> str:
    """Return the SQL that makes the accounts, with their passwords, and the database."""
    made = (f"CREATE ROLE \"{name}\" LOGIN PASSWORD '{password}' IN ROLE officers;" for name, password in officers)
    return _ACCOUNTS.substitute(
        app=site.secret("sql", "app"),
        backup=site.secret("sql", "backup"),
        monitor=MONITOR,
        word=site.secret("sql", MONITOR),
        officers="\n".join(made),
    )


def hosts(site: Site) -> str:
    """Render pg_hba.conf: all but the superuser from the organisation's networks, the superuser from nowhere."""
    lines = []
    for network in site.topology.networks:
        if network.name in site.private:
            lines += [f"\n# {network.name}", _host("residents", "app", network.subnet)]
            lines += [_host("all", "backup", network.subnet), _host("residents", "+officers", network.subnet)]
            lines += [_host("residents", MONITOR, network.subnet)]
    return _HOSTS_HEAD + "\n".join([*lines, ""])


def _host(database: str, account: str, subnet: str) -> str:
    return f"host    {database:<10} {account:<11} {subnet:<19} scram-sha-256"
