"""Use cases: files that a team adds to its report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import check_open
from cyder.model.dealings import Attached
from cyder.model.media import KINDS, LARGEST, MOST_BYTES, MOST_FILES, media_type, safe_name
from cyder.model.service import AttachedFile
from cyder.store.files import Files, attach


def read_attachment_file(path: Path) -> bytes:
    """Return the bytes of a file that is to be attached.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, or is too large.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"{path}: no such file", hint="give the path of a file on this machine") from None
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}", hint="give a file that you may read") from None
    return content


def attach_file(exercise: Exercise, team: str, name: str, content: bytes, *, author: str) -> AttachedFile:
    """Add a file to what a team reports; the same file under the same name again changes nothing.

    Raises:
        Refused: the exercise has not begun or is over, the name is taken, or the team has no room left.
        BadInput: it is too large, or of a kind that is not taken.
    """
    check_open(exercise)
    known, digest = safe_name(name), hashlib.sha256(content).hexdigest()
    body = Attached(name=known, media_type=_kind(content, known), size=len(content), sha256=digest)
    present = attached_files(exercise, team)
    for each in present:
        if (each.name, each.sha256) == (known, digest):
            return each
    # Asked once before the bytes are on disk, so that what is refused fills none, and once when it counts.
    _check_room(body, present)
    _files(exercise).keep(content)
    entry = attach(exercise.ledger, team, body, author=author, check=lambda found: _check_room(body, found))
    return AttachedFile(**body.model_dump(exclude={"kind"}), attached_at=entry.at)


def attached_files(exercise: Exercise, team: str) -> list[AttachedFile]:
    """Return the files that a team added, oldest first."""
    exercise.resolved(team)
    return [
        AttachedFile(**entry.body.model_dump(exclude={"kind"}), attached_at=entry.at)
        for entry in exercise.ledger.entries(team=team)
        if isinstance(entry.body, Attached)
    ]


def attached_file(exercise: Exercise, team: str, name: str) -> tuple[AttachedFile, bytes]:
    """Return a file of a team, and its bytes.

    Raises:
        NotFound: there is none of that name, or its bytes are gone.
    """
    present = {each.name: each for each in attached_files(exercise, team)}
    if name not in present:
        raise NotFound.named(
            "attachment", name[:100], present, hint="see which there are with: cyder report attachments"
        )
    return present[name], _files(exercise).read(present[name].sha256)


def _files(exercise: Exercise) -> Files:
    return Files(exercise.desk.places.state_dir / "attachments")


def _kind(content: bytes, name: str) -> str:
    if len(content) > LARGEST:
        hint = "cut out the part that matters"
        raise BadInput(f"'{name}' is larger than {LARGEST // 1024**2} MiB", hint=hint)
    try:
        return media_type(content, name)
    except ValueError as error:
        raise BadInput(f"'{name}' is not taken: {error}", hint=f"taken are {KINDS}") from None


def _check_room(body: Attached, present: Sequence[Attached | AttachedFile]) -> None:
    if any(each.name == body.name for each in present):
        raise Refused(f"there is another attachment '{body.name}' already", hint="give this one another name")
    if len(present) >= MOST_FILES:
        hint = "name in the report the ones that matter"
        raise Refused(f"there are {MOST_FILES} attachments already, and more are not taken", hint=hint)
    if sum(each.size for each in present) + body.size > MOST_BYTES:
        hint = "attach the part that matters"
        raise Refused(f"all attachments together may have {MOST_BYTES // 1024**2} MiB", hint=hint)
