"""A rule in a PC's firewall opens a second door: another port leads to ssh, where nobody watches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import traced, typed
from cyder.contracts.action import Caps, Cleanup, Scene, Sighting
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.contracts.ssh_probes import SSH
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.client.visiting import Visiting

TABLE = "ip forwarder"


class FirewallRule(Visiting):
    """One log-in over ssh; then a table of its own in the PC's nftables leads a second port to ssh.

    The new door asks for a password like the old one. No rule that was there is touched. Setting it takes root on the
    PC; how somebody became that is not played.
    """

    id: ClassVar[str] = "impair.fw-rule"
    title: ClassVar[LocalText] = LocalText(en="A rule that opens a port", ja="端末ファイアウォールの改変")
    techniques: ClassVar[tuple[str, ...]] = ("T1686",)
    caps: ClassVar[Caps] = Caps(commands=5)
    touches: ClassVar[str] = "the target's nftables: one table with one rule"
    ways: ClassVar[tuple[str, ...]] = ("close-port",)

    port: Annotated[int, Field(ge=1024, le=65535)] = 8022

    def run(self, scene: Scene) -> Trace:
        """Log in and leave, set the rule, and look whether the new port answers from where the log-in came."""
        started, visit = scene.clock.now(), self.visit(scene)
        result = visit.run("id")
        if not result.ok:
            return traced(scene, started, reached=False, said=visit.said(result, ""))
        result = visit.seat.node.run(["nft", self._rules(scene.marker)])
        answer = self._door(scene).check(scene.lan, scene.vantage)
        said = answer.said if result.ok else result.out.strip()
        return traced(scene, started, reached=result.ok and answer.passed, said=said)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at the ruleset, which nobody in the office has written, and at who came in."""
        visit = self.visit(scene)
        rule = rf"tcp dport {self.port} .*redirect to :{SSH}"
        return (
            Sighting(scene.target, ("nft", "list", "ruleset"), rule),
            Sighting(scene.target, ("grep", "Accepted", "/var/log/auth.log"), visit.came),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return where somebody came from, as whom, and when."""
        visit = self.visit(scene)
        return visit.truth("persistence", receipts, remedies=(visit.removed, visit.reset))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the second port answers nobody, while the first does."""
        door = self._door(scene)
        return (
            Containment(
                id="close-port",
                deny=(Check(by="source", probe=door), Check(by="neighbour", probe=door)),
                allow=(self.visit(scene).seat.answers(),),
                typed=typed(scene.target, "nft", f"delete table {TABLE}"),
                undone=typed(scene.target, "nft", self._rules(scene.marker)),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove the table, if it is there, and look whether the ruleset still bears the marker."""
        pc = scene.lan.node(scene.target)
        pc.run(["nft", f"destroy table {TABLE}"])
        rules = pc.run(["nft", "list", "ruleset"])
        left = [line.strip() for line in rules.out.splitlines() if re.search(re.escape(scene.marker), line)]
        said = "; ".join(left) or (rules.out.strip() if not rules.ok else "no such rule is left")
        return Cleanup(verified=rules.ok and not left, said=said)

    def _door(self, scene: Scene) -> Connects:
        return Connects(target=scene.target, port=self.port)

    def _rules(self, marker: str) -> str:
        """Return the whole table; given again it is the same, for it is emptied first."""
        chain = f"add chain {TABLE} prerouting {{ type nat hook prerouting priority dstnat; }}"
        rule = f'add rule {TABLE} prerouting tcp dport {self.port} counter redirect to :{SSH} comment "{marker}"'
        return f"add table {TABLE}; flush table {TABLE}; {chain}; {rule}"
