"""ManageSieve by hand: how somebody puts a rule into their own mailbox, or into one whose password is known."""

from __future__ import annotations

import base64

from cyder.contracts.session import Session

MANAGESIEVE = 4190
_SLOWLY = 20.0


def forwarding(to: str, marker: str, hide: str | None, folder: str) -> str:
    """Return a rule that sends a copy of every mail on; those with `hide` in the subject lie in `folder` alone."""
    if hide is None:
        return f'require ["copy"]; redirect :copy "{to}"; /* {marker} */'
    filed = f'if header :contains "subject" "{hide}" {{ fileinto :create "{folder}"; }}'
    return f'require ["copy", "fileinto", "mailbox"]; redirect :copy "{to}"; {filed} /* {marker} */'


def log_in(session: Session, account: str, password: str) -> bool:
    """Log in on an open session; Dovecot makes an address that guessed wrongly wait."""
    word = base64.b64encode(f"\0{account}\0{password}".encode()).decode()
    return session.say(f'AUTHENTICATE "PLAIN" "{word}"', until="^OK", seconds=_SLOWLY).ok


def active_rule(session: Session) -> str | None:
    """Return the name of the rule that is in force, "" if there is none, None if the server does not say."""
    listed = session.say("LISTSCRIPTS", until="^OK")
    if not listed.ok:
        return None
    active = [line for line in listed.out.splitlines() if line.rstrip().endswith(" ACTIVE")]
    return active[0].split('"')[1] if active else ""


def put_rule(session: Session, name: str, rule: str) -> bool:
    """Put a rule of one line into the mailbox and set it in force."""
    quoted = rule.replace("\\", "\\\\").replace('"', '\\"')
    return (
        session.say(f'PUTSCRIPT "{name}" "{quoted}"', until="^OK").ok
        and session.say(f'SETACTIVE "{name}"', until="^OK").ok
    )
