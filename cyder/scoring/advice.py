"""What a team is told at once about a report beside its syntax: what is still missing, and what cannot be meant so.

It depends on the report and on what the team knows anyway, never on what is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText
from cyder.model.form import place
from cyder.model.report import Report
from cyder.scoring.lines import say, wall_time
from cyder.scoring.normalise import Normal, normalise
from cyder.scoring.syntax import host, warnings

_SLACK = timedelta(minutes=1)
"""Clocks are not that exact."""
_STEP = re.compile(r"([a-z_]+)\[(\d+)\]")


@dataclass(frozen=True)
class Ground:
    """What the team knows anyway: what time it is and in which zone, since when the LAN stands, its machines."""

    now: datetime
    zone: ZoneInfo
    begun: datetime | None
    hosts: frozenset[str]


def advice(report: Report, ground: Ground) -> tuple[LocalText, ...]:
    """Return one sentence per thing worth another look; none of them keeps a report from being filed."""
    return (*doubts(report, ground), *_missing(report), *_claims(report))


def doubts(report: Report, ground: Ground) -> tuple[LocalText, ...]:
    """Return one sentence per value that can hardly be meant so."""
    return (*warnings(report), *_times(report, ground), *_hosts(report, ground))


def _missing(report: Report) -> Iterator[LocalText]:
    """Yield what a report of this stage should have, and has not."""
    detected, named = report.detected, report.assets or report.indicators
    if not (detected.at or detected.how):
        yield _lacks("detected", "when or how it was noticed", "検知日時または検知の経緯")
    if not named:
        yield _lacks("assets", "a machine or an indicator", "対象機器または痕跡情報")
    if not report.summary.strip():
        yield _lacks("summary", "a summary", "概要")
    if report.stage != "first" and report.classification.category is None:
        yield _lacks("classification.category", "what sort of incident it is", "事案の分類")
    if report.stage == "final":
        yield from _missing_at_the_end(report)
    for row, action in enumerate(report.actions):
        if action.at is None:
            yield _about(f"actions[{row}].at", "when was that done?", "対応した日時が空欄です")


def _missing_at_the_end(report: Report) -> Iterator[LocalText]:
    wanted = (
        (report.status, "status", "how far you are", "対応状況"),
        (report.classification.severity, "classification.severity", "how severe it is", "重大度"),
        (report.occurred.start, "occurred.start", "when it began", "発生期間の開始日時"),
        (report.timeline, "timeline", "a timeline", "経過"),
        (report.actions, "actions", "what you did", "実施した対応"),
        (report.data_impact.involved, "data_impact.involved", "whether data are concerned", "情報への影響の有無"),
        (report.root_cause.code, "root_cause.code", "the cause", "原因"),
    )
    for value, path, en, ja in wanted:
        if not value:
            yield _lacks(path, en, ja)


def _times(report: Report, ground: Ground) -> Iterator[LocalText]:
    for path, at in _moments(report):
        shown = wall_time(at, ground.zone)
        if at > ground.now + _SLACK:
            yield _about(path, f"{shown} is still to come", f"{shown}は未来の時刻です")
        elif ground.begun is not None and at < ground.begun - _SLACK:
            began = wall_time(ground.begun, ground.zone)
            yield _about(
                path,
                f"{shown} is before the exercise began ({began}); is the offset right?",
                f"{shown}は演習開始({began})より前です。時差は正しいですか",
            )
    for row, each in enumerate(report.timeline):
        if each.until is not None and each.until < each.at:
            yield _about(f"timeline[{row}].until", "it ended before it began", "終了日時が日時より前です")


def _moments(report: Report) -> Iterator[tuple[str, datetime]]:
    """Yield every time of a report with its place."""
    found: list[tuple[str, datetime | None]] = [
        ("detected.at", report.detected.at),
        ("occurred.start", report.occurred.start),
        ("occurred.end", report.occurred.end),
    ]
    for row, each in enumerate(report.timeline):
        found += [(f"timeline[{row}].at", each.at), (f"timeline[{row}].until", each.until)]
    found += [(f"actions[{row}].at", each.at) for row, each in enumerate(report.actions)]
    found += [(f"notifications[{row}].at", each.at) for row, each in enumerate(report.notifications)]
    yield from ((path, at) for path, at in found if at is not None)


def _hosts(report: Report, ground: Ground) -> Iterator[LocalText]:
    named = [(f"assets[{row}].host", each.host) for row, each in enumerate(report.assets)]
    named += [(f"timeline[{row}].host", each.host) for row, each in enumerate(report.timeline)]
    known = ", ".join(sorted(ground.hosts))
    for path, written in named:
        if written and not _is_address(written) and host(written) not in ground.hosts:
            yield _about(
                path,
                f"'{written}' is no machine that you were told of (known: {known})",
                f"「{written}」は知らされている機器名にありません(既知: {known})",
            )


def _is_address(text: str) -> bool:
    return isinstance(normalise("ip", text), Normal)


def _claims(report: Report) -> Iterator[LocalText]:
    """Yield the evidence for statements that the report does not make."""
    said = report.model_dump(exclude_defaults=True)
    for row, proof in enumerate(report.evidence):
        head = proof.claim.partition(".")[0]
        step = _STEP.fullmatch(head)
        made = said.get(step[1] if step else head)
        if not made or (step and (not isinstance(made, tuple) or int(step[2]) >= len(made))):
            yield _about(
                f"evidence[{row}].claim",
                f"the report says nothing at '{proof.claim}'; the first entry of the timeline is timeline[0]",
                f"報告に「{proof.claim}」の記述がありません。経過の1件目は timeline[0] です",
            )


def _lacks(path: str, en: str, ja: str) -> LocalText:
    return _about(path, f"{en} is still missing", f"{ja}が未記入です")


def _about(path: str, en: str, ja: str) -> LocalText:
    where = place(path)
    return say(f"{where.en} ({path}): {en}", f"{where.ja}({path}): {ja}")
