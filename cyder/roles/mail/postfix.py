"""What Postfix reads: pure text from a name, domains and networks."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.contracts.role import Site

_MAIN = Template("""\
# Mail for $domain is accepted from everywhere and handed to Dovecot; mail for others only from our own networks,
# and on port 587 (see master.cf) from everybody who logs in.
compatibility_level = 3.10
myhostname = $name
mydomain = $domain
myorigin = $domain
mydestination =
alias_maps =
alias_database =

inet_interfaces = all
inet_protocols = ipv4
mynetworks = $networks
smtpd_tls_security_level = none
smtp_tls_security_level = none
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
disable_vrfy_command = yes

# Port 587: Dovecot knows the passwords.
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_sasl_security_options = noanonymous

# When Dovecot was stopped and is there again, port 587 answers again after so long.
service_throttle_time = 2s

# The server greets a client after it has asked for the client's name: not to be held up by a name server that is gone.
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C { RES_OPTIONS = timeout:1 attempts:1 }

# One line per mailbox, and who gets what is sent to an office; run `postfix reload` after a change.
virtual_mailbox_domains = $domains
virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
virtual_alias_maps = texthash:/etc/postfix/aliases
virtual_transport = lmtp:unix:private/dovecot-lmtp

# Which header lines stand in the log, or are refused: `postfix reload` after a change.
header_checks = regexp:/etc/postfix/header_checks
mime_header_checks = regexp:/etc/postfix/mime_header_checks

message_size_limit = 20480000
""")

HEADER_CHECKS = r"""
# From and subject of every mail stand in the log. What else a rule can say: REJECT, HOLD, DISCARD, REDIRECT user@domain
# (man 5 header_checks).
/^(From|Reply-To|Subject):/  INFO
""".lstrip()

MIME_HEADER_CHECKS = r"""
# Which files are attached stands in the log. To refuse a kind, above it: /name=.*\.scr"?$/  REJECT no such attachments
/^Content-(Disposition|Type):.*name/  INFO
""".lstrip()


def main_cf(name: str, domains: Iterable[str], networks: Iterable[str]) -> str:
    """Render main.cf; the first of the domains is the server's own; `networks` may send mail to other domains."""
    domain, *others = domains
    listed = ", ".join((domain, *others))
    return _MAIN.substitute(name=name, domain=domain, domains=listed, networks=", ".join(networks))


def mailboxes(addresses: Iterable[str]) -> str:
    """Render the list of addresses that exist, one a line: anything else is refused when it is offered."""
    return "".join(f"{address} {address.partition('@')[0]}\n" for address in addresses)


def trusted(site: Site) -> tuple[str, ...]:
    """Return who need not log in to send mail to others: the server itself, and an office's own networks."""
    ours = [segment.subnet for segment in site.topology.networks if segment.name in site.private]
    return ("127.0.0.0/8", *(ours if site.belongs(site.node) else ()))
