"""`$name` is replaced wherever text stands, and nothing else is."""

from __future__ import annotations

import pytest

from cyder.errors import BadInput
from cyder.planning.variables import hand_of, substitute

VALUES = {"source": "203.0.113.9", "victim": "sato", "c2-name": "cdn.example"}


def test_nested_texts_are_replaced_and_other_values_kept() -> None:
    given = {"a": ["$source", 3, {"b": ("x $victim y", None)}], "c": True}
    assert substitute(given, VALUES) == {"a": ["203.0.113.9", 3, {"b": ("x sato y", None)}], "c": True}


def test_the_given_value_is_not_changed() -> None:
    given = {"a": ["$source"]}
    substitute(given, VALUES)
    assert given == {"a": ["$source"]}


def test_names_with_hyphens_and_several_in_one_text_are_replaced() -> None:
    assert substitute("{ $source } $c2-name.", VALUES) == "{ 203.0.113.9 } cdn.example."


def test_what_is_no_name_stays_as_it_is() -> None:
    assert substitute("costs $5, $HOME, a$, ^x$", VALUES) == "costs $5, $HOME, a$, ^x$"


def test_a_replaced_text_is_not_read_again() -> None:
    assert substitute("$a", {"a": "$b", "b": "c"}) == "$b"


def test_an_unknown_name_is_refused_with_place_and_guess() -> None:
    with pytest.raises(BadInput) as caught:
        substitute({"with": ["x", "$victm"]}, VALUES, where="timeline.burst")
    assert caught.value.message.startswith(
        "timeline.burst.with[1]: unknown variable '$victm'; did you mean 'victim'? (known: "
    )


def test_the_number_of_a_team_is_its_hand_and_a_team_without_one_has_the_first() -> None:
    assert [hand_of(team) for team in ("team1", "team2", "team6", "red")] == [1, 2, 2, 0]
