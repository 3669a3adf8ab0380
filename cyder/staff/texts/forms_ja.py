"""The forms of a Japanese town hall: minutes, memos, letters, registers."""

from __future__ import annotations

from cyder.staff.texts.form import Form

FORMS_JA: dict[str, tuple[Form, ...]] = {
    "minutes": (
        Form(("{ymd}_課内会議_議事録.txt", "議事録_{ymd}.txt"), "会議/令和{fy}年度", """\
{section}　課内会議　議事録

日　時　　{date}　{hour=9|10|13|14|15|16}時{00|30}分から（{30|45|60|90}分間）
場　所　　{第1会議室|第2会議室|第3会議室|小会議室|{section}打合せスペース}
出席者　　{present}
欠席者　　{absent}
記　録　　{author}

{discussion}

次回　　　{soon}　同時刻
""", "{n}　{title}について", "　・{line}", "　【決定】{line}"),
        Form(("{ymd}_打合せメモ.md", "打合せ記録_{ymd}.md"), "会議/打合せ", """\
# 打合せメモ（{section}）

- 日時：{date}　{hour=9|10|11|13|14|15|16}時から
- 参加：{present}
- 記録：{author}

{discussion}

## その他

- {次回の資料は{author}が準備する。|資料は共有フォルダに保存済み。|次回は{soon}に行う。|本日の内容は係長へ報告済み。}
""", "## {n}　{title}", "- {line}", "- **決定**　{line}"),
    ),
    "handover": (
        Form(("引継書_{topic}.txt", "引継ぎメモ_{author}.txt", "引継ぎメモ.txt"), "引継ぎ", """\
引　継　書

　　　　　　　　　　　　　　　　　　　　{dateL}
所属　　{section}
前任　　{author}　　　後任　　{colleague}

１　担当業務及び現在の状況

{discussion}

２　主な関係先

{contacts}

３　文書及びデータの保管場所

　電子データ　　共有フォルダ　{slug}\\令和{fy}年度
　簿　　　冊　　{事務室東側の書庫|窓口後方のキャビネット|3階書庫}　{上から{1..4}段目|左から{1..5}番目}

４　その他
　{不明な点は異動先（内線{ext}）まで御連絡ください。|年間の予定は課内カレンダーに入力済みです。|様式は毎年度更新されるので、前年度のものを使わないこと。}
""", "（{n}）{title}", "　　・{line}", "　　→　{line}"),
    ),
    "request": (
        Form(("見積依頼_{title}.txt", "{ymd}_見積依頼書_{firm}.txt"), "契約/見積", """\
　　　　　　　　　　　　　　　　　　　　　　{mark}第{10..980}号
　　　　　　　　　　　　　　　　　　　　　　{dateL}

{firm}　御中

　　　　　　　　　　　　　　　　　　{office}　{section}長

　　　　見積書の提出について（依頼）

　平素から本市の行政運営に御協力いただき、厚くお礼申し上げます。
　下記のとおり見積書を提出くださるようお願いします。

　　　　　　　　　　　　　記

１　件　　名　　{title}
２　内　　訳
{items}
３　納入場所　　{office}　{section}
４　納入期限　　{later}
５　提出期限　　{soon}　17時必着
６　提出方法　　{持参又は郵送|電子メール|持参、郵送又は電子メール}
７　そ の 他　　見積額は税抜きとし、諸経費を含めてください。
８　担　　当　　{section}　{author}（内線{ext}）
　　　　　　　　{email}
"""),
    ),
    "contacts": (
        Form(("関係先連絡先_{ym}.csv", "連絡先一覧.csv"), "共通", "区分,名称,担当者,電話,メール,備考\n{rows}"),
    ),
    "shift": (
        Form(("{month}月_窓口当番表.csv", "当番表_{ym}.csv"), "当番/令和{fy}年度",
             "日付,窓口,電話,昼当番,備考\n{rows}"),
    ),
    "budget": (
        Form(("令和{nextfy}年度_予算要求書.csv", "令和{nextfy}年度_予算要求_{section}_{第1稿|第2稿|修正版}.csv"),
             "予算/令和{nextfy}年度",
             "節,節名,説明,令和{fy}年度当初（千円）,令和{nextfy}年度要求（千円）,増減,備考\n{rows}"),
    ),
    "notice": (
        Form(("通知_{title}.txt", "{ymd}_{title}.txt"), "通知/令和{fy}年度", """\
　　　　　　　　　　　　　　　　　　　　　　{mark}第{10..980}号
　　　　　　　　　　　　　　　　　　　　　　{dateL}

各所属長　様

　　　　　　　　　　　　　　　　　　　　　　{issuer}長

　　　　{title}について（{通知|依頼}）

　このことについて、次のとおりお知らせします。

{body}

担当　{issuer}　{clerk}（内線{clerkext}）
"""),
    ),
    "manual": (
        Form(("手順書_{title}.md", "{title}_手順.md"), "マニュアル", """\
# {title}

作成：{section}　{author}　／　{dateL}　第{1..4}版

## 手順

{steps}

## 注意

{remarks}

## 連絡先

- 不明な点は{section}　{author}（内線{ext}）へ
- {業者を呼ぶときは、先に係長へ報告する|この手順書は共有フォルダのものが最新である|気付いた点は余白に書き込んでください}
"""),
    ),
    "complaints": (
        Form(("要望・苦情受付簿_{ym}.csv", "{month}月_受付簿.csv"), "窓口/受付簿",
             "受付番号,受付日,方法,内容,対応,担当,状況\n{rows}"),
    ),
    "contract": (
        Form(("契約概要_{title}.txt",), "契約/令和{fy}年度", """\
契　約　概　要　書

所　　属　　　　{section}　（担当　{author}）
作　　成　　　　{dateL}

１　件　　名　　{title}
２　相 手 方　　{firm}（担当　{person}様　電話　{phone}）
３　契約金額　　{total}円（うち消費税及び地方消費税の額　{tax}円）
４　契約期間　　{start}から{end}まで
５　契約方法　　{method}
６　内　　訳
{items}
７　支払方法　　{検査合格後、請求のあった日から30日以内に支払う。|完了後、一括して支払う。}
８　経　　過
　　　起案　{start}　　見積（入札）参加　{2|3|4}者
９　特記事項　　{なし|個人情報を取り扱うため、特記仕様書を添付|再委託は事前の承諾を要する|長期継続契約}
"""),
    ),
    "ledger": (
        Form(("契約台帳_令和{fy}年度.csv",), "契約/令和{fy}年度",
             "番号,件名,相手方,契約方法,契約日,履行期限,契約金額（税込）,担当\n{rows}"),
    ),
    "trip": (
        Form(("復命書_{ymd}_{title}.txt",), "出張/令和{fy}年度", """\
復　命　書

　　　　　　　　　　　　　　　　　　　　{dateL}
{section}長　様

　　　　　　　　　　　　　　　　　　　　{section}　{author}

　下記のとおり出張したので、復命します。

１　用　務　　{title}
２　月　日　　{before}
３　用務地　　{place}
４　概　要
{heard}
５　所　感
　　{他の自治体の取組を知る良い機会となった。資料は課内に回覧する。|早めの準備が必要であると感じた。次回の課内会議で報告する。|当市の実情に合わせた検討が必要である。}
６　添　付　　{会議次第、資料一式|研修テキスト|配布資料{2..9}点}
"""),
    ),
    "draft": (
        Form(("起案_{topic}.txt", "{ymd}_伺い_{topic}.txt"), "起案/令和{fy}年度", """\
起　案　用　紙

文書番号　　{mark}第{10..980}号　　　　保存年限　{1|3|5|10}年
起 案 日　　{dateL}
起 案 者　　{section}　{author}（内線{ext}）
決裁区分　　{課長|部長|副市長}

件　　名　　{topic}について（伺い）

　このことについて、下記のとおり実施してよろしいか伺います。

　　　　　　　　　　　　　記

１　理　由
{reasons}
２　内　容
{contents}
３　実施予定　　{soon}から
４　経　　費　　{なし|既定の予算の範囲内で対応}
"""),
    ),
    "inventory": (
        Form(("備品台帳_{ym}.csv", "備品一覧.csv"), "備品",
             "備品番号,品名,取得日,取得価格,設置場所,使用者,確認\n{rows}"),
    ),
}  # fmt: skip
