"""With whom a town hall deals: firms, authorities and clubs that do not exist."""

from __future__ import annotations

from typing import NamedTuple

from cyder.model.base import LocalText


class Partner(NamedTuple):
    """A firm or an authority, who answers there, and the first digits of its telephone number after 0000."""

    name: LocalText
    domain: str
    trade: LocalText
    people: tuple[tuple[str, str, str], ...]
    """Surname in kanji, full name in Roman letters, mailbox."""
    phone: str
    only: str = ""
    """The fields of work it deals with; empty: all."""


def _partner(
    name: tuple[str, str], domain: str, trade: tuple[str, str], people: str, phone: str, *, only: str = ""
) -> Partner:
    """Read a line of the tables below; name and trade are given in Japanese and English."""
    names = [tuple(part.split(",")) for part in people.split("/")]
    return Partner(
        LocalText(ja=name[0], en=name[1]),
        f"{domain}.example",
        LocalText(ja=trade[0], en=trade[1]),
        tuple((kanji, romaji, box) for kanji, romaji, box in names),
        phone,
        only,
    )


_PRINT = ("印刷・封入封緘", "printing and mailing")
_IT = ("情報システム保守", "information systems")
_COPIER = ("複合機賃貸借・保守", "copier lease and service")
_BUILD = ("庁舎設備管理", "building maintenance")
_GUARD = ("庁舎警備", "building security")
_PAPER = ("事務用品", "stationery")
_SURVEY = ("測量・設計", "surveying and design")
_ROAD = ("道路維持補修", "road repair")
_CLEAN = ("清掃・廃棄物収集運搬", "cleaning and waste collection")
_BUS = ("車両賃貸借・運行", "vehicle lease and transport")
_FOOD = ("給食調理業務", "school catering")
_CARE = ("地域福祉事業", "community care")

VENDORS: tuple[Partner, ...] = (
    _partner(("ミナホシ印刷株式会社", "Minahoshi Printing Co."), "minahoshi-print", _PRINT,
             "倉持,Rie Kuramochi,kuramochi/江口,Shun Eguchi,eguchi", "21-4100"),
    _partner(("株式会社ソラノハ情報", "Soranoha Information Inc."), "soranoha-joho", _IT,
             "真鍋,Takuya Manabe,manabe/片桐,Nozomi Katagiri,katagiri", "22-7300"),
    _partner(("彩システムサポート株式会社", "Sai System Support Co."), "sai-system-support", _IT,
             "堀内,Yusuke Horiuchi,horiuchi/宇野,Mika Uno,uno", "22-8150"),
    _partner(("ユメノキ事務機株式会社", "Yumenoki Business Machines Co."), "yumenoki-jimuki", _COPIER,
             "細川,Jun Hosokawa,hosokawa/栗原,Aki Kurihara,kurihara", "23-0480"),
    _partner(("トキワノ設備工業株式会社", "Tokiwano Facilities Co."), "tokiwano-setsubi", _BUILD,
             "大森,Kenji Omori,omori/浅野,Yuko Asano,asano", "24-6620"),
    _partner(("ハルシオ警備保障株式会社", "Harushio Security Co."), "harushio-keibi", _GUARD,
             "黒木,Masato Kuroki,kuroki", "25-1190"),
    _partner(("有限会社みずかがみ文具", "Mizukagami Stationers Ltd."), "mizukagami-bungu", _PAPER,
             "戸田,Kaoru Toda,toda", "26-3370"),
    _partner(("株式会社カザミ測量設計", "Kazami Survey and Design Inc."), "kazami-sokuryo", _SURVEY,
             "富永,Hiroki Tominaga,tominaga/三宅,Ayano Miyake,miyake", "27-5240"),
    _partner(("蛍見沢建設株式会社", "Hotarumizawa Construction Co."), "hotarumizawa-kensetsu", _ROAD,
             "荒川,Tsuyoshi Arakawa,arakawa", "28-9010"),
    _partner(("クリーンサービス虹見株式会社", "Nijimi Clean Service Co."), "nijimi-clean", _CLEAN,
             "本間,Satomi Honma,honma", "29-2260"),
    _partner(("早苗原交通株式会社", "Sanaehara Transport Co."), "sanaehara-kotsu", _BUS,
             "成田,Koji Narita,narita", "31-7780"),
    _partner(("つきしろ給食株式会社", "Tsukishiro Catering Co."), "tsukishiro-kyushoku", _FOOD,
             "桑原,Emi Kuwahara,kuwahara", "32-4450"),
    _partner(("社会福祉法人虹見ほたるび会", "Nijimi Hotarubi Welfare Corporation"), "hotarubi-kai", _CARE,
             "日高,Naomi Hidaka,hidaka", "33-8890"),
)  # fmt: skip

AUTHORITIES: tuple[Partner, ...] = (
    _partner(("若草県市町村課", "Wakakusa Prefecture, Municipal Affairs"), "pref-wakakusa",
             ("県", "prefecture"), "相沢,Tomoko Aizawa,shichoson/笠原,Akira Kasahara,kasahara", "50-1000"),
    _partner(("若草県税務企画課", "Wakakusa Prefecture, Tax Planning"), "pref-wakakusa",
             ("県", "prefecture"), "須藤,Makoto Sudo,zeimu-kikaku", "50-1200", only="tax accounting"),
    _partner(("若草県健康福祉総務課", "Wakakusa Prefecture, Health and Welfare"), "pref-wakakusa",
             ("県", "prefecture"), "梶原,Chie Kajiwara,kenko-fukushi", "50-1300", only="welfare residents"),
    _partner(("若草県危機管理課", "Wakakusa Prefecture, Crisis Management"), "pref-wakakusa",
             ("県", "prefecture"), "榎本,Daigo Enomoto,kikikanri", "50-1400", only="affairs works planning"),
    _partner(("若草県市町村職員研修センター", "Wakakusa Municipal Staff College"), "kenshu-wakakusa",
             ("研修機関", "staff college"), "堤,Misato Tsutsumi,kenshu", "50-2200"),
    _partner(("瑞原町総務課", "Mizuhara Town, General Affairs"), "town-mizuhara",
             ("近隣町", "neighbouring town"), "米倉,Yasushi Yonekura,soumu", "61-3000"),
    _partner(("朝凪市企画政策課", "Asanagi City, Planning"), "city-asanagi",
             ("近隣市", "neighbouring city"), "矢島,Reiko Yajima,kikaku", "62-4000"),
    _partner(("彩広域消防組合", "Sai Regional Fire Service"), "sai-shobo",
             ("一部事務組合", "joint authority"), "塚本,Go Tsukamoto,yobo", "63-0100"),
)  # fmt: skip

OVERSEAS: tuple[Partner, ...] = (
    _partner(("ローンマス市", "Lornemouth City Council"), "lornemouth",
             ("姉妹都市", "sister city"), "ヘイズ,Margaret Hayes,m.hayes/リード,Liam Reed,l.reed", "71-0000"),
    _partner(("ターンフェル測器", "Tarnfell Instruments"), "tarnfell",
             ("計測機器", "instruments"), "リンドクビスト,Anna Lindqvist,a.lindqvist", "72-0000"),
    _partner(("ハルデンリーチ・ソフトウェア", "Halden Reach Software"), "haldenreach",
             ("図面閲覧ソフト", "drawing viewer"), "メータ,Priya Mehta,support", "73-0000"),
)  # fmt: skip
"""Those who write in English. Their telephone numbers are those of their offices in Japan."""
