"""The private engine: a dockerd of our own, without bridge, packet filter or proxy, beside whatever else there is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cyder.errors import EngineFailed, SetupMissing
from cyder.lan.places import Places
from cyder.lan.processes import PROC, children_of, companions, daemon, gone, mounts_below, send

__all__ = ["daemon", "end", "launch", "program"]

T = TypeVar("T")

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
START_SECONDS = 30.0
STOP_SECONDS = 20.0
LOG_LINES = 20

_launched: list[subprocess.Popen[bytes]] = []
"""Daemons this very process started: kept, so that ending one here also reaps it."""


def program() -> str | None:
    """Return where dockerd is installed, if it is."""
    return shutil.which("dockerd", path=PATH)


def command(places: Places, dockerd: str) -> list[str]:
    """Return the private dockerd's command line; it starts a containerd of its own under its exec root."""
    return [
        dockerd,
        *("--config-file", str(places.state_dir / "engine.json")),
        *("--data-root", str(places.data_root)),
        *("--exec-root", str(places.exec_root)),
        *("-H", places.url),
        *("-p", str(places.run_dir / "docker.pid")),
        *("--bridge", "none", "--iptables=false", "--ip6tables=false", "--userland-proxy=false"),
        *("--log-driver", "local", "--log-opt", "max-size=1m", "--log-opt", "max-file=2"),
    ]


def launch(places: Places, say: Callable[[str], None], ask: Callable[[], T | None]) -> T:
    """Start the private engine in the background and return what `ask` gets from it, after 30 s at most.

    Raises:
        SetupMissing: dockerd is not installed.
        EngineFailed: it ended or did not answer; the message ends with its last log lines.
    """
    dockerd = program()
    if dockerd is None:
        raise SetupMissing("dockerd is not installed", hint="install the package docker.io")
    child = None
    if daemon(places) is None:
        end(places, quietly)
        places.make()
        say(f"starting a private engine: data in {places.data_root}, socket {places.socket}, no bridge, no iptables")
        child = _spawn(places, dockerd)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and (child is None or child.poll() is None):
        answer = ask()
        if answer is not None:
            return answer
        time.sleep(0.1)
    end(places, quietly)
    hint = f"read {places.log}, then `cyder engine stop` and `cyder engine start`; `cyder doctor` shows what is missing"
    raise EngineFailed(f"the private engine did not come up; it says:\n{_last_words(places.log)}", hint=hint)


def end(places: Places, say: Callable[[str], None]) -> None:
    """End the private engine's own processes, its containers with them, and clear its mounts and run directory.

    Raises:
        EngineFailed: a process or a mount would not go.
    """
    running = daemon(places)
    if running is not None:
        say(f"ending the private engine (process {running})")
        family = [running, *companions(places)]
        send([running], signal.SIGTERM)
        if not gone(family, STOP_SECONDS):
            _kill(places)
    _kill(places)
    for child in [child for child in _launched if child.poll() is not None]:
        _launched.remove(child)
    _clear(places)
    if running is None:
        say("the private engine is not running")


def _kill(places: Places) -> None:
    running = daemon(places)
    family = companions(places) + ([] if running is None else [running])
    family = [*(child for pid in family for child in children_of(pid)), *family]
    send(family, signal.SIGKILL)
    if not gone(family, STOP_SECONDS):
        message = f"the private engine: processes {', '.join(map(str, family))} do not end"
        raise EngineFailed(message, hint=f"look at them with `ps`; its log is {places.log}")


def quietly(_line: str) -> None:
    """Say nothing."""


def _spawn(places: Places, dockerd: str) -> subprocess.Popen[bytes]:
    # A configuration file of its own: the machine's /etc/docker/daemon.json is for another engine.
    (places.state_dir / "engine.json").write_text("{}\n")
    environment = {**os.environ, "GOGC": "800", "PATH": PATH}
    environment.pop("DOCKER_HOST", None)
    with places.log.open("wb") as log:
        child = subprocess.Popen(
            command(places, dockerd),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
    _launched.append(child)
    return child


def _clear(places: Places) -> None:
    mountinfo = (PROC / "self/mountinfo").read_text()
    for point in mounts_below((places.exec_root, places.data_root), mountinfo):
        subprocess.run(["/bin/umount", "--lazy", str(point)], check=False, capture_output=True)
    left = mounts_below((places.exec_root, places.data_root), (PROC / "self/mountinfo").read_text())
    if left:
        message = f"the private engine left mounts: {', '.join(map(str, left))}"
        raise EngineFailed(message, hint="unmount them as root, then `cyder engine stop` again")
    shutil.rmtree(places.exec_root, ignore_errors=True)
    for file in (places.socket, places.run_dir / "docker.pid"):
        file.unlink(missing_ok=True)
    if places.run_dir.is_dir() and not any(places.run_dir.iterdir()):
        places.run_dir.rmdir()


def _last_words(log: Path) -> str:
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return "(nothing)"
    return "\n".join(lines[-LOG_LINES:]) or "(nothing)"
