"""The port of applications over a real store, without LANs: nothing is granted unless somebody decides."""

from __future__ import annotations

from cyder.errors import NotFound
from cyder.model.applications import Application, Decision, IsolationWish, MaintenanceWish, NewPassword
from cyder.model.dealings import Applied, Decided, PasswordTold
from cyder.store import Store


class Applying:
    """The five methods, each written down in the ledger."""

    store: Store

    def applications(self, exercise: str, team: str | None) -> list[Application]:
        entries = self.store.ledger(self.store.find(exercise)).entries(team=team)
        answers = {entry.body.asked: entry.body for entry in entries if isinstance(entry.body, Decided)}
        return [
            Application(
                number=entry.seq,
                team=entry.team,
                about=entry.body.about,
                subject=entry.body.subject,
                reason=entry.body.reason,
                at=entry.at,
                state="granted" if entry.seq in answers else "waiting",
            )
            for entry in entries
            if isinstance(entry.body, Applied)
        ]

    def apply_for_maintenance(self, exercise: str, team: str, wish: MaintenanceWish, *, author: str) -> Application:
        wanted = Applied(about="maintenance", subject=wish.service, seconds=wish.seconds, reason=wish.reason)
        return self._applied(exercise, team, wanted, author)

    def apply_for_isolation(self, exercise: str, team: str, wish: IsolationWish, *, author: str) -> Application:
        return self._applied(exercise, team, Applied(about="isolation", subject=wish.node, reason=wish.reason), author)

    def decide(self, exercise: str, number: int, decision: Decision) -> Application:
        found = next((one for one in self.applications(exercise, None) if one.number == number), None)
        if found is None:
            raise NotFound.named("application", str(number), [])
        answer = Decided(asked=number, granted=decision.granted)
        self.store.ledger(self.store.find(exercise)).append(answer, team=found.team, author="instructor")
        return next(one for one in self.applications(exercise, None) if one.number == number)

    def tell_password(self, exercise: str, team: str, told: NewPassword, *, author: str) -> None:
        body = PasswordTold(node=told.node, account=told.account, password=told.password)
        self.store.ledger(self.store.find(exercise)).append(body, team=team, author=author)

    def _applied(self, exercise: str, team: str, wanted: Applied, author: str) -> Application:
        self.store.ledger(self.store.find(exercise)).append(wanted, team=team, author=author)
        return self.applications(exercise, team)[-1]
