"""One canonical spelling per value, and never the right one for a wrong one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from cyder.model.evidence import IndicatorKind
from cyder.scoring import Invalid, Normal, normalise
from cyder.scoring.refusals import TOO_WRAPPED
from tests.unit.scoring.values import KINDS

TABLE: dict[IndicatorKind, list[tuple[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("normalise.yaml").read_text(encoding="utf-8")
)
INVALID = "invalid: "


def rows() -> Iterator[tuple[IndicatorKind, str, str]]:
    for kind, cases in TABLE.items():
        for written, meant in cases:
            yield kind, written, meant


def test_the_table_has_every_kind_and_no_line_twice() -> None:
    assert set(TABLE) == set(KINDS)
    written = [(kind, text) for kind, text, _ in rows()]
    assert len(written) == len(set(written)) >= 200


@pytest.mark.parametrize(("kind", "written", "meant"), list(rows()))
def test_a_value_has_the_spelling_of_the_table_or_is_invalid_and_says_why(
    kind: IndicatorKind, written: str, meant: str
) -> None:
    found = normalise(kind, written)
    if meant.startswith(INVALID):
        assert isinstance(found, Invalid), found
        assert found.value == written
        assert meant.removeprefix(INVALID) in found.why
    else:
        assert found == Normal(kind, meant)
        assert normalise(kind, meant) == found


@pytest.mark.parametrize(("last", "kind"), [(61, Normal), (62, Invalid)])
def test_a_name_has_253_characters_at_most(last: int, kind: type) -> None:
    assert isinstance(normalise("domain", f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * last}"), kind)


DIFFERENT: list[tuple[IndicatorKind, str, str]] = [
    ("ip", "203.0.113.6", "203.0.113.66"),
    ("ip", "2001:db8::1", "2001:db8::1:443"),
    ("domain", "www.city.example", "city.example"),
    ("domain", "vend0r.example", "vendor.example"),
    ("domain", "сity.example", "city.example"),
    ("domain", "straße.example", "strasse.example"),
    ("url", "http://a.example/", "https://a.example/"),
    ("url", "http://a.example/", "http://a.example:8080/"),
    ("url", "http://a.example/A", "http://a.example/a"),
    ("url", "http://a.example/%2541", "http://a.example/A"),
    ("url", "http://a.example/%2F", "http://a.example//"),
    ("url", "http://a.example/議事録・1", "http://a.example/議事録.1"),
    ("url", "http://a.example/a", "http://a.example/a."),
    ("file", "/fs/share", "//fs/share"),
    ("file", "/tmp/A", "/tmp/a"),
    ("file", "update.bin", "../update.bin"),
    ("file", "議事録・1", "議事録.1"),
    ("email", "a.b@c.example", "ab@c.example"),
    ("email", "a+b@c.example", "a@c.example"),
    ("user-agent", "Mozilla/5.0", "mozilla/5.0"),
    ("subject", "Invoice", "Re: Invoice"),
    ("subject", "ご確認ください", "ご確認ください。"),
    ("subject", "【重要】", "重要"),
    (
        "key-fingerprint",
        "SHA256:dNBXpSOaq+JhMRDBJjlpAjsHq+NDdXRUjqCRmYsIpMM",
        "SHA256:DNBXpSOaq+JhMRDBJjlpAjsHq+NDdXRUjqCRmYsIpMM",
    ),
]


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_values_that_only_look_alike_stay_different(kind: IndicatorKind, one: str, other: str) -> None:
    first, second = normalise(kind, one), normalise(kind, other)
    assert isinstance(first, Normal)
    assert isinstance(second, Normal)
    assert first != second


LONG = 40_000
HOSTILE = [
    *(
        "a",
        "0",
        ".",
        ":",
        "/",
        "%",
        "\\",
        " ",
        "@",
        ",",
        "[",
        "<",
        "(",
        '"',
        "é",
        "\u200b",
        "[.",
        "(at",
        "<a",
        "=?",
        "a.",
    ),
    *("=?a?b?", "1.", "./", "%4", " dot", "「『", "aa:", "0a ", "sha256:", "ssh-a ", "http:"),
]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_value_costs_no_more_time_than_its_length(pattern: str) -> None:
    long = pattern * (LONG // len(pattern))
    for kind in KINDS:
        for text in (f"{long}!", f"http://{long}", f"a@{long}"):
            began = time.process_time()
            normalise(kind, text)
            assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ip", "(" * 100 + "203.0.113.66"),
        ("url", "http://a.example/" + ")" * 100),
        ("subject", "Subject: " * 100 + "x"),
    ],
)
def test_a_value_wrapped_without_end_is_invalid(kind: IndicatorKind, text: str) -> None:
    assert normalise(kind, text) == Invalid(kind, text, TOO_WRAPPED)
