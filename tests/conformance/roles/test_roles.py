"""What every role must be, whichever are found; and what every kind of machine must be on a real engine."""

from __future__ import annotations

import json
import re
import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cyder.contracts.role import ADMINISTRATOR
from cyder.exercise.desk import Exercise
from cyder.exercise.library import catalogue
from cyder.model.seed import Seed
from cyder.model.topology import NodeSpec
from cyder.replay.asking import ask
from tests.conformance.roles.kinds import FIRST_OF, ROLES, TEAM, check, container_of, each_role, node_of, spec_of
from tests.conformance.table import Table

TELLS = ("cyder", "town-hall", "team1", "guesses", "scenario", "trainee", "exercise")


@each_role
@check("page")
def test_a_role_has_its_page_and_its_image(role: str) -> None:
    folder = catalogue().folders[role]
    assert folder.name == role
    assert (folder / "image" / "Dockerfile").read_text().split("FROM ")[1].startswith("cyder/")
    page = (folder / "README.md").read_text()
    for field in ROLES[role].model_fields:
        assert f"`{field}`" in page, f"the page does not explain the setting {field}"
    for log in ROLES[role].logs.values():
        assert log.path in page, f"the page does not say what is in {log.path}"


@each_role
@check("page")
def test_a_role_is_in_the_town_hall(role: str) -> None:
    assert role in FIRST_OF


@each_role
@check("confined")
def test_a_role_asks_for_no_capability_beyond_an_administrators(role: str) -> None:
    kind = ROLES[role]
    # NET_ADMIN is a firewall of one's own: harmless where no path leads out, and of use only to whoever may enter.
    more = {"NET_RAW", "NET_ADMIN"} if kind.routing == "router" or kind.open == "root" else {"NET_RAW"}
    assert set(kind.capabilities) <= set(ADMINISTRATOR) | more


@each_role
def test_a_closed_role_needs_no_administrators_capabilities(role: str) -> None:
    if ROLES[role].open == "no":
        assert "SYS_PTRACE" not in ROLES[role].capabilities


@pytest.mark.engine
@each_role
@check("transaction")
def test_a_machine_passes_its_transactions_asked_by_others(town: Exercise, role: str, table: Table) -> None:
    checks = town.resolved(TEAM).checks[FIRST_OF[role]]
    asked = [each for each in checks if each.by != "itself"]
    assert asked or role in {"attacker", "prober", "client"}, "nobody else asks it anything"
    answers = [ask(town.lan(TEAM), each, source=None, chance=Seed(b"conformance")) for each in checks]
    assert all(answer.passed for answer in answers), [answer.said for answer in answers]
    table.measure(role, "transaction", f"{sum(answer.seconds for answer in answers):.1f} s")


@pytest.mark.engine
@each_role
@check("confined")
def test_a_machine_is_confined_as_declared(town: Exercise, role: str) -> None:
    spec, node = spec_of(town, role), node_of(town, role)
    lines = node.run(["cat", "/proc/1/status"]).out.splitlines()
    status = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    assert int(status["CapBnd"], 16) == int(status["CapEff"], 16) == mask(spec)
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    mounts = node.run(["cat", "/proc/mounts"]).out
    assert "docker.sock" not in mounts
    inside = town.desk.client.containers.get(container_of(town, role)).attrs
    assert not inside["Mounts"]
    assert inside["HostConfig"]["PidsLimit"] == spec.pids
    assert inside["HostConfig"]["Memory"] == spec.memory_mb * 1024 * 1024
    limits = node.run(["sh", "-c", "cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null"]).out.split()
    assert limits == [str(spec.pids)]


def mask(spec: NodeSpec) -> int:
    """Return a capability set as the kernel shows it (linux/capability.h)."""
    numbers = {
        "CHOWN": 0, "DAC_OVERRIDE": 1, "FOWNER": 3, "FSETID": 4, "KILL": 5, "SETGID": 6, "SETUID": 7,
        "NET_ADMIN": 12, "NET_RAW": 13, "SYS_CHROOT": 18, "SYS_PTRACE": 19, "AUDIT_WRITE": 29,
    }  # fmt: skip
    return sum(1 << numbers[name] for name in spec.capabilities)


@pytest.mark.engine
@each_role
@check("names")
def test_a_machine_has_the_names_and_the_resolver_of_its_lan(town: Exercise, role: str) -> None:
    spec, node = spec_of(town, role), node_of(town, role)
    assert node.run(["hostname"]).out.strip() == spec.hostname
    assert node.run(["hostname", "-f"]).out.strip() == f"{spec.hostname}.{spec.search}"
    resolver = node.run(["cat", "/etc/resolv.conf"]).out
    assert f"nameserver {spec.nameserver}" in resolver
    assert f"search {spec.search}" in resolver
    hosts = node.run(["cat", "/etc/hosts"]).out
    for host, address in spec.hosts:
        assert address in hosts
        assert host in hosts
    assert node.run(["date", "+%Z"]).out.strip() == "JST"


@pytest.mark.engine
@each_role
@check("no tells")
def test_nothing_visible_in_a_machine_names_the_product_or_the_scenario(town: Exercise, role: str) -> None:
    node = node_of(town, role)
    seen = node.run(
        ["sh", "-c", "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'; cat /proc/mounts"]
    ).out
    folders = ["/etc", "/root", "/home", "/run", "/srv", "/usr/local", "/opt", "/var/lib/first-boot"]
    words = "|".join(TELLS)
    seen += node.run(["find", *folders, "-regextype", "egrep", "-iregex", f".*({words}).*"]).out
    seen = seen.replace("/var/lib/cyder/engine", "")
    assert not re.search(words, seen, re.IGNORECASE), seen
    said = node.run(["grep", "-rIlwiE", words, "/etc", "/root", "/home", "/usr/local", "/sbin/boot"], timeout=60).out
    assert not [path for path in said.splitlines() if path not in PACKAGED], said


PACKAGED = frozenset({"/etc/mime.types", "/etc/security/faillock.conf", "/etc/vim/vimrc"})
"""Files of Debian's own packages that use one of the words."""


@pytest.mark.engine
@each_role
@check("logs")
def test_a_machines_logs_are_there_and_their_lines_say_when(town: Exercise, role: str) -> None:
    zone, logs = ZoneInfo("Asia/Tokyo"), ROLES[role].logs.values()
    said = {log: node_of(town, role).read(log.path).decode(errors="replace").splitlines() for log in logs}
    assert any(said.values()) or not said, "nothing happened here"
    for log, lines in said.items():
        assert any(log.moment(line, zone) for line in lines) or not lines, lines[-1]


@pytest.mark.engine
@each_role
@check("central log")
def test_a_machines_lines_arrive_at_the_central_log(town: Exercise, role: str, table: Table) -> None:
    spec = spec_of(town, role)
    inside = any(card.address.startswith("10.") for card in spec.interfaces)
    if not (ROLES[role].syslog and inside) or role == "log":
        table.measure(role, "central log", "none")
        return
    word = f"line-{role}-{time.time_ns():x}"
    node_of(town, role).run(["logger", "-t", "logger", word])
    began = time.monotonic()
    there = f"/var/log/hosts/{spec.hostname}"
    own = [log.tag for log in ROLES[role].logs.values() if log.tag and node_of(town, role).read(log.path)]
    for seen in (["grep", "-rqF", word, there], *(["test", "-s", f"{there}/{tag}.log"] for tag in own)):
        while not node_of(town, "log").run(seen).ok:
            assert time.monotonic() - began < 5, f"not there within 5 s: {' '.join(seen)}"
            time.sleep(0.1)


@pytest.mark.engine
@each_role
@check("routing")
def test_only_a_gateway_forwards(town: Exercise, role: str) -> None:
    node = node_of(town, role)
    forwards = node.run(["cat", "/proc/sys/net/ipv4/ip_forward"]).out.strip()
    assert forwards == ("1" if ROLES[role].routing == "router" else "0")
    assert node.run(["cat", "/proc/sys/net/ipv6/conf/all/disable_ipv6"]).out.strip() == "1"


@pytest.mark.engine
@each_role
@check("stop, start")
def test_a_service_that_is_stopped_stays_stopped_until_it_is_started(town: Exercise, role: str, table: Table) -> None:
    node = node_of(town, role)
    installed = node.run(["ls", "/etc/service"]).out.split()
    assert all(node.run(["test", "-s", f"/etc/service/{service}/description"]).ok for service in installed)
    own = [each for each in installed if each not in BASE and node.run(["systemctl", "is-active", each]).ok] or [
        "rsyslog"
    ]
    began = time.monotonic()
    assert node.run(["systemctl", "stop", *own]).ok
    table.measure(role, "stop, start", f"{time.monotonic() - began:.1f} s")
    time.sleep(1.5)  # runit would have started it again within one
    states = node.run(["systemctl", "is-active", *own]).out.split()
    assert node.run(["systemctl", "start", *own]).ok
    assert states == ["inactive"] * len(own)
    assert node.run(["systemctl", "is-active", *own]).out.split() == ["active"] * len(own)
    if own != ["rsyslog"]:
        assert f"Stopped {own[0]}.service" in node.run(["tail", "-n", "200", "/var/log/syslog"]).out


BASE = frozenset({"rsyslog", "cron", "sshd"})
"""Services that every machine has from the base."""


@pytest.mark.engine
@each_role
@check("MB")
def test_a_machine_stays_far_below_its_limit_of_memory(town: Exercise, role: str, table: Table) -> None:
    stats: Any = town.desk.client.containers.get(container_of(town, role)).stats(stream=False)
    kinds = stats["memory_stats"]["stats"]
    resident = kinds.get("rss", kinds.get("anon", 0)) / 1e6
    image = town.desk.client.images.get(f"cyder/{role}:latest").attrs["Size"] / 1e6
    table.measure(role, "MB", f"{resident:.0f}")
    table.measure(role, "image MB", f"{image:.0f}")
    assert resident < 0.8 * spec_of(town, role).memory_mb


@pytest.mark.engine
def test_a_machines_answers_are_not_in_its_docker_labels(town: Exercise) -> None:
    values = town.resolved(TEAM).values
    for container in town.desk.client.containers.list(filters={"label": f"cyder.exercise={town.name}"}):
        shown = json.dumps(container.attrs["Config"])
        assert not [value for value in values.values() if value in shown], container.name
