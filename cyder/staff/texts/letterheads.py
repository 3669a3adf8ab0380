"""How a mail begins and ends, by who writes to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cyder.model.documents import Language
from cyder.staff.texts.thread import Relation

Direction = Literal["in", "out"]
"""To a member of staff from outside, or by a member of staff."""

LETTERHEADS: Mapping[Language, Mapping[tuple[Relation, Direction], str]] = {
    "ja": {
        ("mate", "out"): "{to}さん\n\nお疲れさまです。{from}です。\n\n{body}\n\nよろしくお願いします。",
        ("colleague", "out"): (
            "{to}さん\n\nお疲れさまです。{section}の{from}です。\n\n{body}\n\n{よろしくお願いします。|以上、よろしくお願いします。}"
        ),
        ("section", "out"): "課内各位\n\nお疲れさまです。{from}です。\n\n{body}\n\nよろしくお願いします。",
        ("firm", "out"): (
            "{firm}\n{to}様\n\nいつもお世話になっております。\n{office}{section}の{from}です。\n\n"
            "{body}\n\nよろしくお願いいたします。"
        ),
        ("firm", "in"): (
            "{office}　{section}\n{to}様\n\n{いつも|平素より}大変お世話になっております。\n"
            "{firm}の{from}でございます。\n\n{body}\n\n{何卒よろしくお願いいたします。|引き続きよろしくお願いいたします。}"
        ),
        ("authority", "out"): (
            "{firm}\n{to}様\n\nお世話になっております。\n{office}{section}の{from}です。\n\n{body}\n\nよろしくお願いします。"
        ),
        ("authority", "in"): (
            "{office}　{section}\n{to}様\n\nお世話になっております。\n{firm}の{from}です。\n\n"
            "{body}\n\n{お忙しいところ恐れ入りますが、よろしくお願いします。|よろしくお願いします。}"
        ),
        ("resident", "out"): "{to}様\n\n{office}{section}の{from}と申します。\n\n{body}\n\nよろしくお願いいたします。",
        ("resident", "in"): "{office}　{section}　御中\n\n{fullfrom}と申します。\n\n{body}\n\nよろしくお願いします。",
    },
    "en": {
        ("mate", "out"): "{Hi|Hello} {to},\n\n{body}\n\n{Thanks|Best regards}",
        ("colleague", "out"): "{Hello|Dear} {to},\n\n{body}\n\n{Best regards|Thanks}",
        ("section", "out"): "Dear all,\n\n{body}\n\nBest regards",
        ("authority", "out"): "Dear {to},\n\n{body}\n\n{Kind regards|Yours sincerely}",
        ("authority", "in"): "Dear {to},\n\n{body}\n\n{Kind regards|Yours sincerely}",
        ("overseas", "out"): "Dear {to},\n\n{body}\n\n{Kind regards|With best wishes}",
        ("overseas", "in"): "Dear {to},\n\n{body}\n\n{Kind regards|Best wishes|Yours sincerely}",
        ("resident", "out"): "Dear {to},\n\nThank you for writing to us.\n\n{body}\n\nYours sincerely",
        ("resident", "in"): "{Hello|Dear Sir or Madam},\n\n{body}\n\n{Thank you|Best regards}",
    },
}

REPLIES: Mapping[Language, Mapping[tuple[Relation, Direction], str]] = {
    "ja": {
        ("mate", "out"): "{to}さん\n\n{お疲れさまです。|}{from}です。\n\n{body}",
        ("colleague", "out"): "{to}さん\n\nお疲れさまです。{section}の{from}です。\n\n{body}",
        ("firm", "out"): "{to}様\n\nお世話になっております。{from}です。\n\n{body}\n\nよろしくお願いいたします。",
        ("firm", "in"): "{to}様\n\nお世話になっております。{from}です。\n\n{body}\n\nよろしくお願いいたします。",
        ("authority", "out"): "{to}様\n\nお世話になっております。{from}です。\n\n{body}\n\nよろしくお願いします。",
        ("authority", "in"): "{to}様\n\nお世話になっております。{from}です。\n\n{body}\n\nよろしくお願いします。",
        ("resident", "in"): "{to}様\n\n{fullfrom}です。\n\n{body}",
    },
    "en": {
        ("mate", "out"): "{Hi|Hello} {to},\n\n{body}",
        ("resident", "in"): "Dear {to},\n\n{body}\n\n{Thank you|Best regards}",
    },
}
"""Beginnings of mails from the second one of a thread on, where they differ from the first."""

SIGNATURES: Mapping[Language, tuple[str, ...]] = {
    "ja": (
        "-- \n{office}　{section}\n{fullfrom}\n電話 0000-10-0001（内線{ext}）\n{address}",
        "----------------------------------------\n"
        "{office} {section}　{fullfrom}\n内線 {ext}　{address}\n"
        "----------------------------------------",
        "=====================\n{fullfrom}\n{office}　{section}　内線{ext}\n=====================",
    ),
    "en": (
        "-- \n{fullfrom}\n{section}, {office}\nTelephone 0000-10-0001, extension {ext}\n{address}",
        "{fullfrom}\n{section}, {office}",
    ),
}  # fmt: skip
"""What members of staff put below their mails; everybody keeps to one."""

OUTSIDERS: Mapping[Language, str] = {
    "ja": "-- \n{firm}\n{fullfrom}\n電話 {phone}\n{address}",
    "en": "-- \n{fullfrom}\n{firm}\n{address}",
}
"""What firms and authorities put below theirs; residents sign with their name."""
