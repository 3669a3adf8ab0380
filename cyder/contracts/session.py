"""A program that stays open on a machine and is spoken to line by line: a log-in that outlives a changed password."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from cyder.contracts.node import Node, Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

_OPEN = """\
folder=$1
shift
mkdir -p "$folder" && rm -f "$folder/in" && mkfifo "$folder/in" || exit 1
exec 3<>"$folder/in"
setsid "$@" <&3 >"$folder/out" 2>&1 &
echo $! >"$folder/pid"
"""
_SAY = """\
pid=$(cat "$1/pid")
kill -0 "$pid" 2>/dev/null || { echo 'the session has ended'; exit 1; }
before=0
if [ "$5" = typed ]; then before=$(stat -c %s "$1/out"); printf '%s\\n' "$2" >"$1/in"; fi
tries=0
while [ "$tries" -lt "$4" ]; do
  kill -0 "$pid" 2>/dev/null
  ended=$?
  said=$(tail -c "+$((before + 1))" "$1/out")
  if printf '%s\\n' "$said" | LC_ALL=C grep -qE "$3"; then printf '%s\\n' "$said"; exit 0; fi
  [ "$ended" = 0 ] || break
  sleep 0.1
  tries=$((tries + 1))
done
printf '%s\\n' "${said:-no answer}"
exit 1
"""
_CLOSE = """\
[ -d "$1" ] || exit 0
pid=$(cat "$1/pid" 2>/dev/null)
for signal in TERM KILL; do
  [ -n "$pid" ] && pkill "-$signal" -s "$pid" || break
  tries=0
  while pgrep -s "$pid" >/dev/null && [ "$tries" -lt 10 ]; do sleep 0.1; tries=$((tries + 1)); done
done
[ -z "$pid" ] || ! pgrep -s "$pid" >/dev/null || exit 1
rm -rf "$1"
[ ! -e "$1" ]
"""
"""The program leads a session of processes, so all that it started ends with it; the folder goes only after them."""


@dataclass(frozen=True)
class Session:
    """One program held open; in `folder`, which bears the team's marker, lie its pipe and what it said."""

    node: Node
    folder: str
    user: str = "root"

    def open(self, argv: Sequence[str]) -> Result:
        """Start the program. It reads what is said to it, and lives until it is closed or ends by itself."""
        return self.node.run(["sh", "-c", _OPEN, "sh", self.folder, *argv], user=self.user)

    def say(self, line: str, *, until: str, seconds: float = 5.0) -> Result:
        """Type a line and wait for an answer; code 0 if what came shows the extended regular expression `until`."""
        return self._wait(line, until, seconds, "typed")

    def hear(self, *, until: str, seconds: float = 5.0) -> Result:
        """Type nothing; wait until what the program has said since its start shows the expression."""
        return self._wait("", until, seconds, "heard")

    def close(self) -> bool:
        """End the program and all it started, and remove its folder; return whether all is gone. Safe to call twice."""
        return self.node.run(["sh", "-c", _CLOSE, "sh", self.folder]).ok

    def _wait(self, line: str, until: str, seconds: float, how: str) -> Result:
        tries = str(int(seconds * 10))
        return self.node.run(["sh", "-c", _SAY, "sh", self.folder, line, until, tries, how], timeout=seconds + 5)


class SessionServes(Probe):
    """Whether a session that was opened earlier is still served: a line is typed, and answered as it should be.

    `patience` is how many seconds the answer may take.
    """

    folder: str
    line: str
    until: str
    patience: float = 5.0

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Type the line where the session lives, which is the asking node."""
        began = time.perf_counter()
        result = Session(lan.node(vantage.node), self.folder).say(self.line, until=self.until, seconds=self.patience)
        said = result.out.strip().splitlines() or ["no answer"]
        seconds = round(time.perf_counter() - began, 3)
        return Answer(passed=result.ok, said=f"open session: {said[-1][:200]}", seconds=seconds)
