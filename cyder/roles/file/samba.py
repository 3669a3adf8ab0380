"""What Samba reads: one share for each department, and what is written down of it."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from cyder.contracts.role import Site

ROOT = "/srv/share"
COMMON = "kyoyu"
"""The share of everybody, and the group that everybody is in: 共有."""

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

	# Who logs in, and who fails to: to syslog, from there to /var/log/samba/auth.log.
	log level = 0 auth_audit:3
	logging = syslog@3

	# What is done to files: to syslog, from there to /var/log/samba/audit.log.
	vfs objects = full_audit
	full_audit:prefix = %u|%I|%m|%S
	full_audit:success = connect disconnect openat mkdirat renameat unlinkat pwrite_send pwrite
	full_audit:failure = connect openat mkdirat renameat unlinkat
	full_audit:facility = local5
	full_audit:priority = notice
""")

_SHARE = Template("""
[$name]
	comment = $comment
	path = $root/$name
	valid users = @$name
	read only = no
	force group = $name
	create mask = 0660
	force create mode = 0660
	directory mask = 2770
	force directory mode = 2770
""")


def configuration(site: Site, departments: Iterable[str]) -> str:
    """Render smb.conf: the organisation's own networks, a share for each department, one for all."""
    names = site.organisation.departments
    networks = " ".join(net.subnet for net in site.topology.networks if net.name in site.private)
    head = _GLOBAL.substitute(
        workgroup=site.organisation.domain.split(".")[0].upper(),
        description=f"{site.organisation.name.en} file server",
        networks=networks,
    )
    shares = [(name, names[name].ja) for name in departments] + [(COMMON, "全職員の共有")]
    return head + "".join(_SHARE.substitute(name=name, comment=comment, root=ROOT) for name, comment in shares)
