"""The outside: the computers, names and services from which benign attacks come, closed to trainees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, common
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import Role, Site
from cyder.model.base import LocalText, Noun
from cyder.model.scenario import Access, HostName
from cyder.model.topology import File
from cyder.roles.attacker import pages
from cyder.roles.attacker.probes import TakesCalls

SMTP = 25

WebPath = Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]{1,100}$")]
Inert = Annotated[str, Field(max_length=100_000)]


class LookAlike(Noun):
    """A page that looks like somebody's log-in: under which name, and what it says it is."""

    name: HostName
    title: LocalText


class Attacker(Role):
    """A computer with addresses and names that does nothing until an event says so, and takes what it is sent."""

    id: ClassVar[str] = "attacker"
    summary: ClassVar[str] = "the outside: attacks start here, calls home and mail end here; closed to trainees"
    open: ClassVar[Access] = "no"
    capabilities: ClassVar[tuple[str, ...]] = ("CHOWN", "DAC_OVERRIDE", "KILL", "SETGID", "SETUID")
    syslog: ClassVar[bool] = False
    ssh: ClassVar[bool] = False
    provides: ClassVar[tuple[str, ...]] = ("smtp",)
    ports: ClassVar[tuple[str, ...]] = ("25/tcp", "80/tcp")
    logs: ClassVar[Mapping[str, Log]] = {"calls": Log("/var/log/nginx/calls.log", common)}

    lookalike: Annotated[LookAlike | None, Field(description="a log-in page that is not what it seems")] = None
    downloads: Annotated[
        dict[WebPath, Inert], Field(description="path → text: inert files that can be fetched under any of its names")
    ] = {}

    def files(self, site: Site) -> tuple[File, ...]:
        """Render the pages, the inert files, and the web server's names.

        Raises:
            ValueError: the look-alike's name is none of the node's names.
        """
        names = [name for name, _ in site.node.names]
        if self.lookalike and self.lookalike.name not in names:
            known = ", ".join(names) or "none"
            message = f"lookalike: '{self.lookalike.name}' is not among the node's names ({known})"
            raise ValueError(message)
        shown = (self.lookalike,) if self.lookalike else ()
        return (
            File(path="/etc/mailname", content=f"{names[0] if names else site.node.interfaces[0].address}\n"),
            *(File(path=f"{pages.LOOKALIKE}/index.html", content=pages.log_in(page.title)) for page in shown),
            *(File(path=f"{pages.FILES}{path}", content=text) for path, text in self.downloads.items()),
            File(path="/etc/nginx/conf.d/sites.conf", content=pages.sites([page.name for page in shown])),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it whether calls home are answered and mail is taken."""
        name = site.node.name
        return (
            Check(by="colleague", probe=TakesCalls(target=name)),
            Check(by="colleague", probe=Connects(target=name, port=SMTP)),
        )
