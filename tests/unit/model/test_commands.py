"""A command, as it is shown to those who will type it."""

from __future__ import annotations

import shlex

import pytest

from cyder.model.commands import as_typed


@pytest.mark.parametrize(
    ("argv", "typed"),
    [
        (("grep", "-c", "REPLACE (a b)", "/var/log/syslog"), "grep -c 'REPLACE (a b)' /var/log/syslog"),
        (("sh", "-c", "echo 'a b' >>list && systemctl reload squid"), "echo 'a b' >>list && systemctl reload squid"),
        (["sh", "-c", "pkill -u $1; true"], "pkill -u $1; true"),
    ],
)
def test_a_line_for_a_shell_stands_without_the_shell_round_it(argv: list[str], typed: str) -> None:
    assert as_typed(argv) == typed


def test_a_shell_that_is_given_words_stays_for_they_are_its_own() -> None:
    argv = ("sh", "-c", 'rm -f "$1"', "sh", "/tmp/a b")
    assert shlex.split(as_typed(argv)) == list(argv)
