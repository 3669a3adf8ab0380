"""What lies in a member of staff's home directory: small, believable, in the language of the office."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.contracts.role import Site
from cyder.model.people import Person
from cyder.model.seed import Seed
from cyder.model.topology import File
from cyder.staff.documents import documents
from cyder.staff.people import FIRST_NUMBER, user_number

DAY = 86400.0
HABIT = "/usr/local/bin/office-rounds"
"""The program with which somebody at a PC looks at the mailbox and at a page."""

_EXTENSIONS = 2000
_PAPERS = 10
_COMMANDS = (
    "ls",
    "cd 文書",
    "less やることメモ.txt",
    "date",
    "cal",
    "df -h .",
    "vi やることメモ.txt",
    "ls -lt | head",
    "whoami",
)
_ERRANDS = (
    "複合機のトナーを発注する(総務課の物品台帳を確認)",
    "課内会議の資料を前日15時までに共有する",
    "窓口当番表の差し替え版を掲示する",
    "出張旅費の精算書を係長に回す",
    "住民説明会の会場(第2会議室)を予約する",
    "年度末の文書廃棄リストを見直す",
    "パスワード変更のお知らせを課内に回覧する",
    "防災訓練の班分けを確認する",
)


def files(site: Site, person: Person, owner: int) -> tuple[File, ...]:
    """Return what lies in one home directory; the same person keeps the same files on every PC of a team."""
    home, habits = f"/home/{person.account}", site.shared.child(f"home/{person.account}")
    notes = {"メールの使い方.txt": _mail_note(site, person), "やることメモ.txt": _errands(site, person, habits)}
    return (
        *(
            _file(f"{home}/文書/{name}", text, owner, age=(3 + day) * DAY)
            for day, (name, text) in enumerate(notes.items())
        ),
        *_papers(site, person, owner, f"{home}/文書", habits),
        _file(f"{home}/.bash_history", _history(site, person, habits), owner, mode=0o600, age=DAY),
        _file(f"{home}/.netrc", _saved_password(site, person), owner, mode=0o600, age=60 * DAY),
    )


def crontab(person: Person, owner: int, site: Site) -> File:
    """Return a person's crontab: the mailbox and a page are looked at every few minutes, at minutes of their own."""
    minute = site.shared.number(f"crontab/{person.account}", 5)
    lines = f"# 分 時 日 月 曜日\n{minute}-59/5 * * * * {HABIT}\n"
    return File(path=f"/var/spool/cron/crontabs/{person.account}", content=lines, mode=0o600, owner=owner, group=owner)


def _file(path: str, content: str, owner: int, *, age: float, mode: int = 0o640) -> File:
    return File(path=path, content=content, mode=mode, owner=owner, group=owner, age=age)


def _papers(site: Site, person: Person, owner: int, folder: str, habits: Seed) -> Iterator[File]:
    """Yield what somebody is working on, or once was."""
    written = documents(
        person.department,
        _PAPERS,
        habits.child("papers"),
        organisation=site.organisation,
        people=site.people,
        author=person,
    )
    return (_file(f"{folder}/{paper.path}", paper.content, owner, age=paper.age) for paper in written)


def _history(site: Site, person: Person, habits: Seed) -> str:
    servers = {
        "imap": "curl -s --netrc imap://{}/INBOX?UNSEEN",
        "smb": f"smbclient -U {person.account} //{{}}/{person.department or 'kyoyu'} -c ls",
        "http": "w3m http://{}/",
        "portal": "w3m http://{}:8080/",
    }
    known = [line.format(site.fqdn(node)) for service, line in servers.items() for node in site.providing(service)]
    return "".join(f"{line}\n" for line in habits.shuffled("history", [*_COMMANDS, *known]))


def _saved_password(site: Site, person: Person) -> str:
    servers = dict.fromkeys(node.name for service in ("imap", "smtp") for node in site.providing(service))
    return "".join(
        f"machine {site.fqdn(site.topology.node(name))} login {person.account} password {person.password}\n"
        for name in servers
    )


def _mail_note(site: Site, person: Person) -> str:
    domain = site.organisation.domain
    server = next((f"{node.hostname}.{domain}" for node in site.providing("imap")), f"mail.{domain}")
    return f"""\
{site.organisation.name.ja} メールの使い方

 メールアドレス   {person.account}@{domain}
 受信サーバー     {server}(IMAP 143番)
 送信サーバー     {server}(SMTP 25番)
 ユーザー名       {person.account}

端末で受信箱の1通目を読むとき(パスワードは入力を求められます):
  curl -u {person.account} 'imap://{server}/INBOX;MAILINDEX=1'
送信を試すとき:
  swaks --server {server} --from {person.account}@{domain} --to {person.account}@{domain}
"""


def _errands(site: Site, person: Person, habits: Seed) -> str:
    mates = [mate for mate in site.people if mate.department == person.department and mate.account != person.account]
    errands = habits.shuffled("errands", _ERRANDS)[:4]
    section = site.organisation.departments.get(person.department)
    lines = [f"やることメモ {section.ja if section else ''} {person.name.ja}".replace("  ", " "), ""]
    lines += [f"□ {errand}" for errand in errands]
    lines += ["", "内線", *(_extension(site, mate) for mate in mates[:5])]
    return "\n".join([*lines, ""])


def _extension(site: Site, mate: Person) -> str:
    return f" {_EXTENSIONS + user_number(site.people, mate) - FIRST_NUMBER + 1} {mate.name.ja}"
