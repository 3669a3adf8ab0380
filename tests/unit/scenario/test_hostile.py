"""Documents made to hurt whoever reads them: each is refused, with a place, in under a second."""

from __future__ import annotations

import pytest

from cyder.errors import BadInput
from cyder.model.scenario import Scenario
from cyder.scenario.read import decode, parse, read_as
from tests.pace import within

ALIASES = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
MERGES = "a0: &a0 {k: x}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 10))
HOSTILE: dict[str, tuple[bytes, str]] = {
    "200 kB of opening brackets": (b"[" * 200_000, "too-deep"),
    "200 kB of opening braces": (b"{" * 200_000, "too-deep"),
    "200 kB of question marks": (b"? " * 100_000, "too-deep"),
    "200 kB of dashes": (b"- " * 100_000, "too-deep"),
    "deep blocks": (b"".join(b" " * depth + b"a:\n" for depth in range(60)), "too-deep"),
    "an alias bomb": (ALIASES.encode(), "yaml-anchor"),
    "a merge bomb": (MERGES.encode(), "yaml-anchor"),
    "a merge bomb without anchors": (b"a: {<<: [{b: c}, {d: e}]}", "yaml-merge"),
    "an alias to itself": (b"&a [*a]", "yaml-anchor"),
    "an alias to nothing": (b"a: *b", "yaml-alias"),
    "a NUL byte": (b"a: b\x00c", "control-character"),
    "an escaped NUL": (b'a: "b\\0c"', "control-character"),
    "a terminal's escape": (b"a: \x1b[2J", "control-character"),
    "60 000 values": (b"[" + b"x," * 60_000 + b"]", "too-many-values"),
    "60 000 names": (b"".join(b"k%d: v\n" % n for n in range(30_000)), "too-many-values"),
    "more than 1 MiB": (b"a: " + b"x" * (1 << 20), "too-big"),
    "a tag that calls code": (b"a: !!python/object/apply:os.system [id]", "yaml-tag"),
    "a tag of its own": (b"a: !x b", "yaml-tag"),
    "the tag that says nothing": (b"a: ! b", "yaml-tag"),
    "duplicate names": (b"a: 1\nb: 2\na: 3\n", "duplicate-key"),
    "two documents": (b"a: b\n---\nc: d\n", "several-documents"),
    "bytes that are not UTF-8": (b"a: \xff\xfe", "not-utf8"),
    "half a character": (b"a: \xed\xa0\x80", "not-utf8"),
    "UTF-16": ("a: b".encode("utf-16"), "not-utf8"),
    "a list as a name": (b"? [a]\n: b\n", "yaml-key"),
    "a directive for another YAML": (b"%YAML 9.9\n---\na: b\n", "yaml-syntax"),
    "a tab for indentation": (b"a:\n\tb: c\n", "yaml-syntax"),
    "an open quote": (b'a: "' + b"x\n" * 100_000, "yaml-syntax"),
    "a number without end": (b"at: " + b"9" * 500_000, "endless-number"),
    "nothing": (b"", "empty-file"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_is_refused_with_a_place_in_under_a_second(kind: str) -> None:
    raw, rule = HOSTILE[kind]
    with within(1.0), pytest.raises(BadInput) as caught:
        parse(decode(raw, "hostile.yaml"), "hostile.yaml")
    for problem in caught.value.problems:
        assert problem.rule == rule
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.hint


def test_a_lone_surrogate_in_a_text_is_refused() -> None:
    with pytest.raises(BadInput, match=r"x:2:4: the character U\+D800"):
        parse("a: b\nc: \ud800", "x")


def test_the_place_of_a_duplicate_names_the_first_one() -> None:
    with pytest.raises(BadInput, match=r"^x:3:1: 'a' stands here a second time; the first is at 1:1"):
        parse("a: 1\nb: 2\na: 3\n", "x")


def test_every_duplicate_is_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        parse("a: {c: 1, c: 2}\na: 3\n<<: x\n", "x")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "variables: {" + "".join(f"v{n}: {{kind: x}}, " for n in range(12_000)) + "}",
        "{" + "".join(f"field{n}: x, " for n in range(24_000)) + "}",
        "timeline: [" + "{id: x, x: y}, " * 9_000 + "]",
        "lan: {networks: {" + "".join(f"n{n}: {{subnet: 10.0.0.0/8}}, " for n in range(12_000)) + "}}",
    ],
    ids=["variables", "fields", "events", "networks"],
)
def test_a_scenario_with_thousands_of_faults_is_refused_in_seconds(text: str) -> None:
    with within(5.0), pytest.raises(BadInput) as caught:
        read_as(text, "x", Scenario)
    assert len(caught.value.problems) <= 100


def test_the_largest_document_allowed_is_read_in_a_second() -> None:
    with within(2.0):
        document = parse("[" + "x," * 49_000 + "]", "x")
    assert len(document.data) == 49_000
