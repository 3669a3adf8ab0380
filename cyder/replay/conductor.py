"""Conducts an exercise: starts what is due for every team, obeys requests, ends it and cleans up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

from cyder.contracts.ledger import Ledger
from cyder.model.ledger import Ended, Entry, Paused, Requested, Resumed, SpeedChanged, Started, TeamBegan
from cyder.replay.beat import Beat
from cyder.replay.clock import ExerciseClock, TeamClock
from cyder.replay.due import EVENT, LOOK, PLAYER, ROUND, Due, Player, Until
from cyder.replay.progress import Progress, extended, progress
from cyder.replay.stage import AUTHOR, Stage
from cyder.replay.timeline import Dropped, agenda, begins_at, enters_at, moment_of, next_round

TICK = 0.1
"""Seconds (real) between two looks at clock and ledger: a request is obeyed well within half a second."""

HAIR = 1e-6
"""Seconds (exercise) by which a second jump to one moment goes beyond it: a team's clock had rounded the first away."""

UPKEEP_EVERY = 5.0
"""Seconds (real) between two looks at whether every node is still plugged in."""

SERVICES = "services"
"""The lane in which services are tried: however slow an answer is, nothing else waits for it."""

UPKEEP = "upkeep"
_CHANGE_NOTHING = (SERVICES, UPKEEP, str(ROUND))
"""The lanes after which no service can be worse than before."""


class Conductor:
    """Plays one exercise for all its teams. Everything it knows it can read again from the ledger.

    `begin`: the teams whose clocks begin at once; others begin when they are asked to. `until`: where it stops short.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        ledger: Ledger,
        clock: ExerciseClock,
        *,
        duration: float,
        probe_every: float,
        begin: Sequence[str] | None = None,
        until: Until | None = None,
        players: Mapping[str, Player] | None = None,
        upkeep: Callable[[], None] | None = None,
    ) -> None:
        self._stages = {stage.team: stage for stage in stages}
        self._begin = frozenset(self._stages if begin is None else begin)
        self._ledger = ledger
        self._clock = clock
        self._until = until
        self._left = False
        self._duration = duration
        self._probe_every = probe_every
        self._players = dict(players or {})
        self._turns: dict[str, float] = {}
        self._upkeep = upkeep
        self._kept_up = clock.wall.monotonic()
        self._beat = Beat(probe_every, clock.wall)
        self._flights: dict[tuple[str, str], Future[None]] = {}
        self._seen: dict[str, Progress] = {}
        self._last = 0
        self._over: str | None = None

    def conduct(self) -> bool:
        """Play until every team's time is over or somebody asks for the end; clean up; close the ledger's last page.

        Return whether it has ended: if somebody asks the conductor to leave, or `until` has come, it goes on later.
        """
        book = self._ledger.entries()
        self._last = book[-1].seq if book else 0
        self._seen = {team: progress(book, team) for team in self._stages}
        self._duration += extended(book)
        self._write(Started(speed=self._clock.speed))
        self._take_up()
        with ThreadPoolExecutor(max_workers=4 * len(self._stages) + 2) as pool:
            while self._over is None:
                self._land()
                self._read()
                if self._over is None:
                    self._advance(pool)
            for flight in self._flights.values():
                flight.result()
            self._read()
            if self._left:
                return False
            list(pool.map(self._finish, self._stages.values()))
        self._write(Ended(reason=self._over))
        return True

    def _take_up(self) -> None:
        """Give teams that have begun their clocks, begin those that are to begin now, settle what was broken off."""
        for team, stage in self._stages.items():
            seen = self._seen[team]
            if seen.offset is not None:
                self._stages[team] = replace(stage, clock=TeamClock(self._clock, seen.offset))
            elif team in self._begin:
                self._admit(team, 0.0)
            for event in sorted(seen.interrupted):
                self._stages[team].settle(event, seen)
        self._read()

    def _admit(self, team: str, offset: float) -> None:
        stage = self._stages[team] = replace(self._stages[team], clock=TeamClock(self._clock, offset))
        entry = self._ledger.append(TeamBegan(offset=offset), team=team, author=AUTHOR, clock=stage.clock.now())
        self._seen[team].note(entry)

    def _read(self) -> None:
        """Read on in the ledger, and obey what is asked there. Landing comes first, or an event could start twice."""
        for entry in self._ledger.entries(after=self._last):
            self._last = entry.seq
            for seen in self._seen.values():
                seen.note(entry)
            if isinstance(entry.body, Requested):
                self._grant(entry.body, entry)

    def _grant(self, asked: Requested, entry: Entry) -> None:
        match asked.request:
            case "pause":
                self._clock.pause()
                self._write(Paused())
            case "resume":
                self._clock.resume()
                self._write(Resumed())
            case "end":
                self._over = f"ended by {entry.author}"
            case "leave":
                self._leave("asked to leave")
            case "extend":
                self._duration += asked.seconds or 0.0
            case "speed":
                self._clock.set_speed(asked.speed or 0.0)
                self._write(SpeedChanged(speed=self._clock.speed))
            case "begin":
                offset = self._clock.now() - begins_at(next(iter(self._stages.values())).events)
                for team in [entry.team] if entry.team else list(self._stages):
                    if self._seen[team].offset is None:
                        self._admit(team, offset)
            case _:
                pass  # what concerns single events stands in each team's progress

    def _advance(self, pool: ThreadPoolExecutor) -> None:
        self._keep_up(pool)
        if self._clock.paused:
            self._clock.wall.sleep(TICK)
            return
        self._look_after(pool)
        todo = sorted(due for stage in self._stages.values() for due in self._agenda_of(stage))
        if self._clock.jumps:
            self._leap(todo, pool)
            return
        now = self._clock.now()
        self._launch([due for due in todo if due.moment <= now], pool)
        if self._all_over(now):
            self._over = "the time was up"
        ahead = min((due.moment - now for due in todo if due.moment > now), default=TICK)
        self._clock.wall.sleep(max(0.001, min(TICK, ahead / self._clock.speed)))

    def _leap(self, todo: list[Due], pool: ThreadPoolExecutor) -> None:
        """Do everything of the next moment and order at once; the clock stands until all of it is over."""
        if self._flights:
            wait(self._flights.values(), timeout=TICK, return_when=FIRST_COMPLETED)
            return
        batch = [due for due in todo if (due.moment, due.order) == (todo[0].moment, todo[0].order)]
        if self._until is not None and (stop := self._stop(self._until, batch)) is not None:
            self._clock.jump(stop)
            self._leave("it has come as far as it was to")
            return
        if not batch:
            self._await_others()
            return
        first = batch[0]
        in_vain = first.order == LOOK and first.moment <= self._clock.now()
        self._clock.jump(first.moment + (HAIR if in_vain else 0.0))
        self._launch(batch, pool)

    def _stop(self, until: Until, batch: Sequence[Due]) -> float | None:
        """Return the exercise second at which to stop short, before a batch is launched; None if it may be."""
        if any(due.order == EVENT and due.name == until.event for due in batch):
            return batch[0].moment
        moments = []
        for team, stage in self._stages.items():
            seen = self._seen[team]
            turn = next(moment_of(event, seen, stage.jitter) for event in stage.events if event.id == until.event)
            moment = next(each for each in (until.begun, turn, until.now) if each is not None)
            moments.append(moment + (seen.offset or 0.0))
        stop = min(moments)
        # what happened at the moment at which it had begun came before it; at its bare turn, it might be dropped
        short = batch and (batch[0].moment < stop or (batch[0].moment == stop and until.begun is not None))
        return None if short else stop

    def _leave(self, reason: str) -> None:
        self._over, self._left = reason, True

    def _await_others(self) -> None:
        """End once all teams have played to their end; while some have not begun, wait for them."""
        if all(seen.offset is not None for seen in self._seen.values()):
            self._clock.jump(max(self._duration + (seen.offset or 0.0) for seen in self._seen.values()))
            self._over = "the time was up"
        else:
            self._clock.wall.sleep(TICK)

    def _all_over(self, now: float) -> bool:
        return all(seen.offset is not None and now >= seen.offset + self._duration for seen in self._seen.values())

    def _launch(self, todo: list[Due], pool: ThreadPoolExecutor) -> None:
        for due in todo:
            lane = (due.team, due.name if due.order == EVENT else str(due.order))
            if due.order != LOOK and lane not in self._flights:
                self._flights[lane] = pool.submit(self._do, due)

    def _land(self) -> None:
        for lane, flight in list(self._flights.items()):
            if flight.done():
                flight.result()
                del self._flights[lane]
                team, name = lane
                if name not in _CHANGE_NOTHING and not self._stages[team].only_says(name):
                    self._beat.moved(team)

    def _keep_up(self, pool: ThreadPoolExecutor) -> None:
        """Let the LAN be looked after now and then; the clock does not wait for it."""
        lane = ("", UPKEEP)
        if self._upkeep is None or lane in self._flights:
            return
        if self._clock.wall.monotonic() - self._kept_up >= UPKEEP_EVERY:
            self._kept_up = self._clock.wall.monotonic()
            self._flights[lane] = pool.submit(self._upkeep)

    def _look_after(self, pool: ThreadPoolExecutor) -> None:
        """Begin a round of the services of each team whose time it is, in a lane of its own; the clock runs on."""
        still = self._clock.jumps and not self._flights
        for team, stage in self._stages.items():
            lane = (team, SERVICES)
            within = self._seen[team].offset is not None and 0 <= stage.clock.now() <= self._duration
            if within and stage.has_services and lane not in self._flights and self._beat.takes(team, still=still):
                self._flights[lane] = pool.submit(stage.look_after, self._seen[team])

    def _agenda_of(self, stage: Stage) -> list[Due]:
        """Return what is to be done for a team in its time, by the exercise clock; write down what never will be."""
        seen = self._seen[stage.team]
        if seen.offset is None or stage.clock.now() > self._duration:
            return []
        found = agenda(stage.events, seen, stage.jitter, stage.clock.now())
        for dropped in found.drop:
            if (stage.team, dropped.event.id) not in self._flights:
                self._drop(stage, dropped)
        todo = [Due(moment, EVENT, stage.team, event.id) for moment, event in found.begin]
        todo += [Due(moment, LOOK, stage.team, "look") for moment in found.look]
        round_at = next_round(seen, stage.objectives, self._probe_every)
        if round_at is not None:
            todo.append(Due(round_at, ROUND, stage.team, "round"))
        if stage.team in self._players:
            turn = max(enters_at(stage.events), self._turns.get(stage.team, 0.0))
            todo.append(Due(turn, PLAYER, stage.team, "player"))
        return [replace(due, moment=due.moment + seen.offset) for due in todo if due.moment <= self._duration]

    def _drop(self, stage: Stage, dropped: Dropped) -> None:
        stage.drop(dropped)
        self._read()

    def _do(self, due: Due) -> None:
        stage, seen = self._stages[due.team], self._seen[due.team]
        match due.order:
            case 0:
                event = next(event for event in stage.events if event.id == due.name)
                stage.happen(event, due.moment - (seen.offset or 0.0), seen)
            case 1:
                stage.probe(seen, stage.clock.now())
            case _:
                self._let_play(due.team)

    def _let_play(self, team: str) -> None:
        turn = self._players[team]()
        if turn is None:
            del self._players[team]
        else:
            self._turns[team] = turn

    def _finish(self, stage: Stage) -> None:
        seen = self._seen[stage.team]
        for event in stage.events:
            if event.id not in seen.started and event.id not in seen.ended:
                stage.drop(Dropped(event, "the exercise ended before it was due"))
        stage.keep(seen, at_the_end=True)
        stage.clean(seen)

    def _write(self, body: Started | Paused | Resumed | SpeedChanged | Ended) -> None:
        self._ledger.append(body, author=AUTHOR, clock=self._clock.now())
