"""The stream of a command in memory."""

from __future__ import annotations

import io
import os


class MemoryStream:
    """The output of a command that has ended. What is typed is kept in `typed`, the window's size in `size`."""

    def __init__(self, output: bytes, code: int) -> None:
        self.typed = b""
        self.size: tuple[int, int] | None = None
        self._code = code
        self._output = io.BytesIO(output)
        self._bell, end = os.pipe()
        os.close(end)

    def fileno(self) -> int:
        """Return a descriptor that is always readable."""
        return self._bell

    def receive(self, size: int = 65536) -> bytes:
        """Return what is left of the output, b"" at the end."""
        return self._output.read(size)

    def send(self, data: bytes) -> None:
        """Keep what is typed."""
        self.typed += data

    def resize(self, rows: int, columns: int) -> None:
        """Keep the size of the window."""
        self.size = (rows, columns)

    def close(self) -> int:
        """End the stream and return the exit code."""
        if self._bell >= 0:
            os.close(self._bell)
            self._bell = -1
        return self._code
