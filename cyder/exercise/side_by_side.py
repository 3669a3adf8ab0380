"""Use case: several rehearsals at once, each in a process of its own, so that what breaks one off spares the others."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import IO

from pydantic import TypeAdapter, ValidationError

from cyder.model.rehearsal import Rehearsal

_LOOK_EVERY = 0.2
_RESULTS = TypeAdapter(tuple[Rehearsal, ...])


@dataclass(frozen=True)
class Wish:
    """One rehearsal to be played: of which scenario, with which seed, and the further words of the command."""

    source: str
    seed: str | None
    words: tuple[str, ...]

    @property
    def argv(self) -> list[str]:
        """Return the command that plays it."""
        seed = ["--seed", self.seed] if self.seed else []
        return [sys.executable, "-m", "cyder.cli.app", "rehearse", self.source, *self.words, *seed, "--json"]


@dataclass
class _Running:
    """A rehearsal under way. Its words go into files, which never fill up as a pipe does."""

    wish: Wish
    out: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    err: IO[bytes] = field(default_factory=tempfile.TemporaryFile)

    def __post_init__(self) -> None:
        # in a session of its own: Ctrl-C reaches it once, from here, and not a second time while it cleans up
        self.process = subprocess.Popen(
            self.wish.argv, stdin=subprocess.DEVNULL, stdout=self.out, stderr=self.err, start_new_session=True
        )

    def result(self) -> Rehearsal:
        """Return what the ended process printed, or its last words as what broke it off."""
        self.process.wait()
        with self.out, self.err:
            try:
                return _RESULTS.validate_json(_text(self.out))[0]
            except (ValidationError, IndexError):
                said = " ".join(_text(self.err).split())[-500:] or f"exit code {self.process.returncode}"
                return Rehearsal(scenario=self.wish.source, seed=self.wish.seed, broken=(said,))


def side_by_side(wishes: Sequence[Wish], at_once: int) -> Generator[Rehearsal]:
    """Play rehearsals, so many at once; yield each as it ends. Broken off, it ends those under way, which clean up."""
    waiting, running = list(wishes), list[_Running]()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(_Running(waiting.pop(0)))
            ended = [each for each in running if each.process.poll() is not None]
            running = [each for each in running if each not in ended]
            yield from [each.result() for each in ended]
            time.sleep(0 if ended else _LOOK_EVERY)
    finally:
        for each in running:
            each.process.terminate()
        for each in running:
            each.result()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", errors="replace")
