"""An account of the database in a stranger's hands: a psql that stays open, and what the log has of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cyder.contracts.action import Scene
from cyder.contracts.node import Node, Result
from cyder.contracts.portal_probes import PortalAnswers
from cyder.contracts.probe import Check, Probe
from cyder.contracts.session import Session, SessionServes
from cyder.errors import NotFound
from cyder.model.topology import NodeSpec
from cyder.roles.db.loaded import password_of
from cyder.roles.db.probes import POSTGRESQL, psql

LOG = "/var/log/postgresql/postgresql-17-main.log"
_USERS = {"ap": "portal"}


@dataclass(frozen=True)
class Login:
    """One log-in from a scene's source. `purpose` keeps apart what two actions hold open on one machine."""

    scene: Scene
    account: str
    purpose: str

    @property
    def folder(self) -> str:
        """Return where the session lives and what it fetches lies."""
        return f"/var/tmp/.{self.purpose}-{self.account}-{self.scene.marker}"  # noqa: S108  a stranger's place

    @property
    def server(self) -> NodeSpec:
        """Return the server as it was made."""
        return self.scene.lan.topology.node(self.scene.target)

    @property
    def password(self) -> str:
        """Return the password that was found out: the one the account had from the beginning."""
        return password_of(self.server, self.account)

    @property
    def from_portal(self) -> bool:
        """Return whether it comes from the portal's own machine, which cannot simply be shut out."""
        return self.scene.lan.topology.node(self.scene.source).role == "ap"

    def open(self) -> Result:
        """Start psql, as the user of the machine's own service; an older session is closed first."""
        session = self._session(self.scene.actor)
        session.close()
        where = self.scene.reach(POSTGRESQL)
        return session.open(psql(where, self.account, self.password, "-L", f"{self.folder}/psql.log", patience=3))

    def say(self, line: str, *, until: str) -> Result:
        """Type a line into it; seven seconds is the limit."""
        return self._session(self.scene.actor).say(line, until=until, seconds=7.0)

    def close(self) -> bool:
        """End it and remove what it fetched; return whether all is gone."""
        return self._session(self.scene.actor).close()

    def line(self, text: str) -> str:
        """Return the pattern of a line of the log that this account causes from this source; `text` is a pattern."""
        who, where = re.escape(self.account), re.escape(self.scene.vantage.address)
        return rf" {who}@residents {where} \S+ LOG:  {text}"

    @property
    def logged_in(self) -> str:
        """Return the pattern of the log-in."""
        return self.line(
            f"connection authorized: user={re.escape(self.account)} database=residents application_name=psql"
        )

    def still_open(self, line: str, until: str) -> Check:
        """Return whether the open session is still served."""
        target = self.scene.target
        probe = SessionServes(target=target, folder=self.folder, line=line, until=until, patience=3.0)
        return Check(by="source", probe=probe)

    def portal_works(self) -> Check:
        """Return whether staff in the source's network find residents through the portal.

        Raises:
            NotFound: there is no portal, and so nobody to be spared.
        """
        return Check(by="neighbour", probe=self._portal())

    def _portal(self) -> Probe:
        portals = portals_of(self.scene)
        if not portals:
            raise NotFound("the LAN has no portal that needs the database", hint="add a node with the role ap")
        canary = self.scene.canary
        return PortalAnswers(target=portals[0], account=canary.account, password=canary.password)

    def _session(self, node: Node) -> Session:
        role = self.scene.lan.topology.node(self.scene.source).role
        return Session(node, self.folder, user=_USERS.get(role, "root"))


def portals_of(scene: Scene) -> list[str]:
    """Return the machines with the residents' portal, which log in as `app`."""
    return [node.name for node in scene.lan.topology.nodes if node.role == "ap"]
