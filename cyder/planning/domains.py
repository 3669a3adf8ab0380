"""Invented names of the outside world, by what they pretend to be; all stand under .example or .test."""

from __future__ import annotations

from cyder.model.scenario import Style

_PARTS: dict[Style, tuple[str, str]] = {
    "cdn": (
        "static edge cache assets images media swift nimbus stream pixel",
        "delivery cdn content node stat cloud pop relay",
    ),
    "mail": (
        "secure smart office quick letter post alpha rapid green direct",
        "mail mailer webmail inbox postbox message notice mailing",
    ),
    "portal": (
        "login account sso signin member staff online public unified verify",
        "portal center gateway desk service support access office",
    ),
    "shop": (
        "minato aozora sakura wakaba kitano higashi asahi midori takara nagisa",
        "shoji bungu denki printing supply kogyo trading systems",
    ),
    "update": (
        "patch update upgrade release package driver firmware software version agent",
        "server channel mirror station hub depot repository source",
    ),
}


def labels(style: Style) -> tuple[str, ...]:
    """Return every first label there is for a style, always in the same order; no two styles share one."""
    first, second = (part.split() for part in _PARTS[style])
    return tuple(f"{one}-{other}" for one in first for other in second)
