"""Working in a site's administration over HTTP, as whoever has a password or a cookie does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cyder.contracts.node import Node
from cyder.roles.web.probes import CONNECT

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
AUDIT = "/var/log/site-admin/audit.log"
ACCESS = "/var/log/nginx/access.log"
SENT_ON = "302"
"""The status of whatever was done: a log-in accepted, a file taken, a page saved."""

_PATIENCE = 5
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


@dataclass(frozen=True)
class Browser:
    """Somebody's browser: on which machine and address it is, at which server (`http://…`), where its cookie lies."""

    node: Node
    address: str
    server: str
    jar: str

    def log_in(self, account: str, password: str) -> str:
        """Log in anew, whoever was logged in before; return the status, `000` if nothing answered."""
        fields = (f"account={account}", f"password={password}")
        return self._status("/admin/login", ["-c", self.jar], [w for field in fields for w in _field(field)])

    def token(self) -> str:
        """Return what every form must bear; empty where the session does not stand."""
        found = _TOKEN.search(self.node.run([*self._curl(), "-b", self.jar, f"{self.server}/admin/"]).out)
        return found[1] if found else ""

    def enter(self, account: str, password: str) -> str:
        """Return the token of the session that stands, or else of a new one; empty where there is no way in."""
        token = self.token()
        if token or self.log_in(account, password) != SENT_ON:
            return token
        return self.token()

    def upload(self, token: str, name: str, text: str) -> str:
        """Upload a text as a file; return the status."""
        form = ["-F", f"token={token}", "-F", f'file="{text}";filename={name};type=text/plain']
        return self._status("/admin/upload", ["-b", self.jar], form)

    def save(self, token: str, page: str, text: str) -> str:
        """Save a page with another text; return the status."""
        words = [*_field(f"token={token}"), *_field(f"text={text}")]
        return self._status(f"/admin/page/{page}", ["-b", self.jar], words)

    def fetch(self, path: str) -> str:
        """Return what the public sees under a path."""
        return self.node.run([*self._curl(), f"{self.server}{path}"]).out

    def forget(self) -> bool:
        """Remove the cookie; return whether it is gone. Safe to call twice."""
        return self.node.run(["rm", "-f", self.jar]).ok

    def _status(self, path: str, cookies: Sequence[str], words: Sequence[str]) -> str:
        told = ["-o", "/dev/null", "-w", "%{http_code}"]
        return self.node.run([*self._curl(), *told, *cookies, *words, f"{self.server}{path}"]).out.strip()

    def _curl(self) -> list[str]:
        patience = ["-m", str(_PATIENCE), "--connect-timeout", CONNECT]
        return ["curl", "-s", *patience, "-A", AGENT, "--interface", self.address]


def _field(text: str) -> tuple[str, str]:
    return ("--data-urlencode", text)
