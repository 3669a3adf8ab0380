"""The ports of people who tell, judge, disagree and conduct, over a real store and without a scenario.

Whatever is written is one entry of the ledger; what is read is empty. The real use cases are asked in test_people.py
and test_conducting.py.
"""

from __future__ import annotations

from datetime import UTC, datetime

from cyder.exercise.appeals import Appeal
from cyder.exercise.commenting import Comment
from cyder.exercise.grading import Marked
from cyder.exercise.hints import HintShown
from cyder.exercise.inbox import Mailbox
from cyder.exercise.steering import EventState
from cyder.model.base import LocalText
from cyder.model.dealings import Adjusted, Appealed, Commented, Graded, HintTaken, Released
from cyder.model.ledger import Asked, Body, Replied, Requested, RequestKind
from cyder.scoring.copies import Copied
from cyder.store import Store

NOTED = LocalText(en="noted", ja="記録しました")


class Deciding:
    """One method per use case, each writing at most one entry."""

    store: Store

    def hints(self, exercise: str, team: str) -> list[HintShown]:
        return []

    def take_hint(self, exercise: str, team: str, name: str, *, author: str) -> HintShown:
        self._note(exercise, HintTaken(hint=name), author, team)
        return HintShown(name, NOTED, "timeline", 0.5, taken=True, text=NOTED)

    def mailbox(self, exercise: str, team: str) -> Mailbox:
        return Mailbox((), (), {})

    def reply(self, exercise: str, team: str, event: str, text: str, *, author: str) -> None:
        self._note(exercise, Replied(event=event, text=text), author, team)

    def ask(self, exercise: str, team: str, contact: str, text: str, *, author: str) -> None:
        self._note(exercise, Asked(contact=contact, text=text), author, team)

    def comments(self, exercise: str, team: str) -> list[Comment]:
        return []

    def comment(self, exercise: str, team: str, version: int, field: str, text: str, *, author: str) -> None:
        self._note(exercise, Commented(version=version, field=field, text=text), author, team)

    def appeals(self, exercise: str, team: str | None) -> list[Appeal]:
        return []

    def appeal(self, exercise: str, team: str, line: str, text: str, *, author: str) -> Appeal:
        number = self._note(exercise, Appealed(line=line, text=text), author, team)
        return Appeal(number, team, datetime.now(UTC), line, text, ())

    def adjust(
        self, exercise: str, team: str, line: str, points: float, reason: str, *, author: str, answers: int | None
    ) -> None:
        self._note(exercise, Adjusted(line=line, points=points, reason=reason, appeal=answers), author, team)

    def marks(self, exercise: str, grader: str) -> list[Marked]:
        return []

    def grade(self, exercise: str, team: str, criterion: str, mark: int, *, grader: str, comment: str) -> None:
        given = Graded.model_validate({"criterion": criterion, "mark": mark, "comment": comment})
        self._note(exercise, given, grader, team)

    def release(self, exercise: str) -> None:
        self._note(exercise, Released(), "instructor")

    def copies(self, exercise: str) -> tuple[Copied, ...]:
        return ()

    def events(self, exercise: str, team: str | None) -> list[EventState]:
        return []

    def ask_about_event(
        self,
        exercise: str,
        request: RequestKind,
        event: str,
        *,
        team: str | None,
        seconds: float | None,
        text: LocalText | None,
        reason: str,
    ) -> bool:
        asked = Requested(request=request, event=event, seconds=seconds, text=text, reason=reason)
        self._note(exercise, asked, "instructor", team or "")
        return False

    def ask_about_clock(self, exercise: str, request: RequestKind, value: float | None) -> None:
        self._note(exercise, Requested(request=request), "instructor")

    def _note(self, exercise: str, body: Body, author: str, team: str = "") -> int:
        return self.store.ledger(self.store.find(exercise)).append(body, team=team, author=author).seq
