"""Questions to the file server: can somebody work on a share, with a new log-in or in a session that is open."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from typing import ClassVar

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import Connects, ask, place
from cyder.contracts.provider import Lan
from cyder.contracts.session import Session
from cyder.model.evidence import Answer
from cyder.roles.file.sessions import PATIENCE, SMB, SmbSession, smbclient

_REFUSED = "NT_STATUS"
_SOON = 2.0
_ROUNDS = """
folder=$(mktemp -d) && cd "$folder" || exit 1
trap 'rm -rf "$folder"' EXIT
echo "$4" >sent
smbclient "//$1/$2" -U "$3" -m SMB3 -t 8 -c "$5" 2>&1
cmp sent got && echo "same as sent"
"""
_AND_BACK = "put sent {name}.txt; get {name}.txt got; rm {name}.txt"
_AND_ANOTHER_NAME = (
    "mkdir {name}; cd {name}; put sent draft.txt; rename draft.txt final.txt; get final.txt got; rm final.txt; "
    "cd ..; rmdir {name}"
)


class WritesFile(Probe):
    """Whether an account writes a file to a share, reads it back and deletes it."""

    commands: ClassVar[str] = _AND_BACK

    share: str
    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Do so once, as a PC would; the file's name is one that nobody else would use. 2 s for a connection."""
        connected = Connects(target=self.target, port=SMB).check(lan, vantage)
        if not connected.passed:
            return connected
        where, name = place(lan, vantage, self.target, SMB), f"memo-{secrets.token_hex(4)}"
        known, commands = f"{self.account}%{self.password}", self.commands.format(name=name)
        argv = ["sh", "-c", _ROUNDS, "sh", where, self.share, known, name, commands]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        passed = "same as sent" in result.out
        said = "written and read" if passed else _why(result)
        return Answer(passed=passed, said=f"//{where}/{self.share}: {said}", seconds=seconds)


class KeepsFile(WritesFile):
    """Whether an account makes a folder in a share, writes a file there, renames it, reads it back and deletes both."""

    commands: ClassVar[str] = _AND_ANOTHER_NAME


class OpensShare(Probe):
    """Whether an account logs in and sees what lies in a share."""

    share: str
    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """List the share once; reads no file. 2 s for a connection."""
        connected = Connects(target=self.target, port=SMB).check(lan, vantage)
        if not connected.passed:
            return connected
        where = place(lan, vantage, self.target, SMB)
        argv = smbclient(where, self.share, f"{self.account}%{self.password}", "-c", "ls")
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        passed = result.ok and _REFUSED not in result.out
        said = "seen" if passed else _why(result)
        return Answer(passed=passed, said=f"//{where}/{self.share} as {self.account}: {said}", seconds=seconds)


class SessionWorks(Probe):
    """Whether a session that was opened earlier can still do something in a share, each of the commands.

    Where it is refused, because somebody closed the share under it for one, it goes back in first: a session that
    stands needs no password for that, not even one of an account that is disabled.
    """

    folder: str
    share: str
    commands: tuple[str, ...] = ("ls",)

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Give the commands where the session lives, which is the asking node; two seconds for each."""
        began = time.perf_counter()
        session = SmbSession(Session(lan.node(vantage.node), self.folder))
        said = self._all(session)
        if not said.ok and _REFUSED in said.out and session.do(f"tcon {self.share}", seconds=_SOON).ok:
            said = self._all(session)
        told = "works" if said.ok else _why(said)
        seconds = round(time.perf_counter() - began, 3)
        return Answer(passed=said.ok, said=f"open session in {self.share}: {told}", seconds=seconds)

    def _all(self, session: SmbSession) -> Result:
        said = Result(0, "")
        for command in self.commands:
            said = session.do(command, seconds=_SOON)
            if not said.ok:
                break
        return said


class Renamed(Probe):
    """Whether any paper in a folder of the server bears this ending. Asked by the server itself."""

    folder: str
    ending: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look at the names."""
        argv = ["find", self.folder, "-name", f"*.{self.ending}"]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        found = len(result.out.splitlines()) if result.ok else 0
        return Answer(passed=found > 0, said=f"{found} papers end with .{self.ending}", seconds=seconds)


class PapersIntact(Probe):
    """Whether papers in a folder of the server hold what they held, by name. Asked by the server itself."""

    folder: str
    papers: Mapping[str, str]

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Compare the sums of all of them."""
        argv = ["sha256sum", *(f"{self.folder}/{name}" for name in self.papers)]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        wanted = {
            f"{hashlib.sha256(text.encode()).hexdigest()}  {self.folder}/{name}" for name, text in self.papers.items()
        }
        intact = len(wanted & set(result.out.splitlines()))
        whole = len(self.papers)
        return Answer(passed=intact == whole, said=f"{intact} of {whole} papers are as they were", seconds=seconds)


def _why(result: Result) -> str:
    lines = [line for line in result.out.splitlines() if _REFUSED in line] or result.out.strip().splitlines()
    return (lines or ["no answer"])[0][:200]
