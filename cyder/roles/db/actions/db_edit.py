"""Writes down open fees as paid, with the password of an officer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.db.loaded import unpaid_fees
from cyder.roles.db.login import LOG, Login
from cyder.roles.db.probes import WRITE, FeesAltered, Queries, Writes, as_administrator, listed, paid_among
from cyder.roles.db.ways import no_log_in, sql

_RIGHT = "UPDATE (paid) ON fees"


class DbEdit(Action):
    """One UPDATE of at most ten fictitious fees that nobody has paid: today's date is put there. psql stays open.

    Cleaning up makes the same fees open again, which is what they were when the register was made.
    """

    id: ClassVar[str] = "impact.db-edit"
    title: ClassVar[LocalText] = LocalText(en="Fees marked as paid", ja="納付記録の改ざん")
    techniques: ClassVar[tuple[str, ...]] = ("T1565.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"ap", "backup"})
    targets: ClassVar[frozenset[str]] = frozenset({"db"})
    caps: ClassVar[Caps] = Caps(commands=8)
    touches: ClassVar[str] = "a few rows of the table fees; on the source a hidden folder, and a psql that stays open"
    ways: ClassVar[tuple[str, ...]] = ("revoke-right", "close-account")
    mends: ClassVar[tuple[str, ...]] = ("restore",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("ap", "db", {"account": "$clerk", "fees": 3}),)

    account: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="the officer whose password was found out")]
    fees: Annotated[int, Field(ge=1, le=10, description="how many open fees are written down as paid")] = 4

    def run(self, scene: Scene) -> Trace:
        """Log in, change the rows once (seven seconds at most), and stay."""
        started, login = scene.clock.now(), self._login(scene)
        opened = login.open()
        change = f"{self._change(scene, 'CURRENT_DATE')};"
        result = login.say(change, until=f"^UPDATE {self.fees}$") if opened.ok else opened
        said = result.out.strip().splitlines() or ["no answer"]
        return traced(scene, started, reached=result.ok, said=f"{self.account}: {said[-1]}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in and the UPDATE, each with account and source."""
        return (
            Expected(node=scene.target, log="database", pattern=self._login(scene).logged_in),
            Expected(node=scene.target, log="database", pattern=self._changed(scene)),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for changes of fees in the log, and for what is written down as paid today."""
        today = f"SELECT id, resident, kind, paid FROM fees WHERE paid = CURRENT_DATE AND id IN ({self._ids(scene)})"  # noqa: S608  numbers
        return (
            Sighting(scene.target, ("grep", "UPDATE fees SET", LOG), self._changed(scene)),
            Sighting(scene.target, tuple(as_administrator(today)), rf"^{self._chosen(scene)[0]}\|"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name source and account, and when the log has the log-in and the change."""
        login, source = self._login(scene), scene.vantage.address
        return Truth(
            indicators=(entity(source, ip=source),),
            accounts=(entity(self.account, account=self.account),),
            timeline=first("login", scene.target, login.logged_in, receipts)
            + first("impact", scene.target, self._changed(scene), receipts),
            remedies=(
                Remedy(kind="disable-account", target=self.account),
                Remedy(kind="reset-password", target=self.account),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the portal still finds residents."""
        return self._login(scene).portal_works()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the fees are as they were and neither session nor log-in may change any, and the portal works.

        By taking officers the right, who then still read; or by closing the account.
        """
        login, server = self._login(scene), scene.target
        writes = Writes(target=server, account=self.account, password=login.password)
        deny = (
            login.still_open(f"{WRITE};", "^UPDATE 0$"),
            Check(by="source", probe=writes),
            Check(by="colleague", probe=writes),
            Check(by="itself", probe=FeesAltered(target=server, fees=self._chosen(scene))),
        )
        reads = Check(
            by="neighbour", probe=Queries(target=server, account=self.account, password=login.password, patience=2)
        )
        portal, restored = login.portal_works(), sql(server, self._change(scene, "NULL"))
        closed, opened = no_log_in(login)
        return (
            Containment(
                id="revoke-right",
                deny=deny,
                allow=(portal, reads),
                typed=(*sql(server, f"REVOKE {_RIGHT} FROM officers"), *restored),
                undone=sql(server, f"GRANT {_RIGHT} TO officers"),
            ),
            Containment(id="close-account", deny=deny, allow=(portal,), typed=(*closed, *restored), undone=opened),
        )

    def recovery(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the fees are open again, and the portal works."""
        server = scene.target
        altered = Check(by="itself", probe=FeesAltered(target=server, fees=self._chosen(scene)))
        return (
            Containment(
                id="restore",
                deny=(altered,),
                allow=(self._login(scene).portal_works(),),
                typed=sql(server, self._change(scene, "NULL")),
                undone=sql(server, self._change(scene, "CURRENT_DATE")),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session, make the fees open again, and count those that are not."""
        gone = self._login(scene).close()
        server = scene.lan.node(scene.target)
        server.run(as_administrator(self._change(scene, "NULL")))
        left = server.run(as_administrator(paid_among(self._chosen(scene))))
        verified = gone and left.ok and left.out.strip() == "0"
        return Cleanup(
            verified=verified, said=f"fees altered: {left.out.strip()}; session {'gone' if gone else 'left'}"
        )

    def _login(self, scene: Scene) -> Login:
        return Login(scene, self.account, "work")

    def _chosen(self, scene: Scene) -> tuple[int, ...]:
        """Return which fees: open ones, the same for the same seed."""
        fees = unpaid_fees(scene.lan.topology.node(scene.target))
        return tuple(sorted(scene.seed.shuffled("fees", fees)[: self.fees]))

    def _ids(self, scene: Scene) -> str:
        return listed(self._chosen(scene))

    def _change(self, scene: Scene, paid: str) -> str:
        return f"UPDATE fees SET paid = {paid} WHERE id IN ({self._ids(scene)})"  # noqa: S608  numbers

    def _changed(self, scene: Scene) -> str:
        return self._login(scene).line(f"statement: {re.escape(self._change(scene, 'CURRENT_DATE'))}")
