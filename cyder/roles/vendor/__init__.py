"""A software house's update server: inert packages with a signed list of their sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, common
from cyder.contracts.probe import Check
from cyder.contracts.role import Role, Site
from cyder.model.base import Slug
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.vendor import releases
from cyder.roles.vendor.probes import OffersUpdate

Version = Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,3}){1,3}$")]


class Vendor(Role):
    """An update mirror outside the organisation, which its machines fetch from and nobody there administers."""

    id: ClassVar[str] = "vendor"
    summary: ClassVar[str] = "update server of a software house: nginx (80), inert packages, their sums, a signature"
    open: ClassVar[Access] = "no"
    capabilities: ClassVar[tuple[str, ...]] = ("CHOWN", "DAC_OVERRIDE", "KILL", "SETGID", "SETUID")
    syslog: ClassVar[bool] = False
    ssh: ClassVar[bool] = False
    provides: ClassVar[tuple[str, ...]] = ("updates",)
    ports: ClassVar[tuple[str, ...]] = ("80/tcp",)
    logs: ClassVar[Mapping[str, Log]] = {"access": Log("/var/log/nginx/access.log", common)}

    product: Annotated[Slug, Field(description="the program whose updates it offers")] = "madoguchi-agent"
    versions: Annotated[tuple[Version, ...], Field(min_length=1, description="releases, the newest last")] = (
        "2.3.9",
        "2.4.0",
    )

    def files(self, site: Site) -> tuple[File, ...]:
        """Render the packages, their sums, which one is the newest, and the key that signs."""
        key = site.key(releases.SIGNER)
        shown = releases.releases(self.product, self.versions, site.shared.child(f"releases/{self.product}"))
        return (
            *(File(path=f"{releases.ROOT}/{name}", content=text) for name, text in shown.items()),
            File(path=f"{releases.ROOT}/allowed-signers", content=f"{releases.SIGNER} {key.public}\n"),
            File(path="/etc/release-key", content=key.private, mode=0o600),
            File(path="/etc/release-key.pub", content=f"{key.public}\n"),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it for the newest package, which must have the sum that was made."""
        newest = releases.package(self.product, self.versions[-1])
        shown = releases.releases(self.product, self.versions, site.shared.child(f"releases/{self.product}"))
        wanted = releases.digest(shown[newest])
        return (Check(by="colleague", probe=OffersUpdate(target=site.node.name, name=newest, sha256=wanted)),)
