"""Conducts an exercise: starts what is due for every team, obeys requests, ends it and cleans up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from cyder.contracts.ledger import Ledger
from cyder.model.ledger import Ended, Entry, Paused, Requested, Resumed, Started
from cyder.model.scenario import InjectEvent
from cyder.replay.clock import ExerciseClock
from cyder.replay.stage import AUTHOR, Stage
from cyder.replay.timeline import next_round, progress, waiting

TICK = 0.1
"""Seconds (real) between two looks at clock and ledger: a request is obeyed well within half a second."""

UPKEEP_EVERY = 5.0
"""Seconds (real) between two looks at whether every node is still plugged in."""

Player = Callable[[], None]
"""Somebody who works on the exercise while the clock waits: a scripted trainee in a demonstration or rehearsal."""


@dataclass(frozen=True, order=True)
class Due:
    """Something to be done at a moment. Of one moment, events come first, then probes, then players."""

    moment: float
    order: int
    team: str
    name: str


class Conductor:
    """Plays one exercise for all its teams. Everything it knows it can read again from the ledger."""

    def __init__(
        self,
        stages: Sequence[Stage],
        ledger: Ledger,
        clock: ExerciseClock,
        *,
        duration: float,
        probe_every: float,
        players: Mapping[str, Player] | None = None,
        upkeep: Callable[[], None] | None = None,
    ) -> None:
        self._stages = {stage.team: stage for stage in stages}
        self._ledger = ledger
        self._clock = clock
        self._duration = duration
        self._probe_every = probe_every
        self._players = dict(players or {})
        self._upkeep = upkeep
        self._kept_up = clock.wall.monotonic()
        self._flights: dict[tuple[str, str], Future[None]] = {}
        self._book: list[Entry] = []
        self._over: str | None = None

    def conduct(self) -> None:
        """Play until the duration is over or somebody asks for the end; clean up; close the ledger's last page."""
        self._book = self._ledger.entries()
        self._write(Started(speed=self._clock.speed))
        self._settle_interrupted()
        with ThreadPoolExecutor(max_workers=3 * len(self._stages) + 1) as pool:
            while self._over is None:
                self._land()
                self._read()
                if self._over is None:
                    self._advance(pool)
            for flight in self._flights.values():
                flight.result()
            self._read()
            list(pool.map(self._finish, self._stages.values()))
        self._write(Ended(reason=self._over))

    def _settle_interrupted(self) -> None:
        for stage in self._stages.values():
            for event in sorted(progress(self._book, stage.team).interrupted):
                stage.give_up(event)

    def _read(self) -> None:
        """Read on in the ledger, and obey what is asked there. Landing comes first, or an event could start twice."""
        for entry in self._ledger.entries(after=self._book[-1].seq if self._book else 0):
            self._book.append(entry)
            if isinstance(entry.body, Requested):
                self._grant(entry.body, entry.author)

    def _grant(self, asked: Requested, author: str) -> None:
        match asked.request:
            case "pause":
                self._clock.pause()
                self._write(Paused())
            case "resume":
                self._clock.resume()
                self._write(Resumed())
            case "end":
                self._over = f"ended by {author}"

    def _advance(self, pool: ThreadPoolExecutor) -> None:
        self._keep_up(pool)
        if self._clock.paused:
            self._clock.wall.sleep(TICK)
            return
        agenda = sorted(due for stage in self._stages.values() for due in self._agenda_of(stage))
        if self._clock.jumps:
            self._leap(agenda, pool)
        else:
            self._launch([due for due in agenda if due.moment <= self._clock.now()], pool)
            if self._clock.now() >= self._duration:
                self._over = "the time was up"
            self._clock.wall.sleep(TICK)

    def _leap(self, agenda: list[Due], pool: ThreadPoolExecutor) -> None:
        """Do everything of the next moment and order at once; the clock stands until all of it is over."""
        if self._flights:
            self._clock.wall.sleep(TICK / 5)
            return
        if not agenda or agenda[0].moment > self._duration:
            self._clock.jump(self._duration)
            self._over = "the time was up"
            return
        first = agenda[0]
        self._clock.jump(first.moment)
        self._launch([due for due in agenda if (due.moment, due.order) == (first.moment, first.order)], pool)

    def _launch(self, agenda: list[Due], pool: ThreadPoolExecutor) -> None:
        for due in agenda:
            lane = (due.team, str(due.order))
            if lane not in self._flights:
                self._flights[lane] = pool.submit(self._do, due)

    def _land(self) -> None:
        for lane, flight in list(self._flights.items()):
            if flight.done():
                flight.result()
                del self._flights[lane]

    def _keep_up(self, pool: ThreadPoolExecutor) -> None:
        """Let the LAN be looked after now and then; the clock does not wait for it."""
        lane = ("", "upkeep")
        if self._upkeep is None or lane in self._flights:
            return
        if self._clock.wall.monotonic() - self._kept_up >= UPKEEP_EVERY:
            self._kept_up = self._clock.wall.monotonic()
            self._flights[lane] = pool.submit(self._upkeep)

    def _agenda_of(self, stage: Stage) -> list[Due]:
        seen = progress(self._book, stage.team)
        agenda = [Due(moment, 0, stage.team, event.id) for moment, event in waiting(stage.events, seen)]
        round_at = next_round(seen, stage.objectives, self._probe_every)
        if round_at is not None:
            agenda.append(Due(round_at, 1, stage.team, "round"))
        if stage.team in self._players:
            agenda.append(Due(self._enters_at(stage), 2, stage.team, "player"))
        return agenda

    @staticmethod
    def _enters_at(stage: Stage) -> float:
        """Return when trainees begin: when they are first told something, else at 0."""
        told = [event.at for event in stage.events if isinstance(event, InjectEvent) and event.at is not None]
        return min(told, default=0.0)

    def _do(self, due: Due) -> None:
        stage = self._stages[due.team]
        match due.order:
            case 0:
                event = next(event for event in stage.events if event.id == due.name)
                stage.happen(event, due.moment)
            case 1:
                stage.probe(progress(list(self._book), stage.team), self._clock.now())
            case _:
                self._players.pop(due.team)()

    def _finish(self, stage: Stage) -> None:
        seen = progress(self._book, stage.team)
        for event in stage.events:
            if event.id not in seen.started and event.id not in seen.ended:
                stage.skip(event, "the exercise ended before it was due")
        stage.clean(seen)

    def _write(self, body: Started | Paused | Resumed | Ended) -> None:
        self._ledger.append(body, author=AUTHOR, clock=self._clock.now())


def clock_of(entries: Sequence[Entry], default: float) -> float:
    """Return where the exercise clock stood at the last entry that shows it: where a new conductor goes on."""
    shown = [entry.clock for entry in entries if entry.clock is not None]
    return max(shown, default=default)
