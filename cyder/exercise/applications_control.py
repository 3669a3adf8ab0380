"""What the API may ask for on behalf of applications, one method each."""

from __future__ import annotations

from cyder.exercise import applications as use
from cyder.exercise.desk import Desk
from cyder.model.applications import Application, Decision, IsolationWish, MaintenanceWish, NewPassword


class ApplicationsControl:
    """The use cases behind the API's applications, and a new password told."""

    _desk: Desk

    def applications(self, exercise: str, team: str | None) -> list[Application]:
        """Return what was applied for, by one team or by all."""
        return use.applications(self._desk.exercise(exercise), team)

    def apply_for_maintenance(self, exercise: str, team: str, wish: MaintenanceWish, *, author: str) -> Application:
        """Ask for maintenance."""
        found = self._desk.exercise(exercise)
        return use.apply_for_maintenance(found, team, wish.service, wish.seconds, wish.reason, author=author)

    def apply_for_isolation(self, exercise: str, team: str, wish: IsolationWish, *, author: str) -> Application:
        """Ask that a node be taken off the network."""
        return use.apply_for_isolation(self._desk.exercise(exercise), team, wish.node, wish.reason, author=author)

    def decide(self, exercise: str, number: int, decision: Decision) -> Application:
        """Answer an application."""
        found = self._desk.exercise(exercise)
        return use.decide(found, number, granted=decision.granted, reason=decision.reason)

    def tell_password(self, exercise: str, team: str, told: NewPassword, *, author: str) -> None:
        """Tell a new password."""
        found = self._desk.exercise(exercise)
        use.tell_password(found, team, told.node, told.account, told.password, author=author)
