"""Questions to a camera: does it show its picture, does a password open its console, does it reach others."""

from __future__ import annotations

import time

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.contracts.session import Session
from cyder.model.evidence import Answer

HTTP = 80
TELNET = 23
_PATIENCE = 5
_END = "[^ -~]*$"
"""The end of what was said: telnet may put its own, unprintable words there."""
_REFUSED = "incorrect"


class ShowsPicture(Probe):
    """Whether the camera answers with a picture, whole and of a picture's type."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the picture once."""
        where = place(lan, vantage, self.target, HTTP)
        wanted = "%{http_code} %{content_type} %{size_download}"
        argv = ["curl", "-s", "-o", "/dev/null", "-w", wanted, "-m", str(_PATIENCE), "--interface", vantage.address]
        result, seconds = ask(lan, vantage, [*argv, f"http://{where}/snapshot.jpg"], timeout=_PATIENCE + 5)
        passed = result.ok and result.out.startswith("200 image/jpeg ") and not result.out.endswith(" 0")
        return Answer(passed=passed, said=f"picture: {result.out.strip() or 'no answer'}", seconds=seconds)


class OpensConsole(Probe):
    """Whether a password opens the console by telnet. Types nothing there, and hangs up."""

    password: str
    account: str = "root"

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once; the console needs two or three seconds to refuse somebody."""
        began = time.perf_counter()
        where = place(lan, vantage, self.target, TELNET)
        session = Session(lan.node(vantage.node), f"/tmp/.console-{self.target}")  # noqa: S108  gone when asked
        try:
            opened = session.open(["nc", "-t", "-n", "-w", "10", "-s", vantage.address, where, str(TELNET)])
            said = log_in(session, self.account, self.password) if opened.ok else opened
        finally:
            session.close()
        seconds = round(time.perf_counter() - began, 3)
        return Answer(passed=entered(said), said=f"console: {console_in_words(said)}", seconds=seconds)


class Reaches(Probe):
    """Whether packets to a TCP port of another machine come back: a refusal by that machine is an answer, too.

    Asked by the target itself, or beside it.
    """

    far: str
    port: int

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Open a connection and close it; two seconds is the limit."""
        where = place(lan, vantage, self.far, self.port)
        argv = ["nc", "-n", "-v", "-z", "-w", "2", "-s", vantage.address, where, str(self.port)]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        words = result.out.strip().splitlines() or [f"no answer of {where}:{self.port} within 2 s"]
        return Answer(passed=answered(result), said=words[-1], seconds=seconds)


class Bears(Probe):
    """Whether a shell runs on a machine whose command line bears a word. Asked by the machine itself."""

    word: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look through the command lines of all shells."""
        result, seconds = ask(lan, vantage, ["ps", "-C", "sh", "-o", "args="], timeout=10)
        found = [line for line in result.out.splitlines() if self.word in line]
        said = f"{self.target} runs {found[0][:80]}" if found else f"{self.target} runs nothing with {self.word}"
        return Answer(passed=bool(found), said=said, seconds=seconds)


def answered(result: Result) -> bool:
    """Return whether nc, told to be wordy, got an answer from the machine: yes or no, but not from a firewall."""
    return "succeeded" in result.out or "refused" in result.out


def log_in(session: Session, account: str, password: str) -> Result:
    """Answer the console's question for a name and a password; return what that brought."""
    asked = session.hear(until=f"login: {_END}", seconds=6.0)
    named = session.say(account, until=f"assword: {_END}", seconds=6.0) if asked.ok else asked
    return session.say(password, until=f"[#$] {_END}|{_REFUSED}", seconds=6.0) if named.ok else named


def entered(said: Result) -> bool:
    """Return whether a log-in got as far as the shell."""
    return said.ok and _REFUSED not in said.out


def refused(said: Result) -> bool:
    """Return whether the console answered, and refused."""
    return said.ok and _REFUSED in said.out


def console_in_words(said: Result) -> str:
    """Return what became of a log-in."""
    if entered(said):
        return "log-in accepted"
    return "log-in refused" if refused(said) else "no answer"
