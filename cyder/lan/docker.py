"""Runs LANs on a Docker Engine: containers without Docker's networks, wired to one switch container per team."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, assert_never, cast

from docker import DockerClient
from docker.errors import APIError, NotFound

from cyder.contracts.provider import LanRef
from cyder.lan import machine, switch
from cyder.lan.containers import (
    MAKING,
    STATES,
    Found,
    checked_owner,
    checked_spec,
    labels_of,
    node_name,
    observed,
    pid_of,
    switch_name,
)
from cyder.lan.labels import EXERCISE, KIND, NODE, TEAM
from cyder.lan.node import DockerNode
from cyder.lan.orders import Batch, Look, Order
from cyder.lan.stream import CommandStream
from cyder.lan.wirer import Wirer
from cyder.lan.words import Impossible, in_words, place
from cyder.model.plan import (
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    ObservedLan,
    Operation,
    ReconnectNode,
    RemoveNode,
    StartNode,
)
from cyder.model.topology import NodeSpec

TRIES = 50
PAUSE = 0.1
"""Seconds between tries, where the engine still finishes what a killed process asked of it."""


class DockerProvider:
    """LANs on one Docker Engine. Threads may share it."""

    def __init__(self, client: DockerClient, wirer: Wirer, *, workers: int = 4) -> None:
        self._api = client.api
        self._wirer = wirer
        self._workers = workers

    def lans(self) -> list[LanRef]:
        """Return every LAN of which a container is left."""
        with in_words("looking for LANs"):
            found = self._list(EXERCISE)
        return sorted({LanRef(each.labels[EXERCISE], each.labels.get(TEAM, "")) for each in found})

    def observe(self, lan: LanRef) -> ObservedLan:
        """Look at containers and wiring, change nothing."""
        with in_words(f"{lan}: observe"):
            for _ in range(TRIES):
                found = [each for each in self._list(*labels_of(lan)) if each.whole]
                center = self._pid(switch_name(lan))
                if center is None:
                    return observed(found, None)
                alive = {each.labels[NODE]: self._pid(each.id) for each in found if each.state == "running"}
                look = Look(op="look", nodes={name: pid for name, pid in alive.items() if pid})
                answer = self._wirer.wire(_batch(lan, center, [look]))
                if not answer["error"]:
                    return observed(found, answer)
                time.sleep(PAUSE)
            raise Impossible(answer["error"])

    def apply(self, lan: LanRef, operation: Operation) -> None:
        """Carry out one operation.

        Raises:
            EngineFailed: the engine could not; the message names LAN, node or network, operation, and its words.
            SetupMissing: no engine answers, or an image is missing.
        """
        with in_words(place(lan, operation)):
            match operation:
                case CreateSwitch():
                    self._create_switch(lan)
                case CreateNetwork(network=network):
                    self._wire(lan, switch.add_bridge(network))
                case CreateNode(node=spec):
                    self._create_node(lan, spec)
                case StartNode(name=name):
                    self._api.start(self._own(lan, name)["Id"])
                case ConnectNode(node=spec):
                    self._connect(lan, spec)
                case RemoveNode(name=name):
                    self._remove_all(f"{KIND}=node", f"{NODE}={name}", *labels_of(lan))
                case IsolateNode(name=name):
                    self._wire(lan, switch.cable(name, self._running(lan, name), up=False))
                case ReconnectNode(name=name):
                    self._wire(lan, switch.cable(name, self._running(lan, name), up=True))
                case _:
                    assert_never(operation)

    def node(self, lan: LanRef, name: str) -> DockerNode:
        """Return a handle on a node."""
        return DockerNode(self._api, f"{lan}: {name}", node_name(lan, name), name)

    def capture(self, lan: LanRef, node: str, network: str) -> CommandStream:
        """Capture at the switch, so that nothing runs on the node and nothing is seen there."""
        with in_words(f"{lan}: {node}: capture in {network}"):
            argv = [*switch.CAPTURE, switch.port_name(node, network)]
            return CommandStream(self._api, switch_name(lan), argv, tty=False, user="root")

    def destroy(self, lan: LanRef) -> None:
        """Remove every container that bears this LAN's labels, the switch last.

        Raises:
            EngineFailed: something would not go.
        """
        with in_words(f"{lan}: destroy"):
            self._remove_all(f"{KIND}=node", *labels_of(lan))
            self._remove_all(*labels_of(lan))

    def _create_switch(self, lan: LanRef) -> None:
        name = switch_name(lan)
        if self._pid(name) is not None:
            return
        host_config = self._api.create_host_config(**machine.switch_host_config())
        self._create(
            lan,
            name,
            image=machine.SWITCH_IMAGE,
            entrypoint=["sleep", "infinity"],
            labels=machine.switch_labels(lan),
            host_config=host_config,
        )
        self._api.start(name)

    def _create_node(self, lan: LanRef, spec: NodeSpec) -> None:
        name = node_name(lan, spec.name)
        there = self._inspect(name)
        if there is not None and there["State"]["Status"] in STATES:
            checked_spec(checked_owner(lan, there), spec)
            return
        self._create(
            lan,
            name + MAKING,
            image=spec.image,
            hostname=spec.hostname,
            labels=machine.node_labels(lan, spec),
            host_config=self._api.create_host_config(**machine.node_host_config(spec)),
        )
        if spec.files:
            self._api.put_archive(name + MAKING, "/", machine.packed(spec.files))
        self._name_finally(lan, name)

    def _create(self, lan: LanRef, name: str, **settings: Any) -> None:  # noqa: ANN401  docker-py's arguments
        """Create a container in place of whatever of ours has the name.

        A killed process's request may still be under way in the engine: its container appears, or goes, a moment later.
        """
        for attempt in range(TRIES):
            self._clear(lan, name)
            try:
                self._api.create_container(name=name, **settings)
            except APIError as error:
                if error.status_code != 409 or attempt == TRIES - 1:
                    raise
                time.sleep(PAUSE)
            else:
                return

    def _name_finally(self, lan: LanRef, name: str) -> None:
        for attempt in range(TRIES):
            try:
                self._api.rename(name + MAKING, name)
            except APIError as error:
                if error.status_code != 409 or attempt == TRIES - 1:
                    raise
                self._clear(lan, name)
                time.sleep(PAUSE)
            else:
                return

    def _clear(self, lan: LanRef, name: str) -> None:
        there = self._inspect(name)
        if there is not None:
            self._remove(checked_owner(lan, there)["Id"])

    def _connect(self, lan: LanRef, spec: NodeSpec) -> None:
        there = checked_spec(self._own(lan, spec.name), spec)
        self._wire(lan, switch.plug(spec, pid_of(there)))

    def _wire(self, lan: LanRef, order: Order) -> None:
        center = self._pid(switch_name(lan))
        if center is None:
            message = "the switch does not run"
            raise Impossible(message)
        answer = self._wirer.wire(_batch(lan, center, [order]))
        if answer["error"]:
            raise Impossible(answer["error"])

    def _running(self, lan: LanRef, name: str) -> int:
        return pid_of(self._own(lan, name))

    def _own(self, lan: LanRef, name: str) -> dict[str, Any]:
        there = self._inspect(node_name(lan, name))
        if there is None:
            message = "there is no such node"
            raise Impossible(message)
        return checked_owner(lan, there)

    def _pid(self, container: str) -> int | None:
        there = self._inspect(container)
        return int(there["State"]["Pid"]) or None if there and there["State"]["Running"] else None

    def _inspect(self, container: str) -> dict[str, Any] | None:
        try:
            return cast("dict[str, Any]", self._api.inspect_container(container))
        except NotFound:
            return None

    def _list(self, *labels: str) -> list[Found]:
        listed = self._api.containers(all=True, filters={"label": list(labels)})
        return [
            Found(each["Id"], (each["Names"] or [""])[0].lstrip("/"), each["State"], each["Labels"]) for each in listed
        ]

    def _remove_all(self, *labels: str) -> None:
        """Remove what bears the labels until nothing does, because removals and creations may be under way."""
        for _ in range(TRIES):
            found = [each.id for each in self._list(*labels)]
            if not found:
                return
            with ThreadPoolExecutor(max_workers=self._workers) as pool:
                tuple(pool.map(self._remove, found))
        message = f"still there after {TRIES} tries: {', '.join(found)}"
        raise Impossible(message)

    def _remove(self, container: str) -> None:
        try:
            self._api.remove_container(container, force=True, v=True)
        except APIError as error:
            # 404: gone. 409: somebody else's removal is under way.
            if error.status_code not in {404, 409}:
                raise
            if error.status_code == 409:
                time.sleep(PAUSE)


def _batch(lan: LanRef, center: int, orders: Iterable[Order]) -> Batch:
    return Batch(exercise=lan.exercise, team=lan.team, switch=center, orders=list(orders))
