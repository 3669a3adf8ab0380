"""A small exercise of three teams to be reviewed: one that contains, one that sleeps, one whose words are hostile."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.model.base import LocalText
from cyder.model.dealings import Applied, Decided, HintTaken, PasswordTold
from cyder.model.evidence import Receipt
from cyder.model.judging import Weights
from cyder.model.ledger import Body, Ended, Entry, Injected, NodeChanged, Replied, Started
from cyder.model.report import AccountClaim, ActionTaken, Report
from cyder.model.review import Clue, Look, Review, TeamReview
from cyder.model.scenario import Scenario
from cyder.model.score import Bucket, Scorecard, ScoreLine
from cyder.review.aar import Side, review
from cyder.scoring import score
from tests.unit.scoring import ledgers

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\""
SECRET = "the-new-pass-word-77"
GUESSED = f"imap-login: auth failed: user=<{ledgers.VICTIM}>, rip={ledgers.SOURCE}"
LOOK = Look(on="mail", command="grep auth_failed /var/log/mail.log", shows="auth failed")
CLUE = Clue(title=LocalText(en="Password guessing over IMAP", ja="IMAPパスワード推測"), looks=(LOOK,))
HINT = {"title": {"en": "Where to look", "ja": "調べる場所"}, "text": {"en": "x", "ja": "x"}, "about": "indicators"}


def scenario(*, objectives: dict[str, dict[str, object]] | None = None) -> Scenario:
    """Return the scenario: one burst of wrong passwords, one objective, a hint."""
    objectives = ledgers.CUT_OFF if objectives is None else objectives
    weights = Weights(**{**ledgers.FULL.model_dump(), "detect": {"target": 60, "limit": 900}})
    made = ledgers.scenario(weights, objectives).model_dump(mode="json", by_alias=True, exclude_none=True)
    return Scenario.model_validate({**made, "hints": {"where": HINT}})


def burst(*receipts: Receipt) -> tuple[float, Body]:
    """Return the attack, at exercise second 0, with the log lines that prove it."""
    return 0.0, ledgers.outcome(ledgers.truth(), receipts=receipts or (ledgers.receipt(GUESSED, 5.0),))


def call(text: str = "We see failed log-ins.") -> Injected:
    """Return a telephone call."""
    said = LocalText(en=text, ja="ログイン失敗が続いています。")
    return Injected(
        event="call", channel="phone", sender=LocalText(en="the monitoring company", ja="監視会社"), text=said
    )


WAKEFUL: tuple[tuple[float, Body], ...] = (
    burst(),
    (30.0, call()),
    (60.0, ledgers.filed(ledgers.perfect_report(seconds=5.0))),
    *ledgers.rounds("######"),
)
ASLEEP: tuple[tuple[float, Body], ...] = (burst(), *ledgers.rounds("......"))
BUSY: tuple[tuple[float, Body], ...] = (
    burst(),
    (50.0, HintTaken(hint="where")),
    (60.0, NodeChanged(node="pc", change="isolated", seconds=0.4)),
    (70.0, Replied(event="call", text=HOSTILE)),
    (80.0, Applied(about="maintenance", subject="webmail", seconds=300, reason=HOSTILE)),
    (90.0, Decided(asked=0, granted=False, reason="not now")),
    (95.0, PasswordTold(node="mail", account="tanaka", password=SECRET)),
    (100.0, ledgers.filed(Report(summary=HOSTILE, accounts=(AccountClaim(account=HOSTILE),)))),
    (
        300.0,
        ledgers.filed(
            Report(
                stage="final",
                summary=HOSTILE,
                indicators=(ledgers.indicator(ledgers.SOURCE),),
                accounts=(AccountClaim(account=HOSTILE),),
                actions=(ActionTaken(kind="block-network", target=ledgers.SOURCE),),
                lessons=(HOSTILE,),
            ),
            version=2,
        ),
    ),
    *ledgers.rounds("..####"),
)


def together(*teams: Sequence[tuple[float, Body]], over: bool = True) -> list[Entry]:
    """Return one ledger of team1, team2, …, with one start and one end."""
    own = [
        entry
        for number, happened in enumerate(teams, 1)
        for entry in ledgers.ledger(*happened, team=f"team{number}", over=False)
        if not isinstance(entry.body, Started)
    ]
    begun = ledgers.ledger(over=False)
    end = ledgers.ledger((840.0, Ended(reason="the time was up")), over=False)[1:] if over else []
    listed = [*begun, *sorted(own, key=lambda one: one.at), *end]
    return [one.model_copy(update={"seq": seq}) for seq, one in enumerate(listed, 1)]


def side(entries: Sequence[Entry], team: str, plan: Scenario) -> Side:
    """Return what is known about a team: it may enter the mail server, and knows how to find the burst."""
    card = score(entries, plan, exercise=ledgers.EXERCISE, team=team)
    return Side(team, plan, card, {"burst": CLUE}, frozenset({"mail"}))


def reviewed(*teams: Sequence[tuple[float, Body]], plan: Scenario | None = None, over: bool = True) -> Review:
    """Return the review of the teams' ledgers."""
    entries, plan = together(*teams, over=over), plan or scenario()
    sides = [side(entries, f"team{number}", plan) for number in range(1, len(teams) + 1)]
    made = review(entries, sides, exercise=ledgers.EXERCISE)
    assert made is not None
    return made


def alone(*happened: tuple[float, Body], plan: Scenario | None = None) -> TeamReview:
    """Return the review of one team."""
    return reviewed(happened, plan=plan).teams[0]


def everybody() -> Review:
    """Return the review of all three."""
    return reviewed(WAKEFUL, ASLEEP, BUSY)


def lined(name: str, bucket: Bucket, earned: float, **more: object) -> Scorecard:
    """Return a scorecard of one line, as any grader might write it."""
    text = LocalText(en=name, ja=f"{name}(日本語)")
    made = ScoreLine.model_validate(
        {"id": name, "bucket": bucket, "title": text, "maximum": 10.0, "earned": earned, "reason": text, **more}
    )
    return Scorecard(exercise=ledgers.EXERCISE, team="team1", lines=(made,))
