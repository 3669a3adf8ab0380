"""The web proxy: Squid, through which the office reaches pages, with lists of what it must not reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, epoch
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.proxy import squid
from cyder.roles.proxy.probes import FetchesAnew, FetchesPage, Proxies

Domain = Annotated[str, Field(pattern=r"^\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]


class Proxy(Role):
    """A proxy for the organisation's own networks; what it fetched for whom stands in its log."""

    id: ClassVar[str] = "proxy"
    summary: ClassVar[str] = "web proxy: Squid (3128), an access log, block lists of names and addresses"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 192
    provides: ClassVar[tuple[str, ...]] = ("proxy",)
    ports: ClassVar[tuple[str, ...]] = ("3128/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {"access": Log("/var/log/squid/access.log", epoch, tag="squid-access")}

    blocked: Annotated[tuple[Domain, ...], Field(description="names that are blocked from the start")] = ()

    def files(self, site: Site) -> tuple[File, ...]:
        """Render Squid's configuration and its two lists."""
        names = "".join(f"{name}\n" for name in self.blocked)
        return (
            File(path="/etc/squid/squid.conf", content=squid.configuration(site)),
            File(path="/etc/squid/blocked-domains", content=squid.NAMES + names),
            File(path="/etc/squid/blocked-addresses", content=squid.ADDRESSES),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober for a page of ours through it, or, where we have none, for Squid's own answer."""
        url = _our_page(site)
        asked = FetchesPage(target=site.node.name, url=url) if url else Proxies(target=site.node.name)
        return (Check(by="colleague", probe=asked),)

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask for a page of ours through it, and for one of which our server must say that it does not exist.

        Where we have no pages: for Squid's own answer.
        """
        url = _our_page(site)
        asked = FetchesAnew(target=site.node.name, url=url) if url else Proxies(target=site.node.name)
        return (Check(by=site.user, probe=asked),)


def _our_page(site: Site) -> str:
    """Return the address of our site's top page, empty if there is no site."""
    server = next(iter(site.providing("http")), None)
    if server is None:
        return ""
    return f"http://{server.names[0][0] if server.names else site.fqdn(server)}/"
