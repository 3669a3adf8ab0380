"""What every role must be, whichever are found; and what every role's node must be on a real engine."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from cyder.contracts.role import ADMINISTRATOR, Role
from cyder.exercise.desk import Exercise
from cyder.exercise.library import catalogue, shipped
from cyder.model.scenario import Scenario
from cyder.model.topology import NodeSpec
from cyder.scenario.load import load

ROLES = catalogue().roles
NETWORK = {"NET_ADMIN", "NET_RAW"}


def nodes_of(scenario: Scenario) -> dict[str, str]:
    return {name: entry.role for name, entry in scenario.lan.nodes.items()} | {"prober": "prober"}


FIRST_LOOK = nodes_of(load(shipped()["first-look"], catalogue()))


@pytest.mark.parametrize("role", ROLES.values(), ids=str)
def test_a_role_has_its_page_and_its_image(role: type[Role]) -> None:
    folder = catalogue().folders[role.id]
    assert folder.name == role.id
    assert (folder / "image" / "Dockerfile").read_text().split("FROM ")[1].startswith("cyder/")
    page = (folder / "README.md").read_text()
    for field in role.model_fields:
        assert f"`{field}`" in page, f"the page does not explain the setting {field}"
    for log in role.logs.values():
        assert log.path in page, f"the page does not say what is in {log.path}"


@pytest.mark.parametrize("role", ROLES.values(), ids=str)
def test_a_role_asks_for_no_capability_beyond_an_administrators(role: type[Role]) -> None:
    allowed = set(ADMINISTRATOR) | (NETWORK if role.routing == "router" else {"NET_RAW"})
    assert set(role.capabilities) <= allowed


@pytest.mark.parametrize("role", ROLES.values(), ids=str)
def test_a_role_is_in_a_scenario_that_is_played(role: type[Role]) -> None:
    assert role.id in FIRST_LOOK.values()


@pytest.mark.engine
@pytest.mark.parametrize("name", FIRST_LOOK)
def test_a_node_is_confined_as_declared(exercise: Exercise, name: str) -> None:
    spec = exercise.resolved("team1").topology.node(name)
    node = exercise.desk.provider.node(exercise.ref("team1"), name)
    lines = node.run(["cat", "/proc/1/status"]).out.splitlines()
    status = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    assert int(status["CapBnd"], 16) == mask(spec)
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    mounts = node.run(["cat", "/proc/mounts"]).out
    assert "docker.sock" not in mounts


def mask(spec: NodeSpec) -> int:
    """Return a capability set as the kernel shows it (linux/capability.h)."""
    numbers = {
        "CHOWN": 0, "DAC_OVERRIDE": 1, "FOWNER": 3, "FSETID": 4, "KILL": 5, "SETGID": 6, "SETUID": 7,
        "NET_ADMIN": 12, "NET_RAW": 13, "SYS_CHROOT": 18, "SYS_PTRACE": 19, "AUDIT_WRITE": 29,
    }  # fmt: skip
    return sum(1 << numbers[name] for name in spec.capabilities)


@pytest.mark.engine
@pytest.mark.parametrize("name", FIRST_LOOK)
def test_a_node_has_the_names_and_the_resolver_of_its_lan(exercise: Exercise, name: str) -> None:
    spec = exercise.resolved("team1").topology.node(name)
    node = exercise.desk.provider.node(exercise.ref("team1"), name)
    assert node.run(["hostname"]).out.strip() == spec.hostname
    assert node.run(["hostname", "-f"]).out.strip() == f"{spec.hostname}.{spec.search}"
    resolver = node.run(["cat", "/etc/resolv.conf"]).out
    assert f"nameserver {spec.nameserver}" in resolver
    assert f"search {spec.search}" in resolver
    hosts = node.run(["cat", "/etc/hosts"]).out
    for host, address in spec.hosts:
        assert address in hosts
        assert host in hosts


@pytest.mark.engine
@pytest.mark.parametrize("name", FIRST_LOOK)
def test_nothing_visible_in_a_node_names_the_product_or_the_scenario(exercise: Exercise, name: str) -> None:
    node = exercise.desk.provider.node(exercise.ref("team1"), name)
    seen = node.run(
        ["sh", "-c", "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'; cat /proc/mounts"]
    ).out
    seen += node.run(["find", "/etc", "/root", "/home", "/run", "/srv", "/usr/local", "/opt", "-iname", "*cyder*"]).out
    seen += node.run(["grep", "-rIl", "-i", "cyder", "/etc", "/root", "/home", "/usr/local", "/sbin/boot"]).out
    for word in ("cyder", "first-look", "team1", "burst"):
        assert word not in seen.lower().replace("/var/lib/cyder/engine", ""), seen


@pytest.mark.engine
@pytest.mark.parametrize("name", [name for name, role in FIRST_LOOK.items() if ROLES[role].logs])
def test_a_roles_logs_are_there_and_their_lines_say_when(exercise: Exercise, name: str) -> None:
    resolved = exercise.resolved("team1")
    node = exercise.desk.provider.node(exercise.ref("team1"), name)
    for log in resolved.roles[name].logs.values():
        lines = node.read(log.path).decode(errors="replace").splitlines()
        assert lines, log.path
        assert log.moment(lines[-1], ZoneInfo("Asia/Tokyo")) is not None, lines[-1]


@pytest.mark.engine
def test_only_the_gateway_forwards(exercise: Exercise) -> None:
    for name, role in FIRST_LOOK.items():
        node = exercise.desk.provider.node(exercise.ref("team1"), name)
        forwards = node.run(["cat", "/proc/sys/net/ipv4/ip_forward"]).out.strip()
        assert forwards == ("1" if ROLES[role].routing == "router" else "0"), name
        assert node.run(["cat", "/proc/sys/net/ipv6/conf/all/disable_ipv6"]).out.strip() == "1", name


@pytest.mark.engine
def test_a_nodes_answers_are_not_in_its_docker_labels(exercise: Exercise) -> None:
    values = exercise.resolved("team1").values
    for container in exercise.desk.client.containers.list(filters={"label": f"cyder.exercise={exercise.name}"}):
        shown = json.dumps(container.attrs["Config"])
        assert not [value for value in values.values() if value in shown], container.name
