"""Prints what careful, careless and guessing teams earn, by the code that grades them.

    python -m tests.figures.shotgun

The figures beside are those the formulas gave when they were designed. Nobody who guesses may earn more than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cyder.model.evidence import TrueMoment, Truth
from cyder.model.judging import Speed, Weights
from cyder.model.report import Happening, Indicator, Report
from cyder.scoring import score
from cyder.scoring.comparison import Comparison, Tolerance
from cyder.scoring.containment import course, speed_credit
from cyder.scoring.match import precision
from cyder.scoring.record import read
from tests.unit.scoring.ledgers import EXERCISE, TEAM, filed, ledger, outcome, rounds, scenario
from tests.unit.scoring.lists import BURST, CONTEXT, EVERY_TEN_MINUTES, EXACT, RIGHT, SIX, TRUE, guesses, moved, on


@dataclass(frozen=True)
class Listed:
    """A list of indicators held against six things, and what it earns; `designed`: what it should, at most."""

    name: str
    recall: float
    precision: float
    score: float
    designed: float


@dataclass(frozen=True)
class Worth:
    """Anything else, and what it is worth from 0 to 1."""

    name: str
    score: float
    designed: float


LISTS: tuple[tuple[str, list[Indicator], float], ...] = (
    ("all right", RIGHT, 1.00),
    ("all right, and own addresses as context", RIGHT + CONTEXT, 1.00),
    ("4 right, 1 wrong", RIGHT[:4] + guesses(1), 0.75),
    ("4 right, 4 wrong", RIGHT[:4] + guesses(4), 0.56),
    ("one lucky", RIGHT[:1], 0.25),
    ("60 guesses, 6 right", RIGHT + guesses(54), 0.13),
    ("sixty of a whole /24", guesses(60), 0.00),
    ("another team's values, 2 shared", RIGHT[4:] + guesses(3), 0.20),
)

TIMES: tuple[tuple[str, tuple[Happening, ...], tuple[TrueMoment, ...], float], ...] = (
    ("exact", EXACT, TRUE, 1.00),
    ("90 s late", moved(EXACT, 90), TRUE, 1.00),
    ("right types, wrong host", on("www"), TRUE, 0.50),
    ("3 of 5", EXACT[:3], TRUE, 0.60),
    ("every type every 10 minutes", EVERY_TEN_MINUTES, BURST, 0.08),
    ("JST written as UTC", moved(EXACT, 9 * 3600), TRUE, 0.70),
)

ROUNDS: tuple[tuple[str, str, float], ...] = (
    ("held from 15 minutes on", 30 * "." + 90 * "#", 0.75),
    ("unplugged: staff are not served either", 120 * ".", 0.00),
    ("on and off", 60 * "#.", 0.00),
    ("contained, then lost", 60 * "#" + 60 * ".", 0.50),
)
"""An hour of rounds every 30 seconds: `#` held, `.` not held."""


def indicators() -> Iterator[Listed]:
    """Yield what each list of indicators earns."""
    for name, named, designed in LISTS:
        happened = ledger((0, outcome(Truth(indicators=SIX))), (60, filed(Report(indicators=tuple(named)))))
        line = score(happened, scenario(Weights(indicators=100)), exercise=EXERCISE, team=TEAM).lines[0]
        right = precision(int(line.inputs["right"]), line.inputs["wrong"])
        yield Listed(name, line.inputs["recall"], right, line.share, designed)


def timelines() -> Iterator[Worth]:
    """Yield what each list of times earns."""
    tolerance = Tolerance.at(1.0, Speed(target=120, limit=900))
    for name, told, truth, designed in TIMES:
        yield Worth(name, Comparison(told, truth, tolerance).best().worth, designed)


def speeds() -> Iterator[Worth]:
    """Yield what it is worth to need so long where 10 minutes are aimed at and 120 are too many."""
    for minutes, designed in ((10, 1.00), (15, 0.84), (30, 0.56), (60, 0.28), (120, 0.00)):
        yield Worth(f"{minutes} minutes", speed_credit(60.0 * minutes, 600, 7200), designed)


def held() -> Iterator[Worth]:
    """Yield the share of rounds that were held and count."""
    for name, pattern, designed in ROUNDS:
        record = read(ledger(*rounds(pattern, every=30, start=30)), exercise=EXERCISE, team=TEAM)
        yield Worth(name, course(record.rounds("cut-off"), 0.0, 1.0).held_share, designed)


def table(title: str, rows: Sequence[Worth]) -> Iterator[str]:
    """Yield a heading and a line for each row."""
    yield f"\n{title:42} {'score':>16} {'designed':>9}"
    yield from (f"{row.name:42} {row.score:16.2f} {row.designed:9.2f}" for row in rows)


def main() -> None:
    """Print every table."""
    print(f"{'indicators':42} {'recall':>6} {'prec.':>5} {'score':>4} {'designed':>8}")
    for row in indicators():
        print(f"{row.name:42} {row.recall:6.2f} {row.precision:5.2f} {row.score:5.2f} {row.designed:8.2f}")
    tables = (("times", timelines()), ("speed", speeds()), ("containment: share of rounds held", held()))
    for title, rows in tables:
        print(*table(title, list(rows)), sep="\n")


if __name__ == "__main__":
    main()
