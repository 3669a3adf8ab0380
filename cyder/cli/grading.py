"""Commands about what people decide: rubric and marks, appeals and adjustments, copies, and the release of scores."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise import appeals as hearing
from cyder.exercise import copies as copying
from cyder.exercise import grading as use

TeamName = Annotated[str, typer.Argument(metavar="TEAM", help="Which team.")]
Line = Annotated[str, typer.Argument(metavar="LINE", help="The score line's id, as `cyder score --json` names it.")]


def rubric(context: typer.Context, exercise: ExerciseName = None, json: Json = False) -> None:
    """Show what people grade, with an anchor for each mark."""
    known = use.rubric(desk_of(context).exercise(exercise))
    lines = []
    for name, criterion in known.items():
        lines.append(f"{name}  {criterion.title.ja} / {criterion.title.en}  (weight {criterion.weight:g})")
        lines += [f"  {mark:>3}  {text.ja} / {text.en}" for mark, text in sorted(criterion.anchors.items())]
    data = {name: criterion.model_dump(mode="json") for name, criterion in known.items()}
    Terminal(json=json).result(data, "\n".join(lines) or "this exercise has no rubric")


def grade(
    context: typer.Context,
    team: TeamName,
    criterion: Annotated[str, typer.Argument(help="What is graded, as `cyder rubric` names it.")],
    mark: Annotated[int, typer.Argument(help="0, 25, 50, 75 or 100.")],
    grader: Annotated[str, typer.Option("--as", help="Who gives the mark; graders do not see each other's.")],
    comment: Annotated[str, typer.Option("--comment", help="Why, for the team to read.")] = "",
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Give a team a mark for one criterion. Your later mark takes the place of an earlier one of yours."""
    found = desk_of(context).exercise(exercise)
    use.grade(found, team, criterion, mark, grader=grader, comment=comment)
    Terminal(json=json).result(
        {"team": team, "criterion": criterion, "mark": mark, "grader": grader}, f"{grader}: {team}, {criterion}: {mark}"
    )


def marks(
    context: typer.Context,
    grader: Annotated[str | None, typer.Option("--as", help="Show what this grader may see.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show all marks: for whoever leads the grading.")] = False,
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Show marks: your own, and the others' once two have graded the same."""
    if (grader is None) != everything:
        raise typer.BadParameter("say who you are with --as NAME, or --all")
    found = use.marks(desk_of(context).exercise(exercise), grader=grader)
    lines = [f"{one.team}  {one.criterion}  {one.mark:>3}  {one.grader}  {one.comment}".rstrip() for one in found]
    Terminal(json=json).result([vars(one) for one in found], "\n".join(lines) or "no mark yet")


def release(context: typer.Context, exercise: ExerciseName = None, json: Json = False) -> None:
    """Let teams read their scores, once the exercise is over."""
    found = desk_of(context).exercise(exercise)
    new = use.release(found, author="instructor")
    said = "teams may read their scores now" if new else "teams could read their scores already"
    Terminal(json=json).result({"released": True, "new": new}, said)


def appeal(
    context: typer.Context,
    line: Line,
    text: Annotated[str, typer.Argument(help="Why you do not agree.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Say why you do not agree with a line of your score. An instructor answers; asking costs nothing."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    number = hearing.appeal(found, who, line, text, author=who)
    Terminal(json=json).result({"team": who, "appeal": number}, f"{who}: appeal {number} about '{line}' is noted")


def appeals(context: typer.Context, exercise: ExerciseName = None, json: Json = False) -> None:
    """List appeals and how they were answered."""
    found = desk_of(context).exercise(exercise)
    known = hearing.appeals(found)
    lines = []
    for one in known:
        lines.append(f"{one.number}  {one.at.astimezone(found.zone):%H:%M:%S}  {one.team}  {one.line}: {one.text}")
        lines += [f"    {answer.points:+g}: {answer.reason}" for answer in one.answers]
    data = [
        {**vars(one), "at": one.at.isoformat(), "answers": [answer.model_dump(mode="json") for answer in one.answers]}
        for one in known
    ]
    Terminal(json=json).result(data, "\n".join(lines) or "nobody has appealed")


def adjust(
    context: typer.Context,
    team: TeamName,
    line: Line,
    points: Annotated[
        float, typer.Argument(help="How many to add; below 0 takes away (after --), 0 refuses an appeal.")
    ],
    reason: Annotated[str, typer.Argument(help="Why, for the team to read.")],
    answers: Annotated[
        int | None, typer.Option("--appeal", help="The appeal that this answers, by its number.")
    ] = None,
    author: Annotated[str, typer.Option("--as", help="Who decides.")] = "instructor",
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Add points to a line of a team's score, or take some away; it becomes a line of its own, with your reason."""
    found = desk_of(context).exercise(exercise)
    hearing.adjust(found, team, line, points, reason, author=author, answers=answers)
    Terminal(json=json).result({"team": team, "line": line, "points": points}, f"{team}: {line} {points:+g}: {reason}")


def copies(context: typer.Context, exercise: ExerciseName = None, json: Json = False) -> None:
    """Show values that a team reported although they are another team's: nothing is taken off by itself."""
    found = copying.copies_in(desk_of(context).exercise(exercise))
    lines = [f"{one.team}: {one.value} belongs to {one.belongs_to}" for one in found]
    Terminal(json=json).result(
        [vars(one) for one in found], "\n".join(lines) or "no value of another team was reported"
    )


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (rubric, grade, marks, release, appeal, appeals, adjust, copies):
        app.command()(command)
