"""What is wrong with a request, in plain words: places and sentences, never more than a glimpse of what was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from cyder.api.words import Misfit, Misfits
from cyder.contracts.moments import with_offset
from cyder.errors import suggest
from cyder.model.report import Report
from cyder.scenario.fields import fields_at

GLIMPSE = 60
"""Characters of the input that an answer may repeat."""
MOST = 20
"""Problems that an answer lists."""

Error = Mapping[str, Any]
EXAMPLE = "2026-11-23T15:04:05+09:00"


def misfits(errors: Sequence[Error], zone: tzinfo | None = None) -> Misfits:
    """Return the answer to what pydantic found wrong; a time without offset is shown with that of `zone`."""
    found = tuple(Misfit(place=_place(error), message=_message(error, zone)) for error in errors[:MOST])
    number = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
    shown = f", the first {MOST} are listed" if len(errors) > MOST else ""
    hint = "mend what is listed and send it again; nothing was filed"
    return Misfits(error=f"the request cannot be understood: {number}{shown}", hint=hint, problems=found)


def glimpse(value: object, most: int = GLIMPSE) -> str:
    """Return the beginning of something that was sent, fit for one line of any terminal or page."""
    text = value if isinstance(value, str) else str(value) if isinstance(value, int | float) else "…"
    shown = "".join(character if character.isprintable() else "?" for character in text[:most])
    return shown + ("…" if len(text) > most else "")


def _place(error: Error) -> str:
    where, *path = error["loc"]
    if where != "body":
        return f"{where} {'.'.join(glimpse(part) for part in path)}"
    if error["type"] == "json_invalid":
        return "report"
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{glimpse(part)}" for part in path[:6])
    return text.removeprefix(".") or "report"


def lacks_offset(error: Error) -> bool:
    """Return whether what is wrong is that a time has no offset."""
    return str(error["type"]) == "timezone_aware"


def _message(error: Error, zone: tzinfo | None) -> str:
    kind = str(error["type"])
    if lacks_offset(error):
        written = str(error["input"])
        whole = with_offset(written, zone) if zone else written
        right = f"write it as in {EXAMPLE}" if whole == written else f"write {whole}"
        return f"the time '{glimpse(written)}' has no offset; {right}"
    known = _SENTENCES.get(kind) or (_not_a_time if kind.startswith("datetime_") else None)
    return known(error) if known else f"does not fit: {glimpse(error['msg'], 100)}"


def _not_a_time(error: Error) -> str:
    return f"'{glimpse(error['input'])}' is not a time; write it with its offset, as in {EXAMPLE}"


def _no_choice(error: Error) -> str:
    sent, expected = glimpse(error["input"]), str(error["ctx"]["expected"])
    choices = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    return f"'{sent}' is not one of the values{suggest(sent, choices)}"


def _no_field(error: Error) -> str:
    _, *path, name = error["loc"]
    return f"a report has no such field here{suggest(glimpse(name), fields_at(Report, path))}"


def _no_form(error: Error) -> str:
    """Of a header it is the key's form; within a report each field that has one is named with an example."""
    forms = {"techniques": "T1110 or T1110.001", "claim": "timeline[0] or classification.severity"}
    form = next((form for name, form in forms.items() if name in error["loc"]), None)
    return f"is not written like {form}" if form else "may hold only visible ASCII characters, no spaces"


def _refused(error: Error) -> str:
    """Return what a rule of the report says, which is written for people."""
    return glimpse(error["msg"].removeprefix("Value error, "), 200)


def _not_json(error: Error) -> str:
    return f"this is not JSON: {error['ctx']['error']} at character {error['loc'][-1]}"


def _says(sentence: str) -> Callable[[Error], str]:
    """Return a sentence that is filled in from pydantic's context."""
    return lambda error: sentence.format(**error.get("ctx", {}))


_OBJECT = _says("an object is needed here; is Content-Type: application/json set?")
_WHOLE = _says("a whole number is needed here")
_FLAG = _says("true or false is needed here")
_SENTENCES: Mapping[str, Callable[[Error], str]] = {
    "missing": _says("is missing"),
    "extra_forbidden": _no_field,
    "literal_error": _no_choice,
    "json_invalid": _not_json,
    "too_long": _says("has more than the {max_length} items allowed"),
    "string_too_long": _says("is longer than {max_length} characters"),
    "string_too_short": _says("is empty"),
    "string_type": _says("a text is needed here"),
    "string_unicode": _says("is not well-formed text"),
    "string_pattern_mismatch": _no_form,
    "value_error": _refused,
    "greater_than_equal": _says("is less than {ge}"),
    "less_than_equal": _says("is more than {le}"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "tuple_type": _says("a list is needed here"),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
}
