"""The private engine's processes, known by the paths on their command lines, and the mounts they left."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cyder.lan.places import Places

PROC = Path("/proc")


def pid_in(file: Path) -> int | None:
    """Return the process number a pid file holds, whether or not that process lives."""
    try:
        return int(file.read_text().strip())
    except (OSError, ValueError):
        return None


def argv_of(pid: int, proc: Path = PROC) -> list[str]:
    """Return a process's command line; empty for a zombie, a kernel thread or one that is gone."""
    try:
        raw = (proc / str(pid) / "cmdline").read_bytes()
    except OSError:
        return []
    return [os.fsdecode(part) for part in raw.split(b"\0") if part]


def is_daemon(argv: list[str], places: Places) -> bool:
    """Tell whether a command line is our dockerd: the program, and our socket."""
    return bool(argv) and Path(argv[0]).name == "dockerd" and places.url in argv


def is_companion(argv: list[str], places: Places) -> bool:
    """Tell whether a command line is our dockerd's containerd or one of its shims: the program, and our paths."""
    if not argv or not Path(argv[0]).name.startswith("containerd"):
        return False
    own = {str(places.exec_root / "containerd" / name) for name in ("containerd.toml", "containerd.sock")}
    return not own.isdisjoint(argv)


def daemon(places: Places, proc: Path = PROC) -> int | None:
    """Return the process number of the private dockerd, if its pid file tells the truth."""
    pid = pid_in(places.run_dir / "docker.pid")
    return pid if pid is not None and is_daemon(argv_of(pid, proc), places) else None


def companions(places: Places, proc: Path = PROC) -> list[int]:
    """Return the private engine's containerd and shims."""
    pids = sorted(int(entry.name) for entry in proc.iterdir() if entry.name.isdigit())
    return [pid for pid in pids if is_companion(argv_of(pid, proc), places)]


def children_of(pid: int, proc: Path = PROC) -> list[int]:
    """Return a process's children; of a shim these are the first processes of its containers."""
    found: list[int] = []
    for task in (proc / str(pid) / "task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found


def alive(pid: int, proc: Path = PROC) -> bool:
    """Tell whether a process runs; a zombie does not."""
    try:
        stat = (proc / str(pid) / "stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


def send(pids: Iterable[int], number: signal.Signals) -> None:
    """Send a signal to processes that may be gone meanwhile."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def gone(pids: Iterable[int], seconds: float) -> bool:
    """Wait until processes are gone; tell whether they went in time."""
    waited_for, until = set(pids), time.monotonic() + seconds
    while any(alive(pid) for pid in waited_for):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def mounts_below(folders: Iterable[Path], mountinfo: str) -> list[Path]:
    """Return the mount points at or below folders, the last mounted first (proc_pid_mountinfo(5), field 5)."""
    roots = [str(folder) for folder in folders]
    points = [_unescaped(line.split()[4]) for line in mountinfo.splitlines()]
    ours = [Path(point) for point in points if any(point == root or point.startswith(root + "/") for root in roots)]
    return ours[::-1]


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field
