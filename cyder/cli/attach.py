"""Joins this terminal to a stream of a node."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from cyder.contracts.node import Stream


def attach(stream: Stream) -> int:
    """Carry what is typed to the stream and what comes from it to the screen, until it ends; return its exit code."""
    with _raw(), _resizing(stream):
        _carry(stream, typing=True)
        return stream.close()


def follow(stream: Stream) -> int:
    """Carry what comes from the stream to the screen until it ends or Ctrl-C is pressed; return an exit code."""
    try:
        _carry(stream, typing=False)
    except KeyboardInterrupt:
        stream.close()
        return 0
    return stream.close()


def _carry(stream: Stream, *, typing: bool) -> None:
    sources = [stream.fileno(), sys.stdin.fileno()] if typing else [stream.fileno()]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if stream.fileno() in ready:
            data = stream.receive()
            if not data:
                return
            os.write(sys.stdout.fileno(), data)
        if typing and sys.stdin.fileno() in ready:
            typed = os.read(sys.stdin.fileno(), 4096)
            if not typed:
                return
            stream.send(typed)


@contextmanager
def _raw() -> Iterator[None]:
    """Hand every key through, Ctrl-C included; give the terminal back as it was."""
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setraw(sys.stdin)
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


@contextmanager
def _resizing(stream: Stream) -> Iterator[None]:
    def resize(_signal: int = 0, _frame: FrameType | None = None) -> None:
        columns, rows = shutil.get_terminal_size()
        stream.resize(rows, columns)

    before = signal.signal(signal.SIGWINCH, resize)
    try:
        resize()
        yield
    finally:
        signal.signal(signal.SIGWINCH, before)
