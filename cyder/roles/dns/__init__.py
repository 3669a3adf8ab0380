"""The name server: BIND, authoritative for the organisation, with no world behind it, so that every answer is quick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.dns import named, zones
from cyder.roles.dns.probes import Resolves


class Dns(Role):
    """A name server that knows every machine of the LAN, logs every question, and can rewrite answers (RPZ)."""

    id: ClassVar[str] = "dns"
    summary: ClassVar[str] = "name server: BIND (53), the organisation's zones, a query log, a response policy zone"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    provides: ClassVar[tuple[str, ...]] = ("dns",)
    logs: ClassVar[Mapping[str, Log]] = {"queries": Log("/var/log/named/queries.log", tag="named-queries")}

    transfer: Literal["anyone", "nobody"] = "anyone"

    def files(self, site: Site) -> tuple[File, ...]:
        """Render BIND's configuration and its zones."""
        served = zones.zones(site)
        return (
            File(path="/etc/bind/named.conf.options", content=named.options(site.topology, self.transfer)),
            File(path="/etc/bind/named.conf.local", content=named.local(served)),
            *(File(path=zone.path, content=zone.content) for zone in served),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it for the server's own name."""
        name = f"{site.node.hostname}.{site.organisation.domain}"
        return (Check(by="colleague", probe=Resolves(target=site.node.name, name=name)),)
