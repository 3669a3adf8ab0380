"""A small inert script that stays on somebody's PC, asks the same again and again, and ends by itself."""

from __future__ import annotations

import time
from dataclasses import dataclass

from cyder.contracts.acting import typed
from cyder.contracts.node import Node, Result
from cyder.contracts.probe import Probe, Typed, Vantage
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer
from cyder.model.topology import File

_SCRIPT = """\
#!/bin/sh
# {name}
ask() {{
    {ask}
}}
n=1
ask
while [ "$n" -lt {times} ]; do
    sleep "$(shuf -n 1 -i {least}-{most})"
    n=$((n + 1))
    ask
done </dev/null >/dev/null 2>&1 &
"""


def script(name: str, ask: str, *, every: int, times: int) -> str:
    """Return a script that asks `times` times, `every` seconds apart, a tenth more or less; `$n` counts.

    Whoever starts it is told what the first question brought, and does not wait for the others.
    """
    tenth = every // 10
    return _SCRIPT.format(name=name, ask=ask, times=times, least=every - tenth, most=every + tenth)


@dataclass(frozen=True)
class Stowaway:
    """One such script: on which PC, whose, and under which name, which bears the team's marker."""

    node: Node
    user: str
    name: str

    @property
    def folder(self) -> str:
        """Return where it lies: among what the user's programs put aside."""
        return f"/home/{self.user}/.cache"

    @property
    def path(self) -> str:
        """Return its whole name."""
        return f"{self.folder}/{self.name}"

    def put(self, ask: str, *, every: int, times: int) -> None:
        """Write it, as `script` has it."""
        self.keep(script(self.name, ask, every=every, times=times), mode=0o700)

    def keep(self, text: str, *, mode: int = 0o600) -> None:
        """Write a text under its name, as the user's own."""
        self.node.run(["mkdir", "-p", "-m", "700", self.folder], user=self.user)
        self.node.write(File(path=self.path, content=text, mode=mode))
        self.node.run(["chown", f"{self.user}:{self.user}", self.path])

    def start(self, *, seconds: float = 20.0) -> Result:
        """Start it as the user; return what the first question brought. It goes on by itself."""
        return self.node.run(["setsid", "-w", self.path], user=self.user, timeout=seconds)

    def remove(self) -> str:
        """End it and take its file away; return what is left of it, nothing if all is well. Safe to call twice."""
        self.node.run(["pkill", "-KILL", "-u", self.user, "-f", self.path])
        self.node.run(["rm", "-f", self.path])
        return _left(self.node, self.user, self.path)

    def typed_removal(self) -> tuple[Typed, ...]:
        """Return how an administrator ends it, if it still runs, and takes it away."""
        return typed(self.node.name, "sh", "-c", f"pkill -u {self.user} -f {self.path}; rm {self.path}")


class StaysThere(Probe):
    """Whether something that somebody left is still on a PC: its file, or a process of it. Asked by the PC itself."""

    user: str
    path: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look for the file and for processes of the user's."""
        began = time.perf_counter()
        left = _left(lan.node(vantage.node), self.user, self.path)
        said = f"{self.target} has {left}" if left else f"{self.path} is gone from {self.target}"
        return Answer(passed=bool(left), said=said, seconds=round(time.perf_counter() - began, 3))


def _left(node: Node, user: str, path: str) -> str:
    """Return what is there of it: its file, its process."""
    there = [f"the file {path}"] if node.run(["test", "-e", path], timeout=10).ok else []
    running = node.run(["pgrep", "-u", user, "-f", path], timeout=10).ok
    return " and ".join([*there, f"a process of {path}"] if running else there)
