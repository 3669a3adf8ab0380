"""Who has an account on a machine for ssh: the one an action uses, and others who must still get in."""

from __future__ import annotations

from cyder.contracts.action import Scene
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.ssh_probes import SSH, AdministratorEnters, PasswordOpens
from cyder.contracts.whereabouts import nodes_of
from cyder.errors import NotFound, Refused
from cyder.model.setup import Account, accounts_in

_ROOTS_KEY = "/root/.ssh/id_ed25519"


def accounts_on(scene: Scene) -> tuple[Account, ...]:
    """Return the target's accounts that have a password and a shell, as they are when the machine is made."""
    made = accounts_in(scene.lan.topology.node(scene.target).files)
    return tuple(who for who in made if who.password and who.login_shell.endswith("sh"))


def account_on(scene: Scene, name: str | None) -> Account:
    """Return the target's account of that name, or without a name the first it has.

    Raises:
        NotFound: nobody of that name logs in there by password.
        Refused: nobody does at all.
    """
    known = {who.name: who for who in accounts_on(scene)}
    if not known:
        raise Refused(f"nobody logs in to {scene.target} by password")
    if name is None:
        return next(iter(known.values()))
    if name not in known:
        raise NotFound.named(f"account on {scene.target}", name, known)
    return known[name]


def administrators_key(scene: Scene) -> str:
    """Return the private key by which root of the administrator's machine enters the others.

    Raises:
        Refused: nobody enters by key.
    """
    files = (file for desk in nodes_of(scene, "analyst") for file in desk.files)
    for file in files:
        if file.path == _ROOTS_KEY:
            return file.content
    raise Refused("no administrator of this LAN has a key")


def others_served(scene: Scene, *, but: str) -> tuple[Check, ...]:
    """Return how it is seen that the target's ssh still serves those who are not `but`.

    Where the canary or somebody else has an account: both sides of the firewall log in by its password. Where nobody
    has, an administrator enters by key, or, without one, a colleague's connection is answered.
    """
    others = [who for who in accounts_on(scene) if who.name != but]
    other = next((who for who in others if who.name == scene.canary.account), next(iter(others), None))
    if other:
        probe = PasswordOpens(target=scene.target, account=other.name, password=other.password)
        return Check(by="neighbour", probe=probe), Check(by="colleague", probe=probe)
    reached = Check(by="colleague", probe=Connects(target=scene.target, port=SSH))
    return (*administrators_served(scene), reached)


def administrators_served(scene: Scene) -> tuple[Check, ...]:
    """Return how it is seen that the first administrator's machine still enters the target by key; none: nothing."""
    desks = nodes_of(scene, "analyst")[:1]
    probes = (AdministratorEnters(target=desk.name, server=scene.target) for desk in desks)
    return tuple(Check(by="itself", probe=probe) for probe in probes)
