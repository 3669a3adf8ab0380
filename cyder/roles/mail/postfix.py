"""What Postfix reads: pure text from a domain, accounts and networks."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.model.scenario import is_private
from cyder.model.topology import Topology

_MAIN = Template("""\
# Mail for $domain is accepted from everywhere and handed to Dovecot; mail for others only from our own networks.
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

# The server greets a client after it has asked for the client's name: not to be held up by a name server that is gone.
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C { RES_OPTIONS = timeout:1 attempts:1 }

# One line per mailbox; run `postfix reload` after a change.
virtual_mailbox_domains = $domain
virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
virtual_transport = lmtp:unix:private/dovecot-lmtp

message_size_limit = 20480000
""")


def main_cf(name: str, domain: str, networks: Iterable[str]) -> str:
    """Render main.cf; `networks` may send mail to other domains."""
    return _MAIN.substitute(name=name, domain=domain, networks=", ".join(networks))


def mailboxes(accounts: Iterable[str], domain: str) -> str:
    """Render the list of addresses that exist, one a line: anything else is refused when it is offered."""
    return "".join(f"{account}@{domain} {account}\n" for account in accounts)


def trusted(topology: Topology) -> tuple[str, ...]:
    """Return the server itself and the LAN's private (RFC 1918) networks."""
    return ("127.0.0.0/8", *(segment.subnet for segment in topology.networks if is_private(segment.subnet)))
