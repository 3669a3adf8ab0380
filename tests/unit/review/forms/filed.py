"""A report in which every field is filled in, and a blank one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cyder.model.base import LocalText
from cyder.model.evidence import IndicatorKind
from cyder.model.report import Report
from cyder.model.service import FiledReport
from cyder.review.forms import Context

INDICATORS: dict[IndicatorKind, str] = {
    "ip": "203.0.113[.]66",
    "domain": "cdn-stat[.]example",
    "url": "hxxp://cdn-stat[.]example/update.bin?n=1",
    "email": "billing@vend0r.example",
    "sha256": "ab" * 32,
    "file": "/srv/share/庶務/見積書.docm",
    "account": "svc-portal",
    "user-agent": "curl/7.88.1",
    "subject": "見積書の件 | 至急",
    "key-fingerprint": "SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA",
}
"""One value of each kind, as people write them."""

WHOLE: dict[str, Any] = {
    "stage": "final",
    "time_zone": "Asia/Tokyo",
    "reporter": {"member": "member-3", "duty": "ログ解析", "contact": "内線 1234"},
    "status": "recovered",
    "classification": {
        "category": "malicious-code/infected-system",
        "also": ["information-content-security/data-leak", "fraud/phishing"],
        "severity": "high",
        "vector": "mail-attachment",
        "determination": "successful",
    },
    "detected": {"at": "2026-11-23T15:10:00+09:00", "how": "outside-notice", "by": "県の情報政策課"},
    "occurred": {"start": "2026-11-23T14:20:30+09:00", "end": "2026-11-23T16:05:00+09:00"},
    "summary": "添付ファイルを**開封**した端末から外部へ通信。\n\n- 発信元を遮断した\n- 端末を隔離した",
    "assets": [
        {"host": "pc02", "role": "initial-victim", "finding": "添付を開封", "confidence": "confirmed"},
        {"host": "db", "role": "target", "finding": "住民情報を抽出", "confidence": "probable"},
        {"host": "fs", "role": "not-affected", "finding": "監査ログに痕跡なし", "confidence": "possible"},
    ],
    "accounts": [{"account": "tanaka", "state": "compromised", "confidence": "probable"}],
    "indicators": [
        {"kind": kind, "value": value, "role": role, "confidence": "confirmed" if kind != "domain" else "possible"}
        for (kind, value), role in zip(
            INDICATORS.items(),
            ("c2", "c2", "payload", "sender", "payload", "payload", "persistence", "c2", "sender", "persistence"),
            strict=True,
        )
    ],
    "timeline": [
        {
            "type": "execution",
            "at": "2026-11-23T14:30:00+09:00",
            "until": "2026-11-23T14:31:00+09:00",
            "host": "pc02",
            "account": "tanaka",
            "note": "マクロの実行",
        },
        {"type": "containment", "at": "2026-11-23T15:40:00+09:00", "host": "gw", "note": "C2を遮断"},
        {"type": "recovery", "at": "2026-11-23T16:05:00+09:00", "host": "pc02", "note": "端末を再構築"},
    ],
    "techniques": ["T1566.001", "T1071.001", "T1999"],
    "data_impact": {
        "involved": "confirmed",
        "kinds": ["resident-register", "mail"],
        "records": {"min": 480, "max": 520},
        "legal_report_needed": True,
    },
    "actions": [
        {
            "kind": "block-network",
            "target": "203.0.113.66",
            "at": "2026-11-23T15:40:00+09:00",
            "approved_by": "情報システム課長",
            "effect": "以後の通信なし",
        },
        {"kind": "notify", "target": "全職員", "effect": "注意喚起を送付"},
    ],
    "evidence": [
        {
            "claim": "timeline[1]",
            "source": "proxy:/var/log/squid/access.log",
            "quote": "1795414704.527 9 10.66.0.52 TCP_DENIED/403 412 GET http://cdn-stat.example/ - HIER_NONE/- `x|y`",
        }
    ],
    "root_cause": {"code": "user-opened-attachment", "text": "拡張子を確認せずに開封"},
    "notifications": [{"to": "ppc", "at": "2026-11-23T16:30:00+09:00", "why": "個人情報の漏えいのおそれ"}],
    "lessons": ["添付ファイルの隔離を既定にする", "2名で確認する"],
}


def filed(data: dict[str, Any] | None = None, version: int = 3) -> FiledReport:
    """Return a report as it arrived; without data the one in which everything is filled in."""
    report = Report.model_validate(WHOLE if data is None else data)
    return FiledReport(version=version, received_at=datetime(2026, 11, 23, 7, 45, tzinfo=UTC), report=report)


def context(language: str = "ja") -> Context:
    """Return the surroundings of a report in an exercise of a town hall."""
    return Context(
        exercise="autumn",
        title=LocalText(en="A first look", ja="はじめの一歩"),
        organisation=LocalText(en="Saino City", ja="彩野市"),
        domain="city.example",
        team="team1",
        zone="Asia/Tokyo",
        language=language,
    )
