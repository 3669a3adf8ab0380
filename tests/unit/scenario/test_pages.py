"""What is written for people around an exercise: story, pre-study, the instructor's guide, duties to notify."""

from __future__ import annotations

import pytest

from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, Problem
from cyder.model.base import LocalText
from cyder.scenario import load_text

PAGES = """
story: {en: "# The day", ja: "# この日"}
pre_study: {en: "Try `awk '{print $1}' mail.log` and `echo $name`.", ja: "`echo $name`を試す。"}
guide:
  watch: [{en: Who leads?, ja: 誰が指揮しているか。}]
  mistakes: [{en: They unplug mail., ja: メールを止めてしまう。}]
  debrief: [{en: What gave it away?, ja: 何が決め手だったか。}]
  knobs: {en: Leave the call out., ja: 電話を省く。}
duties:
  - {to: {en: the prefecture, ja: 県}, by: 72h, why: {en: by the rules, ja: 要綱による}}
  - {to: {en: the police, ja: 警察}, by: {en: at once, ja: 速やかに}, why: {en: a crime, ja: 犯罪の疑い}}
"""


def problem(text: str, catalogue: Catalogue) -> Problem:
    """Return the one thing that is wrong with a scenario."""
    with pytest.raises(BadInput) as caught:
        load_text(text, "x.yaml", catalogue)
    (found,) = caught.value.problems
    return found


def test_what_is_written_for_people_is_kept_as_it_stands(good: str, catalogue: Catalogue) -> None:
    scenario = load_text(good + PAGES, "x.yaml", catalogue)
    assert scenario.story == LocalText(en="# The day", ja="# この日")
    assert scenario.guide.mistakes == (LocalText(en="They unplug mail.", ja="メールを止めてしまう。"),)
    assert scenario.pre_study is not None
    assert "$name" in scenario.pre_study.en


def test_a_duty_is_due_after_a_time_or_as_words_have_it(good: str, catalogue: Catalogue) -> None:
    prefecture, police = load_text(good + PAGES, "x.yaml", catalogue).duties
    assert prefecture.by == 72 * 3600
    assert police.by == LocalText(en="at once", ja="速やかに")


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("by: 72h", "by: soon", "duties[0].by", "bad-value"),
        ("by: 72h", "by: 0s", "duties[0].by", "out-of-range"),
        ("by: {en: at once, ja: 速やかに}", "by: {en: at once}", "duties[1].by", "missing-field"),
        ("watch:", "wach:", "guide.wach", "unknown-field"),
        ("ja: 誰が指揮しているか。", 'ja: ""', "guide.watch[0].ja", "blank-text"),
        ('ja: "# この日"', 'ja: " "', "story.ja", "blank-text"),
    ],
)
def test_what_is_wrong_with_them_is_told_at_its_place(
    good: str, catalogue: Catalogue, old: str, new: str, place: str, rule: str
) -> None:
    assert old in PAGES
    found = problem(good + PAGES.replace(old, new), catalogue)
    assert (found.path, found.rule) == (place, rule)
