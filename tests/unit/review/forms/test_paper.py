"""A report on paper, as Markdown and as HTML: everything is on it, nothing written into it gets out of its place."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from cyder.model.base import LocalText
from cyder.model.form import FORM
from cyder.model.service import AttachedFile
from cyder.review.forms.html_form import as_html
from cyder.review.forms.markdown_form import as_markdown
from cyder.review.forms.paper import ORDER, paper
from tests.unit.review.forms.filed import WHOLE, context, filed

NASTY = "a | b\n# not a heading <script>alert(1)</script> `c` [d](http://cdn.example) &lt; \\"
LANGUAGES = ("ja", "en")


class Tags(HTMLParser):
    """Every tag that opens, and every address that something would be loaded from or leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def cells(markdown: str) -> list[int]:
    """Return how many cells each row of each table has, as a reader of GitHub's Markdown counts them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    rows, count = [], 0
    for token in tokens:
        if token.type == "tr_open":
            count = 0
        count += token.type in {"td_open", "th_open"}
        if token.type == "tr_close":
            rows.append(count)
    return rows


def test_every_section_of_the_form_has_its_place_on_paper() -> None:
    assert {*ORDER, "stage", "status", "reporter", "time_zone"} == {each.name for each in FORM}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_report_has_every_part_and_a_blank_one_has_none(language: str) -> None:
    assert [part.name for part in paper(filed(), context(language)).parts] == list(ORDER)
    blank = paper(filed({}), context(language))
    assert blank.parts == ()
    assert len(blank.head) == 6


def test_the_title_says_which_report_it_is_and_the_banner_that_it_is_an_exercise() -> None:
    assert paper(filed({}), context("ja")).title == "情報セキュリティインシデント報告書(第一報)"
    assert paper(filed({}), context("en")).title == "Security incident report: first report"
    for language, word in (("ja", "演習"), ("en", "EXERCISE")):
        assert word in as_markdown(filed({}), context(language))
        assert word in as_html(filed({}), context(language))


def test_times_are_shown_in_the_zone_of_the_report_and_in_the_organisations_where_that_is_none() -> None:
    for zone, shown in (("Europe/London", "06:10:00"), ("nowhere/../..", "15:10:00"), ("", "15:10:00")):
        text = as_markdown(filed({**WHOLE, "time_zone": zone}), context("en"))
        assert f"| Time | 2026-11-23 {shown} |" in text


def test_a_column_that_nobody_filled_in_is_left_out() -> None:
    text = as_markdown(filed({"timeline": [{"type": "login", "at": "2026-11-23T15:10:00+09:00"}]}), context("en"))
    assert "| No. | Time | What |" in text


def test_addresses_and_names_are_defanged_for_people() -> None:
    for text in (as_markdown(filed(), context()), as_html(filed(), context())):
        assert "203[.]0[.]113[.]66" in text
        assert "hxxp://cdn-stat[.]example/update[.]bin?n=1" in text
        assert "203.0.113.66" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_written_into_a_report_breaks_a_table_of_markdown(language: str) -> None:
    data = {
        "assets": [{"host": NASTY, "role": "target", "finding": NASTY}] * 2,
        "indicators": [{"kind": "subject", "value": NASTY}, {"kind": "file", "value": "``|``"}],
        "evidence": [{"claim": "assets[0]", "source": NASTY, "quote": NASTY}],
        "root_cause": {"text": NASTY},
        "lessons": [NASTY, "1. not a list", "- not a list"],
    }
    text = as_markdown(filed(data), context(language))
    assert cells(text) == [2] * 7 + [5] * 3 + [4] * 3 + [2] * 2 + [4] * 2
    shown = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in shown
    assert len(re.findall(r"<h[1-6]>", shown)) == 1 + 5
    assert shown.count("<li>") == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_stays_in_its_quotation_and_brings_no_markup(language: str) -> None:
    shown = MarkdownIt("commonmark").render(
        as_markdown(filed({"summary": f"# big\n{NASTY}\n<!-- a comment"}), context(language))
    )
    quotation = shown.partition("<blockquote>")[2].partition("</blockquote>")
    assert "<h1>big</h1>" in quotation[0]
    assert "<script" not in shown
    assert "<!--" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_file_in_which_nothing_acts_or_is_loaded(language: str) -> None:
    hostile = {"summary": NASTY, "lessons": [NASTY], "reporter": {"member": "</td><img src=http://x.example/>"}}
    made = Tags(as_html(filed(hostile), context(language)))
    assert not {"script", "img", "link", "iframe", "svg"} & set(made.tags)
    assert made.addresses == ["http://cdn.example"]
    assert f'<html lang="{language}">' in as_html(filed(), context(language))
    assert "@page { size: A4" in as_html(filed(), context(language))


def test_the_name_of_an_organisation_stays_within_the_foot_of_the_page() -> None:
    named = context("en").model_copy(update={"organisation": LocalText(en='A "town" </style>\\', ja="町")})
    page = as_html(filed(), named)
    assert page.count("</style>") == 1
    assert r"A\20 \22 town\22 \20 \3c \2f style\3e \5c " in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_attached_files_are_listed_with_their_sums_and_a_name_breaks_nothing(language: str) -> None:
    file = AttachedFile(
        name=NASTY,
        media_type="text/plain",
        size=1_234,
        sha256="ab" * 32,
        attached_at=datetime(2026, 11, 23, 7, tzinfo=UTC),
    )
    around = context(language).model_copy(update={"attachments": (file,)})
    markdown, page = as_markdown(filed(), around), as_html(filed(), around)
    assert ("添付ファイル" if language == "ja" else "Attachments") in markdown
    for text in (markdown, page):
        assert "ab" * 32 in text
        assert "1,234" in text
    assert len(set(cells(markdown)[-2:])) == 1
    assert "script" not in Tags(page).tags
