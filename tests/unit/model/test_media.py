"""Files are told by what is in them, and their names are made harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.media import media_type, safe_name


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "x.exe", "image/png"),
        (b"\xff\xd8\xff\xe0", "x.png", "image/jpeg"),
        (b"%PDF-1.7\n", "x", "application/pdf"),
        (b"\xd4\xc3\xb2\xa1\x02", "x", "application/vnd.tcpdump.pcap"),
        (b"\x0a\x0d\x0d\x0a\x00", "x", "application/x-pcapng"),
        ("ログの行\n".encode(), "x.log", "text/plain"),
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", "x.CSV", "text/csv"),
        (b"<html><script>alert(1)</script>", "x.html", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg", "text/plain"),
    ],
)
def test_a_kind_is_told_by_the_bytes(content: bytes, name: str, kind: str) -> None:
    assert media_type(content, name) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04rest of a zip, or of a docx", "it is an archive"),
        (b"\x1f\x8b\x08", "it is an archive"),
        (b"MZ\x90\x00\x03", "neither a known picture"),
        (b"\x7fELF\x02", "control characters"),
        ("ログ".encode("cp932"), "text in UTF-8"),
        (b"", "nothing in it"),
        (b" \n\n", "nothing in it"),
        (b"text with \x00 inside", "control characters"),
        (b"GIF89a", None),
    ],
)
def test_what_is_not_taken_is_refused_with_the_reason(content: bytes, why: str | None) -> None:
    if why is None:
        assert media_type(content, "picture.gif") == "text/plain", "a few letters are a text, whatever they begin"
        return
    with pytest.raises(ValueError, match=why):
        media_type(content, "picture.png")


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("画面 1.png", "画面 1.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\taro\\a.txt", "a.txt"),
        (".bashrc", "bashrc"),
        ("...", "attachment"),
        ("", "attachment"),
        ("a\x00b\n<c>|d.txt", "abcd.txt"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("か\u3099.txt", "が.txt"),
        ("x" * 200 + ".png", "x" * 96 + ".png"),
    ],
)
def test_a_name_is_made_harmless(written: str, safe: str) -> None:
    assert safe_name(written) == safe


@given(st.text(max_size=300))
def test_a_harmless_name_stays_as_it_is(written: str) -> None:
    name = safe_name(written)
    assert safe_name(name) == name
    assert 1 <= len(name) <= 100
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|')
    assert not name.startswith(".")
