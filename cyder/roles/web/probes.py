"""Questions to a web server: is a page as it should be, does somebody get in."""

from __future__ import annotations

import hashlib

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

HTTP = 80
_PATIENCE = 5


class PageIntact(Probe):
    """Whether a page is, byte for byte, the one that was made."""

    path: str
    sha256: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the page once and compare."""
        url = f"http://{place(lan, vantage, self.target, HTTP)}{self.path}"
        argv = ["curl", "-s", "-f", "-m", str(_PATIENCE), "--interface", vantage.address, url]
        result, seconds = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
        if not result.ok:
            return Answer(passed=False, said=f"{url}: no page (curl ended with {result.code})", seconds=seconds)
        passed = hashlib.sha256(result.out.encode()).hexdigest() == self.sha256
        return Answer(passed=passed, said=f"{url}: {'intact' if passed else 'changed'}", seconds=seconds)


class AdminLogsIn(Probe):
    """Whether a password opens the site's administration."""

    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once; passes when the answer leads on."""
        url = f"http://{place(lan, vantage, self.target, HTTP)}/admin/login"
        form = [f"account={self.account}", f"password={self.password}"]
        words = [word for field in form for word in ("--data-urlencode", field)]
        told = ["-o", "/dev/null", "-w", "%{http_code}"]
        argv = ["curl", "-s", "-m", str(_PATIENCE), "--interface", vantage.address, *told, *words, url]
        result, seconds = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
        said = f"{self.account} at {url}: {result.out.strip() or 'no answer'}"
        return Answer(passed=result.ok and result.out.strip() == "302", said=said, seconds=seconds)
