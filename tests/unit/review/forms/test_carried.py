"""Nothing of a report is lost on the way into any form."""

from __future__ import annotations

import json

import pytest

from cyder.review.forms import FORMATS, format_named
from cyder.review.forms.context import canonical, defanged
from tests.unit.review.forms.carried import carried, paths
from tests.unit.review.forms.filed import INDICATORS, WHOLE, context, filed

NAMED = [(section.name, field.name) for section, field in paths()]


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_of_a_report_is_in_every_form(form: str) -> None:
    assert len(NAMED) > 50
    assert [name for name in NAMED if carried(*name, form) == "no"] == []


@pytest.mark.parametrize("form", ["iodef", "stix", "misp"])
def test_what_a_machine_grades_is_data_in_every_form_for_machines(form: str) -> None:
    graded = {
        *(("classification", name) for name in ("category", "also", "severity", "vector", "determination")),
        *(("indicators", name) for name in ("kind", "value", "confidence")),
        *(("techniques", ""), ("status", ""), ("stage", ""), ("root_cause", "code")),
        *(("occurred", name) for name in ("start", "end")),
    }
    assert {name for name in NAMED if carried(*name, form) == "data"} >= graded


def test_values_are_plain_for_machines_and_defanged_for_people() -> None:
    plain = {kind: canonical(kind, value) for kind, value in INDICATORS.items()}
    assert plain["url"] == "http://cdn-stat.example/update.bin?n=1"
    iodef, misp = (
        json.dumps(FORMATS[form].write(filed(), context()), ensure_ascii=False) for form in ("iodef", "misp")
    )
    for kind, value in plain.items():
        assert value is not None
        assert value in iodef, kind
        assert f'"value": "{value}"' in misp, kind
    assert defanged("email", "billing@vend0r.example") == "billing[@]vend0r[.]example"
    assert defanged("url", "https://a.example/b.c") == "hxxps://a[.]example/b[.]c"
    assert defanged("ip", "no address.") == "no address."
    assert defanged("file", "見積書.docm") == "見積書.docm"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_same_version_gives_the_same_bytes_and_another_one_others(form: str, language: str) -> None:
    made = format_named(form)
    assert made.text(filed(), context(language)) == made.text(filed(), context(language))
    assert made.text(filed(), context(language)) != made.text(filed(WHOLE, version=4), context(language))
