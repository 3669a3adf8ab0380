"""What residents complain of and what was done about it, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.staff.texts.fields import Field

Said = tuple[str, str]
"""What was said, what was done."""

COMPLAINTS_JA: Mapping[Field, tuple[Said, ...]] = {
    "any": (
        ("窓口の待ち時間が長い。番号が飛ばされたように見えた。", "番号の仕組みを説明し、お詫びした。"),
        ("電話をたらい回しにされた。3回同じ説明をした。", "担当課を確認の上、折り返し回答した。"),
        ("駐車場が満車で、{15..40}分待った。", "第2駐車場を案内した。混雑日の掲示を検討する。"),
        ("市のホームページで様式が見つからない。", "掲載場所を電話で案内した。リンクを修正した。"),
        ("職員の言葉遣いが横柄である。", "係長から謝罪し、当該職員を指導した。"),
        ("職員が私語をしていて、呼んでも気付かなかった。", "課内で共有し、注意を促した。"),
        ("通知の文字が小さくて読めない。", "内容を読み上げて説明した。拡大版を郵送した。"),
        ("庁舎のトイレの温水が出ない。", "設備担当に修理を依頼した。"),
        ("昼休みに電話がつながらない。", "当番の人数を見直すこととした。"),
        ("車椅子で入りにくい。", "補助者の対応を説明し、設備担当へ伝えた。"),
        ("案内表示が分かりにくく、庁内で迷った。", "総合案内の場所を説明し、表示の改善を依頼した。"),
        ("提出した書類の控えをもらえなかった。", "写しに受付印を押して郵送した。"),
    ),
    "tax": (
        ("納付済みなのに督促状が届いた。", "行き違いであることを確認し、お詫びした。"),
        ("口座振替の手続をしたのに納付書が届いた。", "開始月を説明し、次回からの振替を確認した。"),
        ("昨年より税額が上がった理由が分からない。", "所得と控除の内訳を説明した。"),
        ("亡くなった父宛てに通知書が届いた。", "相続人代表者の届出を案内した。"),
        ("取り壊した家屋に課税されている。", "現地を確認し、滅失届の提出を案内した。"),
        ("隣の土地と評価額が違い過ぎる。", "路線価と画地の補正を説明した。"),
    ),
    "residents": (
        ("証明書の自動交付が使えないことを知らなかった。", "停止予定の掲示場所を増やすこととした。"),
        ("マイナンバーカードの受取りの予約が取れない。", "休日交付の枠を案内した。"),
        ("転入届に必要な書類を事前に教えてもらえなかった。", "必要書類の一覧を渡し、再来庁の時間を調整した。"),
        ("住所の番地が誤って印字されていた。", "正しい証明書を再発行し、お詫びした。"),
        ("土曜日に開いていると思って来た。", "開庁日の案内を手渡した。"),
    ),
    "welfare": (
        ("介護認定の結果がなかなか届かない。", "意見書を督促中であることを説明した。"),
        ("保育所の選考結果に納得できない。", "選考基準と点数を説明した。"),
        ("健診の予約電話がつながらない。", "インターネット予約を案内した。"),
        ("相談室の声が外に漏れている。", "部屋を変更し、仕切りを追加した。"),
        ("母の見守り訪問が先月はなかった。", "事業者に確認し、日程を連絡した。"),
    ),
    "works": (
        ("{虹見町|朝凪町|早苗原|白妙台}の道路に穴が開いている。", "当日中に応急補修を行った。"),
        ("街路灯が{1|2}週間以上消えたままである。", "番号を確認し、業者に修繕を指示した。"),
        ("側溝から悪臭がする。", "現地を確認し、清掃を手配した。"),
        ("工事の騒音で朝早くから眠れない。", "施工業者に作業開始時刻の遵守を指導した。"),
        ("隣の空き家の庭木が道路にはみ出している。", "現地を確認し、所有者へ文書で依頼した。"),
        ("夜間に公園で騒ぐ者がいる。", "警察に巡回を依頼し、看板を設置した。"),
        ("水道の水が濁っている。", "付近の作業によるものと説明し、放水した。"),
        ("ごみ集積所にカラスが集まり、散乱している。", "防鳥ネットの貸出しを案内した。"),
    ),
    "education": (
        ("公民館の予約が抽選ばかりで当たらない。", "空き状況の確認方法を案内した。"),
        ("登校時間帯に通学路を走る車が速い。", "警察と協議し、看板を設置することとした。"),
        ("給食の献立表が届いていない。", "学校に確認し、再配布した。"),
        ("図書館の予約本を別の人に渡された。", "お詫びし、優先的に手配した。"),
    ),
    "planning": (
        ("コミュニティバスが定刻より{5..12}分早く発車した。", "運行事業者に事実を確認し、再発防止を求めた。"),
        ("広報紙が届いていない。", "自治会長に確認し、{1|2}部を郵送した。"),
        ("寄附の返礼品が届かない。", "配送状況を事業者に確認し、折り返し連絡した。"),
    ),
    "affairs": (
        ("防災行政無線が聞き取れない。", "放送内容の電話応答サービスを案内した。"),
        ("選挙のはがきが家族と別の日に届いた。", "郵便の配達状況を説明した。"),
        ("情報公開の決定が遅い。", "期限の延長を通知済みであることを説明した。"),
    ),
}

COMPLAINTS_EN: Mapping[Field, tuple[Said, ...]] = {
    "any": (
        ("Waited {30..70} minutes at the counter", "Explained the numbers; apologised"),
        ("Form on the website is in Japanese only", "Sent the English leaflet"),
        ("Nobody at the telephone at lunch time", "A second person is on duty from now on"),
        ("Sent to three different counters", "Went along to the right one; apologised"),
        ("Car park full, waited {15..40} minutes", "Showed the way to the second car park"),
        ("Letters are too small to read", "Read it out; sent a larger print"),
        ("Could not find the entrance with a wheelchair", "Explained the bell; told the building team"),
    ),
    "tax": (
        ("Bill arrived although it was paid", "Letters crossed; confirmed the payment"),
        ("Why is the tax higher than last year?", "Explained income and deductions"),
    ),
    "works": (
        ("Street light out for {two|three} weeks", "Told the firm to mend it"),
        ("Noise from a building site at {6|7} a.m.", "Reminded the firm of the hours agreed"),
        ("Hole in the road near {Nijimi|Asanagi|Sanaehara}", "Filled the same day"),
    ),
    "planning": (("Bus left {5..12} minutes early", "Asked the operator; apologised"),),
}
