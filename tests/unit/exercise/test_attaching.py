"""Files of a team: limits hold, whoever asks at once, and bytes come back as they were."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cyder.errors import BadInput, CyderError, NotFound, Refused
from cyder.exercise.attaching import attach_file, attached_file, attached_files, read_attachment_file
from cyder.exercise.desk import Exercise
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.ledger import Ended, Started
from cyder.model.media import LARGEST, MOST_FILES
from tests.townhall import desk_in_memory


@pytest.fixture
def exercise(places: Places) -> Exercise:
    found = up(desk_in_memory(places), "first-look", teams=2, name=None, seed=None, voice=Silence())
    found.ledger.append(Started(speed=1.0), author="conductor", clock=0.0)
    return found


def add(exercise: Exercise, name: str, content: bytes = b"text", team: str = "team1") -> str:
    return attach_file(exercise, team, name, content, author=team).name


def test_a_file_comes_back_as_it_was_and_lies_under_its_hash(exercise: Exercise, places: Places) -> None:
    add(exercise, "../画面.png", b"\x89PNG\r\n\x1a\n\x00")
    file, content = attached_file(exercise, "team1", "画面.png")
    assert (file.media_type, content) == ("image/png", b"\x89PNG\r\n\x1a\n\x00")
    stored = places.state_dir / "attachments" / file.sha256
    assert stored.stat().st_mode & 0o077 == 0
    assert stored.parent.stat().st_mode & 0o077 == 0
    assert attached_files(exercise, "team2") == []
    with pytest.raises(NotFound, match="unknown attachment"):
        attached_file(exercise, "team2", "画面.png")


def test_the_same_file_again_changes_nothing_and_another_under_its_name_is_refused(exercise: Exercise) -> None:
    add(exercise, "a.txt")
    add(exercise, "a.txt")
    assert len(attached_files(exercise, "team1")) == 1
    with pytest.raises(Refused, match=r"there is another attachment 'a\.txt' already"):
        add(exercise, "a.txt", b"other")


def test_what_is_refused_is_not_kept(exercise: Exercise, places: Places) -> None:
    with pytest.raises(BadInput, match=r"'a\.zip' is not taken: it is an archive") as caught:
        add(exercise, "a.zip", b"PK\x03\x04")
    assert "taken are pictures (PNG, JPEG), PDF" in caught.value.hint
    with pytest.raises(BadInput, match="larger than 5 MiB"):
        add(exercise, "a.txt", b"x" * (LARGEST + 1))
    assert not (places.state_dir / "attachments").exists()


def test_of_many_at_once_no_more_are_taken_than_may_be(exercise: Exercise) -> None:
    def attempt(number: int) -> bool:
        try:
            return bool(add(exercise, f"{number}.txt", str(number).encode()))
        except Refused:
            return False

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(attempt, range(MOST_FILES + 10)))
    assert sum(taken) == MOST_FILES == len(attached_files(exercise, "team1"))
    assert add(exercise, "theirs.txt", team="team2") == "theirs.txt"


def test_all_files_together_have_a_limit(exercise: Exercise) -> None:
    for number in range(10):
        add(exercise, f"{number}.txt", b"%d" % number + b"x" * (LARGEST - 1))
    with pytest.raises(Refused, match="all attachments together may have 50 MiB"):
        add(exercise, "last.txt", b"one more")


def test_before_the_beginning_and_after_the_end_nothing_is_taken(exercise: Exercise) -> None:
    exercise.ledger.append(Ended(reason="over"), author="conductor", clock=1.0)
    with pytest.raises(Refused, match="is over"):
        add(exercise, "a.txt")


def test_bytes_that_were_changed_on_disk_are_not_handed_out(exercise: Exercise, places: Places) -> None:
    add(exercise, "a.txt")
    file, _ = attached_file(exercise, "team1", "a.txt")
    (places.state_dir / "attachments" / file.sha256).write_bytes(b"other")
    with pytest.raises(NotFound, match="bytes are not there any more"):
        attached_file(exercise, "team1", "a.txt")


def test_a_folder_that_cannot_be_made_is_said(exercise: Exercise, places: Places) -> None:
    (places.state_dir / "attachments").write_text("a file in the way")
    with pytest.raises(CyderError, match="attachments"):
        add(exercise, "a.txt")
    assert attached_files(exercise, "team1") == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        read_attachment_file(tmp_path / "nothing")
    with pytest.raises(BadInput, match="Is a directory"):
        read_attachment_file(tmp_path)
