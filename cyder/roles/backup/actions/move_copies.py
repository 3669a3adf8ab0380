"""Somebody who knows an operator's password moves a generation of the backup out of sight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from cyder.contracts import doors
from cyder.contracts.acting import Way, entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.contracts.session import Session, SessionServes
from cyder.contracts.ssh_accounts import account_on, others_served
from cyder.contracts.ssh_probes import AUTH, SSH, OffersLogIn, PasswordOpens, accepted, by_password, in_words, opened
from cyder.contracts.whereabouts import sitting_at
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.setup import Account
from cyder.model.topology import File
from cyder.roles.backup.probes import MOVED, TOP, MovesCopies, ReachesSources, there_and_back

_LOG = "/var/log/backup.log"
_LIST = "/var/lib/backup/generations"
_WHO = "id -un"


class MoveCopies(Action):
    """A generation of last night, a decoy made for it, gets a hidden name over ssh. No real copy is touched.

    The operator's session stays open. The hourly inventory of the backup, brought forward, misses the generation.
    """

    id: ClassVar[str] = "impact.backup-gone"
    title: ClassVar[LocalText] = LocalText(en="A generation of the backup is gone", ja="バックアップ世代の隠蔽")
    techniques: ClassVar[tuple[str, ...]] = ("T1490", "T1021.004")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"backup"})
    caps: ClassVar[Caps] = Caps(commands=16)
    touches: ClassVar[str] = "one folder of decoys among the generations of the backup, and its line in their list"
    ways: ClassVar[tuple[str, ...]] = ("disable-account", "change-password", "protect-copies")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "backup"),)

    account: Annotated[str | None, Field(description="whose password is known; the first operator if left out")] = None

    def run(self, scene: Scene) -> Trace:
        """Put the decoy there, log in from the source as the operator, and give the decoy its other name."""
        started, who, session = scene.clock.now(), self._who(scene), self._session(scene)
        reached = Connects(target=scene.target, port=SSH).check(scene.lan, scene.vantage)
        if not reached.passed:
            return traced(scene, started, reached=False, said=reached.said)
        session.close()
        generation = self._decoy(scene)
        session.open(by_password(scene.vantage.address, scene.reach(SSH), who.name, who.password))
        answer = session.say(_WHO, until=f"^{who.name}$", seconds=6)
        if not answer.ok:
            return traced(scene, started, reached=False, said=f"{who.name}: {in_words(answer)}")
        moved = session.say(f"mv -v -T {generation} {self._hidden(scene)}", until="^renamed ")
        scene.lan.node(scene.target).run(["backup-now", "--inventory"])
        last = moved.out.strip().splitlines() or ["no answer"]
        return traced(scene, started, reached=moved.ok, said=f"{who.name}: {last[-1]}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, the shell, and the inventory that misses the generation."""
        source, name = scene.vantage.address, self._who(scene).name
        lines = (accepted(name, source), opened(name, source))
        logged = tuple(Expected(node=scene.target, log=AUTH, pattern=line) for line in lines)
        return (*logged, Expected(node=scene.target, log="backup", pattern=self._missed(scene)))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at what the backup misses, for who logged in, and at all folders, the hidden ones too."""
        line = accepted(self._who(scene).name, scene.vantage.address)
        return (
            Sighting(scene.target, ("grep", "missing generation", _LOG), self._missed(scene)),
            Sighting(scene.target, ("grep", "Accepted password", AUTH), line),
            Sighting(scene.target, ("ls", "-la", TOP), rf" {re.escape(self._name(scene))}$"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the PC, the operator and the folder under both names, when somebody was in and the copy was missed."""
        name, source = self._who(scene).name, scene.vantage.address
        missed = [found[1] for receipt in receipts if (found := re.search(self._missed(scene), receipt.line))]
        return Truth(
            indicators=(
                entity(source, ip=source),
                entity("generation", file=(self._hidden(scene), *(f"{TOP}/{each}" for each in missed[:1]))),
            ),
            accounts=(entity(name, account=name),),
            timeline=first("lateral", scene.target, accepted(name, source), receipts)
            + first("impact", scene.target, self._missed(scene), receipts),
            remedies=(
                Remedy(kind="disable-account", target=name),
                Remedy(kind="reset-password", target=name),
                Remedy(kind="isolate-host", target=scene.source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether anybody may try a password there."""
        return Check(by="neighbour", probe=OffersLogIn(target=scene.target, account=self._who(scene).name))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once session and password open nothing, or can move no generation, and copies are made as before."""
        who, target = self._who(scene), scene.target
        enters = PasswordOpens(target=target, account=who.name, password=who.password)
        moves = MovesCopies(target=target, account=who.name, password=who.password, first=self._name(scene))
        shut = (self._still(scene, _WHO, f"^{who.name}$"), Check(by="neighbour", probe=enters))
        kept = (self._still(scene, there_and_back(moves.first), f"^{MOVED}$"), Check(by="neighbour", probe=moves))
        allow = (*others_served(scene, but=who.name), Check(by="itself", probe=ReachesSources(target=target)))
        protected = typed(target, "chmod", "g-w", TOP), typed(target, "chmod", "g+w", TOP)
        ways: tuple[tuple[str, tuple[Check, ...], Way], ...] = (
            ("disable-account", shut, doors.expired(target, who.name)),
            ("change-password", shut, doors.another_password(target, who)),
            ("protect-copies", kept, protected),
        )
        return tuple(
            Containment(id=id, deny=deny, allow=allow, typed=typed, undone=undone) for id, deny, (typed, undone) in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session, delete the decoy under whatever name, strike it off the list; look whether all is gone."""
        closed, left = self._session(scene).close(), self._cleared(scene)
        said = f"still there: {', '.join(left)}" if left else "the decoy is gone"
        return Cleanup(verified=closed and not left, said=said if closed else f"{said}; the session is left")

    def _decoy(self, scene: Scene) -> str:
        """Make a generation of last night, listed as the backup lists its own, and return its folder."""
        self._cleared(scene)
        night = scene.clock.now().astimezone(ZoneInfo(scene.lan.topology.time_zone)) - timedelta(days=1)
        stamp = f"{night:%Y%m%d}-{self._at(scene)}"
        digest = scene.seed.token("sum") + scene.seed.token("rest")
        node, paper = scene.lan.node(scene.target), f"shares/{scene.marker}.txt"
        node.write(File(path=f"{TOP}/{stamp}/SHA256SUMS", content=f"{digest}  ./{paper}\n"))
        node.write(File(path=f"{TOP}/{stamp}/{paper}", content="共有フォルダの写し\n"))
        node.run(["sh", "-c", f'chmod 0700 {TOP}/"$1" && echo "$1" >>{_LIST}', "sh", stamp])
        return f"{TOP}/{stamp}"

    def _cleared(self, scene: Scene) -> list[str]:
        """Delete every folder of the backup that holds the decoy's file, and its line; return what is left of them."""
        node = scene.lan.node(scene.target)
        node.run(["sed", "-i", rf"/-{self._at(scene)}$/d", _LIST])
        look = ["find", TOP, "-mindepth", "3", "-maxdepth", "3", "-name", f"{scene.marker}.txt"]
        for path in node.run(look).out.splitlines():
            node.run(["rm", "-rf", "/".join(path.split("/")[:4])])
        return node.run(look).out.splitlines()

    def _at(self, scene: Scene) -> str:
        """Return the time of day of the decoy: when the job runs, at a second at which it has never begun."""
        files = scene.lan.topology.node(scene.target).files
        minute, hour = next(file.content for file in files if file.path == "/etc/cron.d/backup").split()[:2]
        return f"{hour}{minute}{scene.seed.number('second', 40) + 20}"

    def _missed(self, scene: Scene) -> str:
        return rf" missing generation=(\d{{8}}-{self._at(scene)})$"

    def _name(self, scene: Scene) -> str:
        return f".{scene.marker}-{scene.seed.token('hidden')[:6]}"

    def _hidden(self, scene: Scene) -> str:
        return f"{TOP}/{self._name(scene)}"

    def _session(self, scene: Scene) -> Session:
        folder = f"/tmp/.{scene.seed.token('session')[:6]}-{scene.marker}"  # noqa: S108  on a machine of the LAN
        return Session(scene.actor, folder, user=sitting_at(scene).account)

    def _still(self, scene: Scene, line: str, until: str) -> Check:
        folder = self._session(scene).folder
        return Check(by="source", probe=SessionServes(target=scene.target, folder=folder, line=line, until=until))

    def _who(self, scene: Scene) -> Account:
        return account_on(scene, self.account)
