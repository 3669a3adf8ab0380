"""The web server: nginx with the organisation's site in two languages, and a small log-in for those who keep it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cyder.contracts.log import Log, common, slashes
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.errors import suggest
from cyder.model.base import LocalText, Slug
from cyder.model.people import Person
from cyder.model.scenario import Access
from cyder.model.setup import Account, bundle
from cyder.model.topology import File
from cyder.roles.web import keepers, logins, pages, texts
from cyder.roles.web.pages import Owner
from cyder.roles.web.probes import HTTP, PageIntact, ServesSite

_KINDS = {"town-hall": texts.TOWN_HALL, "chamber": texts.CHAMBER}
_CHAMBER = LocalText(en="Saino Chamber of Commerce", ja="彩野商工会議所")
_DAY = 86400.0


class Web(Role):
    """A web site with pages whose hash is known, and an administration that leaves its traces."""

    id: ClassVar[str] = "web"
    summary: ClassVar[str] = (
        "web server: nginx (80), the organisation's site in Japanese and English, /admin/ with upload"
    )
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 192
    provides: ClassVar[tuple[str, ...]] = ("http",)
    ports: ClassVar[tuple[str, ...]] = ("80/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {
        "access": Log("/var/log/nginx/access.log", common, tag="nginx-access"),
        "error": Log("/var/log/nginx/error.log", slashes, tag="nginx-error"),
        "admin": Log("/var/log/site-admin/audit.log", tag="site-admin"),
    }

    site: Annotated[Literal["town-hall", "chamber"] | None, Field(description="what kind of site it is")] = None
    title: Annotated[LocalText | None, Field(description="whose site it is, if not the organisation's")] = None
    admin_password: Annotated[
        str | None,
        Field(pattern=r"^[!-~]{1,64}$", description="admin's password; a strong one of the team's if left out"),
    ] = None
    keepers: Annotated[
        Slug | None, Field(description="the department whose staff may change the site; the first if left out")
    ] = None
    contractor: Annotated[
        Slug, Field(description="the account by which the company that keeps the machine logs in, by ssh")
    ] = "hosyu"
    contractor_password: Annotated[
        str | None,
        Field(pattern=r"^[!-~]{1,64}$", description="the contractor's password; a strong one if left out"),
    ] = None

    def accounts(self, site: Site) -> tuple[Account, ...]:
        """Return who may log in on a server inside: the contractor, the node's users, and the canary."""
        if not site.belongs(site.node):
            return ()
        password = self.contractor_password or site.secret(f"ssh/{site.node.name}", self.contractor)
        return logins.accounts(site, self.contractor, password)

    def files(self, site: Site) -> tuple[File, ...]:
        """Render the pages and the list of those who may change them."""
        shown = self.pages(site)
        laid = [
            File(path=f"{pages.ROOT}/{path}", content=text, owner=keepers.OWNER, group=keepers.OWNER, age=30 * _DAY)
            for path, text in shown.items()
        ]
        copies = [File(path=f"{pages.COPY}/{path}", content=text, age=_DAY) for path, text in shown.items()]
        return (
            bundle("site", laid),
            bundle("copy", copies),
            File(
                path=keepers.LIST,
                content=keepers.users(self._passwords(site), site.seed),
                mode=0o640,
                group=keepers.OWNER,
            ),
            File(
                path="/etc/site-admin/key", content=f"{site.seed.token('session')}\n", mode=0o640, group=keepers.OWNER
            ),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it for the Japanese top page, which must be as it was made."""
        path = "ja/index.html"
        wanted = pages.digest(self.pages(site)[path])
        return (Check(by="colleague", probe=PageIntact(target=site.node.name, path=f"/{path}", sha256=wanted)),)

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask staff and, where port 80 is offered outside, the public for a page of the site with its owner's name."""
        asked = ServesSite(target=site.node.name, path="/ja/index.html", owner=escape(self._owner(site).name.ja))
        public = (Check(by="neighbour", probe=asked),) if site.offers_outside(HTTP) else ()
        return (Check(by=site.user, probe=asked), *public)

    def pages(self, site: Site) -> dict[str, str]:
        """Return the site's files by path, as they are before anybody changes them."""
        kind = self.site or ("town-hall" if site.belongs(site.node) else "chamber")
        return pages.pages(self._owner(site), _KINDS[kind], site.shared.child(f"site/{site.node.name}"))

    def _owner(self, site: Site) -> Owner:
        if site.belongs(site.node):
            ours = site.organisation
            return Owner(self.title or ours.name, ours.domain, ours.departments)
        domain = ".".join(site.fqdn(site.node).split(".")[-2:])
        return Owner(self.title or _CHAMBER, domain, {})

    def _passwords(self, site: Site) -> dict[str, str]:
        drawn = {account: site.secret(f"web/{site.node.name}", account) for account in ("admin", "editor")}
        staff = {person.account: person.password for person in self._keepers(site)}
        return {**drawn, **({"admin": self.admin_password} if self.admin_password else {}), **staff}

    def _keepers(self, site: Site) -> list[Person]:
        """Return who on the staff may change the site: a department, and whoever probes log in as."""
        if not site.belongs(site.node):
            return []
        known = site.organisation.departments
        if self.keepers is not None and self.keepers not in known:
            message = f"keepers: there is no department '{self.keepers}'{suggest(self.keepers, known)}"
            raise ValueError(message)
        department = self.keepers or next(iter(known), "")
        return [person for person in site.people if person.department == department or person == site.canary]
