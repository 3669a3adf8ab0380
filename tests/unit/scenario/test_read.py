"""The reader: plain data, every scalar as text, every value with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import BadInput, NotFound, Problem
from cyder.model.report import Report
from cyder.scenario import parse, read_as, read_text
from cyder.scenario.document import show_path


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a report."""
    with pytest.raises(BadInput) as caught:
        read_as(text, "report.yaml", Report)
    return caught.value.problems


def test_every_scalar_is_text() -> None:
    document = parse("{a: no, b: 022, c: 12:30:00, d: 1.10, e: null, f: 2001-99-99, g: ~}", "x")
    values = {"a": "no", "b": "022", "c": "12:30:00", "d": "1.10", "e": "null", "f": "2001-99-99", "g": "~"}
    assert document.data == values


def test_a_field_without_a_value_is_the_empty_text() -> None:
    assert parse("a:\nb: {c: }\n", "x").data == {"a": "", "b": {"c": ""}}


def test_every_value_and_every_name_has_its_place() -> None:
    document = parse("lan:\n  nodes: {彩: [x, yy]}\n", "x")
    assert document.marks[("lan", "nodes", "彩", 1)] == (2, 18)
    assert document.keys[("lan", "nodes", "彩")] == (2, 11)
    assert document.marks[()] == (1, 1)


def test_what_is_not_in_the_file_has_the_place_of_what_is_around_it() -> None:
    document = parse("a:\n  b: {c: d}\n", "x")
    assert document.mark(("a", "b", "missing", 3)) == document.marks[("a", "b")] == (2, 6)


def test_a_path_is_shown_as_people_write_it() -> None:
    assert show_path(("lan", "nodes", "mail", "on", 0)) == "lan.nodes.mail.on[0]"


def test_the_mark_that_editors_put_before_utf8_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert parse(read_text(file), "x").data == {"a": "b"}
    assert parse("\ufeffa: b\n", "x").data == {"a": "b"}


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        read_text(tmp_path / "none.yaml")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="directory") as caught:
        read_text(tmp_path)
    assert caught.value.problems[0].hint


def test_bytes_that_are_not_utf8_are_told_by_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "bytes.yaml"
    file.write_bytes("a: b\nc: 彩".encode() + b"\xff\n")
    with pytest.raises(BadInput) as caught:
        read_text(file)
    problem = caught.value.problems[0]
    assert (problem.line, problem.column, problem.rule) == (2, 5, "not-utf8")


def test_a_report_reads_from_yaml() -> None:
    report = read_as("indicators:\n  - {kind: ip, value: 203.0.113.9}\n", "report.yaml", Report)
    assert report.indicators[0].value == "203.0.113.9"


def test_a_report_reads_from_json() -> None:
    text = '{"summary": "\\u5f69", "timeline": [{"type":"login","at":"2026-11-23T15:04:05+09:00"}]}'
    report = read_as(text, "report.json", Report)
    assert report.summary == "彩"
    assert report.timeline[0].type == "login"


def test_an_unknown_field_is_told_with_the_fields_there_are() -> None:
    (problem,) = problems("indicators:\n  - kind: ip\n    valu: x\n    value: y\n")
    assert (problem.line, problem.column, problem.path) == (3, 5, "indicators[0].valu")
    assert problem.message == "unknown field 'valu'; did you mean 'value'? (known: confidence, kind, role, value)"


def test_a_missing_field_is_told_at_what_should_hold_it() -> None:
    (problem,) = problems("accounts:\n  - {state: abused}\n")
    assert (problem.line, problem.column, problem.message) == (2, 5, "missing field 'account'")


def test_a_misspelt_word_is_told_with_the_words_there_are() -> None:
    (problem,) = problems("stage: frist\n")
    assert problem.message == "'frist' is not one of the choices; did you mean 'first'? (known: final, first, interim)"


def test_a_time_without_offset_is_told_how_to_write_it() -> None:
    (problem,) = problems("timeline: [{type: login, at: 2026-11-23T15:04:05}]\n")
    assert problem.message == "'2026-11-23T15:04:05' has no offset from UTC"
    assert "+09:00" in problem.hint


def test_null_is_told_to_be_left_out() -> None:
    (problem,) = problems('{"actions": [{"kind": "notify", "target": "x", "at": null}]}')
    assert problem.hint == "leave the field out instead"


def test_a_list_at_the_top_is_no_report() -> None:
    (problem,) = problems("[a]\n")
    assert (problem.line, problem.column, problem.message) == (1, 1, "expected a group of fields, found a list")


def test_a_text_too_long_is_told_by_its_length() -> None:
    (problem,) = problems("summary: " + "x" * 20_001)
    assert problem.message == "20001 characters, where there must be 20000 at most"


def test_problems_come_in_the_order_of_the_file() -> None:
    found = problems("stage: x\naccounts: x\nactions: x\nzzz: x\n")
    assert [problem.line for problem in found] == [1, 2, 3, 4]


def test_no_message_speaks_of_the_library() -> None:
    text = "stage: [x]\nsummary: {a: b}\nindicators: [x]\naccounts: {a: b}\ntimeline: [{type: 1, at: x}]\nzz: 1\n"
    for problem in problems(text):
        assert not any(word in str(problem).lower() for word in ("pydantic", "http", "input", "valid "))
