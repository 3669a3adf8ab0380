"""A camera that somebody has in hand looks for others of its kind: it tries port 23 of many machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.gateways import FLOW, addresses_around, flow, flow_word, gateway_between
from cyder.contracts.probe import Check, Containment, Vantage
from cyder.contracts.ssh_probes import SSH
from cyder.contracts.whereabouts import is_ours
from cyder.errors import NotFound, Refused
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.topology import NodeSpec
from cyder.roles.iot.console import AUTH, Console, another_password_and_reboot
from cyder.roles.iot.probes import TELNET, Bears, Reaches, ShowsPicture, answered

_TYPED = (
    "unset HISTFILE; nc -n -v -z -w 1 {near} {port}; setsid -f sh -c "
    "'for where in {others}; do sleep 1; nc -n -z -w 1 $where {port} & done; "
    "left={tens}; while [ $left -gt 0 ]; do sleep 10; left=$((left - 1)); done' "
    "dvr-update {marker} </dev/null >/dev/null 2>&1"
)
"""The shell's name stands before the marker; the loop at the end keeps both in the list of processes."""
_TOLD = r"port .*(failed|succeeded|timed out)"
_PROVEN = 5
"""Attempts, a second each, that the flow log has before anybody stops waiting for it."""


class IotOut(Action):
    """One log-in by telnet with the factory's password; then the camera tries port 23 of `hosts` addresses, one by one.

    They are that of `toward`, a machine in another network, and those nearest to it: 20 at most, one in a second, each
    closed at once. The shell that does it then sleeps for `minutes`, in memory alone: nothing is written on the camera.
    """

    id: ClassVar[str] = "impact.iot-out"
    title: ClassVar[LocalText] = LocalText(en="A camera that scans for telnet", ja="感染機器からの外部スキャン")
    techniques: ClassVar[tuple[str, ...]] = ("T1046", "T1078.001")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"iot"})
    caps: ClassVar[Caps] = Caps(commands=12)
    touches: ClassVar[str] = "nothing: one sleeping shell in the camera's memory, until it ends or the camera reboots"
    ways: ClassVar[tuple[str, ...]] = ("block-telnet-out", "change-password")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "camera", {"toward": "web", "hosts": 6}),)

    toward: Annotated[Slug, Field(description="the machine, in another network, round which addresses are tried")]
    hosts: Annotated[int, Field(ge=2, le=20, description="how many addresses")] = 12
    minutes: Annotated[int, Field(ge=1, le=240, description="how long the shell sleeps afterwards")] = 120

    def run(self, scene: Scene) -> Trace:
        """Log in and type the line; the machine it is aimed at comes first, and whether it answers is what counts."""
        started = scene.clock.now()
        self._stop(scene)
        result = Console(scene).errand(self.line(scene), until=_TOLD, seconds=6.0)
        words = result.out.strip().splitlines() or ["no answer"]
        said = next((line for line in words if line.startswith(("nc: ", "Connection to "))), words[-1])
        return traced(scene, started, reached=result.ok and answered(result), said=f"{scene.target}: {said.strip()}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, and the camera's connections in the flow log of the gateway that they pass."""
        console = Console(scene)
        entered = Expected(node=scene.target, log="auth", pattern=console.entered())
        pattern, least = self._tries(scene), min(self.hosts, _PROVEN)
        tried = Expected(node=self._between(scene).name, log="flow", pattern=pattern, least=least)
        return (entered, *console.passed_gateway(), tried)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for what the camera tried at the gateway, who came in before, and what runs there."""
        camera = self._camera(scene).interfaces[0].address
        return (
            Sighting(self._between(scene).name, ("grep", f"SRC={camera} .*DPT={TELNET} ", FLOW), self._tries(scene)),
            Sighting(scene.target, ("grep", "ROOT LOGIN", AUTH), Console(scene).entered()),
            Sighting(scene.target, ("ps", "-C", "sh", "-o", "pid,lstart,args"), scene.marker),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the camera, who came in, by address or name, and root; when that was, and when the camera began."""
        console, source = Console(scene), scene.vantage.address
        camera = self._camera(scene).interfaces[0].address
        return Truth(
            indicators=(entity("scanner", ip=camera), entity("source", ip=source, domain=console.names)),
            accounts=(entity("root", account="root"),),
            timeline=first("login", scene.target, console.entered(), receipts)
            + first("discovery", scene.target, self._tries(scene), receipts),
            remedies=(
                Remedy(kind="block-network", target=camera),
                Remedy(kind="reset-password", target="root"),
                Remedy(kind="isolate-host", target=scene.target),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask for the picture: a camera that shows it and opens to no stranger keeps strangers out."""
        return Check(by="colleague", probe=ShowsPicture(target=scene.target))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once nothing of the camera's comes through to port 23; or once nothing runs and nobody comes in again.

        All the while the picture is shown, and others get through.
        """
        beyond = Check(by="itself", probe=Reaches(target=scene.target, far=self.toward, port=TELNET))
        runs = Check(by="itself", probe=Bears(target=scene.target, word=scene.marker))
        ways: tuple[tuple[str, tuple[Check, ...], Way], ...] = (
            ("block-telnet-out", (beyond,), self._no_telnet_out(scene)),
            ("change-password", (runs, Console(scene).factory_opens()), another_password_and_reboot(scene.target)),
        )
        return tuple(
            Containment(id=id, deny=deny, allow=(self.control(scene), self._served(scene)), typed=typed, undone=undone)
            for id, deny, (typed, undone) in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the shell, and look whether it is gone."""
        self._stop(scene)
        answer = Bears(target=scene.target, word=scene.marker).check(scene.lan, Vantage(scene.target, ""))
        return Cleanup(verified=not answer.passed, said=answer.said)

    def line(self, scene: Scene) -> str:
        """Return the line that is typed at the camera's console."""
        near, *others = addresses_around(scene, self._aim(scene), self.hosts)
        return _TYPED.format(
            near=near, others=" ".join(others), port=TELNET, tens=self.minutes * 6, marker=scene.marker
        )

    def _tries(self, scene: Scene) -> str:
        camera, aim = self._camera(scene), self._aim(scene)
        tried = addresses_around(scene, aim, self.hosts)
        return flow(flow_word(scene, camera, aim), camera.interfaces[0].address, tried, (TELNET,))

    def _no_telnet_out(self, scene: Scene) -> Way:
        gateway, camera = self._between(scene).name, self._camera(scene).interfaces[0].address
        rule = f"ip saddr {camera} tcp dport {TELNET} goto refuse"
        handles = f"nft -a list chain inet filter forward | sed -n 's/.*{rule} # handle //p'"
        return (
            typed(gateway, "nft", "insert", "rule", "inet", "filter", "forward", *rule.split()),
            typed(gateway, "sh", "-c", f"{handles} | xargs -n 1 nft delete rule inet filter forward handle"),
        )

    def _served(self, scene: Scene) -> Check:
        """Ask whether `toward` answers: beside the camera, or, as not all may go out, beside a machine outside."""
        near = scene.target if is_ours(scene, self._aim(scene)) else self.toward
        return Check(by="colleague", probe=Reaches(target=near, far=self.toward, port=SSH))

    def _stop(self, scene: Scene) -> None:
        # A class of one letter, so that the pattern does not match the command it stands in.
        pattern = f"[{scene.marker[0]}]{scene.marker[1:]}"
        scene.lan.node(scene.target).run(["pkill", "-KILL", "-f", pattern], timeout=10)

    def _camera(self, scene: Scene) -> NodeSpec:
        return scene.lan.topology.node(scene.target)

    def _aim(self, scene: Scene) -> NodeSpec:
        known = {node.name: node for node in scene.lan.topology.nodes}
        if self.toward not in known:
            raise NotFound.named("node", self.toward, known)
        return known[self.toward]

    def _between(self, scene: Scene) -> NodeSpec:
        gateway = gateway_between(scene, self._camera(scene), self._aim(scene))
        if gateway is None:
            raise Refused(
                f"no gateway lies between {scene.target} and {self.toward}, so nobody would see it",
                hint="name a machine in another network under `toward:`",
            )
        return gateway
