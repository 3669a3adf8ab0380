"""What lies in a member of staff's home directory: small, believable, in the language of the office."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.contracts.role import Site
from cyder.model.people import Person
from cyder.model.topology import File

_FIRST_NUMBER = 2001
_EXTENSIONS = 2000
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


def number(staff: Sequence[Person], person: Person) -> int:
    """Return a person's numeric user id: the same on every machine of the organisation."""
    return _FIRST_NUMBER + [member.account for member in staff].index(person.account)


def documents(site: Site, person: Person, owner: int) -> tuple[File, ...]:
    """Return the files in one home directory; the same person keeps the same ones on every PC of a team."""
    home = f"/home/{person.account}"
    notes = {"メールの使い方.txt": _mail_note(site, person), "やることメモ.txt": _errands(site, person)}
    return tuple(
        File(path=f"{home}/文書/{name}", content=text, mode=0o640, owner=owner, group=owner)
        for name, text in notes.items()
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


def _errands(site: Site, person: Person) -> str:
    mates = [mate for mate in site.people if mate.department == person.department and mate.account != person.account]
    habits = site.seed.child(f"home/{person.account}")
    errands = habits.shuffled("errands", _ERRANDS)[:4]
    section = site.organisation.departments.get(person.department)
    lines = [f"やることメモ {section.ja if section else ''} {person.name.ja}".replace("  ", " "), ""]
    lines += [f"□ {errand}" for errand in errands]
    lines += ["", "内線", *(_extension(site, mate) for mate in mates[:5])]
    return "\n".join([*lines, ""])


def _extension(site: Site, mate: Person) -> str:
    return f" {_EXTENSIONS + number(site.people, mate) - _FIRST_NUMBER + 1} {mate.name.ja}"
