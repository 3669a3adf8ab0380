"""One canonical spelling for every value a report may name, or the reason why it cannot be one."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cyder.model.evidence import IndicatorKind
from cyder.scoring.fold import fold, stable

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_LOCAL_PART = re.compile(r"[^\s@<>()\[\],;:\"\\]+")
_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:(?P<user>[^/?#@\s]*)@)?"
    r"(?P<host>\[[0-9a-f:.]+\]|[^/?#:@\[\]\s]+)(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>/[^?#\s]*)?(?P<rest>[?#]\S*)?",
    re.IGNORECASE,
)
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_DOTTED_NUMBERS = re.compile(r"[0-9]+(\.[0-9]+){3}")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


@dataclass(frozen=True)
class Normal:
    """A value in its canonical spelling; equal values of one kind mean the same thing."""

    kind: IndicatorKind
    value: str


@dataclass(frozen=True)
class Invalid:
    """A text that no value of its kind is written like. It counts as nothing: neither right nor wrong."""

    kind: IndicatorKind
    value: str
    why: str


class _NotOne(Exception):
    """The reason why a text is not a value of its kind."""


@lru_cache(maxsize=10_000)
def normalise(kind: IndicatorKind, value: str) -> Normal | Invalid:
    """Return the canonical spelling of a value, or why there is none; normalising twice changes nothing."""
    text = fold(value, dots=kind != "file")
    try:
        if not text:
            raise _NotOne("nothing is left of it")
        if not text.isprintable():
            raise _NotOne("it holds control characters")
        return Normal(kind, _SPELL[kind](text))
    except _NotOne as reason:
        return Invalid(kind, value, str(reason))


def _ip(text: str) -> str:
    if "://" in text:
        raise _NotOne("it is a URL; give its kind as url")
    address, slash, bits = text.partition("/")
    if address.startswith("["):
        address = address.removeprefix("[").removesuffix("]")
    if slash and bits != ("128" if ":" in address else "32"):
        raise _NotOne("it is a network, or has a path; name single addresses")
    if "%" in address:
        raise _NotOne("it carries the name of a card after the address")
    if _DOTTED_NUMBERS.fullmatch(address) and any(len(part) > 1 and part[0] == "0" for part in address.split(".")):
        raise _NotOne("a number in it has leading zeros, which some programs read as octal")
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        raise _NotOne("it is not written as an IP address, such as 203.0.113.5") from None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)


def _domain(text: str) -> str:
    if "://" in text or "/" in text:
        raise _NotOne("it is a URL; give its kind as url")
    if "@" in text:
        raise _NotOne("it is a mail address; give its kind as email")
    host = _host(text)
    if "." not in host:
        raise _NotOne("a domain has a dot in it, such as www.city.example")
    return host


def _host(text: str) -> str:
    """Return a host name in lower-case ASCII (IDNA 2003, as the standard library has it), without its last dot."""
    labels = text.lower().removesuffix(".").split(".")
    try:
        ascii_labels = [label if label.isascii() else label.encode("idna").decode("ascii").lower() for label in labels]
    except UnicodeError:
        raise _NotOne("it is not written as a domain, such as www.city.example") from None
    host = ".".join(ascii_labels)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise _NotOne("it is not written as a domain, such as www.city.example")
    if host.rsplit(".", 1)[-1].isdigit():
        raise _NotOne("it ends in a number; give an address its kind ip")
    return host


def _url(text: str) -> str:
    parts = _URL.fullmatch(text)
    if parts is None:
        raise _NotOne("it is not written as a URL, such as http://www.city.example/path")
    scheme, host = parts["scheme"].lower(), parts["host"]
    is_address = host.startswith("[") or _DOTTED_NUMBERS.fullmatch(host)
    host = _ip(host) if is_address else _host(host)
    host = f"[{host}]" if ":" in host else host
    port = str(int(parts["port"])) if parts["port"] else ""
    user = f"{parts['user']}@" if parts["user"] else ""
    place = host if port in ("", _PORTS.get(scheme)) else f"{host}:{port}"
    return f"{scheme}://{user}{place}{_percent(parts['path'] or '/')}{_percent(parts['rest'] or '')}"


def _percent(text: str) -> str:
    """Return a path with every character escaped or not as RFC 3986, 6.2.2, has it; `%2541` never becomes `A`."""

    def unescape(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%25"
        plain = chr(int(found[1], 16))
        return plain if _UNRESERVED.fullmatch(plain) else f"%{found[1].upper()}"

    escaped = "".join(char if char.isascii() else _escape(char) for char in text)
    return _PERCENT.sub(unescape, escaped)


def _escape(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def _email(text: str) -> str:
    address = text.lower().removeprefix("mailto:")
    if address.endswith(">"):  # Billing <billing@vend0r.example>
        address = address[:-1].rpartition("<")[2].strip()
    local, at, domain = address.partition("@")
    if not at or not _LOCAL_PART.fullmatch(local):
        raise _NotOne("it is not written as a mail address, such as sato@city.example")
    return f"{local}@{_domain(domain)}"


def _sha256(text: str) -> str:
    digest = re.sub(r"^sha-?256[:=]\s*", "", text.lower())
    if not re.fullmatch(r"[0-9a-f]*", digest):
        raise _NotOne("a SHA-256 is written in hexadecimal digits only")
    if len(digest) != 64:
        raise _NotOne(f"a SHA-256 has 64 hexadecimal digits, this has {len(digest)}")
    return digest


def _account(text: str) -> str:
    """Return the bare account of `tanaka`, `tanaka@city.example` or `CITY\\tanaka` (the yen sign is a backslash)."""
    name = text.lower().replace("¥", "\\").rpartition("\\")[2].partition("@")[0].strip()
    if not name or re.search(r"\s", name):
        raise _NotOne("it is not written as an account, such as tanaka")
    return name


def _file(text: str) -> str:
    """Return a path with forward slashes; a share keeps its two in front, letters keep their case."""
    path = re.sub(r"[\\¥/]+", "/", text)
    share = "/" if re.match(r"[\\¥/]{2}", text) and len(path) > 1 else ""
    return share + (path.rstrip("/") or "/")


def _stably(spell: Callable[[str], str]) -> Callable[[str], str]:
    """Return a speller that is repeated until it changes nothing: folding case may bring up more to fold."""
    return lambda text: stable(text, lambda once: spell(fold(once, dots=spell is not _file)))


_SPELL: Mapping[IndicatorKind, Callable[[str], str]] = {
    "ip": _ip,
    "domain": _domain,
    "url": _stably(_url),
    "email": _stably(_email),
    "sha256": _sha256,
    "file": _stably(_file),
    "account": _stably(_account),
}
