"""The application: routes, and what surrounds them."""

from __future__ import annotations

from fastapi import FastAPI

import cyder
from cyder.api import applications, conducting, exporting, failures, people, writing
from cyder.api.port import ControlPort
from cyder.api.routes import public, router
from cyder.api.shell import BodyLimit, SafeHeaders

DESCRIPTION = """File incident reports, answer what you are told, read scores once they are released; conduct and judge.

Every answer is JSON. A failure says what is wrong in `error` and what to do in `hint`. What does not exist, what is
another team's and what is not due yet are answered alike.
"""


def create_app(control: ControlPort) -> FastAPI:
    """Return the API in front of these use cases."""
    # The pages that draw the description load scripts from outside: rooms without internet get the description alone.
    app = FastAPI(title="Cyder", version=cyder.__version__, description=DESCRIPTION, docs_url=None, redoc_url=None)
    app.state.control = control
    app.include_router(public)
    app.include_router(router)
    app.include_router(writing.router)
    app.include_router(applications.router)
    app.include_router(exporting.router)
    app.include_router(people.router)
    app.include_router(conducting.router)
    failures.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders)
    return app
