"""Copies residents out of the register, by psql, with the password of an account that is somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.db.login import LOG, Login
from cyder.roles.db.probes import Queries
from cyder.roles.db.ways import another_password, no_host, no_log_in

_CHOSEN = "SELECT number, kanji, kana, born, address, phone FROM residents ORDER BY number LIMIT"
_SESSIONS = "SELECT usename, client_addr, application_name FROM pg_stat_activity WHERE client_addr IS NOT NULL"


class DbDump(Action):
    """One COPY of at most 500 fictitious residents into a file on the source; psql stays open, and is quiet.

    The register itself is not changed. The file lies in a hidden folder under /var/tmp until it is cleaned up.
    """

    id: ClassVar[str] = "coll.db-dump"
    title: ClassVar[LocalText] = LocalText(en="Copy of the register", ja="住民データの一括取得")
    techniques: ClassVar[tuple[str, ...]] = ("T1213.006",)
    sources: ClassVar[frozenset[str]] = frozenset({"ap", "backup"})
    targets: ClassVar[frozenset[str]] = frozenset({"db"})
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the source: a hidden folder under /var/tmp with the copy, and a psql that stays open"
    ways: ClassVar[tuple[str, ...]] = ("change-password", "block-source", "refuse-host", "close-account")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("ap", "db", {"rows": 300}),
        Trial("backup", "db", {"account": "app", "rows": 20}),
        Trial("ap", "db", {"account": "$clerk"}),
    )

    account: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9-]*$", description="whose password was found out: `app`, `backup` or an officer"),
    ] = "app"
    rows: Annotated[int, Field(ge=1, le=500, description="how many residents are copied")] = 200

    def run(self, scene: Scene) -> Trace:
        """Log in, copy once (seven seconds at most), and stay."""
        started, login = scene.clock.now(), self._login(scene)
        opened = login.open()
        copy = f"\\copy ({_CHOSEN} {self.rows}) TO '{login.folder}/residents.csv' CSV HEADER"
        result = login.say(copy, until="^COPY [0-9]+$") if opened.ok else opened
        said = result.out.strip().splitlines() or ["no answer"]
        return traced(scene, started, reached=result.ok, said=f"{self.account}: {said[-1]}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in and the COPY, each with account and source."""
        return (
            Expected(node=scene.target, log="database", pattern=self._login(scene).logged_in),
            Expected(node=scene.target, log="database", pattern=self._copied(scene)),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for copies in the log, for who is logged in now, and for the file where it was taken to."""
        login = self._login(scene)
        asked = ("su", "-", "postgres", "-c", f'psql -A -t -c "{_SESSIONS}"')
        return (
            Sighting(scene.target, ("grep", "COPY.*TO STDOUT", LOG), self._copied(scene)),
            Sighting(scene.target, asked, rf"^{self.account}\|{scene.vantage.address}\|psql$"),
            Sighting(scene.source, ("find", "/var/tmp", "-name", "*.csv"), f"^{login.folder}/residents.csv$"),  # noqa: S108  a stranger's place
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name source, file and account, and when the log has the log-in and the copy."""
        login, source = self._login(scene), scene.vantage.address
        kept_out = () if login.from_portal else (Remedy(kind="block-network", target=source),)
        return Truth(
            indicators=(entity(source, ip=source), entity("copy", file=f"{login.folder}/residents.csv")),
            accounts=(entity(self.account, account=self.account),),
            timeline=first("login", scene.target, login.logged_in, receipts)
            + first("collection", scene.target, self._copied(scene), receipts),
            remedies=(Remedy(kind="reset-password", target=self.account), *kept_out),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the portal still finds residents."""
        return self._login(scene).portal_works()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once open session and known password get nothing, while the portal still finds residents.

        By keeping out the source, if it is not the portal's own machine; by another password; and by closing the
        account, if the portal does not need it.
        """
        login = self._login(scene)
        known = Queries(target=scene.target, account=self.account, password=login.password, patience=2)
        here = (login.still_open("SELECT 1;", "^1$"), Check(by="source", probe=known))
        anywhere = (*here, Check(by="colleague", probe=known))
        ways: list[tuple[str, tuple[Check, ...], Way]] = [("change-password", anywhere, another_password(login))]
        if not login.from_portal:
            ways.insert(0, ("block-source", here, blocked_at_gateway(scene, scene.vantage.address)))
            ways.append(("refuse-host", here, no_host(login)))
        if self.account != "app":
            ways.append(("close-account", anywhere, no_log_in(login)))
        allow = (login.portal_works(),)
        return tuple(
            Containment(id=id, deny=deny, allow=allow, typed=typed, undone=undone) for id, deny, (typed, undone) in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session and remove its folder with the copy."""
        login = self._login(scene)
        gone = login.close()
        return Cleanup(verified=gone, said=f"{login.folder} {'is gone' if gone else 'is still there'}")

    def _login(self, scene: Scene) -> Login:
        return Login(scene, self.account, "cache")

    def _copied(self, scene: Scene) -> str:
        return self._login(scene).line(r"statement: COPY +\( SELECT number, .* FROM residents .* TO STDOUT")
