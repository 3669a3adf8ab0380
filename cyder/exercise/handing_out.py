"""Use case: the pages that are handed out around an exercise, before anybody plays it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cyder.contracts.action import Action, Scene
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, CyderError, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.foreseeing import foreseen
from cyder.model.base import LocalText
from cyder.model.documents import Language
from cyder.model.evidence import Truth
from cyder.model.scenario import Objective, Scenario
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent
from cyder.planning.graph import graph
from cyder.planning.resolve import Resolved, resolve
from cyder.review.handouts import KINDS, Attack, Material, Way, handout

LANGUAGES: tuple[Language, ...] = ("ja", "en")


def preview(scenario: Scenario, seed: str, catalogue: Catalogue) -> Material:
    """Return what there is to hand out of a scenario that nobody plays yet, with values drawn from a seed."""
    own = Seed(seed.encode()).child("team1")
    resolved = resolve(scenario, "team1", own, catalogue, exercise=scenario.scenario)
    about = LocalText(en=f"a preview, drawn from the seed '{seed}'", ja=f"プレビュー(シード「{seed}」)")
    return _material(scenario, resolved, own, catalogue, about)


def of_team(exercise: Exercise, team: str) -> Material:
    """Return what there is to hand out of an exercise, with one team's own values.

    Raises:
        NotFound: there is no such team.
    """
    resolved = exercise.furnished(team)
    about = LocalText(en=f"{team} of exercise '{exercise.name}'", ja=f"演習「{exercise.name}」の{team}")
    return _material(exercise.scenario, resolved, exercise.seed(team), exercise.desk.catalogue, about)


def write_handouts(material: Material, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write every handout in both languages, trainees' and instructors' in folders of their own; return the files.

    Raises:
        Refused: the folder holds something already and `force` was not said.
        BadInput: it is no folder, or cannot be written to.
    """
    made = {
        folder / readers / language / f"{kind}.html": handout(material, kind, language)
        for kind, readers in KINDS.items()
        for language in LANGUAGES
    }
    try:
        if folder.is_dir() and any(folder.iterdir()) and not force:
            raise Refused(f"{folder} is not empty", hint="give a new folder, or --force to write over its pages")
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}", hint="give a folder that you may write to") from None
    return tuple(made)


def _material(scenario: Scenario, resolved: Resolved, seed: Seed, catalogue: Catalogue, about: LocalText) -> Material:
    return Material(
        scenario=scenario.model_copy(update={"truth": resolved.truth, "hints": resolved.hints}),
        events=resolved.events,
        attacks={attack.event.id: attack for attack in _attacks(scenario, resolved, seed, catalogue)},
        graph=graph(scenario, catalogue),
        about=about,
    )


def _attacks(scenario: Scenario, resolved: Resolved, seed: Seed, catalogue: Catalogue) -> Iterator[Attack]:
    """Yield what every event of the attacker's claims, asked of a LAN in memory: none has to stand."""
    for event, action, scene in foreseen(resolved, seed, catalogue):
        yield _attack(event, action, scene, scenario, resolved)


def _attack(event: ActionEvent, action: Action, scene: Scene, scenario: Scenario, resolved: Resolved) -> Attack:
    techniques = action.techniques
    try:
        truth = action.truth(scene, ())
        return Attack(
            event=event,
            title=action.title,
            techniques=tuple(dict.fromkeys((*techniques, *truth.techniques))),
            truth=truth,
            logs=tuple(dict.fromkeys(_place(one.node, one.log, resolved) for one in action.emits(scene))),
            looks=tuple(one.look for one in action.sightings(scene)),
            ways={name: tuple(_ways(action, scene, scenario.objectives[name])) for name in event.objectives},
        )
    except CyderError:  # it cannot be played: `cyder scenario validate` says why
        return Attack(event, action.title, techniques, Truth(), (), (), {})


def _ways(action: Action, scene: Scene, objective: Objective) -> Iterator[Way]:
    """Yield the ways that count for an objective."""
    offered = action.recovery(scene) if objective.kind == "recovery" else action.containment(scene)
    for way in offered:
        if not objective.ways or way.id in objective.ways:
            yield Way(way.id, tuple(str(command) for command in way.typed))


def _place(node: str, log: str, resolved: Resolved) -> str:
    known = resolved.roles[node].logs
    return f"{node}:{known[log].path if log in known else log}"
