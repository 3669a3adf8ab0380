"""How an administrator gives somebody another password, and the old one back."""

from __future__ import annotations

from cyder.contracts.acting import Way, typed

_CHANGE = (
    "cp -p /etc/dovecot/users /root/users.before-{account} && hash=$(doveadm pw -s SSHA512 -p another-word-1) && "
    'sed -i "s|^{account}@\\([^:]*\\):[^:]*|{account}@\\1:$hash|" /etc/dovecot/users && sleep 1.1'
)
_BACK = "cat /root/users.before-{account} >/etc/dovecot/users && rm /root/users.before-{account} && sleep 1.1"


def another_password(server: str, account: str) -> Way:
    """Return what an administrator types; Dovecot looks at its list once a second."""
    return (
        typed(server, "sh", "-c", _CHANGE.format(account=account)),
        typed(server, "sh", "-c", _BACK.format(account=account)),
    )
