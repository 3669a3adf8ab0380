"""Use case: whether the log lines that a report quotes stand in the team's own logs.

Nobody is told at once which were found: it would tell a team which of its guesses are right.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from cyder.contracts.action import Expected
from cyder.contracts.node import Node
from cyder.errors import CyderError, EngineFailed
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import filed_report
from cyder.model.dealings import QuotesChecked
from cyder.model.report import Proof
from cyder.replay.receipts import LogReader

SHORTEST = 20
"""Characters of a quoted line: less than a time stamp stands in every log."""
PATIENCE = 5.0
"""Seconds (real) for one search; the longest log of an exercise takes far less."""
_LOGS = PurePosixPath("/var/log")


def check_quotes(exercise: Exercise, team: str, version: int | None = None) -> QuotesChecked | None:
    """Look for the lines that a version quotes, the latest without a number, and write down which were found.

    None where it quotes nothing: then nothing is written.

    Raises:
        NotFound: there is no such version.
        CyderError: a machine cannot be asked; nothing is written.
    """
    filed = filed_report(exercise, team, version)
    proofs = filed.report.evidence
    if not proofs:
        return None
    search = _Search(exercise, team)
    found = tuple(place for place, proof in enumerate(proofs) if search.finds(proof))
    body = QuotesChecked(version=filed.version, found=found)
    exercise.ledger.append(body, team=team, author="cyder")
    return body


def check_quotes_if_possible(exercise: Exercise, team: str, version: int | None = None) -> None:
    """Do the same right after a submission; with the engine away an instructor repeats it later."""
    try:
        check_quotes(exercise, team, version)
    except CyderError:
        return


class _Search:
    """Looks into the logs of one team: the central copy first, which nobody of the team can write to."""

    def __init__(self, exercise: Exercise, team: str) -> None:
        resolved, self._lan = exercise.resolved(team), exercise.lan(team)
        self._roles, self._nodes = resolved.roles, {node.name: node for node in resolved.topology.nodes}
        self._reader = LogReader(lan=self._lan, roles=resolved.roles, clock=exercise.desk.clock)

    def finds(self, proof: Proof) -> bool:
        """Return whether the quoted line stands in the log that is named, or in the central copy of it."""
        node, _, path = (part.strip() for part in proof.source.partition(":"))
        quote = proof.quote.strip()
        if len(quote) < SHORTEST or len(quote.splitlines()) != 1 or not self._is_log(node, path):
            return False
        copies = self._reader.copies(Expected(node=node, log=path, pattern=""))
        return any(self._stands(quote, copy.path, self._lan.node(copy.node), own=copy.node == node) for copy in copies)

    def _is_log(self, node: str, path: str) -> bool:
        """Return whether it is a log of a machine that the team may read; elsewhere it could have written anything."""
        spec, role = self._nodes.get(node), self._roles.get(node)
        if spec is None or role is None or (spec.open == "no" and "syslog" not in role.provides):
            return False
        plain = PurePosixPath(path)
        known = {log.path for log in role.logs.values()}
        return path in known or (plain.is_relative_to(_LOGS) and ".." not in plain.parts)

    def _stands(self, quote: str, path: str, node: Node, *, own: bool) -> bool:
        """Return whether a file holds a text; a file of the team's own that cannot be searched in time does not."""
        answer = node.run(["grep", "-F", "-q", "-m", "1", "-e", quote, "--", path], timeout=PATIENCE)
        if answer.code > 2 and not own:
            raise EngineFailed(f"{node.name}: {path} could not be searched: exit {answer.code}", hint="try again")
        return answer.code == 0
