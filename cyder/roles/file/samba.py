"""What Samba reads: one share for each department, and what is written down of it."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.contracts.role import Site

ROOT = "/srv/share"
COMMON = "kyoyu"
"""The share of everybody, and the group that everybody is in: 共有."""

RESERVED = frozenset({"global", "homes", "printers", COMMON})
"""Names of sections that mean something else in smb.conf, or are there anyway."""

_GLOBAL = Template("""\
# The office's file server. `testparm -s` checks this file, `systemctl reload smbd` makes it hold.
[global]
	workgroup = $workgroup
	server string = $description
	server role = standalone server
	passdb backend = smbpasswd:/etc/samba/smbpasswd
	map to guest = never
	obey pam restrictions = no
	smb ports = 445
	disable netbios = yes
	server min protocol = SMB2_10
	load printers = no
	printcap name = /dev/null
	disable spoolss = yes
	hosts allow = 127. $networks

	# Who logs in, and who fails to: a line each in a file of its own. logrotate puts both files aside.
	logging = file
	log file = /var/log/samba/log.smbd
	log level = 0 auth_audit:3@/var/log/samba/auth.log
	debug syslog format = always
	max log size = 0

	# What is done to files: to syslog, from there to /var/log/samba/audit.log.
	vfs objects = full_audit
	full_audit:prefix = %u|%I|%m|%S
	full_audit:success = connect disconnect openat mkdirat renameat unlinkat pread_send pread pwrite_send pwrite
	full_audit:failure = connect openat mkdirat renameat unlinkat
	full_audit:facility = local5
	full_audit:priority = notice

# A folder's group is let in, and nobody else. No `valid users`: who is turned away by that leaves no line in the audit.
""")

_SHARE = Template("""
[$name]
	comment = $comment
	path = $root/$name
	read only = no
	force group = +$name
	create mask = 0660
	force create mode = 0660
	directory mask = 2770
	force directory mode = 2770
""")


def departments(site: Site) -> tuple[str, ...]:
    """Return the departments, in the order of their shares.

    Raises:
        ValueError: one of them cannot be a share's name.
    """
    names = tuple(sorted(site.organisation.departments))
    for name in names:
        if name in RESERVED:
            message = f"departments: no share can be called '{name}' (nor {', '.join(sorted(RESERVED - {name}))})"
            raise ValueError(message)
    return names


def configuration(site: Site, shares: Iterable[str]) -> str:
    """Render smb.conf: the organisation's own networks, a share for each department, one for all."""
    names = site.organisation.departments
    networks = " ".join(net.subnet for net in site.topology.networks if net.name in site.private)
    head = _GLOBAL.substitute(
        workgroup=site.organisation.domain.split(".")[0].upper(),
        description=f"{site.organisation.name.en} file server",
        networks=networks,
    )
    comments = {name: names[name].ja for name in names} | {COMMON: "全職員の共有"}
    return head + "".join(_SHARE.substitute(name=name, comment=comments[name], root=ROOT) for name in shares)
