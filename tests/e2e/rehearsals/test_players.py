"""On real containers, whoever works is paid, and whoever sleeps, unplugs, copies or guesses is not."""

from __future__ import annotations

import pytest

from cyder.exercise.desk import Desk
from tests.leftovers import leftovers
from tests.players import play_all

pytestmark = [pytest.mark.engine, pytest.mark.rehearse]


@pytest.mark.parametrize("scenario", ["first-look", "strange-mail"])
def test_only_the_perfect_player_earns_much(desk: Desk, scenario: str) -> None:
    before = leftovers()
    cards = play_all(desk, scenario, f"t-{scenario}")
    print(
        "\n".join(f"{scenario:<14} {who:<10} {card.earned:6.1f} of {card.maximum:.0f}" for who, card in cards.items())
    )
    assert cards["perfect"].share >= 0.95
    assert cards["idle"].earned == 0
    assert cards["panicking"].share <= 0.05
    assert cards["copying"].share <= 0.25, "the name that is called, and of what sort it is, are the same for all teams"
    assert cards["shotgun"].share <= 0.2
    contained = [line for line in cards["panicking"].lines if line.id.startswith("containment:")]
    assert contained
    assert not any(line.earned for line in contained)
    assert leftovers() == before
