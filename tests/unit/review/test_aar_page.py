"""The pages of a review: nothing beside them is needed, nothing hostile gets through, both languages are whole."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

import pytest

from cyder.model.base import LocalText
from cyder.model.review import Lane, Owner, RoundState
from cyder.review.aar.page import page
from cyder.review.aar.pdf import pdf
from cyder.review.aar.reader import Language
from cyder.review.aar.words import WORDS
from cyder.review.markdown import rendered
from tests.unit.review import reviews
from tests.unit.scoring import ledgers

LANGUAGES: tuple[Language, ...] = get_args(Language)
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")


class Parsed(HTMLParser):
    """A page's elements with their attributes, its visible text, and whether every element was closed."""

    VOID = frozenset({"meta", "br", "img", "hr", "link", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_well_formed_and_needs_nothing_beside_it(language: Language) -> None:
    found = Parsed(page(reviews.everybody(), language))
    assert found.open == []
    assert found.of("script", "link", "img", "iframe", "object") == []
    references = [one.get(key) or "" for _, one in found.elements for key in ("href", "src") if key in one]
    assert references
    assert all(one.startswith("#") for one in references)
    ids = {one["id"] for _, one in found.elements if "id" in one}
    assert {one.removeprefix("#") for one in references} <= ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_a_team_wrote_becomes_markup(language: Language) -> None:
    text = page(reviews.everybody(), language)
    found = Parsed(text)
    assert "<script" not in text
    assert not [one for _, one in found.elements if any(name.startswith("on") for name in one)]
    assert "".join(found.words).count(reviews.HOSTILE) >= 4


def test_a_summary_keeps_its_markdown_and_nothing_else() -> None:
    html = rendered("## Heading\n**bold** <b onclick=x>raw</b> [odd](javascript:x) [page](http://a.example/p)")
    assert "<strong>bold</strong>" in html
    assert {tag for tag, _ in Parsed(html).elements} <= {"h2", "p", "strong", "a"}
    assert [one["href"] for one in Parsed(html).of("a")] == ["http://a.example/p"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_teams_version_names_no_other_team(language: Language) -> None:
    mine = page(reviews.everybody().of("team2"), language)
    assert "team2" in mine
    assert "team1" not in mine
    assert "team3" not in mine
    assert "alert" not in mine, "what team 3 wrote"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_cannot_see_is_told_all_the_same(language: Language) -> None:
    found = Parsed(page(reviews.everybody(), language))
    assert all(one["role"] == "img" and one["aria-label"] for one in found.of("svg"))
    assert all(one.get("scope") in {"col", "row"} for one in found.of("th"))
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert found.of("html") == [{"lang": language}]


def test_times_are_those_on_the_organisations_walls() -> None:
    text = page(reviews.everybody(), "en")
    assert "15:00:05" in text
    assert "2026-11-23 15:00:00 +0900" in text


def test_every_fixed_word_is_in_both_languages_and_there_is_one_for_everything() -> None:
    same = {name for name, text in WORDS.items() if text.en == text.ja}
    assert same == set()
    assert all(JAPANESE.search(text.ja) and not JAPANESE.search(text.en) for text in WORDS.values())
    needed = {f"lane-{one}" for one in get_args(Lane)} | {f"round-{one}" for one in get_args(RoundState)}
    assert needed | {f"owner-{one}" for one in get_args(Owner)} <= set(WORDS)


def texts(value: object) -> list[LocalText]:
    if isinstance(value, dict):
        if set(value) == {"en", "ja"}:
            return [LocalText.model_validate(value)]
        return [text for one in value.values() for text in texts(one)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []


def test_every_text_of_advice_sections_and_titles_is_in_both_languages() -> None:
    teams = [team.model_dump(mode="json") for team in reviews.everybody().teams]
    said = [text for team in teams for part in ("advice", "sections", "timings") for text in texts(team[part])]
    assert len(said) > 60
    assert [text for text in said if not JAPANESE.search(text.ja) or JAPANESE.search(text.en)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_happened_no_chapter_is_empty(language: Language) -> None:
    found = Parsed(page(reviews.reviewed([(0.0, reviews.call())], plan=reviews.scenario(objectives={})), language))
    assert found.open == []
    assert WORDS["rounds-none"].in_language(language) in "".join(found.words)
    assert WORDS["no-reports"].in_language(language) in "".join(found.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_made_of_the_same_and_the_same_each_time(language: Language) -> None:
    found = reviews.everybody()
    made = pdf(found, language)
    assert made.startswith(b"%PDF-")
    assert pdf(found, language) == made


def test_the_plain_data_is_the_review_again() -> None:
    found = reviews.everybody()
    assert type(found).model_validate(json.loads(found.model_dump_json())) == found
    assert found.exercise == ledgers.EXERCISE
