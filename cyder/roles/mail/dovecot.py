"""What Dovecot reads: pure text from a domain, mailboxes and salts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from string import Template

from cyder.model.seed import Seed
from cyder.roles.mail.boxes import Box

GROUP = 150
"""The group `dovecot` in the image: it may read the list of passwords."""

_CONFIGURATION = Template("""\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0

protocols = imap lmtp sieve
listen = *
ssl = no

# People log in as `name` or as `name@$domain`.
auth_allow_cleartext = yes
auth_mechanisms = plain login
auth_default_domain = $domain
auth_username_format = %{user | lower}

# Add or change a line in the list of passwords and it holds at once; `doveadm pw -s SSHA512` makes a hash. A line may
# begin with the address, or with the name alone.
passdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
passdb names {
  driver = passwd-file
  passwd_file_path = /etc/dovecot/users
  auth_username_format = %{user | lower | regexp("(.*)@$escaped$$", "\\\\1")}
}

# Whose mailboxes `doveadm -A` goes through. Whoever has a password has a mailbox, whether or not they stand here.
userdb passwd-file {
  passwd_file_path = /etc/dovecot/mailboxes
  fields {
    uid = vmail
    gid = vmail
  }
}
userdb static {
  fields {
    uid = vmail
    gid = vmail
  }
}

first_valid_uid = 5000
mail_driver = maildir
mail_home = /srv/mail/%{user | domain}/%{user | username}
mail_path = ~/Maildir
mail_uid = vmail
mail_gid = vmail

namespace inbox {
  inbox = yes
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}

# Which message was deleted, copied or saved stands in the log.
mail_plugins {
  mail_log = yes
  notify = yes
}
mail_log_events = delete undelete expunge mailbox_delete save copy
mail_log_fields = uid box msgid size from subject

# Everybody may sort their own mail (ManageSieve, port 4190); a rule that forwards sends by our own Postfix.
protocol lmtp {
  mail_plugins {
    sieve = yes
  }
}
sieve_script personal {
  driver = file
  path = ~/sieve
  active_path = ~/.dovecot.sieve
}
submission_host = 127.0.0.1:25

service lmtp {
  unix_listener /var/spool/postfix/private/dovecot-lmtp {
    mode = 0600
    user = postfix
    group = postfix
  }
}

# Postfix asks here whether a password is right.
service auth {
  unix_listener /var/spool/postfix/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
""")


def configuration(domain: str) -> str:
    """Render dovecot.conf, whole: nothing of the package's own conf.d remains."""
    return _CONFIGURATION.substitute(domain=domain, escaped=domain.replace(".", "[.]"))


def users(boxes: Iterable[Box], salts: Seed) -> str:
    """Render the list of passwords, one `address:hash` a line, the same for the same mailboxes and seed."""
    return "".join(f"{box.address}:{hashed(box.password, salts.raw(box.address)[:8])}\n" for box in boxes)


def mailboxes(boxes: Iterable[Box]) -> str:
    """Render the list of mailboxes: no passwords in it, and empty fields that the configuration fills in."""
    return "".join(f"{box.address}::::::\n" for box in boxes)


def hashed(password: str, salt: bytes) -> str:
    """Return Dovecot's {SSHA512}: base64 of SHA-512(password + salt) followed by the salt."""
    digest = hashlib.sha512(password.encode() + salt).digest()
    return "{SSHA512}" + base64.b64encode(digest + salt).decode()
