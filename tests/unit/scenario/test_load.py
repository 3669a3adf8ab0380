"""From a text to a Scenario: what loads, and in which phases what does not load is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, Problem
from cyder.planning.variables import substitute
from cyder.scenario import load, load_text
from cyder.scenario.names import filled


def problems(text: str, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return what is wrong with a scenario."""
    with pytest.raises(BadInput) as caught:
        load_text(text, "x.yaml", catalogue)
    return caught.value.problems


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """Return a text with some of its parts replaced, each of which must be in it."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_the_good_scenario_loads(good: str, either_catalogue: Catalogue) -> None:
    assert load_text(good, "good.yaml", either_catalogue).scenario == "small"


def test_first_look_loads_with_the_small_catalogue(first_look: str, catalogue: Catalogue) -> None:
    assert load_text(first_look, "first-look.yaml", catalogue).scenario == "first-look"


def test_first_look_loads_with_the_roles_that_ship() -> None:
    path = Path(cyder.roles.__file__).parents[2] / "scenarios" / "first-look.yaml"
    scenario = load(path, Catalogue.scan(cyder.roles))
    assert scenario.scenario == "first-look"
    assert len(scenario.timeline) == 4


def test_what_is_negated_or_one_of_several_is_nothing_that_an_event_waits_for(good: str, catalogue: Catalogue) -> None:
    text = changed(
        good, ("id: burst, at: 0s,", "id: burst, at: 0s, when: {any: [{not: {ended: call}}, {ended: zone}]},")
    )
    assert load_text(text, "x.yaml", catalogue).timeline[1].when


@pytest.mark.parametrize(
    "part",
    [
        "occurred: {start: $source}",
        "timeline: [{type: login, at: $source}]",
        "data_impact: {records: {min: $source, max: $source}}",
    ],
)
def test_a_player_reports_moments_and_numbers_that_it_found(good: str, catalogue: Catalogue, part: str) -> None:
    text = changed(good, ("report: {indicators: [{kind: ip, value: $source}]}", f"report: {{{part}}}"))
    assert load_text(text, "x.yaml", catalogue).players["perfect"][-1].report


def test_all_problems_of_a_phase_are_told_in_the_order_of_the_file(good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("role: dns", "role: dsn"), ("to: mail", "to: mial"), ("department: soumu", "department: x"))
    found = problems(text, catalogue)
    assert [problem.rule for problem in found] == ["unknown-department", "unknown-role", "unknown-node"]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_second_thoughts_wait_until_every_name_refers_to_something(good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("users: [$victim]", "users: [$vctim]"), ("account: $victim", "account: $vctim"))
    assert {problem.rule for problem in problems(text, catalogue)} == {"undeclared-variable"}


def test_a_field_is_known_by_the_name_authors_write_only(good: str, catalogue: Catalogue) -> None:
    (problem,) = problems(changed(good, ("with: {zone", "settings: {zone")), catalogue)
    assert problem.message.startswith("unknown field 'settings'")


def test_a_field_that_is_also_a_union_tag_is_told_at_its_own_place(good: str, catalogue: Catalogue) -> None:
    (problem,) = problems(changed(good, ("do: recon.dns-axfr", "do: [recon.dns-axfr]")), catalogue)
    assert (problem.path, problem.line, problem.column) == ("timeline[0].do", 25, 30)


def test_the_role_of_the_prober_is_not_an_authors(good: str, catalogue: Catalogue) -> None:
    (problem,) = problems(changed(good, ("role: client", "role: prober")), catalogue)
    assert problem.rule == "unknown-role"
    assert "prober," not in problem.message


def test_more_than_500_nodes_are_too_many(good: str, catalogue: Catalogue) -> None:
    many = "".join(f"    n{number}: {{role: client, on: [office]}}\n" for number in range(500))
    text = changed(good, ("    pc: {", many + "    pc: {"), ("10.66.0.0/24", "10.66.0.0/20"))
    (problem,) = problems(text, catalogue)
    assert (problem.rule, problem.path) == ("too-many-entries", "lan.nodes")


def test_a_hundred_problems_are_told_at_once_and_no_more(good: str, catalogue: Catalogue) -> None:
    many = "".join(f"    n{number}: {{role: x, on: [x]}}\n" for number in range(200))
    assert len(problems(changed(good, ("    pc: {", many + "    pc: {")), catalogue)) == 100


def test_a_message_stays_short_whatever_it_quotes(good: str, catalogue: Catalogue) -> None:
    for error in (changed(good, ("duration: 15m", "duration: " + "h" * 9000)), changed(good, ("dns-axfr", "x" * 9000))):
        (problem,) = problems(error, catalogue)
        assert len(problem.message) < 600


def test_an_address_variable_must_be_of_the_nodes_first_network(good: str, catalogue: Catalogue) -> None:
    (problem,) = problems(changed(good, ("network: outside}", "network: office}")), catalogue)
    assert problem.rule == "address-outside-subnet"


def test_one_address_variable_serves_one_node(good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("timeline:\n", "    second: {role: attacker, on: [outside], address: $source}\ntimeline:\n"))
    assert [problem.rule for problem in problems(text, catalogue)] == ["address-twice"]


def test_an_address_in_any_of_the_nodes_networks_is_good(good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("gw: {role: gateway,", "gw: {role: gateway, address: 203.0.113.1,"))
    assert load_text(text, "x.yaml", catalogue).lan.nodes["gw"].address == "203.0.113.1"


def test_a_department_needs_its_share_of_people(good: str, catalogue: Catalogue) -> None:
    departments = "".join(f"    d{number}: {{en: x, ja: x}}\n" for number in range(20))
    (problem,) = problems(changed(good, ("variables:\n", departments + "variables:\n")), catalogue)
    assert (problem.rule, problem.path) == ("too-few-staff", "organisation.staff")
    assert problem.hint.startswith("write 21 or more")


@pytest.mark.parametrize("words", ["9" * 100 + "h", "8d", "-1s"])
def test_an_absurd_duration_is_refused(words: str, good: str, catalogue: Catalogue) -> None:
    assert problems(changed(good, ("duration: 15m", f"duration: {words}")), catalogue)[0].path == "duration"


def test_an_event_long_before_the_beginning_is_refused(good: str, catalogue: Catalogue) -> None:
    found = problems(changed(good, ("at: -30s", "at: -" + "9" * 30 + "h")), catalogue)
    assert [problem.rule for problem in found] == ["event-after-end"]


def test_a_circle_is_told_of_once_and_not_at_those_who_wait_for_it(good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("id: zone, at: -30s", "id: zone, after: burst"), ("burst, at: 0s", "burst, after: zone"))
    (problem,) = problems(text, catalogue)
    assert problem.message == "'zone' waits for 'burst' waits for 'zone'"


@pytest.mark.parametrize("pattern", ["(" * 5000 + ")" * 5000, "(" * 200 + ")" * 200, "(a{99999999999999999999})"])
def test_a_pattern_made_to_hurt_is_refused(pattern: str, good: str, catalogue: Catalogue) -> None:
    (problem,) = problems(changed(good, ("rip=([0-9.]+)", pattern)), catalogue)
    assert problem.rule in {"player-pattern", "player-pattern-groups"}


@pytest.mark.parametrize("text", ["8.8.8.8", "see 1.1.1.1.", "http://9.9.9.9/x"])
def test_a_real_address_is_found_in_any_text(text: str, good: str, catalogue: Catalogue) -> None:
    (problem,) = problems(changed(good, ("Look at the mail log.", text)), catalogue)
    assert (problem.rule, problem.path) == ("real-indicator", "brief.en")


@pytest.mark.parametrize(
    "text", ["192.0.2.1", "10.1.2.3", "127.0.0.1", "0.0.0.0", "255.255.255.0", "1.2.3", "999.1.1.1"]
)
def test_what_belongs_to_nobody_is_no_real_address(text: str, good: str, catalogue: Catalogue) -> None:
    assert load_text(changed(good, ("Look at the mail log.", text)), "x.yaml", catalogue).brief.en == text


@pytest.mark.parametrize("zone", ["www.city.example", "mail.log", "a.test", "66.10.in-addr.arpa"])
def test_an_invented_domain_or_a_files_name_may_stand_in_settings(zone: str, good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("with: {zone: city.example}", f"with: {{zone: {zone}}}"))
    assert load_text(text, "x.yaml", catalogue).timeline[0].id == "zone"


@pytest.mark.parametrize("zone", ["https://evil.com/x", "someone@gmail.com", "EXAMPLE.ORG"])
def test_a_domain_that_somebody_may_own_is_refused_in_settings(zone: str, good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("with: {zone: city.example}", f"with: {{zone: {zone}}}"))
    assert [problem.rule for problem in problems(text, catalogue)] == ["real-indicator"]


def test_a_player_may_report_what_it_found_as_a_moment(good: str, catalogue: Catalogue) -> None:
    text = changed(good, ("kind: ip, value: $source}]}", "kind: ip, value: $source}], timeline: [MOMENT]}"))
    text = changed(text, ("MOMENT", "{type: login, at: $source}"))
    assert "perfect" in load_text(text, "x.yaml", catalogue).players


@pytest.mark.parametrize("text", ["$a", "x$source-b.", "$A", "$1", "$-a", "a$", "$a--b", "${a}", "$HOME"])
def test_a_mention_is_the_same_here_and_in_planning(text: str) -> None:
    names = {name: "VALUE" for name in ("a", "a-b", "b", "source-b", "source", "home")}
    assert filled(text, names) == substitute(text, names)
