"""Real lines of calls home, and machines that answer a call as a test would have it."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.contracts.node import Result
from cyder.roles.attacker.actions.fetch_tool import FetchTool
from cyder.roles.attacker.actions.http_beacon import HttpBeacon
from cyder.roles.attacker.actions.http_post import HttpPost
from cyder.roles.attacker.actions.portal_capture import PortalCapture
from tests.unit.roles.talk import Decide

ACTIONS = (HttpBeacon(), FetchTool(), HttpPost(), PortalCapture(name="city-portal.test"))

CALLED = (
    "1795620209.936      0 10.66.0.12 TCP_MISS/200 235 GET http://cdn-stat.example/api/v1/ping?id={id}&n=1"
    " - HIER_DIRECT/203.0.113.2 text/plain"
)
NOT_ANSWERED = (
    "1795619206.259   9891 10.66.0.12 TCP_MISS_TIMEDOUT/503 3519 GET http://cdn-stat.example/api/v1/ping?id={id}&n=1"
    " - HIER_DIRECT/203.0.113.2 text/html"
)
LOOKED_UP = (
    "2026-11-25T14:53:54.450Z queries: info: client @0x7f3db94e8c00 10.66.0.12#50211 (cdn-stat.example): view inside: "
    "query: cdn-stat.example IN A +E(0)K (10.66.8.10)"
)
FETCHED = (
    "1795619297.236      4 10.66.0.12 TCP_MISS/200 399 GET http://cdn-stat.example/update.bin"
    " - HIER_DIRECT/203.0.113.2 application/octet-stream"
)
DENIED = (
    "1795619298.288      0 10.66.0.12 TCP_DENIED/403 3438 GET http://cdn-stat.example/update.bin"
    " - HIER_NONE/- text/html"
)
POSTED = (
    "1795619329.208      5 10.66.0.12 TCP_MISS/200 235 POST http://cdn-stat.example/collect"
    " - HIER_DIRECT/203.0.113.2 text/plain"
)
ARRIVED = (
    '203.0.113.1 - cdn-stat.example [26/Nov/2026:00:08:49 +0900] "POST /collect HTTP/1.1" 200 205139 '
    '"Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)"'
)
TYPED_IN = (
    "1795619465.032      0 10.66.0.12 TCP_MISS/303 428 POST http://city-portal.test/login"
    " - HIER_DIRECT/203.0.113.242 text/html"
)
CONNTRACK = (
    "tcp      6 431990 ESTABLISHED src=10.66.8.15 dst=203.0.113.2 sport=55890 dport=80 packets=152 bytes=208199 "
    "src=203.0.113.2 dst=203.0.113.1 sport=80 dport=55890 packets=31 bytes=1763 [ASSURED] mark=0 use=1"
)


def answering(**said: str) -> Decide:
    """Return machines where a program named here prints this, every other nothing, and nothing is ever left."""

    def decide(argv: Sequence[str]) -> Result:
        if argv[0] in ("test", "pgrep"):
            return Result(1, "")
        return Result(0, said.get(argv[0], ""))

    return decide
