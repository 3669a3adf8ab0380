"""Commands around a report: what they print, how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cyder.contracts.provider import LanRef
from cyder.model.dealings import QuotesChecked
from cyder.model.ledger import Entry, Started
from tests.cli.conftest import Prompt
from tests.townhall import TownHall

FIRST = "stage: first\nsummary: one\nassets: [{host: mail, role: target}]\ndetected: {how: outage}\n"


@pytest.fixture
def begun(prompt: Prompt) -> Prompt:
    prompt.well("up", "first-look", "--teams", "2")
    prompt.desk.exercise(None).ledger.append(Started(speed=1.0), author="conductor", clock=0.0)
    return prompt


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "report.yaml"


def submit(prompt: Prompt, file: Path, text: str, *words: str) -> str:
    file.write_text(text)
    return prompt.well("report", "submit", str(file), "--team", "team1", *words).out


def test_a_template_as_printed_is_filed_and_claims_nothing(begun: Prompt, file: Path) -> None:
    for stage in ("first", "interim", "final"):
        submit(begun, file, begun.well("report", "template", "--stage", stage, "--lang", "ja").out)
    filed = begun.well("report", "list", "--team", "team1", "--json").data
    assert [each["report"]["stage"] for each in filed] == ["first", "interim", "final"]
    assert all(not each["report"]["assets"] and not each["report"]["summary"] for each in filed)


def test_a_template_is_filled_in_from_a_version_or_the_draft(begun: Prompt, file: Path) -> None:
    submit(begun, file, FIRST)
    text = begun.well("report", "template", "--from", "1", "--stage", "interim", "-t", "team1").out
    assert "\nstage: interim\n" in text
    assert "\nsummary: one\n" in text
    file.write_text("summary: from the draft\n")
    begun.well("report", "draft", "--save", str(file), "-t", "team1")
    assert '\nsummary: "from the draft"\n' in begun.well("report", "template", "--from", "draft", "-t", "team1").out


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("report", "template", "--from", "1", "-t", "team1"), "team1 has filed no report yet"),
        (("report", "template", "--from", "draft", "-t", "team1"), "team1 has no draft"),
        (("report", "template", "--from", "last", "-t", "team1"), "neither 'draft' nor a version"),
        (("report", "template", "--stage", "frist"), "did you mean 'first'"),
        (("report", "template", "--lang", "fr"), "unknown language 'fr'"),
        (("report", "show", "-t", "team1"), "team1 has filed no report yet"),
        (("report", "show"), "say whose with --team team1"),
        (("report", "diff", "-t", "team3"), "unknown team 'team3'"),
        (("report", "draft", "--discard", "--save", "x", "-t", "team1"), "both --save and --discard"),
        (("report", "attach", "nothing.png", "-t", "team1"), "nothing.png: no such file"),
        (("report", "fetch", "nothing.png", "-t", "team1"), "unknown attachment 'nothing.png'"),
        (("report", "check-quotes", "4", "-t", "team1"), "team1 has filed no report yet"),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(begun: Prompt, words: tuple[str, ...], word: str) -> None:
    refused = begun(*words)
    assert refused.code == 2
    assert word in refused.err


def test_a_time_without_offset_is_shown_with_the_organisations(begun: Prompt, file: Path) -> None:
    file.write_text("detected: {at: 2026-11-23T15:04:05}\n")
    refused = begun("report", "submit", str(file), "--team", "team1")
    assert refused.code == 2
    assert f"{file}:1:16: detected.at: '2026-11-23T15:04:05' has no offset from UTC" in refused.err
    assert "hint: write '2026-11-23T15:04:05+09:00'" in refused.err


def test_what_is_worth_another_look_is_said_in_the_language_asked_for(begun: Prompt, file: Path) -> None:
    told = submit(begun, file, "detected: {at: 2199-01-01T00:00:00Z}\nassets: [{host: mial, role: target}]\n")
    assert "look again: Summary (summary): a summary is still missing" in told
    assert "2199-01-01 09:00:00 JST is still to come" in told
    assert "'mial' is no machine that you were told of (known: dns, gw, mail, pc" in told
    assert "intruder" not in told
    told = submit(begun, file, "stage: first\n", "--lang", "ja")
    assert "team1: 報告(第2版)を" in told
    assert "概要(summary): 概要が未記入です" in told


def test_a_version_is_shown_and_compared(begun: Prompt, file: Path) -> None:
    submit(begun, file, FIRST)
    submit(begun, file, FIRST.replace("one", "two").replace("target", "not-affected"))
    assert "1. mail, Target" in begun.well("report", "show", "1", "-t", "team1").out
    assert "1. mail、影響なし" in begun.well("report", "show", "-t", "team1", "--lang", "ja").out
    assert begun.well("report", "diff", "-t", "team1").out.splitlines() == [
        "~ Summary: one",
        "    → two",
        "~ Machines: mail, Target",
        "    → mail, Not affected",
    ]
    assert "nothing changed" in begun.well("report", "diff", "2", "2", "-t", "team1").out
    assert begun("report", "diff", "1", "9", "-t", "team1").code == 2


def test_a_draft_is_kept_with_its_faults_and_thrown_away(begun: Prompt, file: Path) -> None:
    file.write_text("stage: frist\n")
    kept = begun.well("report", "draft", "--save", str(file), "-t", "team1").out
    assert "draft:1:8: stage: 'frist' is not one of the choices" in kept
    assert begun.well("report", "draft", "-t", "team1").out == "stage: frist\n"
    assert "thrown away" in begun.well("report", "draft", "--discard", "-t", "team1").out
    assert "team1 has no draft" in begun.well("report", "draft", "-t", "team1").out


def test_a_file_is_attached_listed_and_fetched(begun: Prompt, tmp_path: Path) -> None:
    note = tmp_path / "メモ.txt"
    note.write_text("15:04 blocked\n")
    assert (
        "'メモ.txt' is attached (text/plain, 14 bytes)" in begun.well("report", "attach", str(note), "-t", "team1").out
    )
    assert "メモ.txt" in begun.well("report", "attachments", "-t", "team1").out
    assert "no attachment" in begun.well("report", "attachments", "-t", "team2").out
    target = tmp_path / "back"
    target.mkdir()
    begun.well("report", "fetch", "メモ.txt", "-o", str(target), "-t", "team1")
    assert (target / "メモ.txt").read_text() == "15:04 blocked\n"
    again = begun("report", "fetch", "メモ.txt", "-o", str(target), "-t", "team1")
    assert (again.code, "it is there already" in again.err) == (2, True)


def checked(prompt: Prompt) -> list[Entry]:
    return [entry for entry in prompt.desk.exercise(None).ledger.entries() if isinstance(entry.body, QuotesChecked)]


def test_quoted_lines_are_looked_for_and_the_answer_does_not_tell(begun: Prompt, file: Path) -> None:
    line = "2026-11-23T15:04:05+09:00 mail dovecot: imap-login: Login aborted"
    provider = begun.desk.provider
    assert isinstance(provider, TownHall)
    provider.append(LanRef("first-look", "team1"), "mail", "/var/log/mail.log", f"{line}\n")
    told = [submit(begun, file, FIRST + quoting(each), "--json") for each in (line, line.replace("aborted", "ok"))]
    assert [json.loads(each)["warnings"] for each in told] == [[], []]
    assert [entry.body.found for entry in checked(begun) if isinstance(entry.body, QuotesChecked)] == [(0,), ()]
    again = begun.well("report", "check-quotes", "1", "-t", "team1").out
    assert "team1, version 1: found in its logs: evidence[0]" in again


def quoting(line: str) -> str:
    return f'evidence: [{{claim: summary, source: "mail:/var/log/mail.log", quote: "{line}"}}]\n'


def test_without_quotes_nothing_is_looked_for(begun: Prompt, file: Path) -> None:
    submit(begun, file, FIRST)
    assert checked(begun) == []
    assert "team1 quotes no log line" in begun.well("report", "check-quotes", "-t", "team1").out
