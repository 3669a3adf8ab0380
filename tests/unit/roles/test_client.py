"""The PC's seats and home directories, and what it answers about itself."""

from __future__ import annotations

import pytest

from cyder.contracts.probe import Vantage
from cyder.roles.client import Client
from cyder.roles.client.probes import HasAccounts, LooksUp
from tests.unit.roles.towns import NODES, PEOPLE, PROVIDES, TOWN, contents, saying, site

ITSELF = Vantage("pc", "10.66.0.12")


def used_by(*accounts: str) -> object:
    return NODES[3].model_copy(update={"users": accounts})


def test_a_seat_has_an_account_a_number_and_a_name() -> None:
    assert contents(Client().files(site("pc")))["/etc/seats"] == "kimura:2002:木村 浩一\n"


def test_a_home_directory_belongs_to_its_owner() -> None:
    documents = [file for file in Client().files(site("pc")) if file.path.startswith("/home/kimura/")]
    assert {(file.owner, file.group, file.mode) for file in documents} == {(2002, 2002, 0o640)}
    assert len(documents) == 2


def test_documents_name_the_mail_server_and_colleagues_but_no_password() -> None:
    files = contents(Client().files(site("pc")))
    assert "mail.city.example" in files["/home/kimura/文書/メールの使い方.txt"]
    assert "大塚 葵" in files["/home/kimura/文書/やることメモ.txt"]
    assert not [text for text in files.values() for person in PEOPLE if person.password in text]


def test_the_same_seed_gives_the_same_documents() -> None:
    assert Client().files(site("pc")) == Client().files(site("pc"))


def test_a_pc_without_users_has_no_homes() -> None:
    topology = TOWN.model_copy(update={"nodes": (*NODES[:3], used_by(), *NODES[4:])})
    assert contents(Client().files(site("pc", topology))) == {"/etc/seats": ""}
    assert [type(check.probe) for check in Client().health(site("pc", topology))] == [LooksUp]


def test_a_user_who_is_not_on_the_staff_is_refused_with_who_is() -> None:
    topology = TOWN.model_copy(update={"nodes": (*NODES[:3], used_by("kimora"), *NODES[4:])})
    with pytest.raises(ValueError, match=r"has the account 'kimora'; did you mean 'kimura'\?"):
        Client().files(site("pc", topology))


def test_it_is_healthy_when_its_users_have_accounts_and_mail_is_found_by_name() -> None:
    checks = Client().health(site("pc"))
    assert [check.by for check in checks] == ["itself", "itself"]
    assert checks[0].probe == HasAccounts(target="pc", accounts=("kimura",))
    assert checks[1].probe == LooksUp(target="pc", name="mail.city.example")


def test_without_a_mail_server_it_looks_for_itself_and_without_a_name_server_for_nothing() -> None:
    alone = Client().health(site("pc", provides={"dns": PROVIDES["dns"]}))
    assert alone[1].probe == LooksUp(target="pc", name="pc.city.example")
    assert len(Client().health(site("pc", provides={}))) == 1


FOUND = "172.20.3.11     STREAM mail.city.example\n172.20.3.11     DGRAM  \n172.20.3.11     RAW    \n"


@pytest.mark.parametrize(
    ("out", "code", "said"),
    [(FOUND, 0, "mail.city.example is 172.20.3.11"), ("", 2, "mail.city.example is not known")],
)
def test_a_name_is_looked_up_as_its_own_programs_do(out: str, code: int, said: str) -> None:
    lan, provider = saying(out, code)
    answer = LooksUp(target="pc", name="mail.city.example").check(lan, ITSELF)
    assert (answer.passed, answer.said) == (code == 0, said)
    assert provider.asked == [("pc", ("getent", "ahostsv4", "mail.city.example"))]


def test_a_missing_account_is_named() -> None:
    lan, _ = saying("kimura:x:2002:2002:木村 浩一:/home/kimura:/bin/bash\n", code=2)
    answer = HasAccounts(target="pc", accounts=("kimura", "sato")).check(lan, ITSELF)
    assert (answer.passed, answer.said) == (False, "no account sato")
