"""Use case: the self-test of actions. Each is played on real machines, found, contained in every way, cleaned up."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, Queue

from cyder.contracts.action import Action, Scene
from cyder.contracts.probe import Containment, Typed
from cyder.errors import CyderError
from cyder.exercise.access import door
from cyder.exercise.conducting import stage_of
from cyder.exercise.desk import Exercise
from cyder.exercise.proofs import Case, Proof, Shown
from cyder.exercise.sigma import rule_for
from cyder.model.evidence import Outcome
from cyder.model.plan import IsolateNode, ReconnectNode
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent
from cyder.planning.variables import substitute
from cyder.replay.clock import ExerciseClock
from cyder.replay.guard import guarded
from cyder.replay.outcome import play
from cyder.replay.receipts import LogReader
from cyder.replay.rounds import Round
from cyder.replay.stage import Stage
from cyder.replay.sweep import leftovers
from cyder.review.sigma import matches

EFFECT = 6.0
"""Seconds (real) within which what a trainee typed must have taken effect, several probes included."""


class _Wrong(Exception):
    """Something is not as the action claims."""


Done = Callable[[Proof], None]


def prove_all(exercise: Exercise, todo: Sequence[Case], done: Done) -> list[Proof]:
    """Try every case; each team's LAN takes the next one as soon as it is free. Tells each proof as it comes.

    What went wrong beside others is tried once more, alone: a busy machine is slow, and a wrong action is wrong again.
    """
    queue: Queue[Case] = Queue()
    for case in todo:
        queue.put(case)
    proofs: dict[str, Proof] = {}

    def work(team: str) -> None:
        while True:
            try:
                case = queue.get_nowait()
            except Empty:
                return
            proofs[case.name] = _proof(exercise, team, case)
            done(proofs[case.name])

    with ThreadPoolExecutor(max_workers=len(exercise.teams)) as pool:
        for future in [pool.submit(work, team) for team in exercise.teams]:
            future.result()
    if len(exercise.teams) > 1:
        for name, proof in list(proofs.items()):
            if not proof.good:
                proofs[name] = _proof(exercise, exercise.teams[0], proof.case)
                proofs[name].again = True
                done(proofs[name])
    return sorted(proofs.values(), key=lambda proof: proof.case.name)


def _proof(exercise: Exercise, team: str, case: Case) -> Proof:
    try:
        return prove(exercise, team, case)
    except CyderError as error:
        return Proof(case, verdicts={"played": error.message})


def prove(exercise: Exercise, team: str, case: Case) -> Proof:
    """Try one case at one team's place; the LAN is left as it was found."""
    began, proof = time.monotonic(), Proof(case)
    clock = ExerciseClock(exercise.desk.clock, start=0, speed=1)
    stage = stage_of(exercise, team, exercise.ledger, clock)
    values = exercise.resolved(team).values
    event = ActionEvent.model_validate(
        {
            "id": f"trial-{case.name.replace('.', '-').replace('/', '-')}",
            "at": "0s",
            "do": case.action.id,
            "from": case.trial.source,
            "to": case.trial.target,
            "with": substitute(dict(case.trial.settings), values),
            "objective": "goal",
        }
    )
    attempt = _Attempt(exercise, stage, case.action.model_validate(event.settings), event, proof)
    with attempt.column("played"):
        attempt.play()
    if proof.verdicts["played"] == "ok":
        with attempt.column("found"):
            attempt.find()
        with attempt.column("exposed"):
            attempt.expose()
        with attempt.column("contained"):
            attempt.contain()
        with attempt.column("unplugged"):
            attempt.unplug()
    with attempt.column("cleaned"):
        attempt.clean()
    proof.seconds = time.monotonic() - began
    return proof


@dataclass(frozen=True)
class _Attempt:
    """One case under way."""

    exercise: Exercise
    stage: Stage
    action: Action
    event: ActionEvent
    proof: Proof

    @property
    def scene(self) -> Scene:
        """Return where it plays."""
        return self.stage.scene(self.event)

    @contextmanager
    def column(self, name: str) -> Iterator[None]:
        """Write down how one part of the test went."""
        try:
            yield
        except (_Wrong, CyderError) as error:
            self.proof.verdicts[name] = str(error)
        else:
            self.proof.verdicts[name] = "ok"

    def play(self) -> None:
        """Play it; every line must come, and something must be true because of it."""
        outcome = self._outcome()
        if outcome.kind != "succeeded":
            raise _Wrong(f"{outcome.kind}: {outcome.reason}; {outcome.trace.said if outcome.trace else ''}")
        truth = outcome.truth
        if not outcome.receipts or not (truth.indicators or truth.accounts) or not truth.timeline:
            raise _Wrong("it succeeded, and nothing is true because of it: indicators or accounts, and a moment")
        self.proof.lines = [receipt.line for receipt in outcome.receipts]

    def find(self) -> None:
        """Run each of the defender's commands as a trainee would; it must show it, and its Sigma rule must match."""
        sightings = self.action.sightings(self.scene)
        if not sightings:
            raise _Wrong("no command shows it")
        for sighting in sightings:
            said = self._typed(sighting.typed, must=False)
            lines = tuple(line for line in said.splitlines() if re.search(sighting.shows, line))
            if not lines:
                raise _Wrong(f"{sighting.typed} does not show {sighting.shows}: {said[-300:]}")
            self.proof.shown.append(Shown(sighting.typed, lines[:3]))
        seen = [*self.proof.lines, *(line for each in self.proof.shown for line in each.lines)]
        rule = rule_for(type(self.action))
        if rule and not matches(rule.rule, seen):
            raise _Wrong(f"its Sigma rule '{rule.rule.title}' matches none of its lines")

    def expose(self) -> None:
        """See that nothing is contained by itself, and that the good things work."""
        ways = self.action.containment(self.scene)
        if not ways:
            raise _Wrong("there is no way to contain it")
        here = Round(self.scene, _CHANCE)
        for way in ways:
            for check in way.allow:
                answer = here.ask(check)
                if not answer.passed:
                    raise _Wrong(f"{way.id}: the good thing does not work: {answer.said}")
        for way in (*ways, *self.action.recovery(self.scene)):
            if here.finding("goal", way).held:
                raise _Wrong(f"{way.id}: held, though nobody did anything")

    def contain(self) -> None:
        """Type each way as a trainee would, see that it holds, take it back and see that it no longer does."""
        for way in self.action.containment(self.scene):
            self.proof.ways[way.id] = self._held(way)
        for way in self.action.recovery(self.scene):
            self.proof.mends[way.id] = self._held(way)

    def _held(self, way: Containment) -> tuple[Typed, ...]:
        if way.id not in (*self.action.ways, *self.action.mends):
            raise _Wrong(f"{way.id}: the action does not name it among its ways")
        if not way.typed:
            raise _Wrong(f"{way.id}: nobody has written down what a trainee types")
        try:
            for command in way.typed:
                self._typed(command)
            self._until(way, held=True)
        finally:
            self._take_back(way)
        self._until(way, held=False)
        return way.typed

    def unplug(self) -> None:
        """Pull the target's cable: that contains nothing, and an attack that then fails was not blocked."""
        provider, ref = self.scene.lan.provider, self.scene.lan.ref
        provider.apply(ref, IsolateNode(name=self.event.target))
        try:
            here = Round(self.scene, _CHANCE)
            ways = self.action.containment(self.scene)
            useful = [way for way in ways if all(here.ask(check).passed for check in way.allow)]
            held = [way.id for way in useful if here.finding("goal", way).held]
            kind = self._outcome().kind
        finally:
            provider.apply(ref, ReconnectNode(name=self.event.target))
        if held:
            raise _Wrong(f"pulling the target's cable counts as {', '.join(held)}")
        if kind == "blocked":
            raise _Wrong("with the target's cable pulled it is called blocked")

    def clean(self) -> None:
        """Do it once more, for what contained it may have ended it; clean up twice; look for leftovers everywhere."""
        try:
            if self.proof.verdicts["played"] == "ok":
                self._play_anew()
        finally:
            for _ in range(2):
                self._clean_up()
        left = leftovers(self.scene.lan, self.scene.marker)
        if left:
            raise _Wrong("left behind: " + "; ".join(f"{node}: {', '.join(lines)}" for node, lines in left.items()))

    def _outcome(self) -> Outcome:
        reader = LogReader(lan=self.stage.lan, roles=self.stage.roles, clock=self.stage.clock.wall)
        return play(self.action, self.scene, self.event, reader)

    def _take_back(self, way: Containment) -> None:
        for command in way.undone:
            self._typed(command)
        if not way.undone:  # what was deleted comes back by doing it again
            self._play_anew()

    def _play_anew(self) -> None:
        self._clean_up()
        self.play()

    def _clean_up(self) -> None:
        result = self.action.cleanup(guarded(self.scene, self.action.caps))
        if not result.verified:
            raise _Wrong(result.said)

    def _until(self, way: Containment, *, held: bool) -> None:
        deadline = time.monotonic() + EFFECT
        while (finding := Round(self.scene, _CHANCE).finding("goal", way)).held != held:
            if time.monotonic() >= deadline:
                state = "does not hold" if held else "still holds after it was taken back"
                raise _Wrong(f"{way.id} {state}: unwanted: {finding.denied}; wanted: {finding.allowed}")
            time.sleep(0.2)

    def _typed(self, command: Typed, *, must: bool = True) -> str:
        entered = door(self.exercise, self.stage.team, command.on, visitor="trainee")
        result = entered.node.run(command.argv, user=entered.user, timeout=60)
        if must and not result.ok:
            raise _Wrong(f"{command}: exit {result.code}: {result.out.strip()[-300:]}")
        return result.out


_CHANCE = Seed(b"self-test")
