"""Questions about ssh: who gets in, by which password or key; the commands that ask, and what sshd writes about it."""

from __future__ import annotations

import base64
import hashlib
import re
import shlex

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

SSH = 22
AUTH = "/var/log/auth.log"
PATIENCE = 15.0
"""Seconds (real) that one log-in may take; a connection that nobody answers is given up after two."""

ACCEPTED = "log-in accepted"
REFUSED = "log-in refused"

_OPTIONS = tuple(
    word
    for option in ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=2")
    for word in ("-o", option)
)
_BY_PASSWORD = ("-o", "PubkeyAuthentication=no", "-o", "NumberOfPasswordPrompts=1")
_BY_KEY = ("-o", "IdentitiesOnly=yes", "-o", "PreferredAuthentications=publickey", "-o", "BatchMode=yes")
_WITH_KEY = """\
key=$(mktemp) && printf '%s\\n' "$1" >"$key" || exit 1
shift
ssh -i "$key" "$@"
code=$?
rm -f "$key"
exit "$code"
"""
_SSHD = r"sshd-session\[\d+\]: "
_METHODS = re.compile(r"Permission denied \(([a-z,-]+)\)")


def by_password(source: str, where: str, account: str, password: str, *command: str) -> list[str]:
    """Return what logs in by password, once, from an address; without a command a shell is opened that reads its input.

    ssh asks a program for the password, by the very prompt under which the environment holds it.
    """
    asks = f"{account}@{where}'s password: ={password}"
    answers = ("SSH_ASKPASS=/usr/bin/printenv", "SSH_ASKPASS_REQUIRE=force")
    return ["env", asks, *answers, "ssh", "-T", "-b", source, *_OPTIONS, *_BY_PASSWORD, f"{account}@{where}", *command]


def by_key(source: str, where: str, account: str, private: str, *command: str) -> list[str]:
    """Return what logs in by a private key and nothing else; the key is in a file only while ssh runs."""
    words = ("-T", "-b", source, *_OPTIONS, *_BY_KEY, f"{account}@{where}", *command)
    return ["sh", "-c", _WITH_KEY, "sh", private.strip(), *words]


def remotely(script: str, *words: str) -> str:
    """Return what runs a constant shell script with arguments at the far end of a log-in."""
    return shlex.join(("sh", "-c", script, "sh", *words))


def offered(result: Result) -> tuple[str, ...]:
    """Return which methods sshd still offered when it refused, such as `password`; nothing if it did not refuse."""
    match = _METHODS.search(result.out)
    return tuple(match.group(1).split(",")) if match else ()


def in_words(result: Result) -> str:
    """Return whether a log-in was accepted, refused after a password or key was tried, or came to nothing else."""
    if result.ok:
        return ACCEPTED
    if offered(result):
        return REFUSED
    last = result.out.strip().splitlines() or [f"ssh ended with {result.code}"]
    return f"no log-in ({last[-1][:200]})"


def fingerprint(public: str) -> str:
    """Return an OpenSSH public key's fingerprint as sshd writes it: `SHA256:81wuxw…`."""
    digest = hashlib.sha256(base64.b64decode(public.split()[1])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def accepted(account: str, source: str, how: str = "password") -> str:
    """Return the pattern of a log-in that was accepted, by `password` or `publickey`."""
    return rf"{_SSHD}Accepted {how} for {_whose(account, source)} ssh2"


def failed(account: str, source: str) -> str:
    """Return the pattern of a password that was refused, whether or not there is such an account."""
    return rf"{_SSHD}Failed password for (invalid user )?{_whose(account, source)} ssh2"


def opened(account: str, source: str, what: str = "shell") -> str:
    """Return the pattern of a `shell` or `command` that was started for somebody who is in."""
    return rf"{_SSHD}Starting session: {what} for {_whose(account, source)} "


def key_found(home: str, key: str) -> str:
    """Return the pattern of a key that opened a door, by its fingerprint and where it was found."""
    lies = rf"{re.escape(home)}/\.ssh/authorized_keys:\d+"
    return rf"{_SSHD}Accepted key ED25519 {re.escape(key)} found at {lies}"


class PasswordOpens(Probe):
    """Whether a password lets an account in over ssh."""

    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once and leave."""
        where = place(lan, vantage, self.target, SSH)
        argv = by_password(vantage.address, where, self.account, self.password, "true")
        return _asked(lan, vantage, argv, f"{self.account}@{where} by password")


class KeyOpens(Probe):
    """Whether a private key lets an account in over ssh."""

    account: str
    private: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once and leave."""
        where = place(lan, vantage, self.target, SSH)
        argv = by_key(vantage.address, where, self.account, self.private, "true")
        return _asked(lan, vantage, argv, f"{self.account}@{where} by key")


class OffersLogIn(Probe):
    """Whether an ssh server is there and lets one try a method: `password`, `publickey`; empty: any at all."""

    account: str
    method: str = ""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask which methods there are, and try none."""
        where = place(lan, vantage, self.target, SSH)
        words = ("-o", "PreferredAuthentications=none", "-o", "BatchMode=yes", f"{self.account}@{where}", "true")
        result, seconds = ask(lan, vantage, ["ssh", "-T", "-b", vantage.address, *_OPTIONS, *words], timeout=PATIENCE)
        methods = offered(result)
        said = f"{where} offers {', '.join(methods)}" if methods else f"{where}: {in_words(result)}"
        return Answer(passed=self.method in methods if self.method else bool(methods), said=said, seconds=seconds)


class AdministratorEnters(Probe):
    """Whether root of an administrator's machine gets into another by the key it has. Asked by the former, itself."""

    server: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once and leave."""
        where = place(lan, vantage, self.server, SSH)
        argv = ["ssh", "-T", "-b", vantage.address, *_OPTIONS, "-o", "BatchMode=yes", f"root@{where}", "true"]
        return _asked(lan, vantage, argv, f"root of {vantage.node} on {where}")


def _whose(account: str, source: str) -> str:
    return rf"{re.escape(account)} from {re.escape(source)} port \d+"


def _asked(lan: Lan, vantage: Vantage, argv: list[str], who: str) -> Answer:
    result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
    return Answer(passed=result.ok, said=f"{who}: {in_words(result)}", seconds=seconds)
