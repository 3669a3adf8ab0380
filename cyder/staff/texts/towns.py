"""The towns of a city that does not exist, and houses and flats in them."""

from __future__ import annotations

TOWNS: tuple[tuple[str, str, int], ...] = (
    ("虹見町", "Nijimi-cho", 4), ("彩ヶ森", "Saigamori", 3), ("東彩台", "Higashi-Saidai", 5),
    ("西彩台", "Nishi-Saidai", 4), ("音無小路", "Otonashikoji", 2), ("花待町", "Hanamachi-cho", 3),
    ("千鳥辻", "Chidoritsuji", 2), ("月読橋", "Tsukuyomibashi", 3), ("風待坂", "Kazamachizaka", 2),
    ("雲居町", "Kumoi-cho", 3), ("蛍見沢", "Hotarumizawa", 4), ("水鏡町", "Mizukagami-cho", 3),
    ("白妙台", "Shirotaedai", 5), ("朝凪町", "Asanagi-cho", 4), ("夕映町", "Yubae-cho", 3),
    ("糸巻町", "Itomaki-cho", 2), ("早苗原", "Sanaehara", 6), ("鐘ノ下", "Kanenoshita", 2),
    ("琴弾町", "Kotohiki-cho", 3), ("栗花落", "Tsuyuri", 2),
)  # fmt: skip
"""Kanji, Roman letters, and how many chome the town has; its place here is its postcode."""

FLATS: tuple[tuple[str, str], ...] = (
    ("コーポ{}", "Corpo {}"), ("メゾン{}", "Maison {}"), ("{}ハイツ", "{} Heights"), ("第二{}荘", "Dai-2 {}-so"),
    ("グリーンコート{}", "Green Court {}"), ("市営{}住宅", "{} Municipal Flats"),
)  # fmt: skip
"""Names of blocks of flats, with a gap for the town's."""

CHOME = "〇一二三四五六七八九"
"""Numerals of chome as registers write them."""

PROVIDERS: tuple[str, ...] = ("hibari-mail.example", "post-box.example", "saino-net.example", "mobile-post.example")
"""Whose mailboxes residents have."""

NEWCOMERS: tuple[tuple[str, str], ...] = (
    ("Daniel Osei", "d.osei"), ("Mei Ling Chua", "meiling.chua"), ("Ana Ribeiro", "ana.ribeiro"),
    ("Thomas Keller", "t.keller"), ("Nguyen Thi Lan", "lan.nguyen"), ("Priya Nair", "priya.nair"),
    ("Jakub Nowak", "j.nowak"), ("Fatima Rahman", "fatima.rahman"), ("Carlos Vega", "c.vega"),
    ("Sofia Lind", "sofia.lind"), ("Kofi Mensah", "k.mensah"), ("Emma Doyle", "emma.doyle"),
)  # fmt: skip
"""Residents who write in English, and their mailboxes."""
