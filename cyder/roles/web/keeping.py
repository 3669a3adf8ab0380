"""What actions on a site's administration have in common: a keeper's account, and keepers who must still get in."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts.action import Action, Scene
from cyder.contracts.probe import Check
from cyder.roles.web.entry import Account, Entry, Password


class AsKeeper(Action):
    """An action of a stranger who has the password of one of those who may change the site."""

    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"web"})

    account: Account
    password: Password = None

    def entry(self, scene: Scene) -> Entry:
        """Return the way in."""
        return Entry.of(scene, self.account, self.password)

    def control(self, scene: Scene) -> Check:
        """Ask whether a keeper among the staff gets in."""
        return self.entry(scene).control()
