"""Drafts are saved as they are, and nobody writes over what they have not seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from cyder.model.draft import Draft
from cyder.store import ExerciseRecord, Store


def test_a_team_without_a_draft_has_a_blank_one(store: Store, record: ExerciseRecord) -> None:
    assert store.drafts(record).read("team1") == Draft()


def test_what_is_saved_is_read_whatever_it_is(store: Store, record: ExerciseRecord) -> None:
    drafts = store.drafts(record)
    saved, done = drafts.save("team1", "stage: [half a thought\n", author="member-1", base=0)
    assert done
    assert saved.revision == 1
    assert drafts.read("team1") == saved
    assert saved.saved_at is not None
    assert drafts.read("team2") == Draft()
    assert store.ledger(record).entries() == []


def test_whoever_did_not_see_the_last_save_is_shown_it_instead(store: Store, record: ExerciseRecord) -> None:
    drafts = store.drafts(record)
    first, _ = drafts.save("team1", "a", author="member-1", base=0)
    second, _ = drafts.save("team1", "b", author="member-2", base=first.revision)
    for base in (0, 1, 7):
        assert drafts.save("team1", "c", author="member-1", base=base) == (second, False)
    assert drafts.read("team1").text == "b"


def test_a_discarded_draft_does_not_come_back_by_an_old_revision(store: Store, record: ExerciseRecord) -> None:
    drafts = store.drafts(record)
    first, _ = drafts.save("team1", "a", author="member-1", base=0)
    gone, _ = drafts.save("team1", "", author="member-1", base=first.revision)
    assert drafts.read("team1").text == ""
    assert drafts.save("team1", "old", author="member-2", base=first.revision) == (gone, False)


def test_of_many_who_save_at_once_one_does(store: Store, record: ExerciseRecord) -> None:
    drafts = store.drafts(record)
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda n: drafts.save("team1", f"text {n}", author=f"m{n}", base=0), range(16)))
    (winner,) = [draft for draft, done in saved if done]
    assert {draft.text for draft, _ in saved} == {winner.text} == {drafts.read("team1").text}


def test_drafts_of_two_exercises_are_apart(store: Store, record: ExerciseRecord) -> None:
    other = store.create("b", scenario_text="", scenario_name="", scenario_digest="", secret=b"", teams=1, seeded=False)
    store.drafts(record).save("team1", "a", author="x", base=0)
    assert store.drafts(other).read("team1") == Draft()
