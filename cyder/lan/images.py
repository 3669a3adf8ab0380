"""Builds and lists the images of base, helper and roles; rebuilt is only what changed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from graphlib import TopologicalSorter
from threading import Event
from typing import Any, Literal

import docker
from docker.errors import APIError, DockerException, ImageNotFound
from requests.exceptions import RequestException

from cyder.errors import EngineFailed
from cyder.lan import debian
from cyder.lan.engine import locked
from cyder.lan.places import Places
from cyder.lan.sources import DEBIAN, OWN, Source, contents, sources

__all__ = ["Built", "Image", "Source", "build", "listed", "missing", "sources"]

LABEL = "cyder.content"
AT_ONCE = 2
BUILD_SILENCE = 600
LAST_LINES = 20

Say = Callable[[str], None]
State = Literal["current", "stale", "missing"]


@dataclass(frozen=True)
class Built:
    """One image after a build: whether it had to be built, and how long that took in seconds."""

    name: str
    reference: str
    content: str
    changed: bool
    seconds: float


@dataclass(frozen=True)
class Image:
    """One image as the engine has it, against what its folder holds now. Size in bytes; zero and None when missing."""

    name: str
    reference: str
    state: State
    size: int
    age: timedelta | None


def build(client: docker.DockerClient, found: Sequence[Source], say: Say, *, places: Places) -> list[Built]:
    """Build every image whose content changed, parents first, two at a time; return all, built or not.

    Raises:
        SetupMissing: the Debian base can neither be pulled nor made here.
        EngineFailed: a build failed; the message names image and step and ends with the builder's last lines.
    """
    with locked(places, "images"):
        wanted = contents(list(found))
        stale = {source.name for source in found if _content(client, source) != wanted[source.name]}
        if any(source.name in stale and DEBIAN in source.parents for source in found):
            debian.ensure(client, say, places)
        workshop = _Workshop(client, say, wanted, stale)
        done = workshop.run(found)
        if stale:
            _sweep(client)
    return done


def listed(client: docker.DockerClient, found: Sequence[Source], now: datetime | None = None) -> list[Image]:
    """Return the state of every image, in the order of the sources."""
    wanted = contents(list(found))
    return [_look(client, source, wanted[source.name], now or datetime.now(UTC)) for source in found]


def missing(client: docker.DockerClient, names: Iterable[str]) -> list[str]:
    """Return those of our images, by name, that the engine does not have at all."""
    have = {tag for image in client.images.list() for tag in image.tags}
    return [name for name in names if f"{OWN}{name}:latest" not in have]


@dataclass(frozen=True)
class _Workshop:
    """One round of builds. `given_up` is set when one failed or a person pressed Ctrl-C: the others end early."""

    client: docker.DockerClient
    say: Say
    wanted: dict[str, str]
    stale: set[str]
    given_up: Event = field(default_factory=Event)

    def run(self, found: Sequence[Source]) -> list[Built]:
        """Build in the order of dependence; return everything, in the order of the sources."""
        by_name = {source.name: source for source in found}
        order = TopologicalSorter({source.name: set(source.after) & by_name.keys() for source in found})
        order.prepare()
        done: dict[str, Built] = {}
        running: set[Future[Built]] = set()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                while order.is_active():
                    running |= {pool.submit(self.make, by_name[name]) for name in order.get_ready()}
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in finished:
                        built = future.result()
                        done[built.name] = built
                        order.done(built.name)
            except BaseException:
                self.given_up.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return [done[source.name] for source in found]

    def make(self, source: Source) -> Built:
        """Build one image, unless it is current."""
        content = self.wanted[source.name]
        if source.name not in self.stale:
            return Built(source.name, source.reference, content, changed=False, seconds=0.0)
        began = time.monotonic()
        step, last = "", deque[str](maxlen=LAST_LINES)
        try:
            for word in _words(self.client, source, content):
                for line in _lines(word):
                    last.append(line)
                    if line.startswith("Step "):
                        step = line
                        self.say(f"{source.name}: {line[:110]}")
                if "error" in word or self.given_up.is_set():
                    raise _failed(source, step, [*last, str(word.get("error", "given up")).strip()])
        except (DockerException, RequestException) as error:
            raise _failed(source, step, [*last, str(error)]) from error
        seconds = time.monotonic() - began
        self.say(f"{source.name}: built in {seconds:.0f} s")
        return Built(source.name, source.reference, content, changed=True, seconds=seconds)


def _words(client: docker.DockerClient, source: Source, content: str) -> Iterator[dict[str, Any]]:
    return client.api.build(
        fileobj=source.context(),
        custom_context=True,
        tag=source.reference,
        network_mode="host",
        labels={LABEL: content},
        rm=True,
        forcerm=True,
        decode=True,
        timeout=BUILD_SILENCE,
    )


def _lines(word: dict[str, Any]) -> list[str]:
    return [line.rstrip() for line in str(word.get("stream", "")).splitlines() if line.strip()]


def _failed(source: Source, step: str, last: Sequence[str]) -> EngineFailed:
    said = "\n".join(last[-LAST_LINES:])
    message = f"image {source.name}: {step or 'before its first step'}: the build failed; it says:\n{said}"
    return EngineFailed(message, hint=f"mend {source.folder}/Dockerfile or the network, then `cyder images build`")


def _content(client: docker.DockerClient, source: Source) -> str | None:
    try:
        return client.images.get(source.reference).labels.get(LABEL)
    except ImageNotFound:
        return None


def _look(client: docker.DockerClient, source: Source, content: str, now: datetime) -> Image:
    try:
        image = client.images.get(source.reference)
    except ImageNotFound:
        return Image(source.name, source.reference, "missing", 0, None)
    made = datetime.fromisoformat(image.attrs["Created"])
    state: State = "current" if image.labels.get(LABEL) == content else "stale"
    return Image(source.name, source.reference, state, int(image.attrs["Size"]), now - made)


def _sweep(client: docker.DockerClient) -> None:
    for image in client.images.list(filters={"dangling": True, "label": LABEL}):
        try:
            client.images.remove(str(image.id))
        except APIError as error:
            # 409: a node of a running exercise still stands on it; 404: it went with another.
            if error.status_code not in {404, 409}:
                raise
