"""The file server: Samba with a share for each department, and a record of every file that is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log, iso
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.setup import Account, Group, bundle
from cyder.model.topology import File as PlacedFile
from cyder.roles.file import samba
from cyder.roles.file.papers import papers
from cyder.roles.file.probes import KeepsFile, WritesFile
from cyder.staff.people import user_numbers

_FIRST_GROUP = 1601
"""Below the numbers of the staff, whose own groups bear the same numbers as they."""

_BACKUP = 1400
"""The number of the account through which a backup machine reads."""


def _wall_clock(line: str) -> datetime:
    """Read `2026-11-26T01:51:08.320276-15:00 file smbd…`: the time is right, the offset is not, from midnight to nine.

    Samba 4.22 is a day out wherever the date in UTC is another than here.
    """
    return iso(line).replace(tzinfo=None)


class File(Role):
    """A server for the office's papers: who is in a department reads and writes its share, everybody the common one."""

    id: ClassVar[str] = "file"
    summary: ClassVar[str] = "file server: Samba (445), a share for each department, every access in an audit log"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 384
    pids: ClassVar[int] = 256
    provides: ClassVar[tuple[str, ...]] = ("smb",)
    ports: ClassVar[tuple[str, ...]] = ("445/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {
        "audit": Log("/var/log/samba/audit.log", program="smbd_audit"),
        "auth": Log("/var/log/samba/auth.log", stamp=_wall_clock, tag="samba-auth"),
    }

    documents: Annotated[int, Field(ge=1, le=500, description="how many papers lie in each department's share")] = 30

    def groups(self, site: Site) -> tuple[Group, ...]:
        """Return one group for each department, and one for all of the staff.

        Raises:
            ValueError: a department's name cannot be a share's.
        """
        return tuple(Group(name=name, number=_FIRST_GROUP + index) for index, name in enumerate(_shares(site)))

    def accounts(self, site: Site) -> tuple[Account, ...]:
        """Return everybody on the staff, without a shell, and the backup's reader where there is one."""
        numbers = user_numbers(site.people)
        staff = (
            Account(
                name=person.account,
                number=numbers[person.account],
                groups=tuple(filter(None, (person.department, samba.COMMON))),
                login_shell="/usr/sbin/nologin",
                comment=person.name.ja,
            )
            for person in site.people
        )
        reader = Account(
            name="backup-reader",
            number=_BACKUP,
            groups=_shares(site),
            home="/home/backup-reader",
            comment="nightly backup",
        )
        return (*staff, *((reader,) if site.providing("backup") else ()))

    def files(self, site: Site) -> tuple[PlacedFile, ...]:
        """Render Samba's configuration, first passwords, the shares' papers, and the backup's key."""
        numbers = user_numbers(site.people)
        passwords = "".join(f"{who.account}\t{numbers[who.account]}\t{who.password}\n" for who in site.people)
        groups = {group.name: group.number for group in self.groups(site)}
        return (
            PlacedFile(path="/etc/samba/smb.conf", content=samba.configuration(site, _shares(site))),
            PlacedFile(path="/var/lib/samba/first-passwords", content=passwords, mode=0o600),
            bundle("shares", papers(site, self.documents, groups)),
            *_backup_keys(site),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it to write a file, read it back and delete it."""
        who = site.canary
        asked = WritesFile(target=site.node.name, share=samba.COMMON, account=who.account, password=who.password)
        return (Check(by="colleague", probe=asked),)

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask whether staff write a file in a folder of its own, give it another name, and read it back."""
        who = site.canary
        asked = KeepsFile(target=site.node.name, share=samba.COMMON, account=who.account, password=who.password)
        return (Check(by=site.user, probe=asked),)


def _shares(site: Site) -> tuple[str, ...]:
    return (*samba.departments(site), samba.COMMON)


def _backup_keys(site: Site) -> Iterator[PlacedFile]:
    """Yield the key of each backup machine, which opens one door: reading the shares."""
    keys = [
        f'restrict,command="/usr/bin/rrsync -ro {samba.ROOT}" {site.key(f"backup@{node.name}").public}\n'
        for node in site.providing("backup")
    ]
    if keys:
        path = "/home/backup-reader/.ssh/authorized_keys"
        yield PlacedFile(path=path, content="".join(keys), mode=0o600, owner=_BACKUP, group=_BACKUP)
