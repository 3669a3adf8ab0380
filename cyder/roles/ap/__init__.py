"""The application server: the residents' portal, which asks the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, common
from cyder.contracts.passwords import pbkdf2
from cyder.contracts.portal_probes import PortalAnswers
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.errors import suggest
from cyder.model.base import Slug
from cyder.model.scenario import Access
from cyder.model.topology import File, NodeSpec

_PORTAL = 170
"""The user and group `portal` in the image."""

_POSTGRESQL = 5432


class Ap(Role):
    """A portal where residents apply for certificates and officers look residents up, under a case number."""

    id: ClassVar[str] = "ap"
    summary: ClassVar[str] = "residents' portal: gunicorn and Flask (8080), an audit log of who looked up whom"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 256
    provides: ClassVar[tuple[str, ...]] = ("portal",)
    ports: ClassVar[tuple[str, ...]] = ("8080/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {
        "audit": Log("/var/log/portal/audit.log", tag="portal-audit"),
        "access": Log("/var/log/portal/access.log", common, tag="portal-access"),
    }

    database: Annotated[
        Slug | None, Field(description="the node with the register; the first database if left out")
    ] = None

    def files(self, site: Site) -> tuple[File, ...]:
        """Render where the register is, and who on the staff may log in.

        Raises:
            ValueError: the LAN has no database, or not the one named.
        """
        server = self._server(site)
        where = site.topology.reach(server.name, _POSTGRESQL, site.node.interfaces[0].network)
        salts = site.seed.child("officers")
        officers = (
            f"{person.account}:{person.department}:{pbkdf2(person.password, salts.token(person.account)[:16])}\n"
            for person in site.people
        )
        name = site.organisation.name
        settings = (
            f"[portal]\nname_ja = {name.ja}\nname_en = {name.en}\n"
            f"[database]\nhost = {where}\nport = {_POSTGRESQL}\ndbname = residents\n"
            f"user = app\npassword = {site.secret('sql', 'app')}\n"
        )
        return (
            File(path="/etc/portal/portal.conf", content=settings, mode=0o640, group=_PORTAL),
            File(path="/etc/portal/officers", content="".join(officers), mode=0o640, group=_PORTAL),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it to log in as a member of staff and to look residents up."""
        self._server(site)
        who = site.canary
        asked = PortalAnswers(target=site.node.name, account=who.account, password=who.password)
        return (Check(by="colleague", probe=asked),)

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask whether staff log in, with a form that bears a new token each time, and find residents."""
        return tuple(check.model_copy(update={"by": site.user}) for check in self.health(site))

    def _server(self, site: Site) -> NodeSpec:
        known = {node.name: node for node in site.providing("sql")}
        if self.database is None and known:
            return next(iter(known.values()))
        if self.database in known:
            return known[self.database]
        wanted = self.database or ""
        message = (
            f"database: no node '{wanted}' provides a database{suggest(wanted, known)}"
            if wanted
            else ("database: the LAN has none; add a node with the role db")
        )
        raise ValueError(message)
