"""The releases of a fictitious program: text that says what it stands for, and lists of sums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cyder.model.seed import Seed
from cyder.model.topology import File

ROOT = "/srv/updates"
SIGNER = "release@saino-soft.example"
_LINES = 400


@dataclass(frozen=True)
class Package:
    """One release's package as its maker published it."""

    name: str
    content: str

    @property
    def path(self) -> str:
        """Return where it lies on the update server."""
        return f"{ROOT}/{self.name}"

    @property
    def product(self) -> str:
        """Return the program that it is a release of."""
        return self.name.rpartition("-")[0]

    def swapped(self, word: str) -> str:
        """Return another text of the same size, with the same heading, that bears a word."""
        start = self.content.index("\n", self.content.index("\n") + 1) + 1
        return self.content[:start] + word + self.content[start + len(word) :]


def offered(files: Iterable[File]) -> tuple[Package, ...]:
    """Return the packages of a finished server as they were published, the newest last."""
    return tuple(
        Package(file.path.removeprefix(f"{ROOT}/"), file.content)
        for file in files
        if file.path.startswith(f"{ROOT}/") and file.path.endswith(".pkg")
    )


def package(product: str, version: str) -> str:
    """Return the name of a release's package."""
    return f"{product}-{version}.pkg"


def releases(product: str, versions: Sequence[str], seed: Seed) -> dict[str, str]:
    """Return by name the packages, `SHA256SUMS`, `latest.json` and the notes; the same for the same seed."""
    packages = {package(product, version): _content(product, version, seed) for version in versions}
    sums = "".join(f"{digest(text)}  {name}\n" for name, text in packages.items())
    newest = package(product, versions[-1])
    latest = {
        "product": product,
        "version": versions[-1],
        "package": newest,
        "bytes": len(packages[newest]),
        "sha256": digest(packages[newest]),
    }
    notes = "".join(
        f"{product} {version}\n  改善と不具合の修正 / improvements and fixes\n" for version in reversed(versions)
    )
    return {**packages, "SHA256SUMS": sums, "latest.json": json.dumps(latest, indent=2) + "\n", "NOTES.txt": notes}


def digest(content: str) -> str:
    """Return the SHA-256 of a package, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def _content(product: str, version: str, seed: Seed) -> str:
    """Return a package: a heading and lines of hex, to have the size of something. It can be run by nothing."""
    head = f"{product} {version}\nThis file stands for a software package. It does nothing.\n"
    return head + "".join(f"{seed.raw(f'{version}/{line}').hex()}\n" for line in range(_LINES))
