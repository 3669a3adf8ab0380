"""Puts the application on a socket: for good, or while a block runs."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from cyder.api.app import create_app
from cyder.api.port import ControlPort
from cyder.errors import CyderError, Refused

PATIENCE = 10.0
"""Seconds to wait for a start or an end."""


def serve(control: ControlPort, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM, then finish what has begun and return.

    Raises:
        Refused: the address cannot be listened on.
    """
    server = _server(create_app(control))
    with _listening(host, port) as listener, _signals_end(server):
        server.run(sockets=[listener])


@contextmanager
def running(app: FastAPI, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve in a thread while the block runs; yields the base URL. Port 0 takes a free one.

    Raises:
        Refused: the address cannot be listened on.
        CyderError: the server did not start.
    """
    with _listening(host, port) as listener:
        server = _server(app)
        thread = threading.Thread(target=server.run, args=([listener],), name="api", daemon=True)
        thread.start()
        try:
            _wait_for_start(server, thread)
            yield _url(listener)
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


def _server(app: FastAPI) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Nobody's word is taken for where a request came from.
        proxy_headers=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
    )
    return uvicorn.Server(config)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        message = f"cannot listen on {host}:{port}: {getattr(error, 'strerror', None) or error}"
        raise Refused(message, hint="choose another with --host and --port") from error


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _wait_for_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    end = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise CyderError("the API did not start", hint="try again; `cyder serve` shows what the server says")
        time.sleep(0.01)


@contextmanager
def _signals_end(server: uvicorn.Server) -> Iterator[None]:
    """Let SIGINT and SIGTERM end the server and nothing else: uvicorn raises them once more when it has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, server.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
