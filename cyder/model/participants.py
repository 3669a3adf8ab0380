"""Those who take part. Their names live outside the ledger, which knows nothing of them but ids, and can be erased."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from cyder.model.base import Noun

_NO_CONTROLS = r"^[^\x00-\x1f\x7f-\x9f]*$"
Called = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_NO_CONTROLS)]
Duty = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=_NO_CONTROLS)]


class Participant(Noun):
    """Somebody who takes part, now or again. `consent`: to a history of their own; `consent_at`: when last asked."""

    id: str
    name: Called
    organisation: Called
    consent: bool = False
    consent_at: AwareDatetime | None = None
    created_at: AwareDatetime


class Membership(Noun):
    """A participant's place in a team of one exercise, which is meant by its number in the store, and by its name."""

    exercise: int
    exercise_name: str
    team: str
    participant: str
    duty: Duty = ""
