"""The engine: places, who is asked first, the private engine's processes, and packages that start nothing."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyder.errors import EngineFailed, SetupMissing
from cyder.lan import engine, install, private, processes
from cyder.lan.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """Places of this test alone, with a run directory short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="cy-", ignore_cleanup_errors=True) as run:
        yield Places(tmp_path / "state", Path(run) / "r")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which neither DOCKER_HOST nor the default socket leads to an engine."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setattr(engine, "DEFAULT_SOCKET", tmp_path / "no.sock")


def test_root_keeps_its_state_where_services_keep_it() -> None:
    places = Places.from_environment({"HOME": "/home/a"}, uid=0)
    assert (places.state_dir, places.run_dir) == (Path("/var/lib/cyder"), Path("/run/cyder"))


def test_a_user_keeps_state_in_the_xdg_directories() -> None:
    places = Places.from_environment({"XDG_STATE_HOME": "/s", "XDG_RUNTIME_DIR": "/run/user/7"}, uid=7)
    assert (places.store, places.socket) == (Path("/s/cyder/cyder.db"), Path("/run/user/7/cyder/docker.sock"))


def test_a_user_without_xdg_directories_has_places_below_the_home_directory() -> None:
    places = Places.from_environment({"HOME": "/home/a"}, uid=7)
    assert places.state_dir == Path("/home/a/.local/state/cyder")
    assert places.run_dir == places.state_dir / "run"


def test_the_environment_names_other_places() -> None:
    places = Places.from_environment({"CYDER_STATE_DIR": "/a", "CYDER_RUN_DIR": "/b"}, uid=0)
    assert places.url == "unix:///b/docker.sock"
    assert places.data_root == Path("/a/engine")


def test_a_run_directory_too_long_for_sockets_is_refused_with_the_variable_to_set(tmp_path: Path) -> None:
    with pytest.raises(SetupMissing, match="too long by") as caught:
        Places(tmp_path, tmp_path / ("x" * 100)).make()
    assert "CYDER_RUN_DIR" in caught.value.hint


def test_the_directories_can_be_passed_through_but_not_listed_by_others(places: Places) -> None:
    places.make()
    assert places.state_dir.stat().st_mode & 0o777 == 0o711


def test_a_docker_host_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, places: Places) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    with pytest.raises(SetupMissing, match=r"DOCKER_HOST=unix:///nowhere/docker\.sock"):
        engine.find(places)


@pytest.mark.usefixtures("no_engine")
def test_where_no_engine_answers_none_is_found_and_connecting_says_what_to_do(places: Places) -> None:
    assert engine.find(places) is None
    with pytest.raises(SetupMissing, match="no Docker Engine answers") as caught:
        engine.connect(places)
    assert "`cyder engine start`" in caught.value.hint or "DOCKER_HOST" in caught.value.hint


@pytest.mark.usefixtures("no_engine")
def test_a_socket_on_which_nobody_listens_is_no_engine(places: Places) -> None:
    places.make()
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(places.socket))
    assert engine.find(places) is None


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.0 200 OK\r\n\r\n[]", b"HTTP/1.0 500 no\r\n\r\nnot JSON", b"SSH-2.0\r\n"]
)
@pytest.mark.usefixtures("no_engine")
def test_a_socket_that_answers_something_else_is_no_engine(places: Places, said: bytes) -> None:
    places.make()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(places.socket))
        listener.listen()

        def answer() -> None:
            caller, _ = listener.accept()
            with caller:
                caller.recv(4096)
                caller.sendall(said)

        other = threading.Thread(target=answer)
        other.start()
        assert engine.find(places) is None
        other.join()


@pytest.mark.usefixtures("no_engine")
def test_somebody_who_is_not_root_is_told_to_become_root_or_to_name_an_engine(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SetupMissing) as caught:
        engine.start(places, lambda _: None)
    assert "DOCKER_HOST" in caught.value.hint


def test_a_lock_that_cannot_be_taken_is_no_traceback(places: Places) -> None:
    places.make()
    (places.state_dir / "engine.lock").mkdir()
    with pytest.raises(SetupMissing, match=r"engine\.lock") as caught, engine.locked(places, "engine"):
        pass
    assert "CYDER_STATE_DIR" in caught.value.hint


def test_ending_a_private_engine_that_never_ran_says_so_and_makes_nothing(places: Places) -> None:
    said: list[str] = []
    engine.stop(places, said.append)
    assert said == ["no private engine was ever started here"]
    assert not places.state_dir.exists()


def test_the_private_engine_has_no_bridge_no_packet_filter_and_its_own_places(places: Places) -> None:
    command = private.command(places, "/usr/sbin/dockerd")
    joined = " ".join(command)
    for flag in ("--bridge none", "--iptables=false", "--ip6tables=false", "--userland-proxy=false", "max-size=1m"):
        assert flag in joined
    assert "--containerd" not in command
    paths = [part for part in command[1:] if "/" in part]
    assert all(str(places.state_dir) in path or str(places.run_dir) in path for path in paths)


def _process(proc: Path, pid: int, *argv: str, state: str = "S") -> None:
    folder = proc / str(pid)
    folder.mkdir(parents=True)
    (folder / "cmdline").write_bytes("".join(part + "\0" for part in argv).encode())
    (folder / "stat").write_text(f"{pid} (a (b) c) {state} 1 1")


def test_only_a_dockerd_with_our_socket_is_taken_for_the_private_engine(places: Places, tmp_path: Path) -> None:
    places.make()
    (places.run_dir / "docker.pid").write_text("12\n")
    _process(tmp_path / "ours", 12, *private.command(places, "/usr/sbin/dockerd"))
    _process(tmp_path / "other", 12, "/usr/sbin/dockerd", "-H", "unix:///var/run/docker.sock")
    _process(tmp_path / "reused", 12, "tail", "-f", places.url)
    assert processes.daemon(places, tmp_path / "ours") == 12
    assert processes.daemon(places, tmp_path / "other") is None
    assert processes.daemon(places, tmp_path / "reused") is None


def test_containerd_and_shims_are_ours_only_with_our_paths(places: Places, tmp_path: Path) -> None:
    own = str(places.exec_root / "containerd")
    _process(tmp_path, 3, "containerd", "--config", f"{own}/containerd.toml", "--log-level", "info")
    _process(
        tmp_path, 4, "/usr/bin/containerd-shim-runc-v2", "-namespace", "moby", "-address", f"{own}/containerd.sock"
    )
    _process(tmp_path, 5, "containerd")
    _process(tmp_path, 6, "vi", f"{own}/containerd.toml")
    assert processes.companions(places, tmp_path) == [3, 4]


def test_a_zombie_is_not_alive(tmp_path: Path) -> None:
    _process(tmp_path, 8, state="Z")
    _process(tmp_path, 9, "sleep")
    assert [processes.alive(pid, tmp_path) for pid in (8, 9, 10)] == [False, True, False]


def test_mounts_below_a_folder_come_innermost_first_and_neighbours_stay(tmp_path: Path) -> None:
    mountinfo = "\n".join(
        f"{number} 1 0:4 / {point} rw - ext4 /dev/a rw"
        for number, point in enumerate(["/", "/d/engine", "/d/engine/overlay2/a\\040b/merged", "/d/engine2"])
    )
    found = processes.mounts_below([Path("/d/engine")], mountinfo)
    assert found == [Path("/d/engine/overlay2/a b/merged"), Path("/d/engine")]


def test_while_packages_are_installed_no_service_starts_and_afterwards_nothing_is_left(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    with install.no_service_starts(policy):
        assert "exit 101" in policy.read_text()
        assert os.access(policy, os.X_OK)
    assert list(tmp_path.iterdir()) == []


def test_a_policy_that_was_there_is_put_back_even_when_the_installation_fails(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(RuntimeError), install.no_service_starts(policy):
        raise RuntimeError
    assert policy.read_text() == "#!/bin/sh\nexit 0\n"
    assert list(tmp_path.iterdir()) == [policy]


def test_a_policy_that_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    killed = install.no_service_starts(policy)
    killed.__enter__()
    with install.no_service_starts(policy):
        pass
    assert list(tmp_path.iterdir()) == []


def test_packages_are_refused_on_a_system_we_do_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "possible", lambda: False)
    with pytest.raises(SetupMissing, match="neither Debian nor Ubuntu"):
        install.packages(("docker.io",), lambda _: None, reason="no Docker Engine answers")


@pytest.fixture
def private_engine(places: Places, no_engine: None) -> Iterator[Places]:
    """A private engine of this test alone, ended afterwards."""
    if os.geteuid() != 0 or private.program() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI runs the private engine's tests as root, with docker.io installed")
        pytest.skip("the private engine needs root and dockerd")
    engine.start(places, lambda _: None)
    try:
        yield places
    finally:
        engine.stop(places, lambda _: None)


@pytest.mark.engine
def test_a_private_engine_starts_once_ends_and_leaves_nothing_running(private_engine: Places) -> None:
    first = engine.status(private_engine)
    assert first.address is not None
    assert first.address.private
    engine.start(private_engine, lambda _: None)
    assert engine.status(private_engine).private_pid == first.private_pid
    engine.stop(private_engine, lambda _: None)
    engine.stop(private_engine, lambda _: None)
    assert engine.status(private_engine) == engine.EngineStatus(None, None)
    assert processes.companions(private_engine) == []
    assert not private_engine.run_dir.exists()
    mountinfo = Path("/proc/self/mountinfo").read_text()
    assert processes.mounts_below([private_engine.data_root, private_engine.run_dir], mountinfo) == []


@pytest.mark.engine
def test_after_kill_9_a_private_engine_starts_again(private_engine: Places) -> None:
    before = engine.status(private_engine).private_pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert processes.gone([before], 10)
    assert engine.start(private_engine, lambda _: None).private
    assert engine.status(private_engine).private_pid not in {None, before}


@pytest.mark.engine
def test_an_engine_that_does_not_come_up_shows_its_last_words(private_engine: Places) -> None:
    engine.stop(private_engine, lambda _: None)
    private_engine.data_root.rename(private_engine.state_dir / "aside")
    private_engine.data_root.write_text("a file where dockerd wants a folder")
    with pytest.raises(
        EngineFailed, match=r"(?s)did not come up; it says:\n.*canonical path points to a file"
    ) as caught:
        engine.start(private_engine, lambda _: None)
    assert "cyder engine start" in caught.value.hint
