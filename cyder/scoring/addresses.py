"""How an address, a domain, a URL and a mail address are spelt. Each takes folded text, and tells why it is not one."""

from __future__ import annotations

import ipaddress
import re

import idna

from cyder.scoring import refusals
from cyder.scoring.refusals import NotOne

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST = 253
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LOCAL_PART = re.compile(r"[^\s@<>()\[\],;:\"\\]+")
_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:(?P<user>[^/?#@\s]*)@)?"
    r"(?P<host>\[[0-9a-f:.]+\]|[^/?#:@\[\]\s]+)(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>/[^?#\s]*)?(?P<rest>[?#]\S*)?",
    re.IGNORECASE,
)
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_WITH_PORT = re.compile(r"(\[[^\]]*\]|[^:#\[\]]*):([0-9]{1,5})|([^#]*)#([0-9]{1,5})")
_BESIDE = re.compile(r"[\s,;、]")
_DOTTED_NUMBERS = re.compile(r"[0-9]+(\.[0-9]+){3}")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ANGLED = re.compile(r"<([^<>]*)>")
_COMMENT = re.compile(r"\s?\([^()]*\)$")


def ip(text: str) -> str:
    """Return an address without its port, which says more of it and names nothing else; /32 and /128 go."""
    if "://" in text:
        raise NotOne(refusals.A_URL)
    address, slash, bits = _without_port(text).partition("/")
    address = _alone(address).removesuffix(".")
    if address.startswith("["):
        address = address.removeprefix("[").removesuffix("]")
    if slash and bits != ("128" if ":" in address else "32"):
        raise NotOne(refusals.NETWORK)
    if "%" in address:
        raise NotOne(refusals.CARD)
    if _DOTTED_NUMBERS.fullmatch(address) and any(len(part) > 1 and part[0] == "0" for part in address.split(".")):
        raise NotOne(refusals.OCTAL)
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        raise NotOne(refusals.NO_IP) from None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)


def domain(text: str) -> str:
    """Return a domain in lower-case ASCII, without its port; `www.` stays, for it is another name."""
    if "/" in text:
        raise NotOne(refusals.A_URL)
    if "@" in text:
        raise NotOne(refusals.A_MAIL_ADDRESS)
    return _dotted(_without_port(_alone(text)))


def url(text: str) -> str:
    """Return a URL with its host as an address or domain is spelt; a port that is not the scheme's is part of it."""
    parts = _URL.fullmatch(text)
    if parts is None:
        raise NotOne(refusals.NO_URL)
    scheme, host = parts["scheme"].lower(), parts["host"]
    is_address = host.startswith("[") or _DOTTED_NUMBERS.fullmatch(host.removesuffix("."))
    host = ip(host) if is_address else _host(host)
    host = f"[{host}]" if ":" in host else host
    port = _port(parts["port"]) if parts["port"] else ""
    user = f"{parts['user']}@" if parts["user"] else ""
    place = host if port in ("", _PORTS.get(scheme)) else f"{host}:{port}"
    return f"{scheme}://{user}{place}{_percent(parts['path'] or '/')}{_percent(parts['rest'] or '')}"


def email(text: str) -> str:
    """Return the bare address in lower case, out of `Billing <billing@vend0r.example>` or `mailto:…?subject=…`."""
    angled = _ANGLED.findall(text)
    if len(angled) > 1:
        raise NotOne(refusals.MAIL_ADDRESSES)
    address = (angled[0] if angled else _COMMENT.sub("", text)).strip().lower()
    if address.startswith("mailto:"):
        address = address.removeprefix("mailto:").partition("?")[0]
    address = address if "@" in address else address.replace(" at ", "@")
    local, at, place = address.partition("@")
    if not at or not _LOCAL_PART.fullmatch(local):
        raise NotOne(refusals.NO_MAIL_ADDRESS)
    return f"{local}@{_dotted(place)}"


def _alone(text: str) -> str:
    if _BESIDE.search(text):
        raise NotOne(refusals.CROWDED)
    return text


def _without_port(text: str) -> str:
    """Return the host of `203.0.113.5:443`, `[2001:db8::1]:443` and, as BIND writes it, `203.0.113.5#53`."""
    found = _WITH_PORT.fullmatch(text)
    if found is None:
        return text
    _port(found[2] or found[4])
    return found[1] if found[2] else found[3]


def _port(digits: str) -> str:
    if not 0 < int(digits) < 65536:
        raise NotOne(refusals.NO_PORT)
    return str(int(digits))


def _dotted(text: str) -> str:
    host = _host(text)
    if "." not in host:
        raise NotOne(refusals.NO_DOT)
    return host


def _host(text: str) -> str:
    """Return a host name in lower-case ASCII (UTS 46 and IDNA 2008: `ß` is not `ss`), without its last dot."""
    host = text.removesuffix(".")
    try:
        mapped = idna.uts46_remap(host, std3_rules=False) if len(host) <= _LONGEST else ""
        host = ".".join(label if label.isascii() else idna.alabel(label).decode() for label in mapped.split("."))
    except UnicodeError:
        host = ""
    labels = host.split(".")
    if len(host) > _LONGEST or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotOne(refusals.NO_DOMAIN)
    if _NUMBER.fullmatch(labels[-1]):
        raise NotOne(refusals.AN_ADDRESS)
    return host


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
