"""What a new machine sets up by itself when it first starts: accounts, and many small files packed into one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from cyder.model.base import Noun
from cyder.model.topology import File

FOLDER = "/var/lib/first-boot"
OLD = 200 * 86400.0
"""Seconds: the age of a packed file that has none of its own."""

Plain = Annotated[str, Field(pattern=r"^[^\t\n:]*$")]


class Group(Noun):
    """A group of users of a machine, beside the one that each has for itself."""

    name: Plain
    number: Annotated[int, Field(ge=1, lt=60000)]


class Account(Noun):
    """A user of a machine. Without a password nobody logs in by one; the groups must exist."""

    name: Plain
    number: Annotated[int, Field(ge=1, lt=60000)]
    password: Annotated[str, Field(pattern=r"^[^\t\n]*$")] = ""
    groups: tuple[Plain, ...] = ()
    home: Plain = ""
    login_shell: Plain = "/bin/bash"
    comment: Plain = ""


def account_list(accounts: Iterable[Account]) -> File:
    """Return the list from which a machine adds its accounts at first start; it is gone afterwards."""
    lines = ("\t".join(_fields(who)) for who in accounts)
    return File(path=f"{FOLDER}/accounts", content="".join(f"{line}\n" for line in lines), mode=0o600)


def accounts_in(files: Iterable[File]) -> tuple[Account, ...]:
    """Return the accounts that a machine with these files adds at first start."""
    lists = (file.content for file in files if file.path == f"{FOLDER}/accounts")
    return tuple(_account(line) for content in lists for line in content.splitlines())


def _account(line: str) -> Account:
    name, number, password, groups, home, login_shell, comment = line.split("\t")
    return Account(
        name=name,
        number=int(number),
        password=password,
        groups=tuple(groups.split(",")) if groups else (),
        home=home,
        login_shell=login_shell,
        comment=comment,
    )


def _fields(who: Account) -> tuple[str, ...]:
    groups = ",".join(who.groups)
    return (who.name, str(who.number), who.password, groups, who.home, who.login_shell, who.comment)


def group_list(groups: Iterable[Group]) -> File:
    """Return the list from which a machine adds its groups at first start, before its accounts."""
    lines = "".join(f"{group.name}\t{group.number}\n" for group in groups)
    return File(path=f"{FOLDER}/groups", content=lines, mode=0o600)


def bundle(name: str, files: Iterable[File]) -> File:
    """Return many small files as one, which a machine unpacks at first start; it is gone afterwards.

    Each is a line `mode owner group seconds-old bytes path`, the content, and an empty line. Folders that are missing
    are made; below /home/NAME and /srv/NAME they belong to the file's owner.
    """
    return File(path=f"{FOLDER}/{name}.bundle", content="".join(_packed(file) for file in files), mode=0o600)


def _packed(file: File) -> str:
    age = int(OLD if file.age is None else file.age)
    size = len(file.content.encode())
    return f"{file.mode:o} {file.owner} {file.group} {age} {size} {file.path}\n{file.content}\n"
