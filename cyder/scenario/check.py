"""Every check of what a scenario refers to, in the order in which an author would want to hear of it."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import Problem
from cyder.scenario.checks_actions import actions_exist, ends_exist, objectives_exist, sources_suit, targets_suit
from cyder.scenario.checks_addresses import (
    address_variables_fit,
    addresses_are_used_once,
    addresses_fit,
    names_are_used_once,
    names_stand_for_own_addresses,
)
from cyder.scenario.checks_conditions import (
    called_events,
    conditions_can_come_about,
    conditions_name_what_exists,
    events_do_not_wait_for_themselves,
    outcomes_are_known_in_time,
)
from cyder.scenario.checks_injects import mails_are_mails
from cyder.scenario.checks_judging import (
    availability_has_services,
    hints_are_about_lines,
    objectives_can_be_met,
    services_are_on_nodes,
    truths_are_about_something,
    values_have_their_form,
)
from cyder.scenario.checks_lan import (
    access_only_narrows,
    networks_exist,
    node_names_are_free,
    roles_exist,
    subnets_are_apart,
    subnets_are_nobodys,
    subnets_suffice,
)
from cyder.scenario.checks_people import (
    staff_suffices,
    time_zone_exists,
    users_are_staff,
)
from cyder.scenario.checks_phases import phases_exist, phases_have_events
from cyder.scenario.checks_players import (
    patterns_find_one_thing,
    player_reports_have_the_form,
    players_go_where_they_may,
    players_know_what_they_found,
    players_speak_to_somebody,
    steps_are_one_thing,
)
from cyder.scenario.checks_settings import action_settings_fit, role_settings_fit
from cyder.scenario.checks_timeline import (
    awaited_events_exist,
    event_names_differ,
    events_are_within,
    events_have_one_moment,
    events_wait_for_others,
    exercise_has_length,
    objectives_have_time,
)
from cyder.scenario.checks_variables import (
    choices_are_as_they_stand,
    names_are_of_domains,
    variables_are_declared,
    variables_draw_from_something,
)
from cyder.scenario.document import Path
from cyder.scenario.draft import Check, Draft

CHECKS: tuple[Check, ...] = (
    exercise_has_length,
    time_zone_exists,
    staff_suffices,
    variables_are_declared,
    variables_draw_from_something,
    choices_are_as_they_stand,
    names_are_of_domains,
    subnets_are_nobodys,
    subnets_are_apart,
    subnets_suffice,
    node_names_are_free,
    roles_exist,
    networks_exist,
    access_only_narrows,
    users_are_staff,
    addresses_fit,
    address_variables_fit,
    addresses_are_used_once,
    names_stand_for_own_addresses,
    names_are_used_once,
    role_settings_fit,
    event_names_differ,
    phases_exist,
    phases_have_events,
    events_have_one_moment,
    awaited_events_exist,
    events_wait_for_others,
    events_are_within,
    conditions_name_what_exists,
    conditions_can_come_about,
    events_do_not_wait_for_themselves,
    called_events,
    outcomes_are_known_in_time,
    mails_are_mails,
    actions_exist,
    ends_exist,
    targets_suit,
    sources_suit,
    objectives_exist,
    action_settings_fit,
    objectives_have_time,
    objectives_can_be_met,
    services_are_on_nodes,
    availability_has_services,
    truths_are_about_something,
    values_have_their_form,
    hints_are_about_lines,
    steps_are_one_thing,
    players_go_where_they_may,
    patterns_find_one_thing,
    players_know_what_they_found,
    players_speak_to_somebody,
    player_reports_have_the_form,
)


_MOST: tuple[tuple[Path, int], ...] = (
    (("lan", "nodes"), 500),
    (("lan", "networks"), 100),
    (("timeline",), 1000),
    (("variables",), 500),
    (("objectives",), 100),
    (("phases",), 100),
    (("contacts",), 100),
    (("organisation", "departments"), 500),
    (("players",), 20),
    (("duties",), 50),
    (("guide", "watch"), 50),
    (("guide", "mistakes"), 50),
    (("guide", "debrief"), 50),
)


def sizes(draft: Draft) -> Iterator[Problem]:
    """Yield what is larger than anybody meant, before checks that compare everything with everything."""
    for path, most in _MOST:
        entries = draft.written(path) or ()
        if len(entries) > most:
            message = f"{len(entries)} entries, where there may be {most} at most"
            yield draft.problem(path, message, hint="leave some out", rule="too-many-entries", key=True)


def check(draft: Draft) -> Iterator[Problem]:
    """Yield what every check finds."""
    for one in CHECKS:
        yield from one(draft)
