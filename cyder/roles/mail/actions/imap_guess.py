"""Guesses a password over IMAP: a few wrong ones at once, and on request the right one after them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, first
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.model.base import LocalText
from cyder.model.evidence import Entity, Receipt, Remedy, Spelling, Trace, Truth
from cyder.model.people import Person
from cyder.roles.mail.accounts import attacked, owner, who_asked
from cyder.roles.mail.passwords import another_password
from cyder.roles.mail.probes import ACCEPTED, IMAP, PATIENCE, REFUSED, LogsIn, in_words, log_in
from cyder.roles.mail.sessions import nobody_left

_WORDS = ("not-the-one", "guess-guess", "open-sesame", "let-me-inside", "abracadabra", "try-again", "knock-knock")


class ImapGuess(Action):
    """Wrong passwords for one account, all at once because Dovecot makes one who guesses wait longer each time.

    `succeed` logs in once with the right password afterwards, reads nothing and leaves. Nothing on the server changes.
    """

    id: ClassVar[str] = "cred.imap-guess"
    title: ClassVar[LocalText] = LocalText(en="Password guessing over IMAP", ja="IMAPパスワード推測")
    techniques: ClassVar[tuple[str, ...]] = ("T1110.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=12)
    idempotent: ClassVar[bool] = False
    touches: ClassVar[str] = "nothing: it asks, and with `succeed` it logs in once, reads nothing and leaves"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("intruder", "mail", {"account": "$victim", "tries": 2}),
        Trial("intruder", "mail", {"account": "$clerk", "tries": 1, "succeed": True}),
    )

    account: str
    tries: Annotated[int, Field(ge=1, le=4)] = 4
    succeed: bool = False

    def run(self, scene: Scene) -> Trace:
        """Try every wrong password at once (a few seconds), then the right one if asked for (30 s at most)."""
        started = scene.clock.now()
        said = self._guess(scene)
        reached = all(word in {ACCEPTED, REFUSED} for word in said)
        if reached and self.succeed:
            said.append(self._try(scene, owner(scene, self.account).password))
            reached = said[-1] == ACCEPTED
        return Trace(
            reached=reached,
            started=started,
            finished=scene.clock.now(),
            source=scene.vantage.address,
            said=f"{self.account}: {_counted(said)}",
        )

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the refusals, and the log-in that followed if there should be one."""
        failures = Expected(node=scene.target, log="mail", pattern=self._failure(scene), least=self.tries)
        if not self.succeed:
            return (failures,)
        return (failures, Expected(node=scene.target, log="mail", pattern=self._success(scene)))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for refused log-ins and who came in, from the desk or on the server itself."""
        refused = Sighting(scene.target, ("grep", "auth_failed", "/var/log/mail.log"), self._failure(scene))
        if not self.succeed:
            return (refused,)
        inside = ("grep", f"Logged in.*rip={scene.vantage.address}", "/var/log/mail.log")
        return (refused, Sighting(scene.target, inside, self._success(scene)))

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return source, account, when the guessing began and, if it succeeded, when the intruder was inside."""
        source = scene.vantage.address
        moments = first("credential-attack", scene.target, self._failure(scene), receipts)
        remedies = [Remedy(kind="block-network", target=source)]
        if self.succeed:
            moments += first("login", scene.target, self._success(scene), receipts)
            remedies.append(Remedy(kind="reset-password", target=self.account))
        return Truth(
            indicators=(Entity(name=source, weight=2.0, spellings=(Spelling(kind="ip", value=source),)),),
            accounts=attacked(scene, (self.account,)),
            timeline=moments,
            remedies=tuple(remedies),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network gets into a mailbox."""
        return Check(by="neighbour", probe=_log_in_as(scene, scene.canary))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: keep the source out; after a success also: give the account another password."""
        staff = _log_in_as(scene, scene.canary)
        allow = (Check(by="neighbour", probe=staff), Check(by="colleague", probe=staff))
        shut_out = Check(by="source", probe=Connects(target=scene.target, port=IMAP))
        typed, undone = blocked_at_gateway(scene, scene.vantage.address)
        ways = [Containment(id="block-source", deny=(shut_out,), allow=allow, typed=typed, undone=undone)]
        if self.succeed:
            known = Check(by="neighbour", probe=_log_in_as(scene, owner(scene, self.account)))
            typed, undone = another_password(scene.target, self.account)
            ways.append(Containment(id="change-password", deny=(known,), allow=allow, typed=typed, undone=undone))
        return tuple(ways)

    def cleanup(self, scene: Scene) -> Cleanup:
        """Change nothing, for nothing was changed; look whether a session from the source is still open."""
        return nobody_left(scene)

    def wrong_passwords(self, scene: Scene) -> list[str]:
        """Return `tries` different words that are nobody's password, the same for the same seed."""
        words = scene.seed.shuffled("wrong-passwords", _WORDS)[: self.tries]
        return [f"{word}-{scene.seed.number(f'wrong-passwords/{word}', 900) + 100}" for word in words]

    def _guess(self, scene: Scene) -> list[str]:
        connected = Connects(target=scene.target, port=IMAP).check(scene.lan, scene.vantage)
        if not connected.passed:
            return [connected.said]
        with ThreadPoolExecutor(max_workers=self.tries) as pool:
            return list(pool.map(lambda word: self._try(scene, word), self.wrong_passwords(scene)))

    def _try(self, scene: Scene, password: str) -> str:
        argv = log_in(scene.vantage.address, scene.reach(IMAP), self.account, password)
        return in_words(scene.actor.run(argv, timeout=PATIENCE))

    def _failure(self, scene: Scene) -> str:
        return rf"imap-login: .*\(auth_failed\): {who_asked(scene, self.account)}"

    def _success(self, scene: Scene) -> str:
        return rf"imap-login: Logged in: {who_asked(scene, self.account)}"


def _log_in_as(scene: Scene, person: Person) -> LogsIn:
    return LogsIn(target=scene.target, account=person.account, password=person.password)


def _counted(said: Sequence[str]) -> str:
    return ", ".join(f"{said.count(word)} x {word}" for word in dict.fromkeys(said))
