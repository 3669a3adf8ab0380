"""The backup: fetches the shares and the register every night, and keeps several generations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.people import Person
from cyder.model.scenario import Access
from cyder.model.setup import Account
from cyder.model.topology import File, NodeSpec
from cyder.roles.backup.probes import ReachesSources
from cyder.staff.people import user_numbers

SSH = 22
_OPERATORS = 2
"""How many of the last department look after the copies where nobody is named."""

_JOB = "/usr/local/sbin/backup-now"
_POSTGRESQL = 5432


class Backup(Role):
    """A second place for what matters. It fetches; the machines that its copies came from have no way in.

    Its operators look after the copies: they may log in, see which generations there are and name them.
    """

    id: ClassVar[str] = "backup"
    summary: ClassVar[str] = "backup: the shares by rsync, the register by pg_dump, every night, several generations"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    provides: ClassVar[tuple[str, ...]] = ("backup",)
    ports: ClassVar[tuple[str, ...]] = ("22/tcp",)
    logs: ClassVar[Mapping[str, Log]] = {"backup": Log("/var/log/backup.log", tag="backup")}

    keep: Annotated[int, Field(ge=1, le=60, description="how many generations are kept")] = 7
    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="when it runs, every day")] = "02:30"
    operators: Annotated[
        tuple[str, ...],
        Field(max_length=4, description="who looks after the copies; two of the last department if none"),
    ] = ()

    def accounts(self, site: Site) -> tuple[Account, ...]:
        """Return the operators, with the staff password, in the group `backup`.

        Raises:
            ValueError: one of the operators that are named is no member of staff.
        """
        numbers = user_numbers(site.people)
        return tuple(
            Account(
                name=person.account,
                number=numbers[person.account],
                password=person.password,
                groups=("backup",),
                home=f"/home/{person.account}",
                comment=person.name.ja,
            )
            for person in self._operators(site)
        )

    def files(self, site: Site) -> tuple[File, ...]:
        """Render what is fetched from where, with which key and password, and when."""
        key = site.key(f"backup@{site.node.name}")
        hour, minute = self.at.split(":")
        jobs = f"{minute} {hour} * * * root {_JOB}\n0 * * * * root {_JOB} --inventory\n"
        return (
            File(path="/etc/backup.conf", content=self._settings(site)),
            File(path="/etc/cron.d/backup", content=jobs),
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

    def _operators(self, site: Site) -> Sequence[Person]:
        """Return those who are named; else the first two of the last department, never the one whom probes use."""
        if not self.operators:
            last = list(site.organisation.departments)[-1:]
            staff = [person for person in site.people if [person.department] == last and person != site.canary]
            return staff[:_OPERATORS]
        known = {person.account: person for person in site.people}
        for account in self.operators:
            if account not in known:
                message = f"operators: nobody has the account '{account}'; name a variable of kind staff: '$operator'"
                raise ValueError(message)
        return [known[account] for account in self.operators]

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
