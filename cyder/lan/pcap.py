"""The pcap format, as far as captures are made, counted and cut between packets (draft-ietf-opsawg-pcap)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

HEADER = 24
RECORD = 16
LONGEST = 262144
ETHERNET = 1
MAGIC = 0xA1B2C3D4
BIG_ENDIAN = b"\xa1\xb2"


def header() -> bytes:
    """Return what a capture of Ethernet frames begins with."""
    return struct.pack("<IHHiIII", MAGIC, 2, 4, 0, 0, LONGEST, ETHERNET)


def record(frame: bytes, at: float) -> bytes:
    """Return one captured frame; `at` is in seconds since 1970."""
    return struct.pack("<IIII", int(at), int(at % 1 * 1e6), len(frame), len(frame)) + frame


def cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a capture's header, then each record whole, from pieces of any size; a broken end is left out."""
    held, order = b"", ""
    for piece in pieces:
        held, at = held + piece, 0
        while len(held) - at >= (size := _size(held, at, order)):
            order = order or (">" if held.startswith(BIG_ENDIAN) else "<")
            yield held[at : at + size]
            at += size
        held = held[at:]


def _size(held: bytes, at: int, order: str) -> int:
    """Return how long the header or record that begins there is, as far as can be told; without order: the header."""
    if not order:
        return HEADER
    if len(held) - at < RECORD:
        return RECORD
    return RECORD + int(struct.unpack_from(f"{order}I", held, at + 8)[0])
