"""What all log-ins over ssh with somebody's password have in common: a session that is opened, and stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from cyder.contracts.acting import Way, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting
from cyder.contracts.probe import Check, Containment
from cyder.contracts.session import Session, SessionServes
from cyder.contracts.ssh_accounts import account_on, others_served
from cyder.contracts.ssh_probes import AUTH, SSH, OffersLogIn, PasswordOpens, accepted, by_password, in_words, opened
from cyder.contracts.whereabouts import is_ours, nodes_of
from cyder.model.evidence import Receipt, Remedy, TimelineKind, Trace, Truth
from cyder.model.setup import Account

_WHO = "id -un"


class KnownLogIn(Action):
    """A log-in by ssh with a known password; the shell stays open, is asked who it is, and does nothing else."""

    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "nothing: one session, held open at the source and idle; its pipe lies there under /tmp"

    account: str | None = None

    def run(self, scene: Scene) -> Trace:
        """Log in once and ask the shell whose it is; 6 s at most."""
        started, who, session = scene.clock.now(), self.owner(scene), self.session(scene)
        session.close()
        session.open(by_password(scene.vantage.address, scene.reach(SSH), who.name, who.password))
        answer = session.say(_WHO, until=f"^{who.name}$", seconds=6)
        said = "log-in accepted, the session stays open" if answer.ok else in_words(answer)
        return traced(scene, started, reached=answer.ok, said=f"{who.name}@{scene.target}: {said}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the log-in and the shell that was opened for it."""
        return self._line(scene, accepted), self._line(scene, opened)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for log-ins by password, on the machine and in the central log, and for who is connected now."""
        pattern = accepted(self.owner(scene).name, scene.vantage.address)
        here = scene.lan.topology.node(scene.target).hostname
        words = ("grep", "Accepted password")
        central = [
            Sighting(node.name, (*words, f"/var/log/hosts/{here}/auth.log"), pattern)
            for node in nodes_of(scene, "log")[:1]
        ]
        now = ("ss", "-tn", "state", "established", "sport", "=", f":{SSH}")
        return (
            Sighting(scene.target, (*words, AUTH), pattern),
            Sighting(scene.target, now, rf"\b{scene.vantage.address}\]?:\d+"),
            *central,
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return source, account, and when somebody was in."""
        source, name = scene.vantage.address, self.owner(scene).name
        kind = came_in(scene)
        block = Remedy(kind="block-network", target=source)
        cut = Remedy(kind="isolate-host", target=scene.source) if kind == "lateral" else block
        return Truth(
            indicators=(entity(source, ip=source),),
            accounts=(entity(name, account=name),),
            timeline=first(kind, scene.target, accepted(name, source), receipts),
            remedies=(
                cut,
                Remedy(kind="reset-password", target=name),
                Remedy(kind="disable-account", target=name),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the server lets one try to log in."""
        return Check(by="neighbour", probe=OffersLogIn(target=scene.target, account=self.owner(scene).name))

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session, and look whether it and its folder are gone."""
        closed = self.session(scene).close()
        return Cleanup(verified=closed, said="the session is closed" if closed else "the session's folder is left")

    def owner(self, scene: Scene) -> Account:
        """Return the account that is used: the one named, or the target's first."""
        return account_on(scene, self.account)

    def session(self, scene: Scene) -> Session:
        """Return the session, which whoever sits at the source holds open."""
        users = scene.lan.topology.node(scene.source).users
        folder = f"/tmp/.{scene.seed.token('session')[:6]}-{scene.marker}"  # noqa: S108  on a machine of the LAN
        return Session(scene.actor, folder, user=users[0] if users else "root")

    def keeping_out(self, scene: Scene, id: str, way: Way) -> Containment:
        """Return a way that shuts out the source: the session is served no more, and there is no new one from there."""
        again = Check(by="source", probe=self._opens(scene))
        return self._contained(scene, id, way, again, others_served(scene, but=self.owner(scene).name))

    def closing(self, scene: Scene, id: str, way: Way, allow: tuple[Check, ...] = ()) -> Containment:
        """Return a way that makes the password worthless: the session is served no more, a new one from nowhere.

        `allow` is who must still get in, if it is not somebody else by password.
        """
        again = Check(by="neighbour", probe=self._opens(scene))
        others = others_served(scene, but=self.owner(scene).name)
        return self._contained(scene, id, way, again, allow or others[:1])

    def _contained(self, scene: Scene, id: str, way: Way, again: Check, allow: tuple[Check, ...]) -> Containment:
        folder, until = self.session(scene).folder, f"^{self.owner(scene).name}$"
        stands = SessionServes(target=scene.target, folder=folder, line=_WHO, until=until)
        done, undone = way
        deny = (Check(by="source", probe=stands), again)
        return Containment(id=id, deny=deny, allow=allow, typed=done, undone=undone)

    def _opens(self, scene: Scene) -> PasswordOpens:
        who = self.owner(scene)
        return PasswordOpens(target=scene.target, account=who.name, password=who.password)

    def _line(self, scene: Scene, pattern: Callable[[str, str], str]) -> Expected:
        return Expected(scene.target, AUTH, pattern(self.owner(scene).name, scene.vantage.address))


def came_in(scene: Scene) -> TimelineKind:
    """Return what a log-in from the source is: a step further inside, or the way in."""
    return "lateral" if is_ours(scene, scene.lan.topology.node(scene.source)) else "login"
