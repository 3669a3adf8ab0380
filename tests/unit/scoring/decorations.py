"""What typing, copying and defanging add to a value without changing what it means, drawn by chance."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from cyder.model.evidence import IndicatorKind

_DOTS = ["[.]", "(.)", "{.}", "[dot]", "(DOT)", "{dot}", " dot ", "（ドット）", " [.] ", ".\u200b"]
_JAPANESE_DOTS = ["・", "。", "．", "｡", "･"]
_AT = ["[@]", "[at]", "(AT)", " (at) ", "{@}", "（アット）", "＠"]
_SCHEMES = {"http": ["hxxp", "h**p", "ttp", "HTTP", "htxp"], "https": ["hxxps", "hXXps", "ttps"], "ftp": ["fxp", "FTP"]}
_COLONS = ["[:]//", "[://]", "://"]
_WRAPPED = ["{}", '"{}"', "'{}'", "`{}`", "“{}”", "「{}」", "『{}』"]
_BRACKETED = ["({})", "<{}>", "【{}】", "（{}）", "({}", "{}」"]
_TAILS = ["", "", "、", "。", ",", ";", "，"]
_LABELS: Mapping[IndicatorKind, list[str]] = {
    "domain": ["{}", "{}.", "{}:443", "{}#53"],
    "url": ["{}"],
    "email": ["{}", "mailto:{}", "Sato <{}>", "<{}>", "from=<{}>"],
    "sha256": ["{}", "sha256:{}", "SHA-256: {}", "0x{}", "{}  quote.docm"],
    "file": ["{}"],
    "account": ["{}", "{}@city.example", "CITY\\{}", "CITY¥{}"],
    "user-agent": ["{}", "User-Agent: {}"],
    "subject": ["{}", "Subject: {}", "件名：{}"],
    "key-fingerprint": ["{}", "{}=", "ED25519 {}", "256 {} staff01@pc1 (ED25519)"],
}
_ANY_CASE = frozenset({"ip", "domain", "email", "sha256", "account", "subject"})
_ITEMS = frozenset({"ip", "domain", "url", "email", "sha256", "account", "key-fingerprint"})


def decorated(kind: IndicatorKind, value: str, chance: Random) -> str:
    """Return a canonical value as somebody might write it: defanged, labelled, wide, wrapped, punctuated."""
    text = _cased(value, chance) if kind in _ANY_CASE else value
    text = chance.choice(_labels(kind, value)).format(_defanged(kind, text, chance))
    text = _sprinkled(_widened(text, chance), chance)
    if kind in _ITEMS:
        text = chance.choice([*_WRAPPED, *_BRACKETED]).format(text)
        text = chance.choice(["", "・", "- "]) + text + chance.choice(_TAILS)
    else:
        text = chance.choice(_WRAPPED).format(text)
    return chance.choice(["{}", " {}", "{}\n", "\u3000{}\ufeff"]).format(text)


def near(value: str, chance: Random) -> str:
    """Return a value with one character changed, left out or doubled."""
    place = chance.randrange(len(value))
    other: str = chance.choice([*"0123456789abcdef/._-", value[place].swapcase(), value[place] * 2, ""])
    return value[:place] + other + value[place + 1 :]


def _labels(kind: IndicatorKind, value: str) -> list[str]:
    if kind == "ip":
        return ["[{}]", "{}/128", "[{}]:443"] if ":" in value else ["{}", "{}/32", "{}:443", "::ffff:{}"]
    return _LABELS[kind]


def _cased(text: str, chance: Random) -> str:
    return "".join(chance.choice([char.upper(), char]) for char in text)


def _defanged(kind: IndicatorKind, text: str, chance: Random) -> str:
    if kind == "url":
        scheme, _, rest = text.partition("://")
        host, slash, path = rest.partition("/")
        begin = chance.choice([scheme, *_SCHEMES.get(scheme, [])]) + chance.choice(_COLONS)
        dotted = _each(host, ".", [".", "\\.", *_DOTS, *_JAPANESE_DOTS], chance)
        return begin + dotted + slash + _each(path, ".", [".", *_DOTS[:6]], chance)
    if kind in {"ip", "domain", "email", "account"}:
        escaped = [] if kind == "account" else ["\\."]
        text = _each(text, ".", [".", *escaped, *_DOTS, *_JAPANESE_DOTS], chance)
        text = _each(text, "@", ["@", *_AT], chance)
        return _each(text, ":", [":", "[:]"], chance)
    if kind == "file":
        return _each(text, "/", ["/", "\\", "¥", "￥"], chance)
    return text


def _each(text: str, mark: str, written: list[str], chance: Random) -> str:
    return "".join(chance.choice(written) if char == mark else char for char in text)


def _widened(text: str, chance: Random) -> str:
    share = chance.choice([0.0, 0.2, 1.0])
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and chance.random() < share else char for char in text)


def _sprinkled(text: str, chance: Random) -> str:
    share = chance.choice([0.0, 0.0, 0.1])
    return "".join(
        char + (chance.choice("\u200b\u00ad\u2060\ufeff") if chance.random() < share else "") for char in text
    )
