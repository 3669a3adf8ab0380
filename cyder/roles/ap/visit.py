"""Somebody at the staff's side of the portal, as a browser would be: a cookie file, pages fetched one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cyder.contracts.acting import Way, typed
from cyder.contracts.action import Scene
from cyder.contracts.node import Node, Result
from cyder.contracts.portal_probes import PORTAL, PortalAnswers
from cyder.contracts.probe import Check, Probe
from cyder.contracts.web_probes import Fetches
from cyder.model.people import Person

AUDIT = "/var/log/portal/audit.log"
LET_IN = "302"
REFUSED = "401"
_SESSION = re.compile(r"\tsession\t([0-9a-f]+)$", re.MULTILINE)
_SESSIONS = "/var/lib/portal/sessions"
_OFFICERS = "/etc/portal/officers"
_CHANGE = (
    "cp -p {list} {list}.old && echo another-word-1 | portal-admin passwd {account} && portal-admin kick {account}"
)
_BACK = "cat {list}.old >{list} && rm {list}.old"


@dataclass(frozen=True)
class Visit:
    """One visit from a scene's source, by the user of that machine who keeps the cookies in the file `jar`."""

    scene: Scene
    jar: str
    user: str = "root"

    @property
    def url(self) -> str:
        """Return the portal's address as the source reaches it."""
        return f"http://{self.scene.reach(PORTAL)}:{PORTAL}/staff"

    def log_in(self, account: str, password: str, *, stay: bool = False) -> str:
        """Send the log-in form; return the status, `000` for none. `stay`: keep the session's cookie."""
        form = self.scene.seed.token("form")[:32]
        fields = (f"token={form}", f"account={account}", f"password={password}")
        words = [word for field in fields for word in ("--data-urlencode", field)]
        kept = ["-c", self.jar] if stay else []
        return self._curl("-b", f"form={form}", *kept, "-o", "/dev/null", *words, f"{self.url}/login").out[-3:]

    def page(self, path: str, *, into: str = "", **fields: str) -> Result:
        """Fetch a page of the session; `into` keeps it in a file. Code 0 only if it came."""
        words = [word for name, value in fields.items() for word in ("--data-urlencode", f"{name}={value}")]
        where = ["-o", into] if into else []
        return self._curl("-f", "-b", self.jar, "-G", *where, *words, f"{self.url}{path}")

    def leave(self, *files: str) -> list[str]:
        """End the session, remove its cookies and these files; return what could not be removed. Safe to call twice."""
        target, source = self.scene.lan.node(self.scene.target), self.scene.actor
        left = [f"{_SESSIONS}/{name}" for name in self._sessions() if not _removed(target, f"{_SESSIONS}/{name}")]
        return [*left, *(file for file in (self.jar, *files) if not _removed(source, file))]

    def still_open(self) -> Check:
        """Return whether the session that was opened is still served."""
        words = ("-b", self.jar, "--connect-timeout", "2")
        probe = Fetches(target=self.scene.target, url=f"{self.url}/", words=words, shows='name="words"')
        return Check(by="source", probe=probe)

    def _sessions(self) -> Iterator[str]:
        try:
            kept = self.scene.actor.read(self.jar).decode(errors="replace")
        except FileNotFoundError:
            return
        yield from _SESSION.findall(kept)

    def _curl(self, *words: str) -> Result:
        argv = ["curl", "-s", "-m", "8", "--connect-timeout", "2", "--interface", self.scene.vantage.address]
        return self.scene.actor.run([*argv, "-w", "%{http_code}", *words], user=self.user, timeout=15)


def lets_in(scene: Scene, person: Person) -> Probe:
    """Return whether the portal accepts this person's log-in; nobody is looked up."""
    return PortalAnswers(target=scene.target, account=person.account, password=person.password, words="")


def others_served(scene: Scene) -> tuple[Check, ...]:
    """Return whether a member of staff finds residents, from the source's network and from the portal's."""
    who = scene.canary
    probe = PortalAnswers(target=scene.target, account=who.account, password=who.password)
    return Check(by="neighbour", probe=probe), Check(by="colleague", probe=probe)


def lines(scene: Scene, who: str, text: str) -> str:
    """Return the pattern of a line of the audit log: `who` is logged in, `text` is a pattern."""
    return rf" {re.escape(who)} {re.escape(scene.vantage.address)} {text}"


def no_log_in(portal: str, account: str) -> Way:
    """Return what closes an account, its sessions included."""
    return typed(portal, "portal-admin", "disable", account), typed(portal, "portal-admin", "enable", account)


def another_password(portal: str, account: str) -> Way:
    """Return what gives an account another password and ends its sessions."""
    return (
        typed(portal, "sh", "-c", _CHANGE.format(list=_OFFICERS, account=account)),
        typed(portal, "sh", "-c", _BACK.format(list=_OFFICERS)),
    )


def counted(said: Sequence[str]) -> str:
    """Return statuses in words: `4 x 401, 1 x 302`."""
    return ", ".join(f"{said.count(word)} x {word}" for word in dict.fromkeys(said))


def _removed(node: Node, path: str) -> bool:
    return node.run(["sh", "-c", 'rm -f "$1" && [ ! -e "$1" ]', "sh", path]).ok
