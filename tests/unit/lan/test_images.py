"""Images: what they are made from, when they are rebuilt, and what a failed build says."""

from __future__ import annotations

import secrets
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import docker
import pytest
from docker.errors import APIError, ImageNotFound
from requests import Response

from cyder.errors import CyderError, EngineFailed, NotFound
from cyder.lan import debian, images
from cyder.lan.engine import ANSWER_TIMEOUT, CALL_TIMEOUT
from cyder.lan.places import Places
from cyder.lan.sources import DEBIAN, Source, contents, ordered, sources


def _folder(top: Path, name: str, dockerfile: str, **files: str) -> Source:
    folder = top / name / "image"
    folder.mkdir(parents=True)
    (folder / "Dockerfile").write_text(dockerfile)
    for file, text in files.items():
        (folder / file).write_text(text)
    return Source(name, folder)


@pytest.fixture
def family(tmp_path: Path) -> list[Source]:
    """A base and two images on it, one with a file of its own."""
    found = {
        "web": _folder(tmp_path, "web", "FROM cyder/base:latest\nCOPY page /page\n", page="hello"),
        "base": _folder(tmp_path, "base", f"FROM {DEBIAN}\n"),
        "cache": _folder(tmp_path, "cache", "FROM cyder/base\n"),
    }
    return ordered(found)


class EngineDouble:
    """An engine's images in memory: reference to labels. Builds succeed, unless the image's name is in `broken`."""

    def __init__(self) -> None:
        self.have: dict[str, dict[str, str]] = {}
        self.broken: set[str] = set()
        self.built: list[str] = []
        self.left: list[tuple[str, int]] = []
        self.removed: list[str] = []
        self.imported: list[str] = []
        self.timeout = CALL_TIMEOUT
        self.silence: list[int] = []
        self.images = self
        self.api = self

    def get(self, reference: str) -> Any:
        if reference not in self.have:
            raise ImageNotFound(f"no such image: {reference}")
        return _ImageDouble(reference, self.have[reference])

    def list(self, filters: dict[str, object] | None = None) -> list[Any]:
        if filters is not None:
            assert filters == {"dangling": True, "label": images.LABEL}
            return [_ImageDouble(name, {}) for name, _ in self.left]
        return [_ImageDouble(reference, labels) for reference, labels in self.have.items()]

    def remove(self, identity: str) -> None:
        status = dict(self.left)[identity]
        if status:
            answer = Response()
            answer.status_code = status
            raise APIError("image is in use", response=answer)
        self.removed.append(identity)

    def pull(self, repository: str, tag: str) -> None:
        self.silence.append(self.timeout)
        raise APIError("the registry does not answer", explanation=f"lookup registry for {repository}:{tag}")

    def import_image_from_file(self, filename: str, *, repository: str, tag: str, changes: object) -> None:
        self.imported.append(Path(filename).read_text())
        self.have[f"{repository}:{tag}"] = {}

    def build(self, *, tag: str, labels: dict[str, str], fileobj: Any, **options: object) -> Iterator[dict[str, str]]:
        assert options["network_mode"] == "host"
        with tarfile.open(fileobj=fileobj) as context:
            assert "Dockerfile" in context.getnames()
        yield {"stream": "Step 1/2 : FROM something\n"}
        yield {"stream": "Step 2/2 : RUN apt-get install thing\n"}
        yield {"stream": "E: Unable to locate package thing\n"}
        if tag in self.broken:
            yield {"error": "The command returned a non-zero code: 100"}
            return
        self.have[tag] = labels
        self.built.append(tag)


class _ImageDouble:
    def __init__(self, reference: str, labels: dict[str, str]) -> None:
        self.id, self.labels, self.tags = reference, labels, [reference]
        self.attrs = {"Created": "2026-01-02T03:04:05.123456789Z", "Size": 7}


@pytest.fixture
def double() -> EngineDouble:
    """An engine that has the Debian base and nothing else."""
    engine = EngineDouble()
    engine.have[DEBIAN] = {}
    return engine


def _client(double: EngineDouble) -> docker.DockerClient:
    return cast(docker.DockerClient, double)


def _build(double: EngineDouble, found: list[Source], places: Places) -> list[str]:
    built = images.build(_client(double), found, lambda _: None, places=places)
    assert [each.name for each in built] == [source.name for source in found]
    return [each.name for each in built if each.changed]


def test_the_images_of_this_package_begin_with_the_base_and_stand_behind_what_they_are_built_on() -> None:
    names = [source.name for source in sources({})]
    assert names == ["base", "helper"]


def test_a_role_folder_without_an_image_is_no_source(tmp_path: Path) -> None:
    _folder(tmp_path, "web", "FROM cyder/base\n")
    (tmp_path / "virtual").mkdir()
    names = [source.name for source in sources({"web": tmp_path / "web", "virtual": tmp_path / "virtual"})]
    assert names == ["base", "helper", "web"]


def test_an_image_on_one_that_does_not_exist_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    found = {"base": _folder(tmp_path, "base", f"FROM {DEBIAN}"), "web": _folder(tmp_path, "web", "FROM cyder/bsae")}
    with pytest.raises(NotFound, match="unknown image 'bsae'; did you mean 'base'"):
        ordered(found)


def test_images_built_on_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CyderError, match="in a circle"):
        ordered({"a": _folder(tmp_path, "a", "FROM cyder/b"), "b": _folder(tmp_path, "b", "FROM cyder/a")})


def _changed(before: dict[str, str], top: Path) -> set[str]:
    folders = sorted(folder for folder in top.iterdir() if (folder / "image").is_dir())
    after = contents(ordered({folder.name: Source(folder.name, folder / "image") for folder in folders}))
    return {name for name in after if after[name] != before[name]}


def test_content_follows_bytes_names_and_the_right_to_execute(family: list[Source], tmp_path: Path) -> None:
    page = tmp_path / "web" / "image" / "page"
    before = contents(family)
    page.chmod(0o600)
    assert _changed(before, tmp_path) == set()
    page.chmod(0o755)
    assert _changed(before, tmp_path) == {"web"}
    page.chmod(0o644)
    page.write_text("hello!")
    assert _changed(before, tmp_path) == {"web"}
    page.write_text("hello")
    page.rename(page.with_name("pages"))
    assert _changed(before, tmp_path) == {"web"}


def test_content_follows_what_the_image_stands_on(family: list[Source], tmp_path: Path) -> None:
    before = contents(family)
    (tmp_path / "base" / "image" / "motd").write_text("new")
    assert _changed(before, tmp_path) == {"base", "web", "cache"}


def test_litter_of_editors_and_of_python_is_no_content(family: list[Source], tmp_path: Path) -> None:
    before = contents(family)
    (tmp_path / "web" / "image" / "page~").write_text("old")
    cache = tmp_path / "web" / "image" / "__pycache__"
    cache.mkdir()
    (cache / "a.pyc").write_bytes(b"x")
    assert _changed(before, tmp_path) == set()


def test_a_context_has_the_extra_files_and_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    extra = tmp_path / "wire.py"
    extra.write_text("pass\n")
    folder = _folder(tmp_path, "helper", "FROM cyder/base\n").folder
    first, second = (Source("helper", folder, (extra,)).context() for _ in range(2))
    assert first.getvalue() == second.getvalue()
    with tarfile.open(fileobj=first) as archive:
        assert archive.getnames() == ["Dockerfile", "wire.py"]
        assert {(member.uid, member.gid, member.mode) for member in archive} == {(0, 0, 0o644)}


def test_only_what_changed_is_built(double: EngineDouble, family: list[Source], places: Places, tmp_path: Path) -> None:
    assert set(_build(double, family, places)) == {"base", "web", "cache"}
    assert double.built[0] == "cyder/base:latest"
    assert _build(double, family, places) == []
    (tmp_path / "web" / "image" / "page").write_text("other")
    again = [Source(source.name, source.folder) for source in family]
    assert _build(double, again, places) == ["web"]


def test_a_failed_build_names_image_and_step_and_ends_with_the_last_lines(
    double: EngineDouble, family: list[Source], places: Places
) -> None:
    double.broken = {"cyder/base:latest"}
    with pytest.raises(EngineFailed, match=r"image base: Step 2/2 : RUN apt-get install thing") as caught:
        _build(double, family, places)
    assert caught.value.message.endswith("E: Unable to locate package thing\nThe command returned a non-zero code: 100")
    assert "cyder images build" in caught.value.hint
    assert double.built == []


def test_untagged_leftovers_go_and_those_in_use_stay(
    double: EngineDouble, family: list[Source], places: Places
) -> None:
    double.left = [("sha256:old", 0), ("sha256:in-use", 409), ("sha256:gone", 404)]
    _build(double, family, places)
    assert double.removed == ["sha256:old"]


def test_a_build_that_changes_nothing_removes_nothing(
    double: EngineDouble, family: list[Source], places: Places
) -> None:
    _build(double, family, places)
    double.left = [("sha256:old", 0)]
    _build(double, family, places)
    assert double.removed == []


def test_where_no_registry_answers_the_debian_base_is_made_and_imported(
    family: list[Source], places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, said = EngineDouble(), list[str]()
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/mmdebstrap")
    monkeypatch.setattr(debian, "bootstrap", lambda archive: archive.write_text("a whole Debian"))
    images.build(_client(engine), family, said.append, places=places)
    assert engine.imported == ["a whole Debian"]
    assert engine.silence == [debian.PULL_SILENCE]
    assert engine.timeout == CALL_TIMEOUT > ANSWER_TIMEOUT
    assert f"{DEBIAN}: cannot be pulled (lookup registry for {DEBIAN})" in said
    assert list(places.state_dir.glob("debian-*")) == []


def test_images_are_listed_as_current_stale_or_missing(
    double: EngineDouble, family: list[Source], places: Places
) -> None:
    _build(double, family, places)
    double.have["cyder/web:latest"] = {images.LABEL: "of another content"}
    del double.have["cyder/cache:latest"]
    states = {image.name: image.state for image in images.listed(_client(double), family)}
    assert states == {"base": "current", "web": "stale", "cache": "missing"}
    assert images.missing(_client(double), ["base", "web", "cache"]) == ["cache"]


@pytest.mark.engine
def test_a_real_engine_builds_once_keeps_what_is_current_and_shows_why_a_build_failed(
    engine_url: str, tmp_path: Path, places: Places
) -> None:
    name = f"test-{secrets.token_hex(4)}"
    source = _folder(tmp_path, name, "FROM scratch\nCOPY page /page\n", page="hello")
    broken = _folder(tmp_path, f"{name}-broken", "FROM scratch\nCOPY absent /absent\n")
    client = docker.DockerClient(engine_url)
    try:
        first, second = (images.build(client, [source], lambda _: None, places=places) for _ in range(2))
        assert [built.changed for built in first + second] == [True, False]
        (listed,) = images.listed(client, [source])
        assert listed.state == "current"
        assert listed.age is not None
        assert listed.age.total_seconds() < 300
        with pytest.raises(EngineFailed, match=rf"image {name}-broken: Step 2/3 : COPY absent"):
            images.build(client, [broken], lambda _: None, places=places)
    finally:
        client.images.remove(source.reference)
        client.close()
