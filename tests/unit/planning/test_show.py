"""What people read before a LAN is made."""

from __future__ import annotations

from collections.abc import Callable

from cyder.model.plan import ObservedLan, Plan
from cyder.planning.plan import isolate, plan
from cyder.planning.resolve import Resolved
from cyder.planning.show import differences, show

Resolver = Callable[..., Resolved]


def test_each_step_has_a_line_with_number_words_cause_and_what_it_waits_for(resolved: Resolver) -> None:
    lan = resolved().topology
    lines = show(plan(lan, ObservedLan()), lan).splitlines()
    assert lines[0].split() == ["1", "create", "switch", "[missing]"]
    assert lines[1].split() == ["2", "create", "network", "office", "10.66.0.0/24", "[missing]", "after", "1"]
    assert lines[3].split() == ["4", "create", "ns", "(dns)", "office=10.66.0.10", "[missing]"]
    assert lines[5].split() == ["6", "connect", "ns", "office=10.66.0.10", "[missing]", "after", "2,", "5"]


def test_columns_are_aligned(resolved: Resolver) -> None:
    lan = resolved().topology
    lines = show(plan(lan, ObservedLan()), lan).splitlines()
    assert len({line.index("[") for line in lines}) == 1
    assert len({line.index("after") for line in lines if "after" in line}) == 1
    assert all(line == line.rstrip() for line in lines)


def test_nothing_to_do_is_said(resolved: Resolver) -> None:
    lan = resolved().topology
    assert show(Plan(team="team1"), lan) == "nothing to do: drill/team1 is as it should be"


def test_a_pulled_cable_reads_as_one(resolved: Resolver) -> None:
    lan = resolved().topology
    assert show(isolate(lan, "pc"), lan).split() == ["1", "isolate", "pc", "[asked]"]


def test_another_team_differs_in_its_variables_and_where_they_stand(resolved: Resolver) -> None:
    first, other = resolved("team1"), resolved("team2")
    source, victim = other.values["source"], other.values["victim"]
    assert differences(first, other) == [
        f"team2: source={source} victim={victim}",
        f"team2: pc users {victim}",
        f"team2: intruder outside={source}",
    ]


def test_a_team_does_not_differ_from_itself(resolved: Resolver) -> None:
    assert differences(resolved(), resolved()) == []
