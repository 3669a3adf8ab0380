"""What each version of a team's report says that the one before did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText
from cyder.model.labels import label
from cyder.model.report import (
    AccountClaim,
    ActionTaken,
    Asset,
    Classification,
    DataImpact,
    Happening,
    Indicator,
    Notification,
    Report,
)
from cyder.model.review import Version
from cyder.review.aar.story import Story
from cyder.scoring.lines import same, say


def versions(story: Story) -> tuple[Version, ...]:
    """Return the versions, oldest first; times are in the organisation's zone."""
    zone = ZoneInfo(story.side.scenario.organisation.time_zone)
    found: list[Version] = []
    before: list[LocalText] = []
    for entry, body in story.filed:
        said = list(statements(body.report, zone))
        found.append(
            Version(
                version=body.version,
                stage=body.report.stage,
                at=entry.at,
                clock=story.clock(entry.at) if entry.clock is None else entry.clock,
                added=tuple(one for one in said if one not in before),
                summary=body.report.summary,
            )
        )
        before = said
    return tuple(found)


def statements(report: Report, zone: ZoneInfo) -> Iterator[LocalText]:
    """Yield every statement of a report as a short text; free text is left out, it is shown as written."""
    if report.status:
        yield _labelled(say("Status", "状況"), label("status", report.status))
    yield from _classification(report.classification)
    if report.detected.how:
        yield _labelled(say("Noticed by", "検知の経緯"), label("detection", report.detected.how))
    yield from map(_asset, report.assets)
    yield from map(_account, report.accounts)
    yield from map(_indicator, report.indicators)
    yield from (_happening(one, zone) for one in report.timeline)
    for technique in report.techniques:
        yield _labelled(say("Technique", "攻撃手法"), same(technique))
    yield from _data(report.data_impact)
    yield from (_action(one, zone) for one in report.actions)
    if report.root_cause.code:
        yield _labelled(say("Root cause", "根本原因"), label("root_cause", report.root_cause.code))
    yield from map(_notification, report.notifications)
    for lesson in report.lessons:
        yield _labelled(say("Lesson", "教訓"), same(lesson))
    if report.evidence:
        number = len(report.evidence)
        yield say(f"Log lines quoted: {number}", f"引用したログ: {number}行")


def _labelled(name: LocalText, value: LocalText) -> LocalText:
    return say(f"{name.en}: {value.en}", f"{name.ja}: {value.ja}")


def _with(text: str, note: LocalText) -> LocalText:
    return say(f"{text} ({note.en})", f"{text}({note.ja})")


def _classification(found: Classification) -> Iterator[LocalText]:
    for name, enum, value in (
        (say("Category", "分類"), "category", found.category),
        (say("Severity", "深刻度"), "severity", found.severity),
        (say("Way in", "侵入経路"), "vector", found.vector),
        (say("Determination", "判定"), "determination", found.determination),
    ):
        if value:
            yield _labelled(name, label(enum, value))
    for other in found.also:
        yield _labelled(say("Also", "副分類"), label("category", other))


def _asset(one: Asset) -> LocalText:
    return _labelled(say("Machine", "機器"), _with(one.host, label("asset_role", one.role)))


def _account(one: AccountClaim) -> LocalText:
    return _labelled(say("Account", "アカウント"), _with(one.account, label("account_state", one.state)))


def _indicator(one: Indicator) -> LocalText:
    kind = label("indicator_kind", one.kind)
    sure = label("confidence", one.confidence)
    return say(f"{kind.en}: {one.value} ({sure.en})", f"{kind.ja}: {one.value}({sure.ja})")


def _happening(one: Happening, zone: ZoneInfo) -> LocalText:
    return _labelled(label("timeline_kind", one.type), same(" ".join(filter(None, (_at(one.at, zone), one.host)))))


def _action(one: ActionTaken, zone: ZoneInfo) -> LocalText:
    done = _at(one.at, zone) if one.at else ""
    target = label("recipient", one.target) if one.kind == "notify" else same(one.target)
    return _labelled(
        label("action_kind", one.kind), say(f"{target.en} {done}".rstrip(), f"{target.ja} {done}".rstrip())
    )


def _notification(one: Notification) -> LocalText:
    return _labelled(say("Told", "連絡先"), label("recipient", one.to))


def _data(one: DataImpact) -> Iterator[LocalText]:
    if one.involved:
        yield _labelled(say("Data", "情報への影響"), label("involvement", one.involved))
    for kind in one.kinds:
        yield _labelled(say("Kind of data", "情報の種類"), label("data_kind", kind))
    if one.records:
        yield _labelled(say("Records", "件数"), same(str(one.records)))
    if one.legal_report_needed is not None:
        needed = say("yes", "必要") if one.legal_report_needed else say("no", "不要")
        yield _labelled(say("Report required by law", "法令に基づく報告"), needed)


def _at(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%H:%M:%S")
