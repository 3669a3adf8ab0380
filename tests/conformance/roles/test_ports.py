"""What a role says listens on it is what listens, and nothing else."""

from __future__ import annotations

import pytest

from cyder.exercise.desk import Exercise
from tests.conformance.roles.kinds import ROLES, check, each_role, node_of

EPHEMERAL = 32768
"""Where net.ipv4.ip_local_port_range begins."""


@pytest.mark.engine
@each_role
@check("ports")
def test_on_a_machine_listens_what_its_role_says(town: Exercise, role: str) -> None:
    said = node_of(town, role).run(["ss", "-H", "-l", "-n", "-t", "-u"])
    assert said.ok, said.out
    assert listening(said.out) == set(ROLES[role].ports)


def listening(lines: str) -> set[str]:
    """Return the ports open to others, as `53/udp`, from the lines of ss: not the loopback's, not those of questions.

    A program that asks by UDP has a port from EPHEMERAL on, at which answers come in.
    """
    found = set()
    for line in lines.splitlines():
        protocol, _, _, _, local, *_ = line.split()
        address, _, port = local.rpartition(":")
        asks = protocol == "udp" and int(port) >= EPHEMERAL
        if not asks and not address.startswith(("127.", "[::1]")):
            found.add(f"{port}/{protocol}")
    return found
