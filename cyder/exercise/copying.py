"""Use case: copy files and folders between this machine and a node, byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cyder.contracts.node import Stream
from cyder.errors import BadInput, EngineFailed, NotFound
from cyder.exercise.access import Door, Visitor, enter
from cyder.exercise.desk import Desk

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_REMOTE = re.compile(r"(?P<node>(?:[a-z0-9-]+/)?[a-z0-9-]+):(?P<path>.*)", re.DOTALL)
_PACK = (
    'real=$(readlink -f -- "$1") && cd "${real%/*}/" && exec tar --hard-dereference -cf - -- "${real##*/}" 2>/dev/null'
)
_UNPACK = 'cd "$1" && exec tar --no-same-owner -xf - 2>/dev/null'
_EXAMPLES = "cyder cp mail:/var/log/mail.log .    cyder cp note.txt pc:/root/"

MOST = 2**30
"""Bytes that are fetched at a time: a node is in other people's hands, and may say that a file never ends."""


@dataclass(frozen=True)
class Copied:
    """What was copied: files, bytes, and how many links or devices were left out."""

    files: int
    bytes: int
    left_out: int


def copy(desk: Desk, source: str, target: str, *, exercise: str | None, visitor: Visitor) -> Copied:
    """Copy `NODE:/path` to a path of this machine, or the other way round; into a folder if the target is one.

    Raises:
        BadInput: not exactly one of the two is on a node, or a local path cannot be read or written.
        NotFound: no such exercise, team, node or file.
        Refused: the node is closed to this visitor.
        EngineFailed: the node broke off, or sent what it should not.
    """
    from_node, to_node = _on_node(source), _on_node(target)
    if bool(from_node) == bool(to_node):
        both = "both are on a node" if from_node else "neither is on a node"
        raise BadInput(f"{source} {target}: {both}", hint=_EXAMPLES)
    with _local(source if to_node else target):
        if to_node:
            Path(source).stat()
            return _put(enter(desk, to_node[0], exercise=exercise, visitor=visitor), Path(source), to_node[1])
        assert from_node is not None  # noqa: S101  exactly one of the two is
        return _fetch(enter(desk, from_node[0], exercise=exercise, visitor=visitor), from_node[1], Path(target))


def _on_node(text: str) -> tuple[str, str] | None:
    """Return node and path, None for a path of this machine."""
    found = _REMOTE.fullmatch(text)
    if found is None:
        return None
    if not found["path"].startswith("/"):
        raise BadInput(f"{text}: a path on a node begins with /", hint=_EXAMPLES)
    return found["node"], found["path"]


def _fetch(door: Door, path: str, target: Path) -> Copied:
    name = posixpath.basename(posixpath.normpath(path))
    if not name:
        raise BadInput(f"{path} is all of {door.name}", hint=f"copy a folder of it: {door.name}:/etc")
    if not door.node.run(["test", "-r", path], user=door.user).ok:
        raise NotFound(f"{door.team}/{door.name}: {path}: no such file, or not to be read by {door.user}")
    top = target / name if target.is_dir() else target
    stream = door.node.open(["sh", "-c", _PACK, "sh", path], tty=False, user=door.user)
    with _ending(stream, door), tarfile.open(fileobj=io.BufferedReader(_Incoming(stream)), mode="r|") as archive:
        return _unpacked(archive, top)


def _unpacked(archive: tarfile.TarFile, top: Path) -> Copied:
    """Write files and folders and nothing else, at the top and below it."""
    files = size = left_out = 0
    for member in archive:
        place = top.joinpath(*_below(member.name))
        content = archive.extractfile(member) if member.isfile() else None
        if member.isdir():
            place.mkdir(exist_ok=True)
        elif content is None:
            left_out += 1
        elif size + member.size > MOST:
            raise EngineFailed(f"this is more than the {MOST // 2**20} MB that are copied at a time")
        else:
            with place.open("wb") as file:
                shutil.copyfileobj(content, file)
            files, size = files + 1, size + member.size
    return Copied(files, size, left_out)


def _below(name: str) -> tuple[str, ...]:
    """Return the way to an archive's member from its top, which nothing on a node can lead out of."""
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/"):
        raise EngineFailed(f"the node sent a file called {name!r}: nothing is written outside the target")
    return parts[1:]


def _put(door: Door, source: Path, path: str) -> Copied:
    inside = path.endswith("/") or door.node.run(["test", "-d", path], user=door.user).ok
    folder, name = (path, _name_of(source)) if inside else posixpath.split(path)
    if not door.node.run(["test", "-d", folder, "-a", "-w", folder], user=door.user).ok:
        raise NotFound(f"{door.team}/{door.name}: {folder}: no such folder, or not to be written by {door.user}")
    stream = door.node.open(["sh", "-c", _UNPACK, "sh", folder], tty=False, user=door.user)
    files = size = left_out = 0

    def counted(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        nonlocal files, size, left_out
        if not (member.isfile() or member.isdir()):
            left_out += 1
            return None
        files, size = files + member.isfile(), size + member.size
        member.uid = member.gid = 0
        return member

    with _ending(stream, door):
        with io.BufferedWriter(_Outgoing(stream)) as sink, tarfile.open(fileobj=sink, mode="w|") as archive:
            archive.add(source.resolve(), arcname=name, filter=counted)
        while stream.receive():
            pass  # tar says nothing: this waits until it has written all and ended by itself
    return Copied(files, size, left_out)


def _name_of(path: Path) -> str:
    """Return what a path is called, `.` and `..` too; a link by its own name."""
    return path.name if path.name not in {"", ".."} else path.resolve().name


@contextmanager
def _ending(stream: Stream, door: Door) -> Iterator[None]:
    """End the command on the node whatever happens here, and say if it did not end well."""
    try:
        yield
    except (tarfile.TarError, ValueError) as error:
        raise EngineFailed(f"{door.team}/{door.name}: the copy broke off", hint="try again") from error
    finally:
        code = stream.close()
    if code:
        raise EngineFailed(f"{door.team}/{door.name}: the copy is not whole (tar ended with {code})", hint="try again")


@contextmanager
def _local(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(f"{error.filename or path}: {error.strerror}", hint="choose another path") from error


class _Incoming(io.RawIOBase):
    """A stream as a file that is read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next; return how much that is."""
        view = memoryview(buffer).cast("B")
        piece = self._stream.receive(len(view))
        view[: len(piece)] = piece
        return len(piece)


class _Outgoing(io.RawIOBase):
    """A stream as a file that is written."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: ReadableBuffer) -> int:
        """Send all of it."""
        sent = bytes(data)
        self._stream.send(sent)
        return len(sent)
