"""`cyder scenario docs`: what is handed out, to whom, in both languages, and with whose values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cyder.exercise.handing_out import preview
from cyder.exercise.library import catalogue, opened, shipped
from cyder.review.handouts import KINDS
from cyder.review.handouts.words import WORDS
from tests.bare import bare
from tests.cli.conftest import Prompt

HOSTILE = "<script>alert(1)</script>"
PAGES = f"""
story: {{en: "## Saino {HOSTILE}", ja: "## 彩野市の朝"}}
pre_study: {{en: "Read **auth_failed**.", ja: "**auth_failed**を調べる。"}}
guide:
  watch: [{{en: Who writes times down?, ja: 誰が時刻を記録しているか。}}]
  knobs: {{en: Fewer calls., ja: 電話を減らす。}}
duties:
  - {{to: {{en: the prefecture, ja: 県}}, by: 24h, why: {{en: by the rules, ja: 要綱による}}}}
  - {{to: {{en: the police, ja: 警察}}, by: {{en: at once, ja: 速やかに}}, why: {{en: a crime, ja: 犯罪の疑い}}}}
"""


def page(folder: Path, kind: str, language: str = "en") -> str:
    """Return a page from where it has to lie."""
    return next(folder.glob(f"*/{language}/{kind}.html")).read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a scenario with everything that people read."""
    path = tmp_path / "mine.yaml"
    path.write_text(bare("strange-mail", "story", "pre_study", "guide", "duties") + PAGES, encoding="utf-8")
    return path


@pytest.mark.parametrize("scenario", sorted(shipped()))
def test_every_shipped_scenario_has_every_page_in_both_languages(prompt: Prompt, tmp_path: Path, scenario: str) -> None:
    data = prompt.well("scenario", "docs", scenario, "-o", str(tmp_path), "--json").data
    assert len(data["written"]) == 2 * len(KINDS)
    for path in map(Path, data["written"]):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f'<!doctype html>\n<html lang="{path.parent.name}">')
        assert not re.search(r'(?:src|href)="(?!data:|#)', text)
        assert ("banner" in text.split("</style>")[1]) == (path.parent.parent.name == "instructors")


@pytest.mark.parametrize("scenario", sorted(shipped()))
def test_whatever_is_scored_is_logged_where_a_trainee_may_look_and_has_each_spelling_once(scenario: str) -> None:
    material = preview(opened(scenario), "preview", catalogue())
    open_to_trainees = {node.name for node in material.graph.nodes if node.open != "no"}
    scored = [attack for attack in material.attacks.values() if attack.event.scored]
    unseen = [each.event.id for each in scored if not {log.split(":")[0] for log in each.logs} & open_to_trainees]
    assert scored
    assert unseen == []
    assert [each.event.id for each in scored if not each.looks] == []
    spelt = [each.spellings for attack in material.attacks.values() for each in attack.truth.indicators]
    assert [each for each in spelt if len({(one.kind, one.value) for one in each}) < len(each)] == []


def test_nothing_that_trainees_get_names_the_attacker_or_an_answer(prompt: Prompt, mine: Path, tmp_path: Path) -> None:
    prompt.well("scenario", "docs", str(mine), "-o", str(tmp_path / "out"))
    answers = page(tmp_path / "out", "answers")
    theirs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "trainees").rglob("*.html"))
    for answer in ("vend0r.example", "cdn-stat.example", "mitsumori.docm"):
        assert answer in answers
        assert answer not in theirs
    assert "intruder" not in theirs


def test_what_the_author_wrote_stands_in_its_page_and_nothing_of_it_acts(
    prompt: Prompt, mine: Path, tmp_path: Path
) -> None:
    prompt.well("scenario", "docs", str(mine), "-o", str(tmp_path / "out"))
    brief = page(tmp_path / "out", "brief")
    assert "<h2>Saino &lt;script&gt;" in brief
    assert "<script" not in brief
    assert "<strong>auth_failed</strong>を調べる。" in page(tmp_path / "out", "pre-study", "ja")
    guide = page(tmp_path / "out", "guide", "ja")
    for text in ("誰が時刻を記録しているか。", "電話を減らす。", "24時間", "速やかに", "貴庁の端末"):
        assert text in guide


def test_the_answer_key_says_where_each_answer_is_logged_and_what_finds_it(prompt: Prompt, tmp_path: Path) -> None:
    prompt.well("scenario", "docs", "strange-mail", "-o", str(tmp_path))
    answers = page(tmp_path, "answers")
    assert "<code>mail:/var/log/mail.log</code>" in answers
    assert "mail# grep Content-Disposition /var/log/mail.log" in answers
    assert "remove-entry" in answers
    assert "clean-pc" in answers
    assert "LAB-0000" not in answers
    assert "Indicators (Mail address, Sender)" in answers
    assert "痕跡情報(IoC)〔メールアドレス、送信元(メール)〕" in page(tmp_path, "answers", "ja")


def test_the_answer_key_says_a_way_once_for_all_events_that_it_ends_and_without_the_shell_round_it(
    prompt: Prompt, tmp_path: Path
) -> None:
    prompt.well("scenario", "docs", "watering-hole", "-o", str(tmp_path))
    answers = page(tmp_path, "answers")
    events = ", ".join(f"<code>{event}</code>" for event in ("visit", "second-visit", "third-visit"))
    assert answers.count(f"{events}: <strong>block-at-proxy</strong>") == 1
    assert re.search(r"proxy# echo &#39;\.[a-z.-]+&#39; &gt;&gt;/etc/squid/blocked-domains &amp;&amp; echo", answers)


def test_another_seed_gives_other_answers(prompt: Prompt, tmp_path: Path) -> None:
    for seed in ("one", "two"):
        prompt.well("scenario", "docs", "strange-mail", "--seed", seed, "-o", str(tmp_path / seed))
    assert page(tmp_path / "one", "answers") != page(tmp_path / "two", "answers")
    assert page(tmp_path / "one", "brief") == page(tmp_path / "two", "brief")


def test_pages_of_an_exercise_hold_that_teams_own_values(prompt: Prompt, tmp_path: Path) -> None:
    prompt.well("up", "first-look", "--name", "day", "--teams", "2")
    for team in ("team1", "team2"):
        prompt.well("scenario", "docs", "-e", "day", "--team", team, "-o", str(tmp_path / team))
        source = prompt.desk.exercise("day").resolved(team).values["source"]
        assert source in page(tmp_path / team, "answers")
    assert page(tmp_path / "team1", "answers") != page(tmp_path / "team2", "answers")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a scenario, or an exercise"),
        (("first-look", "-e", "day"), "name a scenario, or an exercise"),
        (("frist-look",), "unknown scenario"),
        (("-e", "day"), "unknown exercise"),
    ],
)
def test_a_beginners_mistake_is_told_with_a_remedy(prompt: Prompt, words: tuple[str, ...], said: str) -> None:
    answer = prompt("scenario", "docs", *words)
    assert answer.code != 0
    assert said in answer.err
    assert "hint: " in answer.err


def test_pages_are_not_written_over_unless_that_is_said(prompt: Prompt, tmp_path: Path) -> None:
    prompt.well("scenario", "docs", "first-look", "-o", str(tmp_path))
    assert "is not empty" in prompt("scenario", "docs", "first-look", "-o", str(tmp_path)).err
    prompt.well("scenario", "docs", "first-look", "-o", str(tmp_path), "--force")


def test_every_fixed_word_differs_between_the_languages() -> None:
    assert [name for name, word in WORDS.items() if word.en == word.ja] == []
