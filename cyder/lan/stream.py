"""Commands running in a container: what they say, what is typed to them, and how they end."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any, cast

from docker import APIClient

FRAME = struct.Struct(">BxxxI")
"""Before each piece of output where there is no terminal: which output it is, and how many bytes follow."""

AS_ONE = 'exec "$@" 2>&1'
"""Two pipes would lose the order in which a command wrote to them."""

PIECE = 65536
WITHOUT_END = 129
"""The code of a command that would not end: as if hung up on (128 + SIGHUP)."""


class Command:
    """A command started in a container, with the connection to it. Output and errors come as one, in their order."""

    def __init__(
        self,
        api: APIClient,
        container: str,
        argv: Sequence[str],
        *,
        tty: bool = False,
        typed: bool = False,
        user: str = "root",
    ) -> None:
        self._api, self._container, self._tty = api, container, tty
        environment = {"LANG": "C.UTF-8", "TERM": "xterm-256color" if tty else "dumb"}
        as_one = ["sh", "-c", AS_ONE, "sh", *argv]
        made = api.exec_create(container, as_one, stdin=typed, tty=tty, user=user, workdir="/", environment=environment)
        self._id = str(made["Id"])
        self._raw = cast("Any", api.exec_start(self._id, tty=tty, socket=True))
        self._line: socket.socket = self._raw if hasattr(self._raw, "recv") else self._raw._sock
        self._early = _early(self._raw, self._line)
        self._left = 0

    def __enter__(self) -> Command:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    @property
    def early(self) -> bool:
        """Return whether output is here that the connection will not announce any more."""
        return bool(self._early)

    def fileno(self) -> int:
        """Return the connection's descriptor."""
        return self._line.fileno()

    def receive(self, size: int = PIECE, until: float | None = None) -> bytes:
        """Return at most `size` bytes of output, b"" at the end.

        Raises:
            TimeoutError: nothing came until the moment `until` of the monotonic clock.
        """
        if self._tty:
            return self._take(size, until)
        while self._left == 0:
            header = self._exactly(FRAME.size, until)
            if not header:
                return b""
            self._left = FRAME.unpack(header)[1]
        piece = self._take(min(size, self._left), until)
        self._left = self._left - len(piece) if piece else 0
        return piece

    def drain(self, until: float) -> bytes:
        """Return all output up to the end, or to the moment `until` of the monotonic clock."""
        pieces = []
        with contextlib.suppress(TimeoutError):
            while piece := self.receive(until=until):
                pieces.append(piece)
        return b"".join(pieces)

    def send(self, data: bytes) -> None:
        """Type."""
        self._line.sendall(data)

    def finish_typing(self) -> None:
        """Tell the command that nothing more will be typed."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)

    def resize(self, rows: int, columns: int) -> None:
        """Tell the command the size of its window."""
        self._api.exec_resize(self._id, height=rows, width=columns)

    def code(self) -> int | None:
        """Return the exit code, or None while it runs."""
        code = self._api.exec_inspect(self._id)["ExitCode"]
        return None if code is None else int(code)

    def hang_up(self) -> None:
        """Close the connection; a command that still runs is not told."""
        response = getattr(self._raw, "_response", None)
        (self._raw if response is None else response).close()
        self._line.close()

    def _exactly(self, size: int, until: float | None) -> bytes:
        """Return `size` bytes, or b"" if the end comes before."""
        got = b""
        while len(got) < size:
            piece = self._take(size - len(got), until)
            if not piece:
                return b""
            got += piece
        return got

    def _take(self, size: int, until: float | None) -> bytes:
        if self._early:
            taken, self._early = self._early[:size], self._early[size:]
            return taken
        self._line.settimeout(None if until is None else max(until - time.monotonic(), 0.001))
        try:
            return self._line.recv(size)
        except ConnectionError:
            return b""


def _early(raw: Any, line: socket.socket) -> bytes:  # noqa: ANN401  an object of docker-py's
    """Return output that was read together with the answer's header, which the bare socket would lose."""
    reader = getattr(getattr(raw, "_response", None), "raw", None)
    buffer = getattr(getattr(reader, "_fp", None), "fp", None)
    if not isinstance(buffer, io.BufferedReader):
        return b""
    line.settimeout(0)
    held = len(buffer.peek())
    early = buffer.read(held) if held else b""
    line.settimeout(None)
    return early


class CommandStream:
    """A terminal or pipe to a running command, which is told when its user goes away."""

    def __init__(self, api: APIClient, container: str, argv: Sequence[str], *, tty: bool, user: str) -> None:
        self._api, self._container = api, container
        # The engine lets a command run on when its user has gone, and names it by a number of the host's.
        told = ["sh", "-c", 'echo $$; exec "$@"', "sh", *argv]
        self._command = Command(api, container, told, tty=tty, typed=True, user=user)
        self._process = self._first_line()
        self._bell: int | None = None

    def fileno(self) -> int:
        """Return a descriptor that is readable when output is here; ask anew for each wait."""
        if not self._command.early:
            return self._command.fileno()
        if self._bell is None:
            self._bell, end = os.pipe()
            os.close(end)
        return self._bell

    def receive(self, size: int = PIECE) -> bytes:
        """Return what came, b"" at the end."""
        return self._command.receive(size)

    def send(self, data: bytes) -> None:
        """Type."""
        self._command.send(data)

    def resize(self, rows: int, columns: int) -> None:
        """Tell the command the size of the window."""
        self._command.resize(rows, columns)

    def close(self) -> int:
        """End the stream, and the command if it does not end by itself; return its exit code."""
        self._command.finish_typing()
        code = self._wait(0.3)
        for signal in ("HUP", "KILL"):
            if code is None and self._process:
                with Command(self._api, self._container, ["kill", f"-{signal}", self._process]) as killer:
                    killer.drain(time.monotonic() + 5.0)
                code = self._wait(1.0)
        self._command.hang_up()
        if self._bell is not None:
            os.close(self._bell)
            self._bell = None
        return WITHOUT_END if code is None else code

    def _wait(self, seconds: float) -> int | None:
        """Return the exit code once there is one, reading on lest the command wait for its reader."""
        until = time.monotonic() + seconds
        while (code := self._command.code()) is None and time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                if not self._command.receive(until=time.monotonic() + 0.02):
                    time.sleep(0.02)
        return code

    def _first_line(self) -> str:
        line = b""
        while not line.endswith(b"\n"):
            byte = self._command.receive(1, time.monotonic() + 30.0)
            if not byte:
                break
            line += byte
        return line.decode(errors="replace").strip()
