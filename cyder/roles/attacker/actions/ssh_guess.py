"""Guesses a password over ssh: a few wrong ones at once, and on request the right one after them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts import doors
from cyder.contracts.acting import Way, blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.contracts.ssh_accounts import account_on, administrators_served, others_served
from cyder.contracts.ssh_probes import (
    ACCEPTED,
    AUTH,
    PATIENCE,
    REFUSED,
    SSH,
    OffersLogIn,
    PasswordOpens,
    accepted,
    by_password,
    failed,
    in_words,
    offered,
)
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.attacker.log_ins import came_in

_WORDS = ("password", "letmein", "welcome", "changeme", "spring", "summer", "autumn", "winter")
_NOT_ASKED = "no password asked for"


class SshGuess(Action):
    """Wrong passwords for one account over ssh, all at once; without `account` for `admin`, which nobody has.

    At most five. `succeed` logs in once with the right password afterwards, runs `id` and leaves. Nothing is changed.
    """

    id: ClassVar[str] = "cred.ssh-guess"
    title: ClassVar[LocalText] = LocalText(en="Password guessing over ssh", ja="SSHパスワード推測")
    techniques: ClassVar[tuple[str, ...]] = ("T1110.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"client", "web"})
    caps: ClassVar[Caps] = Caps(commands=8)
    touches: ClassVar[str] = "nothing: it asks, and with `succeed` it logs in once, runs `id` and leaves"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "keys-only", "change-password", "disable-account")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("intruder", "web", {"tries": 3}),
        Trial("intruder", "web", {"account": "hosyu", "tries": 2, "succeed": True}),
    )

    account: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,29}$")] = "admin"
    tries: Annotated[int, Field(ge=1, le=5)] = 4
    succeed: bool = False

    def run(self, scene: Scene) -> Trace:
        """Try every wrong password at once (some four seconds), then the right one if asked for."""
        started = scene.clock.now()
        with ThreadPoolExecutor(max_workers=self.tries) as pool:
            said = list(pool.map(lambda word: self._try(scene, word), self.wrong_passwords(scene)))
        reached = all(word in {ACCEPTED, REFUSED} for word in said)
        if reached and self.succeed:
            said.append(self._try(scene, account_on(scene, self.account).password))
            reached = said[-1] == ACCEPTED
        counts = ", ".join(f"{said.count(word)} x {word}" for word in dict.fromkeys(said))
        return traced(scene, started, reached=reached, said=f"{self.account}: {counts}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the refusals, and the log-in that followed if there should be one."""
        source = scene.vantage.address
        refusals = Expected(scene.target, AUTH, failed(self.account, source), self.tries)
        success = Expected(scene.target, AUTH, accepted(self.account, source))
        return (refusals, success) if self.succeed else (refusals,)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for refused passwords, and for who came in from the same place."""
        source = scene.vantage.address
        refused = Sighting(scene.target, ("grep", "Failed password", AUTH), failed(self.account, source))
        inside = Sighting(scene.target, ("grep", f"Accepted .* from {source}", AUTH), accepted(self.account, source))
        return (refused, inside) if self.succeed else (refused,)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return source, account, when the guessing began and, if it succeeded, when the intruder was inside."""
        source = scene.vantage.address
        moments = first("credential-attack", scene.target, failed(self.account, source), receipts)
        remedies = [Remedy(kind="block-network", target=source)]
        if self.succeed:
            moments += first(came_in(scene), scene.target, accepted(self.account, source), receipts)
            remedies.append(Remedy(kind="reset-password", target=self.account))
        return Truth(
            indicators=(entity(source, ip=source),),
            accounts=(entity(self.account, account=self.account),),
            timeline=moments,
            remedies=tuple(remedies),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the server lets one try to log in at all."""
        return Check(by="neighbour", probe=OffersLogIn(target=scene.target, account=self.account))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: keep the source out; take keys only; after a success also: another password, close the account."""
        others, keys = others_served(scene, but=self.account), administrators_served(scene)
        asks = OffersLogIn(target=scene.target, account=self.account, method="password")
        shut = (Check(by="source", probe=Connects(target=scene.target, port=SSH)),)
        ways = [_contained("block-source", shut, others, blocked_at_gateway(scene, scene.vantage.address))]
        if keys:
            unasked = (Check(by="source", probe=asks), Check(by="neighbour", probe=asks))
            ways.append(_contained("keys-only", unasked, keys, doors.keys_only(scene.target, self.account)))
        if self.succeed:
            owner = account_on(scene, self.account)
            probe = PasswordOpens(target=scene.target, account=owner.name, password=owner.password)
            known, change = (Check(by="neighbour", probe=probe),), doors.another_password(scene.target, owner)
            ways.append(_contained("change-password", known, others, change))
            ways.append(_contained("disable-account", known, others, doors.expired(scene.target, owner.name)))
        return tuple(ways)

    def cleanup(self, scene: Scene) -> Cleanup:
        """Change nothing, for nothing was changed; look whether the source still tries."""
        trying = scene.actor.run(["pgrep", "-f", f"{self.account}@{scene.reach(SSH)} id$"], timeout=10).ok
        return Cleanup(verified=not trying, said="it still tries passwords" if trying else "no log-in is under way")

    def wrong_passwords(self, scene: Scene) -> list[str]:
        """Return `tries` different words that are nobody's password, the same for the same seed."""
        words = scene.seed.shuffled("wrong-passwords", _WORDS)[: self.tries]
        return [f"{word}{scene.seed.number(f'wrong-passwords/{word}', 900) + 100}" for word in words]

    def _try(self, scene: Scene, password: str) -> str:
        argv = by_password(scene.vantage.address, scene.reach(SSH), self.account, password, "id")
        result = scene.actor.run(argv, timeout=PATIENCE)
        said = in_words(result)
        return _NOT_ASKED if said == REFUSED and "password" not in offered(result) else said


def _contained(id: str, deny: tuple[Check, ...], allow: tuple[Check, ...], way: Way) -> Containment:
    done, undone = way
    return Containment(id=id, deny=deny, allow=allow, typed=done, undone=undone)
