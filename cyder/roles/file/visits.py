"""What somebody does on the file server from a PC: as whom, in which session, and what its logs say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cyder.contracts.action import Cleanup, Expected, Scene, Sighting
from cyder.contracts.node import Result
from cyder.contracts.probing import Connects
from cyder.contracts.session import Session
from cyder.contracts.whereabouts import sitting_at
from cyder.errors import NotFound
from cyder.model.evidence import Answer
from cyder.model.people import Person
from cyder.roles.file.samba import COMMON
from cyder.roles.file.sessions import PATIENCE, SMB, SmbSession, smbclient

AUDIT = "/var/log/samba/audit.log"
AUTH = "/var/log/samba/auth.log"
_SAVE = """\
place=$1 login=$2 where=$3 text=$4
shift 4
folder=$(mktemp -d) && cd "$folder" || exit 1
trap 'rm -rf "$folder"' EXIT
for name; do printf '%s\\n%s\\n' "$name" "$text" >"$name"; done
smbclient "$place" -U "$login" -m SMB3 -t 8 -c "${where}prompt; mput *"
"""


def paper(name: str, text: str) -> str:
    """Return what a paper saved under a name holds, as `Visit.save` writes it."""
    return f"{name}\n{text}\n"


def somebody(scene: Scene, account: str) -> Person:
    """Return the member of staff with this account.

    Raises:
        NotFound: nobody has it; the message names those there are.
    """
    try:
        return scene.person(account)
    except KeyError:
        raise NotFound.named("account", account, [person.account for person in scene.people]) from None


@dataclass(frozen=True)
class Visit:
    """Somebody on one share, from the PC that the scene starts at; whoever sits there runs the programs."""

    scene: Scene
    person: Person
    share: str = COMMON

    @classmethod
    def of(cls, scene: Scene, account: str | None, share: str | None = None) -> Visit:
        """Return the visit of an account; without one, of whoever sits at the PC. The share is by default its own.

        Raises:
            NotFound: nobody has that account, or nobody sits at the PC.
        """
        person = somebody(scene, account) if account else sitting_at(scene)
        return cls(scene, person, share or person.department or COMMON)

    @property
    def where(self) -> str:
        """Return the address by which the PC reaches the server."""
        return self.scene.reach(SMB)

    @property
    def login(self) -> str:
        """Return account and password as smbclient takes them."""
        return f"{self.person.account}%{self.person.password}"

    @property
    def user(self) -> str:
        """Return the local account that runs the programs."""
        return sitting_at(self.scene).account

    @property
    def folder(self) -> str:
        """Return where on the PC the session that is kept open lies."""
        return f"/home/{self.user}/.cache/{self.scene.marker}-{self.scene.seed.token('session')[:6]}"

    @property
    def session(self) -> SmbSession:
        """Return the session that is kept open."""
        return SmbSession(Session(self.scene.actor, self.folder, self.user))

    def answered(self) -> Answer:
        """Ask whether the server answers the PC at all, so that one that does not is given up on after 2 s."""
        return Connects(target=self.scene.target, port=SMB).check(self.scene.lan, self.scene.vantage)

    def once(self, *commands: str) -> Result:
        """Log in, give the commands, and leave."""
        argv = smbclient(self.where, self.share, self.login, "-c", "; ".join(commands))
        return self.scene.actor.run(argv, user=self.user, timeout=PATIENCE)

    def listed(self) -> Result:
        """Ask the server for the names of its shares, in lines `Disk|name|comment`."""
        argv = ["smbclient", "-g", "-L", f"//{self.where}", "-U", self.login, "-m", "SMB3", "-t", "8"]
        return self.scene.actor.run(argv, user=self.user, timeout=PATIENCE)

    def enter(self) -> Result:
        """Open the session and look round in the share; what an earlier try left open is closed first."""
        self.session.close()
        self.session.open(self.where, self.share, self.login)
        return self.session.do("ls")

    def save(self, names: Sequence[str], text: str, *, folder: str = "", at: str = "", user: str = "") -> Result:
        """Write papers into a new folder of the share, or beside its folders; each is its own name and the text."""
        where = f'mkdir "{folder}"; cd "{folder}"; ' if folder else ""
        argv = ["sh", "-c", _SAVE, "sh", f"//{self.where}/{self.share}", self.login, where, text, *names]
        return self.scene.lan.node(at or self.scene.source).run(argv, user=user or self.user, timeout=PATIENCE)

    def logged_in(self) -> Expected:
        """Expect the log-in under the PC's address."""
        account, source = re.escape(self.person.account), re.escape(self.scene.vantage.address)
        who = rf"Auth: \[SMB2,.* user \[[^]]*\]\\\[{account}\] at "
        pattern = rf"{who}.* status \[NT_STATUS_OK\] .* remote host \[ipv4:{source}:"
        return Expected(node=self.scene.target, log="auth", pattern=pattern)

    def audited(self, did: str, path: str, *, share: str = "", least: int = 1) -> Expected:
        """Expect lines of the audit: `did` is operation and result, `path` a regular expression for the rest."""
        account, source = re.escape(self.person.account), re.escape(self.scene.vantage.address)
        pattern = rf"smbd_audit: {account}\|{source}\|[^|]*\|{share or re.escape(self.share)}\|{re.escape(did)}\|{path}"
        return Expected(node=self.scene.target, log="audit", pattern=pattern, least=least)

    def who_logged_in(self) -> Sighting:
        """Look for every log-in from the PC."""
        argv = ("grep", f"NT_STATUS_OK.*ipv4:{self.scene.vantage.address}:", AUTH)
        return Sighting(self.scene.target, argv, self.logged_in().pattern)

    def still_there(self) -> Sighting:
        """Look at who is connected at this moment."""
        shows = rf"{re.escape(self.person.account)} .*\(ipv4:{re.escape(self.scene.vantage.address)}:"
        return Sighting(self.scene.target, ("smbstatus", "-p"), shows)

    def gone(self) -> Cleanup:
        """Change nothing; look whether the PC is still connected under this account."""
        who = self.scene.lan.node(self.scene.target).run(["smbstatus", "-p"])
        here = re.compile(self.still_there().shows)
        left = [line for line in who.out.splitlines() if here.search(line)]
        return Cleanup(verified=who.ok and not left, said=f"{len(left)} sessions of {self.person.account} are open")

    def ended(self) -> Cleanup:
        """Close the session and take away what lies on the PC; safe to call twice."""
        closed = self.session.close()
        return Cleanup(verified=closed, said=f"{self.folder} is {'gone' if closed else 'still there'}")
