"""Puts another page in the place of a site's top page, through the site's own administration."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, both, entity, first, traced, typed
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.errors import NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.topology import File
from cyder.roles.web import keepers, pages
from cyder.roles.web.administration import ACCESS, AUDIT, SENT_ON
from cyder.roles.web.keeping import AsKeeper
from cyder.roles.web.probes import PageIntact, ShowsPage

_PAGE = """\
<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>{marker}</title></head>
<body><h1>改ざん訓練</h1>
<p>このページは、改ざんされた状態を示す訓練用の表示です。</p>
<p>This page stands for a page that was changed by strangers. It is a drill page. {marker}</p></body></html>
"""


class Deface(AsKeeper):
    """One page saved with a text that says it is a drill page. Its own text lies on the server in last night's copy."""

    id: ClassVar[str] = "impact.deface"
    title: ClassVar[LocalText] = LocalText(en="Web page defaced", ja="Webページの改ざん")
    techniques: ClassVar[tuple[str, ...]] = ("T1491.002",)
    caps: ClassVar[Caps] = Caps(commands=10, per_second=2)
    touches: ClassVar[str] = "the text of one page; a session of the site's administration stays open"
    ways: ClassVar[tuple[str, ...]] = ("restore-and-reset-password", "restore-and-restrict-admin")
    mends: ClassVar[tuple[str, ...]] = ("restore",)
    breaks: ClassVar[bool] = True
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web", {"account": "$victim"}),)

    page: Annotated[
        str, Field(pattern=r"^(ja|en)/[a-z]{1,20}\.html$", description="the page, below the site's root")
    ] = "ja/index.html"

    def run(self, scene: Scene) -> Trace:
        """Log in unless a session stands, save the page, and look at it as the public does."""
        started = scene.clock.now()
        entry = self.entry(scene)
        self._as_made(scene)
        token = entry.browser.enter(self.account, entry.password)
        status = entry.browser.save(token, self.page, _text(scene)) if token else "no way in"
        shown = status == SENT_ON and entry.browser.fetch(f"/{self.page}") == _text(scene)
        said = f"/{self.page}: saved {status}, {'shown' if shown else 'not shown'}"
        return traced(scene, started, reached=shown, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the change in the administration's log, and what was sent in nginx's."""
        return (
            Expected(node=scene.target, log="admin", pattern=self._edited(scene)),
            Expected(node=scene.target, log="access", pattern=self._sent(scene)),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for changes in the log, and for what differs from last night's copy."""
        differs = ("diff", "-rq", pages.COPY, pages.ROOT)
        return (
            Sighting(scene.target, ("grep", " edit ", AUDIT), self._edited(scene)),
            Sighting(scene.target, ("grep", "POST /admin/page/", ACCESS), self._sent(scene)),
            Sighting(scene.target, differs, rf"^Files \S+ and {re.escape(self._file)} differ$"),
            Sighting(scene.target, ("sha256sum", self._file), _sum(scene)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the page as it is now, the source, the account, and when the page was changed."""
        return Truth(
            indicators=(
                entity("page", file=self._file, sha256=_sum(scene), url=self._addresses(scene)),
                self.entry(scene).source,
            ),
            accounts=(entity(self.account, account=self.account),),
            timeline=first("impact", scene.target, self._edited(scene), receipts),
            remedies=(Remedy(kind="reset-password", target=self.account),),
        )

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: nobody is shown the text any more, and the intruder could not save it again.

        The page may be restored or taken off; the rest of the site is still served.
        """
        entry = self.entry(scene)
        deny = (*entry.still_shown(f"/{self.page}"), *entry.open_at(f"/admin/page/{self.page}"))
        ways = {f"restore-and-{name}": both(shut, self._restored(scene)) for name, shut in entry.ways().items()}
        return tuple(
            Containment(id=id, deny=deny, allow=entry.others_work(), typed=typed, undone=undone)
            for id, (typed, undone) in ways.items()
        )

    def recovery(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the page is, byte for byte, the one that was made, for the public and for colleagues."""
        shown = ShowsPage(target=scene.target, path=f"/{self.page}", shows=scene.marker)
        intact = PageIntact(target=scene.target, path=f"/{self.page}", sha256=pages.digest(self._as_made(scene)))
        restored, back = self._restored(scene)
        return (
            Containment(
                id="restore",
                deny=(Check(by="neighbour", probe=shown),),
                allow=(Check(by="neighbour", probe=intact), Check(by="colleague", probe=intact)),
                typed=restored,
                undone=back,
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Put the page back as it was made, if it still bears the text; remove the cookie; look at both."""
        server, forgotten = scene.lan.node(scene.target), self.entry(scene).browser.forget()
        if self._bears(scene):
            server.write(File(path=self._file, content=self._as_made(scene), owner=keepers.OWNER, group=keepers.OWNER))
        clean = not self._bears(scene)
        return Cleanup(verified=clean and forgotten, said=f"/{self.page} is {'clean' if clean else 'still changed'}")

    @property
    def _file(self) -> str:
        return f"{pages.ROOT}/{self.page}"

    def _bears(self, scene: Scene) -> bool:
        try:
            return scene.marker.encode() in scene.lan.node(scene.target).read(self._file)
        except FileNotFoundError:
            return False  # taken off by a team

    def _as_made(self, scene: Scene) -> str:
        text = pages.laid(scene.lan.topology.node(scene.target).files, self._file)
        if text is None:
            raise NotFound(f"{scene.target} has no page '{self.page}'", hint="ja/index.html is one")
        return text

    def _edited(self, scene: Scene) -> str:
        who, page = re.escape(scene.vantage.address), re.escape(self.page)
        return rf"^\S+ {re.escape(self.account)} {who} edit page=/{page} bytes={len(_text(scene).encode())}$"

    def _sent(self, scene: Scene) -> str:
        who, page = re.escape(scene.vantage.address), re.escape(self.page)
        return rf'^{who} - - \[[^]]+\] "POST /admin/page/{page} HTTP/1\.1" 302 '

    def _addresses(self, scene: Scene) -> tuple[str, ...]:
        """Return the page's address, and, for the first page of a language, its folder's."""
        url = f"http://{pages.host(scene.lan.topology.node(scene.target))}/{self.page}"
        return tuple(dict.fromkeys((url, url.removesuffix("index.html"))))

    def _restored(self, scene: Scene) -> Way:
        """Return what keeps the changed page as evidence and restores last night's, and what puts it back."""
        server, aside = scene.target, "/root/page.seized"
        return (
            (
                *typed(server, "cp", "-p", self._file, aside),
                *typed(server, "cp", f"{pages.COPY}/{self.page}", self._file),
            ),
            (*typed(server, "cp", aside, self._file), *typed(server, "rm", aside)),
        )


def _text(scene: Scene) -> str:
    return _PAGE.format(marker=scene.marker)


def _sum(scene: Scene) -> str:
    return hashlib.sha256(_text(scene).encode()).hexdigest()
