"""How somebody who knows a person's password comes to that person's PC over ssh, and how that is ended."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from cyder.contracts.acting import entity, first, typed
from cyder.contracts.action import Expected, Scene
from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Containment, Typed
from cyder.contracts.probing import Connects
from cyder.contracts.ssh_probes import (
    PATIENCE,
    SSH,
    OffersLogIn,
    PasswordOpens,
    accepted,
    by_password,
    in_words,
    opened,
)
from cyder.model.evidence import Entity, Receipt, Remedy, TimelineKind, TrueMoment, Truth
from cyder.model.people import Person
from cyder.roles.client.seats import Seat

_TABLE = "inet quiet"


@dataclass(frozen=True)
class Visit:
    """Somebody at the scene's source who knows the password of whoever sits at its target."""

    scene: Scene
    seat: Seat

    @property
    def person(self) -> Person:
        """Return whose password it is."""
        return self.scene.person(self.seat.account)

    @property
    def address(self) -> str:
        """Return the address the log-in comes from."""
        return self.scene.vantage.address

    def run(self, *command: str) -> Result:
        """Log in, have one command run there, and leave; without a command it is a shell that has nothing to read."""
        words = (shlex.join(command),) if command else ()
        who = self.person
        argv = by_password(self.address, self.scene.reach(SSH), who.account, who.password, *words)
        at_source = next(iter(self.scene.lan.topology.node(self.scene.source).users), "root")
        return self.scene.actor.run(argv, user=at_source, timeout=PATIENCE)

    def said(self, result: Result, done: str) -> str:
        """Return in words what came of it."""
        return f"{self.seat.account}@{self.scene.target}: {done if result.ok else in_words(result)}"

    @property
    def came(self) -> str:
        """Return the pattern of the log-in in the target's log."""
        return accepted(self.seat.account, self.address)

    def lines(self, what: str = "command") -> tuple[Expected, ...]:
        """Return the lines that sshd writes: a log-in, and a `command` or `shell` that was started."""
        began = opened(self.seat.account, self.address, what)
        return tuple(Expected(node=self.scene.target, log="auth", pattern=pattern) for pattern in (self.came, began))

    @property
    def source(self) -> Entity:
        """Return where somebody came from."""
        return entity("source", ip=self.address)

    def at(self, kind: TimelineKind, receipts: Sequence[Receipt]) -> tuple[TrueMoment, ...]:
        """Return when the log-in was."""
        return first(kind, self.scene.target, self.came, receipts)

    def truth(
        self,
        kind: TimelineKind,
        receipts: Sequence[Receipt],
        *found: Entity,
        remedies: tuple[Remedy, ...],
        later: tuple[TrueMoment, ...] = (),
    ) -> Truth:
        """Return where somebody came from and as whom, what was `found` besides, and the log-in's moment, as `kind`."""
        return Truth(
            indicators=(self.source, *found),
            accounts=(entity(self.seat.account, account=self.seat.account),),
            timeline=(*self.at(kind, receipts), *later),
            remedies=remedies,
        )

    @property
    def reset(self) -> Remedy:
        """Return the remedy against whoever knows the password."""
        return Remedy(kind="reset-password", target=self.seat.account)

    @property
    def removed(self) -> Remedy:
        """Return the remedy against what was left on the PC."""
        return Remedy(kind="remove-persistence", target=self.scene.target)

    @property
    def shut_out(self) -> Remedy:
        """Return the remedy against whoever comes from there."""
        return Remedy(kind="block-network", target=self.address)

    def control(self) -> Check:
        """Return the question whether the target lets somebody else in that network try a password."""
        return Check(by="neighbour", probe=OffersLogIn(target=self.scene.target, account=self.seat.account))

    def another_password(self, *allow: Check) -> Containment:
        """Return the way by another password: the known one is refused, wherever it is tried.

        `allow` is what must still work; without it, that the PC is reached from elsewhere.
        """
        name, account, old = self.scene.target, self.seat.account, self.person.password
        known = PasswordOpens(target=name, account=account, password=old)
        return Containment(
            id="change-password",
            deny=(Check(by="neighbour", probe=known),),
            allow=allow or (self.seat.answers(),),
            typed=_password(name, account, "another-word-1"),
            undone=_password(name, account, old),
        )

    def blocked(self, *allow: Check) -> Containment:
        """Return the way by a firewall on the PC itself: within one network no gateway stands between.

        `allow` is what must still work; without it, that the PC is reached from elsewhere.
        """
        name = self.scene.target
        chain = f"add chain {_TABLE} in {{ type filter hook input priority filter; }}"
        rule = f"add rule {_TABLE} in ip saddr {self.address} drop"
        return Containment(
            id="block-source",
            deny=(Check(by="source", probe=Connects(target=name, port=SSH)),),
            allow=allow or (self.seat.answers(),),
            typed=typed(name, "nft", f"add table {_TABLE}; {chain}; {rule}"),
            undone=typed(name, "nft", f"delete table {_TABLE}"),
        )


def _password(node: str, account: str, password: str) -> tuple[Typed, ...]:
    """Return what gives an account a password, as root of the machine."""
    line = shlex.quote(f"{account}:{password}")
    return typed(node, "sh", "-c", f"echo {line} | chpasswd")
