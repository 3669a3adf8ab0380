"""Somebody who was on a PC shortens its own log, so that there is no trace of the visit; the central log has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting
from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Containment
from cyder.contracts.ssh_probes import AUTH
from cyder.contracts.whereabouts import nodes_of, the
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.client.probes import Forwards
from cyder.roles.client.visiting import Visiting

_GONE = 0.6
"""Seconds (real) in which sshd has written that somebody left."""

_LOGS = """\
before=$(stat -c %s "$1")
logger -p auth.info -t logger link-check
sleep 0.3
[ "$(stat -c %s "$1")" -gt "$before" ]
"""


class LogCut(Visiting):
    """One log-in over ssh; afterwards the PC's auth.log is cut back to the length it had before.

    Only the last lines of one log on one PC are lost, and all of them stand on the central log. Cutting takes root on
    the PC; how somebody became that is not played.
    """

    id: ClassVar[str] = "impair.log-cut"
    title: ClassVar[LocalText] = LocalText(en="A log cut short", ja="ローカルログの消去")
    techniques: ClassVar[tuple[str, ...]] = ("T1685.006",)
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the last lines of /var/log/auth.log on the target, those of its own log-in"
    ways: ClassVar[tuple[str, ...]] = ("change-password", "block-source")
    idempotent: ClassVar[bool] = False

    def run(self, scene: Scene) -> Trace:
        """Note how long the log is, log in and leave, and cut off what came since."""
        started, visit = scene.clock.now(), self.visit(scene)
        pc = visit.seat.node
        before = pc.run(["stat", "-c", "%s", AUTH])
        result = visit.run("id") if before.ok else before
        if result.ok:
            scene.clock.sleep(_GONE)
            # `<`: never longer than it is, should it have been rotated meanwhile.
            result = pc.run(["truncate", "-s", f"<{before.out.strip()}", AUTH])
        said = visit.said(result, f"{AUTH} was cut to {before.out.strip()} bytes")
        return traced(scene, started, reached=result.ok, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in on the central log, which the PC's own lacks."""
        return (Expected(node=the(scene, "log").name, log=_central(scene), pattern=self.visit(scene).came),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at the central log, and hold the PC's own against it."""
        (line,) = self.emits(scene)
        central = Sighting(line.node, ("grep", "Accepted", line.log), line.pattern)
        pc = scene.lan.topology.node(scene.target).hostname
        collector = scene.lan.topology.node(line.node).hostname
        compare = f"diff <(ssh viewer@{collector} cat {line.log}) <(ssh {pc} cat {AUTH})"
        desks = (
            Sighting(desk.name, ("bash", "-c", compare), f"^< .*{line.pattern}")
            for desk in nodes_of(scene, "analyst")[:1]
        )
        return (central, *desks)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the log that was cut, where somebody came from, as whom, and when the log-in was."""
        visit, log = self.visit(scene), entity("log", file=(AUTH, "auth.log"))
        return visit.truth("login", receipts, log, remedies=(visit.reset, visit.shut_out))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once whoever did it no longer gets in, while the PC's lines still reach the central log."""
        visit, collector = self.visit(scene), the(scene, "log").name
        goes_on = Check(by="itself", probe=Forwards(target=scene.target, collector=collector, log=_syslog(scene)))
        return (visit.another_password(goes_on), visit.blocked(goes_on))

    def cleanup(self, scene: Scene) -> Cleanup:
        """Put nothing back: what was cut stands on the central log; look whether the PC's own is still written."""
        pc = scene.lan.node(scene.target)
        return _written(pc.run(["sh", "-c", _LOGS, "sh", AUTH], timeout=10))


def _written(result: Result) -> Cleanup:
    said = f"{AUTH} is {'' if result.ok else 'not '}written; what was cut stands on the central log"
    return Cleanup(verified=result.ok, said=said)


def _central(scene: Scene) -> str:
    return f"/var/log/hosts/{scene.lan.topology.node(scene.target).hostname}/auth.log"


def _syslog(scene: Scene) -> str:
    return _central(scene).replace("auth.log", "syslog.log")
