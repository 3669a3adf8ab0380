"""One team's side of an exercise, with everything its timeline needs in the hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cyder.contracts.action import Action, Scene
from cyder.contracts.ledger import Ledger
from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.errors import CyderError
from cyder.model.ledger import Cleaned, EventOutcome, EventStarted, Injected, Probed
from cyder.model.people import Person
from cyder.model.scenario import ActionEvent, Event, InjectEvent
from cyder.model.seed import Seed
from cyder.replay.clock import ExerciseClock
from cyder.replay.guard import guarded
from cyder.replay.outcome import outcome_of, play
from cyder.replay.receipts import LogReader
from cyder.replay.rounds import probe_round
from cyder.replay.timeline import Progress

AUTHOR = "conductor"


@dataclass(frozen=True)
class Stage:
    """A team's LAN, its timeline with variables filled in, and its people. Writes what happens into the ledger."""

    team: str
    lan: Lan
    events: Sequence[Event]
    actions: Mapping[str, Action]
    roles: Mapping[str, Role]
    people: tuple[Person, ...]
    canary: Person
    seed: Seed
    ledger: Ledger
    clock: ExerciseClock

    @property
    def objectives(self) -> frozenset[str]:
        """Return the objectives that events of this timeline put at stake."""
        return frozenset(event.objective for event in self._attacks() if event.objective)

    def happen(self, event: Event, moment: float) -> None:
        """Let one event happen and write down how it ended. Called once an event."""
        match event:
            case InjectEvent():
                told = Injected(event=event.id, channel=event.inject, sender=event.sender, text=event.text)
                self.ledger.append(told, team=self.team, author=AUTHOR, clock=self.clock.now())
            case ActionEvent():
                begun = EventStarted(event=event.id, planned=moment)
                self.ledger.append(begun, team=self.team, author=AUTHOR, clock=self.clock.now())
                outcome = play(self.actions[event.id], self.scene(event), event, self._reader())
                self._write(EventOutcome(outcome=outcome))

    def give_up(self, event: str) -> None:
        """Write down that an event was interrupted by the conductor's own end; it is not played twice."""
        attack = next(attack for attack in self._attacks() if attack.id == event)
        reason = "the conductor ended while this was under way"
        self._write(EventOutcome(outcome=outcome_of(attack, "infra-error", reason)))

    def skip(self, event: Event, reason: str) -> None:
        """Write down that an event did not take place."""
        if isinstance(event, ActionEvent):
            self._write(EventOutcome(outcome=outcome_of(event, "skipped", reason)))

    def probe(self, seen: Progress, moment: float) -> None:
        """Ask one round of containment probes for every objective that is at stake."""
        for event in self._attacks():
            outcome = seen.outcomes.get(event.id)
            if event.objective and outcome and outcome.kind == "succeeded":
                chance = self.seed.child(f"round/{event.id}/{moment}")
                finding = probe_round(event.objective, self.actions[event.id], self.scene(event), chance=chance)
                self.ledger.append(Probed(finding=finding), team=self.team, author=AUTHOR, clock=moment)

    def clean(self, seen: Progress) -> None:
        """Clean up after every event that was carried out, the last one first, and verify it."""
        for event in reversed(self._attacks()):
            if event.id in seen.started:
                self._write(self._cleaned(event))

    def scene(self, event: ActionEvent) -> Scene:
        """Return where an event plays."""
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
        )

    @property
    def marker(self) -> str:
        """Return the team's own word, which whatever an action leaves behind bears."""
        return f"LAB-{self.seed.token('marker')[:6]}"

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

    def _write(self, body: EventOutcome | Cleaned) -> None:
        self.ledger.append(body, team=self.team, author=AUTHOR, clock=self.clock.now())
