"""The camera: what it left the factory with, and whether it shows its picture."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.iot import Iot
from cyder.roles.iot.probes import ShowsPicture
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import contents, site

PROBER = Vantage("prober", "10.66.0.200")


def test_a_camera_leaves_the_factory_with_its_password() -> None:
    files = contents(Iot(password="admin", model="NC-100").files(site("pc")))
    assert files["/rom/factory.conf"] == "model=NC-100\npassword=admin\n"
    assert "<h1>NC-100</h1>" in files["/srv/www/index.html"]


@pytest.mark.parametrize("password", ["", "a b", "$(reboot)", "x" * 33])
def test_a_password_is_one_plain_word(password: str) -> None:
    with pytest.raises(ValidationError):
        Iot(password=password)


def test_a_picture_passes() -> None:
    lan, asked = deciding(lambda argv: Result(0, "200 image/jpeg 12788"))
    assert ShowsPicture(target="pc").check(lan, PROBER).passed
    assert asked[0][1][-1] == "http://10.66.0.12/snapshot.jpg"


@pytest.mark.parametrize("out", ["200 text/html 300", "200 image/jpeg 0", "404 image/jpeg 10", ""])
def test_what_is_no_picture_does_not(out: str) -> None:
    lan, _ = deciding(lambda argv: Result(0, out))
    assert not ShowsPicture(target="pc").check(lan, PROBER).passed
