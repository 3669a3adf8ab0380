"""`cyder cp`: which way it copies, what it writes down, what it refuses."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.exercise import copying
from tests.cli.conftest import Prompt
from tests.townhall import TownHall

Shelf = Callable[..., None]


@pytest.fixture
def up(prompt: Prompt) -> Prompt:
    """Return a terminal at an exercise that is up."""
    prompt.well("up", "first-look")
    return prompt


@pytest.fixture
def shelf(up: Prompt) -> Shelf:
    """Return a function that lets nodes send these members when they are asked to pack."""

    def hold(*members: tuple[str, str], code: int = 0, cut: int | None = None) -> None:
        def answer(lan: LanRef, node: str, argv: tuple[str, ...]) -> Result:
            match argv:
                case ["test", "-r", path]:
                    return Result(int("nothing" in path), "")
                case ["test", "-d", path, *_]:
                    return Result(int(path != "/root"), "")
                case ["sh", *_, "/srv/papers"]:
                    return Result(code, archive(*members).decode("ascii")[:cut])
            return Result(0, "")

        townhall(up).answers = answer

    return hold


def townhall(prompt: Prompt) -> TownHall:
    """Return where the LANs are."""
    assert isinstance(prompt.desk.provider, TownHall)
    return prompt.desk.provider


def archive(*members: tuple[str, str]) -> bytes:
    """Return a tar archive: of each member name and text; `name -> target` is a link, `name/` a folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as opened:
        for name, text in members:
            member = tarfile.TarInfo(name.partition(" -> ")[0].removesuffix("/"))
            member.linkname = name.partition(" -> ")[2]
            member.type = (
                tarfile.SYMTYPE if member.linkname else tarfile.DIRTYPE if name[-1] == "/" else tarfile.REGTYPE
            )
            member.size = len(text)
            opened.addfile(member, io.BytesIO(text.encode()))
    return buffer.getvalue()


def arrived(prompt: Prompt) -> dict[str, bytes | None]:
    """Return what a node was given to unpack: the content of each file, None for a folder."""
    with tarfile.open(fileobj=io.BytesIO(townhall(prompt).opened[-1].typed)) as opened:
        files = {member.name: opened.extractfile(member) for member in opened}
    return {name: content.read() if content else None for name, content in files.items()}


def test_a_file_comes_under_the_name_that_is_asked_for(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    shelf(("papers", "minutes\n"))
    path = tmp_path / "mine.txt"
    assert up.well("cp", "mail:/srv/papers", str(path)).out == f"mail:/srv/papers → {path}: 1 file, 8 bytes\n"
    assert path.read_text() == "minutes\n"


def test_into_a_folder_it_comes_under_its_own_name(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    shelf(("papers", "minutes\n"))
    up.well("cp", "mail:/srv/papers", str(tmp_path))
    assert (tmp_path / "papers").read_text() == "minutes\n"


def test_a_folder_comes_with_all_that_is_in_it_but_its_links(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    shelf(
        ("papers/", ""), ("papers/a", "A"), ("papers/sub/", ""), ("papers/sub/b", "B"), ("papers/l -> /etc/passwd", "")
    )
    said = up.well("cp", "mail:/srv/papers", str(tmp_path / "out"), "--json").data
    assert (said["files"], said["bytes"], said["left_out"]) == (2, 2, 1)
    assert (tmp_path / "out/a").read_text() == "A"
    assert (tmp_path / "out/sub/b").read_text() == "B"
    assert not (tmp_path / "out/l").exists()


@pytest.mark.parametrize("name", ["papers/../../evil", "/etc/evil", "../evil"])
def test_a_node_cannot_write_outside_the_target(up: Prompt, shelf: Shelf, tmp_path: Path, name: str) -> None:
    shelf(("papers/", ""), (name, "boo"))
    (tmp_path / "deep").mkdir()
    refused = up("cp", "mail:/srv/papers", str(tmp_path / "deep" / "out"))
    assert refused.code == 1
    assert f"the node sent a file called '{name}': nothing is written outside the target" in refused.err
    assert not [path for path in tmp_path.rglob("*") if path.name == "evil"]


def test_a_node_cannot_lead_out_by_a_link_that_it_sends_first(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    shelf(("papers/", ""), (f"papers/door -> {tmp_path}/secret", ""), ("papers/door/evil", "boo"))
    assert up("cp", "mail:/srv/papers", str(tmp_path / "out")).code == 2
    assert list((tmp_path / "secret").iterdir()) == []


def test_a_node_cannot_fill_this_machine(
    up: Prompt, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "MOST", 2 * 2**20)
    shelf(("papers/", ""), ("papers/a", "x" * 2**20), ("papers/b", "x" * (2**20 + 1)))
    refused = up("cp", "mail:/srv/papers", str(tmp_path / "out"))
    assert refused.code == 1
    assert "more than the 2 MB that are copied at a time" in refused.err
    assert not (tmp_path / "out/b").exists()


@pytest.mark.parametrize(("code", "cut"), [(0, 600), (2, None)])
def test_a_copy_that_is_not_whole_is_said_to_be_none(
    up: Prompt, shelf: Shelf, tmp_path: Path, code: int, cut: int | None
) -> None:
    shelf(("papers", "x" * 1000), code=code, cut=cut)
    refused = up("cp", "mail:/srv/papers", str(tmp_path / "out"))
    assert refused.code == 1
    assert "team1/mail: the copy " in refused.err


def test_a_folder_goes_to_a_node_byte_for_byte_but_without_its_links(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    shelf()
    top = tmp_path / "notes"
    (top / "sub").mkdir(parents=True)
    (top / "sub" / "all").write_bytes(bytes(range(256)))
    (top / "link").symlink_to("/etc/passwd")
    said = up.well("cp", str(top), "mail:/root").out
    assert said == f"{top} → mail:/root: 1 file, 256 bytes; left out: 1 links or devices\n"
    assert arrived(up) == {"notes": None, "notes/sub": None, "notes/sub/all": bytes(range(256))}


def test_a_file_goes_under_the_name_that_is_asked_for(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    shelf()
    (tmp_path / "note").write_text("x")
    up.well("cp", str(tmp_path / "note"), "mail:/root/remember")
    assert arrived(up) == {"remember": b"x"}


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("a", "b", "a b: neither is on a node"),
        ("mail:/a", "pc:/b", "both are on a node"),
        ("mail:log", ".", "mail:log: a path on a node begins with /"),
        ("mail:/", ".", "/ is all of mail"),
        ("mail:/nothing", ".", "team1/mail: /nothing: no such file, or not to be read by root"),
        ("nowhere", "mail:/root", "nowhere: No such file or directory"),
        ("README.md", "mail:/nothing/x", "team1/mail: /nothing: no such folder, or not to be written by root"),
        ("mial:/x", ".", "unknown node 'mial'; did you mean 'mail'?"),
        ("team7/mail:/x", ".", "unknown team 'team7'"),
        ("intruder:/etc/passwd", ".", "'intruder' is not yours to enter"),
        ("mail:/srv/papers", "nowhere/at/all", "nowhere/at/all: No such file or directory"),
    ],
)
def test_a_beginners_mistake_is_answered_with_a_sentence(
    up: Prompt, shelf: Shelf, source: str, target: str, word: str
) -> None:
    shelf(("papers", "x"))
    refused = up("cp", source, target)
    assert refused.code == 2
    assert word in refused.err


def test_an_instructor_copies_from_a_closed_node(up: Prompt, shelf: Shelf, tmp_path: Path) -> None:
    shelf(("papers", "x"))
    up.well("cp", "intruder:/srv/papers", str(tmp_path), "--as", "instructor")
    assert (tmp_path / "papers").read_text() == "x"
