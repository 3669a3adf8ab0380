"""Which files may be added to a report: told by what is in them, never by their name."""

from __future__ import annotations

import re
import unicodedata

LARGEST = 5 * 1024 * 1024
"""Bytes of one file."""
MOST_FILES = 20
MOST_BYTES = 50 * 1024 * 1024
"""Files, and bytes of all of them together, of one team."""
KINDS = "pictures (PNG, JPEG), PDF, text and CSV in UTF-8, and packet captures (pcap, pcapng)"

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
    (b"\xd4\xc3\xb2\xa1", "application/vnd.tcpdump.pcap"),
    (b"\xa1\xb2\xc3\xd4", "application/vnd.tcpdump.pcap"),
    (b"\x4d\x3c\xb2\xa1", "application/vnd.tcpdump.pcap"),
    (b"\xa1\xb2\x3c\x4d", "application/vnd.tcpdump.pcap"),
    (b"\n\r\r\n", "application/x-pcapng"),
)
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_UNWELCOME = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_FORBIDDEN = set('/\\:*?"<>|')
_LONGEST_NAME = 100


def media_type(content: bytes, name: str) -> str:
    """Return the media type of a file by its bytes; only whether a text is a table is told by the name.

    Raises:
        ValueError: it is none of the kinds that are taken; the message says what it is instead.
    """
    found = next((kind for sign, kind in _SIGNS if content.startswith(sign)), None)
    if found:
        return found
    if content.startswith(_ARCHIVES):
        message = "it is an archive, or a document that is one inside, and nobody sees what is in it"
        raise ValueError(message)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        message = "its bytes are neither a known picture, document or capture nor text in UTF-8"
        raise ValueError(message) from None
    if not text.strip():
        message = "there is nothing in it"
        raise ValueError(message)
    if _UNWELCOME.search(text):
        message = "it holds control characters, which no text does"
        raise ValueError(message)
    return "text/csv" if name.lower().endswith(".csv") else "text/plain"


def safe_name(written: str) -> str:
    """Return a file's name as every system can keep it: its last part, without what has a meaning to a shell or a path.

    Where nothing is left, it is `attachment`.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", written))[-1]
    plain = "".join(each for each in last if each.isprintable() and each not in _FORBIDDEN).strip().lstrip(".").strip()
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:_LONGEST_NAME].rstrip(". ") or "attachment"
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
