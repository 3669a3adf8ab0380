"""Looks for pages that nobody links to: a burst of addresses from a list of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.web.entry import in_site
from cyder.roles.web.probes import CONNECT, HTTP, ShowsPage

_AGENT = "gobuster/3.6"
_LOG = "/var/log/nginx/access.log"
_DOOR = "admin/"
_WORDS = (
    ".env", ".git/config", ".htaccess", "backup.zip", "backup.sql", "cgi-bin/test.cgi", "config.php", "console",
    "db.sql", "dump.sql", "index.php", "info.php", "install.php", "login.php", "manager/html", "old/index.html",
    "phpinfo.php", "phpmyadmin/index.php", "server-status", "setup.php", "shell.php", "site.tar.gz", "test.html",
    "tmp/x.txt", "upload/cmd.php", "upload/shell.php", "user/login", "vendor/phpunit", "web.config", "wp-admin/",
    "wp-config.php.bak", "wp-content/debug.log", "wp-includes/x.php", "wp-login.php", "www.zip", "xmlrpc.php",
)  # fmt: skip
"""Addresses that no site of an exercise has."""


class WebWords(Action):
    """Up to 36 GETs for pages that are not there, ten in a second, and one for the door that is. Changes nothing."""

    id: ClassVar[str] = "recon.web-words"
    title: ClassVar[LocalText] = LocalText(en="Wordlist scan of a web site", ja="Webサイトの総当たり探索")
    techniques: ClassVar[tuple[str, ...]] = ("T1595.003",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"web"})
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "nothing: it asks for pages"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "refuse-source")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "web", {"words": 20}),)

    words: Annotated[int, Field(ge=10, le=len(_WORDS), description="how many pages it asks for in vain")] = 30

    def run(self, scene: Scene) -> Trace:
        """Ask for every page by one command (4 s at most), then for the administration's log-in."""
        started = scene.clock.now()
        addresses = f"http://{scene.reach(HTTP)}/{{{','.join((*self.chosen(scene), _DOOR))}}}"
        pace = ["--rate", "10/s", "-m", "5", "--connect-timeout", CONNECT, "--fail-early"]
        argv = ["curl", "-s", *pace, "-A", _AGENT, "--interface", scene.vantage.address]
        result = scene.actor.run([*argv, "-o", "/dev/null", "-w", "%{http_code} ", addresses], timeout=20)
        *vain, door = result.out.split() or ["000"]
        missing = vain.count("404")
        return traced(
            scene,
            started,
            reached=missing == self.words and door in {"200", "302"},
            said=f"{missing} of {self.words} pages are not there; /{_DOOR}: {door}",
        )

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect every page asked for in vain in the access log."""
        return (Expected(node=scene.target, log="access", pattern=_vain(scene), least=self.words),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Count, by address, the pages that were not there; and read which ones these were."""
        count = "$9 == 404 {seen[$1]++} END {for (who in seen) print seen[who], who}"
        return (
            Sighting(scene.target, ("awk", count, _LOG), rf"^\d\d+ {re.escape(scene.vantage.address)}$"),
            Sighting(scene.target, ("grep", _AGENT, _LOG), _vain(scene)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the source, and the first page that was not there."""
        source = scene.vantage.address
        return Truth(
            indicators=(entity("source", ip=source),),
            timeline=first("discovery", scene.target, _vain(scene), receipts),
            remedies=(Remedy(kind="block-network", target=source),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody beside the source gets the site."""
        return Check(by="neighbour", probe=ShowsPage(target=scene.target))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the source gets no page, by the gateway or by the server itself, while everybody else does."""
        page = ShowsPage(target=scene.target)
        deny = (Check(by="source", probe=page),)
        allow = (Check(by="neighbour", probe=page), Check(by="colleague", probe=page))
        source = scene.vantage.address
        block, unblock = blocked_at_gateway(scene, source)
        refuse = in_site(scene.target, rf"s|^\troot /srv/www;|&\n\tdeny {source};|")
        serve = in_site(scene.target, rf"/^\tdeny {re.escape(source)};$/d")
        return (
            Containment(id="block-source", deny=deny, allow=allow, typed=block, undone=unblock),
            Containment(id="refuse-source", deny=deny, allow=allow, typed=refuse, undone=serve),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Change nothing, for nothing was changed; look whether the source has stopped asking."""
        running = scene.actor.run(["pgrep", "-f", "-x", f"curl .*{re.escape(_AGENT)}.*"]).ok
        return Cleanup(verified=not running, said="it still asks" if running else "nothing was changed")

    def chosen(self, scene: Scene) -> list[str]:
        """Return the pages it asks for in vain, the same for the same seed."""
        return scene.seed.shuffled("words", _WORDS)[: self.words]


def _vain(scene: Scene) -> str:
    source, agent = re.escape(scene.vantage.address), re.escape(_AGENT)
    return rf'^{source} - - \[[^]]+\] "GET /\S+ HTTP/1\.1" 404 \d+ "-" "{agent}"$'
