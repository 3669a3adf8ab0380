"""What really happened, for other programs: the same ledger gives the same bytes, and nothing that did not happen."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cyder.errors import NotFound, Refused
from cyder.exercise.conducting import conduct
from cyder.exercise.desk import Exercise
from cyder.exercise.raising import up
from cyder.exercise.truth import Form, truth, written
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.attack import TECHNIQUES
from tests.townhall import desk_in_memory

SCENARIO = Path(__file__).parents[2] / "replays" / "twelve.yaml"


@pytest.fixture
def exercise(places: Places) -> Exercise:
    """Return the twelve events, played to a team that blocked the source in time."""
    made = up(desk_in_memory(places), str(SCENARIO), teams=1, name="twelve", seed="exports", voice=Silence())
    source = made.resolved("team1").values["source"]

    def block() -> None:
        words = ["nft", "add", "element", "inet", "filter", "blocked", f"{{ {source} }}"]
        made.lan("team1").node("gw").run(words)

    conduct(made, speed=0, voice=Silence(), players={"team1": block})
    return made


def exported(exercise: Exercise, form: Form) -> Any:
    text = written(truth(exercise, None, form, now=False))
    assert text == written(truth(exercise, None, form, now=False))
    return json.loads(text)


def kinds(bundle: Any) -> Counter[str]:
    return Counter(one["type"] for one in bundle["objects"])


def test_a_navigator_layer_has_each_technique_with_how_its_events_ended(exercise: Exercise) -> None:
    layer = exported(exercise, Form.NAVIGATOR)
    found = {one["techniqueID"]: one for one in layer["techniques"]}
    assert {"T1110.001", "T1590.002"} <= set(found)
    assert {id for id in found if "." in id} <= set(TECHNIQUES)
    assert layer["versions"]["attack"] == "19"
    assert "burst" in found["T1110.001"]["comment"]
    assert "again" in found["T1110.001"]["comment"]
    assert found["T1110.001"]["tactic"] == "credential-access"


def test_a_stix_bundle_has_ids_of_its_own_and_every_reference_is_in_it(exercise: Exercise) -> None:
    bundle = exported(exercise, Form.STIX)
    ids = [one["id"] for one in bundle["objects"]]
    assert len(ids) == len(set(ids))
    assert all(one["id"].startswith(f"{one['type']}--") for one in bundle["objects"])
    mentioned = {
        value
        for one in bundle["objects"]
        for key, values in one.items()
        if key.endswith(("_ref", "_refs"))
        for value in (values if isinstance(values, list) else [values])
    }
    assert mentioned <= set(ids)


def test_a_stix_bundle_tells_what_happened_and_not_what_was_kept_out(exercise: Exercise) -> None:
    bundle = exported(exercise, Form.STIX)
    assert kinds(bundle)["attack-flow"] == 1
    actions = [one for one in bundle["objects"] if one["type"] == "attack-action"]
    assert {one["technique_id"] for one in actions} <= {"T1110.001", "T1590.002"}
    assert all(one["execution_start"] <= one["execution_end"] for one in actions)
    source = exercise.resolved("team1").values["source"]
    addresses = [one["value"] for one in bundle["objects"] if one["type"] == "ipv4-addr"]
    assert addresses == [source]


def test_plain_json_has_every_event_with_its_ending(exercise: Exercise) -> None:
    endings = {one["event"]: one["ending"] for one in exported(exercise, Form.JSON)["events"]}
    assert endings["burst"] == "happened"
    assert endings["again"] != "happened"
    assert endings["third"] != "happened"


def test_it_is_refused_while_the_exercise_goes_on_and_for_a_team_there_is_not(places: Places) -> None:
    made = up(desk_in_memory(places), str(SCENARIO), teams=1, name="twelve", seed=None, voice=Silence())
    with pytest.raises(Refused, match="has not begun"):
        truth(made, None, Form.JSON, now=False)
    with pytest.raises(NotFound, match="did you mean 'team1'"):
        truth(made, "team9", Form.JSON, now=True)
