"""A report leaves by the API in every form, as a file, for its own team and the instructor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest

from cyder.api.access import NOTHING
from cyder.api.exporting import Form
from cyder.review.forms import FORMATS
from tests.unit.review.forms.filed import WHOLE

if TYPE_CHECKING:
    from tests.api.conftest import Browser

TOKEN = "token-first-look-team1"
REPORTS = "/exercises/first-look/teams/team1/reports"
TYPES = {
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "iodef": "application/json",
    "stix": "application/stix+json;version=2.1",
    "misp": "application/json",
}


def test_the_route_offers_the_forms_there_are() -> None:
    assert set(get_args(Form)) == set(FORMATS) == set(TYPES)


@pytest.mark.parametrize("form", TYPES)
def test_every_form_is_a_file_of_its_media_type(browser: Browser, form: str) -> None:
    browser("POST", REPORTS, token=TOKEN, json=WHOLE)
    answer = browser("GET", f"{REPORTS}/1/export", token=TOKEN, params={"format": form, "lang": "ja"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[form]
    name = f"team1-1.{FORMATS[form].suffix}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "はじめの一歩" in answer.text
    if form in {"iodef", "stix", "misp"}:
        assert json.loads(answer.text)


def test_without_a_word_it_is_markdown_in_english(browser: Browser) -> None:
    browser("POST", REPORTS, token=TOKEN, json=WHOLE)
    answer = browser("GET", f"{REPORTS}/1/export", token=TOKEN)
    assert answer.text.startswith("# Security incident report: final report\n")


def test_a_form_that_does_not_exist_is_told_with_those_that_do(browser: Browser) -> None:
    answer = browser("GET", f"{REPORTS}/1/export", token=TOKEN, params={"format": "pdf"})
    assert answer.status_code == 422
    assert all(name in answer.text for name in TYPES)


@pytest.mark.parametrize("version", ["2", "1000000"])
def test_a_version_that_was_never_filed_is_answered_like_anothers(browser: Browser, version: str) -> None:
    browser("POST", REPORTS, token=TOKEN, json={})
    answer = browser("GET", f"{REPORTS}/{version}/export", token=TOKEN)
    assert (answer.status_code, answer.json()["error"]) == (404, NOTHING)
