"""The team's own workstation: tools, keys to the other machines, and a running capture of the LAN."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.analyst import desk
from cyder.roles.analyst.probes import Captures

SSH = 22


class Analyst(Role):
    """A workstation for investigating: it sees every frame of its LAN and may log in to the team's machines."""

    id: ClassVar[str] = "analyst"
    summary: ClassVar[str] = (
        "the team's workstation: tshark, jq, psql, smbclient, …, ssh to the servers, a capture of the LAN"
    )
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = (*ADMINISTRATOR, "NET_RAW")
    memory_mb: ClassVar[int] = 512
    pids: ClassVar[int] = 256
    monitors: ClassVar[bool] = True
    provides: ClassVar[tuple[str, ...]] = ("administration",)
    ports: ClassVar[tuple[str, ...]] = ("22/tcp",)
    logs: ClassVar[Mapping[str, Log]] = {"auth": Log("/var/log/auth.log")}

    capture_mb: Annotated[
        int, Field(ge=20, le=4000, description="disk for the running capture, in MB; oldest files go first")
    ] = 400

    def files(self, site: Site) -> tuple[File, ...]:
        """Render root's key, the plan of the LAN and the greeting that shows it, and how much to capture."""
        key = site.key(f"root@{site.node.name}")
        return (
            File(path="/root/.ssh/id_ed25519", content=key.private, mode=0o600),
            File(path="/root/.ssh/id_ed25519.pub", content=f"{key.public}\n"),
            File(path="/root/network-plan.txt", content=desk.network_plan(site)),
            File(path="/etc/profile.d/desk.sh", content=desk.greeting(site)),
            File(path="/etc/default/capture", content=desk.capture_settings(self.capture_mb)),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask it whether its capture has packets, and the prober beside it whether one can log in."""
        name = site.node.name
        return (
            Check(by="colleague", probe=Connects(target=name, port=SSH)),
            Check(by="itself", probe=Captures(target=name)),
        )
