"""The ledger is in order, on disk, and cannot be changed, even by going round the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from annotated_types import MaxLen, MinLen
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel

from cyder.contracts.ledger import Ledger
from cyder.model.ledger import Body, Cleaned, Ended, EventStarted, Filed, Raised, Started
from cyder.model.report import Happening, Occurred, Proof, Records, Report
from cyder.store import ExerciseRecord, Store

BODIES: tuple[type[BaseModel], ...] = get_args(get_args(Body)[0])


def database(url: str) -> sqlite3.Connection:
    return sqlite3.connect(url.removeprefix("sqlite:///"))


def test_entries_come_back_as_they_were_written_in_order(store: Store, record: ExerciseRecord) -> None:
    ledger: Ledger = store.ledger(record)
    written = [
        ledger.append(Raised(), author="up"),
        ledger.append(Started(speed=1.0), author="conductor", clock=0.0),
        ledger.append(EventStarted(event="burst", planned=0.0), team="team1", author="conductor", clock=0.25),
    ]
    assert ledger.entries() == written
    assert [entry.seq for entry in written] == [1, 2, 3]
    assert {entry.exercise for entry in written} == {"first-look"}
    assert ledger.entries(after=2) == written[2:]


def test_a_team_sees_its_own_entries_and_those_of_all_teams(store: Store, record: ExerciseRecord) -> None:
    ledger = store.ledger(record)
    common = ledger.append(Raised(), author="up")
    first = ledger.append(EventStarted(event="burst", planned=0), team="team1", author="conductor")
    second = ledger.append(EventStarted(event="burst", planned=0), team="team2", author="conductor")
    assert ledger.entries(team="team1") == [common, first]
    assert ledger.entries(team="team2", after=common.seq) == [second]
    assert ledger.entries(team="") == [common]


def test_a_ledger_holds_its_own_exercise_only(store: Store, record: ExerciseRecord) -> None:
    values = {"scenario_text": "", "scenario_name": "", "scenario_digest": "", "secret": b"x"}
    other = store.create("second", teams=1, seeded=False, **values)  # type: ignore[arg-type]  # mixed values
    store.ledger(record).append(Raised(), author="up")
    entry = store.ledger(other).append(Raised(), author="up")
    assert store.ledger(other).entries() == [entry]


def test_an_entry_can_be_read_by_others_when_append_returns(store: Store, record: ExerciseRecord, url: str) -> None:
    for expected in range(1, 20):
        store.ledger(record).append(Raised(), author="up")
        reader = database(url)
        assert reader.execute("SELECT count(*) FROM ledger").fetchone() == (expected,)
        reader.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET author = 'me'",
        "UPDATE ledger SET body = body WHERE seq = 1",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT seq, exercise, team, at, clock, 'me', kind, body FROM ledger",
        "INSERT INTO ledger SELECT * FROM ledger WHERE true ON CONFLICT (seq) DO UPDATE SET author = 'me'",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(
    store: Store, record: ExerciseRecord, url: str, statement: str
) -> None:
    entry = store.ledger(record).append(Raised(), author="up")
    writer = database(url)
    with pytest.raises(sqlite3.IntegrityError, match="the ledger is append-only"):
        writer.execute(statement)
    writer.close()
    assert store.ledger(record).entries() == [entry]


def test_an_exercise_with_entries_cannot_be_deleted(store: Store, record: ExerciseRecord, url: str) -> None:
    store.ledger(record).append(Raised(), author="up")
    writer = database(url)
    writer.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        writer.execute("DELETE FROM exercise")
    writer.close()


def test_an_undone_transaction_leaves_no_entry_and_no_gap(store: Store, record: ExerciseRecord) -> None:
    ledger = store.ledger(record)
    first = ledger.append(Raised(), author="up")
    with pytest.raises(RuntimeError, match="power cut"), store._database.writing() as connection:
        ledger.write(connection, Ended(reason="lost"), team="", author="x", clock=None)
        raise RuntimeError("power cut")
    second = ledger.append(Raised(), author="up")
    assert ledger.entries() == [first, second]
    assert second.seq == first.seq + 1


def test_an_entry_that_could_not_be_read_back_is_not_written(store: Store, record: ExerciseRecord) -> None:
    with pytest.raises(ValueError, match="valid number"):
        store.ledger(record).append(Started(speed=float("nan")), author="up")
    assert store.ledger(record).entries() == []


def test_a_moment_that_would_come_back_changed_is_not_written(store: Store, record: ExerciseRecord) -> None:
    odd = datetime(1880, 1, 1, tzinfo=timezone(timedelta(hours=9, minutes=18, seconds=59)))
    report = Report(timeline=(Happening(type="login", at=odd),))
    with pytest.raises(ValueError, match="this filed entry does not survive being written as JSON"):
        store.ledger(record).append(Filed(version=1, report=report), author="team1")
    assert store.ledger(record).entries() == []


def test_the_clock_of_entries_is_handed_in(tmp_path: Path) -> None:
    tick = count()
    start = datetime(2026, 11, 23, tzinfo=UTC)
    store = Store(f"sqlite:///{tmp_path / 'cyder.db'}", now=lambda: start + timedelta(seconds=next(tick)))
    record = store.create(
        "a", scenario_text="", scenario_name="", scenario_digest="", secret=b"", teams=1, seeded=False
    )
    for number in range(1, 4):
        assert store.ledger(record).append(Raised(), author="up").at == start + timedelta(seconds=number)
    store.close()


MOMENTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001  same
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    NoneType: st.none(),
    AwareDatetime: MOMENTS,
}


CHOOSY: dict[type[BaseModel], dict[str, st.SearchStrategy[Any]]] = {
    Occurred: {"end": st.none()},
    Records: {"min": st.integers(0, 9), "max": st.integers(10, 99)},
    Proof: {"claim": st.sampled_from(["summary", "timeline[0].at"])},
    Report: {"techniques": st.just(("T1110", "T1078.001"))},
}
"""What fits fields that take more than their type says."""


def values_of(kind: Any, limits: list[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a field's type; `limits` are pydantic's constraints on its length."""
    least = next((limit.min_length for limit in limits if isinstance(limit, MinLen)), 0)
    most = next((limit.max_length for limit in limits if isinstance(limit, MaxLen)), 4)
    if kind in PLAIN:
        return PLAIN[kind]
    if kind is str:
        return st.text(min_size=least, max_size=min(most, 12))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return built(kind)
    return compound(kind, least)


def compound(kind: Any, least: int) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, UnionType):
        return st.one_of([values_of(part, []) for part in inner])
    if origin is Annotated:
        return values_of(inner[0], list(inner[1].metadata))
    if origin is dict:
        return st.dictionaries(values_of(inner[0], []), values_of(inner[1], []), max_size=2)
    assert origin is tuple, f"no strategy for {kind}"
    return st.lists(values_of(inner[0], []), min_size=least, max_size=2).map(tuple)


def built(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    fields = {name: values_of(field.annotation, field.metadata) for name, field in model.model_fields.items()}
    return st.builds(model, **fields | CHOOSY.get(model, {}))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, ExerciseRecord]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'cyder.db'}")
    yield (
        store,
        store.create("a", scenario_text="", scenario_name="", scenario_digest="", secret=b"", teams=1, seeded=False),
    )
    store.close()


@pytest.mark.parametrize("kind", BODIES, ids=lambda kind: str(kind.__name__))
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_kind_of_entry_survives_the_store(
    shelf: tuple[Store, ExerciseRecord], kind: type[Any], data: st.DataObject
) -> None:
    store, record = shelf
    ledger = store.ledger(record)
    team, author = data.draw(st.text(max_size=8)), data.draw(st.text(max_size=8))
    clock = data.draw(st.none() | PLAIN[float])
    entry = ledger.append(data.draw(built(kind)), team=team, author=author, clock=clock)  # type: ignore[arg-type]  # a Body
    assert ledger.entries(after=entry.seq - 1) == [entry]
    assert ledger.entries(team=team, after=entry.seq - 1) == [entry]


def test_the_bodies_tried_are_all_there_are() -> None:
    assert Cleaned in BODIES
    assert len(BODIES) == len({body.model_fields["kind"].default for body in BODIES})
