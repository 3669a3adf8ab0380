"""The file server: who may see what, whose papers lie where, and whether somebody can work."""

from __future__ import annotations

import pytest

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.file import File
from cyder.roles.file.probes import WritesFile
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import PEOPLE, PROVIDES, contents, site

PROBER = Vantage("prober", "10.66.0.200")
WITH_BACKUP = site("mail", provides={**PROVIDES, "backup": ("dns",)})


def test_every_department_has_a_share_that_its_group_enters_and_whoever_is_turned_away_leaves_a_line() -> None:
    configuration = contents(File().files(site("mail")))["/etc/samba/smb.conf"]
    share = configuration.split("[soumu]")[1].split("\n[")[0]
    assert "force group = +soumu" in share
    assert "valid users" not in share
    assert "path = /srv/share/soumu" in share
    assert "[kyoyu]" in configuration


def test_only_the_organisations_networks_are_served() -> None:
    assert (
        "hosts allow = 127. 10.66.0.0/24 172.20.0.0/16" in contents(File().files(site("mail")))["/etc/samba/smb.conf"]
    )


def test_the_staff_are_in_their_departments_and_have_neither_shell_nor_password() -> None:
    accounts = {account.name: account for account in File().accounts(site("mail"))}
    assert set(accounts) == {person.account for person in PEOPLE}
    assert {(account.login_shell, account.password) for account in accounts.values()} == {("/usr/sbin/nologin", "")}
    assert accounts["kimura"].groups == ("soumu", "kyoyu")


def test_papers_belong_to_their_authors_and_their_department() -> None:
    packed = contents(File(documents=20).files(site("mail")))["/var/lib/first-boot/shares.bundle"]
    heads = [line.split(" ", 5) for line in packed.splitlines() if " /srv/share/soumu/" in line]
    assert len(heads) == 20
    assert {(mode, group) for mode, _, group, *_ in heads} == {("660", "1601")}
    assert {owner for _, owner, *_ in heads} <= {str(2001 + index) for index in range(len(PEOPLE))}


def test_a_backup_may_read_and_do_nothing_else() -> None:
    key = contents(File().files(WITH_BACKUP))["/home/backup-reader/.ssh/authorized_keys"]
    assert key.startswith('restrict,command="/usr/bin/rrsync -ro /srv/share" ssh-ed25519 ')
    assert "backup-reader" in {account.name for account in File().accounts(WITH_BACKUP)}
    assert "/home/backup-reader/.ssh/authorized_keys" not in contents(File().files(site("mail")))


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("putting file\nsame as sent\n", "//172.20.3.11/kyoyu: written and read"),
        (
            "session setup failed: NT_STATUS_LOGON_FAILURE\n",
            "//172.20.3.11/kyoyu: session setup failed: NT_STATUS_LOGON_FAILURE",
        ),
        ("", "//172.20.3.11/kyoyu: no answer"),
    ],
)
def test_a_file_that_comes_back_as_it_was_sent_passes(out: str, said: str) -> None:
    lan, asked = deciding(lambda argv: Result(0, out))
    answer = WritesFile(target="mail", share="kyoyu", account="kimura", password="x").check(lan, PROBER)
    assert answer.said == said
    assert answer.passed is ("same" in out)
    assert asked[-1][1][4:7] == ("172.20.3.11", "kyoyu", "kimura%x")
