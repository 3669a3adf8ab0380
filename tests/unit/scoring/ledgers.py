"""Small ledgers for the scoring tests: what happened, what was reported, what probes saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from cyder.model.base import LocalText
from cyder.model.evidence import (
    Entity,
    Finding,
    IndicatorKind,
    Outcome,
    OutcomeKind,
    Receipt,
    Remedy,
    Spelling,
    TimelineKind,
    TrueMoment,
    Truth,
)
from cyder.model.judging import Weights
from cyder.model.ledger import Body, Ended, Entry, EventOutcome, Filed, Probed, Started
from cyder.model.report import AccountClaim, ActionTaken, Confidence, Happening, Indicator, Report
from cyder.model.scenario import Scenario
from cyder.model.score import Quote, Scorecard, ScoreLine
from cyder.scoring import score
from cyder.scoring.record import read
from cyder.scoring.score import untempered_lines

JST = timezone(timedelta(hours=9))
T0 = datetime(2026, 11, 23, 15, 0, tzinfo=JST)
EXERCISE = "rehearsal"
TEAM = "team1"
SOURCE = "203.0.113.66"
VICTIM = "tanaka"


def at(seconds: float) -> datetime:
    """Return a moment, in seconds after the exercise began."""
    return T0 + timedelta(seconds=seconds)


FULL = Weights(indicators=30, accounts=15, timeline=15, actions=10)


def scenario(
    points: Weights | None = None,
    objectives: dict[str, dict[str, object]] | None = None,
    domain: str = "city.example",
    **more: object,
) -> Scenario:
    """Return a scenario with the given points and objectives, and `more` (truth, hints, rubric) of it graded."""
    text = {"en": "x", "ja": "x"}
    return Scenario.model_validate(
        {
            "scenario": "rehearsal",
            "title": text,
            "duration": 900,
            "brief": text,
            "organisation": {"name": text, "domain": domain},
            "lan": {
                "networks": {"office": {"subnet": "10.66.0.0/24"}, "outside": {"subnet": "203.0.113.0/24"}},
                "nodes": {
                    "mail": {"role": "mail", "on": ["office"], "address": "10.66.0.10", "names": ["imap"]},
                    "intruder": {"role": "attacker", "on": ["outside"]},
                },
            },
            "timeline": [{"id": "burst", "at": 0, "do": "cred.imap-guess", "from": "mail", "to": "mail"}],
            "objectives": objectives or {},
            "scoring": points or FULL,
            **more,
        }
    )


CUT_OFF: dict[str, dict[str, object]] = {
    "cut-off": {"title": LocalText(en="Keep it out", ja="x"), "points": 30, "target": 300, "limit": 900}
}


def entity(
    name: str, value: str, *, kind: IndicatorKind = "ip", weight: float = 1.0, others: Sequence[Spelling] = ()
) -> Entity:
    """Return one real thing and how it may be spelt."""
    return Entity(name=name, weight=weight, spellings=(Spelling(kind=kind, value=value), *others))


def receipt(line: str, seconds: float = 0.0, node: str = "mail") -> Receipt:
    """Return one line found in a log."""
    return Receipt(
        node=node, log="/var/log/mail.log", line=line, sha256="0" * 64, logged_at=at(seconds), first_seen=at(seconds)
    )


def moment(kind: TimelineKind, seconds: float, host: str = "mail") -> TrueMoment:
    """Return one thing that really happened."""
    return TrueMoment(kind=kind, host=host, at=at(seconds))


def truth(source: str = SOURCE, victim: str = VICTIM, seconds: float = 0.0) -> Truth:
    """Return what a burst of wrong passwords makes true."""
    return Truth(
        indicators=(entity("source of the attack", source),),
        accounts=(entity("attacked account", victim, kind="account"),),
        timeline=(moment("credential-attack", seconds),),
        remedies=(Remedy(kind="block-network", target=source),),
    )


def outcome(
    what: Truth | None = None,
    *,
    event: str = "burst",
    kind: OutcomeKind = "succeeded",
    objective: str | None = "cut-off",
    scored: bool = True,
    receipts: Sequence[Receipt] | None = None,
) -> EventOutcome:
    """Return the end of an event."""
    found = [receipt(f"imap-login: auth failed: user=<{VICTIM}>, rip={SOURCE}")] if receipts is None else receipts
    return EventOutcome(
        outcome=Outcome(
            event=event,
            action="cred.imap-guess",
            kind=kind,
            reason=f"it {kind}",
            receipts=tuple(found) if kind == "succeeded" else (),
            truth=what or Truth(),
            scored=scored,
            objectives=(objective,) if objective else (),
        )
    )


def probed(*, held: bool, event: str = "burst", objective: str = "cut-off", way: str = "block-source") -> Probed:
    """Return one look at an objective."""
    return Probed(
        finding=Finding(
            objective=objective,
            event=event,
            held=held,
            way=way if held else None,
            denied="no connection" if held else "mail:143 answered",
            allowed="the canary reads mail",
        )
    )


def rounds(pattern: str, *, every: float = 120.0, start: float = 120.0) -> list[tuple[float, Body]]:
    """Return rounds at regular times: `.` not held, `#` held."""
    return [(start + place * every, probed(held=mark == "#")) for place, mark in enumerate(pattern)]


def filed(report: Report, version: int = 1) -> Filed:
    """Return a version of a report."""
    return Filed(version=version, report=report)


def ledger(*happened: tuple[float, Body], team: str = TEAM, speed: float = 1.0, over: bool = True) -> list[Entry]:
    """Return entries at exercise seconds, between a start at 0 and, if over, an end after the last."""
    last = max((clock for clock, _ in happened), default=0.0)
    listed: list[tuple[float, Body]] = [(0.0, Started(speed=speed)), *happened]
    if over:
        listed.append((last + 60.0, Ended(reason="the time was up")))
    return [
        Entry(
            seq=seq,
            exercise=EXERCISE,
            team="" if isinstance(body, Started | Ended) else team,
            at=at(clock / speed),
            clock=clock,
            author="conductor",
            body=body,
        )
        for seq, (clock, body) in enumerate(listed, start=1)
    ]


def afterwards(entries: Sequence[Entry], *said: tuple[str, Body], team: str = TEAM) -> list[Entry]:
    """Return a ledger with what people said about a team after the end, each with its author."""
    last = entries[-1]
    return [
        *entries,
        *(
            last.model_copy(update={"seq": last.seq + place, "team": team, "author": author, "body": body})
            for place, (author, body) in enumerate(said, start=1)
        ),
    ]


def card(entries: Sequence[Entry], plan: Scenario, team: str = TEAM) -> Scorecard:
    """Return a team's scorecard."""
    return score(entries, plan, exercise=EXERCISE, team=team)


@dataclass(frozen=True)
class Line:
    """A score line as it reads in English."""

    id: str
    title: str
    maximum: float
    earned: float
    reason: str
    formula: str
    matched: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    evidence: tuple[Quote, ...]
    by: str


def line(of: Scorecard, name: str) -> Line:
    """Return one line of a scorecard."""
    return told_in_english(next(one for one in of.lines if one.id == name))


def untempered(entries: Sequence[Entry], plan: Scenario, name: str) -> Line:
    """Return one line as it is before it counts as far as the team found and kept out the attack."""
    record = read(entries, exercise=EXERCISE, team=TEAM)
    return told_in_english(next(one for one in untempered_lines(record, plan) if one.id == name))


def told_in_english(found: ScoreLine) -> Line:
    """Return a line as it reads in English."""
    return Line(
        id=found.id,
        title=found.title.en,
        maximum=found.maximum,
        earned=found.earned,
        reason=found.reason.en,
        formula=found.formula,
        matched=tuple(text.en for text in found.matched),
        missed=tuple(text.en for text in found.missed),
        wrong=tuple(text.en for text in found.wrong),
        evidence=found.evidence,
        by=found.by,
    )


def indicator(value: str, kind: IndicatorKind = "ip", confidence: Confidence = "confirmed") -> Indicator:
    """Return an indicator as reported."""
    return Indicator(kind=kind, value=value, confidence=confidence)


def told(kind: TimelineKind, seconds: float, host: str = "mail") -> Happening:
    """Return a moment as reported."""
    return Happening(type=kind, at=at(seconds), host=host)


def perfect_report(source: str = SOURCE, victim: str = VICTIM, seconds: float = 0.0) -> Report:
    """Return the report that names everything."""
    return Report(
        summary="done",
        indicators=(indicator(source),),
        accounts=(AccountClaim(account=victim),),
        timeline=(told("credential-attack", seconds),),
        actions=(ActionTaken(kind="block-network", target=source),),
    )


def played(report: Report | None, *, pattern: str = "######", what: Truth | None = None) -> list[Entry]:
    """Return a whole short exercise: one burst, rounds every two minutes, perhaps a report at one minute."""
    happened: list[tuple[float, Body]] = [(0.0, outcome(what or truth()))]
    if report is not None:
        happened.append((60.0, filed(report)))
    return ledger(*happened, *rounds(pattern))
