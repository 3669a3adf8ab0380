"""Tells what the ledger says in one or two lines for a person at the terminal."""

from __future__ import annotations

from cyder.contracts.ledger import Ledger
from cyder.exercise.voice import Voice
from cyder.model.base import show_clock
from cyder.model.dealings import Served
from cyder.model.evidence import Outcome
from cyder.model.ledger import (
    Asked,
    Body,
    Cleaned,
    Ended,
    Entry,
    EventOutcome,
    Filed,
    InjectDropped,
    Injected,
    NodeChanged,
    Paused,
    PhaseBegan,
    PhaseDropped,
    Probed,
    Replied,
    Resumed,
    Rewound,
    SpeedChanged,
    Started,
    Swept,
)


class Narrated:
    """A ledger that says aloud what is written into it."""

    def __init__(self, ledger: Ledger, voice: Voice) -> None:
        self._ledger = ledger
        self._voice = voice

    def append(self, body: Body, *, team: str = "", author: str, clock: float | None = None) -> Entry:
        """Write one entry, then say it."""
        entry = self._ledger.append(body, team=team, author=author, clock=clock)
        for line in tell(entry):
            self._voice.line(line)
        return entry

    def entries(self, *, team: str | None = None, after: int = 0) -> list[Entry]:
        """Return entries as the ledger has them."""
        return self._ledger.entries(team=team, after=after)


def tell(entry: Entry, *, language: str = "en") -> list[str]:
    """Return an entry as lines for an instructor: what happened, and the log line that proves it."""
    words = _words(entry.body, language)
    if not words:
        return []
    when = show_clock(entry.clock or 0.0)
    return [f"{when:>8}  {entry.team:<6} {words[0]}", *(f"{'':>8}  {'':<6}   {line}" for line in words[1:])]


def _words(body: Body, language: str) -> list[str]:
    """Return the words for an entry; none for what only the ledger needs to know."""
    match body:
        case EventOutcome(outcome=outcome):
            said = _outcome(outcome)
        case Probed(finding=finding):
            held = "held" if finding.held else "not held"
            said = [f"objective {finding.objective} {held}: {finding.denied}; {finding.allowed}"]
        case Cleaned(event=event, verified=verified, said=found):
            said = [f"cleaned up after {event}: {'verified' if verified else 'NOT VERIFIED'}: {found}"]
        case Rewound(event=event):
            said = [f"rewound: the LAN is new, and everything before {event} is played again"]
        case NodeChanged(node=node, change=change):
            said = [f"{node} was {change}"]
        case _:
            said = _spoken(body, language) or _turn(body)
    return said


def _spoken(body: Body, language: str) -> list[str]:
    """Return the words for how the story goes on: what a team is told, and what it says."""
    said: list[str] = []
    match body:
        case Injected(channel=channel, sender=sender, text=text):
            said = [f"{channel} from {sender.in_language(language)}: “{text.in_language(language)}”"]
        case InjectDropped(event=event, reason=reason):
            said = [f"{event} is not told: {reason}"]
        case PhaseBegan(phase=phase):
            said = [f"the phase {phase} begins"]
        case PhaseDropped(phase=phase, reason=reason):
            said = [f"the phase {phase} does not begin: {reason}"]
        case Replied(event=event, text=text):
            said = [f"answered {event}: “{text}”"]
        case Asked(contact=contact, text=text):
            said = [f"asked {contact}: “{text}”"]
        case Filed(version=version):
            said = [f"report version {version} received"]
        case _:
            pass
    return said


def _outcome(outcome: Outcome) -> list[str]:
    proof = [f"{receipt.node}:{receipt.log}: {receipt.line}" for receipt in outcome.receipts[:1]]
    more = [f"… and {len(outcome.receipts) - 1} more like it"] if len(outcome.receipts) > 1 else []
    return [f"{outcome.event} ({outcome.action}): {outcome.kind}: {outcome.reason}", *proof, *more]


def _turn(body: Body) -> list[str]:
    """Return the words for what concerns the exercise, or a LAN, as a whole."""
    said: list[str] = []
    match body:
        case Served(answers=answers):
            said = [f"{name} is down: {answer.said}" for name, answer in answers.items() if not answer.passed]
        case Swept(left=left):
            said = ["LEFT BEHIND after cleaning up:", *left] if left else ["swept: nothing of the attack is left"]
        case Started(speed=speed):
            said = [f"the exercise runs, {f'at speed {speed:g}' if speed else 'jumping from event to event'}"]
        case SpeedChanged(speed=speed):
            said = [f"the clock runs at speed {speed:g}" if speed else "the clock jumps from event to event"]
        case Paused():
            said = ["paused"]
        case Resumed():
            said = ["resumed"]
        case Ended(reason=reason):
            said = [f"the exercise is over: {reason}"]
        case _:
            pass
    return said
