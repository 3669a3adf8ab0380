"""Who is logged in to a mailbox now."""

from __future__ import annotations

from cyder.contracts.action import Cleanup, Scene


def nobody_left(scene: Scene) -> Cleanup:
    """Look on the target whether a session of the source is still open."""
    source = scene.vantage.address
    who = scene.lan.node(scene.target).run(["doveadm", "who", "-1", source], timeout=20)
    if not who.ok:
        return Cleanup(verified=False, said=f"doveadm could not say who is logged in: {who.out.strip()}")
    left = [line for line in who.out.splitlines() if source in line.split()]
    return Cleanup(verified=not left, said=f"{len(left)} sessions from {source} left")
