"""Questions about pages: is one fetched, by name or by address, through a proxy or round it."""

from __future__ import annotations

import re

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

_PATIENCE = 4
_LAST = "\n%{http_code} %header{x-squid-error}"


def fetch(url: str, *, source: str = "", proxy: str = "", words: tuple[str, ...] = ()) -> list[str]:
    """Return the command that fetches a page once: 4 s at most; what it prints ends with the status.

    `source`: the address it bears; `proxy`: `http://host:port`, none if empty; `words`: further arguments of curl.
    """
    bears = ["--interface", source] if source else []
    via = ["-x", proxy] if proxy else ["--noproxy", "*"]
    return ["curl", "-s", "-m", str(_PATIENCE), *bears, *via, "-w", _LAST, *words, url]


class Fetches(Probe):
    """Whether a page comes, and is the one that was meant: a page of a proxy or firewall does not count.

    `target` is who serves it, for the record. `shows` is a regular expression that the page must contain; empty: any
    page of the server's own does.
    """

    url: str
    proxy: str = ""
    shows: str = ""
    words: tuple[str, ...] = ()

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch it once from the asker's address; passes on a status below 400 and the text looked for."""
        argv = fetch(self.url, source=vantage.address, proxy=self.proxy, words=self.words)
        result, seconds = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
        page, _, last = result.out.rstrip("\n").rpartition("\n")
        status, _, squids = last.strip().partition(" ")
        passed = (
            result.ok
            and status.isdigit()
            and 0 < int(status) < 400
            and not squids.strip()
            and bool(re.search(self.shows, page))
        )
        how = "through the proxy" if self.proxy else "direct"
        told = f"{status} {squids}".strip() if result.ok else f"no answer (curl ended with {result.code})"
        return Answer(passed=passed, said=f"{self.url} {how}: {told}", seconds=seconds)
