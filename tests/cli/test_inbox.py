"""What a team reads and says at its terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.exercise.conducting import conduct
from cyder.exercise.inbox import ask, reply
from cyder.exercise.voice import Silence
from tests.cli.conftest import Prompt
from tests.townhall import first_look_with

FIELDS = "contacts: {vendor: {name: {en: the vendor, ja: 保守業者}}}"
ANSWER = (
    "{id: records, after: call, when: {asked: vendor}, inject: chat, from: {en: the vendor, ja: 保守業者},"
    " text: {en: Yesterday's only., ja: 昨日分のみです。}}"
)


@pytest.fixture
def played(prompt: Prompt, tmp_path: Path) -> Prompt:
    """Return a terminal after an exercise in which the team answered the call and asked the vendor."""
    prompt.well("up", str(first_look_with(tmp_path, ANSWER, fields=FIELDS)), "--name", "ours")
    exercise = prompt.desk.exercise("ours")

    def works() -> None:
        reply(exercise, "team1", "call", "We are looking.", author="team1")
        ask(exercise, "team1", "vendor", "Please send your log.", author="team1")

    conduct(exercise, speed=0, voice=Silence(), players={"team1": works})
    return prompt


def test_the_inbox_has_what_was_told_and_said_in_turn_and_whom_one_may_ask(played: Prompt) -> None:
    lines = played.well("inbox").out.splitlines()
    heads = [line.split(maxsplit=1)[1] for line in lines if line[:1].isdigit()]
    assert heads == [
        "call  phone: 監視会社 / your monitoring company  (answered)",
        "→ call",
        "→ vendor",
        "records  chat: 保守業者 / the vendor",
    ]
    assert "    Please send your log." in lines
    assert lines[-1] == "  vendor: 保守業者 / the vendor"


def test_the_inbox_is_json_too(played: Prompt) -> None:
    data = played.well("inbox", "--json").data
    assert [each["event"] for each in data["told"]] == ["call", "records"]
    assert [(each["to"], each["text"]) for each in data["said"]] == [
        ("call", "We are looking."),
        ("vendor", "Please send your log."),
    ]
    assert data["contacts"] == {"vendor": {"en": "the vendor", "ja": "保守業者"}}


MISTAKES = [
    (("ask", "vendr", "Hello?"), "unknown contact 'vendr'; did you mean 'vendor'? (known: vendor)"),
    (("ask", "vendor", " "), "nothing was said"),
    (("ask", "vendor", "Hello?"), "is over; nobody listens any more"),
    (("ask", "vendor", "?" * 20_001), "20001 characters, where there may be 20000 at most"),
    (("reply", "call", ""), "nothing was said"),
    (("reply", "cal", "Hello?"), "did you mean 'call'"),
]


def test_a_mistake_is_answered_with_a_sentence(played: Prompt) -> None:
    for words, word in MISTAKES:
        refused = played(*words)
        assert refused.code == 2
        assert word in refused.err


def test_where_there_is_nobody_to_ask_the_inbox_names_nobody(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    assert prompt.well("inbox").out == "nobody has told this team anything yet\n"
    assert "unknown contact 'vendor'" in prompt("ask", "vendor", "Hello?").err
