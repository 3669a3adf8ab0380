"""Values of every kind in their canonical spelling, for property tests."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import string
from collections.abc import Mapping
from typing import get_args

from hypothesis import strategies as st

from cyder.model.evidence import IndicatorKind

KINDS: tuple[IndicatorKind, ...] = get_args(IndicatorKind)

_DIGITS = string.digits
_LOWER = string.ascii_lowercase
_LETTERS = string.ascii_letters


def _text(alphabet: str, longest: int = 8) -> st.SearchStrategy[str]:
    return st.text(alphabet=alphabet, min_size=1, max_size=longest)


def _begun(alphabet: str, inside: str) -> st.SearchStrategy[str]:
    """Return words that begin and end with a character of the alphabet; two dots, spelt out, would run together."""
    ends, middle = st.sampled_from(alphabet), st.text(alphabet=alphabet + inside, max_size=6)
    return st.one_of(ends, st.builds("{}{}{}".format, ends, middle, ends)).filter(lambda word: ".." not in word)


_numbers = st.integers(min_value=0, max_value=2**32 - 1)
_v4 = _numbers.map(lambda number: str(ipaddress.IPv4Address(number)))
_v6 = st.tuples(_numbers, _numbers).map(
    lambda two: str(ipaddress.IPv6Address((0x20010DB8 << 96) + (two[0] << 64) + two[1]))
)
_domains = st.lists(_begun(_LOWER + _DIGITS, "-"), min_size=1, max_size=3).map(
    lambda parts: ".".join([*parts, "example"])
)
_urls = st.builds(
    "{}://{}{}/{}{}".format,
    st.sampled_from(["http", "https", "ftp"]),
    st.one_of(_domains, _v4),
    st.sampled_from(["", ":8080", ":4443"]),
    st.text(alphabet=_LETTERS + _DIGITS + "/._~-", max_size=12),
    st.one_of(st.just(""), _text(_LOWER).map("?q={}%2F".format)),
)
_emails = st.builds("{}@{}".format, _begun(_LOWER + _DIGITS, "._+-"), _domains)
_names = _text(_LETTERS + _DIGITS + "._-()・見積書ガ").filter(lambda name: name.strip(".") != "")
_paths = st.lists(_names, min_size=1, max_size=3).map("/".join)
_windows = _paths.map(str.lower)
_files = st.one_of(_paths, _paths.map("/{}".format), _windows.map("c:/{}".format), _windows.map("//{}".format))
_agents = st.builds("{}/{}.{} ({}; {})".format, *[_text(_LETTERS + _DIGITS)] * 5)
_subjects = st.lists(_text("abcxyz0123【】()。・資料確認ください"), min_size=1, max_size=3).map(" ".join)

VALUES: Mapping[IndicatorKind, st.SearchStrategy[str]] = {
    "ip": st.one_of(_v4, _v6),
    "domain": _domains,
    "url": _urls,
    "email": _emails,
    "sha256": st.binary(max_size=4).map(lambda data: hashlib.sha256(data).hexdigest()),
    "file": _files,
    "account": _begun(_LOWER + _DIGITS, "._-"),
    "user-agent": _agents,
    "subject": _subjects,
    "key-fingerprint": st.binary(min_size=32, max_size=32).map(
        lambda digest: "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
    ),
}
