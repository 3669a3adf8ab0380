"""With an administrator's stolen key, somebody makes an account of his own on a machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts import doors
from cyder.contracts.acting import entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.keys import KeyPair, keypair
from cyder.contracts.probe import Check, Containment
from cyder.contracts.ssh_accounts import administrators_key, others_served
from cyder.contracts.ssh_probes import (
    ACCEPTED,
    AUTH,
    PATIENCE,
    SSH,
    KeyOpens,
    OffersLogIn,
    PasswordOpens,
    accepted,
    by_key,
    by_password,
    in_words,
    remotely,
)
from cyder.errors import Refused
from cyder.model.base import LocalText
from cyder.model.evidence import Entity, Receipt, Remedy, Spelling, Trace, Truth
from cyder.model.setup import accounts_in
from cyder.roles.attacker.log_ins import came_in

_MAKE = """\
getent passwd "$1" | grep -qF "$2" && exit 0
useradd -m -s /bin/bash -c "$2" "$1" && printf '%s:%s\\n' "$1" "$3" | chpasswd || exit 1
umask 077
mkdir "/home/$1/.ssh" && printf '%s\\n' "$4" >"/home/$1/.ssh/authorized_keys" && chown -R "$1:" "/home/$1/.ssh"
"""
_REMOVE = """\
! getent passwd "$1" | grep -qF "$2" || userdel -r -f "$1" >/dev/null 2>&1
! grep -qsF "$2" "/home/$1/.ssh/authorized_keys" || rm -rf "/home/$1"
[ ! -e /etc/passwd- ] || sed -i "/$2/d" /etc/passwd-
! grep -rsF "$2" /etc/passwd /etc/passwd- "/home/$1"
"""


class LocalAccount(Action):
    """An account `name` is made over ssh, by a copy of the administrators' key, with a password and a key; used once.

    It belongs to no group but its own. By its password it runs `id` and leaves.
    """

    id: ClassVar[str] = "persist.account"
    title: ClassVar[LocalText] = LocalText(en="An account made on a machine", ja="ローカルアカウントの作成による居座り")
    techniques: ClassVar[tuple[str, ...]] = ("T1136.001", "T1021.004")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset(
        {"ap", "backup", "client", "db", "dns", "file", "mail", "proxy", "web"}
    )
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "one account on the target, with its home directory"
    ways: ClassVar[tuple[str, ...]] = ("disable-account", "delete-account")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web"), Trial("pc1", "mail", {"name": "sysbackup"}))
    idempotent: ClassVar[bool] = False

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{2,19}$")] = "svcbackup"

    def run(self, scene: Scene) -> Trace:
        """Make the account as root, then log in to it by its password; a few seconds each at most.

        Raises:
            Refused: somebody has an account of that name already, or no administrator has a key.
        """
        if self.name in {who.name for who in accounts_in(scene.lan.topology.node(scene.target).files)}:
            raise Refused(f"{scene.target} has an account '{self.name}' of its own; choose another name")
        started, source, where = scene.clock.now(), scene.vantage.address, scene.reach(SSH)
        make = remotely(_MAKE, self.name, self._comment(scene), self._password(scene), self._key(scene).public)
        made = scene.actor.run(by_key(source, where, "root", administrators_key(scene), make), timeout=PATIENCE)
        enter = by_password(source, where, self.name, self._password(scene), "id")
        used = scene.actor.run(enter, timeout=PATIENCE)
        said = f"{scene.target}: {in_words(made)} as root, {in_words(used)} as {self.name}"
        return traced(scene, started, reached=in_words(used) == ACCEPTED, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return root's log-in, the account that was made, and the log-in to it."""
        source = scene.vantage.address
        lines = (accepted("root", source, "publickey"), self._made(), accepted(self.name, source))
        return tuple(Expected(scene.target, AUTH, line) for line in lines)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for accounts that were made, for whom people have accounts, and from where root logged in."""
        root = accepted("root", scene.vantage.address, "publickey")
        return (
            Sighting(scene.target, ("grep", "new user", AUTH), self._made()),
            Sighting(scene.target, ("grep", "/bin/bash$", "/etc/passwd"), rf"^{self.name}:x:\d+:\d+:"),
            Sighting(scene.target, ("grep", "Accepted publickey for root", AUTH), root),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return source, the account that was made and the one that was abused, when root came in, when it was made."""
        source = scene.vantage.address
        entered = first(came_in(scene), scene.target, accepted("root", source, "publickey"), receipts)
        root = Entity(name="root", weight=0.5, spellings=(Spelling(kind="account", value="root"),))
        return Truth(
            indicators=(entity("source", ip=source),),
            accounts=(entity(self.name, account=self.name), root),
            timeline=(*entered, *first("persistence", scene.target, self._made(), receipts)),
            remedies=(
                Remedy(kind="disable-account", target=self.name),
                Remedy(kind="remove-persistence", target=self.name),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the server lets one try to log in."""
        return Check(by="neighbour", probe=OffersLogIn(target=scene.target, account=self.name))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: close the account, which a lock alone does not, for keys pass it; or delete it."""
        others = others_served(scene, but=self.name)
        word = PasswordOpens(target=scene.target, account=self.name, password=self._password(scene))
        key = KeyOpens(target=scene.target, account=self.name, private=self._key(scene).private)
        deny = (Check(by="source", probe=word), Check(by="neighbour", probe=key))
        close, reopen = doors.expired(scene.target, self.name)
        delete = typed(scene.target, "userdel", "-r", self.name)
        return (
            Containment(id="disable-account", deny=deny, allow=others, typed=close, undone=reopen),
            Containment(id="delete-account", deny=deny, allow=others, typed=delete),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Delete the account if it is still there, and what a deletion left; look whether it is gone."""
        argv = ["sh", "-c", _REMOVE, "sh", self.name, scene.marker]
        result = scene.lan.node(scene.target).run(argv, timeout=20)
        said = f"no account {self.name}" if result.ok else f"left of {self.name}: {result.out.strip()}"
        return Cleanup(verified=result.ok, said=said)

    def _comment(self, scene: Scene) -> str:
        return f"backup service {scene.marker}"

    def _password(self, scene: Scene) -> str:
        return scene.seed.token("password")[:12]

    def _key(self, scene: Scene) -> KeyPair:
        return keypair(scene.seed, f"{self.name}@{scene.marker}")

    def _made(self) -> str:
        return rf"useradd\[\d+\]: new user: name={re.escape(self.name)}, UID=\d+, "
