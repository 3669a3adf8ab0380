"""Matters of the residents' counter and of welfare."""

from __future__ import annotations

from cyder.staff.texts.matter import Matter

RESIDENTS: tuple[Matter, ...] = (
    Matter(
        "窓口の混雑対策", "Queues at the counters",
        (
            "{月曜|金曜}午前の待ち時間が最長{25..65}分となった。",
            "転入転出の届出は1件当たり{15..35}分を要し、証明書の発行に影響している。",
            "番号札の発券機が{1..3}回停止し、手書きの札で対応した。",
            "記載台の記入例が見えにくいとの意見が{3..9}件寄せられた。",
        ),
        ("混雑時は証明書専用の窓口を{1|2}か所開設する。", "混雑予想カレンダーを市ホームページに掲載する。"),
        ("People waited up to {25..65} minutes.", "The ticket machine stopped {1..3} times."),
        ("A counter for certificates only is opened when it is full.",),
    ),
    Matter(
        "証明書のコンビニ交付", "Certificates from machines in shops",
        (
            "コンビニ交付の件数は{lastmonth}月に{480..1,900/10}件で、全体の{28..52}%を占める。",
            "システム保守による停止時間の周知が十分でなく、苦情が{1..4}件あった。",
            "窓口での交付は前年同月比で{8..25}%減少した。",
            "利用登録のない方への案内に時間を要している。",
        ),
        ("停止の予定は{2|3}週間前から掲示する。", "操作方法のチラシを庁舎内の{3..6}か所に置く。"),
        ("{28..52} per cent of certificates came from machines.", "{1..4} people met a closed service."),
        ("Maintenance is announced {two|three} weeks before.",),
    ),
    Matter(
        "個人番号カードの交付", "Issuing cards",
        (
            "予約制の交付は1日{24..60}件で、予約の充足率は{70..98}%である。",
            "電子証明書の更新手続が集中し、{来月|再来月}は{300..900}件を見込む。",
            "暗証番号の再設定の来庁が{30..110}件あった。",
            "本人確認書類の不足により、再来庁を求めた事例が{4..14}件あった。",
        ),
        ("休日の交付を月{1|2}回実施する。", "案内はがきに、必要書類の一覧を記載する。"),
        ("{24..60} cards a day are handed out.", "{4..14} people came without the right papers."),
        ("The office opens on {one Sunday|two Sundays} a month.",),
    ),
    Matter(
        "住民異動届の審査", "Checking notices of moving",
        (
            "{lastmonth}月の異動届は{240..780}件で、転出が転入を{12..64}件上回った。",
            "入力誤りが{2..6}件あり、いずれも翌日の点検で訂正した。",
            "支援措置の申出に係る世帯は、閲覧及び交付の制限を必ず確認する。",
            "オンラインの転出届は{18..40}%に増えている。",
        ),
        ("入力と点検は別の職員が行う。", "支援措置の対象者の一覧は、施錠できる書庫で保管する。"),
        ("{240..780} notices came in.", "{2..6} were entered wrongly and mended."),
        ("One person enters, another one checks.",),
    ),
    Matter(
        "戸籍の届出", "Family registers",
        (
            "休日及び夜間の届出は宿直室で受領し、翌開庁日に審査する。",
            "記載の不備による補正が{8..20}件あった。",
            "広域交付の請求が月{40..130}件あり、相続関係のものが大半を占める。",
            "他市町村との照会は{3..9}件が回答待ちである。",
        ),
        ("宿直者用の受領手順書を更新する。", "相続関係の請求は、事前に電話で予約を受ける。"),
        ("{40..130} extracts were asked for.", "{8..20} notices needed mending."),
        ("The night porter's instructions are renewed.",),
    ),
    Matter(
        "住民記録システムの操作研修", "Training on the residents' system",
        (
            "異動者{3..8}名を対象に、操作研修を{2..3}回実施した。",
            "業務外の検索は、操作履歴により判明することを改めて周知した。",
            "画面の印刷物が複合機に残されていた事例が{1..3}件あった。",
            "パスワードの失念による初期化は{4..12}件であった。",
        ),
        ("検索の際は、受付番号を必ず入力する。", "操作履歴の点検を月{1|2}回行う。"),
        ("{3..8} people were trained.", "Printouts were left lying {1..3} times."),
        ("A case number is entered with every search.",),
    ),
)  # fmt: skip

WELFARE: tuple[Matter, ...] = (
    Matter(
        "介護保険の認定審査", "Assessing the need for care",
        (
            "{lastmonth}月の申請は{90..260}件で、認定までの平均日数は{28..44}日である。",
            "主治医意見書の遅れが{12..40}件あり、医療機関へ督促した。",
            "審査会は月{4..8}回開催し、1回当たり{25..36}件を審査している。",
            "区分変更の申請が増加傾向にある。",
        ),
        ("調査員の訪問計画を週単位で共有する。", "意見書の督促は、依頼から{14|20}日を目安とする。"),
        ("A decision takes {28..44} days.", "{12..40} doctors' letters are late."),
        ("Doctors are reminded after {14|20} days.",),
    ),
    Matter(
        "民生委員との連絡調整", "Volunteers in the districts",
        (
            "委員が欠員となっている地区が{1..4}地区ある。",
            "高齢者世帯の見守り訪問は{320..980}世帯で実施した。",
            "災害時要支援者名簿の更新を{月末|来月}までに行う。",
            "個人情報の取扱いについて、定例会で説明した。",
        ),
        ("自治会連合会へ推薦の協力を依頼する。", "名簿は手渡しとし、受領簿に署名を得る。"),
        ("{320..980} households were visited.", "{1..4} districts have nobody yet."),
        ("Lists are handed over in person and signed for.",),
    ),
    Matter(
        "障害福祉サービスの支給決定", "Services for disabled people",
        (
            "更新対象者は{40..130}名で、計画案の提出待ちが{6..24}名ある。",
            "移動支援の利用時間が前年同期比{4..16}%増加した。",
            "事業所の休止により、利用先の調整が必要な方が{2..6}名いる。",
            "請求審査でエラーとなったものは{5..18}件である。",
        ),
        ("受給者証は有効期限の{10|14}日前までに発送する。", "相談支援専門員との連絡会を開催する。"),
        ("{40..130} decisions are renewed.", "{2..6} people need another provider."),
        ("Cards are sent {10|14} days before the old ones end.",),
    ),
    Matter(
        "生活困窮者の相談", "People in need",
        (
            "新規相談は{14..48}件で、うち家計に関するものが{5..13}件である。",
            "住居確保給付金の申請は{2..9}件であった。",
            "食料支援は社会福祉協議会と連携し、{6..25}世帯に実施した。",
            "就労につながった方は{1..6}名である。",
        ),
        ("支援調整会議を月{1|2}回開催する。", "相談記録は当日中に入力する。"),
        ("{14..48} people asked for advice.", "{1..6} of them found work."),
        ("Notes are entered the same day.",),
    ),
    Matter(
        "保育所の入所調整", "Places in day nurseries",
        (
            "入所申込みは{140..420}件で、うち{0|1}歳児が{40..90}件を占める。",
            "定員を超える施設が{1..4}か所あり、第2希望以降で調整した。",
            "就労証明書の記載漏れが{9..35}件あった。",
            "現況届の未提出者は{8..26}名である。",
        ),
        ("選考結果の通知は{15|20|25}日に発送する。", "書類の不備は電話で連絡し、{7|10}日以内の補正を求める。"),
        ("{140..420} places were asked for.", "{1..4} nurseries are full."),
        ("Results go out on the {15th|20th|25th}.",),
    ),
    Matter(
        "健康診査の受診勧奨", "Health checks",
        (
            "特定健康診査の受診率は{31..46}%で、県平均を{1..5}ポイント下回っている。",
            "未受診者{1,200..4,800/100}名に勧奨はがきを送付した。",
            "集団健診の日程に休日を{1..3}日追加した。",
            "予約電話がつながりにくいとの意見が{4..16}件あった。",
        ),
        ("インターネット予約の枠を拡大する。", "地区ごとの受診率を保健推進員に提供する。"),
        ("{31..46} per cent came to the health check.", "The telephone was engaged, {4..16} people say."),
        ("More places can be booked on the web.",),
    ),
)  # fmt: skip
