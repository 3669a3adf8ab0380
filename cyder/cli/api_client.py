"""Speaks to the API over HTTP with a team's token, as a trainee's browser would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cyder.errors import CyderError
from cyder.exercise.desk import Exercise
from cyder.exercise.tokens import token_for
from cyder.model.report import Acknowledgement
from cyder.model.team_score import TeamScore


class ReportsByHttp:
    """Hands in one team's reports."""

    def __init__(self, exercise: Exercise, team: str, url: str) -> None:
        self._exercise, self._team, self._url = exercise, team, url

    def __call__(self, report: Mapping[str, Any]) -> Acknowledgement:
        """Hand in a report and return the acknowledgement."""
        content = json.dumps(report).encode()
        return Acknowledgement.model_validate(_call(self._exercise, self._team, self._url, "reports", content))


def read_score(exercise: Exercise, team: str, url: str) -> TeamScore:
    """Return a team's score as the API gives it to that team."""
    return TeamScore.model_validate(_call(exercise, team, url, "score"))


def _call(exercise: Exercise, team: str, url: str, what: str, content: bytes | None = None) -> Any:  # noqa: ANN401
    import httpx

    address = f"{url}/exercises/{exercise.name}/teams/{team}/{what}"
    headers = {"Authorization": f"Bearer {token_for(exercise.record, team)}", "Content-Type": "application/json"}
    answer = httpx.request("GET" if content is None else "POST", address, headers=headers, content=content)
    if answer.is_error:
        raise CyderError(f"the API answered {answer.status_code}: {answer.text[:300]}")
    return answer.json()
