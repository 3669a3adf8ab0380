"""What the ledger says about one team: outcomes, probe rounds, the report that counts, and how fast the clock ran."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cyder.model.base import LocalText
from cyder.model.dealings import Adjusted, Graded, HintTaken, QuotesChecked
from cyder.model.evidence import Finding, Outcome
from cyder.model.labels import label
from cyder.model.ledger import Ended, Entry, EventOutcome, Filed, Probed, Requested, Rewound, Started
from cyder.model.report import Report
from cyder.model.score import Quote
from cyder.scoring.clocks import Clock, team_clock
from cyder.scoring.lines import say
from cyder.scoring.living import Living


@dataclass(frozen=True)
class Played:
    """An event's outcome, and when the ledger learnt of it: entry number and exercise seconds."""

    seq: int
    clock: float
    outcome: Outcome


@dataclass(frozen=True)
class Round:
    """One look at an objective: all its events at once. `clock` is in exercise seconds."""

    seq: int
    clock: float
    findings: tuple[Finding, ...]

    @cached_property
    def held(self) -> bool:
        """Return whether every event of the objective was contained."""
        return all(finding.held for finding in self.findings)


@dataclass(frozen=True)
class Version:
    """One version of the report, and when it arrived, in the team's own exercise seconds."""

    number: int
    clock: float
    report: Report


@dataclass(frozen=True)
class Record:
    """One team's part of the ledger up to the end of the exercise, since it was last rewound.

    `report`: the last version. `speed`: exercise seconds per second, at least 1. `void`: events that no longer count,
    and why. `remarks`: hints taken until the end; marks, adjustments and quotes looked up, after it as well.
    """

    played: tuple[Played, ...]
    probed: tuple[Round, ...]
    report: Report | None
    speed: float
    void: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    remarks: tuple[Entry, ...] = ()
    clock: Clock = field(default=Clock(), compare=False)
    living: Living = field(default_factory=Living)

    @property
    def proven(self) -> tuple[Outcome, ...]:
        """Return what really happened and is graded: nothing that was prevented, broken or skipped."""
        return tuple(each.outcome for each in self.played if each.outcome.scored and each.outcome.kind == "succeeded")

    def happened(self, event: str | None) -> bool:
        """Return whether an event succeeded; what names no event holds whatever was played."""
        ended = (each.outcome for each in self.played)
        return event is None or any(one.event == event and one.kind == "succeeded" for one in ended)

    @cached_property
    def proved(self) -> frozenset[str]:
        """Return the statements of the report (`timeline[2]`) for which a log line is quoted that was found."""
        number = self.versions[-1].number if self.versions else 0
        looked_up = [one.body for one in self.remarks if isinstance(one.body, QuotesChecked)]
        found = {place for one in looked_up if one.version == number for place in one.found}
        evidence = self.report.evidence if self.report else ()
        return frozenset(proof.claim.partition(".")[0] for place, proof in enumerate(evidence) if place in found)

    def rounds(self, objective: str) -> tuple[Round, ...]:
        """Return the rounds of one objective, oldest first; a new one begins when time went on or an event recurs."""
        return tuple(self._rounds.get(objective, ()))

    @cached_property
    def _rounds(self) -> Mapping[str, Sequence[Round]]:
        rounds: dict[str, list[Round]] = {}
        for one in self.probed:
            finding = one.findings[0]
            mine = rounds.setdefault(finding.objective, [])
            last = mine[-1] if mine else None
            if last and last.clock == one.clock and all(known.event != finding.event for known in last.findings):
                mine[-1] = Round(one.seq, one.clock, (*last.findings, finding))
            else:
                mine.append(one)
        return rounds

    def nothing_left(self) -> LocalText:
        """Say why no truth is left to be graded."""
        kinds = Counter(each.outcome.kind for each in self.played if each.outcome.scored)
        ends = [(number, label("outcome", kind)) for kind, number in sorted(kinds.items())]
        en, ja = (
            ", ".join(f"{number} {one.en}" for number, one in ends),
            "、".join(f"{one.ja} {number}件" for number, one in ends),
        )
        void = "".join(f"; {event} is void: {why}" for event, why in self.void.items())
        void_ja = "".join(f"、{event}は無効: {why}" for event, why in self.void.items())
        return say(
            f"Nothing to grade: no scored event made any of this true ({en or 'none was played'}{void}).",
            f"採点対象がありません。該当する事実を生じさせたイベントがありませんでした({ja or '実行なし'}{void_ja})。",
        )


def read(entries: Sequence[Entry], *, exercise: str, team: str) -> Record:
    """Return one team's record; whatever stands after the first `ended` came too late to count."""
    mine = sorted((one for one in entries if one.exercise == exercise and one.team in ("", team)), key=lambda e: e.seq)
    end = next((place for place, one in enumerate(mine, start=1) if isinstance(one.body, Ended)), len(mine))
    void = {
        one.body.event or "": one.body.reason
        for one in mine
        if isinstance(one.body, Requested) and one.body.request == "void"
    }
    rewound = _after_rewind(mine)
    late, mine = mine[end:], mine[rewound:end]
    own = [one for one in mine if one.team == team]
    clock = team_clock(mine)
    versions = _versions(own, clock)
    return Record(
        played=tuple(
            Played(one.seq, one.clock or 0.0, one.body.outcome)
            for one in own
            if isinstance(one.body, EventOutcome) and one.body.outcome.event not in void
        ),
        void=void,
        probed=tuple(one for one in _probed(own) if one.findings[0].event not in void),
        report=versions[-1].report if versions else None,
        speed=_speed(mine),
        versions=versions,
        remarks=(
            *(one for one in own if isinstance(one.body, HintTaken | _Opinion)),
            *(one for one in late if one.team == team and isinstance(one.body, _Opinion)),
        ),
        clock=clock,
        living=Living.of(own, void),
    )


_Opinion = Graded | Adjusted | QuotesChecked
"""What may be said about a report when the exercise is over, too."""


def _versions(own: Sequence[Entry], clock: Clock) -> tuple[Version, ...]:
    versions = (
        Version(one.body.version, clock.at(one.at) if one.clock is None else one.clock, one.body.report)
        for one in own
        if isinstance(one.body, Filed)
    )
    return tuple(sorted(versions, key=lambda one: one.number))


def _after_rewind(entries: Sequence[Entry]) -> int:
    """Return the place after the last rewind; 0 without one."""
    return max((place for place, one in enumerate(entries, start=1) if isinstance(one.body, Rewound)), default=0)


def _probed(own: Sequence[Entry]) -> Iterator[Round]:
    for one in own:
        if isinstance(one.body, Probed) and one.clock is not None:
            yield Round(one.seq, one.clock, (one.body.finding,))


def _speed(entries: Sequence[Entry]) -> float:
    """Return exercise seconds per wall second, as measured: a jumping clock has no speed of its own."""
    first = next((place for place, one in enumerate(entries) if isinstance(one.body, Started)), len(entries))
    shown = [(one.at, one.clock) for one in entries[first:] if one.clock is not None]
    if not shown:
        return 1.0
    (began, clock), (ended, last_clock) = shown[0], shown[-1]
    wall, passed = (ended - began).total_seconds(), last_clock - clock
    if wall <= 0:
        return math.inf if passed > 0 else 1.0
    return max(1.0, passed / wall)


def quotes(outcome: Outcome) -> tuple[Quote, ...]:
    """Return an outcome's log lines as proof."""
    return tuple(Quote(node=found.node, log=found.log, line=found.line) for found in outcome.receipts)
