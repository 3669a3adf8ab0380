"""What our words are called in IODEF's lists of words (RFC 7970, section 3), and the smallest of its classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cyder.model.report import ActionKind, AssetRole, Detection, Determination, Severity, Status

STATUS: Mapping[Status, str] = {
    "investigating": "in-progress",
    "contained": "in-progress",
    "recovered": "in-progress",
    "closed": "resolved",
}
SEVERITY: Mapping[Severity, str] = {"low": "low", "moderate": "medium", "high": "high", "extreme": "high"}
OCCURRENCE: Mapping[Determination, str] = {
    "successful": "actual",
    "failed": "actual",
    "suspected": "potential",
    "false-positive": "potential",
}
COMPLETION: Mapping[str, str] = {"successful": "succeeded", "failed": "failed"}
DISCOVERY: Mapping[Detection, Mapping[str, str]] = {
    "user-report": {"source": "internal-notification"},
    "monitoring-tool": {"source": "siem"},
    "outside-notice": {"source": "external-notification"},
    "log-review": {"source": "audit"},
    "outage": {"source": "ext-value", "ext-source": "outage"},
}
PART: Mapping[AssetRole, Mapping[str, str]] = {
    "initial-victim": {"category": "ext-value", "ext-category": "initial-victim"},
    "pivot": {"category": "intermediate"},
    "target": {"category": "target"},
    "infrastructure": {"category": "infrastructure"},
    "not-affected": {"category": "ext-value", "ext-category": "not-affected"},
}
BREACH: Mapping[str, Mapping[str, str]] = {
    "resident-register": {"type": "breach-privacy"},
    "tax": {"type": "breach-privacy"},
    "welfare": {"type": "breach-privacy"},
    "staff": {"type": "breach-privacy"},
    "mail": {"type": "breach-proprietary"},
    "documents": {"type": "breach-proprietary"},
    "credentials": {"type": "breach-credential"},
    "published-pages": {"type": "loss-of-integrity"},
}
ACTION: Mapping[ActionKind, str] = {
    "block-network": "block-network",
    "isolate-host": "block-host",
    "disable-account": "remediate-other",
    "reset-password": "remediate-other",
    "remove-persistence": "remediate-other",
    "restore-data": "rebuild-asset",
    "stop-service": "remediate-other",
    "notify": "status-new-info",
}


def address(value: str) -> dict[str, str]:
    """Return an IP address."""
    return {"value": value, "category": "ipv6-addr" if ":" in value else "ipv4-addr"}


def domain(name: str) -> dict[str, str]:
    """Return a domain or host name; nobody has looked up what state it is in."""
    return {"Name": name, "system-status": "unknown", "domain-status": "unknown"}


def extension(name: str, value: str, kind: str = "string") -> dict[str, Any]:
    """Return a value that IODEF has no class of its own for."""
    return {"name": name, "dtype": kind, "value": value}
