"""A template is a report: blank where nothing is filled in, and read back as what it was made from."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.model.form import FORM
from cyder.model.labels import LABELS
from cyder.model.report import Cause, DataImpact, Detected, Happening, Indicator, Occurred, Records, Report, Stage
from cyder.review.template import template
from cyder.scenario.read import read_as

LANGUAGES = ["en", "ja"]
STAGES: list[Stage] = ["first", "interim", "final"]
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("\n :#-[]{}'\""))
SHORT = TEXT.map(lambda text: text[:60])
NAMES = SHORT.filter(bool)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001  the zone is put on
    lambda at: at.replace(tzinfo=timezone(timedelta(hours=9)))
)
REPORTS = st.builds(
    Report,
    stage=st.sampled_from(STAGES),
    summary=TEXT,
    detected=st.builds(Detected, at=st.none() | TIMES, by=SHORT),
    occurred=st.builds(Occurred, start=st.none() | TIMES, ongoing=st.booleans()),
    indicators=st.lists(st.builds(Indicator, kind=st.just("file"), value=NAMES), max_size=3).map(tuple),
    timeline=st.lists(st.builds(Happening, type=st.just("login"), at=TIMES, note=SHORT), max_size=3).map(tuple),
    data_impact=st.builds(
        DataImpact,
        kinds=st.lists(st.sampled_from(["tax", "mail"]), max_size=2).map(tuple),
        records=st.none() | st.just(Records(min=1, max=20)),
        legal_report_needed=st.none() | st.booleans(),
    ),
    root_cause=st.builds(Cause, code=st.none() | st.just("weak-password"), text=SHORT),
    techniques=st.lists(st.just("T1110.001"), max_size=2).map(tuple),
    lessons=st.lists(SHORT, max_size=2).map(tuple),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_a_template_that_nobody_filled_in_claims_nothing(stage: Stage, language: str) -> None:
    assert read_as(template(Report(stage=stage), language), "t.yaml", Report) == Report(stage=stage)


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_every_line_uncommented_it_is_a_report_with_every_field(language: str) -> None:
    text = re.sub(r"^# ", "", template(Report(), language), flags=re.MULTILINE)
    report = read_as(text, "t.yaml", Report)
    for section in FORM:
        assert getattr(report, section.name), section.name
    assert report.detected.at == datetime(2026, 11, 23, 6, 4, 5, tzinfo=UTC)
    assert report.evidence[0].source == "mail:/var/log/mail.log"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_every_word_is_explained(language: str) -> None:
    text = template(Report(), language)
    flat = re.sub(r"\s+(##\s+)?", " ", text)
    for section in FORM:
        assert section.question.in_language(language) in text
        for field in section.fields:
            assert field.label.in_language(language) in text
            for word, label in LABELS.get(field.enum, {}).items():
                assert f"{word} {label.in_language(language)}" in flat


@settings(max_examples=300)
@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_a_report_read_back_from_its_template_is_the_same(report: Report, language: str) -> None:
    assert read_as(template(report, language), "t.yaml", Report) == report
