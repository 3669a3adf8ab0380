"""The service as a whole: health, headers, faults, its description, and a real socket."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI

import cyder
from cyder.api.failures import status_of
from cyder.api.serve import running
from cyder.api.shell import BODY_LIMIT, HEADERS
from cyder.errors import BadInput, CyderError, EngineFailed, NodeUnreachable, NotFound, Refused, SetupMissing

if TYPE_CHECKING:
    from tests.api.conftest import Browser, DeskControl

GOLDEN = Path(__file__).parents[1] / "golden" / "openapi.json"
TOKEN = "token-first-look-team1"
REPORTS = "/exercises/first-look/teams/team1/reports"


def test_health_names_version_and_database(browser: Browser, control: DeskControl) -> None:
    well = browser("GET", "/health")
    assert (well.status_code, well.json()) == (200, {"version": cyder.__version__, "database": "ok"})
    control.broken.append(CyderError("store /somewhere: disk I/O error"))
    ill = browser("GET", "/health")
    assert (ill.status_code, ill.json()["database"]) == (503, "unavailable")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInput("x"), 400),
        (NotFound("x"), 404),
        (Refused("x"), 409),
        (SetupMissing("x"), 503),
        (EngineFailed("x"), 503),
        (NodeUnreachable("x"), 503),
        (CyderError("x"), 503),
    ],
)
def test_every_error_for_people_has_its_status(
    browser: Browser, control: DeskControl, error: CyderError, status: int
) -> None:
    assert status_of(error) == status
    control.broken.append(error)
    answer = browser("POST", REPORTS, token=TOKEN, json={})
    assert answer.status_code == status
    assert answer.json().keys() == {"error", "hint"}


def test_what_speaks_of_the_machine_goes_to_the_log_only(
    browser: Browser, control: DeskControl, caplog: pytest.LogCaptureFixture
) -> None:
    control.broken.append(CyderError("store /var/lib/cyder.db: database is locked"))
    with caplog.at_level(logging.ERROR):
        answer = browser("POST", REPORTS, token=TOKEN, json={})
    assert answer.status_code == 503
    assert "/var/lib" not in answer.text
    assert "database is locked" in caplog.text


def test_a_fault_is_answered_without_a_traceback(browser: Browser, control: DeskControl) -> None:
    control.broken.append(ZeroDivisionError("the secret is 42"))
    answer = browser("POST", REPORTS, token=TOKEN, json={})
    assert answer.status_code == 500
    assert answer.json()["error"] == "something went wrong in the service"
    assert "42" not in answer.text
    assert safe(answer) == set(HEADERS.items())


def safe(answer: httpx.Response) -> set[tuple[str, str]]:
    """Return those of an answer's headers that keep it safe, spelt as HEADERS spells them."""
    return {(name, answer.headers.get(name, "")) for name in HEADERS}


@pytest.mark.parametrize(
    ("method", "path", "token", "status"),
    [
        ("GET", "/health", None, 200),
        ("GET", "/exercises", None, 401),
        ("GET", "/exercises", TOKEN, 200),
        ("GET", "/no/such/route", TOKEN, 404),
        ("DELETE", "/health", None, 405),
        ("POST", REPORTS, TOKEN, 422),
        ("GET", "/docs", None, 404),
    ],
)
def test_every_answer_is_json_with_safe_headers(
    browser: Browser, method: str, path: str, token: str | None, status: int
) -> None:
    answer = browser(method, path, token=token)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json"
    assert safe(answer) == set(HEADERS.items())
    assert status < 400 or {"error", "hint"} <= answer.json().keys()


def test_a_body_over_the_limit_is_refused_with_safe_headers(browser: Browser) -> None:
    answer = browser("POST", REPORTS, content=b" " * (BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert safe(answer) == set(HEADERS.items())


def test_the_description_is_as_reviewed(app: FastAPI) -> None:
    found = app.openapi()
    found["info"]["version"] = "0"
    text = json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if os.environ.get("CYDER_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), "regenerate with CYDER_GOLDEN=write, then read the diff"


def test_every_operation_is_described_and_answers_alike(app: FastAPI) -> None:
    description = app.openapi()
    for path, methods in description["paths"].items():
        for operation in methods.values():
            assert operation["description"]
            assert operation["tags"]
            assert path == "/health" or operation["security"] == [{"token": []}]
            assert "HTTPValidationError" not in json.dumps(operation)


def test_a_report_travels_over_a_real_socket(app: FastAPI, control: DeskControl) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with running(app) as url, httpx.Client(base_url=url, headers=headers) as client:
        assert url.startswith("http://127.0.0.1:")
        assert client.post(REPORTS, json={"summary": "x"}).status_code == 201
        assert client.post(REPORTS, content=b" " * (BODY_LIMIT * 8)).status_code == 413
        assert client.get("/health").json()["database"] == "ok"
        assert "server" not in client.get("/health").headers
    assert [filed.version for filed in control.reports("first-look", "team1")] == [1]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")
    assert "api" not in {thread.name for thread in threading.enumerate()}


def test_a_server_whose_client_stays_connected_still_ends(app: FastAPI) -> None:
    with running(app) as url:
        client = httpx.Client(base_url=url)
        client.get("/health")
    assert "api" not in {thread.name for thread in threading.enumerate()}
    client.close()


def test_an_address_in_use_is_refused_in_words(app: FastAPI) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=f"cannot listen on 127.0.0.1:{port}") as caught, running(app, port=port):
            pass
    assert "--port" in caught.value.hint


SERVER = """
import sys
from cyder.api.serve import serve

class Control:
    def exercises(self):
        return []

serve(Control(), "127.0.0.1", int(sys.argv[1]))
print("ended")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_and_the_program_goes_on(number: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    source = str(Path(cyder.__file__).parents[1])
    argv = [sys.executable, "-c", SERVER, str(port)]
    environment = {**os.environ, "PYTHONPATH": source}
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        try:
            answer = patiently(f"http://127.0.0.1:{port}/health")
            process.send_signal(number)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert answer.json()["database"] == "ok"
    assert (process.returncode, out, err) == (0, "ended\n", "")


def patiently(url: str) -> httpx.Response:
    """Ask until somebody listens, for at most twenty seconds."""
    end = time.monotonic() + 20
    while True:
        try:
            return httpx.get(url)
        except httpx.ConnectError:
            assert time.monotonic() < end, "nobody listens"
            time.sleep(0.05)
