"""Plays scenarios on real containers with five kinds of trainees, and prints what each earned and why.

python -m tests.figures.players [SCENARIO…]
"""

from __future__ import annotations

import sys
import time

from cyder.cli.scores import card_text
from cyder.exercise.desk import Desk
from cyder.lan.places import Places
from tests.players import play_all


def main(scenarios: list[str]) -> None:
    """Print a table for each scenario, and the scorecards below it."""
    desk = Desk(Places.from_environment())
    for scenario in scenarios or ["first-look", "strange-mail"]:
        began = time.monotonic()
        cards = play_all(desk, scenario, f"figure-{scenario}")
        print(f"\n{scenario}, {time.monotonic() - began:.0f} s")
        for player, card in cards.items():
            print(f"  {player:<10} {card.earned:6.1f} of {card.maximum:3.0f}  {card.share:4.0%}")
        for player, card in cards.items():
            print(f"\n--- {player}\n{card_text(card)}")


if __name__ == "__main__":
    main(sys.argv[1:])
