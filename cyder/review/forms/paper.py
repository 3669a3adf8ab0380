"""A report as the sheet of paper that people file: a head, then numbered parts; what is blank is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from cyder.model.attack import TECHNIQUES, current
from cyder.model.base import LocalText, Noun
from cyder.model.evidence import IndicatorKind
from cyder.model.form import Field, Section, place, section
from cyder.model.labels import label
from cyder.model.report import Indicator, Records
from cyder.model.service import FiledReport
from cyder.review.forms.context import Context, canonical, defanged, stamp, zone_of

Shape = Literal["prose", "facts", "list", "table"]
ORDER = (
    *("occurred", "detected", "summary", "classification", "assets", "accounts", "data_impact", "timeline"),
    *("indicators", "techniques", "root_cause", "actions", "notifications", "lessons", "evidence"),
)
"""The parts in the order of a Japanese incident report; stage, status, reporter and time zone stand in the head."""

_TITLE = LocalText(en="Security incident report", ja="情報セキュリティインシデント報告書")
_BANNER = LocalText(en="EXERCISE: nothing in this report is real", ja="演習:本報告書の内容は全て架空のものです")
_HEAD = {
    "subject": LocalText(en="Subject", ja="件名"),
    "organisation": LocalText(en="Organisation", ja="組織名"),
    "team": LocalText(en="Team", ja="チーム"),
    "version": LocalText(en="Version", ja="版"),
    "received": LocalText(en="Received", ja="受付日時"),
}
_NUMBER = LocalText(en="No.", ja="番号")
_ATTACHMENTS = LocalText(en="Attachments", ja="添付ファイル")
_OF_A_FILE = (
    LocalText(en="File name", ja="ファイル名"),
    LocalText(en="Bytes", ja="サイズ(バイト)"),
    LocalText(en="Attached at", ja="添付日時"),
    LocalText(en="SHA-256", ja="SHA-256"),
)


class Part(Noun):
    """One numbered part. `columns` are field names, for facts those of the rows; `header` heads a table."""

    name: str
    heading: str
    shape: Shape
    columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    prose: str = ""


class Paper(Noun):
    """A whole sheet: title, the word that it is an exercise, a head of labels and values, parts."""

    title: str
    banner: str
    head: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def paper(filed: FiledReport, context: Context) -> Paper:
    """Return a report as it is put on paper, in the reader's language."""
    made = _Writing(filed, context)
    stage = context.say(label("stage", filed.report.stage))
    title = context.say(_TITLE)
    return Paper(
        title=f"{title}({stage})" if context.language == "ja" else f"{title}: {stage[0].lower()}{stage[1:]}",
        banner=context.say(_BANNER),
        head=tuple(made.head()),
        parts=(
            *(part for name in ORDER if (part := made.part(section(name))) is not None),
            *([made.attachments()] if context.attachments else []),
        ),
    )


class _Writing:
    """One report being written down."""

    def __init__(self, filed: FiledReport, context: Context) -> None:
        self._filed, self._context, self._zone = filed, context, zone_of(filed, context)

    def head(self) -> Iterator[tuple[str, str]]:
        """Yield what stands above the parts."""
        filed, say = self._filed, self._context.say
        yield say(_HEAD["subject"]), self._context.subject
        yield say(_HEAD["organisation"]), say(self._context.organisation)
        yield say(_HEAD["team"]), self._context.team
        yield say(_HEAD["version"]), str(filed.version)
        yield say(_HEAD["received"]), stamp(filed.received_at, self._zone, self._context.language)
        if filed.report.status:
            yield say(section("status").label), say(label("status", filed.report.status))
        reporter = section("reporter")
        for name, value in filed.report.reporter:
            if value:
                yield f"{say(reporter.label)}: {self._called(reporter, name)}", value
        yield say(section("time_zone").label), str(self._zone)

    def part(self, found: Section) -> Part | None:
        """Return a part; None: nothing of it is filled in."""
        value = getattr(self._filed.report, found.name)
        match found.shape:
            case "value":
                part = self._part(found, "prose", prose=value)
            case "values":
                lines = map(_technique, value) if found.name == "techniques" else value
                part = self._part(found, "list", rows=tuple((line,) for line in lines))
            case "group":
                part = self._facts(found, value)
            case "table":
                part = self._table(found, value)
        return part if part.rows or part.prose else None

    def attachments(self) -> Part:
        """Return the part that says which files belong to the report; the files themselves stay where they are."""
        files = [
            (each.name, f"{each.size:,}", stamp(each.attached_at, self._zone, self._context.language), each.sha256)
            for each in self._context.attachments
        ]
        return Part(
            name="attachments",
            heading=self._context.say(_ATTACHMENTS),
            shape="table",
            columns=("number", "value", "size", "at", "quote"),
            header=tuple(map(self._context.say, (_NUMBER, *_OF_A_FILE))),
            rows=tuple((str(number), *row) for number, row in enumerate(files, 1)),
        )

    def _facts(self, found: Section, value: Noun) -> Part:
        used = [field for field in found.fields if not _blank(field, getattr(value, field.name))]
        rows = [(self._context.say(each.label), self._shown(each, value)) for each in used]
        return self._part(found, "facts", columns=tuple(each.name for each in used), rows=tuple(rows))

    def _table(self, found: Section, items: tuple[Noun, ...]) -> Part:
        """Return a table whose rows are numbered as evidence counts them, with those columns that hold something."""
        used = [each for each in found.fields if any(not _blank(each, getattr(item, each.name)) for item in items)]
        rows = [(str(number), *(self._shown(each, item) for each in used)) for number, item in enumerate(items, 1)]
        return self._part(
            found,
            "table",
            columns=("number", *(each.name for each in used)),
            header=(self._context.say(_NUMBER), *(self._context.say(each.label) for each in used)),
            rows=tuple(rows),
        )

    def _part(self, found: Section, shape: Shape, **what: Any) -> Part:  # noqa: ANN401  the fields of a part
        return Part(name=found.name, heading=self._context.say(found.label), shape=shape, **what)

    def _shown(self, field: Field, item: Noun) -> str:
        value = getattr(item, field.name)
        match field.name, value:
            case _ if _blank(field, value):
                return ""
            case _, datetime():
                return stamp(value, self._zone, self._context.language)
            case "value", str() if isinstance(item, Indicator):
                return defanged(item.kind, value)
            case "target", str():
                return _target(value)
            case "claim", str():
                shown = place(value)
            case _, Records():
                shown = field.shown(value.model_dump())
            case _:
                shown = field.shown(value)
        return self._context.say(shown)

    def _called(self, found: Section, name: str) -> str:
        field = found.field(name)
        return self._context.say(field.label) if field else name


def _blank(field: Field, value: object) -> bool:
    """Return whether nobody filled it in; that it does not go on is what everybody takes for granted."""
    return value is None or value in ("", ()) or (field.name == "ongoing" and not value)


def _technique(id: str) -> str:
    known = TECHNIQUES.get(current(id))
    return f"{id} {known.name}" if known else id


def _target(written: str) -> str:
    """Return what an action was done to, as nobody opens it by mistake."""
    kinds: tuple[IndicatorKind, ...] = ("ip", "url", "email")
    kind = next((each for each in kinds if canonical(each, written)), "domain" if "." in written else "account")
    return defanged(kind, written)
