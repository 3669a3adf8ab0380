"""The town's LAN with a file server beside the PC, and what somebody at the PC asks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cyder.contracts.action import Action, Scene
from cyder.contracts.log import Log
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.contracts.provider import Lan
from cyder.model.evidence import Receipt
from cyder.replay.clock import FakeClock
from cyder.roles.file.actions.copy_files import CopyFiles
from cyder.roles.file.actions.list_shares import ListShares
from cyder.roles.file.actions.open_session import ColleagueOnShare
from cyder.roles.file.actions.read_note import ReadNote
from cyder.roles.file.actions.rename_files import RenameFiles
from tests.unit.roles.talk import Asked, Decide, Deciding
from tests.unit.roles.towns import TOWN, node, scene

NOON = datetime(2026, 11, 25, 16, 51, tzinfo=UTC)
MARKER = "LAB-516c5d"
_MORE = (
    node("file", "file", office="10.66.0.14"),
    node("pc9", "client", users=("otsuka",), office="10.66.0.19"),
)
OFFICE_ZONE = ZoneInfo("Asia/Tokyo")
OFFICE = TOWN.model_copy(update={"nodes": (*TOWN.nodes, *_MORE)})


def at_the_pc(target: str = "file", decide: Decide = lambda _: Result(0, "")) -> tuple[Scene, Asked]:
    """Return where kimura's PC acts on a server that answers so, and what the machines were asked."""
    provider = Deciding(decide)
    place = scene(Lan(provider, OFFICE), FakeClock(NOON))
    return replace(place, event="visit", source="pc", target=target, marker=MARKER), provider.asked


def proving(action: Action, place: Scene, *lines: str) -> list[list[bool]]:
    """Return for each expected line which of these are it."""
    return [[bool(re.search(each.pattern, line)) for line in lines] for each in action.emits(place)]


def receipt(node: str, log: Log, line: str) -> Receipt:
    """Return the receipt that a line in a log is."""
    moment = log.moment(line, OFFICE_ZONE)
    assert moment is not None
    return Receipt(node=node, log=log.path, line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)


def spoken(asked: Asked, word: str) -> list[tuple[str, Sequence[str]]]:
    """Return who was given commands in which a word stands, and which."""
    return [(name, argv) for name, argv in asked if any(word in each for each in argv)]


PC = Vantage("pc", "10.66.0.12")
HERE = "Current directory is \\\\10.66.0.14\\soumu\\\n"
KEPT = ColleagueOnShare(account="otsuka")
COPY, RENAME = CopyFiles(files=3), RenameFiles(files=3)
NOTE, LOOK = ReadNote(owner="otsuka"), ListShares()
ALL: tuple[Action, ...] = (KEPT, COPY, RENAME, NOTE, LOOK)
EACH = pytest.mark.parametrize("action", ALL, ids=lambda action: action.id)

LOGGED_IN = (
    "2026-11-26T01:51:08.320276-15:00 file smbd[139]:   Auth: [SMB2,(null)] user [WORKGROUP]\\[otsuka] at [Thu, 26 Nov "
    "2026 01:51:08.320233 JST] with [NTLMv2] status [NT_STATUS_OK] workstation [PC2] remote host "
    "[ipv4:10.66.0.12:50348] became [FILE]\\[otsuka] [S-1-5-21-3971492938-2999079483-2912745923-5210]. local host "
    "[ipv4:10.66.0.14:445] "
)
DISABLED = LOGGED_IN.replace("NT_STATUS_OK", "NT_STATUS_ACCOUNT_DISABLED")
AUDIT = "2026-11-26T01:51:35.084149+09:00 file smbd_audit: kimura|10.66.0.12|pc2|soumu|"
CONNECTED = AUDIT.replace("kimura", "otsuka") + "connect|ok|soumu"
READ = AUDIT + "pread_send|ok|/srv/share/soumu/引継ぎ/引継ぎメモ_本田.txt"
LISTED = AUDIT + "openat|ok|r|/srv/share/soumu/引継ぎ"
SEEN = AUDIT + "openat|ok|r|/srv/share/soumu/引継ぎ/引継ぎメモ_本田.txt"

LISTING = """\
  .                                   D        0  Thu Nov 26 00:04:16 2026
  ..                                  D        0  Thu Nov 26 00:04:16 2026
  契約                              D        0  Sat Jul 11 21:32:06 2026
  当番 表                           D        0  Sun Mar  8 01:17:02 2026

\\契約
  .                                   D        0  Sat Jul 11 21:32:06 2026
  令和7年度                       D        0  Sun Mar  8 02:05:25 2026

\\契約\\令和7年度
  見積依頼_業務用パソコンの賃貸借.txt      N     1159  Sat Jul 11 21:32:06 2026
  a b.csv                             A      755  Sun Mar  8 02:05:25 2026

\t\t264212084 blocks of size 1024. 80156660 blocks available
"""


def typed_line(argv: Sequence[str]) -> str:
    """Return what is typed into the session by a command, nothing if it is another command."""
    return argv[5].partition("\n")[0] if argv[-1] == "typed" else ""


def answering(**said: str) -> Callable[[Sequence[str]], Result]:
    """Return a server whose port answers and a session that says something to each line that begins so."""

    def decide(argv: Sequence[str]) -> Result:
        line = typed_line(argv)
        return Result(0, said.get(line.partition(" ")[0], "") + HERE if line else "")

    return decide


SESSION = answering(ls=LISTING)
REFUSING = answering(ls="NT_STATUS_ACCESS_DENIED listing \\*\n")


def typed_in(asked: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return what was typed into the session, in order."""
    return [line for _, argv in asked if (line := typed_line(argv))]
