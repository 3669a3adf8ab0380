"""Looks whether logs still hold what they held: none gone, none shorter. Rotation loses nothing."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.errors import CyderError
from cyder.model.dealings import LogKept

LOOK = r"""
for log; do
  for file in "$log" "$log".[0-9]* "$log"-[0-9]*; do
    [ -s "$file" ] || continue
    case $file in *.gz) show='gzip -dc' ;; *) show=cat ;; esac
    first=$($show "$file" | head -n 1 | sha256sum)
    size=$($show "$file" | wc -c)
    echo "${first%% *} $size $log"
  done
done
"""
"""Prints for each log, and for each older part of it, the sum of its first line, its bytes, and the log's path."""

Place = tuple[str, str]
"""A node, and a log's path there."""

Parts = dict[str, int]
"""One log's parts: bytes by the sum of the first line, which is the same wherever rotation puts the part."""


_GRACE = 1.0
"""Exercise seconds by which a look may come early: what begins on time is not measured on time."""


@dataclass
class Keeper:
    """One team's logs: how large each was at its largest, and which have lost something since.

    `every`: so many exercise seconds lie between two looks. Where the clock jumps, it stops often in that time.
    """

    lan: Lan
    roles: Mapping[str, Role]
    every: float
    _largest: dict[Place, Parts] = field(default_factory=dict)
    _visits: dict[str, int] = field(default_factory=dict)
    _lost: dict[Place, str] = field(default_factory=dict)
    _looked: float | None = None

    def takes(self, now: float) -> bool:
        """Return whether a look is taken now, at this exercise second; after a clock was set back, one is."""
        if self._looked is not None and 0 <= now - self._looked < self.every - _GRACE:
            return False
        self._looked = now
        return True

    def news(self, visits: Mapping[str, int], *, busy: Container[str]) -> tuple[LogKept, ...]:
        """Look at the logs of every node that is open to trainees; return those that have lost something since.

        `visits`: how often the attack or an instructor has been at a node; after one its logs are taken as they are.
        Nodes that are `busy` with one, or cannot be asked, are left alone.
        """
        before = set(self._lost)
        for node in self.lan.topology.nodes:
            paths = [log.path for log in self.roles[node.name].logs.values()]
            if node.open != "no" and paths and node.name not in busy:
                self._look(node.name, paths, visits.get(node.name, 0))
        return tuple(kept for kept in self.standing if (kept.node, kept.log) in self._lost.keys() - before)

    @property
    def standing(self) -> tuple[LogKept, ...]:
        """Return how every log stood at the last look; what once was lost stays lost."""
        return tuple(
            LogKept(node=node, log=path, kept=(node, path) not in self._lost, said=self._words((node, path)))
            for node, path in sorted(self._largest)
        )

    def _words(self, place: Place) -> str:
        return self._lost.get(place, f"{_size(self._largest[place])} bytes")

    def _look(self, node: str, paths: Sequence[str], visits: int) -> None:
        try:
            said = self.lan.node(node).run(["sh", "-c", LOOK, "sh", *paths], timeout=30)
        except CyderError:
            return
        if not said.ok:
            return
        fresh = self._visits.get(node) != visits
        self._visits[node] = visits
        now = _parts(said.out)
        for path in paths:
            place, parts = (node, path), now.get(path, {})
            before = {} if fresh else self._largest.get(place, {})
            lost = _lost(before, parts)
            if lost:
                self._lost.setdefault(place, lost)
            if parts or place in self._largest:
                self._largest[place] = parts


def _parts(text: str) -> dict[str, Parts]:
    found: dict[str, Parts] = {}
    for line in text.splitlines():
        first, size, path = line.split(" ", 2)
        known = found.setdefault(path, {})
        known[first] = max(int(size), known.get(first, 0))
    return found


def _lost(before: Parts, now: Parts) -> str:
    """Return what is missing, in words; nothing where all is there."""
    for first, size in before.items():
        left = now.get(first)
        if left is None:
            return f"{size} bytes are gone" if not now else f"{size} bytes are gone, {_size(now)} others are there"
        if left < size:
            return f"{left} of {size} bytes are left"
    return ""


def _size(parts: Parts) -> int:
    return sum(parts.values())
