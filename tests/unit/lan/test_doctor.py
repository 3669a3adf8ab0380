"""The doctor: what it calls well, what it warns of, what it calls missing, and the remedies it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyder.errors import SetupMissing
from cyder.lan import doctor
from cyder.lan.doctor import Item
from cyder.lan.facts import EngineFacts, Facts
from cyder.lan.places import Places

WELL = EngineFacts(
    url="unix:///run/cyder/docker.sock",
    private=True,
    version="26.1.5+dfsg1",
    containerd="1.7.24~ds1",
    runc="1.3.3+ds1",
    kernel="6.12.0",
    cgroup="2",
    security=("seccomp", "userns"),
    missing_images=(),
)
FACTS = Facts(
    engine=WELL,
    kernel="6.12.0-local",
    user_namespaces=1000,
    sqlite=(3, 51, 3),
    python="3.13.5",
    disk_free=50 * doctor.GIB,
    memory=16 * doctor.GIB,
    neighbours=8192,
    root=True,
    mmdebstrap=True,
)


def _item(facts: Facts, name: str) -> Item:
    (found,) = [item for item in doctor.judge(facts) if item.name == name]
    return found


def test_a_well_equipped_machine_has_no_warning_and_no_remedy() -> None:
    items = doctor.judge(FACTS)
    assert {(item.state, item.remedy) for item in items} == {("ok", "")}
    assert doctor.exit_code(items) == 0


@pytest.mark.parametrize(
    ("version", "state"),
    [("20.10.24+dfsg1", "warn"), ("26.0.2", "warn"), ("26.1.5+dfsg1", "ok"), ("29.0.0", "ok"), ("dev", "warn")],
)
def test_an_engine_older_than_26_1_is_warned_of(version: str, state: str) -> None:
    assert _item(replace(FACTS, engine=replace(WELL, version=version)), "engine").state == state


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ("1.1.15+ds1", "warn"),
        ("1.2.7", "warn"),
        ("1.2.8", "ok"),
        ("1.3.0", "warn"),
        ("1.3.3", "ok"),
        ("1.4.0", "ok"),
        ("unknown", "warn"),
    ],
)
def test_a_runc_with_known_ways_out_is_warned_of(version: str, state: str) -> None:
    item = _item(replace(FACTS, engine=replace(WELL, runc=version)), "runc")
    assert item.state == state
    assert ("do not trust" in item.value) == (state == "warn") == ("runc 1.2.8" in item.remedy)


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 46, 1), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 0), "WAL"),
    ],
)
def test_sqlite_writes_ahead_only_where_the_reset_bug_is_fixed(version: tuple[int, ...], mode: str) -> None:
    assert f"journal mode {mode}" in _item(replace(FACTS, sqlite=version), "sqlite").value


def test_without_an_engine_the_doctor_repeats_the_remedy_and_ends_with_3() -> None:
    silent = replace(FACTS, engine=SetupMissing("no Docker Engine answers", hint="start one with `cyder engine start`"))
    items = doctor.judge(silent)
    assert items[0] == Item("engine", "no Docker Engine answers", "missing", "start one with `cyder engine start`")
    assert doctor.exit_code(items) == 3
    assert _item(silent, "kernel").value == "6.12.0-local"


def test_images_not_built_are_named_with_the_command_that_builds_them() -> None:
    item = _item(replace(FACTS, engine=replace(WELL, missing_images=("mail", "dns"))), "images")
    assert item == Item("images", "not built: mail, dns", "missing", "build them with `cyder images build`")


def test_little_room_is_warned_of_and_stops_nobody() -> None:
    tight = replace(FACTS, disk_free=doctor.GIB, memory=doctor.GIB, neighbours=1024)
    warned = [item.name for item in doctor.judge(tight) if item.state == "warn"]
    assert warned == ["disk", "memory", "neighbour table"]
    assert "gc_thresh3=4096" in _item(tight, "neighbour table").remedy
    assert doctor.exit_code(doctor.judge(tight)) == 0


def test_what_the_system_does_not_say_is_not_held_against_it() -> None:
    dumb = replace(FACTS, memory=None, neighbours=None, user_namespaces=None)
    assert {item.state for item in doctor.judge(dumb)} == {"ok"}


def test_a_node_without_a_seccomp_filter_is_warned_of() -> None:
    assert _item(replace(FACTS, engine=replace(WELL, security=())), "confinement").state == "warn"


@pytest.mark.parametrize(
    ("root", "url", "way"),
    [
        (True, "unix:///run/cyder/docker.sock", "directly, as root"),
        (False, "unix:///var/run/docker.sock", "through the helper container"),
        (True, "ssh://root@engine.example", "through the helper container"),
    ],
)
def test_the_wiring_is_done_directly_only_by_root_on_the_engine_s_own_host(*, root: bool, url: str, way: str) -> None:
    assert _item(replace(FACTS, root=root, engine=replace(WELL, url=url)), "wiring").value == way


def test_mmdebstrap_is_asked_for_only_while_the_base_is_not_built() -> None:
    bare = replace(FACTS, mmdebstrap=False)
    assert _item(bare, "mmdebstrap").state == "ok"
    assert _item(replace(bare, engine=replace(WELL, missing_images=("base",))), "mmdebstrap").state == "warn"


def test_the_report_is_aligned_with_each_remedy_under_its_item() -> None:
    report = doctor.lines([Item("disk", "9 GiB free"), Item("images", "not built: mail", "missing", "build them")])
    assert report == ["ok    disk    9 GiB free", "MISS  images  not built: mail", "              -> build them"]


def test_this_very_machine_can_be_examined(places: Places) -> None:
    names = [item.name for item in doctor.examine(places)]
    assert names[0] == "engine"
    assert {"kernel", "sqlite", "python", "disk", "memory", "wiring"} <= set(names)
    assert not places.state_dir.exists()
