"""What a workstation tells whoever sits down at it: where one is, what else there is, and how to get there."""

from __future__ import annotations

import shlex
import unicodedata

from cyder.contracts.role import Site
from cyder.model.topology import NodeSpec

_FILE_MB = 20
_MEANINGS = {
    "gateway": "ルーター・ファイアウォール router, firewall",
    "dns": "ネームサーバー name server",
    "mail": "メールサーバー mail server",
    "web": "公式サイト web site",
    "ap": "住民ポータル residents' portal",
    "db": "データベース database",
    "file": "ファイルサーバー file server",
    "proxy": "プロキシ web proxy",
    "log": "ログ収集サーバー central log",
    "backup": "バックアップ backup",
    "iot": "ネットワークカメラ network camera",
    "client": "職員端末 staff PC",
    "analyst": "この端末 this workstation",
}


def network_plan(site: Site) -> str:
    """Return the organisation's own machines as a table, network by network, and the ways to them."""
    lines = [f"{site.organisation.name.ja} ネットワーク構成表 / {site.organisation.name.en}: the network", ""]
    for network in site.topology.networks:
        if network.name in site.private:
            lines += [f"{network.name}  {network.subnet}", *_rows(site, network.name), ""]
    return "\n".join([*lines, *_ways(site), ""])


def greeting(site: Site) -> str:
    """Return the shell's greeting: the plan, and a prompt that says where one is."""
    place = shlex.quote(f"[{site.organisation.name.ja} {site.organisation.name.en}] ")
    return f"""\
# Who sits down here sees where this is and what there is.
case $- in *i*) ;; *) return ;; esac
PS1={place}'\\u@\\h:\\w\\$ '
cat /root/network-plan.txt
"""


def capture_settings(megabytes: int) -> str:
    """Return the size of the running capture: how many files of 20 MB."""
    return f"FILE_KB={_FILE_MB * 1000}\nFILES={max(1, megabytes // _FILE_MB)}\n"


def _rows(site: Site, network: str) -> list[str]:
    rows = [
        (node.name, address, _MEANINGS.get(node.role, node.role), ", ".join(name for name, _ in node.names))
        for node in site.topology.nodes
        if (address := node.address_in(network)) and _is_shown(node)
    ]
    return [
        f"  {_padded(name, 10)} {address:<15} {_padded(what, 42)} {names}".rstrip()
        for name, address, what, names in rows
    ]


def _is_shown(node: NodeSpec) -> bool:
    """Return whether a machine is in the plan: what nobody may enter is a camera, or none of this team's business."""
    return node.open != "no" or node.role == "iot"


def _padded(text: str, width: int) -> str:
    taken = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * max(0, width - taken)


def _ways(site: Site) -> list[str]:
    collector = next((node.name for node in site.providing("syslog")), None)
    log = (
        [f"  ssh viewer@{collector}".ljust(40) + "全機器のログ: /var/log/hosts  every machine's log"]
        if collector
        else []
    )
    return [
        "この端末から / from here",
        "  ssh SERVER".ljust(40) + "各サーバーに root でログイン  log in as root",
        *log,
        "  ls /var/captures".ljust(40) + "LAN全体の通信記録  all packets of the LAN, as they pass",
        "  tshark -r /var/captures/FILE -Y dns".ljust(40) + "記録を読む  read a capture",
        "  cat /root/network-plan.txt".ljust(40) + "この表  this table",
    ]
