"""What a person types into the questionnaire, as a value of the report; or why it is none, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cyder.contracts.moments import moment
from cyder.model.base import LocalText
from cyder.model.form import Field, Section
from cyder.model.labels import LABELS
from cyder.model.report import Report
from cyder.scenario.guard import unprintable
from cyder.scoring import Ground
from cyder.scoring import doubts as found_in

_YES, _NO = {"yes", "y", "true", "はい"}, {"no", "n", "false", "いいえ"}
_RANGE = re.compile(r"(\d+)(?:\s*[-–~〜～]\s*(\d+))?")
_SEPARATORS = re.compile(r"[,、\s]+")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


class Unfit(Exception):
    """An answer that cannot be taken, and what would do."""

    def __init__(self, en: str, ja: str) -> None:
        super().__init__(en)
        self.text = LocalText(en=en, ja=ja)


def answer(field: Field, text: str, now: datetime, zone: tzinfo) -> Any:  # noqa: ANN401  whatever JSON can hold
    """Return a value as JSON has it.

    Raises:
        Unfit: it is no such value.
    """
    if unprintable(text):
        raise Unfit("there is a control character in it", "制御文字が含まれています")
    match field.kind:
        case "choice":
            return _choice(field, text)
        case "choices":
            return [_choice(field, word) for word in _SEPARATORS.split(text) if word]
        case "time":
            return _time(text, now, zone)
        case "flag":
            return _flag(text)
        case "range":
            return _range(text)
        case _:
            return text


def check(section: Section, value: object) -> None:
    """Hold what is filled in of a section against the report's rules; what is still missing is no fault.

    Raises:
        Unfit: something in it cannot be so.
    """
    for error in errors(section, value):
        if error["type"] != "missing":
            raise _unfit(error)


def missing(section: Section, row: Mapping[str, Any]) -> set[str]:
    """Return the fields that an entry of a list cannot be without, and is."""
    return {str(error["loc"][-1]) for error in errors(section, [dict(row)]) if error["type"] == "missing"}


def errors(section: Section, value: object) -> list[ErrorDetails]:
    """Return what the report's model has against a section."""
    try:
        Report.model_validate({section.name: value})
    except ValidationError as error:
        return error.errors()
    return []


def doubts(section: Section, value: object, ground: Ground) -> tuple[LocalText, ...]:
    """Return what can hardly be meant so in a section; entries that are not whole yet are taken with examples."""
    rows = [_whole(section, row) for row in value] if section.shape == "table" and isinstance(value, list) else value
    try:
        report = Report.model_validate({section.name: rows})
    except ValidationError:
        return ()
    return found_in(report, ground)


def _whole(section: Section, row: Mapping[str, Any]) -> dict[str, Any]:
    lacking = missing(section, row)
    return {**row, **{field.name: field.example.en for field in section.fields if field.name in lacking}}


def _choice(field: Field, text: str) -> str:
    words = list(LABELS[field.enum])
    plain = text.strip().translate(_WIDE)
    if plain.isdecimal() and 1 <= int(plain[:4]) <= len(words):
        return words[int(plain) - 1]
    for word, label in LABELS[field.enum].items():
        if plain.lower() in {word, label.en.lower(), label.ja.lower()}:
            return word
    raise Unfit(
        f"'{text[:40]}' is none of them; type a number from 1 to {len(words)}",
        f"「{text[:40]}」は選択肢にありません。1~{len(words)}の番号を入力してください",
    )


def _time(text: str, now: datetime, zone: tzinfo) -> str:
    found = moment(text, now, zone)
    if found is None:
        raise Unfit(
            f"'{text[:60]}' is no time; type 15:04 for today, 2026-11-23 15:04:05, or paste the line of the log",
            f"「{text[:60]}」は時刻として読めません。15:04(今日)、2026-11-23 15:04:05 のように入力するか、"
            "ログの行を貼り付けてください",
        )
    return found.isoformat()


def _flag(text: str) -> bool:
    plain = text.strip().lower()
    if plain not in _YES | _NO:
        raise Unfit("type y or n", "y(はい)または n(いいえ)を入力してください")
    return plain in _YES


def _range(text: str) -> dict[str, int]:
    found = _RANGE.fullmatch(text.strip().translate(_WIDE))
    if not found or len(text) > 40:
        raise Unfit("type a number, or two: 10-20", "件数または範囲を入力してください(例: 10-20)")
    least, most = int(found[1]), int(found[2] or found[1])
    return {"min": least, "max": most}


_FORMS = {
    "techniques": ("a technique is written T1110 or T1110.001", "手法は T1110 または T1110.001 の形で入力してください"),
    "claim": ("name the statement: timeline[0], summary, detected.at", "記述の場所を入力してください(例: timeline[0])"),
    "occurred": (
        "it cannot end before it begins, nor have an end and still go on",
        "終了日時が開始日時より前か、継続中なのに終了日時があります",
    ),
    "records": ("the second number must not be the smaller one", "上限が下限より小さくなっています"),
}


def _unfit(error: ErrorDetails) -> Unfit:
    """Return what a rule of the report says, in both languages."""
    known = next((_FORMS[str(part)] for part in reversed(error["loc"]) if part in _FORMS), None)
    if known and error["type"] in {"string_pattern_mismatch", "value_error"}:
        return Unfit(*known)
    context = error.get("ctx", {})
    if error["type"] == "string_too_long":
        most = context["max_length"]
        return Unfit(f"that is longer than {most} characters", f"{most}文字以内で入力してください")
    if error["type"] == "too_long":
        most = context["max_length"]
        return Unfit(f"there may be {most} at most", f"{most}件までです")
    return Unfit(f"that cannot be so: {error['msg']}", "この値は使えません")
