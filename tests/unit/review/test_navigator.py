"""The layer for the ATT&CK Navigator."""

from __future__ import annotations

from typing import Any

from cyder.model.attack import TECHNIQUES
from cyder.review.navigator import COLOURS, layer
from tests.unit.review import runs
from tests.unit.scoring import ledgers


def techniques(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["techniqueID"]: one for one in made["techniques"]}


def test_a_layer_says_which_attack_it_is_for() -> None:
    made = layer(runs.told())
    assert made["versions"] == {"attack": "19", "navigator": "5.2.0", "layer": "4.5"}
    assert made["domain"] == "enterprise-attack"
    assert "2 happened, 1 blocked, 1 prevented, 1 broken, 1 skipped" in made["description"]
    assert "annulled is void: a drill line was missing; never reached: late" in made["description"]


def test_a_technique_has_the_colour_of_what_counts_most_and_a_line_for_each_event() -> None:
    guess = techniques(layer(runs.told()))["T1110.001"]
    assert guess["tactic"] == TECHNIQUES["T1110.001"].tactic == "credential-access"
    assert guess["color"] == COLOURS["happened"]
    first, second, *_ = guess["comment"].splitlines()
    assert first == "burst (cred.imap-guess) happened, 2026-11-23T15:00:03+09:00: it succeeded; 2 log lines"
    assert second == "again (cred.imap-guess) blocked, 2026-11-23T15:00:20+09:00: it blocked"
    assert "annulled" not in guess["comment"]


def test_what_was_only_tried_never_looks_like_a_deed() -> None:
    made = techniques(layer(runs.told(ledgers.ledger((20.0, runs.outcome("again", "blocked"))))))
    assert made["T1110.001"]["color"] == COLOURS["blocked"]
    assert "happened" not in made["T1110.001"]["comment"]


def test_a_parent_is_unfolded_so_that_its_sub_technique_is_seen() -> None:
    made = techniques(layer(runs.told()))
    assert made["T1110"] == {"techniqueID": "T1110", "tactic": "credential-access", "showSubtechniques": True}
    assert made["T1133"]["showSubtechniques"] is False


def test_every_tactic_is_one_of_the_release() -> None:
    assert all(
        one["tactic"] in {known.tactic for known in TECHNIQUES.values()} for one in layer(runs.told())["techniques"]
    )
