"""Talking to the file server with smbclient: once, or in a session that is kept open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cyder.contracts.node import Result
from cyder.contracts.session import Session

SMB = 445
PATIENCE = 20.0
"""Seconds for one program: a server that is not there is given up on after 3, one that is silent after 8."""

_ASK_WHERE, _HERE = "pwd", "^Current directory is"
_ENTRY = re.compile(r"^  (?P<name>.+?) +(?P<kind>[A-Z]*) +\d+  [A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d ", re.MULTILINE)


def smbclient(where: str, share: str, login: str, *words: str) -> list[str]:
    """Return the argv of smbclient for one share, as `account%password`; 8 s for an answer."""
    return ["smbclient", f"//{where}/{share}", "-U", login, "-m", "SMB3", "-t", "8", *words]


def folders(listing: str) -> list[str]:
    """Return the folders in what `ls` printed."""
    found = [entry["name"] for entry in _ENTRY.finditer(listing) if "D" in entry["kind"]]
    return [name for name in found if name not in (".", "..")]


def files(listing: str) -> list[str]:
    r"""Return the files in what `ls` printed, with `recurse` on: `folder\name`, each folder under a line of its own."""
    found, folder = [], ""
    for line in listing.splitlines():
        if line.startswith("\\"):
            folder = line.strip("\\") + "\\"
        elif (entry := _ENTRY.match(line)) and "D" not in entry["kind"]:
            found.append(folder + entry["name"])
    return found


@dataclass(frozen=True)
class SmbSession:
    """An smbclient that is held open. It outlives a disabled account, and even the closing of its share."""

    session: Session

    def open(self, where: str, share: str, login: str) -> Result:
        """Log in and wait for commands. Without buffers, so that each line is read and answered as it comes."""
        argv = smbclient(where, share, login, "-q")
        return self.session.open(["stdbuf", "-i0", "-o0", *argv])

    def do(self, command: str, *, seconds: float = 5.0) -> Result:
        """Give one command; code 0 if the server did as asked. smbclient says nothing then, so it is asked one more."""
        said = self.session.say(f"{command}\n{_ASK_WHERE}", until=_HERE, seconds=seconds)
        return Result(said.code or int("NT_STATUS" in said.out), said.out)

    def close(self) -> bool:
        """End it and remove its folder; return whether both are gone. Safe to call twice."""
        return self.session.close()
