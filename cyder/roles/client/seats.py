"""Whose PC an action takes place at, and what it leaves there in that person's name."""

from __future__ import annotations

from dataclasses import dataclass

from cyder.contracts.action import Cleanup, Scene
from cyder.contracts.node import Node, Result
from cyder.contracts.probe import Check, Vantage
from cyder.contracts.probing import Connects
from cyder.contracts.provider import Lan
from cyder.contracts.ssh_probes import SSH
from cyder.errors import NotFound
from cyder.roles.client.probes import Browses, Keeps, Runs

LAY = 'mkdir -p "$(dirname "$1")" && printf %s "$2" >"$1" && chmod 700 "$1"'
"""Puts the text `$2` into a program of its owner's, `$1`."""

_CLEAR = """\
account=$1
shift
for path; do
    pkill -KILL -u "$account" -f -- "$path( |$)"
    rm -rf -- "$path"
done
sleep 0.1
for path; do
    pgrep -u "$account" -a -f -- "$path( |$)"
    [ ! -e "$path" ] || echo "$path"
done
"""
_PROGRAM = """\
#!/bin/sh
# {marker}
exec </dev/null >/dev/null 2>&1
{call}left={tens}
while [ "$left" -gt 0 ]; do
    sleep 10
    left=$((left - 1))
done
"""
_CALL = """\
[ ! -r /etc/profile.d/proxy.sh ] || . /etc/profile.d/proxy.sh
curl -s -m 4 -o /dev/null -A 'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)' '{url}'
"""


@dataclass(frozen=True)
class Seat:
    """A PC and the member of staff who sits at it: the account in whose name things are left there."""

    lan: Lan
    name: str
    account: str
    marker: str

    @property
    def node(self) -> Node:
        """Return the living PC."""
        return self.lan.node(self.name)

    @property
    def home(self) -> str:
        """Return the home directory."""
        return f"/home/{self.account}"

    def run(self, *argv: str, timeout: float = 30.0) -> Result:
        """Run a command as that person."""
        return self.node.run(argv, user=self.account, timeout=timeout)

    def lay(self, path: str, text: str) -> Result:
        """Put a file that its owner may run, as that person."""
        return self.run("sh", "-c", LAY, "sh", path, text)

    def has_running(self, path: str) -> bool:
        """Tell whether a program runs in that person's name."""
        return self.runs(path).probe.check(self.lan, Vantage(self.name, "")).passed

    def clear(self, *paths: str) -> Cleanup:
        """End that person's processes of these files, remove the files, and say what is still there."""
        left = self.node.run(["sh", "-c", _CLEAR, "sh", self.account, *paths], timeout=10).out.split("\n")
        found = [line for line in left if line]
        return Cleanup(verified=not found, said="; ".join(found) or f"nothing of it is left on {self.name}")

    def keeps(self, path: str) -> Check:
        """Return the question whether a file is still there for that person."""
        return Check(by="itself", probe=Keeps(target=self.name, account=self.account, path=path))

    def answers(self) -> Check:
        """Return the question whether the PC is reached from elsewhere in its network."""
        return Check(by="colleague", probe=Connects(target=self.name, port=SSH))

    def runs(self, path: str) -> Check:
        """Return the question whether a program runs in that person's name."""
        return Check(by="itself", probe=Runs(target=self.name, account=self.account, path=path))


def seat(scene: Scene, account: str | None) -> Seat:
    """Return the target's seat: the account named, or whoever is named first among the users of that PC.

    Raises:
        NotFound: nobody of that account sits there.
    """
    users = scene.lan.topology.node(scene.target).users
    wanted = account or next(iter(users), "")
    if wanted not in users:
        raise NotFound.named(f"user of {scene.target}", wanted, users)
    return Seat(scene.lan, scene.target, wanted, scene.marker)


def works(scene: Scene) -> Check:
    """Return the question whether whoever sits at the target can work: gets a page from there."""
    return Check(by="itself", probe=Browses(target=scene.target))


def program(marker: str, *, minutes: float, url: str = "") -> str:
    """Return an inert program: it fetches one page, if one is named, keeps nothing of it, and sleeps."""
    call = _CALL.format(url=url) if url else ""
    return _PROGRAM.format(marker=marker, call=call, tens=max(1, round(minutes * 6)))
