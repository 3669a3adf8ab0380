"""Matters of general affairs, planning and information systems."""

from __future__ import annotations

from cyder.staff.texts.matter import Matter

GENERAL_AFFAIRS: tuple[Matter, ...] = (
    Matter(
        "例規の改正", "Amending by-laws",
        (
            "次の定例会に提出する条例案は{3..9}件、報告案件は{1..4}件を予定している。",
            "各課からの例規改正依頼は、提出期限後のものが{2..5}件あった。",
            "新旧対照表の様式が統一されておらず、審査に時間を要している。",
            "例規集データベースの更新は、公布日から概ね{2..4}週間で行っている。",
        ),
        ("例規改正の依頼は、議会の{2|3}か月前までに提出するよう周知する。", "新旧対照表は総務課の様式を用いる。"),
        ("{3..9} bills go to the next session.", "{2..5} requests came after the date."),
        ("Sections hand in their drafts {two|three} months before the session.",),
    ),
    Matter(
        "庁舎管理及び防火", "The building and fire safety",
        (
            "消防設備点検において、誘導灯の球切れ{2..6}か所を指摘された。",
            "{2|3|4}階の会議室の空調から異音があり、設備業者が点検を行った。",
            "避難経路に段ボール箱が置かれている箇所が{1..4}か所あった。",
            "正面玄関の自動ドアは設置から{12..20}年を経過し、部品の供給が終了している。",
        ),
        ("指摘箇所は{今月|来月}中に修繕する。", "通路に物品を置かないよう、全課へ通知する。"),
        ("{2..6} exit lights are out.", "Boxes stood in the escape route at {1..4} places."),
        ("The lights are mended this month; corridors stay free.",),
    ),
    Matter(
        "会計年度任用職員の任用", "Appointing fixed-term staff",
        (
            "任用予定者は全庁で{60..140}名であり、うち再度の任用は{40..55}名である。",
            "公募によるものは{8..30}名で、面接は{2..4}日間に分けて実施する。",
            "勤務条件通知書の記載内容について、各課から{5..12}件の問合せがあった。",
            "社会保険の加入要件に該当する者が{6..20}名増える見込みである。",
        ),
        ("面接官は各課の係長級から{2..3}名ずつ選任する。", "任用に関する質疑応答集を作成し、共有フォルダに掲載する。"),
        ("{60..140} appointments are planned.", "{8..30} of them are advertised."),
        ("Each section sends {two|three} people to the interviews.",),
    ),
    Matter(
        "文書収受及び発送", "Incoming and outgoing post",
        (
            "郵便料金は前年同期比で{6..18}%の増となり、予算の不足が見込まれる。",
            "書留郵便の受領印漏れが{1..3}件あった。",
            "発送の締切を過ぎた持込みが、月に{8..20}件程度ある。",
            "同一の宛先への発送をまとめることで、月{10..40}千円程度の節減が可能である。",
        ),
        ("発送の受付は{14|15}時までとし、以降は翌日扱いとする。", "各課は可能な限り、電子メールを利用する。"),
        ("Postage is {6..18} per cent above last year.", "{8..20} items a month come after the van has left."),
        ("The post room takes mail until {2.30|3} p.m.",),
    ),
    Matter(
        "情報公開請求への対応", "Requests for information",
        (
            "今年度の公開請求は{12..45}件で、うち一部公開が{6..11}件、不存在が{1..5}件である。",
            "特定の請求者からの請求が{4..9}件あり、対象文書は{200..1500}枚に及ぶ。",
            "個人情報の黒塗りについて、電子データの取扱いに誤りがないよう確認が必要である。",
            "決定期限の延長は{1..4}件で、いずれも請求者へ通知済みである。",
        ),
        ("黒塗りは紙に出力して行い、2名で確認する。", "対象文書の特定に当たっては、請求者に内容を確認する。"),
        ("{12..45} requests came in this year.", "One of them concerns {200..1500} pages."),
        ("Blackening is done on paper and checked by two people.",),
    ),
    Matter(
        "職員研修", "Training",
        (
            "新規採用職員研修の受講者は{8..24}名で、アンケートの満足度は{70..95}%であった。",
            "県研修センターの中堅職員研修に{3..8}名を推薦した。",
            "接遇研修は、窓口職場を中心に{2..4}回に分けて実施する。",
            "業務の都合による欠席者が{1..5}名おり、録画の視聴で代えることとした。",
        ),
        ("受講報告書は、研修終了後{1|2}週間以内に提出する。", "次年度の研修計画案を{来月|今月}末までに作成する。"),
        ("{8..24} new colleagues took the course.", "{1..5} were absent and watch the recording."),
        ("A report follows within {one week|two weeks}.",),
    ),
)  # fmt: skip

PLANNING: tuple[Matter, ...] = (
    Matter(
        "総合計画の進行管理", "Progress of the city plan",
        (
            "{80..140}事業のうち、目標を達成したものは{50..75}事業である。",
            "進捗が遅れている事業は{6..15}事業で、主な理由は用地交渉と人員の不足である。",
            "審議会の委員から、指標が市民の実感と合っていないとの意見があった。",
            "外部評価は{2..3}回の会議で実施する。",
        ),
        ("進捗状況調書は、{20|25|末}日までに企画担当へ提出する。", "遅れている事業は個別にヒアリングを行う。"),
        ("{6..15} projects are behind plan.", "The council finds the measures hard to understand."),
        ("Sections explain the late ones in a hearing.",),
    ),
    Matter(
        "広報紙の編集", "The city newsletter",
        (
            "{month}月号は{16|20|24}ページで、特集は{移住者の声|防災|子育て支援|文化祭}とする。",
            "原稿の提出が締切に間に合わなかった課が{2..5}課あった。",
            "配布部数は{12,000..31,000/100}部で、前号から{40..160}部の減となった。",
            "校正は{2..3}回を基本とし、日付と曜日の誤りに注意する。",
        ),
        ("原稿の締切は毎月{5|8|10}日とし、遅れた場合は次号に回す。", "写真の掲載は、本人の承諾を得たものに限る。"),
        ("{12,000..31,000/100} copies were printed.", "{2..5} sections were late with their texts."),
        ("Texts are due on the {5th|8th|10th}; late ones wait a month.",),
    ),
    Matter(
        "ふるさと納税", "Hometown donations",
        (
            "今年度の寄附は{1,200..6,400}件、{18,000..98,000/100}千円である。",
            "返礼品の配送遅延に関する問合せが{4..15}件あった。",
            "新たに{3..9}事業者から返礼品の登録申込みがあった。",
            "ワンストップ特例申請書の不備が{10..60}件あり、再提出を依頼している。",
        ),
        ("事業者との打合せを{今月|来月}中に行う。", "申請書の記入例を見直す。"),
        ("{1,200..6,400} donations came in.", "{4..15} people asked where their gift was."),
        ("The firms are invited to a meeting.",),
    ),
    Matter(
        "移住・定住の促進", "New residents",
        (
            "お試し住宅の利用は{6..20}組で、うち{1..4}組が転入した。",
            "空き家バンクの登録は{14..48}件で、成約は{3..10}件である。",
            "県外での相談会に{2..4}回出展し、{20..75}組から相談を受けた。",
            "冬期の生活に関する質問が多く、説明資料の充実が必要である。",
        ),
        ("相談者への連絡は、受付から{3|5}日以内に行う。", "空き家所有者への意向調査を実施する。"),
        ("{6..20} families tried the guest house.", "{1..4} of them moved here."),
        ("Enquiries are answered within {three|five} days.",),
    ),
    Matter(
        "地域公共交通", "Buses",
        (
            "コミュニティバスの利用者は1便当たり{2..9}.{0..9}人である。",
            "{早苗原|白妙台|蛍見沢}線は、運行経費の収支率が{6..18}%にとどまっている。",
            "予約制乗合タクシーの実証運行には、{40..160}名が登録した。",
            "停留所の移設要望が{2..5}件寄せられている。",
        ),
        ("ダイヤ改正案を次回の地域公共交通会議に諮る。", "停留所の移設は、道路管理者及び警察と協議する。"),
        ("{2..9} passengers ride on an average bus.", "{40..160} people registered for the taxi on demand."),
        ("The new timetable goes to the transport council.",),
    ),
)  # fmt: skip

INFORMATION: tuple[Matter, ...] = (
    Matter(
        "業務端末の更新", "New computers",
        (
            "更新対象の端末は{80..340}台で、{3..6}回に分けて入れ替える。",
            "旧端末のデータは、職員が各自で共有フォルダへ移すこととしている。",
            "業務システムの動作確認で、印刷レイアウトのずれが{2..7}件見つかった。",
            "納品の遅れにより、作業開始が{1..3}週間後ろ倒しとなる見込みである。",
        ),
        ("入替えの日程表を全課へ配布する。", "旧端末の記憶装置は、庁内で物理的に破壊する。"),
        ("{80..340} computers are replaced in {3..6} rounds.", "Printing is askew in {2..7} programs."),
        ("Old disks are destroyed in the house.",),
    ),
    Matter(
        "アカウント及び権限の棚卸し", "Accounts and rights",
        (
            "異動後も前所属の共有フォルダを閲覧できる職員が{3..12}名確認された。",
            "退職者のアカウントのうち{1..4}件が有効のままとなっていた。",
            "保守事業者用のアカウントは、作業日のみ有効とする運用としている。",
            "管理者権限を持つ職員は{4..8}名である。",
        ),
        ("異動及び退職の情報は、発令日までに人事担当から受け取る。", "権限の一覧を{半年|四半期}ごとに各課へ確認する。"),
        ("{3..12} people could still open their former section's folder.", "{1..4} accounts of leavers were live."),
        ("Personnel reports every change before it takes effect.",),
    ),
    Matter(
        "バックアップの確認", "Backups",
        (
            "ファイルサーバーの夜間バックアップは、{lastmonth}月中に{1..3}回失敗していた。",
            "復元試験を実施し、{120..900}ファイルを{20..75}分で復元できた。",
            "遠隔地保管の媒体は、週{1|2}回交換している。",
            "保存容量の使用率が{70..93}%に達している。",
        ),
        ("失敗時の通知を担当者{2|3}名に送る設定とする。", "復元試験は年{2|4}回実施する。"),
        ("The nightly backup failed {1..3} times.", "A test brought {120..900} files back in {20..75} minutes."),
        ("A failure is reported to {two|three} people.",),
    ),
    Matter(
        "ネットワーク機器の保守", "Network equipment",
        (
            "{2|3|4}階のスイッチが{1..3}回再起動しており、電源装置の不具合が疑われる。",
            "保守切れとなる機器が年度内に{4..14}台ある。",
            "出先機関との回線で、昼休みに遅延が生じている。",
            "会議室の無線アクセスポイントの増設要望が{2..5}件ある。",
        ),
        ("予備機と交換し、原因を保守事業者に調査させる。", "更新費用を次年度予算に要求する。"),
        ("A switch restarted {1..3} times.", "{4..14} devices lose their support this year."),
        ("The spare is put in; the firm looks for the cause.",),
    ),
)  # fmt: skip
