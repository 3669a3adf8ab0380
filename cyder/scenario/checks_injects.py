"""Checks on what a team is told: a mail has somebody who sends it and somebody who gets it, and nothing else has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cyder.errors import Problem
from cyder.model.timeline import InjectEvent
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft

_ADDRESS = re.compile(r"[a-z0-9.-]+@([a-z0-9-]+\.)+(example|test)")


def mails_are_mails(draft: Draft) -> Iterator[Problem]:
    """Find mails without a sender's address, and addresses where nothing is mailed."""
    for index, event in enumerate(draft.scenario.timeline):
        if not isinstance(event, InjectEvent):
            continue
        path: Path = ("timeline", index)
        if event.inject == "mail" and not (event.address and _ADDRESS.fullmatch(event.address)):
            message = f"'{event.id}' is a mail, and no address under .example or .test sends it"
            yield draft.problem(path, message, hint="add 'address: noc@isp.example'", rule="mail-without-address")
        elif event.inject != "mail":
            for word in ("to", "address", "subject"):
                if getattr(event, word) is not None:
                    message = f"'{word}' belongs to a mail, and '{event.id}' comes by {event.inject}"
                    hint = "leave it out, or write 'inject: mail'"
                    yield draft.problem((*path, word), message, hint=hint, rule="not-a-mail", key=True)
