"""What the API may ask for while a report is written: drafts, versions, files; one method each."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from cyder.exercise.attaching import attach_file, attached_file, attached_files
from cyder.exercise.desk import Desk
from cyder.exercise.drafting import read_draft, save_draft
from cyder.exercise.quoting import check_quotes_if_possible
from cyder.exercise.reporting import filed_report, filed_reports, submit_report
from cyder.model.draft import Draft, DraftText
from cyder.model.report import Acknowledgement, Report
from cyder.model.service import AttachedFile, FiledReport
from cyder.review.differences import Difference, differences


class Writing:
    """The use cases around a team's report."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def zone(self, exercise: str) -> ZoneInfo:
        """Return the organisation's time zone."""
        return self._desk.exercise(exercise).zone

    def submit_report(
        self, exercise: str, team: str, report: Report, *, author: str, key: str | None, language: str
    ) -> Acknowledgement:
        """File a report."""
        return submit_report(self._desk.exercise(exercise), team, report, author=author, key=key, language=language)

    def check_quotes(self, exercise: str, team: str, version: int) -> None:
        """Look for the log lines that a version quotes, if the machines can be asked."""
        check_quotes_if_possible(self._desk.exercise(exercise), team, version)

    def reports(self, exercise: str, team: str) -> list[FiledReport]:
        """Return a team's versions, oldest first."""
        return filed_reports(self._desk.exercise(exercise), team)

    def report(self, exercise: str, team: str, version: int) -> FiledReport:
        """Return one version."""
        return filed_report(self._desk.exercise(exercise), team, version)

    def differences(self, exercise: str, team: str, old: int, new: int) -> tuple[Difference, ...]:
        """Return what changed from one version to another."""
        found = self._desk.exercise(exercise)
        return differences(filed_report(found, team, old).report, filed_report(found, team, new).report)

    def draft(self, exercise: str, team: str, *, language: str) -> Draft:
        """Return what a team has written so far."""
        return read_draft(self._desk.exercise(exercise), team, language=language)

    def save_draft(self, exercise: str, team: str, draft: DraftText, *, author: str, language: str) -> Draft:
        """Save what a team has written so far."""
        return save_draft(self._desk.exercise(exercise), team, draft, author=author, language=language)

    def attach(self, exercise: str, team: str, name: str, content: bytes, *, author: str) -> AttachedFile:
        """Add a file."""
        return attach_file(self._desk.exercise(exercise), team, name, content, author=author)

    def attachments(self, exercise: str, team: str) -> list[AttachedFile]:
        """Return the files that a team added."""
        return attached_files(self._desk.exercise(exercise), team)

    def attachment(self, exercise: str, team: str, name: str) -> tuple[AttachedFile, bytes]:
        """Return one file and its bytes."""
        return attached_file(self._desk.exercise(exercise), team, name)
