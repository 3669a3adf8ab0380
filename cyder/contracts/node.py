"""A living machine of a LAN, as whoever has it in hand can use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cyder.model.topology import File


@dataclass(frozen=True)
class Result:
    """What a command answered: exit code, and standard output and error together as text."""

    code: int
    out: str

    @property
    def ok(self) -> bool:
        """Return whether the command ended with 0."""
        return self.code == 0

    @property
    def lacks_tool(self) -> bool:
        """Return whether the program was not there, or could not be run: then nothing was asked, and nobody refused."""
        return self.code in {126, 127}


class Stream(Protocol):
    """A running command's terminal or pipe."""

    def fileno(self) -> int:
        """Return a descriptor that can be waited on."""
        ...

    def receive(self, size: int = 65536) -> bytes:
        """Return what came, b"" at the end."""
        ...

    def send(self, data: bytes) -> None:
        """Type."""
        ...

    def resize(self, rows: int, columns: int) -> None:
        """Tell the command the size of the window."""
        ...

    def close(self) -> int:
        """End the stream and return the command's exit code."""
        ...


class Node(Protocol):
    """One machine. Every method raises NodeUnreachable when the machine is not there to be asked."""

    @property
    def name(self) -> str:
        """Return the node's name in the scenario."""
        ...

    def run(self, argv: Sequence[str], *, user: str = "root", timeout: float = 30.0) -> Result:
        """Run a command by argv and wait; after `timeout` seconds it is ended and answers with code 124."""
        ...

    def read(self, path: str) -> bytes:
        """Return a file's bytes, asked of the engine and not of the node's own tools.

        Raises:
            FileNotFoundError: there is no such file.
        """
        ...

    def write(self, file: File) -> None:
        """Put a file, owner and mode included."""
        ...

    def open(self, argv: Sequence[str], *, tty: bool, user: str = "root") -> Stream:
        """Start a command and return its stream."""
        ...
