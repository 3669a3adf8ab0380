"""Guesses its way into a site's administration: a few wrong passwords, then the right one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.web.administration import ACCESS, AUDIT, SENT_ON
from cyder.roles.web.keeping import AsKeeper

_WORDS = ("password", "admin123", "welcome", "kanri", "shiyakusho", "homepage", "qwerty", "letmein")
_REFUSED = "401"
_LEAVE = "/admin/logout"


class CmsLogin(AsKeeper):
    """Wrong passwords for one account of the administration, then the right one, at most two in a second.

    The session stays open; nothing on the site is changed.
    """

    id: ClassVar[str] = "web.cms-login"
    title: ClassVar[LocalText] = LocalText(
        en="Log-in to the site's administration", ja="サイト管理画面への不正ログイン"
    )
    techniques: ClassVar[tuple[str, ...]] = ("T1078.003", "T1110.001")
    caps: ClassVar[Caps] = Caps(commands=12, per_second=2)
    touches: ClassVar[str] = "nothing on the server; a session of the site's administration stays open"
    ways: ClassVar[tuple[str, ...]] = ("reset-password", "restrict-admin")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web", {"account": "$victim", "tries": 3}),)

    tries: Annotated[int, Field(ge=1, le=8, description="wrong passwords before the right one")] = 4

    def run(self, scene: Scene) -> Trace:
        """Try the wrong passwords one after the other, then the right one; stop where nobody answers as it should."""
        started = scene.clock.now()
        entry = self.entry(scene)
        said: list[str] = []
        for word in (*self.wrong_passwords(scene), entry.password):
            said.append(entry.browser.log_in(self.account, word))
            if said[-1] != _REFUSED:
                break
        reached = said == [_REFUSED] * self.tries + [SENT_ON]
        return traced(scene, started, reached=reached, said=f"{self.account}: {' '.join(said)}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the refusals and the log-in, as the administration and as nginx saw them."""
        refused, accepted = self._failure(scene), self._success(scene)
        return (
            Expected(node=scene.target, log="admin", pattern=refused, least=self.tries),
            Expected(node=scene.target, log="admin", pattern=accepted),
            Expected(node=scene.target, log="access", pattern=_posted(scene, _REFUSED), least=self.tries),
            Expected(node=scene.target, log="access", pattern=_posted(scene, SENT_ON)),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for log-ins in the administration's log, and for what was sent to it in nginx's."""
        posted = ("grep", "POST /admin/login", ACCESS)
        return (
            Sighting(scene.target, ("grep", "login failed", AUDIT), self._failure(scene)),
            Sighting(scene.target, ("grep", "login ok", AUDIT), self._success(scene)),
            Sighting(scene.target, posted, _posted(scene, SENT_ON)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return source, account, when the guessing began and when the intruder was inside."""
        return Truth(
            indicators=(self.entry(scene).source,),
            accounts=(entity(self.account, account=self.account),),
            timeline=(
                *first("credential-attack", scene.target, self._failure(scene), receipts),
                *first("login", scene.target, self._success(scene), receipts),
            ),
            remedies=(Remedy(kind="reset-password", target=self.account),),
        )

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: another password and no old session, or the administration for the staff's network only."""
        entry = self.entry(scene)
        deny, allow = entry.open_at(_LEAVE), entry.others_work()
        return tuple(
            Containment(id=name, deny=deny, allow=allow, typed=typed, undone=undone)
            for name, (typed, undone) in entry.ways().items()
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Throw the session's cookie away."""
        gone = self.entry(scene).browser.forget()
        return Cleanup(verified=gone, said="the session is thrown away" if gone else "the session's cookie is left")

    def wrong_passwords(self, scene: Scene) -> list[str]:
        """Return `tries` different words that are nobody's password, the same for the same seed."""
        words = scene.seed.shuffled("wrong-passwords", _WORDS)[: self.tries]
        return [f"{word}{scene.seed.number(f'wrong-passwords/{word}', 90) + 10}" for word in words]

    def _failure(self, scene: Scene) -> str:
        return rf"^\S+ - {re.escape(scene.vantage.address)} login failed account={re.escape(self.account)}$"

    def _success(self, scene: Scene) -> str:
        return rf"^\S+ {re.escape(self.account)} {re.escape(scene.vantage.address)} login ok$"


def _posted(scene: Scene, status: str) -> str:
    return rf'^{re.escape(scene.vantage.address)} - - \[[^]]+\] "POST /admin/login HTTP/1\.1" {status} '
