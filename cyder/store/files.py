"""Files beside the store: each kept once, under the SHA-256 of what is in it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from cyder.errors import CyderError, NotFound
from cyder.model.dealings import Attached
from cyder.model.ledger import Entry
from cyder.store import schema
from cyder.store.ledger import StoreLedger


@dataclass(frozen=True)
class Files:
    """One folder of files, readable by its owner only."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Put a file on disk and return its SHA-256 in hex.

        Raises:
            CyderError: it could not be written.
        """
        name = hashlib.sha256(content).hexdigest()
        path = self.folder / name
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                _write(path, content)
        except OSError as error:
            raise CyderError(f"{path}: {error.strerror}", hint="see whether the disk is full") from error
        return name

    def read(self, sha256: str) -> bytes:
        """Return a file.

        Raises:
            NotFound: it is not there any more, or not what it was.
        """
        try:
            content = (self.folder / sha256).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != sha256:
            raise NotFound("the file's bytes are not there any more", hint="attach it again under another name")
        return content


def attach(
    ledger: StoreLedger, team: str, body: Attached, *, author: str, check: Callable[[Sequence[Attached]], None]
) -> Entry:
    """Write down that a team added a file; `check` gets those it has and may raise: then nothing is written.

    Looking and writing are one transaction, so that two files at once cannot both be the last one allowed.
    """
    table = schema.ledger.c
    mine = (table.exercise == ledger.exercise, table.team == team, table.kind == "attached")
    with ledger.database.writing() as connection:
        rows = connection.execute(select(schema.ledger).where(*mine).order_by(table.seq)).all()
        bodies = [ledger.entry(row).body for row in rows]
        check([each for each in bodies if isinstance(each, Attached)])
        return ledger.write(connection, body, team=team, author=author, clock=None)


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".coming-")
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).rename(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
