"""What an export has to know beside the report: whose it is, in which exercise, for which reader."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText, Noun
from cyder.model.evidence import IndicatorKind
from cyder.model.service import AttachedFile, FiledReport
from cyder.review.zones import in_zone
from cyder.scoring import Invalid, normalise

_AS_WRITTEN = {"file", "account", "user-agent", "subject"}
_DOTTED = {"ip", "domain", "url", "email"}


class Context(Noun):
    """Around a report: the exercise's name and title, the organisation, the team, where the clocks hang.

    `language` is ja or en; `zone` is the organisation's, for reports that do not name one of their own. `attachments`
    are the files that the team added, oldest first.
    """

    exercise: str
    title: LocalText
    organisation: LocalText
    domain: str
    team: str
    zone: str
    language: str
    attachments: tuple[AttachedFile, ...] = ()

    def say(self, text: LocalText) -> str:
        """Return a text in the reader's language."""
        return text.in_language(self.language)

    @property
    def subject(self) -> str:
        """Return what a report is about, on one line: that it is an exercise comes first."""
        mark = "【演習】" if self.language == "ja" else "[EXERCISE] "
        return f"{mark}{self.say(self.title)}"

    def key(self, filed: FiledReport) -> str:
        """Return what tells this version of this report from every other one."""
        return f"{self.exercise}/{self.team}/report/{filed.version}/{filed.received_at.isoformat()}"


def zone_of(filed: FiledReport, context: Context) -> ZoneInfo:
    """Return the zone in which a report's times are shown: its own, or the organisation's where it names none."""
    try:
        return ZoneInfo(filed.report.time_zone or context.zone)
    except (ValueError, OSError, KeyError):  # a name of no zone, of a folder, or with characters no name has
        return ZoneInfo(context.zone)


def canonical(kind: IndicatorKind, written: str) -> str | None:
    """Return a value for programs, in one spelling and not defanged; None: it is not one of its kind."""
    found = normalise(kind, written)
    if isinstance(found, Invalid):
        return None
    return written.strip() if kind in _AS_WRITTEN else found.value


def defanged(kind: IndicatorKind, written: str) -> str:
    """Return a value for people: an address or name that nothing turns into a link and nobody opens by mistake."""
    plain = canonical(kind, written)
    if plain is None or kind not in _DOTTED:
        return written
    scheme, found, rest = plain.partition("://")
    safe = scheme.replace("http", "hxxp") + found + rest if found else plain
    return safe.replace(".", "[.]").replace("@", "[@]")


def stamp(at: datetime, zone: ZoneInfo, language: str) -> str:
    """Return a moment as a form has it, to the second, in the form's time zone."""
    pattern = "%Y年%m月%d日 %H:%M:%S" if language == "ja" else "%Y-%m-%d %H:%M:%S"
    return in_zone(at, zone).strftime(pattern)
