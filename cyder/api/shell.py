"""What surrounds every request: a limit on its body, and headers that keep answers out of caches and frames."""

from __future__ import annotations

from fastapi import HTTPException
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cyder.api.words import Failure
from cyder.model.media import LARGEST

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
BODY_LIMIT = 256 * 1024
"""Bytes; a report with every list full takes about 100 kB."""


def limit_of(path: str) -> int:
    """Return how many bytes the body of a request to a path may have."""
    return LARGEST if path.endswith("/attachments") else BODY_LIMIT


class SafeHeaders:
    """Puts HEADERS on every answer, where it has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class BodyLimit:
    """Refuses long bodies: by the announced length at once, otherwise as soon as too much has come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        limit = limit_of(scope["path"])
        if not announced.isdecimal() or int(announced[:20]) > limit:
            await JSONResponse(Failure(error=_too_long(limit)).model_dump(), 413)(scope, receive, send)
            return
        await self._app(scope, _counted(receive, limit), send)


def _too_long(limit: int) -> str:
    return f"the request is longer than {limit // 1024} kB"


def _counted(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def counting() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413, _too_long(limit))
        return message

    return counting
