"""A node that is a Docker container: commands, files and streams."""

from __future__ import annotations

import io
import posixpath
import tarfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from docker import APIClient
from docker.errors import APIError

from cyder.contracts.node import Result
from cyder.errors import EngineFailed, NodeUnreachable
from cyder.lan.machine import packed
from cyder.lan.stream import Command, CommandStream
from cyder.lan.words import AGAIN, in_words, said
from cyder.model.topology import File

TIMED_OUT = 124
KILLED = 137
GRACE = 5.0
"""Seconds that the engine gets beyond the node's own time limit before it is given up."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read: what a node holds is in other people's hands."""

FEWEST_SECONDS = 0.1
LINKS = 16
TRIES = 3


class DockerNode:
    """A handle on one container, by name; whether it answers shows when it is used."""

    def __init__(self, api: APIClient, where: str, container: str, name: str) -> None:
        self._api = api
        self._where = where
        self._container = container
        self._name = name

    @property
    def name(self) -> str:
        """Return the node's name in the scenario."""
        return self._name

    def run(self, argv: Sequence[str], *, user: str = "root", timeout: float = 30.0) -> Result:
        """Run a command and wait; after `timeout` seconds it is ended and answers with code 124."""
        limit = max(timeout, FEWEST_SECONDS)
        began = time.monotonic()
        with self._asked(f"run {argv[0]}"):
            limited = ["timeout", "-k", "1", f"{limit:.3f}", *argv]
            with Command(self._api, self._container, limited, user=user) as command:
                out = command.drain(began + limit + GRACE)
                code = command.code()
        late = code is None or (code == KILLED and time.monotonic() - began >= limit)
        return Result(TIMED_OUT if late or code is None else code, out.decode("utf-8", errors="replace"))

    def read(self, path: str) -> bytes:
        """Return a file's bytes, following links, as they stand on the container's disk.

        Raises:
            FileNotFoundError: there is no such file, or it is not one.
        """
        with self._asked(f"read {path}"):
            self._check_alive()
            place = posixpath.join("/", path)
            for _ in range(LINKS):
                found = self._fetch(place, path)
                if isinstance(found, bytes):
                    return found
                place = posixpath.normpath(posixpath.join(posixpath.dirname(place), found))
            raise _no_file(path)

    def write(self, file: File) -> None:
        """Put a file, owner and mode included; folders that are missing are made."""
        with self._asked(f"write {file.path}"):
            self._check_alive()
            self._api.put_archive(self._container, "/", packed([file]))

    def open(self, argv: Sequence[str], *, tty: bool, user: str = "root") -> CommandStream:
        """Start a command and return its stream."""
        with self._asked(f"open {argv[0]}"):
            return CommandStream(self._api, self._container, argv, tty=tty, user=user)

    def _check_alive(self) -> None:
        if not self._api.inspect_container(self._container)["State"]["Running"]:
            message = f"{self._where}: the node does not run"
            raise NodeUnreachable(message, hint=AGAIN)

    def _fetch(self, place: str, path: str) -> bytes | str:
        """Return a file's bytes, or the target of a link. A file cut short while it is read is read again."""
        for attempt in range(TRIES):
            try:
                parts, stat = self._api.get_archive(self._container, place)
            except APIError as error:
                if "No such container" in said(error):
                    raise
                raise _no_file(path) from error
            if stat["size"] > LARGEST:
                message = f"{self._where}: {path}: {stat['size']} bytes are more than the {LARGEST} that are read"
                raise EngineFailed(message)
            try:
                return _unpacked(b"".join(parts), path)
            except tarfile.ReadError:
                if attempt == TRIES - 1:
                    raise
        raise AssertionError

    @contextmanager
    def _asked(self, what: str) -> Iterator[None]:
        with in_words(f"{self._where}: {what}"):
            try:
                yield
            except APIError as error:
                # 404: no such container; 409: it does not run.
                if error.status_code not in {404, 409}:
                    raise
                message = f"{self._where}: {what}: the node is not there to be asked ({said(error)})"
                raise NodeUnreachable(message, hint=AGAIN) from error


def _unpacked(archive: bytes, path: str) -> bytes | str:
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        member = opened.next()
        if member is None:
            raise _no_file(path)
        if member.issym():
            return member.linkname
        content = opened.extractfile(member) if member.isfile() else None
        if content is None:
            raise _no_file(path)
        return content.read()


def _no_file(path: str) -> FileNotFoundError:
    return FileNotFoundError(f"{path}: no such file")
