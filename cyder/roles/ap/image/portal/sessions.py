"""Sessions as files, so that an administrator can see them and end them."""

import json
import secrets
import time
from pathlib import Path

FOLDER = Path("/var/lib/portal/sessions")
LIFETIME = 3600
"""Seconds without a request after which a session is over."""


def begin(**who):
    """Begin a session and return its id."""
    name = secrets.token_hex(16)
    (FOLDER / name).write_text(json.dumps({**who, "token": secrets.token_hex(16)}), encoding="utf-8")
    return name


def look(name):
    """Return who is behind a session's id, or None: never begun, ended, or too old."""
    if not name or not name.isalnum():
        return None
    path = FOLDER / name
    try:
        if time.time() - path.stat().st_mtime > LIFETIME:
            path.unlink()
            return None
        path.touch()
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def end(name):
    """End a session."""
    if name and name.isalnum():
        (FOLDER / name).unlink(missing_ok=True)
