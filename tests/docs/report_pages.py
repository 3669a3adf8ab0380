"""The reference pages about reports, made from the model, the labels and the forms themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cyder.model.form import FORM, Field, Section
from cyder.model.labels import LABELS
from cyder.model.report import AT_MOST
from tests.unit.review.forms.carried import Carried, carried, paths

HOLDS: Mapping[str, str] = {
    "time": "a time with its offset from UTC: `2026-11-23T15:04:05+09:00`",
    "text": "text",
    "essay": "text, which may be Markdown",
    "flag": "`true` or `false`",
    "range": "`{min: …, max: …}`",
}
SHAPES: Mapping[str, str] = {
    "value": "one value",
    "values": f"a list of at most {AT_MOST} values",
    "group": "one group of fields",
    "table": f"a list of at most {AT_MOST} groups of fields",
}
SIGNS: Mapping[Carried, str] = {"data": "●", "words": "○", "no": ""}
FORMS = """\
# Forms of a report

Made by trying it out: for every field, whether a change of it is seen in the form. `cyder report export --format NAME`
writes them, and so does `GET /exercises/…/teams/…/reports/VERSION/export?format=NAME`. A report is a document of its
own in each version, and the same version always gives the same bytes.

| form | what it is | for whom |
|---|---|---|
| markdown | headings and tables, ja or en; addresses defanged | people |
| html | one file that prints on A4 as a form, or into a PDF; addresses defanged | people |
| iodef | IODEF-JSON, RFC 8727, restriction `amber`, purpose `reporting` | CSIRTs |
| stix | a STIX 2.1 bundle, TLP:AMBER | platforms for threat intelligence |
| misp | a MISP event, unpublished, `tlp:amber`, for the own organisation only | MISP |

All of them say that this is an exercise. In the forms for programs a value is plain and in one spelling, however it was
typed. What is not a value of its kind (an address that is none) is no indicator in STIX and no attribute in MISP; as
words it is there still.

What a format has no place for stands in it as words: in IODEF as `Description` or, under a name of our own, as
`AdditionalData`; in STIX as notes about the incident; in MISP in the event report. Files that were added to a report
are in none of them.

- **IODEF** knows three severities: `high` and `extreme` are both `high`; our own word is in `AdditionalData`. An action
  without a time is entered with that of the report.
- **STIX** has an incident with name and description only: choices are its labels, times are those of sightings.
- **MISP** gets a technique as a tag of its galaxy where we know the technique's name. A machine that was not
  affected is no attribute.

● in a place of its own, for programs; ○ in words, for people.
"""


def formats_page() -> str:
    """Return the page of forms, with what each carries of every field."""
    names = ["| field | markdown, html | iodef | stix | misp |", "|---|---|---|---|---|"]
    return "\n".join([FORMS, *names, *(_row(section, field) for section, field in paths())]) + "\n"


def _row(section: Section, field: Field) -> str:
    name = ".".join(part for part in (section.name, field.name) if part)
    signs = (SIGNS[carried(section.name, field.name, form)] for form in ("markdown", "iodef", "stix", "misp"))
    return f"| `{name}` | {' | '.join(signs)} |"


def report_page() -> str:
    """Return the page of all fields of a report, with their labels."""
    return "\n".join(_fields())


def _fields() -> Iterator[str]:
    yield "# Fields of a report\n"
    yield "Made from the report's model. Every field may be left out: a blank one is never wrong. What becomes of them"
    yield "in Markdown, HTML, IODEF, STIX and MISP says [Forms of a report](report-formats.md).\n"
    for section in FORM:
        yield f"## {section.name}: {section.label.en} / {section.label.ja}\n"
        yield f"{section.question.en} / {section.question.ja}\n\nHolds {SHAPES[section.shape]}.\n"
        yield "| field | English | 日本語 | holds |\n|---|---|---|---|"
        yield from (_field(section, field) for field in section.fields)
        yield ""
    yield "## Words\n"
    yield "What people read instead of the words that are written into a report.\n"
    for enum in dict.fromkeys(field.enum for section in FORM for field in section.fields if field.enum):
        yield f"### {enum}\n\n| word | English | 日本語 |\n|---|---|---|"
        yield from (f"| `{word}` | {label.en} | {label.ja} |" for word, label in LABELS[enum].items())
        yield ""


def _field(section: Section, field: Field) -> str:
    label = field.label if field.label.en else section.label
    several = "words" if field.kind == "choices" else "a word"
    holds = HOLDS.get(field.kind) or f"{several} of [{field.enum}](#{field.enum})"
    return f"| `{field.name or section.name}` | {label.en} | {label.ja} | {holds} |"
