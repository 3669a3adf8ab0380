"""Threads and processes write at once, and die, and nothing acknowledged is lost or doubled."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import cyder
from cyder.errors import Refused
from cyder.model.ledger import EventStarted, Filed
from cyder.model.report import Report
from cyder.store import ExerciseRecord, Store

WRITER = """
import sys
from cyder.model.ledger import EventStarted
from cyder.store import Store

url, author, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store(url)
ledger = store.ledger(store.find("first-look"))
for planned in range(number):
    entry = ledger.append(EventStarted(event=author, planned=planned), author=author)
    print(entry.seq, planned, flush=True)
"""


def writer(url: str, author: str, number: int) -> subprocess.Popen[str]:
    """Start a process that appends and says each entry's number once it is acknowledged."""
    source = str(Path(cyder.__file__).parents[1])
    argv = [sys.executable, "-c", WRITER, url, author, str(number)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": source})


def said(line: str) -> tuple[int, float]:
    seq, planned = line.split()
    return int(seq), float(planned)


def written(store: Store, record: ExerciseRecord, author: str) -> list[tuple[int, float]]:
    entries = [entry for entry in store.ledger(record).entries() if entry.author == author]
    return [(entry.seq, entry.body.planned) for entry in entries if isinstance(entry.body, EventStarted)]


def test_two_processes_interleave_without_loss(store: Store, record: ExerciseRecord, url: str) -> None:
    processes = {author: writer(url, author, 200) for author in ("one", "two")}
    answers = {author: process.communicate(timeout=120)[0] for author, process in processes.items()}
    assert [process.returncode for process in processes.values()] == [0, 0]
    for author, answer in answers.items():
        acknowledged = [said(line) for line in answer.splitlines()]
        assert len(acknowledged) == 200
        assert written(store, record, author) == acknowledged
    assert [entry.seq for entry in store.ledger(record).entries()] == list(range(1, 401))


def test_a_killed_writer_loses_nothing_that_it_acknowledged(store: Store, record: ExerciseRecord, url: str) -> None:
    chance = random.Random(17)
    for attempt in range(5):
        author = f"attempt-{attempt}"
        with writer(url, author, 1_000_000) as process:
            assert process.stdout
            heard = [process.stdout.readline() for _ in range(chance.randrange(1, 60))]
            process.kill()
            heard += process.stdout.readlines()
        # The last line may be cut short by the kill: then it was not heard.
        acknowledged = [said(line) for line in heard if line.endswith("\n")]
        on_file = written(store, record, author)
        assert acknowledged
        assert on_file[: len(acknowledged)] == acknowledged
        assert len(on_file) - len(acknowledged) <= 1
    check = sqlite3.connect(url.removeprefix("sqlite:///"))
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_new_store_may_be_opened_many_times_at_once(url: str) -> None:
    def opened(_: int) -> list[ExerciseRecord]:
        store = Store(url)
        live = store.live()
        store.close()
        return live

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(opened, range(32))) == [[]] * 32


def test_sixteen_threads_filing_reports_get_consecutive_versions(store: Store, record: ExerciseRecord) -> None:
    def file(number: int) -> int:
        report = Report(summary=f"number {number}")
        entry, repeated = store.file_report(record, "team1", report, author="team1", clock=1.5, key=None)
        assert not repeated
        assert isinstance(entry.body, Filed)
        assert entry.body.report == report
        return entry.body.version

    with ThreadPoolExecutor(16) as pool:
        versions = list(pool.map(file, range(48)))
    assert sorted(versions) == list(range(1, 49))
    bodies = [entry.body for entry in store.ledger(record).entries(team="team1")]
    assert [body.version for body in bodies if isinstance(body, Filed)] == list(range(1, 49))


def test_one_key_submitted_64_times_at_once_files_one_report(store: Store, url: str, record: ExerciseRecord) -> None:
    second = Store(url)

    def file(number: int) -> tuple[int, bool]:
        through = (store, second)[number % 2]
        entry, repeated = through.file_report(record, "team1", Report(), author="team1", clock=None, key="abc")
        return entry.seq, repeated

    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(file, range(64)))
    second.close()
    (entry,) = store.ledger(record).entries()
    assert {seq for seq, _ in answers} == {entry.seq}
    assert sorted(repeated for _, repeated in answers) == [False] + [True] * 63


def test_a_key_belongs_to_its_team_and_exercise(store: Store, record: ExerciseRecord) -> None:
    def file(team: str, key: str | None) -> tuple[int, bool]:
        entry, repeated = store.file_report(record, team, Report(), author=team, clock=None, key=key)
        assert isinstance(entry.body, Filed)
        assert entry.team == team
        return entry.body.version, repeated

    assert file("team1", "k") == (1, False)
    assert file("team2", "k") == (1, False)
    assert file("team1", None) == (2, False)
    assert file("team1", "other") == (3, False)
    assert file("team1", "k") == (1, True)
    assert len(store.ledger(record).entries()) == 4


def test_a_reader_is_not_disturbed_by_writers(store: Store, record: ExerciseRecord) -> None:
    ledger = store.ledger(record)

    def write(number: int) -> None:
        ledger.append(EventStarted(event="x", planned=number), author="w")

    def read(_: int) -> bool:
        numbers = [entry.seq for entry in ledger.entries()]
        return numbers == list(range(1, len(numbers) + 1))

    with ThreadPoolExecutor(8) as pool:
        writes = [pool.submit(write, number) for number in range(60)]
        reads = [pool.submit(read, number) for number in range(60)]
        assert all(task.result() for task in reads)
        assert [task.result() for task in writes] == [None] * 60
    assert len(ledger.entries()) == 60


@pytest.mark.trust
def test_a_hundred_killed_writers_lose_nothing(store: Store, record: ExerciseRecord, url: str) -> None:
    chance = random.Random(18)
    for attempt in range(100):
        with writer(url, f"attempt-{attempt}", 1_000_000) as process:
            assert process.stdout
            heard = [process.stdout.readline() for _ in range(chance.randrange(1, 40))]
            process.kill()
        on_file = written(store, record, f"attempt-{attempt}")
        assert on_file[: len(heard)] == [said(line) for line in heard]


def test_a_key_with_another_report_is_refused_and_nothing_is_filed(store: Store, record: ExerciseRecord) -> None:
    store.file_report(record, "team1", Report(summary="first"), author="team1", clock=None, key="abc")
    with pytest.raises(Refused, match="another report"):
        store.file_report(record, "team1", Report(summary="second"), author="team1", clock=None, key="abc")
    assert len(store.ledger(record).entries()) == 1
