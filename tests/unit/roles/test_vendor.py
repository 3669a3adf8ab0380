"""The update server: packages that are inert, and whose sums are known."""

from __future__ import annotations

import hashlib
import json

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.vendor import Vendor
from cyder.roles.vendor.probes import OffersUpdate
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import contents, site

NEIGHBOUR = Vantage("prober", "203.0.113.200")


def offered() -> dict[str, str]:
    files = contents(Vendor(product="agent", versions=("1.0", "1.1")).files(site("intruder")))
    return {
        path.removeprefix("/srv/updates/"): text for path, text in files.items() if path.startswith("/srv/updates/")
    }


def test_every_package_says_what_it_stands_for_and_has_its_sum_in_the_list() -> None:
    files = offered()
    for name in ("agent-1.0.pkg", "agent-1.1.pkg"):
        assert "It does nothing." in files[name]
        assert f"{hashlib.sha256(files[name].encode()).hexdigest()}  {name}\n" in files["SHA256SUMS"]


def test_the_newest_is_the_last_of_the_versions() -> None:
    latest = json.loads(offered()["latest.json"])
    assert (latest["version"], latest["package"]) == ("1.1", "agent-1.1.pkg")


def test_versions_differ_and_repeat() -> None:
    assert offered()["agent-1.0.pkg"] != offered()["agent-1.1.pkg"]
    assert offered() == offered()


@pytest.mark.parametrize("version", ["", "latest", "1", "1.0; reboot"])
def test_a_version_is_numbers(version: str) -> None:
    with pytest.raises(ValidationError):
        Vendor(versions=(version,))


def test_a_package_with_another_sum_is_told_from_the_published_one() -> None:
    lan, _ = deciding(lambda argv: Result(0, "package\n"))
    digest = hashlib.sha256(b"package\n").hexdigest()
    assert OffersUpdate(target="intruder", name="x.pkg", sha256=digest).check(lan, NEIGHBOUR).passed
    assert not OffersUpdate(target="intruder", name="x.pkg", sha256="0" * 64).check(lan, NEIGHBOUR).passed
