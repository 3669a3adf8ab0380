"""Scripted trainees: they type commands on nodes open to them, remember what they read, and report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from cyder.errors import CyderError, NotFound
from cyder.exercise.access import Door, enter
from cyder.exercise.desk import Exercise
from cyder.exercise.inbox import ask, reply
from cyder.exercise.machines import pull_cable
from cyder.exercise.trainees import told_by
from cyder.exercise.voice import Voice
from cyder.model.commands import as_typed
from cyder.model.rehearsal import Find
from cyder.model.report import Acknowledgement
from cyder.model.scenario import PlayerStep
from cyder.planning.variables import substitute

Submit = Callable[[Mapping[str, Any]], Acknowledgement]
"""Hands in a report as a trainee's program would: as data."""


_LOOKS = 3
_BETWEEN_LOOKS = 2.0
"""Seconds (real) between two looks."""


class PlayerStuck(CyderError):
    """A scripted player's command did not give what it was to find."""


@dataclass
class ScriptedPlayer:
    """One scripted trainee of one team. It has no access to the scenario's variables, only to what it found.

    Where a command does not show what it is to find, one who is `strict` gets stuck: it stops working, nobody else
    does, and `troubles` says so. Another goes on without what it did not find.
    """

    exercise: Exercise
    team: str
    steps: Sequence[PlayerStep]
    submit: Submit
    voice: Voice
    strict: bool = True
    found: dict[str, str] = field(default_factory=dict)
    finds: list[Find] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    _done: int = 0
    _waited: float = 0.0

    @classmethod
    def of(cls, exercise: Exercise, team: str, player: str, submit: Submit, voice: Voice) -> ScriptedPlayer:
        """Return the scenario's player of that name, at a team's place."""
        players = exercise.scenario.players
        if player not in players:
            raise NotFound.named("player", player, players)
        return cls(exercise, team, players[player], submit, voice)

    def play(self) -> float | None:
        """Go through the steps up to one that is for later; return its exercise second, None after the last."""
        for step in self.steps[self._done :]:
            if step.at is not None and step.at > self._waited:
                self._waited = step.at
                return step.at
            self._done += 1
            try:
                self._take(step)
            except (CyderError, ValidationError) as error:  # of one team only: the exercise goes on for all
                if self.strict:
                    self._note(f"got stuck: {error.message if isinstance(error, CyderError) else error}")
                    return None
        return None

    def _note(self, trouble: str) -> None:
        self.troubles.append(trouble)
        self.voice.line(f"{self.team} {trouble}")

    def _take(self, step: PlayerStep) -> None:
        if step.report is not None:
            told = step.report if self.strict else told_by(step.report, self.found)
            self._report(substitute(told, self.found))
        elif step.isolate is not None:
            address = f"{self.team}/{step.isolate}"
            pull_cable(self.exercise.desk, address, exercise=self.exercise.name, visitor="trainee")
            self.voice.line(f"{self.team} pulled the cable of {step.isolate}")
        elif step.reply or step.ask:
            self._speak(step)
        else:
            self.found |= self._command(step, self.found)

    def _speak(self, step: PlayerStep) -> None:
        for event, text in step.reply.items():
            try:
                reply(self.exercise, self.team, event, substitute(text, self.found), author=self.team)
            except NotFound:  # whoever conducts may skip an inject
                self._note(f"had nothing to answer: nobody told it '{event}'")
            else:
                self.voice.line(f"{self.team} answered {event}")
        for contact, text in step.ask.items():
            ask(self.exercise, self.team, contact, substitute(text, self.found), author=self.team)
            self.voice.line(f"{self.team} asked {contact}")

    def _command(self, step: PlayerStep, found: Mapping[str, str]) -> dict[str, str]:
        """Type a command, and twice more if it does not show what it is to: a busy machine shows it late."""
        argv = [str(substitute(word, found)) for word in step.run]
        door = enter(self.exercise.desk, f"{self.team}/{step.on}", exercise=self.exercise.name, visitor="trainee")
        for _ in range(_LOOKS - 1 if step.find and self.strict else 0):
            try:
                return self._typed(step, door, argv)
            except PlayerStuck as stuck:
                self.voice.line(f"{stuck.message}; once more")
                self.exercise.desk.clock.sleep(_BETWEEN_LOOKS)
        return self._typed(step, door, argv)

    def _typed(self, step: PlayerStep, door: Door, argv: Sequence[str]) -> dict[str, str]:
        command = as_typed(argv)
        self.voice.line(f"{self.team} on {step.on}$ {command}")
        result = door.node.run(argv, user=door.user)
        if not result.ok:
            raise PlayerStuck(f"{self.team}/{step.on}: {command}: exit {result.code}: {result.out.strip()}")
        seen = {name: _first(pattern, result.out) for name, pattern in step.find.items()}
        missing = sorted(name for name, match in seen.items() if match is None)
        if missing:
            raise PlayerStuck(f"{self.team}/{step.on}: {command} did not show {', '.join(missing)}")
        answers = {name: match.group(1) for name, match in seen.items() if match is not None}
        self.finds += [
            Find(name=name, value=answers[name], node=str(step.on), command=command, line=_line_of(match))
            for name, match in seen.items()
            if match is not None
        ]
        if answers:
            self.voice.line(f"    {result.out.splitlines()[0]}")
            self.voice.line("    found " + ", ".join(f"{name} {value}" for name, value in answers.items()))
        return answers

    def _report(self, report: Mapping[str, Any]) -> None:
        acknowledged = self.submit(report)
        self.voice.line(f"{self.team} filed its report: version {acknowledged.version}, received")


def _first(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern, text, re.MULTILINE)


def _line_of(match: re.Match[str]) -> str:
    """Return the whole line in which a match's group stands."""
    text = match.string
    return text[text.rfind("\n", 0, match.start(1)) + 1 :].partition("\n")[0]
