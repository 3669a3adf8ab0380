"""Leaves a file on a site through its administration: an inert text that is shown, and never run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, both, entity, first, traced, typed
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.web import pages
from cyder.roles.web.administration import ACCESS, AUDIT, SENT_ON
from cyder.roles.web.entry import in_site
from cyder.roles.web.keeping import AsKeeper

_UPLOAD = "/admin/upload"


class WebMarker(AsKeeper):
    """One text file uploaded with a known password, and fetched once. It says what it stands for; nothing runs it."""

    id: ClassVar[str] = "persist.web-marker"
    title: ClassVar[LocalText] = LocalText(en="File left on a web site", ja="Webサイトへの不審ファイル設置")
    techniques: ClassVar[tuple[str, ...]] = ("T1505.003",)
    caps: ClassVar[Caps] = Caps(commands=10, per_second=2)
    touches: ClassVar[str] = "one text file among the site's uploads; a session of the site's administration stays open"
    ways: ClassVar[tuple[str, ...]] = ("delete-and-reset-password", "delete-and-close-upload")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web", {"account": "$victim"}),)

    name: Annotated[
        str, Field(pattern=r"^[a-z0-9-]{1,20}(\.[a-z0-9]{1,5})?\.txt$", description="the file's name; it ends in .txt")
    ] = "notice.aspx.txt"

    def run(self, scene: Scene) -> Trace:
        """Log in unless a session stands, upload the file, and fetch it as the public does."""
        started = scene.clock.now()
        entry = self.entry(scene)
        token = entry.browser.enter(self.account, entry.password)
        status = entry.browser.upload(token, self.name, _text(scene)) if token else "no way in"
        shown = status == SENT_ON and entry.browser.fetch(self._path) == _text(scene)
        said = f"{self._path}: upload {status}, {'shown' if shown else 'not shown'}"
        return traced(scene, started, reached=shown, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the upload in the administration's log, and that the file was fetched in nginx's."""
        return (
            Expected(node=scene.target, log="admin", pattern=self._uploaded(scene)),
            Expected(node=scene.target, log="access", pattern=self._fetched(scene)),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for uploads in the log, for files that are new, and for what this one says."""
        file = self._file
        return (
            Sighting(scene.target, ("grep", " upload ", AUDIT), self._uploaded(scene)),
            Sighting(scene.target, ("grep", self._path, ACCESS), self._fetched(scene)),
            Sighting(scene.target, ("find", pages.ROOT, "-newer", "/etc/hostname", "-type", "f"), re.escape(file)),
            Sighting(scene.target, ("sha256sum", file), _sum(scene)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the file by path, address and sum, the source, the account, and when it was uploaded."""
        url = f"http://{pages.host(scene.lan.topology.node(scene.target))}{self._path}"
        return Truth(
            indicators=(
                entity("file", file=(self._file, self.name), sha256=_sum(scene), url=url),
                self.entry(scene).source,
            ),
            accounts=(entity(self.account, account=self.account),),
            timeline=first("persistence", scene.target, self._uploaded(scene), receipts),
            remedies=(
                Remedy(kind="remove-persistence", target=self._file),
                Remedy(kind="reset-password", target=self.account),
            ),
        )

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the file is gone and nothing more can be uploaded, since the password or the upload is another."""
        entry = self.entry(scene)
        deny = (*entry.still_shown(self._path), *entry.open_at(_UPLOAD))
        secured = self._taken_away(scene)
        ways = {
            "delete-and-reset-password": both(secured, entry.ways()["reset-password"]),
            "delete-and-close-upload": both(secured, _closed(scene)),
        }
        return tuple(
            Containment(id=id, deny=deny, allow=entry.others_work(), typed=typed, undone=undone)
            for id, (typed, undone) in ways.items()
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove the file and the cookie; look whether both are gone."""
        server = scene.lan.node(scene.target)
        server.run(["rm", "-f", self._file])
        gone = not server.run(["test", "-e", self._file]).ok
        forgotten = self.entry(scene).browser.forget()
        return Cleanup(verified=gone and forgotten, said=f"{self._file} is {'gone' if gone else 'still there'}")

    @property
    def _path(self) -> str:
        return f"/upload/{self.name}"

    @property
    def _file(self) -> str:
        return f"{pages.ROOT}{self._path}"

    def _uploaded(self, scene: Scene) -> str:
        who, name = re.escape(scene.vantage.address), re.escape(self._path)
        return rf"^\S+ {re.escape(self.account)} {who} upload path={name} bytes=\d+$"

    def _fetched(self, scene: Scene) -> str:
        return rf'^{re.escape(scene.vantage.address)} - - \[[^]]+\] "GET {re.escape(self._path)} HTTP/1\.1" 200 '

    def _taken_away(self, scene: Scene) -> Way:
        """Return what puts the file aside, as evidence, and what puts it back."""
        aside = f"/root/{self.name}"
        return typed(scene.target, "mv", self._file, aside), typed(scene.target, "mv", aside, self._file)


def _text(scene: Scene) -> str:
    return f"This file stands for a web shell. It is a text, and nothing runs it. {scene.marker}"


def _sum(scene: Scene) -> str:
    return hashlib.sha256(_text(scene).encode()).hexdigest()


def _closed(scene: Scene) -> Way:
    """Return what lets nobody upload anything, and what lets keepers again."""
    rule = f"location = {_UPLOAD} {{ return 403; }}"
    return (
        in_site(scene.target, rf"s|^\tlocation /admin/ {{|\t{rule}\n&|"),
        in_site(scene.target, rf"\|^\tlocation = {_UPLOAD} |d"),
    )
