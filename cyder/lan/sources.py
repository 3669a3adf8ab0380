"""What images are made from: folders with a Dockerfile, hashed by content, packed as build contexts."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cyder.errors import CyderError, NotFound

DEBIAN = "debian:trixie-slim"
OWN = "cyder/"
EPOCH = 1754697600
"""The time files in images and in the Debian base bear: the release day of Debian 13, in seconds since 1970."""

_LAN = Path(__file__).parent
_FROM = re.compile(r"^FROM\s+(\S+)", re.MULTILINE | re.IGNORECASE)
_LITTER = {"__pycache__", ".DS_Store"}


@dataclass(frozen=True)
class Source:
    """The folder one image is built from, and files from elsewhere that join it under their own names."""

    name: str
    folder: Path
    extra: tuple[Path, ...] = ()

    @property
    def reference(self) -> str:
        """Return the name the image bears in the engine."""
        return f"{OWN}{self.name}:latest"

    @property
    def dockerfile(self) -> str:
        """Return the text of the Dockerfile."""
        return (self.folder / "Dockerfile").read_text(encoding="utf-8")

    @property
    def parents(self) -> tuple[str, ...]:
        """Return what the image stands on, as its FROM lines have it."""
        return tuple(_FROM.findall(self.dockerfile))

    @property
    def after(self) -> tuple[str, ...]:
        """Return the names of our own images that must be built before this one."""
        return tuple(parent.removeprefix(OWN).partition(":")[0] for parent in self.parents if parent.startswith(OWN))

    @cached_property
    def files(self) -> tuple[tuple[str, int, bytes], ...]:
        """Return the build context: path, mode and bytes, in the order of the paths.

        Modes are 0755 or 0644, as git keeps them: another umask is no other image.
        """
        places = {str(path.relative_to(self.folder)): path for path in _below(self.folder)}
        places.update({path.name: path for path in self.extra})
        return tuple((name, _mode(path), path.read_bytes()) for name, path in sorted(places.items()))

    def context(self) -> io.BytesIO:
        """Return the build context as a tar archive; equal contents give equal bytes."""
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for name, mode, content in self.files:
                member = tarfile.TarInfo(name)
                member.size, member.mode, member.mtime = len(content), mode, EPOCH
                archive.addfile(member, io.BytesIO(content))
        packed.seek(0)
        return packed


def sources(catalogue_folders: Mapping[str, Path]) -> list[Source]:
    """Return every image's source, parents before children: base, helper, and each role folder that has an image."""
    wiring = (_LAN / "namespace.py", _LAN / "wire.py")
    found = {"base": Source("base", _LAN / "base"), "helper": Source("helper", _LAN / "helper", wiring)}
    for name, folder in sorted(catalogue_folders.items()):
        if (folder / "image" / "Dockerfile").is_file():
            found[name] = Source(name, folder / "image")
    return ordered({name: source for name, source in found.items() if (source.folder / "Dockerfile").is_file()})


def ordered(found: Mapping[str, Source]) -> list[Source]:
    """Return sources so that each stands behind what it is built on.

    Raises:
        NotFound: an image is built on one of ours that does not exist.
        CyderError: images are built on each other in a circle.
    """
    done: dict[str, Source] = {}
    waiting = dict(found)
    while waiting:
        ready = [name for name, source in waiting.items() if all(parent in done for parent in source.after)]
        if not ready:
            raise _unbuildable(waiting, found)
        done.update({name: waiting.pop(name) for name in ready})
    return list(done.values())


def contents(found: list[Source]) -> dict[str, str]:
    """Return by name the SHA-256 of each image's context and of all it is built on, in hex."""
    known: dict[str, str] = {}
    for source in found:
        digest = hashlib.sha256()
        for parent in (*(known[name] for name in source.after), *source.parents):
            digest.update(parent.encode() + b"\0")
        for name, mode, content in source.files:
            digest.update(f"{name}\0{mode:o}\0{len(content)}\0".encode() + content)
        known[source.name] = digest.hexdigest()
    return known


def _unbuildable(waiting: Mapping[str, Source], found: Mapping[str, Source]) -> CyderError:
    for source in waiting.values():
        hint = f"mend FROM in {source.folder}/Dockerfile"
        for parent in source.after:
            if parent not in found:
                return NotFound.named("image", parent, found, hint=hint)
    return CyderError(f"images {', '.join(waiting)} are built on each other in a circle", hint=hint)


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        litter = _LITTER.intersection(path.parts) or path.suffix == ".pyc" or path.name.endswith("~")
        if path.is_file() and not litter:
            yield path


def _mode(path: Path) -> int:
    return 0o755 if path.stat().st_mode & 0o100 else 0o644
