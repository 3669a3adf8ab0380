"""Matters of every section of a town hall."""

from __future__ import annotations

from cyder.staff.texts.matter import Matter

COMMON: tuple[Matter, ...] = (
    Matter(
        "時間外勤務の縮減", "Cutting overtime",
        (
            "先月の時間外勤務は課全体で{60..190}時間であり、前年同月比で{5..20}%{増|減}となった。",
            "特定の職員に業務が偏っており、月{40..60}時間を超えた職員が{1..3}名いる。",
            "毎週水曜日のノー残業デーの実施率は{60..90}%にとどまっている。",
            "議会対応の時期と窓口の繁忙期が重なることが主な要因である。",
        ),
        (
            "時間外勤務は、事前に係長へ申請することを徹底する。",
            "事務分担を{来月|年度内}に見直し、副担当を必ず置くこととする。",
        ),
        ("Overtime came to {60..190} hours last month.", "{1..3} members of staff were above {40..60} hours."),
        ("Overtime is asked for beforehand; by {next month|the end of the year} two people know every task.",),
    ),
    Matter(
        "会議資料の電子化", "Meetings without paper",
        (
            "課内会議の資料は共有フォルダへの保存を原則としているが、紙での配付が{3..6}割残っている。",
            "コピー用紙の使用量は前年同期比で{5..25}%の減となった。",
            "会議室のモニターは{2..5}台が使用でき、予約はグループウェアから行う。",
            "外部委員が出席する会議については、当面、紙資料を併用している。",
        ),
        ("資料は会議前日の{15|16|17}時までに共有フォルダへ保存する。", "次回から紙資料の配付は行わない。"),
        ("About {3..6} in ten papers are still printed.", "Screens are available in {2..5} meeting rooms."),
        ("Papers go to the shared folder by {3|4|5} p.m. on the day before.",),
    ),
    Matter(
        "文書の保存及び廃棄", "Keeping and disposing of records",
        (
            "保存年限が満了した簿冊は{40..180}冊あり、廃棄目録の作成が{5..9}割まで進んでいる。",
            "執務室内の書庫は空きがなく、{3..9}箱を仮置きしている状態である。",
            "個人情報を含む文書は、溶解処理の対象として別の箱に分ける必要がある。",
            "電子ファイルについても、年度末に所属フォルダの整理を行うこととされている。",
        ),
        ("廃棄目録は各係で確認し、来月{10|15}日までに文書主任へ提出する。", "溶解処理の箱には所属名と連番を記入する。"),
        ("{40..180} volumes may be disposed of.", "The store room is full; {3..9} boxes stand in the office."),
        ("Each team checks its list by the {10|15|20}th.",),
    ),
    Matter(
        "情報セキュリティ対策", "Information security",
        (
            "不審なメールの添付ファイルを開封しないよう、全庁に注意喚起があった。",
            "標的型メール訓練の開封率は{4..18}%であり、前回より{改善した|やや悪化した}。",
            "離席時の画面ロックが徹底されていない端末が{2..6}台確認された。",
            "USBメモリは情報担当が貸し出すもの以外、使用できない。",
        ),
        ("不審なメールは、情報担当（内線{it}）へ連絡する。", "課内で{15..30}分の勉強会を行う。"),
        ("In the phishing drill {4..18} per cent opened the attachment.", "{2..6} screens were found unlocked."),
        ("Suspicious mail is reported to extension {it}, unopened.",),
    ),
    Matter(
        "予算の執行状況", "How the budget stands",
        (
            "{lastmonth}月末現在の執行率は、前年同期を{1..6}ポイント{上回って|下回って}いる。",
            "需用費のうち印刷製本費に不足が見込まれ、流用で対応する予定である。",
            "委託料は入札差金が{120..980}千円生じている。",
            "備品購入費は年度内の納品に間に合うよう、早めの発注が必要である。",
        ),
        ("未執行の事業は、執行予定を{今月|来月}末までに報告する。", "不用額の見込みは係ごとにまとめる。"),
        ("Spending is {2..6} points behind last year's.", "Printing will be short; money is moved."),
        ("Teams report what is still to be ordered by the end of the month.",),
    ),
    Matter(
        "電話及び窓口の応対", "Answering callers",
        (
            "他課への取次ぎの際に用件が伝わらず、再度説明を求められたとの意見が{2..5}件あった。",
            "昼休みの当番は{2..3}名体制としているが、{11|12}時台の来庁者が多く対応が追い付いていない。",
            "応対マニュアルは{3..6}年前に作成したもので、現在の組織と合わない箇所がある。",
            "聴覚に障害のある方への筆談具の置き場所が分かりにくいとの指摘があった。",
        ),
        ("取次ぎの際は、氏名と用件を必ず復唱する。", "応対マニュアルを改訂し、{来月|今年度中}に配布する。"),
        ("{2..5} callers had to explain themselves twice.", "Two people at lunch time are too few."),
        ("The guide for callers will be brought up to date.",),
    ),
    Matter(
        "職員の休暇取得", "Leave",
        (
            "年次有給休暇の平均取得日数は{6..12}.{0..9}日で、目標の{12..14}日に届いていない。",
            "取得が5日に満たない職員が{1..4}名おり、個別に声を掛けている。",
            "子の看護等休暇の利用が{1..4}件あった。",
            "連続休暇は、窓口当番との調整がつかないことが課題である。",
        ),
        ("休暇予定表を毎月{20|25}日までに共有フォルダへ入力する。", "当番の交代は本人同士で調整し、係長へ報告する。"),
        ("On average {6..12} days of leave were taken.", "{1..4} people have taken fewer than five days."),
        ("Leave is entered in the shared plan by the {20|25}th.",),
    ),
    Matter(
        "職員参集訓練", "The emergency assembly drill",
        (
            "早朝の参集訓練では、発災から{60..90}分以内に{6..9}割の職員が参集できた。",
            "安否確認メールの返信に{20..55}分を要した職員が{2..6}名いた。",
            "公共交通機関の停止を想定すると、徒歩で参集できる職員は{10..24}名にとどまる。",
            "非常用持出品のうち、乾電池と軍手が不足していた。",
        ),
        ("緊急連絡網を更新し、{今週|来週}中に配布する。", "参集手段を各自で再確認し、調査票を提出する。"),
        ("{6..9} in ten arrived within {60..90} minutes.", "Batteries and gloves were missing from the emergency box."),
        ("The calling list is brought up to date by next week.",),
    ),
    Matter(
        "公用車の利用", "The official cars",
        (
            "公用車の予約が午前中に集中し、{2..5}件の重複があった。",
            "運転日報の走行距離の記入漏れが{3..9}件あった。",
            "アルコールチェックは、運転の前後に必ず行い、記録簿へ記入することとされている。",
            "{3|5|8}号車は{来月|再来月}に車検を迎えるため、{2..4}日間使用できない。",
        ),
        ("予約した車を使わなくなったときは、速やかに取り消す。", "運転日報は当日中に記入する。"),
        ("There were {2..5} double bookings.", "Car {3|5|8} goes for inspection for {2..4} days."),
        ("Bookings that are not needed are cancelled at once.",),
    ),
    Matter(
        "備品の現物確認", "Checking the inventory",
        (
            "備品台帳に登載された{80..260}点のうち、{2..9}点の所在が確認できていない。",
            "備品シールの剥がれが{5..20}点あり、再発行を依頼している。",
            "使用していないキャビネットが{2..4}台あり、他課への管理換えを検討している。",
            "パソコンの入替えに伴い、旧端末{8..30}台の返納が必要である。",
        ),
        ("所在不明の備品は、来月{10|20}日までに再度確認する。", "管理換えの手続は総務担当が行う。"),
        ("{2..9} of {80..260} objects were not found.", "{8..30} old computers go back."),
        ("The missing objects are looked for again by the {10|20}th.",),
    ),
    Matter(
        "節電及び空調の運転", "Saving electricity",
        (
            "庁舎全体の使用電力量は前年同月比で{2..12}%の{減|増}となった。",
            "空調の運転時間は{8|9}時から{17|18}時までで、時間外は申請が必要である。",
            "昼休みの消灯は概ね実施されているが、廊下側の照明が残っていることがある。",
            "個人の暖房器具の持込みは、配線容量の関係から認められていない。",
        ),
        ("最終退庁者は、チェック表により電源を確認する。", "複合機の省電力設定を統一する。"),
        ("The building used {2..12} per cent {less|more} power than last year.", "Private heaters are not allowed."),
        ("Whoever leaves last checks the list at the door.",),
    ),
    Matter(
        "事務分担の見直し", "Who does what",
        (
            "育児休業に入る職員の業務を、{2..3}名で分担する必要がある。",
            "会計年度任用職員の任用は{4|9|10}月からを予定し、募集の準備を進めている。",
            "担当者しか手順を知らない業務が{3..7}件あり、マニュアルの整備が遅れている。",
            "前任者からの引継ぎは、書面と口頭で{2..4}回行った。",
        ),
        ("正副の担当者を定め、事務分担表を更新する。", "マニュアルのない業務は、{今年度中|来月末まで}に作成する。"),
        ("{3..7} tasks are known to one person only.", "A colleague goes on leave; {2..3} others take over."),
        ("Every task gets a first and a second person, and a page of instructions.",),
    ),
)  # fmt: skip
