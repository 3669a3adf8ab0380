"""What is told at once about a report: values whose syntax cannot be right. Depends on the report alone."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from cyder.model.base import LocalText
from cyder.model.labels import label
from cyder.model.report import Report
from cyder.scoring.fold import fold, stable
from cyder.scoring.lines import say
from cyder.scoring.normalise import Invalid, Normal, normalise
from cyder.scoring.refusals import NOT_BLOCKED, NotOne

Target = tuple[str, str]
"""What an action was done to: the kind of action, and the target in its canonical spelling."""


def warnings(report: Report) -> tuple[LocalText, ...]:
    """Return one sentence per value that will count as nothing; the same report is told the same by every team."""
    return tuple(_warnings(report))


def _warnings(report: Report) -> Iterator[LocalText]:
    for place, indicator in enumerate(report.indicators):
        yield from _told(f"indicators[{place}]", normalise(indicator.kind, indicator.value))
    for place, claim in enumerate(report.accounts):
        yield from _told(f"accounts[{place}]", normalise("account", claim.account))
    for place, action in enumerate(report.actions):
        yield from _told(f"actions[{place}]", target(action.kind, action.target))


def _told(where: str, value: object) -> Iterator[LocalText]:
    if isinstance(value, Invalid):
        kind, reason = label("indicator_kind", value.kind).ja, value.reason
        yield say(
            f"{where}: '{value.value}' is not a valid {value.kind}: {reason.en}; it will not be counted",
            f"{where}: 「{value.value}」は{kind}として正しい形ではないため、採点されません({reason.ja})",
        )


def target(kind: str, value: str) -> Target | Invalid:
    """Return what an action was done to in one spelling: an address or name blocked, an account, a host, or a text."""
    if kind == "block-network":
        return _blocked(kind, value)
    if kind in ("disable-account", "reset-password"):
        account = normalise("account", value)
        return account if isinstance(account, Invalid) else (kind, account.value)
    if kind == "isolate-host":
        return kind, host(value)
    return kind, plain(value)


def _blocked(kind: str, value: str) -> Target | Invalid:
    for found in (normalise("ip", value), normalise("domain", value)):
        if isinstance(found, Normal):
            return kind, found.value
    try:
        return kind, str(ipaddress.ip_network(plain(value), strict=False))
    except ValueError:
        return Invalid("ip", value, NOT_BLOCKED)


def host(text: str) -> str:
    """Return a host's first label in lower case, so that `Mail.city.example` is `mail`; an address stays whole."""
    name = plain(text)
    return name if isinstance(normalise("ip", name), Normal) else name.partition(".")[0]


def plain(text: str) -> str:
    """Return a name or address as it is meant, in lower case."""
    try:
        return stable(text, lambda once: fold(once, "address")).lower()
    except NotOne:
        return text
