"""`cyder report new`, as somebody types who does it for the first time."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cyder.exercise.drafting import read_draft, save_draft
from cyder.model.draft import DraftText
from cyder.model.ledger import Started
from cyder.model.report import Report
from cyder.scenario.read import read_as
from tests.cli.conftest import Prompt, Said

Type = Callable[..., Said]


def now(minutes: int = 0) -> str:
    """Return the time on the town hall's walls, or so many minutes after it."""
    return f"{datetime.now(ZoneInfo('Asia/Tokyo')) + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"


def first() -> list[str]:
    """Return what is typed for a whole first report."""
    return [
        *("1", "", "outside-notice"),  # stage; detection: time, how
        *("Somebody tries passwords.", "We blocked them.", ""),  # summary
        "1",  # status
        *("12", "1"),  # category, severity
        *("mail", "3", ""),  # machines
        *("tanaka", "4", ""),  # accounts
        *("1", "203.0.113.66", ""),  # indicators
        *(now(), "5", "mail", ""),  # timeline
        *("1", "203.0.113.66", now(), ""),  # actions
    ]


@pytest.fixture
def typed(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return a function that runs `report new` in a begun exercise, with what is typed; its end is Ctrl-D."""
    prompt.well("up", "first-look")
    prompt.desk.exercise(None).ledger.append(Started(speed=1.0), author="conductor", clock=0.0)

    def run(*lines: str, words: tuple[str, ...] = ()) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return prompt("report", "new", *words)

    return run


def filed(prompt: Prompt, number: int = -1) -> Report:
    return Report.model_validate(prompt.well("report", "list", "--json").data[number]["report"])


def test_a_first_report_is_asked_for_shown_and_filed(prompt: Prompt, typed: Type) -> None:
    said = typed(*first(), "1")
    assert said.code == 0, said.out + said.err
    assert "team1: version 1 of your report arrived at" in said.out
    assert "  1. IP address, 203.0.113.66" in said.out
    report = filed(prompt)
    assert report.summary == "Somebody tries passwords.\nWe blocked them."
    assert report.classification.category == "intrusion-attempts/brute-force"
    assert (report.assets[0].host, report.assets[0].role) == ("mail", "target")
    assert report.timeline[0].at.isoformat().endswith("+09:00")
    assert report.actions[0].kind == "block-network"
    assert "has no draft" in prompt.well("report", "draft").out


def test_in_japanese_every_question_and_choice_is_japanese(typed: Type) -> None:
    said = typed(*first(), "2", words=("--lang", "ja"))
    assert said.code == 0, said.out + said.err
    for piece in (
        "報告の段階: どの段階の報告ですか。",
        "外部からの通報",
        "いつ何が起きましたか",
        "下書きを保存しました",
    ):
        assert piece in said.out
    assert "Which" not in said.out


def test_an_answer_that_does_not_fit_is_told_why_and_asked_again(typed: Type) -> None:
    said = typed("9", "1", "yesterday", now(), "99", "3")
    assert "'9' is none of them; type a number from 1 to 3" in said.out
    assert "'yesterday' is no time; type 15:04 for today" in said.out
    assert "'99' is none of them" in said.out
    assert "= Somebody outside told us" in said.out


def test_what_can_hardly_be_meant_is_doubted_at_once_and_taken_when_typed_again(prompt: Prompt, typed: Type) -> None:
    said = typed(*first()[:9], "mial", "mial", "3", "", "", "1", "203.0.113.066", "203.0.113.66", "", *[""] * 2, "1")
    assert said.code == 0, said.out + said.err
    assert "'mial' is no machine that you were told of (known: dns, gw, mail, pc" in said.out
    assert "a number in it has leading zeros" in said.out
    assert said.out.count("Type the same again to keep it.") == 2
    report = filed(prompt)
    assert (report.assets[0].host, report.indicators[0].value) == ("mial", "203.0.113.66")


def test_what_was_typed_before_the_end_is_kept_and_gone_on_from(prompt: Prompt, typed: Type) -> None:
    stopped = typed("1", "", "outside-notice", "A summary.", "")
    assert stopped.code == 1
    assert "The draft is kept. Go on with: cyder report new --exercise first-look" in stopped.err
    assert "summary" in prompt.well("report", "draft").out
    again = typed("", "", "", "", "", *first()[8:], "1")
    assert "Going on with the draft." in again.out
    assert "[Somebody outside told us]" in again.out
    assert filed(prompt).summary == "A summary."


def test_a_control_character_is_not_taken_and_a_wide_space_is(prompt: Prompt, typed: Type) -> None:
    typed("1", "", "", "an \x1b[A arrow", "", "a\u3000b\tc", "")
    assert read_as(read_draft(prompt.desk.exercise(None), "team1").text, "draft", Report).summary == "a\u3000b c"


def test_an_entry_that_was_left_half_is_asked_for_again(prompt: Prompt, typed: Type) -> None:
    typed("1", "", "", "", "", "", "", "mail")
    exercise = prompt.desk.exercise(None)
    assert "missing field 'role'" in read_draft(exercise, "team1").warnings[0]
    again = typed("", "", "", "", "", "", "", "", "3", "", "", "", "", "", "1")
    assert again.code == 0, again.out + again.err
    assert filed(prompt).assets[0].role == "target"


def test_a_field_that_an_entry_needs_cannot_be_left_out(typed: Type) -> None:
    said = typed("1", "", "", "", "", "", "", "mail", "", "-", "3")
    assert said.out.count("this cannot be left out here") == 2


def test_an_entry_is_taken_out_and_an_answer_emptied(prompt: Prompt, typed: Type) -> None:
    typed("1", now(), "3", "x", "", "", "", "", "mail", "3", "dns", "5", "-1", "-7", "")
    again = typed("", "-", "", "-", "", "", "", *[""] * 6, "1")
    assert again.code == 0, again.out + again.err
    report = filed(prompt)
    assert [asset.host for asset in report.assets] == ["dns"]
    assert (report.detected.at, report.summary) == (None, "")


def test_a_team_mates_answers_are_taken_in_and_none_is_lost(
    prompt: Prompt, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = prompt.desk.exercise(None)
    said: list[str] = []

    class Interrupted(io.StringIO):
        """A keyboard at which, after two answers, a team mate saves at another machine."""

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            said.append("line")
            if len(said) == 3:
                before = read_draft(exercise, "team1")
                theirs = "stage: first\nsummary: from the other machine\n"
                save_draft(exercise, "team1", DraftText(text=theirs, base=before.revision), author="member-2")
            return super().readline(-1 if size is None else size)

    monkeypatch.setattr("sys.stdin", Interrupted(f"1\n{now()}\n3\n"))
    told = prompt("report", "new")
    assert "member-2 saved the draft at" in told.out
    kept = read_as(read_draft(exercise, "team1").text, "draft", Report)
    assert kept.summary == "from the other machine"
    assert kept.detected.how == "outside-notice"


def test_the_next_report_starts_from_the_last_version(prompt: Prompt, typed: Type) -> None:
    typed(*first(), "1")
    said = typed(words=("--lang", "en"))
    assert "Starting from version 1." in said.out
    assert "[Interim report]" in said.out


def test_a_final_report_is_asked_for_more_and_a_wrong_range_again(prompt: Prompt, typed: Type) -> None:
    occurred = (now(), now(-10), now(), "y", "")
    said = typed("3", *[""] * 14, *occurred, "phishing", "T1110.001", "", "1", "2, 5", "20-10", "10-20", "n")
    assert "it cannot end before it begins" in said.out
    assert "a technique is written T1110 or T1110.001" in said.out
    assert "the second number must not be the smaller one" in said.out
    assert "= 10–20" in said.out


def test_a_draft_that_cannot_be_read_is_not_written_over(prompt: Prompt, typed: Type) -> None:
    save_draft(prompt.desk.exercise(None), "team1", DraftText(text="stage: [half", base=0), author="team1")
    refused = typed("1")
    assert refused.code == 2
    assert "the draft cannot be read" in refused.err
    assert "cyder report draft --save report.yaml" in refused.err
    assert prompt.well("report", "draft").out.strip() == "stage: [half"


def test_with_json_the_conversation_is_held_beside_the_result(typed: Type) -> None:
    said = typed(*first(), "1", words=("--json",))
    assert said.data["version"] == 1
    assert "Detection: When and how did you notice it?" in said.err
