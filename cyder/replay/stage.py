"""One team's side of an exercise, with everything its timeline needs in the hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from cyder.contracts.action import Action, Scene
from cyder.contracts.ledger import Ledger
from cyder.contracts.probe import Check
from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.errors import CyderError
from cyder.model.base import LocalText
from cyder.model.dealings import Preserved, Served
from cyder.model.evidence import Finding, Outcome
from cyder.model.ledger import (
    Cleaned,
    EventOutcome,
    EventStarted,
    InjectDropped,
    Injected,
    PhaseBegan,
    PhaseDropped,
    Probed,
    Swept,
)
from cyder.model.messages import Letter
from cyder.model.people import Person
from cyder.model.scenario import Objective
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent, Beginning, Cue, InjectEvent
from cyder.replay.asking import ask, vantage
from cyder.replay.blame import blamed, stand, way_between
from cyder.replay.clock import ExerciseClock, TeamClock
from cyder.replay.guard import guarded
from cyder.replay.outcome import outcome_of, play
from cyder.replay.preserving import Keeper
from cyder.replay.progress import Progress
from cyder.replay.receipts import LogReader
from cyder.replay.rounds import Round, accepted
from cyder.replay.serving import Desk, Service
from cyder.replay.sweep import leftovers
from cyder.replay.timeline import Dropped

AUTHOR = "conductor"

_AT_ONCE = 4
"""So many events are asked about side by side."""


def marker(seed: Seed) -> str:
    """Return the word that a team's seed for replaying gives it."""
    return f"LAB-{seed.token('marker')[:6]}"


@dataclass(frozen=True)
class Stage:
    """A team's LAN, its timeline with variables filled in, and its people. Writes what happens into the ledger.

    `goals` are the objectives by name, `services` what staff need, by name. `keeper` looks after the logs. `checks`: by
    node, the questions that it must answer well to be called healthy.
    """

    team: str
    lan: Lan
    events: Sequence[Cue]
    actions: Mapping[str, Action]
    roles: Mapping[str, Role]
    people: tuple[Person, ...]
    canary: Person
    checks: Mapping[str, tuple[Check, ...]]
    seed: Seed
    ledger: Ledger
    clock: ExerciseClock | TeamClock
    jitter: Mapping[str, float] = field(default_factory=dict)
    goals: Mapping[str, Objective] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    keeper: Keeper | None = None

    @property
    def objectives(self) -> frozenset[str]:
        """Return the objectives that events of this timeline put at stake."""
        return frozenset(name for event in self._attacks() for name in event.objectives)

    @property
    def has_services(self) -> bool:
        """Return whether there is anything to look after between events: services, or logs that must be kept."""
        return bool(self.services) or self.keeper is not None

    def only_says(self, event_id: str) -> bool:
        """Return whether an event of the timeline is words only, which change no machine."""
        return any(event.id == event_id and not isinstance(event, ActionEvent) for event in self.events)

    def happen(self, event: Cue, moment: float, seen: Progress) -> None:
        """Let one event happen and write down how it ended. Called once an event."""
        match event:
            case Beginning():
                self._write(PhaseBegan(phase=event.id))
            case InjectEvent():
                self._tell(event, moment, seen)
            case ActionEvent():
                self._begin(event, moment)
                outcome = play(self.actions[event.id], self.scene(event, seen), event, self._reader())
                if outcome.kind == "infra-error" and (broken := self._broken_by_team(event, outcome, seen)):
                    reason = f"{outcome.reason}; healthy before, and the team has changed that at {' or '.join(broken)}"
                    outcome = outcome.model_copy(update={"by_team": True, "reason": reason})
                self._write(EventOutcome(outcome=outcome.model_copy(update={"planned": moment})))

    def _broken_by_team(self, event: ActionEvent, outcome: Outcome, seen: Progress) -> tuple[str, ...]:
        """Return the machines that the team broke and the event needs: what it was aimed at, or what stands before."""
        reached = outcome.trace is not None and outcome.trace.reached
        between = () if reached else way_between(self.lan.topology, self.roles, event.source, event.target)
        try:
            found = self.lan.provider.observe(self.lan.ref).nodes
        except CyderError:
            return ()
        target, *way = (stand(self.lan, name, found.get(name), seen.changed) for name in (event.target, *between))
        serves = bool(way) and self._serves(event.target)
        return blamed(self.team, target, way, serves=serves)

    def _serves(self, node: str) -> bool:
        """Return whether a machine answers itself and those in its network well: nothing stands between them."""
        chance, near = self.seed.child(f"serves/{node}"), [each for each in self.checks[node] if each.by != "neighbour"]
        return bool(near) and all(ask(self.lan, check, source=None, chance=chance).passed for check in near)

    def _begin(self, event: Cue, moment: float) -> None:
        begun = EventStarted(event=event.id, planned=moment)
        self.ledger.append(begun, team=self.team, author=AUTHOR, clock=self.clock.now())

    def _tell(self, event: InjectEvent, moment: float, seen: Progress, note: str = "") -> None:
        """Say it, and put a mail into the mailbox it is for."""
        text = seen.edited.get(event.id, event.text)
        delivered = note
        if event.inject == "mail" and not note:
            self._begin(event, moment)
            delivered = self._posted(event, text)
        now = self.clock.now()
        told = Injected(
            event=event.id,
            channel=event.inject,
            sender=event.sender,
            text=text,
            subject=event.subject,
            audience=event.audience,
            until=None if event.reply is None else now + event.reply,
            delivered=delivered,
        )
        self.ledger.append(told, team=self.team, author=AUTHOR, clock=now)

    def _posted(self, event: InjectEvent, text: LocalText) -> str:
        """Hand a mail to the first machine inside that takes any, as from outside; return what came of it."""
        servers = [
            node.name
            for node in self.lan.topology.nodes
            if "smtp" in self.roles[node.name].provides and node.open != "no"
        ]
        if not servers:
            return "not delivered: the LAN has no mail server"
        subject = event.subject or event.sender
        letter = Letter(
            sender=event.address or "",
            name=event.sender.ja,
            account=event.to or self.canary.account,
            subject=subject.ja,
            text=f"{text.ja}\n\n{text.en}\n",
        )
        place = vantage(self.lan.topology, "neighbour", servers[0], source=None, chance=self.seed.child(event.id))
        try:
            return self.roles[servers[0]].post(self.lan, servers[0], place, letter).said
        except CyderError as error:
            return f"not delivered: {error.message}"

    def settle(self, event_id: str, seen: Progress) -> None:
        """Deal with what was under way when a conductor ended: it is played again if that is safe, else given up."""
        event = next(event for event in self.events if event.id == event_id)
        if isinstance(event, InjectEvent):
            self._tell(event, 0.0, seen, note="the conductor ended while it was being delivered; it is not sent twice")
        elif isinstance(event, ActionEvent) and not self.actions[event.id].idempotent:
            reason = "the conductor ended while this was under way, and it must not be done twice"
            self._write(EventOutcome(outcome=outcome_of(event, "infra-error", reason)))
        else:
            seen.again(event.id)

    def drop(self, dropped: Dropped) -> None:
        """Write down that an event does not take place."""
        if isinstance(dropped.event, ActionEvent):
            outcome = outcome_of(dropped.event, "skipped", dropped.reason)
            self._write(EventOutcome(outcome=outcome.model_copy(update={"prevented": dropped.prevented})))
        elif isinstance(dropped.event, Beginning):
            self._write(PhaseDropped(phase=dropped.event.id, reason=dropped.reason))
        else:
            self._write(InjectDropped(event=dropped.event.id, reason=dropped.reason))

    def probe(self, seen: Progress, moment: float) -> None:
        """Ask one round of containment probes for every objective that is at stake.

        Events are asked about side by side: most of a round is waiting for what a wall does not answer.
        """
        at_stake = [event for event in self._attacks() if self._succeeded(event, seen)]
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
            for findings in pool.map(lambda event: self._findings(event, moment, seen), at_stake):
                for finding in findings:
                    self.ledger.append(Probed(finding=finding), team=self.team, author=AUTHOR, clock=moment)

    def _findings(self, event: ActionEvent, moment: float, seen: Progress) -> list[Finding]:
        """Return one finding for each objective; none for one to which no way that counts applies with its settings."""
        action, scene = self.actions[event.id], self.scene(event, seen)
        here = Round(scene, self.seed.child(f"round/{event.id}/{moment}"))
        counting = {name: accepted(action, scene, self.goals.get(name)) for name in event.objectives}
        return [here.best(name, ways) for name, ways in counting.items() if ways]

    @staticmethod
    def _succeeded(event: ActionEvent, seen: Progress) -> bool:
        outcome = seen.outcomes.get(event.id)
        return outcome is not None and outcome.kind == "succeeded"

    def look_after(self, seen: Progress) -> None:
        """Try every service once, as staff would, and look whether logs still hold what they held."""
        now = self.clock.now()
        if self.services:
            chance = self.seed.child(f"services/{self.clock.wall.monotonic()}")
            desk = Desk(self.lan, self.team, seen.told, seen.changed, chance)
            self.ledger.append(Served(answers=desk.round(self.services)), team=self.team, author=AUTHOR, clock=now)
        self.keep(seen)

    def keep(self, seen: Progress, *, at_the_end: bool = False) -> None:
        """Look at the logs if it is time; write down which have lost something, at the end how all of them stand."""
        if self.keeper is None or not (at_the_end or self.keeper.takes(self.clock.now())):
            return
        ends = {event.id: (event.source, event.target) for event in self._attacks()}
        under_way = {node for event in seen.interrupted for node in ends.get(event, ())}
        visits = Counter(node for event in seen.ended for node in ends.get(event, ()))
        fresh = self.keeper.news(visits + seen.resets, busy=under_way)
        if fresh or at_the_end:
            logs = self.keeper.standing if at_the_end else fresh
            self.ledger.append(Preserved(logs=logs), team=self.team, author=AUTHOR, clock=self.clock.now())

    def clean(self, seen: Progress) -> None:
        """Clean up after every event that was carried out, the last one first, verify it, and sweep for leftovers."""
        carried_out = [event for event in self._attacks() if event.id in seen.started]
        for event in reversed(carried_out):
            self._write(self._cleaned(event))
        if carried_out:
            found = leftovers(self.lan, self.marker)
            self._write(Swept(left=tuple(f"{node}: {line}" for node, lines in found.items() for line in lines)))

    def scene(self, event: ActionEvent, seen: Progress | None = None) -> Scene:
        """Return where an event plays; `seen` says which passwords the team has told."""
        return Scene(
            lan=self.lan,
            event=event.id,
            source=event.source,
            target=event.target,
            people=self.people,
            canary=self.canary,
            seed=self.seed.child(event.id),
            clock=self.clock.wall,
            marker=self.marker,
            told=seen.told if seen else {},
        )

    @property
    def marker(self) -> str:
        """Return the team's own word, which whatever an action leaves behind bears."""
        return marker(self.seed)

    def _cleaned(self, event: ActionEvent) -> Cleaned:
        try:
            action = self.actions[event.id]
            result = action.cleanup(guarded(self.scene(event), action.caps))
        except CyderError as error:
            return Cleaned(event=event.id, verified=False, said=error.message)
        return Cleaned(event=event.id, verified=result.verified, said=result.said)

    def _attacks(self) -> list[ActionEvent]:
        return [event for event in self.events if isinstance(event, ActionEvent)]

    def _reader(self) -> LogReader:
        return LogReader(lan=self.lan, roles=self.roles, clock=self.clock.wall)

    def _write(self, body: EventOutcome | Cleaned | InjectDropped | PhaseBegan | PhaseDropped | Swept) -> None:
        self.ledger.append(body, team=self.team, author=AUTHOR, clock=self.clock.now())
