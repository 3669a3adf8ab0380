"""How hashes, keys, accounts, files, browsers and subjects are spelt. Each takes folded text, and tells why not."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from cyder.scoring import refusals
from cyder.scoring.refusals import NotOne

_HASH_LABEL = re.compile(r"^sha-?256\s?(?:\([^()]*\))?\s?[:=]?\s?", re.IGNORECASE)
_HASH_AND_FILE = re.compile(r"([0-9a-f]{64})\s+(?![0-9a-f]{64})\S.*")
_FINGERPRINT = re.compile(r"(?<![a-z0-9])sha256:\s?([a-z0-9+/]*)", re.IGNORECASE)
_BARE_FINGERPRINT = re.compile(r"([A-Za-z0-9+/]{43})=?")
_MD5_FINGERPRINT = re.compile(r"(?:[0-9a-f]{2}:){15}[0-9a-f]{2}", re.IGNORECASE)
_PUBLIC_KEY = re.compile(r"(?:^|[\s:])(?:ssh-|ecdsa-|sk-)\S+ (AAAA[A-Za-z0-9+/]*={0,2})(?:\s|$)")
_ACCOUNT = re.compile(r"\w[^\s/:;,、\"<>|()\[\]=*?]*")
_MACHINE = re.compile(r"[a-z0-9][a-z0-9+.-]+:/", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:", re.IGNORECASE)
_AGENT_LABEL = re.compile(r"^user-agent\s?:\s?", re.IGNORECASE)
_SUBJECT_LABEL = re.compile(r"^(?:subject|件名)\s?:\s?", re.IGNORECASE)
_ANSWER = re.compile(r"^((?:re|fwd?):)(?=\S)")
_HEADER_LINE = 998
"""RFC 5322, 2.1.1: the longest line of a mail, without its end."""


def sha256(text: str) -> str:
    """Return 64 lower-case digits, out of what sha256sum, certutil or Get-FileHash print."""
    digest = _HASH_LABEL.sub("", text)
    if digest != text and _BARE_FINGERPRINT.fullmatch(digest):
        raise NotOne(refusals.A_FINGERPRINT)
    beside = _HASH_AND_FILE.fullmatch(digest.lower())
    digest = beside[1] if beside else re.sub(r"[\s:-]", "", digest.lower()).removeprefix("0x")
    if not re.fullmatch(r"[0-9a-f]*", digest):
        raise NotOne(refusals.NOT_HEXADECIMAL)
    if len(digest) != 64:
        raise NotOne(refusals.hash_length(len(digest)))
    return digest


def key_fingerprint(text: str) -> str:
    """Return `SHA256:` and 43 characters, out of a line of sshd or ssh-keygen; a whole public key gives its own."""
    public = _PUBLIC_KEY.search(text)
    if public:
        return _of_key(public[1])
    bare = _BARE_FINGERPRINT.fullmatch(text)
    found = [bare[1]] if bare else _FINGERPRINT.findall(text)
    if len(found) > 1:
        raise NotOne(refusals.FINGERPRINTS)
    if not found:
        raise NotOne(refusals.MD5_FINGERPRINT if _MD5_FINGERPRINT.search(text) else refusals.NO_FINGERPRINT)
    if len(found[0]) != 43:
        raise NotOne(refusals.fingerprint_length(len(found[0])))
    if _base64(base64.b64decode(f"{found[0]}=")) != found[0]:
        raise NotOne(refusals.BAD_LAST_CHARACTER)
    return f"SHA256:{found[0]}"


def _of_key(written: str) -> str:
    try:
        blob = base64.b64decode(written, validate=True)
    except binascii.Error:
        blob = b""
    place = 0
    while place < len(blob):
        place += 4 + int.from_bytes(blob[place : place + 4], "big")
    if not blob or place != len(blob):
        raise NotOne(refusals.HALF_A_KEY)
    return f"SHA256:{_base64(hashlib.sha256(blob).digest())}"


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode().rstrip("=")


def account(text: str) -> str:
    """Return the bare account of `tanaka`, `tanaka@city.example` or `CITY\\tanaka` (the yen sign is a backslash)."""
    name = text.lower().replace("¥", "\\").rpartition("\\")[2].strip("[]").partition("@")[0].strip().rstrip(".")
    if not _ACCOUNT.fullmatch(name):
        raise NotOne(refusals.NO_ACCOUNT)
    return name


def file(text: str) -> str:
    """Return a name or path with forward slashes. Case counts, but not on a drive or a share, where Windows ignores it.

    A share keeps the two slashes in front.
    """
    path = re.sub(r"^smb:(?=//)", "", re.sub(r"[\\¥]", "/", text), flags=re.IGNORECASE)
    if _MACHINE.match(path):
        raise NotOne(refusals.ELSEWHERE)
    is_share = re.match(r"//+[^/]", path) is not None
    path = re.sub(r"/(?:\./)*(?:\.$)?", "/", re.sub(r"/+", "/", re.sub(r"^(?:\./+)+", "", path)))
    path = path.rstrip("/") or path[:1]
    if path in ("", "."):
        raise NotOne(refusals.NO_FILE)
    if is_share:
        return f"/{path.lower()}"
    return path.lower() if _DRIVE.match(path) else path


def user_agent(text: str) -> str:
    """Return what a program calls itself; every letter counts, for impostors are known by a wrong one."""
    agent = _AGENT_LABEL.sub("", text)
    if agent == "-":
        raise NotOne(refusals.NO_BROWSER)
    return agent


def subject(text: str) -> str:
    """Return a mail's subject in lower case, decoded if it was copied out of the mail's source or a log (RFC 2047).

    `Re:` stays: an answer is another mail.
    """
    if len(text) > _HEADER_LINE:
        raise NotOne(refusals.LONG_SUBJECT)
    plain = _SUBJECT_LABEL.sub("", text)
    shown = _decoded(plain) if "=?" in plain else plain
    return _ANSWER.sub(r"\1 ", shown.lower())


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (UnicodeError, LookupError, HeaderParseError):
        raise NotOne(refusals.HALF_A_SUBJECT) from None
