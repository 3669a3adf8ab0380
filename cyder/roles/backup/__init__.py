"""The backup: fetches the shares and the register every night, and keeps several generations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File, NodeSpec
from cyder.roles.backup.probes import ReachesSources

SSH = 22
_POSTGRESQL = 5432


class Backup(Role):
    """A second place for what matters. It fetches; nobody can reach its copies from the machines they came from."""

    id: ClassVar[str] = "backup"
    summary: ClassVar[str] = "backup: the shares by rsync, the register by pg_dump, every night, several generations"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    provides: ClassVar[tuple[str, ...]] = ("backup",)
    ports: ClassVar[tuple[str, ...]] = ("22/tcp",)
    logs: ClassVar[Mapping[str, Log]] = {"backup": Log("/var/log/backup.log", tag="backup")}

    keep: Annotated[int, Field(ge=1, le=60, description="how many generations are kept")] = 7
    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="when it runs, every day")] = "02:30"

    def files(self, site: Site) -> tuple[File, ...]:
        """Render what is fetched from where, with which key and password, and when."""
        key = site.key(f"backup@{site.node.name}")
        hour, minute = self.at.split(":")
        return (
            File(path="/etc/backup.conf", content=self._settings(site)),
            File(path="/etc/cron.d/backup", content=f"{minute} {hour} * * * root /usr/local/sbin/backup-now\n"),
            File(path="/root/.ssh/backup-key", content=key.private, mode=0o600),
            *(
                File(path="/root/.pgpass", content=f"{where}:{_POSTGRESQL}:*:backup:{word}\n", mode=0o600)
                for where, word in self._databases(site)
            ),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober for a connection to it, and the machine itself whether it reaches its sources."""
        name = site.node.name
        return (
            Check(by="colleague", probe=Connects(target=name, port=SSH)),
            Check(by="itself", probe=ReachesSources(target=name)),
        )

    def _settings(self, site: Site) -> str:
        shares = next((site.fqdn(node) for node in site.providing("smb")), "")
        database = next((where for where, _ in self._databases(site)), "")
        return (
            "# What is fetched from where. Empty: there is none.\n"
            f"SHARES='{shares}'\nDATABASE='{database}'\nKEEP={self.keep}\n"
        )

    def _databases(self, site: Site) -> Iterator[tuple[str, str]]:
        """Yield the address of the database, and the password by which it is read."""
        for node in site.providing("sql")[:1]:
            yield _address(site, node), site.secret("sql", "backup")


def _address(site: Site, node: NodeSpec) -> str:
    return site.topology.reach(node.name, _POSTGRESQL, site.node.interfaces[0].network)
