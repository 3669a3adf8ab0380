"""What went over the wires while all actions were tried: runs after them."""

from __future__ import annotations

import pytest

from tests.conformance.actions.conftest import Wiretap


@pytest.mark.engine
def test_no_packet_of_any_action_leaves_the_lan(wiretap: Wiretap) -> None:
    wiretap.end()
    assert sum(wiretap.seen.values()) > 100, "nothing was heard"
    assert wiretap.strangers() == {}
    most = ", ".join(f"{address} {count}" for address, count in wiretap.seen.most_common(12))
    print(f"{sum(wiretap.seen.values())} packets to {len(wiretap.seen)} addresses, all inside; most of them to {most}")
