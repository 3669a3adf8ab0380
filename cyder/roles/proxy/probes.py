"""Questions to a web proxy: does it fetch a page."""

from __future__ import annotations

import secrets

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

PORT = 3128
_PATIENCE = 12


class FetchesPage(Probe):
    """Whether a page comes through the proxy: answered by its own server, and not by a page of the proxy's."""

    url: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch it once; passes on 200 without Squid's word that it was an error of its own."""
        result, seconds = ask(lan, vantage, _through(lan, vantage, self.target, self.url), timeout=_PATIENCE + 5)
        status, squids = _said(result)
        passed = result.ok and status == 200 and not squids
        who = "the proxy itself" if squids else "its server"
        said = (
            f"{self.url}: {status} from {who}" if status else f"{self.url}: no answer (curl ended with {result.code})"
        )
        return Answer(passed=passed, said=said, seconds=seconds)


class FetchesAnew(Probe):
    """Whether the proxy asks a page's server each time: a page comes, and what does not exist its server does not have.

    `url` is that of a folder; it ends with a slash.
    """

    url: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch both, each under an address that was never asked for before."""
        number, seconds = secrets.token_hex(4), 0.0
        for path, wanted in ((f"?v={number}", 200), (f"r8-{number}.html", 404)):
            argv = _through(lan, vantage, self.target, f"{self.url}{path}")
            result, took = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
            status, squids = _said(result)
            seconds += took
            if status != wanted or squids:
                who = "the proxy itself" if squids else "its server"
                said = f"{status or 'no answer'} from {who}, where {wanted} was due"
                return Answer(passed=False, said=f"{self.url}{path}: {said}", seconds=seconds)
        return Answer(passed=True, said=f"{self.url}: 200 and 404 from its server", seconds=seconds)


class Proxies(Probe):
    """Whether the proxy answers at all: for a name that cannot exist it must say so itself."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask for a page of `nowhere.test`; passes when Squid says that it found no such name."""
        url = "http://nowhere.test/"
        result, seconds = ask(lan, vantage, _through(lan, vantage, self.target, url), timeout=_PATIENCE + 5)
        status, squids = _said(result)
        said = f"the proxy says {status}" if squids else f"no word of the proxy's (curl ended with {result.code})"
        return Answer(passed=squids and status == 503, said=said, seconds=seconds)


def _through(lan: Lan, vantage: Vantage, proxy: str, url: str) -> list[str]:
    where = place(lan, vantage, proxy, PORT)
    told = "%{http_code} %header{x-squid-error}"
    line = ["curl", "-s", "-o", "/dev/null", "-w", told, "-m", str(_PATIENCE), "--interface", vantage.address]
    return [*line, "-x", f"http://{where}:{PORT}", url]


def _said(result: Result) -> tuple[int, bool]:
    """Return the status, and whether Squid wrote the answer itself."""
    status, _, error = result.out.strip().partition(" ")
    return int(status) if status.isdigit() else 0, bool(error.strip())
