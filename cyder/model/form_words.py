"""The words of the form: for each section what it is called and asks, for each field what it is called and holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Words = tuple[str, str, str, str | tuple[str, str]]
"""English, Japanese, what it holds (a kind, or an enum of LABELS; `!`: a first report asks for it), an example."""
Sheet = tuple[Literal["value", "values", "group", "table"], str, str, str, str, Mapping[str, Words]]
"""Shape, name and question in English and Japanese, fields."""

_AT = "2026-11-23T15:04:05+09:00"
_SURE: Words = ("Confidence", "確度", "confidence", "confirmed")

SECTIONS: Mapping[str, Sheet] = {
    "stage": (
        "value",
        "Stage",
        "報告の段階",
        "Which report is this?",
        "どの段階の報告ですか。",
        {"": ("", "", "stage!", "first")},
    ),
    "detected": (
        "group",
        "Detection",
        "検知",
        "When and how did you notice it?",
        "いつ、どのように気づきましたか。",
        {
            "at": ("Time", "検知日時", "time!", _AT),
            "how": ("How", "検知の経緯", "detection!", "user-report"),
            "by": ("By whom", "検知者", "text", ("helpdesk", "情報システム課")),
        },
    ),
    "summary": (
        "value",
        "Summary",
        "概要",
        "In your own words: what happened, what you did, what is still open.",
        "何が起きたか、何をしたか、何が未解決かを自分の言葉で書いてください。",
        {
            "": (
                "",
                "",
                "essay!",
                (
                    "Somebody tries passwords on the mail server. We blocked the address.",
                    "メールサーバーに対するパスワード試行を確認し、発信元を遮断した。",
                ),
            )
        },
    ),
    "status": (
        "value",
        "Status",
        "対応状況",
        "How far are you?",
        "対応はどこまで進んでいますか。",
        {"": ("", "", "status!", "investigating")},
    ),
    "classification": (
        "group",
        "Classification",
        "事案の分類",
        "What sort of incident is it?",
        "どのような種類の事案ですか。",
        {
            "category": ("Category", "分類", "category!", "intrusion-attempts/brute-force"),
            "also": ("Further categories", "その他の分類(2件まで)", "category", "other/other"),
            "severity": ("Severity", "重大度", "severity!", "low"),
            "vector": ("Way in", "侵入経路", "vector", "unknown"),
            "determination": ("What came of it", "被害の有無", "determination", "suspected"),
        },
    ),
    "assets": (
        "table",
        "Machines",
        "対象機器",
        "Which machines are concerned, and in what part? That one is not affected is a statement too.",
        "どの機器が、どのように関わっていますか。「影響なし」も立派な報告です。",
        {
            "host": ("Machine", "機器名", "text!", "mail"),
            "role": ("Part", "役割", "asset_role!", "target"),
            "finding": (
                "Finding",
                "確認内容",
                "text",
                ("failed log-ins from outside", "外部からのログイン失敗を多数確認"),
            ),
            "confidence": _SURE,
        },
    ),
    "accounts": (
        "table",
        "Accounts",
        "対象アカウント",
        "Whose accounts are concerned?",
        "どのアカウントが関わっていますか。",
        {
            "account": ("Account", "アカウント名", "text!", "somebody"),
            "state": ("State", "状態", "account_state!", "targeted-only"),
            "confidence": _SURE,
        },
    ),
    "indicators": (
        "table",
        "Indicators",
        "痕跡情報(IoC)",
        "By what can the attack be recognised? List what you think more likely than not.",
        "攻撃を見分ける手がかりは何ですか。可能性が五分五分を超えると思うものを挙げてください。",
        {
            "kind": ("Kind", "種類", "indicator_kind!", "ip"),
            "value": ("Value", "値", "text!", "192.0.2.1"),
            "role": ("Part", "役割", "indicator_role", "source"),
            "confidence": _SURE,
        },
    ),
    "timeline": (
        "table",
        "Timeline",
        "経過",
        "What happened when? The time as the log has it.",
        "いつ何が起きましたか。時刻はログのとおりに書いてください。",
        {
            "at": ("Time", "日時", "time!", _AT),
            "until": ("Until", "終了日時", "time", _AT),
            "type": ("What", "出来事", "timeline_kind!", "credential-attack"),
            "host": ("Machine", "機器名", "text!", "mail"),
            "account": ("Account", "アカウント名", "text", "somebody"),
            "note": ("Note", "備考", "text", ("four failed log-ins", "ログイン失敗が4回")),
        },
    ),
    "occurred": (
        "group",
        "Time of the incident",
        "発生期間",
        "From when until when did it take place?",
        "事案はいつからいつまで続きましたか。",
        {
            "start": ("Start", "開始日時", "time", _AT),
            "end": ("End", "終了日時", "time", _AT),
            "ongoing": ("Still going on", "継続中", "flag", "false"),
        },
    ),
    "techniques": (
        "values",
        "Techniques",
        "攻撃手法(ATT&CK)",
        "Which ATT&CK techniques did you see?",
        "ATT&CKのどの手法が使われましたか。",
        {"": ("Technique", "手法", "text", "T1110.001")},
    ),
    "data_impact": (
        "group",
        "Data",
        "情報への影響",
        "Which data were read, changed or lost?",
        "閲覧・改ざん・持ち出しされた情報はありますか。",
        {
            "involved": ("Concerned", "影響の有無", "involvement", "none"),
            "kinds": ("Kinds", "情報の種類", "data_kind", "none"),
            "records": ("Records, from and to", "件数(下限と上限)", "range", "{min: 0, max: 0}"),
            "legal_report_needed": ("The law asks for a report", "法令上の報告の要否", "flag", "false"),
        },
    ),
    "root_cause": (
        "group",
        "Cause",
        "原因",
        "Why could it happen?",
        "なぜ起きましたか。",
        {
            "code": ("Cause", "原因", "root_cause", "unknown"),
            "text": (
                "In words",
                "説明",
                "text",
                (
                    "the mail server answers log-ins from anywhere",
                    "メールサーバーへのログインを外部からも受け付けていた",
                ),
            ),
        },
    ),
    "actions": (
        "table",
        "Actions taken",
        "実施した対応",
        "What did you do about it?",
        "どのような対応をしましたか。",
        {
            "kind": ("Action", "対応", "action_kind!", "block-network"),
            "target": ("Of what", "対象", "text!", "192.0.2.1"),
            "at": ("Time", "日時", "time!", _AT),
            "approved_by": ("Approved by", "承認者", "text", ("head of IT", "情報システム課長")),
            "effect": ("Effect", "結果", "text", ("no further log-ins", "以後のログイン試行なし")),
        },
    ),
    "notifications": (
        "table",
        "Who was told",
        "連絡・報告先",
        "Whom did you tell?",
        "誰に連絡・報告しましたか。",
        {
            "to": ("To", "連絡先", "recipient", "ciso"),
            "at": ("Time", "日時", "time", _AT),
            "why": ("Why", "理由", "text", ("our rules ask for it", "規程に基づく報告")),
        },
    ),
    "evidence": (
        "table",
        "Evidence",
        "根拠となるログ",
        "Which log line proves which statement? `timeline[0]` is the first entry of the timeline.",
        "どの記述を、どのログの行が裏づけますか。timeline[0]は経過の1件目を指します。",
        {
            "claim": ("Statement", "裏づける記述", "text", "timeline[0]"),
            "source": ("Log", "ログの場所", "text", "mail:/var/log/mail.log"),
            "quote": ("Line", "ログの行", "text", ("the whole line, copied from the log", "ログからそのまま写した1行")),
        },
    ),
    "lessons": (
        "values",
        "Lessons",
        "教訓・再発防止",
        "What should be different next time?",
        "次に備えて何を変えますか。",
        {
            "": (
                "Lesson",
                "教訓",
                "text",
                ("Log-ins to mail only from the office.", "メールへのログインを庁内に限定する。"),
            )
        },
    ),
    "reporter": (
        "group",
        "Reporter",
        "報告者",
        "Who writes this?",
        "報告者はどなたですか。",
        {
            "member": ("Member", "担当者", "text", "member-1"),
            "duty": ("Duty", "役割", "text", ("log analysis", "ログ解析")),
            "contact": ("Contact", "連絡先", "text", ("extension 1234", "内線1234")),
        },
    ),
    "time_zone": (
        "value",
        "Time zone",
        "時間帯",
        "In which time zone are times shown?",
        "時刻はどの時間帯で表示しますか。",
        {"": ("", "", "text", "Asia/Tokyo")},
    ),
}
