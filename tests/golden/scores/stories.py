"""Teams of every sort on one rich story, so that score lines say everything they can say."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.base import LocalText
from cyder.model.dealings import Adjusted, Graded, HintTaken, LogKept, Preserved, QuotesChecked
from cyder.model.judging import Criterion, Hint, Mark, Weights
from cyder.model.ledger import Body, Entry, NodeChanged, Requested
from cyder.model.report import Proof, Report
from cyder.model.scenario import Objective, Scenario
from tests.unit.scoring.ledgers import (
    SOURCE,
    TEAM,
    VICTIM,
    afterwards,
    at,
    filed,
    ledger,
    outcome,
    played,
    probed,
    rounds,
    scenario,
)
from tests.unit.scoring.reports import PLAN as RICH_PLAN
from tests.unit.scoring.reports import RICH
from tests.unit.scoring.test_availability import MAIL, PAGES, defaced, looks


def text(en: str, ja: str) -> LocalText:
    return LocalText(en=en, ja=ja)


GONE = Objective(title=text("The entry is gone", "侵入口の除去"), points=40, target=300, limit=900, kind="eradication")
ANCHORS: dict[Mark, LocalText] = {0: text("nothing", "なし"), 50: text("half of it", "半分")}
RUBRIC = {
    "summary": Criterion(title=text("Summary", "概要"), weight=3, anchors=ANCHORS),
    "lessons": Criterion(title=text("Lessons", "教訓"), weight=1, anchors=ANCHORS),
}
HINTS = {
    "where": Hint(title=text("Where to look", "調べる場所"), text=text("x", "x"), about="indicators", cost=0.2),
    "when": Hint(title=text("When", "時刻"), text=text("x", "x"), about="timeline", cost=0.1),
}
PLAN: Scenario = RICH_PLAN.model_copy(
    update={
        "objectives": {**RICH_PLAN.objectives, "gone": GONE},
        "scoring": RICH_PLAN.scoring.model_copy(update={"rubric": 80, "availability": 100, "preserved": 30}),
        "services": {"mail": MAIL, "pages": PAGES},
        "rubric": RUBRIC,
        "hints": HINTS,
    }
)
BARE: Scenario = scenario(
    Weights(category=10, severity=10, assets=10, data=10, root_cause=10, first_report=30, preserved=10)
)

PERFECT = {
    "classification": {
        "category": "intrusion-attempts/brute-force",
        "vector": "stolen-credential",
        "severity": "moderate",
    },
    "assets": [
        {"host": "mail", "role": "target"},
        {"host": "pc", "role": "initial-victim"},
        {"host": "db", "role": "not-affected"},
    ],
    "accounts": [{"account": VICTIM}, {"account": "CITY\\svc"}],
    "indicators": [{"kind": "domain", "value": "c2.example"}, {"kind": "email", "value": "billing@vend0r.example"}],
    "timeline": [
        {"type": "credential-attack", "at": at(0), "host": "mail"},
        {"type": "login", "at": at(330), "host": "mail"},
        {"type": "exfil", "at": at(600), "host": "db"},
    ],
    "techniques": ["T1110.001", "T1685.006"],
    "data_impact": {
        "involved": "confirmed",
        "kinds": ["mail", "staff"],
        "records": {"min": 40, "max": 60},
        "legal_report_needed": True,
    },
    "actions": [{"kind": "block-network", "target": SOURCE}],
    "root_cause": {"code": "weak-password"},
}
HALF = PERFECT | {
    "classification": {"category": "intrusion-attempts/exploit", "severity": "high"},
    "assets": [{"host": "mail", "role": "pivot"}, {"host": "pc", "role": "initial-victim", "confidence": "possible"}],
    "accounts": [{"account": VICTIM, "confidence": "possible"}],
    "indicators": [{"kind": "ip", "value": SOURCE}, {"kind": "ip", "value": "10.66.0.3"}],
    "timeline": [
        {"type": "credential-attack", "at": at(32_400), "host": "mail"},
        {"type": "login", "at": at(32_700), "host": "pc"},
    ],
    "techniques": ["T1110"],
    "data_impact": {"involved": "suspected", "kinds": ["mail", "tax"], "records": {"min": 1, "max": 900}},
    "root_cause": {},
}
WRONG = {
    "classification": {"category": "fraud/phishing", "vector": "removable-media", "severity": "extreme"},
    "assets": [
        {"host": "web", "role": "target"},
        {"host": "mail", "role": "not-affected"},
        {"host": "10.9.9.9", "role": "target"},
    ],
    "accounts": [{"account": "sato"}, {"account": "tanaka taro"}],
    "indicators": [
        {"kind": "ip", "value": "198.51.100.0", "confidence": "possible"},
        {"kind": "ip", "value": "198.51.100.200"},
        {"kind": "ip", "value": "203.0.113.066"},
        {"kind": "subject", "value": "Invoice"},
    ],
    "timeline": [{"type": "impact", "at": at(9_000)}],
    "techniques": ["T1486", "T1490"],
    "data_impact": {"involved": "none", "records": {"min": 900, "max": 900}, "legal_report_needed": False},
    "actions": [
        {"kind": "block-network", "target": SOURCE},
        {"kind": "block-network", "target": "198.51.100.9"},
        {"kind": "block-network", "target": "the intruder"},
    ],
    "root_cause": {"code": "misconfiguration"},
}

_KEPT = LogKept(node="mail", log="/var/log/mail.log", kept=True, said="all there")
_LOST = LogKept(node="web", log="/var/log/nginx/access.log", kept=False, said="12 lines are gone")


def report(fields: Mapping[str, object]) -> Report:
    return Report.model_validate(fields)


def gone(pattern: str) -> list[tuple[float, Body]]:
    """Return rounds of the second objective."""
    marks = enumerate(pattern, start=1)
    return [(120.0 * place + 1, probed(held=mark == "#", event="entry", objective="gone")) for place, mark in marks]


def _lived(said: Report, *more: Body, held: str, clean: str, mail: str, logs: tuple[LogKept, ...]) -> list[Entry]:
    """Return an exercise with everything in it, the report after a minute; `more`: what the team did at the start."""
    happened: list[tuple[float, Body]] = [
        *((0.0, each) for each in more),
        (0.0, outcome(RICH)),
        (0.0, outcome(event="entry", objective="gone")),
        *looks(mail),
        defaced(70),
        (60.0, filed(said)),
        *rounds(held),
        *gone(clean),
        (1_000.0, Preserved(logs=logs)),
    ]
    entries = ledger(*sorted(happened, key=lambda one: one[0]))
    return [one.model_copy(update={"author": TEAM}) if one.body in more else one for one in entries]


def _marks(*given: Mark) -> list[tuple[str, Body]]:
    return [(f"grader-{place}", Graded(criterion="summary", mark=mark)) for place, mark in enumerate(given, start=1)]


def _perfect() -> list[Entry]:
    places = ("classification", "indicators[0]", "accounts[0]", "assets[0]", "timeline[0]")
    quoted = [Proof(claim=each, source="mail:/var/log/mail.log", quote="auth failed") for each in places]
    said = report(PERFECT | {"evidence": [each.model_dump() for each in quoted]})
    entries = _lived(said, held=".######", clean="###", mail="######", logs=(_KEPT,))
    return afterwards(entries, ("desk", QuotesChecked(version=1, found=(0, 1, 2, 3, 4))), *_marks(100))


def _half() -> list[Entry]:
    taken = HintTaken(hint="where")
    entries = _lived(report(HALF), taken, held=".##.####", clean=".##", mail="##..##", logs=(_KEPT, _LOST))
    adjusted = Adjusted(line="vector", points=8.0, reason="The brief named it otherwise.", appeal=3)
    return afterwards(entries, *_marks(25, 75), ("chief", adjusted))


def _wrong() -> list[Entry]:
    pulled = NodeChanged(node="mail", change="isolated", seconds=0.1)
    entries = _lived(report(WRONG), pulled, held="....", clean="##.", mail="..####", logs=(_LOST,))
    too_much = Adjusted(line="severity", points=500.0, reason="One more look.")
    return afterwards(entries, *_marks(0, 25, 50), ("chief", too_much))


def _void() -> list[Entry]:
    void = Requested(request="void", event="burst", reason="the probe was wrong")
    return ledger((0, outcome(RICH)), (60, filed(report(PERFECT))), (90, void))


def _own_doing() -> list[Entry]:
    """Return an exercise whose event found nobody there any more, because the team had seen to that."""
    broken = outcome(kind="infra-error")
    stopped = broken.outcome.model_copy(update={"by_team": True, "reason": "mail does not answer since it was stopped"})
    return ledger((0, broken.model_copy(update={"outcome": stopped})), (60, filed(report(PERFECT))))


STORIES: dict[str, tuple[list[Entry], Scenario]] = {
    "perfect": (_perfect(), PLAN),
    "half-right": (_half(), PLAN),
    "wrong": (_wrong(), PLAN),
    "marked-alike": (afterwards(played(report(PERFECT), what=RICH), *_marks(50, 75)), PLAN),
    "blank-report": (played(Report(), what=RICH, pattern="##"), PLAN),
    "no-report": (played(None, what=RICH), PLAN),
    "prevented": (ledger((0, outcome(RICH, kind="blocked")), (60, filed(report(PERFECT)))), PLAN),
    "broken": (ledger((0, outcome(kind="infra-error")), (60, filed(report(PERFECT)))), PLAN),
    "broken-by-the-team": (_own_doing(), PLAN),
    "unprobed": (ledger((0, outcome(RICH)), (60, filed(report(PERFECT)))), PLAN),
    "cut-short": (played(report(HALF), what=RICH, pattern="."), PLAN),
    "times-alone": (played(report({"timeline": PERFECT["timeline"]}), what=RICH), PLAN),
    "void": (_void(), PLAN),
    "nothing-said-to-be-true": (ledger((0, outcome(RICH)), (60, filed(report(PERFECT)))), BARE),
}
