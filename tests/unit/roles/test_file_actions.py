"""Attacks on the file server: which real lines prove them, what ends them, what is left afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Action
from cyder.contracts.node import Result
from cyder.errors import NotFound
from cyder.model.topology import File as LaidFile
from cyder.roles.file import File
from cyder.roles.file.actions.copy_files import CopyFiles
from cyder.roles.file.actions.list_shares import ListShares
from cyder.roles.file.actions.open_session import ColleagueOnShare
from cyder.roles.file.actions.read_note import ReadNote
from cyder.roles.file.actions.rename_files import RenameFiles
from cyder.roles.file.probes import OpensShare, SessionWorks
from cyder.roles.file.sessions import files, folders
from tests.unit.roles.shares import (
    AUDIT,
    CONNECTED,
    COPY,
    DISABLED,
    EACH,
    KEPT,
    LISTED,
    LISTING,
    LOGGED_IN,
    LOOK,
    MARKER,
    NOTE,
    READ,
    REFUSING,
    RENAME,
    SEEN,
    SESSION,
    answering,
    at_the_pc,
    proving,
    receipt,
    spoken,
    typed_in,
)
from tests.unit.roles.talk import DecidingNode


@EACH
def test_a_server_that_does_not_answer_is_left_alone(action: Action) -> None:
    place, asked = at_the_pc(decide=lambda _: Result(1, ""))
    trace = action.run(place)
    assert (trace.reached, trace.said) == (False, "no connection to 10.66.0.14:445 within 2 s")
    assert [argv[0] for _, argv in asked] == ["nc"]


@EACH
def test_the_canary_must_work_whatever_is_done(action: Action) -> None:
    place, _ = at_the_pc()
    assert action.control(place).probe.model_dump()["account"] == "sato"
    for way in action.containment(place):
        written = [check.probe.model_dump() for check in way.allow if check.by == "colleague"]
        assert {(probe["account"], probe["share"]) for probe in written} == {("sato", "kyoyu")}


@pytest.mark.parametrize("action", [KEPT, COPY, RENAME], ids=lambda action: action.id)
def test_who_keeps_a_session_is_not_shut_out_before_it_is_dead(action: Action) -> None:
    place, _ = at_the_pc()
    for way in action.containment(place):
        old, new = way.deny
        assert (old.by, type(old.probe)) == ("source", SessionWorks)
        assert new.by == ("source" if way.id == "keep-pc-out" else "neighbour")


@EACH
def test_an_account_nobody_has_is_named(action: Action) -> None:
    field = "owner" if action.id == "cred.file" else "account"
    other = type(action).model_validate({**action.model_dump(), field: "kimra"})
    with pytest.raises(NotFound, match=r"unknown account 'kimra'; did you mean 'kimura'\?"):
        other.emits(at_the_pc()[0])


def test_a_session_is_opened_with_the_colleagues_password_and_proven_by_its_log_in() -> None:
    place, asked = at_the_pc(decide=SESSION)
    trace = KEPT.run(place)
    assert (trace.reached, trace.said) == (True, "otsuka is inside soumu")
    ((name, argv),) = spoken(asked, "stdbuf")
    assert (name, "otsuka%secret-of-otsuka" in argv) == ("pc", True)
    assert proving(KEPT, place, LOGGED_IN, DISABLED, CONNECTED) == [[True, False, False], [False, False, True]]
    elsewhere = [line.replace("10.66.0.12", "10.66.0.120") for line in (LOGGED_IN, CONNECTED)]
    assert proving(KEPT, place, *elsewhere) == [[False, False]] * 2


def test_a_session_that_is_refused_was_not_reached() -> None:
    place, _ = at_the_pc(decide=REFUSING)
    assert not KEPT.run(place).reached


def test_the_moment_is_the_wall_clocks_although_samba_writes_a_wrong_offset_in_the_night() -> None:
    log = File.logs["auth"]
    assert log.moment(LOGGED_IN, ZoneInfo("Asia/Tokyo")) == datetime(2026, 11, 25, 16, 51, 8, 320276, tzinfo=UTC)
    by_day = LOGGED_IN.replace("-15:00", "+09:00")
    assert log.moment(by_day, ZoneInfo("Asia/Tokyo")) == log.moment(LOGGED_IN, ZoneInfo("Asia/Tokyo"))


def test_the_truth_of_a_session_is_pc_account_and_log_in() -> None:
    truth = KEPT.truth(at_the_pc()[0], [receipt("file", File.logs["auth"], LOGGED_IN)])
    assert [spelling.value for spelling in truth.indicators[0].spellings] == ["10.66.0.12"]
    assert truth.accounts[0].name == "otsuka"
    came = datetime(2026, 11, 25, 16, 51, 8, 320276, tzinfo=UTC)
    assert [(moment.kind, moment.host, moment.at) for moment in truth.timeline] == [("lateral", "file", came)]
    assert ("disable-account", "otsuka") in [(remedy.kind, remedy.target) for remedy in truth.remedies]
    assert ("isolate-host", "pc") in [(remedy.kind, remedy.target) for remedy in truth.remedies]


def test_disabling_an_account_also_ends_what_it_has_open_and_a_forbidden_pc_loses_its_session_too() -> None:
    ways = {way.id: way for way in KEPT.containment(at_the_pc()[0])}
    kill = "file# smbcontrol smbd kill-client-ip 10.66.0.12"
    assert [str(line) for line in ways["disable-account"].typed] == ["file# smbpasswd -d otsuka", kill]
    assert str(ways["keep-pc-out"].typed[-1]) == kill
    assert "EXCEPT 10.66.0.12" in str(ways["keep-pc-out"].typed[0])


def test_folders_and_files_are_read_out_of_a_listing() -> None:
    assert folders(LISTING) == ["契約", "当番 表", "令和7年度"]
    assert files(LISTING) == ["契約\\令和7年度\\見積依頼_業務用パソコンの賃貸借.txt", "契約\\令和7年度\\a b.csv"]


def test_files_are_copied_one_by_one_and_no_more_than_there_are() -> None:
    place, asked = at_the_pc(decide=SESSION)
    trace = COPY.run(place)
    copied = sorted(line for line in typed_in(asked) if line.startswith("get"))
    assert (trace.reached, len(copied)) == (True, 2)
    assert copied[0].startswith('get "契約\\令和7年度\\a b.csv" "/home/kimura/.cache/LAB-516c5d-')
    assert copied[0].endswith('/data/契約_令和7年度_a b.csv"')


def test_copies_are_proven_by_files_that_were_read_and_not_by_files_that_were_listed() -> None:
    place, _ = at_the_pc()
    _, read = COPY.emits(place)
    assert read.least == 3
    assert proving(COPY, place, READ, LISTED, SEEN)[1] == [True, False, False]


def test_copies_are_true_with_the_folder_they_lie_in() -> None:
    truth = COPY.truth(at_the_pc()[0], [receipt("file", File.logs["audit"], READ)])
    assert truth.indicators[1].spellings[0].value.startswith("/home/kimura/.cache/LAB-516c5d-")
    assert [(moment.kind, moment.at.minute) for moment in truth.timeline] == [("collection", 51)]


def test_files_are_renamed_one_by_one_and_a_note_is_left() -> None:
    place, asked = at_the_pc(decide=SESSION)
    trace = RENAME.run(place)
    names = [line for line in typed_in(asked) if line.startswith("rename")]
    assert trace.reached
    assert len(names) == 3
    assert all(re.fullmatch(r'rename "(照会回答_第\d{4}号\\[^\\"]+\.csv)" "\1\.locked"', line) for line in names)
    assert typed_in(asked)[-1].endswith('README_RESTORE.txt"')


def test_a_session_that_is_ended_half_way_has_not_reached_its_end() -> None:
    place, _ = at_the_pc(decide=answering(rename="NT_STATUS_CONNECTION_DISCONNECTED renaming files\n"))
    assert not RENAME.run(place).reached


def test_a_renaming_is_proven_by_the_old_name_and_the_new_one_in_the_decoys_folder() -> None:
    place, asked = at_the_pc()
    RENAME.run(place)
    folder = next(argv[-1] for _, argv in spoken(asked, "照会回答") if argv[0] == "test")
    renamed = f"{AUDIT}renameat|ok|{folder}/回答案_4月.csv|{folder}/回答案_4月.csv.locked"
    moved = f"{AUDIT}renameat|ok|{folder}/回答案_4月.csv|{folder}/集計表_4月.csv.locked"
    elsewhere = renamed.replace(folder, "/srv/share/soumu/契約")
    note = f"{AUDIT}pwrite_send|ok|{folder}/README_RESTORE.txt"
    assert proving(RENAME, place, renamed, moved, elsewhere, note) == [
        [True, False, False, False],
        [False, False, False, True],
    ]
    assert [expected.least for expected in RENAME.emits(place)] == [3, 1]


def test_a_share_that_is_read_only_is_contained_only_if_it_can_still_be_read() -> None:
    way = next(way for way in RENAME.containment(at_the_pc()[0]) if way.id == "read-only-share")
    assert isinstance(way.allow[0].probe, OpensShare)
    assert str(way.typed[-1]) == "file# smbcontrol smbd close-share soumu"


@pytest.mark.parametrize(("there", "verified"), [(0, False), (1, True)])
def test_cleanup_is_verified_when_the_decoys_are_gone(there: int, verified: bool) -> None:  # noqa: FBT001  a case
    place, asked = at_the_pc(decide=lambda argv: Result(there if argv[0] == "test" else 0, ""))
    assert RENAME.cleanup(place).verified is verified
    assert next(argv[:2] for name, argv in asked if name == "file") == ("rm", "-rf")


@pytest.mark.parametrize(("closed", "verified"), [(0, True), (1, False)])
def test_cleanup_is_verified_when_the_session_and_its_folder_are_gone(closed: int, verified: bool) -> None:  # noqa: FBT001  a case
    place, asked = at_the_pc(decide=lambda _: Result(closed, ""))
    assert KEPT.cleanup(place).verified is verified
    assert {name for name, _ in asked} == {"pc"}


def test_a_note_is_written_at_its_owners_pc_and_read_at_the_source() -> None:
    place, asked = at_the_pc(decide=lambda argv: Result(0, "パスワード secret-of-otsuka" if "get" in argv[-1] else ""))
    trace = NOTE.run(place)
    (writer, words), (reader, argv) = spoken(asked, "smbclient")
    assert (trace.reached, writer, reader) == (True, "pc9", "pc")
    assert any(MARKER in word and "secret-of-otsuka" in word for word in words)
    assert "kimura%secret-of-kimura" in argv


def test_a_note_without_the_password_was_not_read() -> None:
    place, _ = at_the_pc(decide=lambda _: Result(0, "NT_STATUS_OBJECT_NAME_NOT_FOUND opening remote file"))
    assert not NOTE.run(place).reached


def test_reading_a_note_is_proven_and_writing_or_seeing_it_is_not() -> None:
    path = "/srv/share/kyoyu/不在中の連絡_大塚葵.txt"
    lines = [
        AUDIT.replace("soumu", "kyoyu") + rest
        for rest in (f"pread_send|ok|{path}", f"pwrite_send|ok|{path}", f"openat|ok|r|{path}", f"pread_send|ok|{path}x")
    ]
    place, _ = at_the_pc()
    assert proving(NOTE, place, *lines)[1] == [True, False, False, False]
    truth = NOTE.truth(place, [receipt("file", File.logs["audit"], lines[0])])
    assert truth.indicators[1].spellings[0].value == path
    assert (truth.accounts[0].name, truth.timeline[0].kind) == ("otsuka", "credential-attack")


def test_a_note_is_contained_by_another_password_and_not_by_its_disappearance() -> None:
    (way,) = NOTE.containment(at_the_pc()[0])
    assert [(check.by, check.probe.model_dump()["account"]) for check in way.deny] == [
        ("source", "otsuka"),
        ("neighbour", "otsuka"),
    ]


def test_shares_are_listed_and_the_open_ones_looked_into() -> None:
    def decide(argv: Sequence[str]) -> Result:
        if "-L" in argv:
            return Result(0, "Disk|zeimu|税務課\nDisk|kyoyu|全職員の共有\nIPC|IPC$|IPC Service\n")
        return Result(1, "NT_STATUS_ACCESS_DENIED listing \\*") if "zeimu" in argv[1] else Result(0, LISTING)

    place, asked = at_the_pc(decide=decide)
    trace = LOOK.run(place)
    assert (trace.reached, trace.said) == (True, "2 shares, 1 of them open, 3 folders looked into")
    assert asked[-1][1][-1] == 'ls "契約\\*"; ls "当番 表\\*"; ls "令和7年度\\*"'


def test_who_is_let_into_no_share_has_reached_nothing() -> None:
    place, _ = at_the_pc(decide=lambda argv: Result(0 if argv[0] == "nc" else 1, "NT_STATUS_ACCOUNT_DISABLED"))
    assert not LOOK.run(place).reached


def test_looking_round_is_proven_by_connections_to_several_shares_and_folders() -> None:
    place, _ = at_the_pc()
    mine = [line.replace("otsuka", "kimura") for line in (LOGGED_IN, CONNECTED)]
    assert proving(LOOK, place, *mine, LISTED, SEEN) == [
        [True, False, False, False],
        [False, True, False, False],
        [False, False, True, False],
    ]
    assert [expected.least for expected in LOOK.emits(place)] == [1, 5, 5]


@pytest.mark.parametrize(("who", "verified"), [("kimura  kimura  10.66.0.12 (ipv4:10.66.0.12:5)", False), ("", True)])
def test_who_left_nothing_must_not_be_connected_any_more(who: str, verified: bool) -> None:  # noqa: FBT001  a case
    place, _ = at_the_pc(decide=lambda _: Result(0, who))
    assert LOOK.cleanup(place).verified is verified


@pytest.mark.parametrize(
    ("action", "settings"),
    [
        (RenameFiles, {"files": 31}),
        (RenameFiles, {"ending": "../x"}),
        (RenameFiles, {"share": "a b"}),
        (CopyFiles, {"files": 41}),
        (ListShares, {"folders": 61}),
        (ColleagueOnShare, {}),
        (ReadNote, {}),
    ],
)
def test_what_is_too_much_or_missing_is_refused(action: type[Action], settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        action.model_validate(settings)


def test_the_note_has_the_name_and_the_address_that_the_author_gave_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[LaidFile] = []
    monkeypatch.setattr(DecidingNode, "write", lambda _, file: written.append(file))
    action = RenameFiles(files=3, note="お知らせ.txt", restore="help@minato-denki.test")
    place, _ = at_the_pc()
    action.run(place)
    (note,) = (file for file in written if file.path.endswith("/お知らせ.txt"))
    assert "write to help@minato-denki.test and" in note.content
    assert "お知らせ.txt" in {one.value for one in action.truth(place, ()).indicators[-1].spellings}
