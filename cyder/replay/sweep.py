"""Looks on every machine of a LAN for what bears the team's marker: what an action left behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from cyder.contracts.provider import Lan
from cyder.errors import CyderError

_LOOK = """\
word=$1$2
places="/home /root /tmp /var/tmp /srv /var/www /var/spool /etc /opt /usr/local /var/lib/portal /dev/shm"
find $places -xdev -name "*$word*" 2>/dev/null
grep -rlIsF -- "$word" $places 2>/dev/null
for number in $({
  find /proc/[0-9]*/fd -lname "*$word*"
  printf %s "$word" | grep -lsF -f - /proc/[0-9]*/cmdline
} 2>/dev/null | cut -d/ -f3 | sort -u); do
  said=$(tr '\\0' ' ' 2>/dev/null <"/proc/$number/cmdline")
  [ -z "$said" ] || echo "process: $said"
done
true
"""
"""The word comes in two parts, and grep gets it by a pipe, so that these very commands do not bear it in theirs.

A process bears it in its command or in what it holds open, though that may have been deleted since. One that has ended
meanwhile says nothing.
"""


def leftovers(lan: Lan, marker: str) -> dict[str, list[str]]:
    """Return for each node what still bears the marker: files by path, processes by command line, but no logs.

    A node that cannot be asked has the reason in place of a path: nobody knows that it is clean.
    """
    names = [node.name for node in lan.topology.nodes]
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = dict(zip(names, pool.map(lambda name: _on(lan, name, marker), names), strict=True))
    return {name: lines for name, lines in found.items() if lines}


def _on(lan: Lan, name: str, marker: str) -> list[str]:
    try:
        result = lan.node(name).run(["sh", "-c", _LOOK, "sh", marker[:3], marker[3:]], timeout=60)
    except CyderError as error:
        return [f"could not be asked: {error.message}"]
    return sorted(set(result.out.splitlines()))
