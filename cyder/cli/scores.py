"""The command that shows scores, with every reason."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import NotFound
from cyder.exercise.desk import Exercise
from cyder.exercise.grading import released
from cyder.exercise.reporting import over, scorecard
from cyder.model.score import Bucket, Grade, Scorecard, ScoreLine, is_objective
from cyder.model.team_score import TeamLine, TeamScore

Language = Annotated[str, typer.Option("--lang", help="Language of reasons: en or ja.")]


def score(
    context: typer.Context,
    exercise: ExerciseName = None,
    team: Annotated[str | None, typer.Option("--team", "-t", help="Only this team.")] = None,
    explain: Annotated[str | None, typer.Option("--explain", help="Everything about one line, by its id.")] = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Compute scores from the ledger and show them line by line, with reasons and the log lines behind them."""
    if lang not in ("en", "ja"):
        raise NotFound.named("language", lang, ("en", "ja"))
    found = desk_of(context).exercise(exercise)
    if team and team not in found.teams:
        raise NotFound.named("team", team, found.teams)
    cards = [scorecard(found, each) for each in ([team] if team else found.teams)]
    texts = [card_text(card, lang) if explain is None else explained(card, explain, lang) for card in cards]
    data = [{**card.model_dump(mode="json"), "earned": card.earned, "maximum": card.maximum} for card in cards]
    Terminal(json=json).result({"final": over(found), "scores": data}, "\n\n".join([*texts, *_note(found)]))


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(score)


def _note(exercise: Exercise) -> list[str]:
    if not over(exercise):
        return ["provisional: the exercise is not over; teams cannot read this yet"]
    return [] if released(exercise) else [f"teams cannot read this yet: cyder release --exercise {exercise.name}"]


def card_text(card: Scorecard | TeamScore, lang: str = "en") -> str:
    """Return a scorecard for a person: the total, then each line with what was right, missed and wrong.

    A log line that proves several score lines is shown at the first of them.
    """
    rows = [f"{card.team}: {card.earned:.1f} of {card.maximum:.0f} gradable points ({card.share:.0%})"]
    shown: set[str] = set()
    for line in card.lines:
        rows += _line_text(line, lang)
        fresh = [quote for quote in line.evidence[:1] if quote.line not in shown]
        rows += [f"{'':17} {quote.node}:{quote.log}: {quote.line}" for quote in fresh]
        shown |= {quote.line for quote in fresh}
    return "\n".join([*rows, *_profile(card, lang)])


def explained(card: Scorecard, line_id: str, lang: str) -> str:
    """Return everything that decided one line: rule, numbers, what was right, missed and wrong, the log lines, by whom.

    Raises:
        NotFound: the scorecard has no such line.
    """
    line = next((each for each in card.lines if each.id == line_id), None)
    if line is None:
        raise NotFound.named("line", line_id, [each.id for each in card.lines])
    words = _WORDS[lang]
    rows = [
        f"{card.team}: {line.title.in_language(lang)} ({line.id}): {line.earned:g} / {line.maximum:g}",
        f"  {line.reason.in_language(lang)}",
        *([f"  {words['rule']}: {line.formula}"] if line.formula else []),
        *[f"    {name} = {value:g}" for name, value in line.inputs.items()],
    ]
    for word, values in (("right", line.matched), ("missed", line.missed), ("wrong", line.wrong)):
        rows += [f"  {words[word]}: {value.in_language(lang)}" for value in values]
    rows += [f"  {words['log']}: {quote.node}:{quote.log}: {quote.line}" for quote in line.evidence]
    rows.append(f"  {words['by']}: {line.by}; {words['configuration']} {card.configuration[:12]}")
    return "\n".join(rows)


def _profile(card: Scorecard | TeamScore, lang: str) -> list[str]:
    """Return the share of each phase, and how each objective was met: what training needs beside the sum."""
    phases = "  ".join(f"{PHASE_NAMES[lang][phase]} {share:.0%}" for phase, share in card.profile.items())
    rows = [f"  {phases}"] if phases else []
    for line in card.lines:
        if line.grade and is_objective(line.id):
            rows.append(f"  {line.grade} {line.title.in_language(lang)}: {GRADES[lang][line.grade]}")
    return rows


PHASE_NAMES: dict[str, dict[Bucket, str]] = {
    "en": {"detect": "Detect", "respond": "Respond", "recover": "Recover", "report": "Report"},
    "ja": {"detect": "検知・分析", "respond": "対処", "recover": "復旧", "report": "報告"},
}
GRADES: dict[str, dict[Grade, str]] = {
    "en": {
        "P": "performed without challenges",
        "S": "performed with some challenges",
        "M": "performed with major challenges",
        "U": "unable to be performed",
    },
    "ja": {
        "P": "支障なく実施できた",
        "S": "一部に課題があるが実施できた",
        "M": "大きな課題があるが実施できた",
        "U": "実施できなかった",
    },
}
_WORDS = {
    "en": {
        "right": "right",
        "missed": "missed",
        "wrong": "wrong",
        "rule": "rule",
        "log": "log line",
        "by": "graded by",
        "configuration": "configuration",
    },
    "ja": {
        "right": "正解",
        "missed": "漏れ",
        "wrong": "誤り",
        "rule": "計算式",
        "log": "ログ",
        "by": "採点者",
        "configuration": "設定",
    },
}


def _line_text(line: ScoreLine | TeamLine, lang: str) -> list[str]:
    rows = [
        f"  {line.earned:6.1f} / {line.maximum:<5.0f} {line.title.in_language(lang)}: {line.reason.in_language(lang)}"
    ]
    for word, values in (("right", line.matched), ("missed", line.missed), ("wrong", line.wrong)):
        if values:
            told = ", ".join(value.in_language(lang) for value in values)
            rows.append(f"{'':17} {_WORDS[lang][word]}: {told}")
    return rows
