"""A network namespace as the wiring works in it; needs the standard library and pyroute2 only."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import struct
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from pyroute2 import IPRoute, netns
from pyroute2.netlink.exceptions import NetlinkDumpInterrupted, NetlinkError

TRIES = 40
SIOCETHTOOL = 0x8946
ETHTOOL_STXCSUM = 0x17
"""Turns the computing of checksums by hardware on or off (linux/ethtool.h)."""


class Impossible(Exception):
    """An order that cannot be carried out as things stand."""


class Namespace:
    """A network namespace: entered by this thread, with a netlink socket that stays in it."""

    def __init__(self, pid: int) -> None:
        try:
            self._descriptor = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            message = f"process {pid} is gone"
            raise Impossible(message) from error
        netns.setns(self._descriptor)
        self.ip = IPRoute()

    def __enter__(self) -> Namespace:
        return self

    def __exit__(self, *_: object) -> None:
        self.ip.close()
        os.close(self._descriptor)

    @property
    def descriptor(self) -> int:
        """Return the open descriptor of the namespace."""
        return self._descriptor

    def find(self, name: str) -> Any | None:  # noqa: ANN401  pyroute2 is untyped
        """Return the link of that name, or None."""
        try:
            return self.ip.link("get", ifname=name)[0]
        except NetlinkError as error:
            if error.code == errno.ENODEV:
                return None
            raise

    def links(self) -> list[Any]:
        """Return all links. Another thread's change breaks the kernel's list off; then it is asked again."""
        for _ in range(TRIES):
            with suppress(NetlinkDumpInterrupted):
                return list(self.ip.get_links())
        message = "the links would not stand still to be listed"
        raise Impossible(message)

    def index(self, name: str) -> int:
        """Return the number of the link of that name.

        Raises:
            Impossible: there is none.
        """
        link = self.find(name)
        if link is None:
            message = f"link {name} vanished"
            raise Impossible(message)
        return int(link["index"])

    def remove(self, name: str) -> None:
        """Remove a link, and with it the other end, if it is there."""
        link = self.find(name)
        if link is not None:
            with unless(errno.ENODEV):
                self.ip.link("del", index=link["index"])

    def finish_frames(self, device: str) -> None:
        """Let frames leave a device as on a real wire: with their checksums, and no longer than the MTU.

        A veth pair has no hardware that would fill checksums in or cut long segments, so whoever captures would read
        "incorrect cksum" and segments of 64 kB. Without the one, the kernel does not offer the other.
        """
        netns.setns(self._descriptor)
        value = array("I", [ETHTOOL_STXCSUM, 0])
        request = struct.pack("16sP16x", device.encode(), value.buffer_info()[0])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, SIOCETHTOOL, request)


@contextmanager
def unless(code: int) -> Iterator[None]:
    """Let one error pass: the one that says that it is done already."""
    try:
        yield
    except NetlinkError as error:
        if error.code != code:
            raise
