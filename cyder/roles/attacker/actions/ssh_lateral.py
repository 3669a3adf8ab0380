"""From a machine inside that somebody has in hand, the next one is entered by ssh with a colleague's password."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts import doors
from cyder.contracts.action import Scene, Trial
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.roles.attacker.log_ins import KnownLogIn


class SshInside(KnownLogIn):
    """One log-in by ssh from a PC to another machine with the right password of `account`, or of its first account.

    It is made by whoever sits at the PC. The session stays open and idle; nothing on the machine is read or changed.
    """

    id: ClassVar[str] = "lat.ssh"
    title: ClassVar[LocalText] = LocalText(en="From machine to machine by ssh", ja="SSHによる内部での横展開")
    techniques: ClassVar[tuple[str, ...]] = ("T1021.004", "T1078.003")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"client", "web"})
    ways: ClassVar[tuple[str, ...]] = ("change-password", "disable-account", "restrict-source")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc1", "pc2", {"account": "$clerk"}), Trial("pc1", "web"))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: another password; close the account; let nobody in from the source. Each ends the session, too."""
        who, server = self.owner(scene), scene.target
        source = doors.refused_from(server, scene.vantage.address, who.name)
        return (
            self.closing(scene, "change-password", doors.another_password(server, who)),
            self.closing(scene, "disable-account", doors.expired(server, who.name)),
            self.keeping_out(scene, "restrict-source", source),
        )
