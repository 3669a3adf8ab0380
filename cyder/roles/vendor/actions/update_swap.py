"""A package on an update server is another than the one its maker signed for, and a PC fetches it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.blocking import blocked_at_proxy
from cyder.contracts.node import Node
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.contracts.proxied import every_way, fetches, place_of, proxy_url
from cyder.contracts.whereabouts import ordinary_names, the
from cyder.errors import CyderError, NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.topology import File
from cyder.roles.vendor.probes import HTTP
from cyder.roles.vendor.releases import Package, digest, offered

_ACCESS = "/var/log/squid/access.log"
_CONFIGURATION = "/etc/squid/squid.conf"
_FIRST_RULE = "http_access deny blocked_domains"
_SUMS = "SHA256SUMS"


class UpdateSwap(Action):
    """One package on the mirror replaced by an inert text of the same size, and fetched once by a PC.

    The list of sums and its signature stay the maker's. The PC keeps the text in `/var/cache`; nothing runs it.
    """

    id: ClassVar[str] = "supply.update-swap"
    title: ClassVar[LocalText] = LocalText(en="Update swapped on the vendor's server", ja="更新ファイルのすり替え")
    techniques: ClassVar[tuple[str, ...]] = ("T1195.002",)
    sources: ClassVar[frozenset[str]] = frozenset({"vendor"})
    targets: ClassVar[frozenset[str]] = frozenset({"client"})
    caps: ClassVar[Caps] = Caps(commands=10)
    touches: ClassVar[str] = "one package on the update server, and a copy of it in /var/cache on the target"
    ways: ClassVar[tuple[str, ...]] = ("block-package", "pin-release", "disable-source")
    breaks: ClassVar[bool] = True
    trials: ClassVar[tuple[Trial, ...]] = (Trial("vendor", "pc1"),)

    release: Annotated[
        str | None,
        Field(pattern=r"^\d{1,3}(\.\d{1,3}){1,3}$", description="which release is swapped; the newest if left out"),
    ] = None

    def run(self, scene: Scene) -> Trace:
        """Put the other text in the package's place, and fetch as an update program does: the list, then the newest.

        Raises:
            CyderError: the update server serves nothing.
        """
        started, package = scene.clock.now(), self._package(scene)
        self._swap(scene, package)
        pc, url = scene.lan.node(scene.target), self._url(scene, package.name)
        patience = ["-m", "8", "--connect-timeout", "2"]
        fetch = ["curl", "-s", "-f", *patience, "-x", proxy_url(scene), "-A", package.product]
        came = pc.run([*fetch, "-o", "/dev/null", self._url(scene, "latest.json")], timeout=15).ok and (
            pc.run([*fetch, "--create-dirs", "-o", _kept(package), url], timeout=15).ok
        )
        found = pc.run(["sha256sum", _kept(package)]).out.partition(" ")[0] if came else "did not come"
        return traced(scene, started, reached=found == _sum(scene, package), said=f"{scene.target}: {url}: {found}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the package in the proxy's log, under the PC's address."""
        return (Expected(node=the(scene, "proxy").name, log="access", pattern=self._fetched(scene)),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look who fetched packages, and hold what came against the maker's list."""
        package = self._package(scene)
        folder, _, name = _kept(package).rpartition("/")
        holds = (
            f"cd {folder} && curl -s -x {proxy_url(scene)} {self._url(scene, _SUMS)} | sha256sum -c --ignore-missing"
        )
        return (
            Sighting(the(scene, "proxy").name, ("grep", r"\.pkg", _ACCESS), self._fetched(scene)),
            Sighting(scene.target, ("sha256sum", _kept(package)), _sum(scene, package)),
            Sighting(scene.target, ("sh", "-c", holds), rf"^{re.escape(name)}: FAILED$"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the package by sum, address and name, and when the PC fetched it."""
        package, place = self._package(scene), place_of(scene, scene.source)
        sum_, files = _sum(scene, package), (_kept(package), package.name)
        return Truth(
            indicators=(entity("package", sha256=sum_, url=self._url(scene, package.name), file=files),),
            timeline=first("delivery", scene.target, self._fetched(scene), receipts),
            remedies=(
                Remedy(kind="block-network", target=place.name),
                Remedy(kind="block-network", target=place.address),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether the PC gets pages of anybody else's."""
        return Check(by="itself", probe=fetches(scene, _elsewhere(scene)))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the swapped package comes to the PC by no way, while a good one, or at least other sites, do."""
        place, name = place_of(scene, scene.source), self._package(scene).name
        deny = every_way(scene, place, f"/{name}", scene.marker)
        good, elsewhere = fetches(scene, self._url(scene, self._good(scene))), fetches(scene, _elsewhere(scene))
        others = Check(by="colleague", probe=elsewhere)
        still_good = (Check(by="itself", probe=good), others)
        still_others = (Check(by="itself", probe=elsewhere), others)
        ways = (
            ("block-package", self._refused(scene, name), still_good),
            ("pin-release", self._pinned(scene), still_good),
            ("disable-source", blocked_at_proxy(scene, place.name, place.address), still_others),
        )
        return tuple(
            Containment(id=id, deny=deny, allow=allow, typed=typed, undone=undone)
            for id, (typed, undone), allow in ways
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Put the maker's package back and remove the PC's copy; look at both."""
        package, vendor, pc = self._package(scene), scene.actor, scene.lan.node(scene.target)
        if not _published(vendor, package):
            vendor.write(File(path=package.path, content=package.content))
        restored = _published(vendor, package)
        removed = pc.run(["rm", "-rf", _kept(package).rpartition("/")[0]]).ok
        said = f"{package.name} is {'the published one' if restored else 'another'}"
        return Cleanup(verified=restored and removed, said=f"{said}, the copy is {'gone' if removed else 'left'}")

    def _swap(self, scene: Scene, package: Package) -> None:
        scene.actor.write(File(path=package.path, content=package.swapped(scene.marker)))
        served = Connects(target=scene.source, port=HTTP).check(scene.lan, scene.vantage)
        if not served.passed:
            raise CyderError(f"{scene.source} serves nothing: {served.said}")

    def _package(self, scene: Scene) -> Package:
        known = {package.name: package for package in _offered(scene)}
        if not known:
            raise CyderError(f"{scene.source} offers no package")
        newest = next(reversed(known))
        name = newest if self.release is None else f"{known[newest].product}-{self.release}.pkg"
        if name not in known:
            raise NotFound.named("package", name, known)
        return known[name]

    def _good(self, scene: Scene) -> str:
        """Return a package that is as published, the newest of them; where there is none, the list of sums."""
        swapped = self._package(scene).name
        good = [package.name for package in _offered(scene) if package.name != swapped]
        return good[-1] if good else _SUMS

    def _url(self, scene: Scene, name: str) -> str:
        return place_of(scene, scene.source).url(f"/{name}")

    def _fetched(self, scene: Scene) -> str:
        pc = re.escape(scene.lan.topology.node(scene.target).interfaces[0].address)
        url = re.escape(self._url(scene, self._package(scene).name))
        return rf" {pc} TCP_MISS/200 \d+ GET {url} - HIER_DIRECT/"

    def _refused(self, scene: Scene, name: str) -> Way:
        """Return what makes the proxy refuse one package, from wherever it is offered."""
        return _ruled(scene, f"acl swapped urlpath_regex /{_literally(name)}$", "http_access deny swapped")

    def _pinned(self, scene: Scene) -> Way:
        """Return what makes the proxy let nothing through from the update server but one good release."""
        return _ruled(
            scene,
            f"acl updates dst {place_of(scene, scene.source).address}",
            f"acl pinned urlpath_regex /{_literally(self._good(scene))}$",
            "http_access deny updates !pinned",
        )


def _ruled(scene: Scene, *rules: str) -> Way:
    """Return what puts rules before the proxy's own, and what takes them away."""
    proxy = the(scene, "proxy").name
    reload = typed(proxy, "systemctl", "reload", "squid")
    inserted = r"\n".join((*rules, "&"))
    remove = "; ".join(f"\\|^{rule.split(' /')[0]}|d" for rule in rules)
    return (
        (
            *typed(proxy, "sed", "-i", f"s|^{_FIRST_RULE}$|{inserted}|", _CONFIGURATION),
            *typed(proxy, "squid", "-k", "parse"),
            *reload,
        ),
        (*typed(proxy, "sed", "-i", remove, _CONFIGURATION), *reload),
    )


def _literally(name: str) -> str:
    return name.replace(".", "[.]")


def _offered(scene: Scene) -> tuple[Package, ...]:
    return offered(scene.lan.topology.node(scene.source).files)


def _elsewhere(scene: Scene) -> str:
    """Return the top page of a site that staff have every reason to look at."""
    names = ordinary_names(scene)
    if not names:
        raise NotFound("the LAN has no web site to compare with", hint="add a node with the role web")
    return f"http://{names[0]}/"


def _kept(package: Package) -> str:
    return f"/var/cache/{package.product}/{package.name}"


def _published(vendor: Node, package: Package) -> bool:
    try:
        return vendor.read(package.path) == package.content.encode()
    except FileNotFoundError:
        return False


def _sum(scene: Scene, package: Package) -> str:
    return digest(package.swapped(scene.marker))
