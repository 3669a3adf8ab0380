"""Questions to a web server: is a page as it should be, does somebody get in, could somebody change something."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

HTTP = 80
_PATIENCE = 5
_LONG = _PATIENCE + 5
DEFACED = "改ざん訓練|changed by strangers"
"""What stands on a page that strangers have changed: every exercise's own are marked so."""

CONNECT = "1.5"
"""Seconds for a connection: a packet that is lost comes again after one."""


class PageIntact(Probe):
    """Whether a page is, byte for byte, the one that was made."""

    path: str
    sha256: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the page once and compare."""
        url = f"{_server(lan, vantage, self.target)}{self.path}"
        result, seconds = ask(lan, vantage, [*_curl(vantage), "-f", url], timeout=_PATIENCE + 5)
        if not result.ok:
            return Answer(passed=False, said=f"{url}: no page (curl ended with {result.code})", seconds=seconds)
        passed = hashlib.sha256(result.out.encode()).hexdigest() == self.sha256
        return Answer(passed=passed, said=f"{url}: {'intact' if passed else 'changed'}", seconds=seconds)


class ShowsPage(Probe):
    """Whether a page comes from the server, and in it what a regular expression looks for; empty: any page."""

    path: str = "/"
    shows: str = ""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch it once; a status of 400 and above is no page."""
        url = f"{_server(lan, vantage, self.target)}{self.path}"
        result, seconds = ask(lan, vantage, [*_curl(vantage), "-f", url], timeout=_PATIENCE + 5)
        if not result.ok:
            return Answer(passed=False, said=f"{url}: no page (curl ended with {result.code})", seconds=seconds)
        passed = bool(re.search(self.shows, result.out))
        said = "there" if passed else "there, without what was looked for"
        return Answer(passed=passed, said=f"{url}: {said}", seconds=seconds)


class ServesSite(Probe):
    """Whether a page of the site comes with its owner's name in its title, unspoilt, and the server knows its pages.

    `rejects`: a regular expression for what stands on a page that strangers have changed.
    """

    path: str
    owner: str
    rejects: str = DEFACED

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the page, and one that does not exist, each under an address that was never asked for before."""
        server, number = _server(lan, vantage, self.target), secrets.token_hex(4)
        page, seconds = ask(lan, vantage, [*_curl(vantage), "-f", f"{server}{self.path}?v={number}"], timeout=_LONG)
        url = f"{server}{self.path}"
        if not page.ok:
            return Answer(passed=False, said=f"{url}: no page (curl ended with {page.code})", seconds=seconds)
        if re.search(self.rejects, page.out) or f" | {self.owner}</title>" not in page.out:
            return Answer(passed=False, said=f"{url}: not the page that belongs there", seconds=seconds)
        nobodys = [*_curl(vantage), "-o", "/dev/null", "-w", "%{http_code}", f"{server}/ja/r8-{number}.html"]
        missing, took = ask(lan, vantage, nobodys, timeout=_LONG)
        passed = missing.out.strip() == "404"
        said = "there" if passed else f"there, and so is what does not exist ({missing.out.strip()})"
        return Answer(passed=passed, said=f"{url}: {said}", seconds=seconds + took)


class AdminLogsIn(Probe):
    """Whether a password opens the site's administration. `bears`: another of the asker's addresses, asked from it."""

    account: str
    password: str
    bears: str = ""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once; passes when the answer leads on."""
        asker = _bearing(vantage, self.bears)
        url = f"{_server(lan, asker, self.target)}/admin/login"
        argv = [*_curl(asker), "-o", "/dev/null", "-w", "%{http_code}", *_form(self.account, self.password), url]
        result, seconds = ask(lan, asker, argv, timeout=_PATIENCE + 5)
        said = f"{self.account} at {url}: {result.out.strip() or 'no answer'}"
        return Answer(passed=result.ok and result.out.strip() == "302", said=said, seconds=seconds)


class MayChange(Probe):
    """Whether something would be taken at a path of the administration: from a session that stands, or from a new one.

    It is sent without what its form must bear. Whoever is inside is told 400 and nothing is done; others are told to
    log in. `jar`: where the cookie of the standing session lies on the asking node; without it, a log-in goes before.
    """

    path: str
    jar: str = ""
    account: str = ""
    password: str = ""
    bears: str = ""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Send it once."""
        asker = _bearing(vantage, self.bears)
        server = _server(lan, asker, self.target)
        told = [*_curl(asker)[1:], "-o", "/dev/null", "-w", "%{http_code} "]
        cookies = ["-b", self.jar]
        entry = [] if self.jar else [*told, *cookies, *_form(self.account, self.password), f"{server}/admin/login"]
        words = [*entry, *(["--next"] if entry else []), *told, *cookies, "-d", "", f"{server}{self.path}"]
        result, seconds = ask(lan, asker, ["curl", "--fail-early", *words], timeout=2 * _PATIENCE + 5)
        who = "open session" if self.jar else f"{self.account} after a new log-in"
        said = f"{who} at {server}{self.path}: {result.out.strip() or 'no answer'}"
        return Answer(passed=result.ok and result.out.split()[-1:] == ["400"], said=said, seconds=seconds)


def _server(lan: Lan, asker: Vantage, target: str) -> str:
    return f"http://{place(lan, asker, target, HTTP)}"


def _bearing(vantage: Vantage, address: str) -> Vantage:
    return Vantage(vantage.node, address) if address else vantage


def _curl(asker: Vantage) -> list[str]:
    return ["curl", "-s", "-m", str(_PATIENCE), "--connect-timeout", CONNECT, "--interface", asker.address]


def _form(account: str, password: str) -> Sequence[str]:
    return ("--data-urlencode", f"account={account}", "--data-urlencode", f"password={password}")
