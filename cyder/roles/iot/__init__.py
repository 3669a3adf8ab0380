"""A network camera: telnet with the password it left the factory with, and a picture over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, common
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.iot.probes import TELNET, ShowsPicture


class Iot(Role):
    """A small device on the LAN that nobody administers: what is changed on it lasts until its next reboot."""

    id: ClassVar[str] = "iot"
    summary: ClassVar[str] = "network camera: telnet (23) with a default password, a picture over HTTP (80)"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 64
    pids: ClassVar[int] = 64
    ssh: ClassVar[bool] = False
    provides: ClassVar[tuple[str, ...]] = ("telnet",)
    ports: ClassVar[tuple[str, ...]] = ("23/tcp", "80/tcp")
    logs: ClassVar[Mapping[str, Log]] = {
        "auth": Log("/var/log/auth.log"),
        "access": Log("/var/log/lighttpd/access.log", common, tag="lighttpd-access"),
    }

    password: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9._-]{1,32}$", description="root's password as it left the factory")
    ] = "camera"  # noqa: S105  a factory's default, published on purpose
    model: Annotated[str, Field(pattern=r"^[A-Za-z0-9 -]{1,40}$", description="what the device says it is")] = "NC-200"

    def files(self, site: Site) -> tuple[File, ...]:
        """Render the factory's settings and the device's page."""
        place = f"{site.organisation.name.ja} {site.node.hostname}"
        settings = f"model={self.model}\npassword={self.password}\n"
        return (
            File(path="/rom/factory.conf", content=settings, mode=0o600),
            File(path="/srv/www/index.html", content=_page(self.model, place)),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it for the picture, and whether telnet answers."""
        name = site.node.name
        return (
            Check(by="colleague", probe=ShowsPicture(target=name)),
            Check(by="colleague", probe=Connects(target=name, port=TELNET)),
        )


def _page(model: str, place: str) -> str:
    return f"""\
<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>{model}</title>
<style>body{{font:14px sans-serif;background:#20242a;color:#dde;margin:2em}} a{{color:#9cf}}</style></head>
<body><h1>{model}</h1><p>{place}</p><p><img src="/snapshot.jpg" alt="snapshot"></p>
<p><a href="/cgi-bin/status">status</a></p></body></html>
"""
