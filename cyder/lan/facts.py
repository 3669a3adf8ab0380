"""Looks at this machine and its engine, and reports what is there; changes nothing and judges nothing."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docker.errors import DockerException
from requests.exceptions import RequestException

from cyder.errors import CyderError, SetupMissing
from cyder.lan import engine, images
from cyder.lan.places import Places
from cyder.lan.sources import Source

SYSCTL = Path("/proc/sys")
MEMINFO = Path("/proc/meminfo")


@dataclass(frozen=True)
class EngineFacts:
    """What an engine says of itself, and which of our images it lacks. `security` is AppArmor, seccomp, userns …"""

    url: str
    private: bool
    version: str
    containerd: str
    runc: str
    kernel: str
    cgroup: str
    security: tuple[str, ...]
    missing_images: tuple[str, ...]

    @property
    def local(self) -> bool:
        """Tell whether the engine runs on this machine, as far as its address says."""
        return self.url.startswith("unix://")


@dataclass(frozen=True)
class Facts:
    """One look at a machine. Sizes in bytes; None where the system does not say; `engine` may be why there is none."""

    engine: EngineFacts | CyderError
    kernel: str
    user_namespaces: int | None
    sqlite: tuple[int, ...]
    python: str
    disk_free: int
    memory: int | None
    neighbours: int | None
    root: bool
    mmdebstrap: bool


def look(places: Places, found: Sequence[Source]) -> Facts:
    """Look at this machine, and at the engine in use if one answers."""
    return Facts(
        engine=_engine(places, found),
        kernel=platform.release(),
        user_namespaces=_number(SYSCTL / "user/max_user_namespaces"),
        sqlite=sqlite3.sqlite_version_info,
        python=platform.python_version(),
        disk_free=shutil.disk_usage(_existing(places.state_dir)).free,
        memory=_memory(),
        neighbours=_number(SYSCTL / "net/ipv4/neigh/default/gc_thresh3"),
        root=os.geteuid() == 0,
        mmdebstrap=shutil.which("mmdebstrap") is not None,
    )


def _engine(places: Places, found: Sequence[Source]) -> EngineFacts | CyderError:
    try:
        address = engine.find(places)
        if address is None:
            return engine.nothing_answers(places)
        client = engine.connect(places)
        try:
            version: dict[str, Any] = client.version()
            info: dict[str, Any] = client.info()
            lacking = images.missing(client, [source.name for source in found])
        finally:
            client.close()
    except CyderError as error:
        return error
    except (DockerException, RequestException) as error:
        return SetupMissing(f"the engine broke off: {error}", hint="see the engine's log, then `cyder doctor` again")
    parts = {part["Name"]: str(part["Version"]) for part in version.get("Components") or ()}
    return EngineFacts(
        url=address.url,
        private=address.private,
        version=address.version,
        containerd=parts.get("containerd", "unknown"),
        runc=parts.get("runc", "unknown"),
        kernel=str(info.get("KernelVersion", "unknown")),
        cgroup=str(info.get("CgroupVersion", "unknown")),
        security=tuple(_option(option) for option in info.get("SecurityOptions") or ()),
        missing_images=tuple(lacking),
    )


def _option(text: str) -> str:
    """Return the name in `name=seccomp,profile=default`."""
    return text.partition(",")[0].removeprefix("name=")


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def _number(file: Path) -> int | None:
    try:
        return int(file.read_text())
    except (OSError, ValueError):
        return None


def _memory() -> int | None:
    try:
        lines = MEMINFO.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
