"""What actions promise before anybody plays them."""

from __future__ import annotations

from cyder.exercise.claims import Preview
from cyder.exercise.library import catalogue


def test_every_action_says_which_lines_prove_it_and_what_contains_it_without_a_living_machine() -> None:
    preview = Preview()
    claims = {id: preview.claims(action) for id, action in catalogue().actions.items()}
    assert [id for id, claim in claims.items() if not (claim.receipts and claim.ways)] == []
    assert claims["fraud.bec-mail"].receipts == ("mail:mail",)


def test_every_action_names_the_ways_that_an_objective_may_ask_for() -> None:
    assert not [name for name, action in catalogue().actions.items() if not action.ways]
