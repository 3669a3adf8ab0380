"""Matters of tax and accounting."""

from __future__ import annotations

from cyder.staff.texts.matter import Matter

TAX: tuple[Matter, ...] = (
    Matter(
        "市県民税の賦課", "Assessing inhabitant tax",
        (
            "当初課税の納税義務者は{21,000..48,000/100}人で、前年度から{60..480}人の減となった。",
            "給与支払報告書の未提出事業所が{20..90}件あり、催促状を送付した。",
            "扶養控除の重複が{40..160}件判明し、税務署と情報を共有した。",
            "課税内容に関する問合せは、通知書発送後{1|2}週間で{180..520}件あった。",
        ),
        ("更正処理は毎月{10|15}日を締切とする。", "通知書に同封するチラシの文言を見直す。"),
        ("{21,000..48,000/100} people are assessed.", "{20..90} employers have not reported."),
        ("Corrections are entered by the {10|15}th of each month.",),
    ),
    Matter(
        "固定資産税の家屋調査", "Valuing new houses",
        (
            "新増築家屋の調査対象は{140..380}棟で、{lastmonth}月末までに{60..130}棟が終了した。",
            "滅失家屋の届出漏れが、航空写真の照合により{8..40}棟見つかった。",
            "所有者との日程調整がつかない物件が{5..18}件ある。",
            "調査は2名1組で行い、身分証明書と図面を携行する。",
        ),
        ("調査が終了した物件は、{1|2}週間以内に評価計算を行う。", "所有者不在の物件は、再度の通知を送付する。"),
        ("{60..130} of {140..380} houses are done.", "Aerial photographs show {8..40} that are gone."),
        ("A second letter goes to owners who were not met.",),
    ),
    Matter(
        "滞納整理", "Arrears",
        (
            "現年課税分の収納率は{96..98}.{0..9}%で、前年同期比{0.1|0.2|0.3}ポイントの増となった。",
            "催告書は{320..980}通を発送し、納付又は相談があったものは{30..45}%である。",
            "分割納付の誓約は{60..190}件で、うち不履行が{8..30}件ある。",
            "預貯金調査の電子照会により、回答までの日数が{3..10}日程度短縮された。",
        ),
        ("不履行者には電話催告の上、財産調査に着手する。", "夜間納税相談を{第2|第4}{火曜|木曜}日に開設する。"),
        ("{320..980} reminders were sent.", "{8..30} agreements to pay by instalments were broken."),
        ("The office stays open late on {Tuesdays|Thursdays} once a month.",),
    ),
    Matter(
        "納税通知書の発送", "Sending out tax bills",
        (
            "発送件数は{14,000..32,000/100}件で、封入封緘は委託により行う。",
            "返戻となった通知書は{120..420}件あり、住所の再調査を行っている。",
            "抜取り確認で、帳票の印字位置のずれが{1..3}件見つかった。",
            "点字文書の同封を希望する方は{4..12}名である。",
        ),
        ("引抜き対象者の一覧は、2名で照合する。", "返戻分は住民票及び実態調査により、{2|3}週間以内に再送する。"),
        ("{14,000..32,000/100} bills are sent.", "{120..420} came back."),
        ("Returned bills are sent again within {two|three} weeks.",),
    ),
    Matter(
        "口座振替及びスマートフォン決済", "Ways to pay",
        (
            "口座振替の利用率は{34..46}%で、横ばいとなっている。",
            "スマートフォン決済による納付は{8..19}%に増加した。",
            "振替不能は{90..260}件で、主な理由は残高不足である。",
            "二重納付による還付が{6..22}件生じている。",
        ),
        ("振替不能者には、{5|7}日以内に納付書を送付する。", "還付は{2|3}週間以内に通知する。"),
        ("{34..46} per cent pay by direct debit.", "{90..260} debits failed."),
        ("A bill follows within {five|seven} days.",),
    ),
    Matter(
        "軽自動車税の課税", "Light motor vehicle tax",
        (
            "課税台数は{9,000..21,000/100}台で、うち減免は{180..460}件である。",
            "廃車手続が済んでいない車両についての相談が{20..60}件あった。",
            "車検用納税証明書の電子化により、窓口での交付は{3..6}割減少した。",
            "標識の返納がない原動機付自転車が{14..50}台ある。",
        ),
        ("減免の申請期限を広報紙及び市ホームページで周知する。", "所在不明の車両は現地調査を行う。"),
        ("{180..460} vehicles are exempt.", "{14..50} scooters' plates were never returned."),
        ("The date for exemptions is announced in the newsletter.",),
    ),
)  # fmt: skip

ACCOUNTING: tuple[Matter, ...] = (
    Matter(
        "支出命令書の審査", "Checking payment orders",
        (
            "{lastmonth}月の審査件数は{900..2,400/10}件で、返戻は{3..9}%であった。",
            "返戻の主な理由は、請求書の日付漏れ、債権者名の相違、検査調書の添付漏れである。",
            "適格請求書の登録番号の確認について、各課から質問が{4..11}件あった。",
            "支払日の{5|7}日前を過ぎて提出されるものが月{15..45}件ある。",
        ),
        ("支払予定日の{7|10}日前までに提出するよう通知する。", "返戻の多い事例を一覧にして共有する。"),
        ("{3..9} per cent of the orders went back.", "Dates and names on bills are the commonest faults."),
        ("Orders reach us {seven|ten} days before payment.",),
    ),
    Matter(
        "債権者の口座情報の変更", "Changed bank details",
        (
            "債権者登録の変更届は{lastmonth}月中に{12..40}件あった。",
            "電話やメールのみで口座変更を依頼された事例が{1..3}件あり、いずれも書面で確認した。",
            "他の自治体で、取引先を装った口座変更の詐欺が発生している。",
            "口座名義の相違による振込不能は{2..7}件である。",
        ),
        ("口座の変更は、登録済みの電話番号に折り返して確認する。", "確認した日時と相手方を届出書に記録する。"),
        ("{12..40} firms changed their details.", "{1..3} asked by telephone or mail only."),
        ("Every change is confirmed by calling the number we have on file.",),
    ),
    Matter(
        "決算の調製", "The annual accounts",
        (
            "一般会計の歳入は{14,200..26,800/10}百万円、歳出は{13,900..25,900/10}百万円となる見込みである。",
            "各課から提出された実績の数値に、{3..9}件の不一致があった。",
            "出納閉鎖日までに、未収金の整理を終える必要がある。",
            "決算審査の資料は、前年度より{2..5}日早く提出する。",
        ),
        ("不一致の箇所は、{今週|来週}中に各課へ照会する。", "附属資料は共有フォルダの所定の場所に保存する。"),
        ("{3..9} figures of the sections do not agree.", "The auditors' papers are due {two|five} days earlier."),
        ("The sections are asked about them this week.",),
    ),
    Matter(
        "公金の管理及び運用", "Looking after public money",
        (
            "歳計現金の残高は、{月末|中旬}に{280..940}百万円まで減少する見込みである。",
            "基金の繰替運用を{1..3}回行った。",
            "窓口収納金の過不足が{1..3}件あり、いずれも翌日までに原因が判明した。",
            "指定金融機関の手数料改定について、協議を続けている。",
        ),
        ("資金計画は毎週{月曜|金曜}日に更新する。", "釣銭は始業前と終業後に2名で確認する。"),
        ("The balance will fall to {280..940} million yen.", "The till was wrong {1..3} times."),
        ("The plan is renewed every {Monday|Friday}.",),
    ),
    Matter(
        "物品の購入及び検査", "Buying and checking goods",
        (
            "単価契約の対象品目は{60..180}品目で、{3..9}品目の単価が改定された。",
            "納品書の日付と検査日が一致しない事例が{2..6}件あった。",
            "緊急の購入が{5..14}件あり、計画的な発注が求められる。",
            "不用品の売払いは、{2|3}者の見積りにより決定した。",
        ),
        ("検査は納品の当日に行い、検査調書に記名する。", "{四半期|半年}ごとに各課の在庫を確認する。"),
        ("{3..9} prices went up.", "{5..14} purchases were called urgent."),
        ("Goods are checked on the day they arrive.",),
    ),
)  # fmt: skip
