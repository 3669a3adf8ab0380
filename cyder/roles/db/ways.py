"""How an administrator shuts an account or a machine out of the database, and lets it in again."""

from __future__ import annotations

from cyder.contracts.acting import Way, typed
from cyder.contracts.probe import Typed
from cyder.roles.db.login import Login, portals_of

_HOSTS = "/etc/postgresql/17/main/pg_hba.conf"
_PORTAL = "/etc/portal/portal.conf"
_OTHER = "another-word-1"


def sql(server: str, statement: str) -> tuple[Typed, ...]:
    """Return how an administrator gives the database one statement."""
    return typed(server, "su", "-", "postgres", "-c", f'psql -d residents -c "{statement}"')


def ends_sessions(login: Login, condition: str) -> tuple[Typed, ...]:
    """Return what ends the sessions that fit a condition."""
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {condition}"  # noqa: S608  typed by hand
    return sql(login.scene.target, ended)


def another_password(login: Login) -> Way:
    """Return another password for the account, for the portal too where it is the portal's, and no old sessions."""
    ended = ends_sessions(login, f"usename = '{login.account}'")
    return (
        (*_password(login, _OTHER), *_told_to_portals(login, login.password, _OTHER), *ended),
        (*_password(login, login.password), *_told_to_portals(login, _OTHER, login.password)),
    )


def no_log_in(login: Login) -> Way:
    """Return what closes the account, for the next log-in and for the sessions that stand."""
    role, server = f'\\"{login.account}\\"', login.scene.target
    ended = ends_sessions(login, f"usename = '{login.account}'")
    return (*sql(server, f"ALTER ROLE {role} NOLOGIN"), *ended), sql(server, f"ALTER ROLE {role} LOGIN")


def no_host(login: Login) -> Way:
    """Return what keeps a machine out of the database, whatever account it knows."""
    server, address = login.scene.target, login.scene.vantage.address
    line, again = f"host all all {address}/32 reject", typed(server, "systemctl", "reload", "postgresql")
    ended = ends_sessions(login, f"client_addr = '{address}'")
    return (
        (*typed(server, "sed", "-i", f"1i {line}", _HOSTS), *again, *ended),
        (*typed(server, "sed", "-i", f"\\|^{line}$|d", _HOSTS), *again),
    )


def _password(login: Login, word: str) -> tuple[Typed, ...]:
    return sql(login.scene.target, f"ALTER ROLE \\\"{login.account}\\\" PASSWORD '{word}'")


def _told_to_portals(login: Login, before: str, after: str) -> tuple[Typed, ...]:
    if login.account != "app":
        return ()
    change = f"s/^password = {before}$/password = {after}/"
    return tuple(
        command
        for portal in portals_of(login.scene)
        for command in (
            *typed(portal, "sed", "-i", change, _PORTAL),
            *typed(portal, "systemctl", "restart", "portal"),
        )
    )
