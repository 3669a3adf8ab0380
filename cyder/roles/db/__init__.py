"""The database: PostgreSQL with the register of a fictitious town."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, spaced
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.base import Slug
from cyder.model.people import Person
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.db import access, register
from cyder.roles.db.probes import Counted, TakesApplication
from cyder.staff.residents import residents

_POSTGRES = 160
"""The user and group `postgres` in the image."""


class Db(Role):
    """A database server with residents, taxes and certificates, that writes down every statement and whose it was."""

    id: ClassVar[str] = "db"
    summary: ClassVar[str] = "database: PostgreSQL (5432) with fictitious residents, every statement logged"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 256
    provides: ClassVar[tuple[str, ...]] = ("sql",)
    ports: ClassVar[tuple[str, ...]] = ("5432/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {
        "database": Log("/var/log/postgresql/postgresql-17-main.log", spaced, tag="postgresql")
    }

    residents: Annotated[int, Field(ge=1, le=5000, description="how many people are in the register")] = 500
    officers: Annotated[
        Slug | None, Field(description="the department whose staff have accounts of their own; the first if left out")
    ] = None

    def files(self, site: Site) -> tuple[File, ...]:
        """Render who gets in, and what is loaded at the first start.

        Raises:
            ValueError: there is no such department.
        """
        officers = self._officers(site)
        known = residents(self.residents, site.shared.child("residents"), organisation=site.organisation)
        content = register.sql(known, officers, site.shared.child("register"))
        accounts = access.accounts(site, [(person.account, person.password) for person in officers])
        return (
            File(path="/etc/postgresql/17/main/conf.d/town.conf", content=access.settings(site)),
            File(path="/etc/postgresql/17/main/pg_hba.conf", content=access.hosts(site), group=_POSTGRES, mode=0o640),
            File(path=access.FIRST_START, content=accounts + content, mode=0o600, owner=_POSTGRES),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it to count the residents, as the monitoring's account."""
        asked = Counted(target=site.node.name, password=site.secret("sql", access.MONITOR))
        return (Check(by="colleague", probe=asked),)

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it, as the portal is, to put in an application, read it, and take it back."""
        asked = TakesApplication(target=site.node.name, account="app", password=site.secret("sql", "app"))
        return (Check(by="colleague", probe=asked),)

    def _officers(self, site: Site) -> tuple[Person, ...]:
        departments = sorted(site.organisation.departments) or [""]
        if self.officers is not None and self.officers not in departments:
            message = f"officers: unknown department '{self.officers}' (known: {', '.join(departments)})"
            raise ValueError(message)
        return tuple(person for person in site.people if person.department == (self.officers or departments[0]))
