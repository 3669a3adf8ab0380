"""The exported Compose files are valid, and the town hall that plain Compose starts from one is at work."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lans import client_of, compose_program

pytestmark = pytest.mark.engine

FOLDER = Path(__file__).parents[3] / "compose" / "lan"
PROJECT = "t-compose"
PATIENCE = 30.0
"""Seconds (real) that 25 machines have to be at work on two cores."""

Compose = Callable[..., subprocess.CompletedProcess[str]]
In = Callable[[str, str], tuple[int, str]]


@pytest.fixture(scope="module")
def compose(engine_url: str) -> Compose:
    """Return what runs Compose on a shipped file, by scenario."""
    program = compose_program()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI without the Compose program: it is among the packages of .[dev]")
        pytest.skip("docker-compose is not here, and has no wheel for this processor")

    def run(scenario: str, *words: str) -> subprocess.CompletedProcess[str]:
        argv = [program, "--progress", "quiet", "-p", PROJECT, "-f", str(FOLDER / f"{scenario}.yaml"), *words]
        environment = os.environ | {"DOCKER_HOST": engine_url}
        return subprocess.run(argv, env=environment, capture_output=True, text=True, timeout=180, check=False)

    return run


@pytest.fixture(scope="module")
def inside(compose: Compose, engine_url: str) -> Iterator[In]:
    """Return what runs a line of shell in a machine of the town hall, which is up."""
    client = client_of(engine_url)

    def run(node: str, line: str) -> tuple[int, str]:
        container = client.containers.get(f"{PROJECT}-{node}-1")
        code, said = container.exec_run(["sh", "-c", line])
        assert isinstance(said, bytes)
        return int(code or 0), said.decode(errors="replace")

    try:
        started = compose("town-hall", "up", "-d")
        assert started.returncode == 0, started.stderr[-2000:]
        yield run
    finally:
        compose("town-hall", "down", "-t", "0")
        client.close()


@pytest.mark.parametrize("scenario", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_a_shipped_file_is_valid_for_compose(compose: Compose, scenario: str) -> None:
    done = compose(scenario, "config", "--quiet")
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize(
    ("node", "line", "shown"),
    [
        ("pc1", "dig +short www.city.example", "10.66.8."),
        ("pc1", "curl -s -x http://proxy.city.example:3128 http://www.chamber.example/", "<html"),
        ("pc1", "curl -s http://ap.city.example:8080/", "<html"),
        ("desk", "ssh -o BatchMode=yes db psql -U postgres -tc 'select count(*) > 0 from residents' residents", " t"),
        ("relay", "nc -v -z -w 2 mail.city.example 25 2>&1", "203.0.113.1"),
        (
            "relay",
            "swaks --server mail.city.example --from yamane@kencho.example --to info@city.example",
            "250 2.0.0 Ok",
        ),
        ("log", "ls /var/log/hosts", "camera"),
    ],
)
def test_what_compose_starts_is_at_work(inside: In, node: str, line: str, shown: str) -> None:
    deadline, answer = time.monotonic() + PATIENCE, inside(node, line)
    while shown not in answer[1] and time.monotonic() < deadline:
        time.sleep(0.5)
        answer = inside(node, line)
    assert shown in answer[1], answer


def test_an_outsider_does_not_reach_what_the_gateway_does_not_offer(inside: In) -> None:
    assert inside("relay", "nc -z -w 1 10.66.8.14 5432")[0] != 0
