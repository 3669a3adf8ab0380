"""A team's variables, drawn from its seed so that neighbouring teams share none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cyder.errors import BadInput
from cyder.model.people import Person
from cyder.model.scenario import AddressVariable, ChoiceVariable, DomainVariable, Scenario, StaffVariable
from cyder.model.seed import Seed
from cyder.planning.addresses import Fixed
from cyder.planning.domains import labels
from cyder.planning.variables import HANDS, draw_canary, draw_person, hand_of


def draw(
    scenario: Scenario, fixed: Fixed, staff: Sequence[Person], team: str, seed: Seed
) -> tuple[dict[str, str], Person]:
    """Return the team's variables, and the canary, who is none of them.

    Raises:
        BadInput: a network, a department or the names of a style are used up.
    """
    hand, values = hand_of(team), dict[str, str]()
    victims, named = set[str](), _names(scenario)
    roles = {name: each for name, each in scenario.variables.items() if isinstance(each, StaffVariable)}
    for name, variable in scenario.variables.items():
        match variable:
            case AddressVariable():
                values[name] = fixed.pools[variable.network].draw(name, seed, hand)
            case StaffVariable():
                values[name] = draw_person(name, roles, staff, victims, seed=seed, hand=hand).account
                victims.add(values[name])
            case DomainVariable():
                values[name] = draw_domain(name, variable, named, seed=seed, hand=hand)
                named.add(values[name])
            case ChoiceVariable():
                values[name] = seed.pick(f"variable/{name}", variable.of[hand::HANDS])
    return values, draw_canary(staff, victims, seed)


def draw_domain(name: str, variable: DomainVariable, taken: Iterable[str], *, seed: Seed, hand: int) -> str:
    """Return an invented domain under which none of the names `taken` stands.

    Raises:
        BadInput: none is left.
    """
    used = {part for one in taken for part in one.split(".")}
    free = [label for label in labels(variable.style)[hand::HANDS] if label not in used]
    if not free:
        message = f"variables.{name}: no name of the style '{variable.style}' is left"
        raise BadInput(message, hint="draw some of the domains in another style")
    return f"{seed.pick(f'variable/{name}', free)}.{seed.pick(f'variable/{name}/under', ('example', 'test'))}"


def _names(scenario: Scenario) -> set[str]:
    """Return the names that are somebody's already: the organisation's, the machines', and those to choose from."""
    choices = (one for variable in scenario.variables.values() if variable.kind == "choice" for one in variable.of)
    borne = (name for entry in scenario.lan.nodes.values() for name in entry.names)
    return {scenario.organisation.domain, *borne, *choices}
