"""A small run with one event of each ending, as a ledger and as deeds."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.model.evidence import Entity, Outcome, OutcomeKind, Spelling, Trace, Truth
from cyder.model.ledger import Entry, EventOutcome, Requested
from cyder.model.scenario import Scenario
from cyder.review.deeds import Run, Sort, run_of
from tests.unit.scoring import ledgers

SORTS = {
    "cred.imap-guess": Sort("Password guessing over IMAP", ("T1110.001",)),
    "ext.ssh-valid": Sort("Log-in from outside", ("T1133", "T1078.003")),
}


def scenario() -> Scenario:
    """Return a scenario whose timeline has an event for each ending and one that is never reached."""
    names = ("burst", "again", "prevented", "broken", "skipped", "annulled", "late")
    plan = ledgers.scenario().model_dump(mode="json", by_alias=True, exclude_none=True)
    made = [
        {"id": name, "at": at, "do": "cred.imap-guess", "from": "mail", "to": "mail"} for at, name in enumerate(names)
    ]
    return Scenario.model_validate({**plan, "timeline": made})


def entity(name: str, **spelt: str) -> Entity:
    """Return an entity with a spelling for each kind."""
    spellings = ({"kind": kind.replace("_", "-"), "value": value} for kind, value in spelt.items())
    return Entity(name=name, weight=1, spellings=tuple(Spelling.model_validate(one) for one in spellings))


TRUTH = Truth(
    indicators=(
        entity("source", ip="203.0.113.66", domain="cdn-stat.example"),
        entity("page", url="http://cdn-stat.example/it's?n=1", email="billing@vend0r.example"),
        entity("paper", file="/srv/share/庶務/a'b.txt", sha256="ab" * 32),
        entity("note", file="不在中.txt"),
        entity("mail", subject="it's due", user_agent="curl/7.88.1"),
        entity("key", key_fingerprint="SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA"),
    ),
    accounts=(entity("attacked account", account="tanaka"),),
)


def outcome(event: str, kind: OutcomeKind, *, action: str = "cred.imap-guess", prevented: bool = False) -> EventOutcome:
    """Return an outcome; one that happened has a trace, two log lines, and a truth with every kind of spelling."""
    done = kind == "succeeded"
    trace = Trace(reached=done, started=ledgers.at(3), finished=ledgers.at(5), source="203.0.113.66", said="done")
    made = Outcome(
        event=event,
        action=action,
        kind=kind,
        reason=f"it {kind}",
        trace=trace if done else None,
        receipts=(ledgers.receipt("a line", 4), ledgers.receipt("another", 7)) if done else (),
        truth=TRUTH,
        prevented=prevented,
    )
    return EventOutcome(outcome=made)


ENDED = (
    (6.0, outcome("burst", "succeeded")),
    (20.0, outcome("again", "blocked")),
    (30.0, outcome("prevented", "skipped", prevented=True)),
    (40.0, outcome("broken", "infra-error")),
    (50.0, outcome("skipped", "skipped")),
    (60.0, outcome("annulled", "succeeded")),
    (61.0, Requested(request="void", event="annulled", reason="a drill line was missing")),
    (70.0, outcome("follow", "succeeded", action="ext.ssh-valid")),
)


def entries(*, team: str = ledgers.TEAM) -> list[Entry]:
    """Return the ledger of that run."""
    return ledgers.ledger(*ENDED, team=team)


def told(written: Sequence[Entry] | None = None) -> Run:
    """Return the run."""
    run = run_of(written or entries(), scenario(), SORTS, exercise=ledgers.EXERCISE, team=ledgers.TEAM)
    assert run is not None
    return run
