"""A capture comes in pieces of any size and leaves whole packet by whole packet."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from cyder.lan import pcap

FRAMES = st.lists(st.binary(max_size=40), max_size=8)


def pieces_of(text: bytes, sizes: list[int]) -> list[bytes]:
    """Return the text in pieces of these sizes, and the rest."""
    pieces = []
    for size in sizes:
        pieces.append(text[:size])
        text = text[size:]
    return [*pieces, text]


@given(frames=FRAMES, sizes=st.lists(st.integers(0, 70), max_size=12))
def test_header_and_records_come_out_whole_however_they_were_cut(frames: list[bytes], sizes: list[int]) -> None:
    records = [pcap.record(frame, number) for number, frame in enumerate(frames)]
    pieces = pieces_of(pcap.header() + b"".join(records), sizes)
    assert list(pcap.cut(pieces)) == [pcap.header(), *records]


@given(frames=FRAMES, lost=st.integers(1, 16))
def test_a_packet_that_breaks_off_is_left_out(frames: list[bytes], lost: int) -> None:
    records = [pcap.record(frame, 0.5) for frame in (*frames, b"broken")]
    assert list(pcap.cut([pcap.header() + b"".join(records)[:-lost]])) == [pcap.header(), *records[:-1]]


def test_a_machine_of_the_other_byte_order_is_understood() -> None:
    header = struct.pack(">IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1)
    record = struct.pack(">IIII", 7, 0, 3, 60) + b"abc"
    assert list(pcap.cut([header + record + record])) == [header, record, record]


def test_nothing_is_no_capture() -> None:
    assert list(pcap.cut([b""])) == []
