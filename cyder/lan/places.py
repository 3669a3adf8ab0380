"""Where Cyder keeps its state and its sockets on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cyder.errors import SetupMissing

SOCKET_LIMIT = 107
"""The longest path of a Unix socket in bytes, sun_path without its closing NUL (unix(7))."""

LONGEST_SOCKET = Path("exec/containerd/containerd.sock.ttrpc")
"""The deepest socket an engine makes below its run directory."""


@dataclass(frozen=True)
class Places:
    """The two directories of one Cyder: what outlives a reboot, and what does not."""

    state_dir: Path
    run_dir: Path

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, *, uid: int | None = None) -> Places:
        """Return the places named by CYDER_STATE_DIR and CYDER_RUN_DIR, else root's, else a user's XDG directories."""
        home = Path(environ.get("HOME") or "/")
        if (os.geteuid() if uid is None else uid) == 0:
            state, run = Path("/var/lib/cyder"), Path("/run/cyder")
        else:
            state = Path(environ.get("XDG_STATE_HOME") or home / ".local/state") / "cyder"
            run = Path(environ["XDG_RUNTIME_DIR"]) / "cyder" if environ.get("XDG_RUNTIME_DIR") else state / "run"
        state = Path(environ.get("CYDER_STATE_DIR") or state)
        run = Path(environ.get("CYDER_RUN_DIR") or run)
        return cls(state.expanduser().absolute(), run.expanduser().absolute())

    @property
    def store(self) -> Path:
        """Return the file of the default store."""
        return self.state_dir / "cyder.db"

    @property
    def socket(self) -> Path:
        """Return the private engine's socket."""
        return self.run_dir / "docker.sock"

    @property
    def url(self) -> str:
        """Return the private engine's address as DOCKER_HOST has it."""
        return f"unix://{self.socket}"

    @property
    def data_root(self) -> Path:
        """Return where the private engine keeps images and containers."""
        return self.state_dir / "engine"

    @property
    def exec_root(self) -> Path:
        """Return where the private engine keeps what dies with it."""
        return self.run_dir / "exec"

    @property
    def log(self) -> Path:
        """Return the private engine's log."""
        return self.state_dir / "engine.log"

    def make(self) -> None:
        """Create both directories: others may pass through, but not list them.

        Raises:
            SetupMissing: a directory cannot be made, or the run directory is too long for sockets below it.
        """
        longest = len(os.fsencode(self.run_dir / LONGEST_SOCKET))
        if longest > SOCKET_LIMIT:
            message = f"{self.run_dir}: too long by {longest - SOCKET_LIMIT} bytes for the engine's sockets below it"
            raise SetupMissing(message, hint="set CYDER_RUN_DIR to a shorter path, such as /run/cyder")
        for folder, variable in ((self.state_dir, "CYDER_STATE_DIR"), (self.run_dir, "CYDER_RUN_DIR")):
            try:
                folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            except OSError as error:
                message = f"{folder}: cannot be made: {error.strerror}"
                raise SetupMissing(message, hint=f"set {variable} to a directory you may write to") from error
