"""What is drawn for a team: invented, its own, and never its neighbour's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations, pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.errors import BadInput
from cyder.model.base import LocalText
from cyder.model.scenario import DomainVariable, Scenario, Style
from cyder.model.seed import Seed
from cyder.planning.addresses import fixed_addresses
from cyder.planning.domains import labels
from cyder.planning.draw import draw, draw_domain
from cyder.planning.resolve import Resolved
from cyder.staff.people import people

Resolver = Callable[..., Resolved]
STYLES: tuple[Style, ...] = get_args(Style)
KINDS = st.one_of(
    st.just({"kind": "address", "network": "outside"}),
    st.just({"kind": "staff"}),
    st.sampled_from(STYLES).map(lambda style: {"kind": "domain", "style": style}),
    st.lists(st.text("abc", min_size=1), min_size=4, max_size=9, unique=True).map(
        lambda texts: {"kind": "choice", "of": tuple(texts)}
    ),
)
LAN = {
    "networks": {"office": {"subnet": "10.66.0.0/24"}, "outside": {"subnet": "203.0.113.0/24"}},
    "nodes": {"pc": {"role": "client", "on": ["office"], "names": ["minato-shoji.example"]}},
}


def scenario(variables: dict[str, dict[str, object]]) -> Scenario:
    """Return a scenario with one PC and these variables."""
    text = {"en": "x", "ja": "x"}
    return Scenario.model_validate(
        {
            "scenario": "draws",
            "title": text,
            "duration": 60,
            "brief": text,
            "organisation": {"name": text, "domain": "city.example", "staff": 60},
            "variables": variables,
            "lan": LAN,
            "timeline": [{"id": "call", "at": 0, "inject": "phone", "from": text, "text": text}],
        }
    )


def drawn(written: Scenario, team: str, secret: bytes) -> dict[str, str]:
    """Return what a team draws."""
    staff = people(written.organisation, Seed(b"town"))
    return draw(written, fixed_addresses(written, frozenset()), staff, team, Seed(secret).child(team))[0]


@settings(max_examples=60, deadline=None)
@given(
    kinds=st.lists(KINDS, min_size=1, max_size=8), secret=st.binary(min_size=1, max_size=8), first=st.integers(1, 40)
)
def test_neighbouring_teams_share_no_value_of_any_variable(
    kinds: list[dict[str, object]], secret: bytes, first: int
) -> None:
    written = scenario({f"v{index}": kind for index, kind in enumerate(kinds)})
    teams = [drawn(written, f"team{number}", secret) for number in range(first, first + 4)]
    for one, other in combinations(teams, 2):
        assert [name for name in written.variables if one[name] == other[name]] == []


@pytest.mark.parametrize("secret", [b"a", b"b", b"c", b"d"])
def test_neighbours_draw_different_people_even_where_a_department_is_small(secret: bytes) -> None:
    written = scenario({f"v{index}": {"kind": "staff", "department": "soumu"} for index in range(3)})
    text = LocalText(en="x", ja="x")
    organisation = written.organisation.model_copy(update={"staff": 12, "departments": {"soumu": text, "joho": text}})
    written = written.model_copy(update={"organisation": organisation})
    teams = [drawn(written, f"team{number}", secret) for number in range(1, 10)]
    for one, other in pairwise(teams):
        assert [name for name in written.variables if one[name] == other[name]] == []
    assert all(len(set(team.values())) == 3 for team in teams)


@pytest.mark.parametrize("style", STYLES)
def test_a_team_draws_twenty_different_domains_of_a_style_and_is_told_when_they_are_used_up(style: Style) -> None:
    taken = ["minato-shoji.example"]
    with pytest.raises(BadInput, match=f"variables.last: no name of the style '{style}' is left"):
        for _ in range(len(labels(style))):
            taken.append(
                draw_domain("last", DomainVariable(kind="domain", style=style), taken, seed=Seed(b"x"), hand=0)
            )
    assert len(taken) == len(set(taken)) == (20 if style == "shop" else 21)
    assert {name.rpartition(".")[2] for name in taken} <= {"example", "test"}


def test_no_invented_name_is_of_two_styles() -> None:
    every = list(chain.from_iterable(map(labels, STYLES)))
    assert len(every) == len(set(every)) == 80 * len(STYLES)


def test_a_node_bears_the_names_that_were_drawn(resolved: Resolver, small: dict[str, Any]) -> None:
    small["variables"]["shop"] = {"kind": "domain", "style": "shop"}
    small["variables"]["page"] = {"kind": "choice", "of": ["a.example", "b.example", "c.example", "d.example"]}
    small["lan"]["nodes"]["intruder"]["names"] = {"$shop": "$source", "www.$shop": "", "$page": "$source"}
    for one in (resolved("team1"), resolved("team2")):
        shop, page, source = (one.values[name] for name in ("shop", "page", "source"))
        assert one.topology.node("intruder").names == ((shop, source), (f"www.{shop}", source), (page, source))
