"""Whatever is done to a scenario's text, the loader answers with a scenario or with problems that have a place."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput
from cyder.model.report import Report
from cyder.scenario import load_text, read_as

TEXT = (Path(cyder.roles.__file__).parents[2] / "scenarios" / "first-look.yaml").read_text(encoding="utf-8")
WORDS = sorted(set(TEXT.replace("{", " ").replace("}", " ").replace(",", " ").split()))
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["{", "}", "[", "]", ": ", "\n", "  ", "- ", ", ", "$", "''", '"', "#", "&a ", "*a", "!", "<<", "~"]
    ),
    st.sampled_from(["0", "-1", "1e999", "9" * 500 + "h", "-9999999h", "null", "10.66.0.1", "0.0.0.0/0", "8.8.8.8"]),
    st.text(max_size=5),
)
MUTATION = st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES)
SETTINGS = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def mutated(text: str, mutations: list[tuple[float, int, str]]) -> str:
    """Return a text in which some pieces are cut out and others put in."""
    for where, length, piece in mutations:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


def only_placed_problems(error: BadInput) -> None:
    """Check that every problem has a place, a rule and a remedy."""
    assert error.problems
    for problem in error.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.rule
        assert problem.hint


@SETTINGS
@given(mutations=st.lists(MUTATION, min_size=1, max_size=4))
def test_a_mutilated_scenario_raises_nothing_but_bad_input(
    mutations: list[tuple[float, int, str]], either_catalogue: Catalogue
) -> None:
    try:
        load_text(mutated(TEXT, mutations), "x.yaml", either_catalogue)
    except BadInput as error:
        only_placed_problems(error)


@SETTINGS
@given(old=st.sampled_from(WORDS), new=PIECES, place=st.integers(0, 20))
def test_a_scenario_with_a_word_exchanged_raises_nothing_but_bad_input(
    old: str, new: str, place: int, catalogue: Catalogue
) -> None:
    parts = TEXT.split(old)
    cut = 1 + place % max(1, len(parts) - 1)
    try:
        load_text(old.join(parts[:cut]) + new + old.join(parts[cut:]), "x.yaml", catalogue)
    except BadInput as error:
        only_placed_problems(error)


@SETTINGS
@given(text=st.text(st.sampled_from("abk:{}[],-\n \"'#&*!|>?%@`\\ u0\t$<彩\x00"), max_size=60))
def test_any_text_read_as_a_report_raises_nothing_but_bad_input(text: str) -> None:
    try:
        read_as(text, "x.yaml", Report)
    except BadInput as error:
        only_placed_problems(error)
