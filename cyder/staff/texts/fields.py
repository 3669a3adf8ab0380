"""Which field of work a department is in, by its name, and what matters it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from cyder.staff.texts.matter import Matter
from cyder.staff.texts.matters_affairs import GENERAL_AFFAIRS, INFORMATION, PLANNING
from cyder.staff.texts.matters_money import ACCOUNTING, TAX
from cyder.staff.texts.matters_people import RESIDENTS, WELFARE
from cyder.staff.texts.matters_works import EDUCATION, WORKS

Field = Literal[
    "affairs", "planning", "information", "tax", "accounting", "residents", "welfare", "works", "education", "any"
]  # fmt: skip
"""`any` is the field of a department whose name tells nothing."""

MATTERS: Mapping[Field, tuple[Matter, ...]] = {
    "affairs": GENERAL_AFFAIRS,
    "planning": PLANNING,
    "information": INFORMATION,
    "tax": TAX,
    "accounting": ACCOUNTING,
    "residents": RESIDENTS,
    "welfare": WELFARE,
    "works": WORKS,
    "education": EDUCATION,
    "any": (),
}
"""What each field is busy with beside what all are busy with."""

_NAMES: tuple[tuple[str, Field], ...] = (
    (r"税|zei|tax|revenue", "tax"),
    (r"会計|財政|経理|kaikei|zaisei|account|financ|treasur", "accounting"),
    (r"情報|デジタル|joho|jouhou|digital|information|\bict?\b|\bit\b", "information"),
    (r"福祉|健康|保健|介護|子育|こども|fukushi|kenko|hoken|welfare|health|care|child", "welfare"),
    (r"教育|学校|図書|kyoiku|gakko|education|school|librar", "education"),
    (
        r"建設|土木|都市|道路|水道|環境|建築|kensetsu|doboku|toshi|suido|kankyo|works|construct|water|environment",
        "works",
    ),
    (r"企画|政策|広報|観光|産業|商工|kikaku|seisaku|koho|kanko|planning|policy|public rel|touris|industr", "planning"),
    (r"市民|住民|戸籍|窓口|町民|shimin|jumin|juumin|madoguchi|resident|citizen", "residents"),
    (r"総務|人事|庶務|管財|秘書|soumu|somu|jinji|general|personnel|human", "affairs"),
)
"""What a name contains, and the field it tells of; the first that fits counts."""


def field_of(slug: str, ja: str, en: str) -> Field:
    """Return the field of work of a department with these names."""
    name = f"{slug} {ja} {en}".lower()
    return next((field for pattern, field in _NAMES if re.search(pattern, name)), "any")
