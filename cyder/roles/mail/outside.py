"""What an action sends to somebody outside: who takes it there, who is an ordinary neighbour, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.contracts.acting import Way, typed
from cyder.contracts.action import Cleanup, Scene
from cyder.contracts.probe import Check
from cyder.model.topology import NodeSpec
from cyder.roles.mail import arrivals
from cyder.roles.mail.accounts import address
from cyder.roles.mail.mail_probes import GoesOut
from cyder.roles.mail.outgoing import mark_of

_SETTING = "smtpd_client_restrictions"


def sink(scene: Scene, to: str) -> NodeSpec:
    """Return the machine that takes mail for an address outside."""
    return arrivals.sink_of(scene.lan.topology, to)


def goes_out(scene: Scene) -> tuple[Check, ...]:
    """Ask whether the canary can still write to another organisation, if the LAN has one that takes mail."""
    own, canary = address(scene, scene.canary.account), scene.canary
    return tuple(
        Check(
            by="colleague",
            probe=GoesOut(
                target=scene.target,
                account=own,
                password=canary.password,
                sender=own,
                to=f"postmaster@{'.'.join(node.names[0][0].split('.')[-2:])}",
                keeper=node.name,
            ),
        )
        for node in _neighbours(scene)
    )


def refused_receiver(scene: Scene, domain: str) -> Way:
    """Return what lets nobody write to a domain any more, on whatever port, and what takes that back."""
    server, reload = scene.target, typed(scene.target, "postfix", "reload")
    rule = f"{_SETTING}=check_recipient_access inline:{{{{{domain} = REJECT}}}}"
    return (
        (*typed(server, "postconf", "-e", rule), *reload),
        (*typed(server, "postconf", "-X", _SETTING), *reload),
    )


def cleaned_outside(scene: Scene, to: str) -> Cleanup:
    """Take what went out from the sink, the queue and all mailboxes, bounces included; look whether that worked."""
    mark, server = mark_of(scene), scene.lan.node(scene.target)
    arrivals.take_from_queue(server, [to])
    arrivals.take_from_sink(scene.lan, sink(scene, to).name, mark)
    arrivals.take_from_boxes(server, mark)
    left = arrivals.left_in_boxes(server, mark) + arrivals.at_sink(scene.lan, sink(scene, to).name, mark)
    said = f"left: {'; '.join(left[:3])}" if left else "no copy is left here or outside"
    return Cleanup(verified=not left, said=said)


def _neighbours(scene: Scene) -> Iterator[NodeSpec]:
    """Return the first mail server of another organisation that has a name."""
    others = (node for node in scene.lan.topology.nodes if node.role == "mail" and node.name != scene.target)
    return iter([node for node in others if node.names][:1])
