"""The PC's seats and home directories, and what it answers about itself."""

from __future__ import annotations

import pytest

from cyder.contracts.probe import Vantage
from cyder.contracts.role import Site
from cyder.roles.client import Client
from cyder.roles.client.probes import HasAccounts, LooksUp
from tests.unit.roles.towns import NODES, PEOPLE, PROVIDES, TOWN, contents, saying, site

ITSELF = Vantage("pc", "10.66.0.12")


def used_by(*accounts: str) -> object:
    return NODES[3].model_copy(update={"users": accounts})


def homes(pc: Site | None = None) -> str:
    return contents(Client().files(pc or site("pc")))["/var/lib/first-boot/homes.bundle"]


def test_a_seat_has_an_account_with_its_number_name_and_password() -> None:
    seats = Client().accounts(site("pc"))
    assert [(seat.name, seat.number, seat.home, seat.comment) for seat in seats] == [
        ("kimura", 2002, "/home/kimura", "木村 浩一")
    ]
    assert seats[0].password == PEOPLE[1].password


def test_a_home_directory_belongs_to_its_owner_alone() -> None:
    heads = [line.split(" ", 5) for line in homes().splitlines() if " /home/" in line and line[:3] in {"640", "600"}]
    assert {(owner, group) for _, owner, group, *_ in heads} == {("2002", "2002")}
    assert {path.rpartition("/")[2] for *_, path in heads} >= {".bash_history", ".netrc", "やることメモ.txt"}


def test_documents_name_the_mail_server_and_colleagues() -> None:
    assert "mail.city.example" in homes()
    assert "大塚 葵" in homes()


def test_only_ones_own_password_is_kept_and_only_for_the_mail_server() -> None:
    assert f"machine mail.city.example login kimura password {PEOPLE[1].password}\n" in homes()
    assert not [person for person in PEOPLE if person.account != "kimura" and person.password in homes()]


def test_whoever_sits_here_looks_at_mail_and_pages_every_few_minutes() -> None:
    crontab = next(file for file in Client().files(site("pc")) if file.path.startswith("/var/spool/cron"))
    assert (crontab.path, crontab.mode, crontab.owner) == ("/var/spool/cron/crontabs/kimura", 0o600, 2002)
    assert "-59/5 * * * * /usr/local/bin/office-rounds\n" in crontab.content


def test_pages_are_fetched_through_the_proxy_where_there_is_one() -> None:
    files = contents(
        Client().files(site("pc", provides={**PROVIDES, "proxy": ("mail",), "http": ("mail", "intruder")}))
    )
    assert "PROXY='http://mail.city.example:3128'\n" in files["/etc/default/office"]
    assert "http_proxy=http://mail.city.example:3128\n" in files["/etc/profile.d/proxy.sh"]
    assert "http://mail.city.example/ " in files["/etc/default/office"]


def test_without_a_proxy_only_the_organisations_own_pages_are_looked_at() -> None:
    files = contents(Client().files(site("pc", provides={**PROVIDES, "http": ("mail", "intruder")})))
    assert "PAGES='http://mail.city.example/'\n" in files["/etc/default/office"]


def test_the_same_seed_gives_the_same_documents() -> None:
    assert Client().files(site("pc")) == Client().files(site("pc"))


def test_a_pc_without_users_has_no_homes() -> None:
    topology = TOWN.model_copy(update={"nodes": (*NODES[:3], used_by(), *NODES[4:])})
    assert list(contents(Client().files(site("pc", topology)))) == ["/etc/default/office"]
    assert [type(check.probe).__name__ for check in Client().health(site("pc", topology))] == ["Connects", "LooksUp"]


def test_a_user_who_is_not_on_the_staff_is_refused_with_who_is() -> None:
    topology = TOWN.model_copy(update={"nodes": (*NODES[:3], used_by("kimora"), *NODES[4:])})
    with pytest.raises(ValueError, match=r"has the account 'kimora'; did you mean 'kimura'\?"):
        Client().accounts(site("pc", topology))


def test_it_is_healthy_when_its_users_have_accounts_and_mail_is_found_by_name() -> None:
    checks = Client().health(site("pc"))
    assert [check.by for check in checks] == ["colleague", "itself", "itself"]
    assert checks[1].probe == HasAccounts(target="pc", accounts=("kimura",))
    assert checks[2].probe == LooksUp(target="pc", name="mail.city.example")


def test_without_a_mail_server_it_looks_for_itself_and_without_a_name_server_for_nothing() -> None:
    alone = Client().health(site("pc", provides={"dns": PROVIDES["dns"]}))
    assert alone[2].probe == LooksUp(target="pc", name="pc.city.example")
    assert len(Client().health(site("pc", provides={}))) == 2


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
