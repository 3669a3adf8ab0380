"""What a town hall buys, hires and has done; and the lines of its budget."""

from __future__ import annotations

from typing import NamedTuple


class Purchase(NamedTuple):
    """A job and its items (what, how many as in `wording`, unit, yen for one); `trade` is an index of the vendors."""

    ja: str
    en: str
    trade: int
    items: tuple[tuple[str, str, str, str, int], ...]
    """Japanese name, English name, number, unit, yen."""
    only: str = ""
    """The fields of work that need it; empty: all."""


PURCHASES: tuple[Purchase, ...] = (
    Purchase("窓あき封筒の印刷", "Printing of window envelopes", 0, (
        ("窓あき封筒（長形3号）", "Envelopes, long 3", "{5000..20000/1000}", "枚", 6),
        ("返信用封筒（長形4号）", "Reply envelopes, long 4", "{3000..9000/1000}", "枚", 5),
    )),
    Purchase("啓発チラシの印刷", "Printing of leaflets", 0, (
        ("A4両面カラー（コート紙90kg）", "A4, two-sided, colour", "{2000..12000/500}", "部", 9),
        ("A2ポスター", "A2 posters", "{50..200/10}", "枚", 320),
    )),
    Purchase("通知書の封入封緘業務", "Folding and mailing of notices", 0, (
        ("通知書の印字及び折り", "Printing and folding", "{8000..30000/1000}", "通", 8),
        ("封入封緘（3点）", "Inserting, three pieces", "{8000..30000/1000}", "通", 6),
        ("宛名データの加工", "Preparing the addresses", "1", "式", 85000),
    ), only="tax residents welfare affairs"),
    Purchase("業務用パソコンの賃貸借", "Lease of office computers", 1, (
        ("ノート型パソコン（賃貸借60か月）", "Notebooks, 60 months", "{12..80/4}", "台", 142000),
        ("初期設定及び設置", "Setting up", "{12..80/4}", "台", 9800),
    )),
    Purchase("業務システムの改修", "Changes to an office system", 2, (
        ("帳票様式の変更", "Changed forms", "{2..6}", "帳票", 88000),
        ("動作試験及び立会い", "Testing", "{2..5}", "人日", 62000),
    )),
    Purchase("複合機の賃貸借及び保守", "Copier lease and service", 3, (
        ("デジタル複合機（月額）", "Copier, a month", "{12|24|36|60}", "か月", 14800),
        ("モノクロ印刷", "Black pages", "{40000..120000/10000}", "枚", 1),
        ("カラー印刷", "Colour pages", "{4000..16000/1000}", "枚", 9),
    )),
    Purchase("空調設備の保守点検", "Service of the air conditioning", 4, (
        ("空調機の点検（冷房切替）", "Check before summer", "{8..24}", "台", 12500),
        ("フィルターの清掃", "Cleaning of filters", "{16..60/4}", "枚", 1800),
    ), only="affairs education"),
    Purchase("機械警備業務", "Alarm monitoring", 5, (
        ("機械警備（月額）", "Monitoring, a month", "12", "か月", 38000),
        ("緊急出動", "Call-outs", "{1..4}", "回", 9000),
    ), only="affairs education"),
    Purchase("事務用品の購入", "Stationery", 6, (
        ("コピー用紙A4（5,000枚）", "A4 paper, 5,000 sheets", "{20..120/10}", "箱", 2650),
        ("フラットファイル（10冊）", "Flat files, 10", "{10..40/5}", "袋", 480),
        ("ボールペン黒（10本）", "Pens, black, 10", "{5..20}", "箱", 720),
        ("付箋紙（75×75）", "Sticky notes", "{10..40/5}", "個", 210),
    )),
    Purchase("測量及び詳細設計業務", "Survey and design", 7, (
        ("現地測量", "Survey", "{120..900/10}", "m", 1450),
        ("詳細設計", "Design", "1", "式", 1280000),
    ), only="works"),
    Purchase("区画線の塗替工事", "Road markings", 8, (
        ("外側線（幅15cm）", "Edge lines, 15 cm", "{400..2600/100}", "m", 390),
        ("横断歩道", "Crossings", "{2..9}", "か所", 68000),
    ), only="works"),
    Purchase("庁舎清掃業務", "Cleaning of the building", 9, (
        ("日常清掃（月額）", "Daily cleaning, a month", "12", "か月", 264000),
        ("床面洗浄及びワックス", "Floors, washed and waxed", "{2|3|4}", "回", 118000),
    ), only="affairs education"),
    Purchase("バスの借上げ", "Hire of a bus", 10, (
        ("中型バス（運転手付き、1日）", "Bus with driver, a day", "{1..6}", "台", 78000),
        ("有料道路の通行料", "Tolls", "1", "式", 12400),
    ), only="education planning welfare"),
    Purchase("学校給食調理業務", "School catering", 11, (
        ("調理業務（月額）", "Cooking, a month", "11", "か月", 1940000),
        ("衛生検査", "Hygiene tests", "{11|22}", "回", 26000),
    ), only="education"),
    Purchase("見守り訪問事業", "Visits to old people", 12, (
        ("訪問（1世帯）", "Visits", "{240..960/20}", "回", 1650),
        ("報告書の作成", "Reports", "12", "か月", 24000),
    ), only="welfare"),
)  # fmt: skip

BUDGET: tuple[tuple[str, str, str, str, int, int], ...] = (
    ("1", "報酬", "会計年度任用職員報酬", "Fixed-term staff", 1800, 9600),
    ("3", "職員手当等", "時間外勤務手当", "Overtime", 900, 5200),
    ("7", "報償費", "講師謝礼", "Lecturers", 40, 420),
    ("8", "旅費", "普通旅費", "Travel", 60, 480),
    ("10", "需用費", "消耗品費", "Supplies", 240, 1900),
    ("10", "需用費", "印刷製本費", "Printing", 180, 2400),
    ("10", "需用費", "修繕料", "Repairs", 90, 1600),
    ("10", "需用費", "光熱水費", "Power and water", 300, 4200),
    ("11", "役務費", "通信運搬費（郵便料）", "Postage", 220, 6800),
    ("11", "役務費", "手数料", "Charges", 30, 620),
    ("12", "委託料", "システム保守委託料", "System maintenance", 640, 8800),
    ("12", "委託料", "封入封緘業務委託料", "Mailing", 150, 1300),
    ("12", "委託料", "清掃業務委託料", "Cleaning", 210, 3400),
    ("13", "使用料及び賃借料", "複合機賃借料", "Copier lease", 180, 960),
    ("13", "使用料及び賃借料", "会場使用料", "Halls", 20, 260),
    ("14", "工事請負費", "庁舎修繕工事", "Building works", 800, 12000),
    ("17", "備品購入費", "事務用備品", "Furniture", 90, 1400),
    ("18", "負担金、補助及び交付金", "研修負担金", "Course fees", 24, 310),
    ("18", "負担金、補助及び交付金", "協議会負担金", "Membership", 10, 240),
)  # fmt: skip
"""Number and name of the budget item (節), what it is for, in English, least and most in thousands of yen."""

TRIPS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("市町村事務担当者会議", "県庁本館{3|5|7}階会議室", (
        "制度改正の概要について、県から説明があった。",
        "各市町村から提出された照会事項{12..38}件について回答があった。",
        "次年度の調査の提出期限は、例年より{1|2}週間早まる予定である。",
    ), ""),
    ("情報セキュリティ研修", "若草県市町村職員研修センター", (
        "標的型攻撃の事例と初動対応について、講義と演習が行われた。",
        "演習では、連絡先が整理されていないことが初動の遅れにつながると指摘された。",
        "当市でも、休日及び夜間の連絡体制を確認する必要がある。",
    ), ""),
    ("先進地視察（窓口改革）", "朝凪市役所", (
        "書かない窓口の導入により、手続時間が平均{20..45}%短縮されたとの説明があった。",
        "職員の研修に{3..6}か月を要し、当初は待ち時間が延びた時期があった。",
        "導入費用は{18..64}百万円で、国の補助を活用している。",
    ), "residents tax welfare planning"),
    ("接遇リーダー養成研修", "若草県市町村職員研修センター", (
        "ロールプレイングを中心に、苦情対応の進め方を学んだ。",
        "他市町村の受講者と、窓口での事例を共有した。",
        "{来月|再来月}の課内会議で内容を報告する。",
    ), ""),
    ("広域連携協議会幹事会", "瑞原町役場", (
        "共同処理に関する負担割合の案が示された。",
        "当市からは、人口割と均等割の比率について意見を述べた。",
        "次回は{1|2}か月後に当市で開催する。",
    ), "affairs planning any"),
    ("防災担当者連絡会議", "彩広域消防組合本部", (
        "避難情報の発令基準の見直しについて説明があった。",
        "備蓄品の相互融通に関する協定の案が示された。",
        "図上訓練を合同で実施することとなった。",
    ), "affairs works planning"),
    ("業務システム利用者会議", "若草県市町村職員研修センター", (
        "次期バージョンの変更点と移行の日程が示された。",
        "各団体から改善要望が{14..40}件提出され、うち{5..9}件が採用された。",
        "当市の要望である帳票の拡大表示は、継続検討となった。",
    ), ""),
)  # fmt: skip
"""Why, where, what was heard there, and which fields of work are invited; empty: all."""
