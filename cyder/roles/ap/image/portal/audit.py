"""The audit log: who did what to whose data, from where, for which case, and with what result."""

import re
from datetime import datetime
from pathlib import Path

from flask import g, request

LOG = Path("/var/log/portal/audit.log")


def plain(text):
    """Return a text as one word of a log line: nothing in it can end the line or look like another field."""
    return re.sub(r"[^\w@.,+-]", "_", text)[:60] or "-"


def note(what, **fields):
    """Write one line."""
    now = datetime.now().astimezone().isoformat(timespec="milliseconds")
    who = g.who.get("account") or g.who.get("resident") or "-"
    told = " ".join(f"{name}={plain(str(value))}" for name, value in fields.items())
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{now} {who} {request.remote_addr} {what} {told}".rstrip() + "\n")
