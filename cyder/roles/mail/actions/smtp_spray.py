"""Tries one common password for many accounts where staff hand in their mail; on request a right one after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.people import Person
from cyder.roles.mail.accounts import acting_user, address, attacked, domain, host_name, owner
from cyder.roles.mail.mail_probes import Submits
from cyder.roles.mail.mailing import taken
from cyder.roles.mail.passwords import another_password
from cyder.roles.mail.probes import SUBMISSION, LogsIn
from cyder.roles.mail.sending import NOT_LOGGED_IN, PATIENCE, TAKEN, Line, in_words
from cyder.roles.mail.sessions import nobody_left

_LOG = "/var/log/mail.log"
_WORDS = ("Spring2026!", "Password1", "Welcome-1", "Saino2026", "Soumu-0401", "Qwerty-12345", "Kaikei2026")


class SmtpSpray(Action):
    """One wrong password for up to eight accounts, all at once, by log-in on port 587.

    `succeed` names one of them whose password is known: it logs in afterwards, names a receiver, and leaves before
    there is a mail. Nothing on the server changes.
    """

    id: ClassVar[str] = "cred.smtp-spray"
    title: ClassVar[LocalText] = LocalText(en="Password spraying over SMTP", ja="SMTPパスワードスプレー")
    techniques: ClassVar[tuple[str, ...]] = ("T1110.003",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=14, per_second=8)
    touches: ClassVar[str] = "nothing: it logs in, and sends no mail"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("intruder", "mail", {"accounts": ["$victim", "$clerk"], "others": 2, "succeed": "$clerk"}),
    )

    accounts: Annotated[tuple[str, ...], Field(max_length=8)] = ()
    others: Annotated[int, Field(ge=0, le=8)] = 6
    succeed: str | None = None

    def run(self, scene: Scene) -> Trace:
        """Try the one password for all of them at once (a few seconds), then the right one if asked for."""
        started = scene.clock.now()
        connected = Connects(target=scene.target, port=SUBMISSION).check(scene.lan, scene.vantage)
        if not connected.passed:
            return traced(scene, started, reached=False, said=connected.said)
        tried, word = self.tried(scene), self.wrong_password(scene)
        with ThreadPoolExecutor(max_workers=len(tried)) as pool:
            said = list(pool.map(lambda account: self._try(scene, account, word), tried))
        reached = all(one == NOT_LOGGED_IN for one in said)
        if reached and self.succeed:
            said.append(self._enter(scene, owner(scene, self.succeed)))
            reached = said[-1] == TAKEN
        counted = ", ".join(f"{said.count(one)} x {one}" for one in dict.fromkeys(said))
        return traced(scene, started, reached=reached, said=counted)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect a refusal for every account, and the log-in that followed if there should be one."""
        failures = tuple(
            Expected(node=scene.target, log="mail", pattern=self._failure(scene, (account,)))
            for account in self.tried(scene)
        )
        inside = (Expected(node=scene.target, log="mail", pattern=pattern) for pattern in self._success(scene))
        return (*failures, *inside)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for refused log-ins, and who logged in to send from the same place."""
        source = scene.vantage.address
        refused = ("grep", "SASL.*authentication failed", _LOG)
        inside = ("grep", f"client=.*{source}.*sasl_username", _LOG)
        return (
            Sighting(scene.target, refused, self._failure(scene, self.tried(scene))),
            *(Sighting(scene.target, inside, pattern) for pattern in self._success(scene)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name source and accounts, when it began and, if it succeeded, when the intruder was inside."""
        source, tried = scene.vantage.address, self.tried(scene)
        moments = first("credential-attack", scene.target, self._failure(scene, tried), receipts)
        for pattern in self._success(scene):
            moments += first("login", scene.target, pattern, receipts)
        known = (Remedy(kind="reset-password", target=self.succeed),) if self.succeed else ()
        return Truth(
            indicators=(entity("source", ip=source),),
            accounts=attacked(scene, tried),
            timeline=moments,
            remedies=(Remedy(kind="block-network", target=source), *known),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network can log in to send."""
        return Check(by="neighbour", probe=_submits(scene, scene.canary))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the source kept out; after a success also: the known password worth nothing, to send or to read."""
        staff = _submits(scene, scene.canary)
        allow = (Check(by="neighbour", probe=staff), Check(by="colleague", probe=staff))
        shut_out = Check(by="source", probe=Connects(target=scene.target, port=SUBMISSION))
        block, unblock = blocked_at_gateway(scene, scene.vantage.address)
        ways = (Containment(id="block-source", deny=(shut_out,), allow=allow, typed=block, undone=unblock),)
        if not self.succeed:
            return ways
        known = owner(scene, self.succeed)
        reads = LogsIn(target=scene.target, account=known.account, password=known.password)
        deny = (Check(by="source", probe=_submits(scene, known)), Check(by="neighbour", probe=reads))
        change, back = another_password(scene.target, self.succeed)
        return (*ways, Containment(id="change-password", deny=deny, allow=allow, typed=change, undone=back))

    def cleanup(self, scene: Scene) -> Cleanup:
        """Change nothing, for nothing was changed; look whether the source is still in somebody's mailbox."""
        return nobody_left(scene)

    def tried(self, scene: Scene) -> tuple[str, ...]:
        """Return the accounts: those named, and `others` of the staff drawn by the team's seed, eight at most."""
        named = dict.fromkeys((*self.accounts, *((self.succeed,) if self.succeed else ())))
        for account in named:
            owner(scene, account)
        rest = [one.account for one in scene.people if one.account not in {*named, scene.canary.account}]
        return (*named, *scene.seed.shuffled("sprayed", rest)[: self.others])[:8]

    def wrong_password(self, scene: Scene) -> str:
        """Return the one word that is tried for everybody: nobody's password, the same for the same seed."""
        return scene.seed.pick("sprayed-word", _WORDS)

    def _line(self, scene: Scene, account: str, password: str) -> Line:
        where = scene.reach(SUBMISSION)
        return Line(scene.vantage.address, host_name(scene), where, SUBMISSION, account, password)

    def _try(self, scene: Scene, account: str, password: str) -> str:
        argv = self._line(scene, account, password).argv("--quit-after", "AUTH")
        return in_words(scene.actor.run(argv, user=acting_user(scene), timeout=PATIENCE))

    def _enter(self, scene: Scene, known: Person) -> str:
        """Log in and name a receiver, whereupon the server writes down who logged in; leave."""
        own = address(scene, known.account)
        line = self._line(scene, known.account, known.password)
        argv = line.argv("--from", own, "--to", own, "--quit-after", "RCPT")
        return in_words(scene.actor.run(argv, user=acting_user(scene), timeout=PATIENCE))

    def _failure(self, scene: Scene, accounts: Sequence[str]) -> str:
        source, own = re.escape(scene.vantage.address), re.escape(domain(scene))
        who = "|".join(re.escape(account) for account in accounts)
        return rf"\[{source}\]: SASL PLAIN authentication failed: .*, sasl_username=({who})(@{own})?$"

    def _success(self, scene: Scene) -> tuple[str, ...]:
        return (taken(scene, owner(scene, self.succeed)),) if self.succeed else ()


def _submits(scene: Scene, person: Person) -> Submits:
    return Submits(target=scene.target, account=person.account, password=person.password)
