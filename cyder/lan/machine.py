"""A node's specification as the Docker Engine takes it: settings of a container, and its files as an archive."""

from __future__ import annotations

import io
import tarfile
import time
from collections.abc import Iterable
from typing import Any

from docker.types import LogConfig, Ulimit

from cyder.contracts.provider import LanRef
from cyder.lan.labels import EXERCISE, KIND, NODE, SPEC, TEAM
from cyder.model.topology import File, NodeSpec, Routing

SWITCH_IMAGE = "cyder/base:latest"
OPEN_FILES = 8192
SETTLED = 60.0
"""Seconds: the age of a file that has none. Postfix waits, several times a start, for one younger than a moment."""

LOG_CONFIG = LogConfig(type="json-file", config={"max-size": "1m", "max-file": "1"})
"""What the engine keeps of a container's own output; services log to files."""

HARDENED: dict[str, Any] = {
    "network_mode": "none",
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
    "restart_policy": {"Name": "no"},
    "log_config": LOG_CONFIG,
    "init": False,
}


def node_labels(lan: LanRef, spec: NodeSpec) -> dict[str, str]:
    """Return the labels of a node's container."""
    return {EXERCISE: lan.exercise, TEAM: lan.team, NODE: spec.name, KIND: "node", SPEC: spec.digest()}


def switch_labels(lan: LanRef) -> dict[str, str]:
    """Return the labels of a team's switch."""
    return {EXERCISE: lan.exercise, TEAM: lan.team, NODE: "switch", KIND: "switch"}


def node_host_config(spec: NodeSpec) -> dict[str, Any]:
    """Return the arguments of `create_host_config` for a node."""
    return {
        **HARDENED,
        "cap_add": list(spec.capabilities),
        "dns": [spec.nameserver],
        "dns_search": [spec.search],
        "extra_hosts": [f"{name}:{address}" for name, address in spec.hosts],
        "sysctls": sysctls(spec.routing),
        "pids_limit": spec.pids,
        "mem_limit": f"{spec.memory_mb}m",
        "memswap_limit": f"{spec.memory_mb}m",
        "ulimits": [Ulimit(name="nofile", soft=OPEN_FILES, hard=OPEN_FILES)],
    }


def switch_host_config() -> dict[str, Any]:
    """Return the arguments of `create_host_config` for a switch: it owns links, and runs captures when it is asked."""
    quiet = {**_no_ipv6(), "net.ipv4.ip_forward": "0"}
    powers = ["NET_ADMIN", "NET_RAW"]
    return {**HARDENED, "cap_add": powers, "sysctls": quiet, "pids_limit": 64, "mem_limit": "64m"}


def sysctls(routing: Routing) -> dict[str, str]:
    """Return the kernel settings of a node's network namespace; /proc/sys is read-only inside.

    A node in several networks hears packets on one card whose answers leave by another, so it must not filter them.
    """
    filtered = "1" if routing == "host" else "0"
    return {
        **_no_ipv6(),
        "net.ipv4.ip_forward": "1" if routing == "router" else "0",
        "net.ipv4.conf.all.rp_filter": filtered,
        "net.ipv4.conf.default.rp_filter": filtered,
        "net.ipv4.ip_unprivileged_port_start": "0",
    }


def _no_ipv6() -> dict[str, str]:
    return {"net.ipv6.conf.all.disable_ipv6": "1", "net.ipv6.conf.default.disable_ipv6": "1"}


def packed(files: Iterable[File]) -> bytes:
    """Return files as one tar archive to be unpacked at /.

    It holds no folders: the engine makes those that are missing, and an entry would change the mode of the others.
    """
    now = int(time.time())
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for file in files:
            content = file.content.encode()
            member = tarfile.TarInfo(file.path.lstrip("/"))
            member.size, member.mode, member.mtime = (
                len(content),
                file.mode,
                now - int(SETTLED if file.age is None else file.age),
            )
            member.uid, member.gid = file.owner, file.group
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()
