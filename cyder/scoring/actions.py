"""The lines for what a team says it did: remedies that probes confirm (R), and claims that probes deny."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cyder.model.base import LocalText
from cyder.model.labels import label
from cyder.model.score import Quote, ScoreLine
from cyder.scoring import lines
from cyder.scoring.containment import heard, words
from cyder.scoring.lines import NO_REPORT, count, line, say, sentence, ungraded
from cyder.scoring.match import precision, show_precision
from cyder.scoring.normalise import Invalid
from cyder.scoring.record import Record, Round, quotes
from cyder.scoring.syntax import Target, target

_TAKES_AWAY = frozenset({"block-network", "disable-account"})
"""Kinds of actions by which somebody who has nothing to do with the attack loses something."""
_FALSE_CLAIM = -10.0
_FALSE_CLAIMS_AT_MOST = -40.0


@dataclass(frozen=True)
class Remedies:
    """What would have helped: for each remedy, the last probe round of every objective that it serves."""

    rounds: Mapping[Target, tuple[Round, ...]]
    proof: tuple[Quote, ...]

    def confirmed(self, one: Target) -> bool:
        """Return whether every last round says that it was held."""
        return all(last.held for last in self.rounds[one])

    def denied(self, one: Target) -> bool:
        """Return whether every last round says that it was not held."""
        return not any(last.held for last in self.rounds[one])


@dataclass(frozen=True)
class Judged:
    """A team's claims, each once. `over`: taken away, and no part of the attack; `aside`: not counted, and why."""

    remedies: Remedies
    true: tuple[Target, ...] = ()
    false: tuple[Target, ...] = ()
    over: tuple[Target, ...] = ()
    aside: tuple[LocalText, ...] = ()


def judge(record: Record) -> Judged:
    """Hold a team's claims against remedies and the last probe rounds; a claim about anything else is not judged.

    That a machine was isolated is known from the ledger: it is so while the cable is pulled, whatever the probes say.
    """
    remedies = _remedies(record)
    claims: set[Target] = set()
    aside: set[LocalText] = set()
    for taken in record.report.actions if record.report else ():
        one = target(taken.kind, taken.target)
        if isinstance(one, Invalid):
            aside.add(one.told)
        else:
            claims.add(one)
    about = {one for one in claims if one in remedies.rounds}
    isolated = {("isolate-host", node): pulled for node, pulled in record.living.isolated.items()}
    attack = _attack(record)
    over = {one for one in claims - about if one[0] in _TAKES_AWAY and one not in attack}
    return Judged(
        remedies,
        true=tuple(sorted(one for one in about if remedies.confirmed(one) or isolated.get(one))),
        false=tuple(sorted(one for one in about if remedies.denied(one) and one not in isolated)),
        over=tuple(sorted(over)),
        aside=tuple(sorted(aside, key=lambda one: one.en)),
    )


def _remedies(record: Record) -> Remedies:
    """Return the remedies a probe can confirm: those of events whose objective was looked at."""
    rounds: dict[Target, tuple[Round, ...]] = {}
    proof: list[Quote] = []
    for outcome in record.proven:
        seen = [looks[-1] for name in outcome.objectives if (looks := record.rounds(name))]
        for remedy in outcome.truth.remedies:
            one = target(remedy.kind, remedy.target)
            if seen and not isinstance(one, Invalid):
                rounds[one] = (*rounds.get(one, ()), *seen)
                proof += quotes(outcome)[-1:]
    return Remedies(rounds, tuple(proof))


def _attack(record: Record) -> set[Target]:
    """Return everything that belongs to the attack: taking it away is not overdone, even if nothing asks for it."""
    truths = [outcome.truth for outcome in record.proven]
    named = {
        target(kind, spelling.value)
        for truth in truths
        for kind, entities in (("block-network", truth.indicators), ("disable-account", truth.accounts))
        for entity in entities
        for spelling in entity.spellings
    }
    remedies = {target(one.kind, one.target) for outcome in record.proven for one in outcome.truth.remedies}
    return {one for one in named | remedies if not isinstance(one, Invalid)}


TITLE = say("Actions taken", "実施した対処")


def actions_line(judged: Judged, record: Record, points: float) -> ScoreLine:
    """Return the line: all points for one confirmed remedy, less for taking away what was no part of the attack."""
    if not record.proven:
        return ungraded("actions", "report", TITLE, record.nothing_left())
    if not judged.remedies.rounds:
        reason = say(
            "No probe round can confirm any remedy of what happened.", "対処の効果を確かめる確認が行われていません。"
        )
        return ungraded("actions", "report", TITLE, reason)
    right, wrong = len(judged.true), len(judged.over)
    return line(
        "actions",
        "report",
        TITLE,
        points,
        precision(right, wrong) if right else 0.0,
        reason=_reason(judged) if record.report else NO_REPORT,
        formula=f"R: {points:g} × {min(right, 1)} × {show_precision(right, wrong)}",
        inputs={"confirmed": right, "over-blocked": wrong},
        matched=[_told(one, _confirmed(judged, one)) for one in judged.true],
        missed=[] if right else [_done(one) for one in sorted(judged.remedies.rounds)],
        wrong=[
            *(_told(one, _denied(judged, one)) for one in judged.false),
            *(_told(one, say("no part of the attack", "攻撃とは無関係")) for one in judged.over),
        ],
        evidence=[*judged.remedies.proof, *_heard(judged, [*judged.true, *judged.false])],
    )


def false_claims_line(judged: Judged) -> ScoreLine | None:
    """Return the negative line, or None where no probe contradicts the report."""
    wrong = len(judged.false)
    if not wrong:
        return None
    earned = max(_FALSE_CLAIMS_AT_MOST, _FALSE_CLAIM * wrong)
    return ScoreLine(
        id="false-claims",
        bucket="deductions",
        title=say("False claims", "事実と異なる報告"),
        maximum=0.0,
        earned=earned,
        reason=say(
            f"{count(wrong, 'action')} reported as taken while the last probe round found no effect.",
            f"実施済みと報告された対処のうち{wrong}件は、最後の確認で効果が認められませんでした。",
        ),
        formula=f"max(-40, -10 × {wrong}) = {earned:g}",
        inputs={"false claims": wrong},
        wrong=tuple(_told(one, _last_words(judged, one)) for one in judged.false),
        evidence=_heard(judged, judged.false),
    )


def _told(one: Target, words: LocalText) -> LocalText:
    done = _done(one)
    return say(f"{done.en}: {words.en}", f"{done.ja}: {words.ja}")


def _done(one: Target) -> LocalText:
    kind, what = one
    return say(f"{kind} {what}", f"{label('action_kind', kind).ja} {what}")


def _confirmed(judged: Judged, one: Target) -> LocalText:
    if not judged.remedies.confirmed(one):
        return say("confirmed, its cable is pulled", "確認済み(ネットワークから切り離されています)")
    last = _last_words(judged, one)
    return say(f"confirmed, {last.en}", f"確認済み({last.ja})")


def _denied(judged: Judged, one: Target) -> LocalText:
    last = _last_words(judged, one)
    return say(f"reported, but {last.en}", f"実施済みと報告されていますが、効果を確認できませんでした({last.ja})")


def _last_words(judged: Judged, one: Target) -> LocalText:
    return lines.joined(words(last) for last in judged.remedies.rounds[one])


def _heard(judged: Judged, targets: Iterable[Target]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quote for one in targets for quote in heard(judged.remedies.rounds[one])))


def _reason(judged: Judged) -> LocalText:
    right, false, over = len(judged.true), len(judged.false), len(judged.over)
    return sentence(
        [
            say(
                f"{count(right, 'remedy', 'remedies')} reported and confirmed at the end",
                f"報告された対処のうち{right}件の効果を終了時点で確認",
            )
            if right
            else say(
                "No remedy was reported that is confirmed at the end",
                "終了時点で効果が認められた対処は報告されていません",
            ),
            say(f"{false} contradicted by the last probe round", f"{false}件は最後の確認結果と矛盾") if false else None,
            say(f"{over} blocked or disabled that had no part in the attack", f"攻撃と無関係の遮断・停止が{over}件")
            if over
            else None,
            lines.aside(judged.aside),
        ]
    )
