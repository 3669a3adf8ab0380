"""Who is meant by an account on a mail server: the person, the address, and how a report may spell it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cyder.contracts.acting import entity
from cyder.contracts.action import Scene
from cyder.errors import NotFound
from cyder.model.evidence import Entity
from cyder.model.messages import Correspondent
from cyder.model.people import Person


def owner(scene: Scene, account: str) -> Person:
    """Return the member of staff with this account.

    Raises:
        NotFound: nobody has it.
    """
    try:
        return scene.person(account)
    except KeyError:
        raise NotFound.named("account", account, [person.account for person in scene.people]) from None


def domain(scene: Scene) -> str:
    """Return the domain whose mailboxes the target keeps."""
    return scene.lan.topology.node(scene.target).search


def address(scene: Scene, account: str) -> str:
    """Return an account's address."""
    return f"{account}@{domain(scene)}"


def attacked(scene: Scene, accounts: Iterable[str]) -> tuple[Entity, ...]:
    """Return accounts as a report may name them: bare or as an address."""
    return tuple(entity(account, account=(account, address(scene, account))) for account in accounts)


def who_asked(scene: Scene, account: str) -> str:
    """Return the pattern of Dovecot's words for an account that is asked for from the source."""
    name, own = re.escape(account), re.escape(domain(scene))
    return rf"user=<{name}(@{own})?>,.* rip={re.escape(scene.vantage.address)},"


def correspondents(scene: Scene, accounts: Iterable[str]) -> tuple[Correspondent, ...]:
    """Return members of staff as somebody writes to them.

    Raises:
        NotFound: nobody has one of the accounts.
    """
    return tuple(Correspondent(name=owner(scene, one).name.ja, address=address(scene, one)) for one in accounts)


def acting_user(scene: Scene) -> str:
    """Return who acts at the source: whoever sits there; root where nobody does."""
    users = scene.lan.topology.node(scene.source).users
    return users[0] if users else "root"


def host_name(scene: Scene) -> str:
    """Return what the source calls itself towards others: the name its address has, if it has one."""
    node = scene.lan.topology.node(scene.source)
    own = (name for name, address in node.names if address == scene.vantage.address)
    return next(own, f"{node.hostname}.{node.search}")
