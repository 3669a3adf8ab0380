"""Checks on the organisation and its staff."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from cyder.errors import Problem
from cyder.model.scenario import StaffVariable
from cyder.scenario.draft import Draft
from cyder.scenario.names import MENTION


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def time_zone_exists(draft: Draft) -> Iterator[Problem]:
    """Find a time zone that the machine has no data for."""
    path, zone, known = ("organisation", "time_zone"), draft.scenario.organisation.time_zone, _zones()
    if not known:
        hint = "install the system's package 'tzdata'"
        yield draft.problem(path, "this machine has no time zone data", hint=hint, rule="unknown-time-zone")
    elif zone not in known:
        near = difflib.get_close_matches(zone, known, n=1)
        guess = f"; did you mean '{near[0]}'?" if near else ""
        hint = "use a name of the IANA database: 'Asia/Tokyo'"
        yield draft.problem(path, f"unknown time zone '{zone}'{guess}", hint=hint, rule="unknown-time-zone")


def users_are_staff(draft: Draft) -> Iterator[Problem]:
    """Find users of a node that are no member of staff."""
    for name, entry in draft.scenario.lan.nodes.items():
        for index, user in enumerate(entry.users):
            mention = MENTION.fullmatch(user)
            variable = draft.scenario.variables.get(mention[1]) if mention else None
            if (mention is None and not MENTION.search(user)) or (variable and not isinstance(variable, StaffVariable)):
                path = ("lan", "nodes", name, "users", index)
                message = f"'{user}' is not a member of staff"
                hint = "name a variable of kind staff: '$victim'; accounts differ from team to team"
                yield draft.problem(path, message, hint=hint, rule="user-not-staff")


def staff_suffices(draft: Draft) -> Iterator[Problem]:
    """Find organisations with fewer people than the variables need, the probes' own member of staff included."""
    organisation, wanted = draft.scenario.organisation, draft.staff_variables
    path = ("organisation", "staff")
    if len(wanted) + 1 > organisation.staff:
        message = f"{organisation.staff} people are too few: the variables and the probes need {len(wanted) + 1}"
        hint = f"write {len(wanted) + 1} or more"
        yield draft.problem(path, message, hint=hint, rule="too-few-staff")
        return
    by_department = Counter(variable.department for variable in wanted)
    anybody = by_department.pop(None, 0)
    shares = len(organisation.departments)
    for department, count in by_department.items():
        if department in organisation.departments and organisation.staff // shares < count + anybody:
            least = (count + anybody) * shares
            message = f"{organisation.staff} people are too few: '{department}' must have {count + anybody}"
            hint = f"write {least} or more: departments get equal shares"
            yield draft.problem(path, message, hint=hint, rule="too-few-staff")
