"""An exercise in memory that has hints and a rubric, and a report that was filed in it."""

from __future__ import annotations

from pathlib import Path

from cyder.exercise import conducting
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.raising import up
from cyder.exercise.reporting import submit_report
from cyder.exercise.voice import Silence
from cyder.model.report import AccountClaim, Happening, Indicator, Report
from cyder.replay.clock import JUMP
from tests.bare import bare
from tests.unit.scoring.ledgers import at

MORE = """
hints:
  where:
    title: {en: Where to look, ja: どこを見るか}
    text: {en: Read mail.log for $victim, ja: "mail.logで$victimを調べる"}
    about: accounts
    cost: 0.5
rubric:
  summary:
    title: {en: Summary, ja: 概要}
    anchors:
      0: {en: none, ja: 記載なし}
      50: {en: what happened, ja: 事象のみ}
      100: {en: what and why, ja: 事象と原因}
"""


def begun(desk: Desk, folder: Path, *, teams: int = 2) -> Exercise:
    """Return an exercise whose LANs stand."""
    file = folder / "judged.yaml"
    file.write_text(bare("first-look", "hints", "rubric") + MORE, "utf-8")
    return up(desk, str(file), teams=teams, name="judged", seed=None, voice=Silence())


def ended(desk: Desk, folder: Path, *, copied: bool = False) -> Exercise:
    """Return an exercise that was played to its end; team1 named what it was to name, team2 perhaps the same."""
    exercise = begun(desk, folder)

    def report() -> None:
        values = exercise.resolved("team1").values
        filed = Report(
            summary="somebody guesses passwords",
            indicators=(Indicator(kind="ip", value=values["source"]),),
            accounts=(AccountClaim(account=values["victim"]),),
            timeline=(Happening(type="login", at=at(0)),),
        )
        for team in ("team1", "team2") if copied else ("team1",):
            submit_report(exercise, team, filed, author=team)

    conducting.conduct(exercise, speed=JUMP, voice=Silence(), players={"team1": report})
    return exercise
