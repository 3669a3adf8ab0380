"""Somebody reads a note on a share in which a colleague has written down a password."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.people import Person
from cyder.roles.file.samba import COMMON, ROOT
from cyder.roles.file.visiting import OnShare
from cyder.roles.file.visits import AUDIT, Visit, somebody
from cyder.roles.file.ways import another_password, opens, others_work

_TEXT = """\
{name} 不在中の連絡事項

課の共有フォルダは私の名前で開けます。
  ユーザー名 {account}
  パスワード {password}
戻りましたら変更しますので、それまでこのままでお願いします。
(文書番号 {marker})"""


class ReadNote(OnShare):
    """A note with a member of staff's lab password is put on the common share and read once from another PC.

    `owner` writes it, `account` reads it: by default whoever sits at the PC. The password is not used.
    """

    id: ClassVar[str] = "cred.file"
    title: ClassVar[LocalText] = LocalText(
        en="A password in a note on a share", ja="共有フォルダのメモからのパスワード入手"
    )
    techniques: ClassVar[tuple[str, ...]] = ("T1552.001",)
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "one note on the common share"
    ways: ClassVar[tuple[str, ...]] = ("change-password",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "file", {"owner": "$tax-officer"}),)

    owner: Annotated[str, Field(description="who has written down account and password")]
    account: Annotated[str | None, Field(description="who reads it; whoever sits at the PC if left out")] = None

    def run(self, scene: Scene) -> Trace:
        """Have the owner write the note at the PC where they sit, else on the server itself; read it at the source."""
        started, visit, owner = scene.clock.now(), self.visit(scene), self._owner(scene)
        if not (answer := visit.answered()).passed:
            return traced(scene, started, reached=False, said=answer.said)
        self._clear(scene)
        self._written(scene, owner)
        read = visit.once(f'get "{self._name(scene)}" -')
        reached = owner.password in read.out
        said = f"{visit.person.account} {'has read' if reached else 'could not read'} the note of {owner.account}"
        return traced(scene, started, reached=reached, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, and that the note was read and not only seen in a list."""
        return (self.visit(scene).logged_in(), self._reading(scene))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for notes that hold a password, and for who has read this one."""
        path, reading = self._path(scene), self._reading(scene).pattern
        return (
            Sighting(scene.target, ("grep", "-rl", "パスワード", f"{ROOT}/{COMMON}"), rf"^{re.escape(path)}$"),
            Sighting(scene.target, ("grep", f"pread_send|ok|{path}", AUDIT), reading),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the PC, the note and whose password it holds, and when it was read."""
        name = self._name(scene)
        note = (self._path(scene), f"//{scene.target}/{COMMON}/{name}", name)
        return Truth(
            indicators=(entity("source", ip=scene.vantage.address), entity("note", file=note)),
            accounts=(entity(self.owner, account=self.owner),),
            timeline=first("credential-attack", scene.target, self._reading(scene).pattern, receipts),
            remedies=tuple(Remedy(kind=kind, target=self.owner) for kind in ("reset-password", "disable-account")),
        )

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the password in the note opens nothing any more; taking the note away does not suffice."""
        stolen = opens(Visit(scene, self._owner(scene)))
        typed, undone = another_password(scene.target, self.owner)
        return (
            Containment(
                id="change-password",
                deny=(Check(by="source", probe=stolen), Check(by="neighbour", probe=stolen)),
                allow=others_work(self.visit(scene)),
                typed=typed,
                undone=undone,
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Delete the note; look whether it is gone."""
        cleared = self._clear(scene)
        return Cleanup(verified=cleared, said=f"{self._path(scene)} is {'gone' if cleared else 'still there'}")

    def _written(self, scene: Scene, owner: Person) -> None:
        seats = (node.name for node in scene.lan.topology.nodes if owner.account in node.users)
        seat = next(seats, scene.target)
        text = _TEXT.format(name=owner.name.ja, account=owner.account, password=owner.password, marker=scene.marker)
        user = "root" if seat == scene.target else owner.account
        Visit(scene, owner).save([self._name(scene)], text, at=seat, user=user)

    def _reading(self, scene: Scene) -> Expected:
        return self.visit(scene).audited("pread_send|ok", f"{re.escape(self._path(scene))}$")

    def _clear(self, scene: Scene) -> bool:
        node, path = scene.lan.node(scene.target), self._path(scene)
        return node.run(["rm", "-f", path]).ok and not node.run(["test", "-e", path]).ok

    def _name(self, scene: Scene) -> str:
        return f"不在中の連絡_{self._owner(scene).name.ja.replace(' ', '')}.txt"

    def _path(self, scene: Scene) -> str:
        return f"{ROOT}/{COMMON}/{self._name(scene)}"

    def _owner(self, scene: Scene) -> Person:
        return somebody(scene, self.owner)

    def visit(self, scene: Scene) -> Visit:
        """Return who reads, on the share of everybody."""
        return Visit.of(scene, self.account, COMMON)
