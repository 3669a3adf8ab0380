"""Short words of rosters, registers and inventories."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.documents import Language

THINGS: tuple[tuple[str, int, int], ...] = (
    ("事務机", 24000, 68000), ("事務用椅子", 12000, 39000), ("ノート型パソコン", 98000, 176000),
    ("液晶ディスプレイ", 18000, 42000), ("シュレッダー", 36000, 148000), ("キャビネット", 28000, 74000),
    ("耐火金庫", 120000, 340000), ("ホワイトボード", 16000, 52000), ("プロジェクター", 58000, 190000),
    ("電話機", 9000, 26000), ("ラミネーター", 12000, 34000), ("折り畳み机", 14000, 31000),
    ("デジタルカメラ", 22000, 69000), ("レーザープリンター", 34000, 128000), ("裁断機", 15000, 47000),
)  # fmt: skip
"""What stands in an office, and what such a thing costs at least and at most, in yen."""

PLACES = ("執務室", "窓口", "第2会議室", "書庫", "打合せスペース")

WAYS: Mapping[Language, tuple[str, ...]] = {
    "ja": ("電話", "電話", "来庁", "メール", "投書"),
    "en": ("telephone", "visit", "mail", "letter"),
}
"""How residents say what they want."""

STATES: Mapping[Language, tuple[str, ...]] = {
    "ja": ("完了", "完了", "完了", "対応中"),
    "en": ("done", "done", "open"),
}

REMARKS: Mapping[Language, tuple[str, ...]] = {
    "ja": (*("",) * 8, "午後会議", "夜間窓口", "研修のため2名不在"),
    "en": (*("",) * 8, "meeting", "late opening"),
}
"""What a roster notes beside a day."""

REASONS: Mapping[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ja": (("単価の上昇", "更新時期の到来", "実績見込みによる"), ("対象件数の減", "実績見込みによる")),
    "en": (("prices went up", "renewal is due"), ("fewer cases", "as spent this year")),
}
"""Why a budget grows, and why it shrinks."""
