"""Somebody who is in once leaves a key of his own, so that he comes in again whatever the password is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cyder.contracts import doors
from cyder.contracts.acting import entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.keys import KeyPair, keypair
from cyder.contracts.probe import Check, Containment
from cyder.contracts.ssh_accounts import account_on, others_served
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
    fingerprint,
    in_words,
    key_found,
    remotely,
)
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.setup import Account
from cyder.roles.attacker.log_ins import came_in

_LEAVE = """\
umask 077
mkdir -p ~/.ssh && cd ~/.ssh || exit 1
grep -qsxF "$1" authorized_keys || printf '%s\\n' "$1" >>authorized_keys
"""
_TAKE_AWAY = """\
[ -d "$1" ] || exit 0
[ ! -e "$1/authorized_keys" ] || sed -i "/$2/d" "$1/authorized_keys"
[ -s "$1/authorized_keys" ] || rm -f "$1/authorized_keys"
rmdir "$1" 2>/dev/null
! grep -rqsF "$2" "$1"
"""


class SshKey(Action):
    """A key is added to ~/.ssh/authorized_keys of `account`, over ssh with its known password, and used once.

    Without `account` it is the target's first. By the key it runs `id` and leaves.
    """

    id: ClassVar[str] = "persist.ssh-key"
    title: ClassVar[LocalText] = LocalText(en="A key left behind for ssh", ja="SSH公開鍵の追加による居座り")
    techniques: ClassVar[tuple[str, ...]] = ("T1098.004", "T1021.004")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"client", "web"})
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "one line in the account's ~/.ssh/authorized_keys on the target"
    ways: ClassVar[tuple[str, ...]] = ("disable-account", "remove-key")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web"), Trial("pc1", "pc2", {"account": "$clerk"}))

    account: str | None = None

    def run(self, scene: Scene) -> Trace:
        """Log in by password and leave the key, then log in by the key; a few seconds each at most."""
        started, who, key = scene.clock.now(), self.owner(scene), self.key(scene)
        source, where = scene.vantage.address, scene.reach(SSH)
        leave = by_password(source, where, who.name, who.password, remotely(_LEAVE, key.public))
        left = scene.actor.run(leave, timeout=PATIENCE)
        used = scene.actor.run(by_key(source, where, who.name, key.private, "id"), timeout=PATIENCE)
        said = f"{who.name}@{scene.target}: {in_words(left)} by password, {in_words(used)} by key"
        return traced(scene, started, reached=in_words(used) == ACCEPTED, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the log-in by password, the key and where it was found, and the log-in by it."""
        who, source = self.owner(scene), scene.vantage.address
        found, by_it = self._found(scene), accepted(who.name, source, "publickey")
        return tuple(Expected(scene.target, AUTH, line) for line in (accepted(who.name, source), found, by_it))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for keys that were used, and for whose keys there are."""
        kind, public, *_ = self.key(scene).public.split()
        keys = ("grep", "-r", "--include=authorized_keys", "ssh-", "/home")
        lies = rf"^{self.owner(scene).home}/\.ssh/authorized_keys:{kind} {public.replace('+', '[+]')} "
        used = Sighting(scene.target, ("grep", "Accepted key", AUTH), self._found(scene))
        return used, Sighting(scene.target, keys, lies)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return source, account, the key and the file it is in, when he came in, and when the key was first used."""
        who, source = self.owner(scene), scene.vantage.address
        path, key = f"{who.home}/.ssh/authorized_keys", fingerprint(self.key(scene).public)
        entered = first(came_in(scene), scene.target, accepted(who.name, source), receipts)
        return Truth(
            indicators=(entity("source", ip=source), entity("key", file=path, key_fingerprint=key)),
            accounts=(entity(who.name, account=who.name),),
            timeline=(*entered, *first("persistence", scene.target, self._found(scene), receipts)),
            remedies=(
                Remedy(kind="remove-persistence", target=path),
                Remedy(kind="reset-password", target=who.name),
                Remedy(kind="disable-account", target=who.name),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the server lets one try to log in."""
        return Check(by="neighbour", probe=OffersLogIn(target=scene.target, account=self.owner(scene).name))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: take the key away; close the account, which a lock does not, for keys pass it.

        Others must still get in. Not the owner by the old password: whoever resets that as well does right.
        """
        who, key, others = self.owner(scene), self.key(scene), others_served(scene, but=self.owner(scene).name)
        opens = KeyOpens(target=scene.target, account=who.name, private=key.private)
        word = PasswordOpens(target=scene.target, account=who.name, password=who.password)
        close, reopen = doors.expired(scene.target, who.name)
        return (
            Containment(
                id="disable-account",
                deny=(Check(by="neighbour", probe=opens), Check(by="neighbour", probe=word)),
                allow=others[:1],
                typed=close,
                undone=reopen,
            ),
            Containment(
                id="remove-key",
                deny=(Check(by="source", probe=opens), Check(by="neighbour", probe=opens)),
                allow=others,
                typed=typed(scene.target, "sed", "-i", f"/{scene.marker}/d", f"{who.home}/.ssh/authorized_keys"),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the key away, and with it the file and folder if nothing else is in them; look whether it is gone."""
        folder = f"{self.owner(scene).home}/.ssh"
        result = scene.lan.node(scene.target).run(["sh", "-c", _TAKE_AWAY, "sh", folder, scene.marker], timeout=20)
        said = f"no key of ours in {folder}" if result.ok else f"{folder} still has the key: {result.out.strip()}"
        return Cleanup(verified=result.ok, said=said)

    def owner(self, scene: Scene) -> Account:
        """Return whose account it is: the one named, or the target's first."""
        return account_on(scene, self.account)

    def key(self, scene: Scene) -> KeyPair:
        """Return the key; its comment, as in every line of that kind, says whose it is."""
        return keypair(scene.seed, f"{self.owner(scene).name}@{scene.marker}")

    def _found(self, scene: Scene) -> str:
        return key_found(self.owner(scene).home, fingerprint(self.key(scene).public))
