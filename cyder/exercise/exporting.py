"""Use case: hand a report that a team filed to others, in one of the forms they take."""

from __future__ import annotations

from cyder.exercise.attaching import attached_files
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import filed_report
from cyder.review.forms import Context, Exported, format_named


def export_report(exercise: Exercise, team: str, form: str, language: str, version: int | None = None) -> Exported:
    """Return one version of a team's report in a form, for a reader of ja or en; without a number the latest.

    Raises:
        NotFound: there is no such team, version or form.
    """
    made = format_named(form)
    filed = filed_report(exercise, team, version)
    name = f"{exercise.name}-{team}-report-{filed.version}.{made.suffix}"
    text = made.text(filed, context_of(exercise, team, language))
    return Exported(name=name, media_type=made.media_type, text=text)


def context_of(exercise: Exercise, team: str, language: str) -> Context:
    """Return what is around the reports of a team."""
    scenario = exercise.scenario
    return Context(
        exercise=exercise.name,
        title=scenario.title,
        organisation=scenario.organisation.name,
        domain=scenario.organisation.domain,
        team=team,
        zone=scenario.organisation.time_zone,
        language=language,
        attachments=tuple(attached_files(exercise, team)),
    )
