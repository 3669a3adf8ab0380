"""Papers on a share get another ending, one after the other, and a note appears: what ransomware looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced, typed
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.model.topology import File
from cyder.roles.file.probes import PapersIntact, Renamed, SessionWorks
from cyder.roles.file.samba import ROOT
from cyder.roles.file.visiting import OnShare
from cyder.roles.file.visits import AUDIT, Visit, paper
from cyder.roles.file.ways import (
    disable_account,
    keep_pc_out,
    opens,
    others_work,
    read_only_share,
    writes,
)

_MOST = 30
_TITLES = ("回答案", "集計表", "送付状", "確認票", "様式1", "様式2", "別紙1", "別紙2", "一覧", "経過")
_MONTHS = ("4月", "5月", "6月")
_NAMES = tuple(f"{title}_{month}.csv" for month in _MONTHS for title in _TITLES)
_WORDS = """\
Your files have other names now. Their contents are as they were.
To have the old names back write to {restore} and quote {marker}.
"""


class RenameFiles(OnShare):
    """In a new folder of decoys, `files` papers are renamed over SMB, at most five in a second, and a note is left.

    What is in the papers is not touched, and no other folder is. Taking the ending off again is the whole repair.
    """

    id: ClassVar[str] = "impact.rename"
    title: ClassVar[LocalText] = LocalText(en="Files renamed, with a note", ja="ファイル名の一斉変更と脅迫文")
    techniques: ClassVar[tuple[str, ...]] = ("T1486",)
    caps: ClassVar[Caps] = Caps(commands=_MOST + 10)
    touches: ClassVar[str] = "one new folder of decoys on the share; on the source PC an smbclient that is held open"
    ways: ClassVar[tuple[str, ...]] = ("read-only-share", "disable-account", "keep-pc-out")
    mends: ClassVar[tuple[str, ...]] = ("restore",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc3", "file", {"files": 8}),)

    account: Annotated[str | None, Field(description="in whose name; whoever sits at the PC if left out")] = None
    share: Annotated[Slug | None, Field(description="in which share; the department's if left out")] = None
    files: Annotated[int, Field(ge=3, le=_MOST, description="how many files")] = 12
    ending: Annotated[str, Field(pattern=r"^[a-z0-9]{2,8}$", description="what is put behind each name")] = "locked"
    note: Annotated[str, Field(pattern=r"^\w[\w-]*\.txt$", max_length=40, description="what the note is called")] = (
        "README_RESTORE.txt"
    )
    restore: Annotated[
        str,
        Field(pattern=r"^[a-z0-9._-]+@([a-z0-9-]+\.)+(example|test)$", description="to whom the note says to write"),
    ] = "restore@cdn-stat.example"

    def run(self, scene: Scene) -> Trace:
        """Save the decoys, open a session, rename them one by one, and leave the note; the session stays."""
        started, visit, folder = scene.clock.now(), self.visit(scene), self._folder(scene)
        if not (answer := visit.answered()).passed:
            return traced(scene, started, reached=False, said=answer.said)
        self._clear(scene)
        visit.save(_NAMES[: self.files], self._text(scene), folder=folder)
        renamed = 0
        if visit.enter().ok:
            for name in _NAMES[: self.files]:
                path = f"{folder}\\{name}"
                renamed += visit.session.do(f'rename "{path}" "{path}.{self.ending}"').ok
            renamed += self._leave_note(visit)
        said = f"{renamed} of {self.files + 1} things done to {folder} in {visit.share}"
        return traced(scene, started, reached=renamed == self.files + 1, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect a line for each file that was renamed, and one for the note."""
        visit, folder = self.visit(scene), self._path(scene)
        note = visit.audited("pwrite_send|ok", f"{re.escape(f'{folder}/{self.note}')}$")
        return (self._renames(scene, least=self.files), note)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for the renaming, for who is connected, and for the files themselves."""
        visit, names = self.visit(scene), rf"{re.escape(self._path(scene))}/.*\.{self.ending}$"
        return (
            Sighting(scene.target, ("grep", "|renameat|ok|", AUDIT), self._renames(scene).pattern),
            visit.still_there(),
            Sighting(scene.target, ("find", ROOT, "-cmin", "-10"), names),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the PC, the account and the note, and when the first file was renamed."""
        visit, note = self.visit(scene), f"{self._folder(scene)}/{self.note}"
        where = (f"{ROOT}/{visit.share}/{note}", f"//{scene.target}/{visit.share}/{note}", self.note)
        return self.told(scene, "impact", self._renames(scene).pattern, receipts, entity("note", file=where))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once neither the open session nor a new one can write: the account's, the PC's, or anybody's there."""
        visit = self.visit(scene)
        name = f"~{scene.marker}"
        commands = (f"put {visit.folder}/pid {name}.tmp", f"rename {name}.tmp {name}.bak", f"rm {name}.bak")
        kept = SessionWorks(target=scene.target, folder=visit.folder, share=visit.share, commands=commands)
        return (
            read_only_share(visit, open_session=kept),
            disable_account(visit, writes(visit), open_session=kept),
            keep_pc_out(visit, opens(visit), open_session=kept),
        )

    def recovery(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: every paper has its old name and its old content, and the canary can work beside it."""
        visit, folder, server = self.visit(scene), self._path(scene), scene.target
        papers = {name: paper(name, self._text(scene)) for name in _NAMES[: self.files]}
        renamed = Check(by="itself", probe=Renamed(target=server, folder=folder, ending=self.ending))
        as_made = Check(by="itself", probe=PapersIntact(target=server, folder=folder, papers=papers))
        off, on = (
            f'cd {folder} && for name in {names}; do mv "$name" "{new}"; done'
            for names, new in ((f"*.{self.ending}", f"${{name%.{self.ending}}}"), ("*.csv", f"$name.{self.ending}"))
        )
        return (
            Containment(
                id="restore",
                deny=(renamed,),
                allow=(as_made, *others_work(visit)),
                typed=typed(server, "sh", "-c", off),
                undone=typed(server, "sh", "-c", on),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session and delete the decoys, under whichever names; look whether both are gone."""
        ended, cleared = self.visit(scene).ended(), self._clear(scene)
        said = "the decoys are gone" if cleared else f"{self._path(scene)} is still there"
        return Cleanup(verified=ended.verified and cleared, said=f"{ended.said}; {said}")

    def _leave_note(self, visit: Visit) -> bool:
        """Put the note beside the files; it is written on the PC first, where the session lies."""
        text = _WORDS.format(restore=self.restore, marker=visit.scene.marker)
        visit.scene.actor.write(File(path=f"{visit.folder}/{self.note}", content=text))
        return visit.session.do(f'put "{visit.folder}/{self.note}" "{self._folder(visit.scene)}\\{self.note}"').ok

    def _renames(self, scene: Scene, *, least: int = 1) -> Expected:
        path = re.escape(self._path(scene))
        return self.visit(scene).audited("renameat|ok", rf"{path}/([^|/]+)\|{path}/\1\.{self.ending}$", least=least)

    def _clear(self, scene: Scene) -> bool:
        """Delete the decoys on the server, and what a question about writing may have left beside them."""
        share, node = f"{ROOT}/{self.visit(scene).share}", scene.lan.node(scene.target)
        left = [self._path(scene), *(f"{share}/~{scene.marker}.{ending}" for ending in ("tmp", "bak"))]
        return node.run(["rm", "-rf", *left]).ok and not node.run(["test", "-e", left[0]]).ok

    @staticmethod
    def _text(scene: Scene) -> str:
        return f"整理番号 {scene.marker}"

    def _folder(self, scene: Scene) -> str:
        return f"照会回答_第{scene.seed.number('folder', 9000) + 1000}号"

    def _path(self, scene: Scene) -> str:
        return f"{ROOT}/{self.visit(scene).share}/{self._folder(scene)}"

    def visit(self, scene: Scene) -> Visit:
        """Return in whose name it is done, and on which share."""
        return Visit.of(scene, self.account, self.share)
