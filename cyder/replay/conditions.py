"""Whether a condition is so, by what has happened; and whether that can still change; pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from cyder.model.timeline import Condition

_KINDS = {"succeeded": "succeeded", "blocked": "blocked", "broken": "infra-error", "skipped": "skipped"}


@dataclass(frozen=True)
class Truth:
    """Whether something is so, and whether that is final: what has ended has ended in one way for good."""

    so: bool
    final: bool = False

    @property
    def never(self) -> bool:
        """Return whether it is not so and never will be."""
        return not self.so and self.final


@dataclass
class Facts:
    """What one team's conditions ask about. All moments are exercise seconds.

    `kinds`: how each event ended. `ended`: when each was over. The others say since when something has been so, and
    are called like the words that ask for it: since when each objective is contained, each event denied; when each
    stage was first reported, each inject first replied to, each contact first asked,
    each phase begun.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)
    contained: dict[str, float] = field(default_factory=dict)
    denied: dict[str, float] = field(default_factory=dict)
    reported: dict[str, float] = field(default_factory=dict)
    replied: dict[str, float] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)

    def since(self, condition: Condition) -> float | None:
        """Return from when on a condition is so; None where it speaks of nothing that lasts, or that has not begun."""
        if condition.state is None:
            return None
        word, name = condition.state
        begun: float | None = getattr(self, word).get(name)
        return None if begun is None else begun + (condition.lasting or 0.0)


def judge(condition: Condition, facts: Facts, now: float, *, contrary: bool = False) -> Truth:
    """Return whether a condition, or its contrary, is so at a moment; of an answer nobody was asked for neither is."""
    if condition.negated is not None:
        return judge(condition.negated, facts, now, contrary=not contrary)
    if condition.parts:
        parts = [judge(part, facts, now, contrary=contrary) for part in condition.parts]
        return _all(parts) if (condition.all is not None) != contrary else _any(parts)
    if condition.replied is not None and facts.kinds.get(condition.replied) == "skipped":
        return Truth(so=False, final=True)
    plain = _plain(condition, facts, now)
    return Truth(plain.so != contrary, plain.final)


def moments(condition: Condition, facts: Facts) -> list[float]:
    """Return the moments at which a condition may change by the passing of time alone: when to look again."""
    if condition.passed is not None:
        return [condition.passed]
    since = facts.since(condition)
    if since is not None:
        return [since]
    return [moment for part in condition.parts for moment in moments(part, facts)]


def _plain(condition: Condition, facts: Facts, now: float) -> Truth:
    if condition.passed is not None:
        so = now >= condition.passed
        return Truth(so, final=so)
    if condition.state is not None:
        return _lasting(condition, facts, now)
    assert condition.event is not None  # noqa: S101  its validator lets nothing else through
    word, name = condition.event
    over = name in facts.ended
    return Truth(over and (word == "ended" or facts.kinds.get(name) == _KINDS[word]), final=over)


def _lasting(condition: Condition, facts: Facts, now: float) -> Truth:
    since = facts.since(condition)
    so = since is not None and now >= since
    if condition.contained is not None:
        return Truth(so)
    if condition.denied is not None:  # only what succeeded is ever probed
        return Truth(so, final=facts.kinds.get(condition.denied, "succeeded") != "succeeded")
    lost = facts.kinds.get(condition.begun or "") == "skipped"
    return Truth(so, final=so or lost)


def _all(parts: list[Truth]) -> Truth:
    so = all(part.so for part in parts)
    return Truth(so, final=any(part.never for part in parts) or all(part.final for part in parts))


def _any(parts: list[Truth]) -> Truth:
    so = any(part.so for part in parts)
    return Truth(so, final=any(part.so and part.final for part in parts) or all(part.final for part in parts))
