"""What stands on the pages of a town hall's and of a chamber of commerce's site, in Japanese and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page in one language: where it lies below the language's folder, its heading, its paragraphs.

    `{name}` in a text is the organisation's name, `{domain}` its domain, `{departments}` its departments.
    """

    path: str
    heading: str
    paragraphs: tuple[str, ...]


Site = dict[str, tuple[Page, ...]]
"""By language (`ja`, `en`) the pages in the order of the menu; the first is the top page."""

TOWN_HALL: Site = {
    "ja": (
        Page("index.html", "{name}公式サイトへようこそ", (
            "四季の彩りに恵まれた{name}の公式サイトです。暮らしの手続き、子育て、防災、観光の情報をお届けします。",
            "開庁時間は平日の午前8時30分から午後5時15分までです(祝日と12月29日から1月3日までを除く)。",
        )),
        Page("kurashi.html", "暮らしの手続き", (
            "転入・転出・転居の届出は、市民課の1番から4番の窓口で受け付けています。本人確認書類をお持ちください。",
            "住民票の写しと印鑑登録証明書は、住民ポータルからも申請できます。受け取りは翌開庁日以降です。",
        )),
        Page("gomi.html", "ごみと資源の分け方", (
            "燃やすごみは週2回、資源は週1回、朝8時までに決められた集積所へお出しください。",
            "粗大ごみは予約制です。品目ごとの手数料券をお買い求めのうえ、電話でお申し込みください。",
        )),
        Page("bosai.html", "防災・安全", (
            "お住まいの地域の避難場所をハザードマップで確認しておきましょう。",
            "大雨のときは、川の近くや崖の下に近づかないでください。避難情報は防災メールでもお知らせします。",
        )),
        Page("kosodate.html", "子育て・教育", (
            "乳幼児健診の日程と予防接種のご案内は、対象の月齢になる前の月に郵送します。",
            "学童保育の入所申し込みは、毎年11月に教育委員会で受け付けます。",
        )),
        Page("zeikin.html", "税金", (
            "市県民税の納期は6月、8月、10月、翌年1月です。口座振替をご利用ください。",
            "納税証明書は税務課の窓口で発行します。郵送での請求には2週間ほどかかります。",
        )),
        Page("fukushi.html", "福祉・健康", (
            "高齢者の総合相談は、地域包括支援センターで受け付けています。相談は無料です。",
            "がん検診は6月から11月まで、指定の医療機関で受けられます。",
        )),
        Page("kanko.html", "観光・文化", (
            "春は彩野川の桜堤、秋は城山公園の紅葉が見ごろです。",
            "郷土資料館では、季節ごとの企画展を開いています。月曜日は休館です。",
        )),
        Page("soshiki.html", "組織と連絡先", ("{departments}", "代表へのお問い合わせは info@{domain} へどうぞ。")),
        Page("access.html", "交通案内", (
            "彩野駅の東口から歩いて8分です。市役所前のバス停はすべての路線が通ります。",
            "来庁者用の駐車場は120台分あります。2時間まで無料です。",
        )),
        Page("kouhou.html", "広報・市政情報", (
            "広報紙は毎月1日に発行し、各戸へお届けしています。バックナンバーは図書館で読めます。",
            "市議会の定例会は3月、6月、9月、12月に開かれます。傍聴は当日の受付です。",
        )),
    ),
    "en": (
        Page("index.html", "Welcome to {name}", (
            "This is the official site of {name}: procedures of daily life, families, safety and things to see.",
            "The town hall is open from 8:30 to 17:15 on weekdays, except holidays and 29 December to 3 January.",
        )),
        Page("life.html", "Daily life", (
            "Please report moving in, out or within the city at counters 1 to 4; bring proof of identity.",
            "Copies of your residence record can also be requested through the residents' portal.",
        )),
        Page("waste.html", "Waste and recycling", (
            "Burnable waste is collected twice a week, recyclables once a week; put them out by eight in the morning.",
            "Large items need a booking and a fee ticket.",
        )),
        Page("safety.html", "Safety", (
            "Find the evacuation site of your neighbourhood on the hazard map before you need it.",
            "In heavy rain stay away from rivers and slopes. Warnings are sent by mail as well.",
        )),
        Page("families.html", "Families and schools", (
            "Dates of health checks and vaccinations are posted to you the month before.",
            "After-school care takes applications every November.",
        )),
        Page("taxes.html", "Taxes", (
            "Resident tax is due in June, August, October and January.",
            "Certificates of payment are issued at the tax counter.",
        )),
        Page("welfare.html", "Welfare and health", (
            "Advice for older residents is free at the local support centres.",
            "Cancer screening is offered from June to November.",
        )),
        Page("visit.html", "Things to see", (
            "See the cherry trees along the river in spring and the maples of the castle park in autumn.",
            "The local museum is closed on Mondays.",
        )),
        Page("offices.html", "Departments", ("{departments}", "Write to info@{domain} if in doubt whom to ask.")),
        Page("access.html", "Getting here", (
            "Eight minutes on foot from the station's east exit. Every bus line stops at the town hall.",
            "There is parking for 120 cars, free for two hours.",
        )),
        Page("news.html", "About the city", (
            "The city's paper is published on the first of every month.",
            "The council meets in March, June, September and December.",
        )),
    ),
}  # fmt: skip

CHAMBER: Site = {
    "ja": (
        Page("index.html", "{name}", (
            "地域の事業者の皆さまを、経営相談・融資のあっせん・販路開拓でお手伝いしています。",
            "窓口相談は平日の午前9時から午後5時まで、予約は不要です。",
        )),
        Page("soudan.html", "経営相談", ("記帳、税務、労務、事業承継について、経営指導員が無料で相談に応じます。",)),
        Page("seminar.html", "セミナー・講習会", ("簿記講座、創業塾、インボイス対応の説明会を毎月開いています。",)),
        Page("kaiin.html", "会員のご案内", ("会員数はおよそ1,200事業所です。入会は随時受け付けています。",)),
        Page("shoutengai.html", "商店街の催し", ("毎月第3土曜日に、駅前通りで軽トラ市を開きます。",)),
        Page("access.html", "交通案内", ("彩野駅の西口から歩いて5分、商工会館の2階です。",)),
    ),
    "en": (
        Page("index.html", "{name}", ("We help local businesses with advice, loans and finding customers.",)),
        Page("advice.html", "Advice", ("Book-keeping, taxes, staff, succession: our advice is free of charge.",)),
        Page("seminars.html", "Seminars", ("Book-keeping and start-up courses every month.",)),
        Page("members.html", "Members", ("About 1,200 businesses are members.",)),
        Page("events.html", "Events", ("A street market on every third Saturday.",)),
        Page("access.html", "Getting here", ("Five minutes from the station's west exit, second floor.",)),
    ),
}  # fmt: skip

NOTICES: dict[str, tuple[str, ...]] = {
    "ja": (
        "市民課窓口の混雑状況をお知らせします",
        "国民健康保険の納付書を発送しました",
        "防災訓練を実施します",
        "市営プールの開場期間について",
        "道路工事に伴う通行止めのお知らせ",
        "図書館の蔵書点検による休館について",
        "粗大ごみの受付電話が混み合っています",
        "職員採用試験の受験案内を配布しています",
        "予防接種の実施医療機関が変わりました",
        "市議会定例会の日程が決まりました",
    ),
    "en": (
        "How busy the counters are",
        "Health insurance slips have been posted",
        "An evacuation drill will be held",
        "Opening of the city pool",
        "Road works: streets closed",
        "The library is closed for stocktaking",
        "Large waste: our telephone is busy",
        "Examinations for new staff",
        "Vaccinations: other clinics",
        "Dates of the council",
    ),
}
"""Headlines of notices, of which a site shows some; the same place in both lists is the same notice."""
