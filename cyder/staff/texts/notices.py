"""What one office tells all others: circulars, in Japanese and in English."""

from __future__ import annotations

NOTICES_JA: tuple[tuple[str, str], ...] = (
    ("庁舎内の電気設備点検に伴う停電", """\
電気事業法に基づく定期点検を下記のとおり実施します。
点検中は庁舎内の全ての電源が使用できませんので、前日の退庁時にパソコン及び複合機の電源を必ずお切りください。
　　　　　　　　　　　　　記
１　日時　　　{soon}　{8|9}時から{12|13}時まで
２　停電範囲　本庁舎{全館|1階から3階まで}
３　その他　　冷蔵庫内の食品は、各自で処分してください。"""),
    ("健康診断の受診", """\
今年度の職員健康診断を下記のとおり実施しますので、対象者は必ず受診してください。
業務の都合により受診できない場合は、{7|10}日前までに日程変更の連絡をお願いします。
　　　　　　　　　　　　　記
１　日時　　　{soon}から3日間　9時から11時30分まで
２　会場　　　{大会議室|保健センター}
３　持参品　　問診票、検体容器"""),
    ("業務システムの停止", """\
機器の保守作業のため、下記の時間帯は業務システムを利用できません。
窓口で証明書を発行する所属は、手書き処理の準備をお願いします。
　　　　　　　　　　　　　記
１　日時　　　{soon}　{18|19}時から翌日6時まで
２　対象　　　財務会計、文書管理、グループウェア
３　留意事項　作業中に保存したデータは失われることがあります。"""),
    ("不審な電子メールに対する注意喚起", """\
取引先を装い、請求書や見積書と称するファイルを添付した電子メールが他の自治体で確認されています。
心当たりのない添付ファイル及びリンクは、開かないでください。
誤って開いた場合は、直ちにネットワークケーブルを抜き、情報担当（内線{it}）へ電話で連絡してください。
なお、端末の電源は切らないでください。"""),
    ("年次有給休暇の計画的な取得", """\
職員の健康の保持及び業務能率の向上のため、年次有給休暇の計画的な取得をお願いします。
所属長は、毎月{20|25}日までに翌月の休暇予定を取りまとめ、職員が休暇を取得しやすい環境づくりに努めてください。
取得日数が5日に満たない職員については、{今月|来月}末までに取得計画を提出してください。"""),
    ("文書の廃棄", """\
保存年限が満了した文書の廃棄を、下記のとおり実施します。
個人情報が記載されたものは溶解処理としますので、必ず専用の箱に入れてください。
　　　　　　　　　　　　　記
１　搬出日　　{soon}　{9|13}時30分から
２　搬出場所　{1階倉庫|地下駐車場}
３　提出物　　廃棄目録（{3|5}日前までに提出）
４　注意　　　クリップ及びファイルの金具は取り外してください。"""),
    ("駐車場の利用制限", """\
{期日前投票|確定申告の相談|市民講座}の会場設営に伴い、来庁者用駐車場の一部を閉鎖します。
当日は公用車を第{2|3}駐車場へ移動し、職員の自家用車の駐車は御遠慮ください。
　　　　　　　　　　　　　記
１　日時　　　{soon}　8時から{17|18}時まで
２　閉鎖区画　{北|南|東}側{20..45}台分"""),
    ("次年度予算要求書の提出", """\
次年度の予算要求に当たり、下記により要求書を提出してください。
要求額は、原則として前年度当初予算額の{95|97|100}%以内とします。
　　　　　　　　　　　　　記
１　提出期限　{soon}（厳守）
２　提出方法　共有フォルダ「予算要求」に保存
３　添付書類　見積書の写し、事業説明資料
４　ヒアリング　提出後、{1|2}週間以内に実施"""),
    ("防災訓練の実施", """\
大規模な地震を想定した訓練を下記のとおり実施します。
訓練中は電話がつながりにくくなりますので、来庁者への説明をお願いします。
　　　　　　　　　　　　　記
１　日時　　　{soon}　{9|10|14}時から{40|60}分間
２　内容　　　初動対応、避難誘導、安否確認メールの返信
３　集合場所　{北側駐車場|正面玄関前}"""),
    ("給与支払明細書の電子化", """\
給与支払明細書は、{来月|再来月}支給分からグループウェアで閲覧する方法に変更します。
紙の明細書が必要な職員は、{soon}までに人事担当へ申し出てください。
初回の閲覧時には、職員番号と各自のパスワードが必要です。"""),
    ("会議室の予約方法の変更", """\
会議室の予約が重複する事例が見られることから、予約方法を下記のとおり変更します。
　　　　　　　　　　　　　記
１　適用日　　{soon}から
２　変更内容　電話による予約を廃止し、グループウェアの施設予約に統一する。
３　予約期間　使用日の{2|3}か月前から
４　取消し　　使用しないこととなったときは、速やかに取り消すこと。"""),
    ("公印の使用", """\
公印の使用に当たり、決裁が完了していない文書への押印を求める事例がありました。
押印を受ける際は、決裁済みの起案文書と、宛名の入った施行文書を併せてお持ちください。
押印の受付時間は、9時から{16|17}時までとします。"""),
)  # fmt: skip
"""Subject and text. `{soon}` is a working day soon after, `{it}` the extension of those who mend computers."""

NOTICES_EN: tuple[tuple[str, str], ...] = (
    ("Planned power cut", """\
The electrical system of the building is inspected on {soon}, from {8|9} a.m. to {noon|1 p.m.}.
There will be no power on {any floor|floors 1 to 3}. Please switch off computers and copiers before you leave the
day before, and take your food out of the refrigerators."""),
    ("Visit from our sister city", """\
{6..14} guests from Lornemouth will be in the town hall on {soon}.
They meet the mayor at {10|11} a.m. and see the {library|fire station|residents' counter} afterwards.
Colleagues who speak English and can show them round for {30|45} minutes, please call the planning section."""),
    ("Suspicious e-mail", """\
Other towns report mails with an attached "invoice" that nobody ordered.
Do not open attachments or links you did not expect. If you did: pull out the network cable, leave the computer
switched on, and call extension {it}. Nobody will blame you; every minute counts."""),
    ("Maintenance of the office systems", """\
Accounting, records and groupware are not available from {6|7} p.m. on {soon} until six the next morning.
Counters that issue certificates: please have the paper forms ready.
Whatever is saved during the work may be lost."""),
    ("Conversation classes for staff", """\
The next round of English classes begins on {soon}, every week, from 5.45 to 6.45 p.m., in meeting room {1..4}.
There are {8|10|12} places. Beginners are welcome; please ask your section chief before you sign up."""),
    ("Booking of meeting rooms", """\
From {soon} rooms are booked in the groupware only, up to {two|three} months ahead. Bookings by telephone end.
Please cancel a room that you do not need: {5..19} bookings last month were not used."""),
)  # fmt: skip
