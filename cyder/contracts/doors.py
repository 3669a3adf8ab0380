"""What an administrator types to shut one person or machine out of a machine's ssh, and what takes it back."""

from __future__ import annotations

from cyder.contracts.acting import Way, typed
from cyder.contracts.probe import Typed
from cyder.model.setup import Account

_CONFIG = "/etc/ssh/sshd_config"
_OTHER_WORD = "another-word-1"


def another_password(server: str, account: Account) -> Way:
    """Return what gives an account another password, and ends its sessions: a password alone ends none."""
    change = (*_password(server, account.name, _OTHER_WORD), *sessions_ended(server, account.name))
    return change, _password(server, account.name, account.password)


def expired(server: str, account: str) -> Way:
    """Return what closes an account for good, keys included, which a lock alone does not, and ends its sessions."""
    close = (*typed(server, "usermod", "-L", "-e", "1", account), *sessions_ended(server, account))
    return close, typed(server, "usermod", "-U", "-e", "", account)


def keys_only(server: str, account: str) -> Way:
    """Return what makes a server take no password any more, and ends the sessions that one has opened."""
    return (
        (*_changed(server, _asks_for_passwords("yes", "no")), *sessions_ended(server, account)),
        _changed(server, _asks_for_passwords("no", "yes")),
    )


def refused_from(server: str, address: str, account: str) -> Way:
    """Return what makes a server let nobody in from an address, and ends the account's sessions."""
    line = f"DenyUsers *@{address}"
    away = line.replace(".", r"\.").replace("*", r"\*")
    return (
        (*_changed(server, f"$a {line}"), *sessions_ended(server, account)),
        _changed(server, f"/^{away}$/d"),
    )


def sessions_ended(server: str, account: str) -> tuple[Typed, ...]:
    """Return what ends an account's sessions, if it has any."""
    return typed(server, "sh", "-c", f"pkill -KILL -f '^sshd-session: {account}( |@)' || true")


def _password(server: str, account: str, password: str) -> tuple[Typed, ...]:
    return typed(server, "sh", "-c", f"echo '{account}:{password}' | chpasswd")


def _asks_for_passwords(before: str, after: str) -> str:
    return f"s/^PasswordAuthentication {before}/PasswordAuthentication {after}/"


def _changed(server: str, change: str) -> tuple[Typed, ...]:
    return (*typed(server, "sed", "-i", change, _CONFIG), *typed(server, "systemctl", "reload", "ssh"))
