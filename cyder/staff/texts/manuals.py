"""How things are done here: titles and steps of manuals, in Japanese and in English."""

from __future__ import annotations

MANUALS_JA: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("複合機の紙詰まり・トナー交換", (
        "操作画面に表示された番号の箇所を開け、用紙を両手でゆっくり引き抜く。",
        "用紙が破れた場合は、紙片が残っていないか必ず確認する。",
        "トナーの交換表示が出ても、約{200|300|500}枚は印刷できる。予備は{総務課|倉庫}にある。",
        "使用済みのトナーは、箱に入れて{給湯室前|倉庫}の回収場所へ置く。",
        "同じ箇所で{2|3}回続けて詰まるときは、保守業者に連絡する。機械番号は側面のシールで確認する。",
    ),
     ("厚紙は手差しトレイを使うこと。", "個人情報を印刷した用紙を機内に残さないこと。"),
     ""),
    ("会議室の予約と使用", (
        "グループウェアの「施設予約」を開き、会議室と日時を選ぶ。",
        "用件欄に、所属名、内線番号、人数を入力する。",
        "使用後は机を元の配置に戻し、ホワイトボードを消す。",
        "空調と照明を切り、鍵を{守衛室|総務課}に返却する。",
    ),
     ("{16|20}人以上の会議は大会議室を使うこと。", "飲物の準備は各課で行うこと。"),
     ""),
    ("公用車の予約と運転", (
        "公用車予約表に所属、行先、運転者を入力する。",
        "鍵と運転日報を総務課の窓口で受け取る。",
        "出発前にアルコールチェックを行い、記録簿に記入する。",
        "帰庁後、走行距離と給油の有無を日報に記入し、再度アルコールチェックを行う。",
        "燃料が半分以下のときは、指定の給油所で給油してから返却する。",
    ),
     ("事故の際は、警察と総務課に直ちに連絡すること。", "運転免許証の写しを毎年度提出すること。"),
     ""),
    ("窓口収納金の締め", (
        "{16|17}時{00|15|30}分にレジの中間集計を行い、現金の残高を数える。",
        "レジの集計票、申請書の枚数、現金の三つが一致することを確認する。",
        "一致しないときは、申請書の手数料欄を1枚ずつ照合する。",
        "現金は専用の袋に入れ、2名で封をして金庫へ納める。",
        "翌日の{9|10}時までに会計担当へ払い込む。",
    ),
     ("釣銭は{20,000|30,000|50,000}円とし、始業前に2名で確認すること。", "過不足は当日中に係長へ報告すること。"),
     "tax residents accounting welfare"),
    ("封入封緘と発送", (
        "宛名の一覧を出力し、引抜き対象者に印を付ける。",
        "通知書、返信用封筒、チラシの順に重ね、三つ折りにする。",
        "{50|100}通ごとに束ね、抜取りで{3|5}通の中身を確認する。",
        "発送票に通数を記入し、{14|15}時までに文書担当へ持ち込む。",
    ),
     ("宛名と中身の照合は、必ず2名で行うこと。", "書き損じは溶解処理の箱に入れること。"),
     "tax residents welfare affairs"),
    ("電話応対の基本", (
        "3コール以内に受話器を取り、「{office}{section}の○○でございます」と名乗る。",
        "用件を聞き、復唱してから担当者に取り次ぐ。",
        "担当者が不在のときは、戻る時刻を伝え、折り返すか伝言を受けるかを確認する。",
        "個人に関する情報は、電話では答えない。折り返しは登録された番号にかける。",
    ),
     ("相手が切ってから受話器を置くこと。", "長時間の苦情は、係長に相談して対応を代わること。"),
     ""),
    ("共有フォルダの使い方", (
        "所属フォルダの下は「年度」「事業名」の順に作る。",
        "ファイル名は「日付_件名_版」とし、記号と空白は使わない。",
        "個人用のフォルダには、業務の文書を置かない。",
        "削除したファイルは、情報担当に依頼すれば{7|14|30}日以内なら復元できる。",
    ),
     ("{200|500}MBを超えるファイルは置かないこと。", "年度末に不要なファイルを整理すること。"),
     ""),
    ("証明書の郵送請求の処理", (
        "封筒を開封し、申請書、本人確認書類の写し、手数料、返信用封筒を確認する。",
        "不足があるときは、電話で連絡し、受付簿に内容を記入する。",
        "証明書を発行し、別の職員が氏名と通数を照合する。",
        "釣銭と証明書を返信用封筒に入れ、封をする前に再度確認する。",
    ),
     ("定額小為替の番号を受付簿に控えること。", "受付から{2|3}開庁日以内に発送すること。"),
     "residents tax"),
    ("新しい職員を迎える準備", (
        "着任の{5|7}日前までに、机、椅子、電話機を手配する。",
        "アカウント、メールアドレス、入館証の申請書を情報担当へ提出する。",
        "初日は庁舎を案内し、非常口と避難場所を伝える。",
        "事務分担表、連絡網、マニュアルの場所を説明する。",
    ),
     ("最初のパスワードは本人に手渡しすること。", "名札は総務課で受け取ること。"),
     ""),
)  # fmt: skip
"""Title, steps, remarks, and the fields of work that need it; empty: all."""

MANUALS_EN: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("Drawing viewer: installing and first steps", (
        "Close all drawings before you begin.",
        "Copy the folder from the section's share to your own computer; do not start the program from the share.",
        "Open a drawing with File > Open; large ones take up to {20|40|60} seconds.",
        "Measure with the ruler. Distances are in metres; the scale stands at the lower edge.",
        "Print to A3 on the copier on floor {1..4}.",
    ),
     ("The licence covers {5|10} seats.", "Questions go to the maker's support, in English."),
     "works information education planning"),
    ("Water level gauge: weekly check", (
        "Read the display at the gauge and compare it with the value on the screen in the office.",
        "If they differ by more than {2|3|5} centimetres, clean the sensor with fresh water.",
        "Note time, value and weather in the book.",
        "Change the batteries every {six|twelve} months.",
    ),
     ("Never open the case in the rain.", "Two people go; one stays on the bank."),
     "works"),
    ("Helping visitors who speak no Japanese", (
        "Greet the visitor and point at the sheet with languages.",
        "Call the interpreter by telephone; the number stands on the sheet at the counter.",
        "Write down numbers and dates; do not say them only.",
        "Give the visitor the English leaflet and mark the right page.",
    ),
     ("There are leaflets in {4|5|6} languages.", "Do not ask children to interpret."),
     ""),
    ("Setting up the meeting room for a video call", (
        "Switch on the screen and the camera; the remote control lies in the drawer.",
        "Log in with your own account and open the invitation.",
        "Test microphone and speaker {ten|fifteen} minutes before the call.",
        "Show only the window you mean to share.",
    ),
     ("Close the blinds on the south side.", "Log out afterwards."),
     ""),
)  # fmt: skip
