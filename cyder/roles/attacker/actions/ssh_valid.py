"""Somebody outside logs in by ssh with a password that was known beforehand."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts import doors
from cyder.contracts.acting import blocked_at_gateway
from cyder.contracts.action import Scene, Trial
from cyder.contracts.probe import Containment
from cyder.contracts.ssh_accounts import administrators_served
from cyder.model.base import LocalText
from cyder.roles.attacker.log_ins import KnownLogIn


class SshFromOutside(KnownLogIn):
    """One log-in by ssh from outside with the right password of `account`; without it, of the target's first account.

    The session stays open and idle until it is ended; nothing on the machine is read or changed.
    """

    id: ClassVar[str] = "ext.ssh-valid"
    title: ClassVar[LocalText] = LocalText(
        en="Log-in from outside with a known password", ja="正規パスワードによる外部からのSSHログイン"
    )
    techniques: ClassVar[tuple[str, ...]] = ("T1133", "T1078.003")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"web", "client"})
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password", "disable-account", "keys-only")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web"),)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: keep the source out; another password; close the account; where administrators have keys, keys only.

        Each ends the session, too.
        """
        who, server = self.owner(scene), scene.target
        ways = (
            self.keeping_out(scene, "block-source", blocked_at_gateway(scene, scene.vantage.address)),
            self.closing(scene, "change-password", doors.another_password(server, who)),
            self.closing(scene, "disable-account", doors.expired(server, who.name)),
        )
        keys = administrators_served(scene)
        if not keys:
            return ways
        return (*ways, self.closing(scene, "keys-only", doors.keys_only(server, who.name), keys))
