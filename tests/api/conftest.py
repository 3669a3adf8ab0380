"""The API in front of a real store, and a client that speaks to it without a socket."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

from cyder.api import ControlPort, create_app
from cyder.errors import NotFound, Refused
from cyder.model.base import LocalText
from cyder.model.dealings import Released
from cyder.model.ledger import Ended, Filed
from cyder.model.report import Acknowledgement, Report
from cyder.model.score import Scorecard, ScoreLine
from cyder.model.service import Caller, ExerciseSummary
from cyder.model.team_score import TeamScore
from cyder.review.forms import Exported, format_named
from cyder.store import ExerciseRecord, Store
from tests.api.applying import Applying
from tests.api.deciding import Deciding
from tests.api.writing import WritingControl
from tests.unit.review.forms.filed import context

TITLE = LocalText(en="A first look", ja="はじめての演習")


def token_of(exercise: str, who: str) -> str:
    """Return a token as this test's control knows it."""
    return f"token-{exercise}-{who}"


@dataclass
class DeskControl(WritingControl, Applying, Deciding):
    """A control port over a real store, without LANs: an exercise runs from its creation until it is ended."""

    broken: list[Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def exercises(self) -> list[ExerciseSummary]:
        self._fail()
        return [self._summary(record) for record in self.store.live()]

    def who(self, token: str) -> Caller | None:
        self.asked.append(token)
        found: Caller | None = None
        for record in self.store.live():
            for who in (*_teams(record), "instructor"):
                if hmac.compare_digest(token, token_of(record.name, who)):
                    team = None if who == "instructor" else who
                    found = Caller(kind="team" if team else "instructor", exercise=record.name, team=team)
        return found

    def submit_report(
        self, exercise: str, team: str, report: Report, *, author: str, key: str | None, language: str
    ) -> Acknowledgement:
        self._fail()
        record = self.store.find(exercise)
        if self._over(record):
            raise Refused(f"exercise '{exercise}' is over; reports are closed")
        entry, _ = self.store.file_report(record, team, report, author=author, clock=1.0, key=key)
        assert isinstance(entry.body, Filed)
        return Acknowledgement(
            exercise=exercise, team=team, version=entry.body.version, received_at=entry.at, warnings=(language,)
        )

    def export(self, exercise: str, team: str, version: int, *, form: str, language: str) -> Exported:
        filed = {each.version: each for each in self.reports(exercise, team)}
        if version not in filed:
            raise NotFound(f"{team} has no version {version}")
        made = format_named(form)
        return Exported(
            f"{team}-{version}.{made.suffix}", made.media_type, made.text(filed[version], context(language))
        )

    def score(self, exercise: str, team: str) -> Scorecard:
        if not self._over(self.store.find(exercise)):
            raise Refused("scores can be read when the exercise is over", hint="cyder end")
        lines = [
            ScoreLine(
                id=f"report-{filed.version}",
                bucket="report",
                title=LocalText(en="Reported", ja="報告"),
                maximum=10,
                earned=10,
                reason=LocalText(en="it arrived", ja="受領しました"),
            )
            for filed in self.reports(exercise, team)
        ]
        return Scorecard(exercise=exercise, team=team, lines=tuple(lines))

    def team_score(self, exercise: str, team: str) -> TeamScore:
        entries = self.store.ledger(self.store.find(exercise)).entries()
        if not any(isinstance(entry.body, Released) for entry in entries):
            raise Refused("scores are not released yet")
        return TeamScore.of(self.score(exercise, team))

    def end(self, exercise: str) -> None:
        """End an exercise and release its scores, so that they can be read."""
        ledger = self.store.ledger(self.store.find(exercise))
        ledger.append(Ended(reason="the clock ran out"), author="conductor")
        ledger.append(Released(), author="instructor")

    def _summary(self, record: ExerciseRecord) -> ExerciseSummary:
        state = "ended" if self._over(record) else "running"
        return ExerciseSummary(name=record.name, title=TITLE, state=state, teams=_teams(record), clock=1.0)

    def _over(self, record: ExerciseRecord) -> bool:
        return any(isinstance(entry.body, Ended) for entry in self.store.ledger(record).entries())

    def _fail(self) -> None:
        if self.broken:
            raise self.broken[0]


def _teams(record: ExerciseRecord) -> tuple[str, ...]:
    return tuple(f"team{number}" for number in range(1, record.teams + 1))


@dataclass(frozen=True)
class Browser:
    """A client of an application in this process; a fault in the application is an answer here, as on a socket."""

    app: FastAPI

    def __call__(self, method: str, path: str, *, token: str | None = None, **sent: Any) -> httpx.Response:
        """Send one request, with a bearer token if there is one."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        headers |= sent.pop("headers", {})

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://cyder.test") as client:
                return await client.request(method, path, headers=headers, **sent)

        return anyio.run(send)


@pytest.fixture
def control(tmp_path: Path) -> Iterator[DeskControl]:
    """Return a control with two exercises of two teams each."""
    store = Store(f"sqlite:///{tmp_path / 'cyder.db'}")
    for name in ("first-look", "other"):
        store.create(
            name,
            scenario_text="",
            scenario_name="first-look.yaml",
            scenario_digest="",
            secret=b"s",
            teams=2,
            seeded=False,
        )
    yield DeskControl(store, tmp_path / "attachments")
    store.close()


_MADE: list[FastAPI] = []


def service(control: ControlPort) -> FastAPI:
    """Return the application in front of a control. It is made once: its routes take longer than most tests do."""
    if not _MADE:
        _MADE.append(create_app(control))
    _MADE[0].state.control = control
    return _MADE[0]


@pytest.fixture
def app(control: DeskControl) -> FastAPI:
    return service(control)


@pytest.fixture
def browser(app: FastAPI) -> Browser:
    return Browser(app)
