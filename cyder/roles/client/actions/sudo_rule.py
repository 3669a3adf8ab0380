"""A sudo rule that allows somebody everything is used: with a person's password one is root of that person's PC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from cyder.contracts.acting import entity, first, traced, typed
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting
from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Containment, Typed
from cyder.contracts.ssh_probes import AUTH
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.model.topology import File
from cyder.roles.client.probes import MayRun
from cyder.roles.client.seats import Seat
from cyder.roles.client.visiting import Visiting

_RULES = "/etc/sudoers.d"
OFFICE = "/usr/bin/systemctl restart cron"
"""What everybody may, by the rule that every PC has."""

_EVERYTHING = "NOPASSWD: ALL"
_USED = ("/usr/bin/less", "/etc/shadow")
_SHELL = ("/bin/sh",)


def _free(name: str) -> str:
    if name == "office":
        message = "'office' is the rule that every PC has; call this one otherwise"
        raise ValueError(message)
    return name


class SudoRule(Visiting):
    """One log-in over ssh; then `less /etc/shadow` is run once as root, by a sudo rule that allows everything.

    The rule is the lab's; it says that it is left from maintenance. What is read is thrown away at once.
    """

    id: ClassVar[str] = "priv.sudo-rule"
    title: ClassVar[LocalText] = LocalText(en="Root by a wide sudo rule", ja="過大なsudo許可による権限昇格")
    techniques: ClassVar[tuple[str, ...]] = ("T1548.003",)
    ways: ClassVar[tuple[str, ...]] = ("remove-rule", "tighten-rule")
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = f"on the target: one file in {_RULES}"

    rule: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40, description="what the rule's file is called"),
        AfterValidator(_free),
    ] = "support"

    def run(self, scene: Scene) -> Trace:
        """Log in and leave, see to it that the rule is there, and use it once."""
        started, visit = scene.clock.now(), self.visit(scene)
        result = visit.run("id")
        if not result.ok:
            return traced(scene, started, reached=False, said=visit.said(result, ""))
        place = visit.seat
        place.node.write(File(path=self.path, content=_text(place), mode=0o440))
        used = _sudo(place, *_USED)
        said = f"{place.account} on {scene.target}: {'root read' if used.ok else 'sudo did not let read'} {_USED[1]}"
        return traced(scene, started, reached=used.ok, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, and sudo's own line about who ran what as whom."""
        account = re.escape(self.visit(scene).seat.account)
        line = rf" sudo:\s+{account} : .*USER=root ; COMMAND={re.escape(' '.join(_USED))}$"
        return (*super().emits(scene), Expected(node=scene.target, log="auth", pattern=line))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for what was run by sudo, for what the account may run, and for where that stands."""
        account = self.visit(scene).seat.account
        rules = ("grep", "-r", _EVERYTHING, _RULES)
        return (
            Sighting(scene.target, ("grep", "COMMAND=", AUTH), self.emits(scene)[-1].pattern),
            Sighting(scene.target, ("sudo", "-l", "-U", account), rf"\(ALL : ALL\) {_EVERYTHING}"),
            Sighting(scene.target, rules, rf"^{self.path}:{re.escape(account)} "),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return where somebody came from, as whom, the rule's file, and when it was used."""
        visit = self.visit(scene)
        used = first("execution", scene.target, self.emits(scene)[-1].pattern, receipts)
        rule = entity("rule", file=self.path)
        return visit.truth("login", receipts, rule, remedies=(visit.removed, visit.reset), later=used)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the account may run neither that nor a shell as root, while it may what everybody may.

        With a password sudo would still do it, and that is known.
        """
        place = self.visit(scene).seat
        wide, narrow = _EVERYTHING, f"NOPASSWD: {OFFICE}"
        ways = {
            "remove-rule": (
                typed(scene.target, "rm", self.path),
                typed(scene.target, "sh", "-c", self._restored(place)),
            ),
            "tighten-rule": (self._changed(place, wide, narrow), self._changed(place, narrow, wide)),
        }
        return tuple(
            Containment(
                id=id,
                deny=tuple(_may(place, *command) for command in (_USED, _SHELL)),
                allow=(_may(place, *OFFICE.split()), place.answers()),
                typed=done,
                undone=undone,
            )
            for id, (done, undone) in ways.items()
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove the rule, and look whether it is gone."""
        pc = scene.lan.node(scene.target)
        gone = pc.run(["rm", "-f", self.path]).ok
        return Cleanup(verified=gone, said=f"{self.path} is {'gone' if gone else 'still there'}")

    @property
    def path(self) -> str:
        """Return where the rule stands."""
        return f"{_RULES}/{self.rule}"

    def _restored(self, place: Seat) -> str:
        return f"printf '%s' '{_text(place)}' >{self.path} && chmod 440 {self.path}"

    def _changed(self, place: Seat, before: str, after: str) -> tuple[Typed, ...]:
        return typed(place.name, "sed", "-i", f"s|{before}|{after}|", self.path)


def _text(place: Seat) -> str:
    return f"# maintenance, to be removed afterwards ({place.marker})\n{place.account} ALL=(ALL:ALL) {_EVERYTHING}\n"


def _may(place: Seat, *command: str) -> Check:
    return Check(by="itself", probe=MayRun(target=place.name, account=place.account, command=command))


def _sudo(place: Seat, *command: str) -> Result:
    """Have sudo asked by that person.

    No program on these machines gets rights from the mode of its file, so sudo gets them here: it is started as it
    always is once it runs, with root's rights and the caller's real id. The decision and the lines are sudo's own.
    """
    caller = ("--ruid", place.account, "--rgid", place.account, "--init-groups")
    return place.node.run(["env", "-C", place.home, "setpriv", *caller, "sudo", "-n", *command], timeout=10)
