"""What the API needs done while a report is written: use cases, one method each."""

from __future__ import annotations

from typing import Protocol
from zoneinfo import ZoneInfo

from cyder.model.draft import Draft, DraftText
from cyder.model.report import Acknowledgement, Report
from cyder.model.service import AttachedFile, FiledReport
from cyder.review.differences import Difference


class WritingPort(Protocol):
    """The use cases around a team's report."""

    def zone(self, exercise: str) -> ZoneInfo:
        """Return the organisation's time zone."""
        ...

    def submit_report(
        self, exercise: str, team: str, report: Report, *, author: str, key: str | None, language: str
    ) -> Acknowledgement:
        """File the next version of a report; it is on disk on return, and the same key files it once.

        Raises:
            Refused: no report can be filed now.
        """
        ...

    def check_quotes(self, exercise: str, team: str, version: int) -> None:
        """Look for the log lines that a version quotes; nothing is told, and failing is no failure."""
        ...

    def reports(self, exercise: str, team: str) -> list[FiledReport]:
        """Return a team's versions, oldest first."""
        ...

    def report(self, exercise: str, team: str, version: int) -> FiledReport:
        """Return one version.

        Raises:
            NotFound: there is none of that number.
        """
        ...

    def differences(self, exercise: str, team: str, old: int, new: int) -> tuple[Difference, ...]:
        """Return what changed from one version to another.

        Raises:
            NotFound: one of them does not exist.
        """
        ...

    def draft(self, exercise: str, team: str, *, language: str) -> Draft:
        """Return what a team has written so far; blank if nothing."""
        ...

    def save_draft(self, exercise: str, team: str, draft: DraftText, *, author: str, language: str) -> Draft:
        """Save what a team has written so far, whether or not it can be filed.

        Raises:
            Refused: somebody else has saved since.
        """
        ...

    def attach(self, exercise: str, team: str, name: str, content: bytes, *, author: str) -> AttachedFile:
        """Add a file to what a team reports.

        Raises:
            Refused: not now, no room, or the name is taken.
            BadInput: its kind is not taken.
        """
        ...

    def attachments(self, exercise: str, team: str) -> list[AttachedFile]:
        """Return the files that a team added, oldest first."""
        ...

    def attachment(self, exercise: str, team: str, name: str) -> tuple[AttachedFile, bytes]:
        """Return one file and its bytes.

        Raises:
            NotFound: there is none of that name.
        """
        ...
