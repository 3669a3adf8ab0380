"""The two ways to start the wiring program: in this process as root, or in a helper container."""

from __future__ import annotations

import io
import json
import os
import platform
import tarfile
import time
from typing import Any, Protocol, cast

from docker import DockerClient

from cyder.lan.labels import EXERCISE, HELPER, KIND, TEAM
from cyder.lan.machine import LOG_CONFIG
from cyder.lan.orders import Answer, Batch
from cyder.lan.wire import wire
from cyder.lan.words import Impossible

HELPER_IMAGE = "cyder/helper:latest"
HELPER_TIME = 60
"""Seconds a helper may take for one batch."""

POWERS: dict[str, Any] = {
    "pid_mode": "host",
    "network_mode": "none",
    # A user-namespace remap must not hold here: the helper enters namespaces that belong to the host's root.
    "userns_mode": "host",
    "cap_drop": ["ALL"],
    # To read the links of /proc/PID/ns, to enter what they name, to change network links there.
    "cap_add": ["SYS_PTRACE", "SYS_ADMIN", "NET_ADMIN"],
    "security_opt": ["no-new-privileges", "apparmor=unconfined", "label=disable"],
}
"""All that wiring needs. `--privileged` would be more, and fails where the engine itself lacks a capability."""


class Wirer(Protocol):
    """Who carries out a batch of wiring orders on the engine's host."""

    def wire(self, batch: Batch) -> Answer:
        """Carry out a batch; what could not be done is in the answer."""
        ...


class DirectWirer:
    """Root on the engine's own host."""

    def wire(self, batch: Batch) -> Answer:
        """Carry out a batch in this process."""
        return wire(batch)


class HelperWirer:
    """A container with power over namespaces that reads one batch, does it and ends; the engine may be anywhere."""

    def __init__(self, client: DockerClient) -> None:
        self._api = client.api

    def wire(self, batch: Batch) -> Answer:
        """Carry out a batch in a container of its own.

        Raises:
            Impossible: the helper broke off without an answer.
            docker.errors.APIError: the engine would not run it.
        """
        helper = str(self._create(batch)["Id"])
        try:
            self._api.put_archive(helper, "/", _packed(batch))
            self._api.start(helper)
            code = int(self._api.wait(helper, timeout=HELPER_TIME)["StatusCode"])
            said = self._api.logs(helper, stdout=True, stderr=code != 0).decode(errors="replace").strip()
        finally:
            self._api.remove_container(helper, force=True, v=True)
        if code:
            message = f"the wiring helper ended with {code}: {said[-300:]}"
            raise Impossible(message)
        return cast("Answer", json.loads(said))

    def _create(self, batch: Batch) -> dict[str, str]:
        labels = {HELPER: "wire", KIND: "helper", EXERCISE: batch["exercise"], TEAM: batch["team"]}
        powers = self._api.create_host_config(**POWERS, log_config=LOG_CONFIG)
        return cast("dict[str, str]", self._api.create_container(image=HELPER_IMAGE, labels=labels, host_config=powers))


def choose_wirer(client: DockerClient) -> Wirer:
    """Return the direct way if this process is root on the engine's own host, else the helper."""
    if os.geteuid() == 0:
        engine = client.info()
        if (engine.get("Name"), engine.get("KernelVersion")) == (platform.node(), platform.release()):
            return DirectWirer()
    return HelperWirer(client)


def _packed(batch: Batch) -> bytes:
    content = json.dumps(batch).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("batch.json")
        member.size, member.mtime = len(content), int(time.time())
        archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()
