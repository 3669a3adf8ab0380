"""What holds for every file of the repository, whoever writes it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|farm)/\w")
REGISTRY_URL = re.compile(r"https?://[^\s\"'<>]*(?:debian|pypi|npm)")
NOT_SOURCE = {".git", ".venv", "build", "dist", "__pycache__"}
LONGEST_MODULE = 300

BUILDKIT = {
    "a syntax line": re.compile(r"^#\s*syntax\s*=", re.MULTILINE | re.IGNORECASE),
    "a here-document": re.compile(r"^(?:RUN|COPY|ADD)\b.*<<", re.MULTILINE),
    "an option only BuildKit knows": re.compile(
        r"^(?:RUN|COPY|ADD)\s+(?:--\S+\s+)*--(?:mount|network|security|link|chmod|parents|exclude|checksum)\b",
        re.MULTILINE,
    ),
}


@cache
def repository_files() -> tuple[Path, ...]:
    """Return every file that is or could be committed; without git, every file that is no product of a tool."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout.split("\0")
        found = [TOP / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in TOP.rglob("*") if not NOT_SOURCE.intersection(path.relative_to(TOP).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Return name and text of every file that is text."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for path in repository_files():
        try:
            yield str(path.relative_to(TOP)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _modules(*tops: str) -> list[tuple[str, ast.Module]]:
    found = [(name, text) for name, text in texts() if name.endswith(".py") and name.split("/")[0] in tops]
    assert found, f"no module below {tops}"
    return [(name, _tree(text)) for name, text in found]


@cache
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def _dockerfiles() -> list[tuple[str, str]]:
    found = [(name, text) for name, text in texts() if Path(name).name == "Dockerfile"]
    assert found, "no Dockerfile"
    return found


def _roles() -> list[Path]:
    found = [folder for folder in (TOP / "cyder" / "roles").iterdir() if folder.is_dir() and folder.name[0] not in "_."]
    assert found, "no role"
    return found


def _places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert _places(MACHINE_PATH) == []


def test_no_file_names_the_address_of_a_package_registry_or_mirror() -> None:
    assert _places(REGISTRY_URL) == []


@pytest.mark.parametrize(
    ("pattern", "refused", "let_through"),
    [
        (MACHINE_PATH, "in /" + "work/main", "the /work directory, docs/work/a, /root/.bashrc"),
        (REGISTRY_URL, "http" + "://deb.debian.org/debian", "https://www.apache.org/licenses and debian:trixie-slim"),
        (BUILDKIT["a here-document"], "RUN cat <<EOF", "RUN cat </etc/hosts"),
        (BUILDKIT["an option only BuildKit knows"], "COPY --chown=a --chmod=755 a b", "COPY --chown=a a b"),
        (BUILDKIT["a syntax line"], "# syntax=docker/dockerfile:1", "# the syntax of this file"),
    ],
)
def test_the_patterns_refuse_what_they_should_and_nothing_else(
    pattern: re.Pattern[str], refused: str, let_through: str
) -> None:
    assert pattern.search(refused)
    assert not pattern.search(let_through)


def test_no_program_is_run_through_a_shell() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _modules("cyder", "tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "shell" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
    ]
    assert found == []


def test_only_the_command_line_prints() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _modules("cyder")
        if not name.startswith("cyder/cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert found == []


def test_no_module_is_longer_than_a_person_reads_at_a_time() -> None:
    long = {
        name: text.count("\n")
        for name, text in texts()
        if name.endswith(".py") and name.split("/")[0] in {"cyder", "tests"} and text.count("\n") > LONGEST_MODULE
    }
    assert long == {}


def test_every_module_and_package_says_in_one_docstring_what_it_is() -> None:
    silent = [name for name, tree in _modules("cyder", "tests") if not ast.get_docstring(tree)]
    assert silent == []


def test_every_folder_of_code_in_the_package_is_a_package() -> None:
    folders = {Path(name).parent for name, _ in _modules("cyder") if "image" not in Path(name).parts}
    assert [str(folder) for folder in sorted(folders) if not (TOP / folder / "__init__.py").is_file()] == []


def test_every_role_has_its_code_its_page_and_its_image() -> None:
    wanted = ("__init__.py", "README.md", "image/Dockerfile")
    lacking = [f"{role.name}/{name}" for role in _roles() for name in wanted if not (role / name).is_file()]
    assert lacking == []


def test_no_dockerfile_needs_buildkit() -> None:
    found = [f"{name}: {what}" for name, text in _dockerfiles() for what, sign in BUILDKIT.items() if sign.search(text)]
    assert found == []


def test_every_image_stands_on_debian_or_on_one_of_ours() -> None:
    parents = {
        parent for _, text in _dockerfiles() for parent in re.findall(r"^FROM\s+(\S+)", text, re.MULTILINE | re.I)
    }
    assert {parent for parent in parents if not parent.startswith("cyder/")} == {"debian:trixie-slim"}


def test_the_direction_of_imports_holds() -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=TOP, check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout[-3000:]
