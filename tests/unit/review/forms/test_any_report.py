"""Whatever a team may file comes out again in every form, for the program that has to read it."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pymisp import MISPEvent
from stix2validator import ValidationOptions, validate_instance

from cyder.model.labels import LABELS
from cyder.review.forms import FORMATS
from cyder.review.forms.paper import paper
from tests.unit.review.forms.filed import INDICATORS, context, filed
from tests.unit.review.forms.iodef_schema import DOCUMENT
from tests.unit.review.forms.test_paper import Tags, cells

texts = st.text(min_size=1, max_size=30) | st.sampled_from(
    [
        "|",
        "`",
        "a\n# b",
        "<!--",
        "a\rb",
        "\x0b|",
        "> x",
        "</td><script>",
        "[x](y)",
        "\\",
        "\\|",
        "``|``",
        " ",
        "\n",
        "${7*7}",
        "{{ 7*7 }}",
    ]
)
times = st.datetimes().map(lambda at: f"{at.isoformat()}+09:00")


def few(what: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(what, max_size=5)


def words(enum: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(LABELS[enum]))


@st.composite
def indicators(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(INDICATORS)))
    return {"kind": kind, "value": draw(texts | st.just(INDICATORS[kind])), "role": draw(words("indicator_role"))}


reports = st.fixed_dictionaries(
    {},
    optional={
        "stage": words("stage"),
        "time_zone": texts,
        "reporter": st.fixed_dictionaries({"member": texts, "duty": texts, "contact": texts}),
        "classification": st.fixed_dictionaries({"severity": words("severity"), "vector": words("vector")}),
        "detected": st.fixed_dictionaries({"at": times, "how": words("detection"), "by": texts}),
        "occurred": st.fixed_dictionaries({"start": times}),
        "summary": texts,
        "assets": few(st.fixed_dictionaries({"host": texts, "role": words("asset_role"), "finding": texts})),
        "accounts": few(st.fixed_dictionaries({"account": texts, "state": words("account_state")})),
        "indicators": few(indicators()),
        "timeline": few(
            st.fixed_dictionaries({"type": words("timeline_kind"), "at": times, "host": texts, "note": texts})
        ),
        "techniques": few(st.sampled_from(["T1110.001", "T1656", "T1110.001", "T9999.999"])),
        "actions": few(st.fixed_dictionaries({"kind": words("action_kind"), "target": texts, "at": times})),
        "evidence": few(st.fixed_dictionaries({"claim": st.just("timeline[0].at"), "source": texts, "quote": texts})),
        "lessons": few(texts),
    },
)


@settings(max_examples=40, deadline=None)
@given(data=reports, language=st.sampled_from(["ja", "en"]))
def test_any_report_comes_out_in_every_form(data: dict[str, Any], language: str) -> None:
    text = {name: form.text(filed(data), context(language)) for name, form in FORMATS.items()}
    assert all(each.encode() for each in text.values())

    sheet = paper(filed(data), context(language))
    rows = [2] * (1 + len(sheet.head))
    for part in sheet.parts:
        if part.shape in {"facts", "table"}:
            rows += [len(part.header) or 2] * (1 + len(part.rows))
    quotation = re.compile(r"^>.*\n?", re.MULTILINE)
    assert cells(quotation.sub("", text["markdown"])) == rows
    assert "<script" not in MarkdownIt("commonmark").enable("table").render(text["markdown"])
    assert not {"script", "img", "iframe"} & set(Tags(text["html"]).tags)

    jsonschema.Draft7Validator(DOCUMENT).validate(json.loads(text["iodef"]))
    MISPEvent(strict_validation=True).from_dict(**json.loads(text["misp"])["Event"])
    found = validate_instance(
        json.loads(text["stix"]), ValidationOptions(version="2.1", strict=True, disabled="103,302")
    )
    assert found.is_valid, [str(error) for error in found.errors]
