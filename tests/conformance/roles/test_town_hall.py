"""The town hall as its administrator knows it: what was done is found from the desk, what is ordered takes effect."""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Callable

import pytest

from cyder.contracts.node import Result
from cyder.contracts.portal_probes import PortalAnswers
from cyder.contracts.probe import Check
from cyder.exercise.desk import Exercise
from cyder.model.people import Person
from cyder.model.plan import IsolateNode, ReconnectNode
from cyder.model.seed import Seed
from cyder.replay.asking import ask

pytestmark = pytest.mark.engine

TEAM = "team1"
LIMIT = 2.0
"""Seconds within which an order takes effect and stands in a log."""


class Town:
    """Commands on the town's machines; `desk` is where the administrator sits."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.lan = exercise.lan(TEAM)
        self.people = exercise.resolved(TEAM).people

    def run(self, node: str, command: str, *, user: str = "root") -> Result:
        """Run a line of shell on a machine."""
        return self.lan.node(node).run(["sh", "-c", command], user=user, timeout=60)

    def ssh(self, host: str, command: str) -> str:
        """Run a command on another machine from the desk, and return what it says."""
        result = self.run("desk", f"ssh -o BatchMode=yes {host} {shlex.quote(command)}")
        return result.out

    def found(self, host: str, command: str) -> list[str]:
        """Return the lines that a command on another machine finds, waiting for them as long as an order may take."""
        began = time.monotonic()
        while not (lines := self.ssh(host, command).splitlines()):
            assert time.monotonic() - began < LIMIT, f"{host}: {command}: nothing within {LIMIT} s"
            time.sleep(0.1)
        return lines

    def well(self, node: str) -> bool:
        """Return whether a machine passes its transactions."""
        checks = self.exercise.resolved(TEAM).checks[node]
        return all(ask(self.lan, each, source=None, chance=Seed(b"town")).passed for each in checks)

    def address(self, node: str) -> str:
        """Return a machine's first address."""
        return self.lan.topology.node(node).interfaces[0].address

    def sits_at(self, node: str) -> Person:
        """Return who has the account on a PC."""
        (account,) = self.lan.topology.node(node).users
        return next(person for person in self.people if person.account == account)


@pytest.fixture(scope="session")
def city(town: Exercise) -> Town:
    return Town(town)


def until(true: Callable[[], bool]) -> float:
    """Wait until something is so; return after how many seconds."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < LIMIT + 1, "it has not taken effect"
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_mail_from_outside_is_followed_to_its_mailbox_and_read(city: Town) -> None:
    reader, word = city.sits_at("pc1"), f"quote {time.time_ns():x}"
    address = f"{reader.account}@city.example"
    sent = city.run(
        "relay",
        f"swaks --server mail.city.example --from postmaster@kencho.example --to {address} "
        f"--header 'Subject: {word}' --attach-type application/pdf --attach-name plan.pdf --attach hello",
    )
    assert sent.ok, sent.out
    (subject,) = city.found("mail", f"grep -h 'header Subject: {word}' /var/log/mail.log")
    (queued,) = re.findall(r"cleanup\[\d+\]: (\w+): ", subject)
    path = "\n".join(city.found("mail", f"grep -h '{queued}.*status=sent' /var/log/mail.log"))
    assert f"to=<{address}>" in path
    assert city.found("mail", f"grep -h '{queued}: client=mail.kencho.example' /var/log/mail.log")
    assert city.found("mail", f"""grep -h '{queued}.*header Content-Disp.*filename="plan.pdf"' /var/log/mail.log""")
    assert city.found("viewer@log", f"grep -rhF '{word}' /var/log/hosts/mail")
    read = city.run(
        "pc1", f"curl -s --netrc 'imap://mail.city.example/INBOX' -X 'SEARCH SUBJECT \"{word}\"'", user=reader.account
    )
    assert re.search(r"SEARCH \d+", read.out), read.out


def test_a_mail_to_the_world_is_followed_to_its_exchanger(city: Town) -> None:
    word, writer = f"answer {time.time_ns():x}", city.sits_at("pc1")
    sent = city.run(
        "pc1",
        f"swaks --server mail.city.example:587 --auth-user {writer.account} --auth-password {writer.password} "
        f"--from {writer.account}@city.example --to postmaster@kencho.example --header 'Subject: {word}'",
    )
    assert sent.ok, sent.out
    (subject,) = city.found("mail", f"grep -h 'header Subject: {word}' /var/log/mail.log")
    (queued,) = re.findall(r"cleanup\[\d+\]: (\w+): ", subject)
    assert city.found("mail", f"grep -h '{queued}.*relay=mail.kencho.example.*status=sent' /var/log/mail.log")
    assert city.found("mail", f"grep -h '{queued}.*sasl_username={writer.account}' /var/log/mail.log")


def test_a_page_is_followed_through_the_proxy_and_the_web_server(city: Town) -> None:
    word = f"q{time.time_ns():x}"
    fetched = city.run("pc1", f"curl -s -x http://proxy.city.example:3128 'http://www.chamber.example/?{word}'")
    assert "<html" in fetched.out
    (proxied,) = city.found("viewer@log", f"grep -rhF {word} /var/log/hosts/proxy")
    assert city.address("pc1") in proxied
    own = city.run("pc1", f"curl -s -x http://proxy.city.example:3128 'http://www.city.example/?{word}own'")
    assert "<html" in own.out
    (served,) = city.found("viewer@log", f"grep -rhF {word}own /var/log/hosts/web")
    assert city.address("proxy") in served


def test_the_web_is_reached_through_the_proxy_only(city: Town) -> None:
    direct = city.run("pc1", "curl -s -m 2 --noproxy '*' http://www.chamber.example/")
    assert not direct.ok
    assert city.found("gw", f"grep -h 'denied: .*SRC={city.address('pc1')} .*DPT=80 ' /var/log/flow.log")


def test_a_look_up_in_the_portal_is_found_in_its_audit_and_in_the_database(city: Town) -> None:
    words = f"zz{time.time_ns():x}"
    officer = city.exercise.resolved(TEAM).canary
    asked = PortalAnswers(target="ap", account=officer.account, password=officer.password, words=words)
    ask(city.lan, Check(by="colleague", probe=asked), source=None, chance=Seed(b"town"))
    (audited,) = city.found("ap", f"grep -hF {words} /var/log/portal/audit.log")
    assert "case=R8-0001" in audited
    statement = city.found("db", f"grep -hF {words} /var/log/postgresql/postgresql-17-main.log")
    assert any(city.address("ap") in line for line in statement)


def test_a_rename_on_a_share_is_found_in_the_audit(city: Town) -> None:
    clerk, name = city.sits_at("pc2"), f"memo-{time.time_ns():x}"
    orders = f"put /etc/hostname {name}.txt; rename {name}.txt {name}.locked; del {name}.locked"
    done = city.run("pc2", f"smbclient -U {clerk.account}%{clerk.password} //files.city.example/kyoyu -c '{orders}'")
    assert done.ok, done.out
    (renamed,) = city.found("file", f"grep -h 'renameat.*{name}.locked' /var/log/samba/audit.log")
    assert f"{clerk.account}|{city.address('pc2')}|" in renamed


def test_a_connection_is_found_in_the_gateways_log_under_its_own_address(city: Town) -> None:
    city.run("relay", "nc -z -w 2 mail.city.example 143")
    assert city.found(
        "gw", f"grep -h 'in: .*SRC={city.address('relay')} DST={city.address('mail')} .*DPT=143 ' /var/log/flow.log"
    )


def test_names_are_resolved_both_ways_and_outside_names_through_the_lans_own_server(city: Town) -> None:
    assert city.run("pc1", "dig +short www.city.example").out.strip() == city.address("web")
    assert city.run("pc1", f"dig +short -x {city.address('mail')}").out.strip() == "mail.city.example."
    assert city.run("pc1", "dig +short updates.saino-soft.example").out.strip() == city.address("vendor")
    assert city.run("relay", "dig +short www.city.example").out.strip() == city.lan.topology.node("gw").address_in(
        "outside"
    )
    assert city.run("relay", "dig +short db.city.example").out.strip() == ""


def test_last_nights_generation_gives_a_file_back(city: Town) -> None:
    made = city.run("backup", "backup-now && ls -d /srv/backup/*-* | tail -n 1")
    newest = made.out.splitlines()[-1]
    (some, *_) = city.run("backup", f"cd {newest}/shares && find . -type f -name '*.txt' | head -n 1").out.splitlines()
    kept = city.run("backup", f"sha256sum < {shlex.quote(f'{newest}/shares/{some}')}").out
    assert kept == city.run("file", f"sha256sum < {shlex.quote(f'/srv/share/{some}')}").out
    assert city.run("backup", f"pg_restore -l {newest}/register/residents.dump").ok


def test_a_pulled_cable_takes_effect_and_is_seen(city: Town) -> None:
    provider, ref = city.lan.provider, city.lan.ref
    answers = "nc -z -w 1 web.city.example 80"
    assert city.run("dns", answers).ok
    try:
        provider.apply(ref, IsolateNode(name="web"))
        assert until(lambda: not city.run("dns", answers).ok) < LIMIT
        assert "Link is Down" in city.run("web", "tail -n 5 /var/log/syslog").out
    finally:
        provider.apply(ref, ReconnectNode(name="web"))
    assert until(lambda: city.run("dns", answers).ok) < LIMIT


def test_a_stopped_service_is_gone_at_once_stays_gone_and_stands_in_the_log(city: Town) -> None:
    answers = "nc -z -w 1 web.city.example 80"
    city.ssh("web", "systemctl stop nginx")
    try:
        assert until(lambda: not city.run("dns", answers).ok) < LIMIT
        assert city.found("viewer@log", "grep -rh 'Stopped nginx.service' /var/log/hosts/web")
        time.sleep(1.5)
        assert not city.run("dns", answers).ok
    finally:
        city.ssh("web", "systemctl start nginx")
    assert until(lambda: city.run("dns", answers).ok) < LIMIT


def test_another_password_holds_at_once_and_the_old_one_is_refused_in_the_log(city: Town) -> None:
    who = city.sits_at("pc3")
    old = f"curl -s -m 20 -o /dev/null -u {who.account}:{who.password} imap://mail.city.example/"
    assert city.run("pc3", old).ok
    line = city.ssh("mail", f"grep ^{who.account}@ /etc/dovecot/users").strip()
    other = city.ssh("mail", "doveadm pw -s SSHA512 -p another-word-1").strip()
    change = "sed -i 's|^{0}@\\([^:]*\\):[^:]*|{0}@\\1:{1}|' /etc/dovecot/users"
    city.ssh("mail", change.format(who.account, other))
    try:
        began = time.monotonic()
        while city.run("pc3", old).ok:  # Dovecot looks at the file once a second, and answers who is wrong after two
            assert time.monotonic() - began < LIMIT, "the old password still holds"
        assert city.run("pc3", old.replace(who.password, "another-word-1")).ok
        assert time.monotonic() - began < 15
        assert city.found("mail", f"grep -h 'auth_failed.*user=<{who.account}@' /var/log/mail.log")
    finally:
        city.ssh("mail", change.format(who.account, line.split(":")[1]))


@pytest.mark.parametrize("line", ["{0}@city.example:{{PLAIN}}short", "{0}:{{PLAIN}}short"])
def test_a_password_written_by_hand_opens_the_mailbox_and_the_mailbox_is_still_listed(city: Town, line: str) -> None:
    account = city.sits_at("pc3").account
    city.ssh("mail", "cp -p /etc/dovecot/users /root/users.kept")
    city.ssh("mail", f"sed -i 's|^{account}@.*|{line.format(account)}|' /etc/dovecot/users")
    try:
        opened = f"curl -s -m 20 -u {account}:short 'imap://mail.city.example/INBOX?ALL'"
        assert until(lambda: "* SEARCH" in city.run("pc3", opened).out) < 15
        assert not city.run("pc3", opened.replace(f"{account}:", f"{account}@kencho.example:")).ok
        assert f"{account}@city.example" in city.ssh("mail", "doveadm user '*'").splitlines()
    finally:
        city.ssh("mail", "cat /root/users.kept >/etc/dovecot/users && rm /root/users.kept")


def test_another_password_for_the_portals_account_is_no_outage_of_the_database(city: Town) -> None:
    settings = "/etc/portal/portal.conf"
    old = city.ssh("ap", f"sed -n 's/^password = //p' {settings}").strip()
    for word in ("another", old):
        city.ssh("db", f'su postgres -c "psql -c \\"ALTER ROLE app PASSWORD \'{word}\'\\""')
        assert (city.well("db"), city.well("ap")) == (True, False)
        city.ssh("ap", f"sed -i 's/^password = .*/password = {word}/' {settings} && systemctl restart portal")
        assert until(lambda: city.well("ap")) < LIMIT
        assert city.well("db")


def test_a_blocked_address_is_kept_out_and_its_tries_stand_in_the_log(city: Town) -> None:
    source = city.address("relay")
    tries = "nc -z -w 1 mail.city.example 25"
    assert city.run("relay", tries).ok
    city.ssh("gw", f"nft add element inet filter blocked '{{ {source} }}'")
    try:
        assert until(lambda: not city.run("relay", tries).ok) < LIMIT
        assert city.found("gw", f"grep -h 'blocked: .*SRC={source} ' /var/log/flow.log")
    finally:
        city.ssh("gw", f"nft delete element inet filter blocked '{{ {source} }}'")
    assert until(lambda: city.run("relay", tries).ok) < LIMIT


def test_a_name_in_the_policy_zone_leads_nowhere_after_a_reload_and_asking_for_it_is_logged(city: Town) -> None:
    asks = "dig +short www.chamber.example"
    assert city.run("pc1", asks).out.strip() == city.address("partner")
    city.ssh(
        "dns",
        "cp /etc/bind/db.rpz /tmp/rpz && echo 'www.chamber.example CNAME .' >> /etc/bind/db.rpz"
        " && rndc reload rpz IN inside",
    )
    try:
        assert until(lambda: city.run("pc1", asks).out.strip() == "") < LIMIT
        assert city.found("dns", "grep -rh 'rpz.*www.chamber.example' /var/log/named")
    finally:
        city.ssh("dns", "cp /tmp/rpz /etc/bind/db.rpz && rndc reload rpz IN inside")
    assert until(lambda: city.run("pc1", asks).out.strip() == city.address("partner")) < LIMIT
