"""What a control does while a report is written, over a real store and without LANs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cyder.errors import NotFound, Refused
from cyder.model.draft import Draft, DraftText
from cyder.model.ledger import Attached, Filed
from cyder.model.service import AttachedFile, FiledReport
from cyder.review.differences import Difference, differences
from cyder.store import Store
from cyder.store.files import Files


@dataclass
class WritingControl:
    """Versions, drafts and files of teams; `checked` are the versions whose quotes were to be looked for."""

    store: Store
    folder: Path
    checked: list[tuple[str, str, int]] = field(default_factory=list)

    def zone(self, exercise: str) -> ZoneInfo:
        self.store.find(exercise)
        return ZoneInfo("Asia/Tokyo")

    def check_quotes(self, exercise: str, team: str, version: int) -> None:
        self.checked.append((exercise, team, version))

    def reports(self, exercise: str, team: str) -> list[FiledReport]:
        entries = self.store.ledger(self.store.find(exercise)).entries(team=team)
        filed = [(entry.at, entry.body) for entry in entries if isinstance(entry.body, Filed)]
        return [FiledReport(version=body.version, received_at=at, report=body.report) for at, body in filed]

    def report(self, exercise: str, team: str, version: int) -> FiledReport:
        found = next((each for each in self.reports(exercise, team) if each.version == version), None)
        if found is None:
            raise NotFound("no such version")
        return found

    def differences(self, exercise: str, team: str, old: int, new: int) -> tuple[Difference, ...]:
        return differences(self.report(exercise, team, old).report, self.report(exercise, team, new).report)

    def draft(self, exercise: str, team: str, *, language: str) -> Draft:
        found = self.store.drafts(self.store.find(exercise)).read(team)
        return found.model_copy(update={"warnings": (language,)})

    def save_draft(self, exercise: str, team: str, draft: DraftText, *, author: str, language: str) -> Draft:
        drafts = self.store.drafts(self.store.find(exercise))
        saved, done = drafts.save(team, draft.text, author=author, base=draft.base)
        if not done:
            raise Refused(f"{saved.author} saved revision {saved.revision}")
        return saved.model_copy(update={"warnings": (language,)})

    def attach(self, exercise: str, team: str, name: str, content: bytes, *, author: str) -> AttachedFile:
        sha256 = Files(self.folder).keep(content)
        body = Attached(name=name, media_type="text/html", size=len(content), sha256=sha256)
        self.store.ledger(self.store.find(exercise)).append(body, team=team, author=author)
        return AttachedFile(**body.model_dump(exclude={"kind"}), attached_at=datetime.now(UTC))

    def attachments(self, exercise: str, team: str) -> list[AttachedFile]:
        entries = self.store.ledger(self.store.find(exercise)).entries(team=team)
        added = [(entry.at, entry.body) for entry in entries if isinstance(entry.body, Attached)]
        return [AttachedFile(**body.model_dump(exclude={"kind"}), attached_at=at) for at, body in added]

    def attachment(self, exercise: str, team: str, name: str) -> tuple[AttachedFile, bytes]:
        found = next((each for each in self.attachments(exercise, team) if each.name == name), None)
        if found is None:
            raise NotFound("no such attachment")
        return found, Files(self.folder).read(found.sha256)
