"""What a new machine sets up by itself."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.model.setup import OLD, Account, Group, account_list, bundle, group_list
from cyder.model.topology import File


def test_an_account_is_a_line_of_seven_fields() -> None:
    tanaka = Account(name="tanaka", number=2001, password="a-b-1", groups=("adm", "soumu"), home="/home/tanaka")
    listed = account_list([tanaka])
    assert listed.path == "/var/lib/first-boot/accounts"
    assert listed.content == "tanaka\t2001\ta-b-1\tadm,soumu\t/home/tanaka\t/bin/bash\t\n"
    assert listed.mode == 0o600


@pytest.mark.parametrize("name", ["a:b", "a\tb", "a\nb"])
def test_an_account_cannot_bring_a_line_of_its_own(name: str) -> None:
    with pytest.raises(ValidationError):
        Account(name=name, number=2001)


def test_a_bundle_counts_bytes_not_characters() -> None:
    memo = File(path="/srv/share/引継ぎ メモ.txt", content="彩野市\n", mode=0o640, owner=5, group=6, age=60)
    assert bundle("documents", [memo]).content == "640 5 6 60 10 /srv/share/引継ぎ メモ.txt\n彩野市\n\n"


def test_a_file_without_an_age_is_old() -> None:
    assert f" {int(OLD)} 0 " in bundle("documents", [File(path="/srv/empty", content="")]).content


def test_groups_are_added_by_name_and_number() -> None:
    listed = group_list([Group(name="soumu", number=3001)])
    assert (listed.path, listed.content) == ("/var/lib/first-boot/groups", "soumu\t3001\n")
