"""A letter put into a mailbox as a stranger's mail server would: by SMTP, with all that then stands in the log."""

from __future__ import annotations

import re

from cyder.contracts.probe import Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer
from cyder.model.messages import Letter
from cyder.roles.mail.probes import PATIENCE, SMTP, curl

_TAKEN = re.compile(r"^< 250 .*queued as (\w+)", re.MULTILINE)


def post(lan: Lan, server: str, vantage: Vantage, letter: Letter) -> Answer:
    """Send it once, to somebody in the server's own domain; says under which number it was queued."""
    address = f"{letter.account}@{lan.topology.node(server).search}"
    head = {"From": f"{letter.name} <{letter.sender}>", "To": address, "Subject": letter.subject}
    words = [word for name, value in head.items() for word in ("--header", f"{name}: {value}")]
    people = ("--mail-from", letter.sender, "--mail-rcpt", address)
    url = f"smtp://{place(lan, vantage, server, SMTP)}:{SMTP}/"
    argv = curl(
        vantage.address, "--verbose", *people, *words, "--form", f"={letter.text};type=text/plain;charset=UTF-8", url
    )
    result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
    taken = _TAKEN.search(result.out)
    if result.ok and taken:
        return Answer(passed=True, said=f"delivered to {address}: queued as {taken.group(1)}", seconds=seconds)
    said = result.out.strip().splitlines()[-1:] or [f"code {result.code}"]
    return Answer(passed=False, said=f"not delivered to {address}: {said[0]}", seconds=seconds)
