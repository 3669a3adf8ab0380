"""Trainees derived from the perfect one do what their names say."""

from __future__ import annotations

from cyder.exercise.trainees import clumsily, clumsy, told_by
from cyder.model.scenario import PlayerStep

LOOK = PlayerStep.model_validate({"on": "pc", "run": ["ls"], "find": {"file": "(.+)"}})
MEND = [PlayerStep.model_validate({"on": "pc", "run": ["rm", str(number)]}) for number in range(4)]
REPORT = {
    "summary": "Done.",
    "indicators": [{"kind": "ip", "value": f"203.0.113.{n}"} for n in range(5)],
    "assets": [{"host": "pc1", "role": "initial-victim"}],
    "timeline": [{"type": "c2", "at": "2026-11-26T08:42:37.5+09:00"}, {"type": "c2", "at": "2026-11-26T08:42:37Z"}],
}


def test_the_clumsy_look_at_everything_and_mend_half() -> None:
    assert clumsy([LOOK, *MEND, LOOK]) == [LOOK, *MEND[:2], LOOK]


def test_the_clumsy_name_half_of_the_indicators_and_a_host_that_was_none() -> None:
    said = clumsily(REPORT, ["pc1", "mail"], "Asia/Tokyo")
    assert [each["value"] for each in said["indicators"]] == ["203.0.113.0", "203.0.113.2", "203.0.113.4"]
    assert said["assets"] == [*REPORT["assets"], {"host": "mail", "role": "pivot"}]


def test_the_clumsy_take_the_wall_clock_for_utc() -> None:
    told = [each["at"] for each in clumsily(REPORT, ["pc1"], "Asia/Tokyo")["timeline"]]
    assert told == ["2026-11-26T08:42:37.500000+00:00", "2026-11-26T17:42:37+00:00"]


def test_what_the_clumsy_do_not_say_stays_unsaid() -> None:
    assert clumsily({"summary": "Nothing found."}, [], "Asia/Tokyo") == {"summary": "Nothing found."}


def test_what_was_not_found_is_in_no_report() -> None:
    report = {
        "summary": "$account opened $file.",
        "assets": [{"host": "$host", "role": "pivot"}, {"host": "pc1", "finding": "by $account"}],
        "techniques": ["T1110.001", "$technique"],
        "data_impact": {"records": "$number", "involved": "none"},
    }
    assert told_by(report, {"account"}) == {
        "summary": "$account opened ?.",
        "assets": [{"host": "pc1", "finding": "by $account"}],
        "techniques": ["T1110.001"],
        "data_impact": {"involved": "none"},
    }
