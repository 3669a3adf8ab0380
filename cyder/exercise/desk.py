"""The composition root: everything that use cases work with, opened when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import docker

from cyder.contracts.clock import WallClock
from cyder.contracts.provider import Lan, LanRef, Provider
from cyder.contracts.registry import Catalogue
from cyder.errors import NotFound, Refused
from cyder.exercise.library import catalogue
from cyder.exercise.system import SystemClock, holder, lock
from cyder.lan import engine
from cyder.lan.docker import DockerProvider
from cyder.lan.places import Places
from cyder.lan.wirer import choose_wirer
from cyder.model.scenario import Scenario
from cyder.model.seed import Seed
from cyder.planning.resolve import Resolved, resolve
from cyder.scenario.load import load_text
from cyder.store import ExerciseRecord, Store, StoreLedger


class Desk:
    """Where use cases are carried out: places on disk, the store, the provider of LANs, the catalogue, the clock."""

    def __init__(
        self, places: Places, *, clock: WallClock | None = None, provider: Callable[[], Provider] | None = None
    ) -> None:
        self.places = places
        self.clock: WallClock = clock or SystemClock()
        self._provide = provider or self._docker

    @cached_property
    def store(self) -> Store:
        """Return the store of this state directory."""
        return Store(f"sqlite:///{self.places.state_dir / 'cyder.db'}")

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return all roles and actions."""
        return catalogue()

    @cached_property
    def client(self) -> docker.DockerClient:
        """Return a connection to the Docker Engine.

        Raises:
            SetupMissing: none answers.
        """
        return engine.connect(self.places)

    @cached_property
    def provider(self) -> Provider:
        """Return where LANs run."""
        return self._provide()

    def lock_file(self, kind: str, name: str) -> Path:
        """Return the lock file of a kind of work on an exercise."""
        return self.places.state_dir / "locks" / f"{kind}-{name}"

    @contextmanager
    def working(self, name: str) -> Iterator[None]:
        """Keep everybody else from changing an exercise's LANs.

        Raises:
            Refused: somebody else is at it.
        """
        file = self.lock_file("work", name)
        with lock(file) as mine:
            if not mine:
                message = f"'{name}' is being brought up or down by process {holder(file)}"
                raise Refused(message, hint="wait for it to end")
            yield

    def exercise(self, name: str | None) -> Exercise:
        """Return the exercise of that name; without a name the only one there is.

        Raises:
            NotFound: there is none of that name, or none at all.
            Refused: there are several and no name was given.
        """
        if name:
            return Exercise.of(self, self.store.find(name))
        live = self.store.live()
        if not live:
            raise NotFound("there is no exercise", hint="cyder up first-look")
        if len(live) > 1:
            names = ", ".join(record.name for record in live)
            raise Refused(f"there are several exercises: {names}", hint="say which one with --exercise NAME")
        return Exercise.of(self, live[0])

    def _docker(self) -> Provider:
        return DockerProvider(self.client, choose_wirer(self.client))


@dataclass(frozen=True)
class Exercise:
    """One exercise in the hand: its record, its scenario, its ledger."""

    desk: Desk
    record: ExerciseRecord
    scenario: Scenario
    ledger: StoreLedger
    _teams: dict[tuple[str, bool], Resolved] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, desk: Desk, record: ExerciseRecord) -> Exercise:
        """Open a record. The scenario's text was kept with it, so that a file changed since does no harm."""
        scenario = load_text(record.scenario_text, record.scenario_name, desk.catalogue)
        return cls(desk, record, scenario, desk.store.ledger(record))

    @property
    def name(self) -> str:
        """Return the exercise's name."""
        return self.record.name

    @property
    def teams(self) -> tuple[str, ...]:
        """Return the teams' names: team1, team2, …"""
        return tuple(f"team{number}" for number in range(1, self.record.teams + 1))

    @property
    def zone(self) -> ZoneInfo:
        """Return the organisation's time zone: the one that walls and logs show."""
        return ZoneInfo(self.scenario.organisation.time_zone)

    def seed(self, team: str) -> Seed:
        """Return what all of a team's values come from."""
        return Seed(self.record.secret).child(team)

    def resolved(self, team: str) -> Resolved:
        """Return the scenario as this team has it, but for the machines' files: most commands need none of them.

        Raises:
            NotFound: there is no such team.
        """
        return self._resolved(team, files=False)

    def furnished(self, team: str) -> Resolved:
        """Return the scenario as this team has it with every machine's files, thousands of mails among them.

        Raises:
            NotFound: there is no such team.
        """
        return self._resolved(team, files=True)

    def _resolved(self, team: str, *, files: bool) -> Resolved:
        if team not in self.teams:
            raise NotFound.named("team", team, self.teams)
        key = (team, files or (team, True) in self._teams)
        if key not in self._teams:
            self._teams[key] = resolve(
                self.scenario, team, self.seed(team), self.desk.catalogue, exercise=self.name, files=files
            )
        return self._teams[key]

    def judged(self, team: str) -> Scenario:
        """Return the scenario a team is graded by: with its own values in what is true, and in hints.

        Raises:
            NotFound: there is no such team.
        """
        mine = self.resolved(team)
        return self.scenario.model_copy(update={"truth": mine.truth, "hints": mine.hints})

    def ref(self, team: str) -> LanRef:
        """Return the identity of a team's LAN."""
        return LanRef(self.name, team)

    def lan(self, team: str) -> Lan:
        """Return a team's LAN, its machines without their files."""
        return Lan(self.desk.provider, self.resolved(team).topology)
