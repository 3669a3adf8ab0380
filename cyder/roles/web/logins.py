"""Who may log in to the machine by ssh: the company that keeps it, and some of the staff."""

from __future__ import annotations

from cyder.contracts.role import Site
from cyder.model.setup import Account
from cyder.staff.people import user_number

_CONTRACTOR = 1600
"""The number of the contractor's user."""


def accounts(site: Site, contractor: str, password: str) -> tuple[Account, ...]:
    """Return the contractor, then the node's users and the canary, with their first day's passwords."""
    wanted = {*site.node.users, site.canary.account}
    staff = (
        Account(
            name=person.account,
            number=user_number(site.people, person),
            password=person.password,
            home=f"/home/{person.account}",
            comment=person.name.ja,
        )
        for person in site.people
        if person.account in wanted
    )
    kept = Account(
        name=contractor,
        number=_CONTRACTOR,
        password=password,
        home=f"/home/{contractor}",
        comment="ホームページ保守業者",
    )
    return (kept, *staff)
