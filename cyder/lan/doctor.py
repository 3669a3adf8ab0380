"""Says what this machine has, what it lacks, and the next command for each thing it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cyder.errors import CyderError, SetupMissing
from cyder.lan.facts import EngineFacts, Facts, look
from cyder.lan.places import Places
from cyder.lan.sources import Source, sources

State = Literal["ok", "warn", "missing"]

GIB = 1024**3
DISK_WANTED = 5 * GIB
MEMORY_WANTED = 2 * GIB
NEIGHBOURS_WANTED = 4096
ENGINE_WANTED = (26, 1)
RUNC_FIXED = {(1, 2): 8, (1, 3): 3}
"""The first patch release of each runc series that closes CVE-2025-31133, -52565 and -52881; later series are fixed."""

SQLITE_FIXED = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
"""The first SQLite releases without the WAL-reset bug; later series are fixed."""

TRUST = "fit for a class on a machine of its own, not for people you do not trust on a shared host"
THROW_AWAY = "or give each class a virtual machine that is thrown away afterwards"
NEWER_ENGINE = f"use Debian 13's docker.io or newer, {THROW_AWAY}"
NEWER_RUNC = f"use runc 1.2.8, 1.3.3 or newer, {THROW_AWAY}"
_MARKS: dict[State, str] = {"ok": "ok  ", "warn": "warn", "missing": "MISS"}


@dataclass(frozen=True)
class Item:
    """One line of the doctor's report; the remedy is empty when all is well."""

    name: str
    value: str
    state: State = "ok"
    remedy: str = ""


def examine(places: Places, found: Sequence[Source] | None = None) -> list[Item]:
    """Look at this machine and judge it; `found` are the images it should have, by default base and helper."""
    return judge(look(places, sources({}) if found is None else found))


def judge(facts: Facts) -> list[Item]:
    """Judge one look at a machine; pure."""
    engine = facts.engine
    items = [_no_engine(engine)] if isinstance(engine, CyderError) else list(_engine_items(engine))
    kernel = facts.kernel if isinstance(engine, CyderError) else engine.kernel
    local = isinstance(engine, EngineFacts) and engine.local
    return [
        *items,
        Item("kernel", kernel),
        _user_namespaces(facts.user_namespaces),
        _sqlite(facts.sqlite),
        Item("python", facts.python),
        _disk(facts.disk_free),
        _memory(facts.memory),
        _neighbours(facts.neighbours),
        Item("wiring", "directly, as root" if facts.root and local else "through the helper container"),
        _mmdebstrap(engine, present=facts.mmdebstrap),
    ]


def exit_code(items: Sequence[Item]) -> int:
    """Return 3 when something is missing, else 0: a warning stops nobody."""
    return SetupMissing.exit_code if any(item.state == "missing" for item in items) else 0


def lines(items: Sequence[Item]) -> list[str]:
    """Return the report as aligned lines of text, each remedy under its item."""
    width = max((len(item.name) for item in items), default=0)
    report: list[str] = []
    for item in items:
        report.append(f"{_MARKS[item.state]}  {item.name:<{width}}  {item.value}")
        if item.remedy:
            report.append(f"{'':<{width + 8}}-> {item.remedy}")
    return report


def _no_engine(error: CyderError) -> Item:
    return Item("engine", error.message, "missing", error.hint)


def _engine_items(engine: EngineFacts) -> Iterator[Item]:
    said = f"{engine.version} at {engine.url}, {'private' if engine.private else 'not ours, used as it is'}"
    old = _numbers(engine.version)[:2] < ENGINE_WANTED
    yield Item("engine", f"{said}; {TRUST}", "warn", NEWER_ENGINE) if old else Item("engine", said)
    yield Item("containerd", engine.containerd)
    holes = f"{engine.runc} has known ways out of a container; {TRUST}"
    yield Item("runc", engine.runc) if _fixed(engine.runc, RUNC_FIXED) else Item("runc", holes, "warn", NEWER_RUNC)
    remap = "on" if "userns" in engine.security else "off: root in a node is root without its capabilities"
    yield Item("userns remap", remap)
    others = [option for option in engine.security if option != "userns"]
    yield Item("confinement", ", ".join(others) or "none", "ok" if "seccomp" in others else "warn")
    yield Item("cgroup", f"v{engine.cgroup}")
    if engine.missing_images:
        lacking = f"not built: {', '.join(engine.missing_images)}"
        yield Item("images", lacking, "missing", "build them with `cyder images build`")
    else:
        yield Item("images", "all built")


def _user_namespaces(allowed: int | None) -> Item:
    if allowed is None:
        return Item("user namespaces", "the kernel does not say")
    return Item("user namespaces", f"up to {allowed}" if allowed else "switched off")


def _sqlite(version: tuple[int, ...]) -> Item:
    text = ".".join(map(str, version))
    mode = "WAL" if _fixed(text, SQLITE_FIXED) else "TRUNCATE (WAL has a bug in this version)"
    return Item("sqlite", f"{text}, journal mode {mode}")


def _disk(free: int) -> Item:
    if free >= DISK_WANTED:
        return Item("disk", f"{free / GIB:.0f} GiB free")
    return Item(
        "disk", f"{free / GIB:.1f} GiB free", "warn", "free some space, or set CYDER_STATE_DIR to a larger disk"
    )


def _memory(free: int | None) -> Item:
    if free is None:
        return Item("memory", "the system does not say")
    if free >= MEMORY_WANTED:
        return Item("memory", f"{free / GIB:.0f} GiB available")
    return Item(
        "memory", f"{free / GIB:.1f} GiB available", "warn", "a team's LAN takes about 0.2 GiB: run fewer teams"
    )


def _neighbours(limit: int | None) -> Item:
    if limit is None or limit >= NEIGHBOURS_WANTED:
        return Item("neighbour table", "the system does not say" if limit is None else f"{limit} entries")
    # Shared by all network namespaces: some hundred nodes that talk to each other fill it.
    remedy = f"before exercises of hundreds of nodes: `sysctl -w net.ipv4.neigh.default.gc_thresh3={NEIGHBOURS_WANTED}`"
    return Item("neighbour table", f"{limit} entries for all nodes together", "warn", remedy)


def _mmdebstrap(engine: EngineFacts | CyderError, *, present: bool) -> Item:
    if present:
        return Item("mmdebstrap", "installed")
    if isinstance(engine, EngineFacts) and "base" not in engine.missing_images:
        return Item("mmdebstrap", "not installed, and not needed: the base is built")
    remedy = "`cyder images build` installs it as root on Debian or Ubuntu; elsewhere let the engine reach a registry"
    return Item("mmdebstrap", "not installed; makes the Debian base where no registry answers", "warn", remedy)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: (1, 2, 8) for `1.2.8+ds1`."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def _fixed(version: str, fixes: dict[tuple[int, int], int]) -> bool:
    numbers = (*_numbers(version), 0, 0, 0)
    series = (numbers[0], numbers[1])
    return numbers[2] >= fixes[series] if series in fixes else series > max(fixes)
