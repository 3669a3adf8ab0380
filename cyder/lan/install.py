"""Installs Debian packages that Cyder needs, as root on Debian or Ubuntu, and without starting their services."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cyder.errors import SetupMissing

POLICY = Path("/usr/sbin/policy-rc.d")
MARK = "# Cyder: no service is to start while it installs packages; removed again afterwards."
APT_GET = "/usr/bin/apt-get"
SYSTEMCTL = "/bin/systemctl"
UNITS = ("docker.service", "docker.socket", "containerd.service")


def possible() -> bool:
    """Tell whether this is a system whose packages we know: Debian, Ubuntu or one like them."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return not family.isdisjoint({"debian", "ubuntu"}) and Path(APT_GET).exists()


def engine(say: Callable[[str], None]) -> None:
    """Install the distribution's Docker Engine, its stock daemon neither started now nor at the next boot.

    Raises:
        SetupMissing: not root, not Debian or Ubuntu, or apt-get failed.
    """
    with no_service_starts(), masked(UNITS):
        packages(("docker.io", "iptables"), say, reason="no Docker Engine answers")
    if _has_systemd():
        # Only what was installed here for the private engine's sake: `systemctl enable --now docker` undoes it.
        subprocess.run([SYSTEMCTL, "disable", *UNITS], check=False, capture_output=True)


def packages(names: Iterable[str], say: Callable[[str], None], *, reason: str) -> None:
    """Install Debian packages with apt-get, without what they merely recommend.

    Raises:
        SetupMissing: not root, not Debian or Ubuntu, or apt-get failed.
    """
    wanted = list(names)
    by_hand = f"apt-get install {' '.join(wanted)}"
    if not possible():
        message = f"{reason}, and this system is neither Debian nor Ubuntu: nothing can be installed from here"
        raise SetupMissing(message, hint=f"provide what {' and '.join(wanted)} provide on Debian")
    if os.geteuid() != 0:
        raise SetupMissing(reason, hint=f"run `sudo {by_hand}`, or this command as root")
    say(f"{reason}: installing {' '.join(wanted)} with apt-get")
    options = ["-q", "-o", "DPkg::Lock::Timeout=120"]
    updated = _apt([*options, "update"])
    installed = _apt([*options, "install", "--yes", "--no-install-recommends", *wanted])
    if installed.returncode != 0:
        failed = installed.stdout if updated.returncode == 0 else updated.stdout + installed.stdout
        last = "\n".join(failed.splitlines()[-20:])
        raise SetupMissing(f"{by_hand} failed; it says:\n{last}", hint=f"mend that, then run `{by_hand}` by hand")


@contextmanager
def no_service_starts(policy: Path = POLICY) -> Iterator[None]:
    """Forbid package scripts to start services, by a policy-rc.d that answers 101; put back what was there."""
    saved = policy.with_name(policy.name + ".before-cyder")
    restore(policy, saved)
    if policy.exists() or policy.is_symlink():
        policy.rename(saved)
    try:
        policy.write_text(f"#!/bin/sh\n{MARK}\nexit 101\n")
        policy.chmod(0o755)
        yield
    finally:
        restore(policy, saved)


def restore(policy: Path, saved: Path) -> None:
    """Undo our policy-rc.d, this run's or one that a killed run left; another's is never touched."""
    if policy.is_file() and MARK in policy.read_text(errors="replace"):
        policy.unlink()
    if saved.exists() or saved.is_symlink():
        saved.rename(policy)


@contextmanager
def masked(units: Iterable[str]) -> Iterator[None]:
    """Keep units from starting while packages are installed; those masked before stay masked."""
    ours = [unit for unit in units if _has_systemd() and _state(unit) != "masked"]
    if ours:
        subprocess.run([SYSTEMCTL, "mask", *ours], check=False, capture_output=True)
    try:
        yield
    finally:
        if ours:
            subprocess.run([SYSTEMCTL, "unmask", *ours], check=False, capture_output=True)


def _has_systemd() -> bool:
    return Path("/run/systemd/system").is_dir() and Path(SYSTEMCTL).exists()


def _state(unit: str) -> str:
    asked = subprocess.run([SYSTEMCTL, "is-enabled", unit], check=False, capture_output=True, text=True)
    return asked.stdout.strip()


def _apt(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [APT_GET, *arguments],
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
