"""How a score line is written: points, formula and sentences, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText, show_duration
from cyder.model.score import Bucket, Quote, ScoreLine


def say(en: str, ja: str) -> LocalText:
    """Return one text in both languages."""
    return LocalText(en=en, ja=ja)


def same(text: str) -> LocalText:
    """Return what reads the same in both languages: values, log lines, words of a tool."""
    return LocalText(en=text, ja=text)


NOTHING = same("")
NO_REPORT = say("No report was filed before the end.", "終了までに報告が提出されませんでした。")
UNSAID = say("The scenario does not say what would be right.", "シナリオに正解が定められていません。")


def line(
    name: str,
    bucket: Bucket,
    title: LocalText,
    maximum: float,
    share: float,
    *,
    reason: LocalText,
    formula: str = "",
    inputs: Mapping[str, float] | None = None,
    matched: Iterable[LocalText] = (),
    missed: Iterable[LocalText] = (),
    wrong: Iterable[LocalText] = (),
    evidence: Iterable[Quote] = (),
    by: str = "auto",
) -> ScoreLine:
    """Return a line that earns a share (0 to 1) of its maximum, to a hundredth of a point."""
    earned = round(maximum * share, 2)
    return ScoreLine(
        id=name,
        bucket=bucket,
        title=title,
        maximum=maximum,
        earned=earned,
        reason=reason,
        formula=f"{formula} = {earned:g}" if formula else "",
        inputs={key: round(value, 6) for key, value in (inputs or {}).items()},
        matched=tuple(matched),
        missed=tuple(missed),
        wrong=tuple(wrong),
        evidence=tuple(dict.fromkeys(evidence)),
        by=by,
    )


def ungraded(
    name: str, bucket: Bucket, title: LocalText, reason: LocalText, *, evidence: Iterable[Quote] = ()
) -> ScoreLine:
    """Return a line that is not in the denominator, and why."""
    return line(name, bucket, title, 0.0, 0.0, reason=reason, evidence=evidence)


def number(value: float) -> str:
    """Return a number as a person reads it: three digits after the point at most."""
    return f"{round(value, 3):g}"


def count(how_many: int, one: str, more: str = "") -> str:
    """Return `1 mistake`, `2 mistakes`."""
    return f"{how_many} {one if how_many == 1 else more or one + 's'}"


def lasting(seconds: float) -> LocalText:
    """Return a length of time as people say it: `5m`, 「5分」."""
    units = (("h", "時間"), ("m", "分"), ("s", "秒"))
    ja = en = show_duration(seconds)
    for short, long in units:
        ja = ja.replace(short, long)
    return say(en, ja)


def wall_time(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment to the second, as the clocks on the walls of a zone show it."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"


def sentence(parts: Iterable[LocalText | None]) -> LocalText:
    """Return the parts that say something, as one sentence."""
    said = [part for part in parts if part is not None and part.en]
    return say("; ".join(part.en for part in said) + ".", "。".join(part.ja for part in said) + "。")


def joined(parts: Iterable[LocalText], en: str = "; ", ja: str = "、") -> LocalText:
    """Return texts one after another."""
    known = list(parts)
    return say(en.join(part.en for part in known), ja.join(part.ja for part in known))


def with_proof(text: LocalText, *, proved: bool) -> LocalText:
    """Return a right statement, marked where a log line is quoted for it that was found; that earns no points."""
    return say(f"{text.en} (with proof)", f"{text.ja}(根拠ログあり)") if proved else text


def aside(texts: Iterable[LocalText]) -> LocalText | None:
    """Return what was not counted, and why, as part of a sentence; None where everything was."""
    known = list(texts)
    if not known:
        return None
    told = joined(known, en=", ")
    return say(f"not counted: {told.en}", f"採点対象外: {told.ja}")
