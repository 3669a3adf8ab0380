"""Services tried as staff would: asked twice before it is a no, whose doing it is, and with the newest password."""

from __future__ import annotations

from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Probe, Vantage
from cyder.contracts.provider import Lan, LanRef
from cyder.lan.memory import MemoryProvider
from cyder.model.evidence import Answer
from cyder.model.plan import ConnectNode, CreateNetwork, CreateNode, CreateSwitch, IsolateNode, StartNode
from cyder.model.seed import Seed
from cyder.model.topology import Segment, Topology
from cyder.replay.beat import Beat
from cyder.replay.clock import FakeClock
from cyder.replay.serving import Desk, Service
from tests.lans import GW, MAIL, PC, PROBER, SUBNETS

OPEN = MAIL.model_copy(update={"open": "root"})
STAFF = PC.model_copy(update={"users": ("sato",)})
TOPOLOGY = Topology(
    exercise="t",
    team="team1",
    time_zone="Asia/Tokyo",
    networks=tuple(Segment(name=name, subnet=f"{prefix}.0/24") for name, prefix in SUBNETS.items()),
    nodes=(GW, OPEN, STAFF, PROBER),
)


class Knocks(Probe):
    """Runs `knock ADDRESS PASSWORD` where it is asked."""

    account: str = "sato@city.example"
    password: str = "first"

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        result = lan.node(vantage.node).run(["knock", vantage.address, self.password])
        return Answer(passed=result.ok, said=f"{vantage.address} {self.password}", seconds=0.5)


MAILS = {"mail": Service("mail", (Check(by="staff", probe=Knocks(target="mail")),))}


def lan(deaf_to: frozenset[str] = frozenset(), *, password: str = "first") -> Lan:
    """Return a LAN in memory whose mail server does not hear some addresses, and knows one password."""

    def answer(ref: LanRef, node: str, argv: tuple[str, ...]) -> Result:
        refused = argv[0] == "knock" and (argv[1] in deaf_to or argv[2] != password)
        return Result(int(refused), "")

    provider, ref = MemoryProvider(answer), LanRef("t", "team1")
    provider.apply(ref, CreateSwitch())
    for name, prefix in SUBNETS.items():
        provider.apply(ref, CreateNetwork(network=name, subnet=f"{prefix}.0/24"))
    for spec in TOPOLOGY.nodes:
        for step in (CreateNode(node=spec), StartNode(name=spec.name), ConnectNode(node=spec)):
            provider.apply(ref, step)
    return Lan(provider, TOPOLOGY)


def asked(where: Lan, *, told: dict[tuple[str, str], str] | None = None, chance: str = "x", by: str = "") -> Answer:
    changed = {"mail": ("isolated", by)} if by else {}
    return Desk(where, "team1", told or {}, changed, Seed(chance.encode())).round(MAILS)["mail"]


def test_staff_ask_from_where_they_sit_and_not_always_from_the_same_address() -> None:
    here = lan()
    said = {asked(here, chance=str(number)).said.split()[0] for number in range(30)}
    assert said == set(PROBER.interfaces[0].addresses)


def test_one_blocked_address_is_no_outage_whichever_it_is() -> None:
    for address in PROBER.interfaces[0].addresses:
        here = lan(frozenset({address}))
        assert all(asked(here, chance=str(number)).passed for number in range(20))


def test_what_refuses_every_address_is_down_and_that_is_the_teams_doing() -> None:
    answer = asked(lan(frozenset(PROBER.interfaces[0].addresses)))
    assert (answer.passed, answer.asked) == (False, True)


def test_a_machine_that_crashed_is_neither_up_nor_down() -> None:
    here = lan(frozenset(PROBER.interfaces[0].addresses))
    assert isinstance(here.provider, MemoryProvider)
    here.provider.stop(here.ref, "mail")
    answer = asked(here)
    assert (answer.passed, answer.asked) == (False, False)


def test_a_pulled_cable_counts_against_a_team_only_if_the_team_pulled_it() -> None:
    here = lan(frozenset(PROBER.interfaces[0].addresses))
    here.provider.apply(here.ref, IsolateNode(name="mail"))
    assert [asked(here, by=who).asked for who in ("team1", "instructor")] == [True, False]


def test_a_password_that_was_told_is_used_whatever_domain_the_account_bears() -> None:
    here = lan(password="second")
    assert not asked(here).passed
    assert asked(here, told={("mail", "sato"): "second"}).passed
    assert not asked(here, told={("file", "sato"): "second", ("mail", "ito"): "second"}).passed


def test_rounds_come_in_real_seconds_and_once_more_where_the_clock_stands_after_something_happened() -> None:
    clock = FakeClock()
    beat = Beat(20.0, clock)
    assert beat.takes("team1", still=False)
    assert not beat.takes("team1", still=True)
    beat.moved("team1")
    assert not beat.takes("team1", still=False), "where the clock runs, twenty seconds are twenty seconds"
    assert beat.takes("team1", still=True)
    assert not beat.takes("team1", still=True)
    clock.sleep(20)
    assert beat.takes("team1", still=False)
