"""The outside: closed, inert, and known by its names."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.model.base import LocalText
from cyder.roles.attacker import Attacker, LookAlike
from cyder.roles.attacker.probes import TakesCalls
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import SOURCE, TOWN, contents, site

PAGE = LookAlike(name="city-portal.test", title=LocalText(en="Portal <b>", ja="住民ポータル"))
NEIGHBOUR = Vantage("prober", "203.0.113.200")


def named(*names: str) -> dict[str, str]:
    nodes = [
        node.model_copy(update={"names": tuple((name, SOURCE) for name in names)}) if node.name == "intruder" else node
        for node in TOWN.nodes
    ]
    lan = TOWN.model_copy(update={"nodes": tuple(nodes)})
    role = Attacker(lookalike=PAGE, downloads={"/update.bin": "marker\n"})
    return contents(role.files(site("intruder", lan)))


def test_it_is_closed_to_trainees_and_forwards_nothing() -> None:
    assert (Attacker.open, Attacker.syslog, Attacker.ssh) == ("no", False, False)


def test_by_itself_it_shows_nothing() -> None:
    files = contents(Attacker().files(site("intruder")))
    assert set(files) == {"/etc/mailname", "/etc/nginx/conf.d/sites.conf"}
    assert "server_name" not in files["/etc/nginx/conf.d/sites.conf"]


def test_a_look_alike_stands_under_its_own_name() -> None:
    files = named("city-portal.test")
    assert "server_name city-portal.test;" in files["/etc/nginx/conf.d/sites.conf"]
    assert "Portal &lt;b&gt;" in files["/srv/lookalike/index.html"]
    assert files["/srv/files/update.bin"] == "marker\n"


def test_a_look_alike_under_a_name_that_is_not_the_nodes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"lookalike: 'city-portal.test' is not among the node's names \(cdn.test\)"):
        named("cdn.test")


@pytest.mark.parametrize("path", ["update.bin", "/a b", "/$(x)", "/"])
def test_a_download_has_a_plain_path(path: str) -> None:
    with pytest.raises(ValidationError):
        Attacker(downloads={path: "text"})


def test_a_call_is_taken_when_the_outside_itself_answers() -> None:
    lan, asked = deciding(lambda argv: Result(0, "ok\n"))
    assert TakesCalls(target="intruder").check(lan, NEIGHBOUR).passed
    assert asked[0][1][-1] == f"http://{SOURCE}/api/v1/ping"


@pytest.mark.parametrize("result", [Result(0, "<html>blocked</html>"), Result(28, "")])
def test_what_something_on_the_way_answers_is_no_answer(result: Result) -> None:
    lan, _ = deciding(lambda argv: result)
    assert not TakesCalls(target="intruder").check(lan, NEIGHBOUR).passed
