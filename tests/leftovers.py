"""What an exercise could leave on a machine besides containers: links, namespaces, processes, mounts."""

from __future__ import annotations

from pathlib import Path

from pyroute2 import IPRoute


def leftovers() -> dict[str, set[str]]:
    """Return what is there now of each kind: two looks that are equal left nothing between them.

    Network namespaces are told apart by the inode that a process of theirs shows; processes by the names of our
    services. Another engine's containers would show here, too, so tests that look must have the machine to themselves.
    """
    with IPRoute() as host:
        links = {str(link.get_attr("IFLA_IFNAME")) for link in host.get_links()}
    namespaces, services = set(), set()
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            namespaces.add(str((process / "ns" / "net").readlink()))
            name = (process / "comm").read_text().strip()
        except OSError:
            continue
        if name in {"runsvdir", "named", "dovecot", "rsyslogd", "tini"}:
            services.add(f"{name} {process.name}")
    mounts = {line.split()[1] for line in Path("/proc/mounts").read_text().splitlines() if "/netns/" in line}
    return {"links": links, "namespaces": namespaces, "services": services, "mounts": mounts}
