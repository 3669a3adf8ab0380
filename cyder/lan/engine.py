"""The Docker Engine LANs run on: which one answers, how to talk to it, and the private one when there is none."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import docker
from docker.errors import DockerException
from requests.exceptions import RequestException

from cyder.errors import SetupMissing
from cyder.lan import install, private
from cyder.lan.places import Places

Say = Callable[[str], None]
"""Tells a person one line of what is going on; may be called from several threads."""

DEFAULT_SOCKET = Path("/var/run/docker.sock")
ANSWER_TIMEOUT = 5
CALL_TIMEOUT = 120
POOL = 16


@dataclass(frozen=True)
class EngineAddress:
    """An engine that answers: where, whether it is the private one, and its version."""

    url: str
    private: bool
    version: str


@dataclass(frozen=True)
class EngineStatus:
    """The engine in use, if one answers, and the private engine's process, if it runs."""

    address: EngineAddress | None
    private_pid: int | None


def find(places: Places) -> EngineAddress | None:
    """Return the engine to use: DOCKER_HOST, else the default socket, else the private one; None if none answers.

    Raises:
        SetupMissing: DOCKER_HOST names an engine that does not answer.
    """
    named = os.environ.get("DOCKER_HOST")
    if named:
        found = _ask(named, places)
        if found is None:
            message = f"DOCKER_HOST={named}: no Docker Engine answers there"
            raise SetupMissing(message, hint="start that engine, or unset DOCKER_HOST to use another one")
        return found
    for path in (DEFAULT_SOCKET, places.socket):
        if found := _ask(f"unix://{path}", places):
            return found
    return None


def connect(places: Places) -> docker.DockerClient:
    """Return a client of the engine to use; every call has a time limit.

    Raises:
        SetupMissing: no engine answers; the hint says what to do on this machine.
    """
    address = find(places)
    if address is None:
        raise nothing_answers(places)
    try:
        return _client(address.url, CALL_TIMEOUT)
    except (DockerException, RequestException, OSError) as error:
        message = f"{address.url}: the Docker Engine there answered, and then broke off: {error}"
        raise SetupMissing(message, hint="look at it with `cyder doctor`, then try again") from error


def nothing_answers(places: Places) -> SetupMissing:
    """Return the error for a machine without an engine, with the remedy that fits the person asking."""
    message = f"no Docker Engine answers, neither at {DEFAULT_SOCKET} nor at {places.socket}"
    if DEFAULT_SOCKET.exists() and not os.access(DEFAULT_SOCKET, os.W_OK):
        message = f"{DEFAULT_SOCKET}: you may not use this Docker Engine"
        return SetupMissing(message, hint="join its group with `sudo usermod -aG docker $USER`, then log in again")
    if os.geteuid() == 0 and install.possible():
        return SetupMissing(message, hint="start one with `cyder engine start`")
    if install.possible():
        return SetupMissing(
            message, hint="run `cyder engine start` as root, or set DOCKER_HOST to an engine you may use"
        )
    hint = "install and start Docker Engine as your system describes it, or set DOCKER_HOST to one that answers"
    return SetupMissing(message, hint=hint)


def start(places: Places, say: Say) -> EngineAddress:
    """Return the engine that answers; where none does, install the distribution's and start it privately.

    Raises:
        SetupMissing: not root, not Debian or Ubuntu, or the installation failed.
        EngineFailed: the private engine did not come up; the message ends with its last log lines.
    """
    found = find(places)
    if found is None:
        if os.geteuid() != 0:
            raise nothing_answers(places)
        with locked(places, "engine"):
            found = find(places) or _start_private(places, say)
    say(f"engine {found.version} answers at {found.url} ({'private' if found.private else 'not ours, used as it is'})")
    return found


def stop(places: Places, say: Say) -> None:
    """End the private engine with its containers and clear its run directory; safe to call twice.

    Raises:
        EngineFailed: a process of it would not end.
    """
    if not places.state_dir.exists():
        say("no private engine was ever started here")
        return
    with locked(places, "engine"):
        private.end(places, say)


def status(places: Places) -> EngineStatus:
    """Look which engine answers and whether the private one runs; change nothing.

    Raises:
        SetupMissing: DOCKER_HOST names an engine that does not answer.
    """
    return EngineStatus(find(places), private.daemon(places))


@contextmanager
def locked(places: Places, name: str) -> Iterator[None]:
    """Hold a lock of this machine, which dies with the process that holds it.

    Raises:
        SetupMissing: the lock file cannot be made.
    """
    places.make()
    path = places.state_dir / f"{name}.lock"
    try:
        file = path.open("w")
    except OSError as error:
        hint = "run this as the user whose engine it is, or set CYDER_STATE_DIR to a directory of your own"
        raise SetupMissing(f"{path}: {error.strerror}", hint=hint) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start_private(places: Places, say: Say) -> EngineAddress:
    if private.program() is None:
        install.engine(say)
    return private.launch(places, say, lambda: _ask(places.url, places))


def _ask(url: str, places: Places) -> EngineAddress | None:
    local = url.startswith("unix://")
    try:
        version = _version_at(url.removeprefix("unix://")) if local else _version_of(url)
    except (DockerException, RequestException, HTTPException, OSError, ValueError, LookupError, TypeError):
        return None
    return EngineAddress(url, url == places.url, version)


def _version_at(path: str) -> str:
    # Not by docker-py: its constructor leaves a socket open when the engine goes away or is not up yet.
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(ANSWER_TIMEOUT)
        caller.connect(path)
        connection = HTTPConnection("docker", timeout=ANSWER_TIMEOUT)
        connection.sock = caller
        connection.request("GET", "/version")
        with connection.getresponse() as answer:
            return str(json.loads(answer.read())["Version"])


def _version_of(url: str) -> str:
    client = _client(url, ANSWER_TIMEOUT)
    try:
        return str(client.version()["Version"])
    finally:
        client.close()


def _client(url: str, timeout: int) -> docker.DockerClient:
    environment = {"DOCKER_HOST": url} if url.startswith("unix:") else {**os.environ, "DOCKER_HOST": url}
    return docker.DockerClient.from_env(
        timeout=timeout, max_pool_size=POOL, environment=environment, use_ssh_client=True
    )
