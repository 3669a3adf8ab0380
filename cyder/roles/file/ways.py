"""How an administrator shuts somebody out of the file server, and what must still work for everybody else."""

from __future__ import annotations

import re

from cyder.contracts.acting import Way, typed
from cyder.contracts.probe import Check, Containment, Probe, Typed
from cyder.contracts.whereabouts import network_of_source
from cyder.model.evidence import Remedy
from cyder.roles.file.probes import OpensShare, WritesFile
from cyder.roles.file.samba import COMMON
from cyder.roles.file.visits import Visit

_SETTINGS = "/etc/samba/smb.conf"
_SAVED = "/root/smbpasswd.before"
_TWICE = "printf '%s\\n%s\\n' another-word-1 another-word-1"
_CHANGE = f"cp -p /etc/samba/smbpasswd {_SAVED} && {_TWICE} | smbpasswd -s {{}}"
_BACK = f"cat {_SAVED} >/etc/samba/smbpasswd && rm {_SAVED}"


def writes_as_canary(visit: Visit) -> WritesFile:
    """Return the question whether the canary can work on the share of everybody."""
    canary = visit.scene.canary
    return WritesFile(target=visit.scene.target, share=COMMON, account=canary.account, password=canary.password)


def opens(visit: Visit, share: str = "") -> OpensShare:
    """Return the question whether the visitor's known password still opens a share, by default the one visited."""
    who = visit.person
    asked = share or visit.share
    return OpensShare(target=visit.scene.target, share=asked, account=who.account, password=who.password)


def writes(visit: Visit) -> WritesFile:
    """Return the question whether the visitor's known password still lets somebody write in the share."""
    who = visit.person
    return WritesFile(target=visit.scene.target, share=visit.share, account=who.account, password=who.password)


def remedies(visit: Visit) -> tuple[Remedy, ...]:
    """Return what helps against an account that is used from a PC."""
    account, scene = visit.person.account, visit.scene
    return (
        Remedy(kind="disable-account", target=account),
        Remedy(kind="reset-password", target=account),
        Remedy(kind="isolate-host", target=scene.source),
        Remedy(kind="block-network", target=scene.vantage.address),
    )


def others_work(visit: Visit) -> tuple[Check, ...]:
    """Return the good thing: the canary works, from beside the server and, where that is elsewhere, beside the PC."""
    canary, server = writes_as_canary(visit), visit.scene.lan.topology.node(visit.scene.target)
    beside = (Check(by="colleague", probe=canary),)
    if network_of_source(visit.scene) == server.interfaces[0].network:
        return beside
    return (*beside, Check(by="neighbour", probe=canary))


def disable_account(visit: Visit, anew: Probe, *, open_session: Probe | None = None) -> Containment:
    """Return: the account logs in nowhere any more, and what it had open is ended.

    `anew`: what a new log-in does, asked from another machine; `open_session`: what the one from the PC does.
    """
    account = visit.person.account
    return Containment(
        id="disable-account",
        deny=(*_old(open_session), Check(by="neighbour", probe=anew)),
        allow=others_work(visit),
        typed=(*typed(visit.scene.target, "smbpasswd", "-d", account), *_end_sessions(visit)),
        undone=typed(visit.scene.target, "smbpasswd", "-e", account),
    )


def keep_pc_out(visit: Visit, anew: Probe, *, open_session: Probe | None = None) -> Containment:
    """Return: the PC is not served any more, whoever asks there, and what it had open is ended."""
    forbid, permit = _except(visit)
    return Containment(
        id="keep-pc-out",
        deny=(*_old(open_session), Check(by="source", probe=anew)),
        allow=others_work(visit),
        typed=(*forbid, *_end_sessions(visit)),
        undone=permit,
    )


def another_password(server: str, account: str) -> Way:
    """Return what gives an account another password in Samba, and the old one back."""
    return typed(server, "sh", "-c", _CHANGE.format(account)), typed(server, "sh", "-c", _BACK)


def read_only_share(visit: Visit, *, open_session: Probe) -> Containment:
    """Return: nobody writes in the share for a while, and everybody reads; elsewhere the canary works as before."""
    forbid, permit = _read_only(visit.scene.target, visit.share)
    elsewhere = others_work(visit) if visit.share != COMMON else ()
    return Containment(
        id="read-only-share",
        deny=(Check(by="source", probe=open_session), Check(by="neighbour", probe=writes(visit))),
        allow=(Check(by="neighbour", probe=opens(visit)), *elsewhere),
        typed=forbid,
        undone=permit,
    )


def _read_only(server: str, share: str) -> Way:
    """Return what lets nobody write in a share, in sessions that are open too, and what undoes it."""
    section = f"/^\\[{share}\\]/,/^$/"
    reload = typed(server, "smbcontrol", "smbd", "reload-config")
    return (
        (
            *typed(server, "sed", "-i", f"{section} s/read only = no/read only = yes/", _SETTINGS),
            *reload,
            *typed(server, "smbcontrol", "smbd", "close-share", share),
        ),
        (*typed(server, "sed", "-i", f"{section} s/read only = yes/read only = no/", _SETTINGS), *reload),
    )


def _old(open_session: Probe | None) -> tuple[Check, ...]:
    return (Check(by="source", probe=open_session),) if open_session else ()


def _end_sessions(visit: Visit) -> tuple[Typed, ...]:
    return typed(visit.scene.target, "smbcontrol", "smbd", "kill-client-ip", visit.scene.vantage.address)


def _except(visit: Visit) -> Way:
    """Return what takes the PC out of the networks that are served; without it, `hosts allow` wins over a deny."""
    server, address = visit.scene.target, visit.scene.vantage.address
    reload = typed(server, "smbcontrol", "smbd", "reload-config")
    return (
        (*typed(server, "sed", "-i", f"/^\\thosts allow/ s/$/ EXCEPT {address}/", _SETTINGS), *reload),
        (*typed(server, "sed", "-i", f"s/ EXCEPT {re.escape(address)}$//", _SETTINGS), *reload),
    )
