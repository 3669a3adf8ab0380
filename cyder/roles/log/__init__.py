"""The central log: rsyslog collects what every machine of the organisation says, one folder per machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cyder.contracts.log import Log as LogFile
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.log.probes import Collects


class Log(Role):
    """A collector that trainees read as an ordinary user and nobody on the LAN can change."""

    id: ClassVar[str] = "log"
    summary: ClassVar[str] = "central log: rsyslog (514) keeps every machine's lines, readable and not writable"
    open: ClassVar[Access] = "user"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    provides: ClassVar[tuple[str, ...]] = ("syslog",)
    ports: ClassVar[tuple[str, ...]] = ("514/tcp", "514/udp", "22/tcp")
    logs: ClassVar[Mapping[str, LogFile]] = {"own": LogFile("/var/log/syslog")}

    def files(self, site: Site) -> tuple[File, ...]:
        """Return nothing: where a line goes is decided by what it says of itself."""
        del site
        return ()

    def health(self, site: Site) -> tuple[Check, ...]:
        """Have the prober beside it send a line, and look whether it has arrived."""
        return (Check(by="colleague", probe=Collects(target=site.node.name)),)
