"""A camera with the factory's password: what a stranger types there, which lines prove it, what ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pydantic import ValidationError

from cyder.contracts.log import Log
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.errors import NotFound, Refused
from cyder.roles.iot.actions.default_login import DefaultLogin
from cyder.roles.iot.actions.iot_out import IotOut
from cyder.roles.iot.probes import Bears, OpensConsole, Reaches
from tests.unit.roles.counters import HALL, MARKER, at, denied, named, proven, receipt
from tests.unit.roles.talk import Asked, Decide

AUTH = Log("/var/log/auth.log")
FLOW = Log("/var/log/flow.log", program="ulogd")
FAILED = (
    "2026-11-26T01:08:04.662706+09:00 camera login: FAILED LOGIN 1 FROM vend0r.example FOR root, Authentication failure"
)
ENTERED = "2026-11-26T01:08:08.020162+09:00 camera login: ROOT LOGIN ON pts/0 FROM vend0r.example"
CAME = (
    "2026-11-26T01:08:01.864439+09:00 gw ulogd[43]: in: IN=eth2 OUT=eth0 MAC=02:93:11:9b:76:e3:02:81:7b:72:20:31:08:00 "
    "SRC=203.0.113.242 DST=10.66.0.21 LEN=60 TOS=00 PREC=0x00 TTL=63 ID=51462 DF PROTO=TCP SPT=57344 DPT=23 "
    "SEQ=3020400098 ACK=0 WINDOW=64240 SYN URGP=0 MARK=0x0 "
)
TRACKED = (
    "2026-11-26T01:08:01.864460+09:00 gw ulogd[43]: [NEW] ORIG: SRC=203.0.113.242 DST=10.66.0.21 PROTO=TCP SPT=57344 "
    "DPT=23 PKTS=0 BYTES=0 , REPLY: SRC=10.66.0.21 DST=203.0.113.242 PROTO=TCP SPT=23 DPT=57344 PKTS=0 BYTES=0 "
)
TRIED = (
    "2026-11-26T03:08:05.579876+09:00 gw ulogd[46]: inside: IN=eth0 OUT=eth1 "
    "MAC=02:27:98:79:ad:52:02:36:04:2e:c3:53:08:00 SRC=10.66.0.21 DST=172.20.0.17 LEN=60 TOS=00 PREC=0x00 TTL=63 "
    "ID=55940 DF PROTO=TCP SPT=45080 DPT=23 SEQ=4039379332 ACK=0 WINDOW=64240 SYN URGP=0 MARK=0x0 "
)
TRIED_TRACKED = TRIED.replace("inside: IN=eth0 OUT=eth1", "[NEW] ORIG:")
REFUSED = "nc: connect to 172.20.0.17 port 23 (tcp) failed: Connection refused\r"
BLOCKED = "nc: connect to 172.20.0.17 port 23 (tcp) failed: No route to host\r"
LOGIN = DefaultLogin(tries=2)
OUT = IotOut(toward="web", hosts=4)


def console(answer: str = REFUSED, *, opens: str = "camera") -> Decide:
    """Return a camera's console, which opens with one password only, and what a typed line then brings."""

    def decide(argv: Sequence[str]) -> Result:
        if len(argv) < 9 or argv[8] != "typed":
            return Result(0, "camera login: ")
        if "nc -n" in argv[5]:
            return Result(0, f"{argv[5]}\r\n{answer}\n")
        return Result(0, "Login incorrect" if argv[6].startswith("[#$]") and argv[5] != opens else "# ")

    return decide


def said_to_the_console(asked: Asked) -> list[str]:
    """Return what was typed there."""
    return [argv[5] for _, argv in asked if argv[-1] == "typed"]


def test_pairs_that_do_not_open_come_before_the_factorys_and_the_console_stays_open() -> None:
    place, asked = at("intruder", "camera", console())
    trace = LOGIN.run(place)
    assert (trace.reached, trace.said) == (True, "camera: log-in refused, log-in refused, log-in accepted")
    assert said_to_the_console(asked)[-2:] == ["root", "camera"]
    assert asked[-1][1][-1] == "typed"
    assert len(asked) <= DefaultLogin.caps.commands


def test_a_changed_password_keeps_both_out() -> None:
    for action in (LOGIN, OUT):
        place, asked = at("intruder", "camera", console(opens="another-word-1"))
        assert not action.run(place).reached
        assert not [line for line in said_to_the_console(asked) if "nc" in line]


def test_guessed_pairs_never_open_and_are_the_same_for_the_same_seed() -> None:
    place, _ = at("intruder", "camera")
    pairs = DefaultLogin(tries=3).pairs(place)
    assert len(set(pairs)) == 3
    assert ("root", "camera") not in pairs
    assert pairs == DefaultLogin(tries=3).pairs(at("intruder", "camera")[0])


def test_each_line_proves_one_thing_and_a_tracked_connection_proves_none() -> None:
    place, _ = at("intruder", "camera")
    assert [proven(LOGIN, place, line) for line in (FAILED, ENTERED, CAME, TRACKED)] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]
    destroyed = TRACKED.replace("[NEW]", "[DESTROY]")
    denied_there = CAME.replace("in: IN=eth2 OUT=eth0", "denied: IN=eth2 OUT=eth0")
    other = CAME.replace("SRC=203.0.113.242", "SRC=203.0.113.24")
    assert not any(True in proven(LOGIN, place, line) for line in (destroyed, denied_there, other))


def test_no_gateway_sees_a_neighbour_who_logs_in() -> None:
    assert [each.node for each in LOGIN.emits(at("pc", "camera")[0])] == ["camera", "camera"]
    assert named(LOGIN.containment(at("pc", "camera")[0])) == ["change-password", "close-telnet"]
    assert LOGIN.emits(at("web", "camera")[0])[2].pattern.startswith(" inside: ")


def test_a_changed_password_with_an_open_console_contains_nothing() -> None:
    ways = {way.id: denied(way) for way in LOGIN.containment(at("intruder", "camera")[0])}
    assert ways == {
        "block-source": [("source", "SessionServes"), ("source", "Connects")],
        "change-password": [("source", "SessionServes"), ("neighbour", "OpensConsole")],
        "close-telnet": [("source", "SessionServes"), ("source", "Connects"), ("neighbour", "Connects")],
    }


def test_the_truth_of_a_log_in_is_who_came_when_and_as_whom() -> None:
    lines = [receipt("camera", AUTH, FAILED), receipt("camera", AUTH, ENTERED), receipt("gw", FLOW, CAME)]
    truth = LOGIN.truth(at("intruder", "camera")[0], lines)
    assert [(moment.kind, moment.at.second) for moment in truth.timeline] == [("credential-attack", 4), ("login", 8)]
    assert [spelling.value for spelling in truth.indicators[0].spellings][:3] == [
        "203.0.113.242",
        "vend0r.example",
        "intruder.city.example",
    ]


def test_one_line_is_typed_that_tries_each_address_once_and_one_in_a_second() -> None:
    place, asked = at("intruder", "camera", console())
    trace = OUT.run(place)
    assert (trace.reached, trace.said) == (True, f"camera: {REFUSED.strip()}")
    (line,) = [line for line in said_to_the_console(asked) if "nc -n" in line]
    assert line.startswith("unset HISTFILE; nc -n -v -z -w 1 172.20.0.17 23; ")
    assert "for where in 172.20.0.16 172.20.0.18 172.20.0.15; do sleep 1; nc " in line
    assert f"dvr-update {MARKER} " in line
    assert len(asked) <= IotOut.caps.commands


def test_whoever_typed_it_hangs_up_and_an_open_console_of_another_event_goes_on() -> None:
    place, asked = at("intruder", "camera", console())
    OUT.run(place)
    folders = {argv[4] for node, argv in asked if node == "intruder"}
    assert folders == {f"/var/tmp/.camera-{MARKER}-errand"}
    assert asked[-1][1][2].endswith('[ ! -e "$1" ]\n')


@pytest.mark.parametrize("answer", [BLOCKED, BLOCKED.replace("failed: No route to host", "timed out")])
def test_what_a_firewall_answers_or_nobody_is_not_reached(answer: str) -> None:
    assert not OUT.run(at("intruder", "camera", console(answer))[0]).reached
    probe = Reaches(target="camera", far="web", port=23)
    here = Vantage("camera", "10.66.0.21")
    assert not probe.check(at("intruder", "camera", lambda _: Result(1, answer))[0].lan, here).passed
    assert probe.check(at("intruder", "camera", lambda _: Result(1, REFUSED))[0].lan, here).passed


def test_attempts_are_proven_by_the_gateways_own_lines_and_are_counted() -> None:
    place, _ = at("intruder", "camera")
    entered, came, tried = OUT.emits(place)
    assert (entered.node, came.node, tried.node, tried.log, tried.least) == ("camera", "gw", "gw", "flow", 4)
    assert [proven(OUT, place, line)[2] for line in (TRIED, CAME, TRIED_TRACKED)] == [True, False, False]
    assert proven(OUT, place, TRIED.replace("DST=172.20.0.17", "DST=172.20.0.170"))[2] is False
    assert IotOut(toward="intruder").emits(place)[2].pattern.startswith(" out: ")
    assert IotOut(toward="web", hosts=20).emits(place)[2].least == 5


def test_the_truth_of_attempts_is_the_camera_and_who_came_in_before() -> None:
    lines = [receipt("camera", AUTH, ENTERED), receipt("gw", FLOW, TRIED)]
    truth = OUT.truth(at("intruder", "camera")[0], lines)
    assert [each.spellings[0].value for each in truth.indicators] == ["10.66.0.21", "203.0.113.242"]
    assert [(moment.kind, moment.host) for moment in truth.timeline] == [("login", "camera"), ("discovery", "camera")]


def test_a_camera_that_was_only_rebooted_is_not_contained() -> None:
    place, _ = at("intruder", "camera")
    ways = {way.id: way for way in OUT.containment(place)}
    assert denied(ways["block-telnet-out"]) == [("itself", "Reaches")]
    runs, opens = ways["change-password"].deny
    assert runs.probe == Bears(target="camera", word=MARKER)
    assert opens.probe == OpensConsole(target="camera", password="camera")
    assert [str(line) for line in ways["change-password"].typed][-1] == "camera# reboot"


def test_others_must_get_through_the_gateway_or_outside_be_there_at_all() -> None:
    place, _ = at("intruder", "camera")
    asked = {toward: IotOut(toward=toward).containment(place)[0].allow[1].probe for toward in ("web", "intruder")}
    assert asked == {
        "web": Reaches(target="camera", far="web", port=22),
        "intruder": Reaches(target="intruder", far="intruder", port=22),
    }


@pytest.mark.parametrize(("shell", "gone"), [("sh /usr/sbin/boot", True), (f"sh -c x dvr-update {MARKER}", False)])
def test_a_shell_that_still_runs_is_not_cleaned_up(shell: str, gone: bool) -> None:  # noqa: FBT001  a case
    place, _ = at("intruder", "camera", lambda argv: Result(0, shell if argv[0] == "ps" else ""))
    assert OUT.cleanup(place).verified is gone


def test_a_machine_that_is_not_there_or_stands_beside_the_camera_is_refused_with_a_remedy() -> None:
    place, _ = at("intruder", "camera")
    with pytest.raises(NotFound, match="unknown node 'wbe'; did you mean 'web'"):
        IotOut(toward="wbe").emits(place)
    with pytest.raises(Refused, match="no gateway lies between camera and backup") as refused:
        IotOut(toward="backup").emits(place)
    assert refused.value.hint == "name a machine in another network under `toward:`"


@pytest.mark.parametrize("settings", [{}, {"toward": "web", "hosts": 21}, {"toward": "web", "minutes": 0}])
def test_no_more_than_twenty_addresses_are_tried(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        IotOut.model_validate(settings)


def test_the_first_and_last_address_of_a_network_and_its_gateways_are_not_tried() -> None:
    place, _ = at("intruder", "camera")
    nodes = tuple(
        node.model_copy(update={"interfaces": (node.interfaces[0].model_copy(update={"address": "172.20.0.2"}),)})
        if node.name == "web"
        else node
        for node in HALL.nodes
    )
    place = replace(place, lan=replace(place.lan, topology=HALL.model_copy(update={"nodes": nodes})))
    line = OUT.line(place)
    assert "-w 1 172.20.0.2 23;" in line
    assert "for where in 172.20.0.3 172.20.0.4 172.20.0.5; do" in line
