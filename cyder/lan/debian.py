"""The Debian all images stand on: pulled where a registry answers, else made here from Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docker
from docker.errors import APIError, DockerException, ImageNotFound
from requests.exceptions import RequestException

from cyder.errors import EngineFailed
from cyder.lan import install
from cyder.lan.places import Places
from cyder.lan.sources import DEBIAN, EPOCH

REPOSITORY, _, TAG = DEBIAN.partition(":")
RELEASE = TAG.partition("-")[0]
PULL_SILENCE = 15
IMPORT_SECONDS = 600

SLIM = (
    "path-exclude=/usr/share/doc/*",
    "path-include=/usr/share/doc/*/copyright",
    "path-exclude=/usr/share/info/*",
    "path-exclude=/usr/share/lintian/*",
    "path-exclude=/usr/share/locale/*",
    "path-include=/usr/share/locale/locale.alias",
    "path-exclude=/usr/share/man/*",
    "path-include=/usr/share/man/man1",
)
"""What dpkg leaves out of a slim image; licences stay, and man1, which some packages link into."""

FORGET_HOST = 'rm -f "$1/etc/hostname" "$1/etc/resolv.conf"'
"""mmdebstrap's own hook language: what it copied from this machine stays out, so that all machines make one base."""


def ensure(client: docker.DockerClient, say: Callable[[str], None], places: Places) -> None:
    """See to it that the engine has the Debian base, by pulling or else by making it.

    Raises:
        SetupMissing: no registry answers, and mmdebstrap is neither here nor can be installed.
        EngineFailed: making or importing it failed.
    """
    try:
        client.images.get(DEBIAN)
    except ImageNotFound:
        pass
    else:
        return
    if not pull(client, say):
        make(client, say, places)


def pull(client: docker.DockerClient, say: Callable[[str], None]) -> bool:
    """Pull the base; give up after 15 s without a word from the registry. Tell whether it is there now."""
    say(f"{DEBIAN}: asking the engine to pull it")
    try:
        with _patience(client, PULL_SILENCE):
            client.images.pull(REPOSITORY, tag=TAG)
    except (DockerException, RequestException) as error:
        say(f"{DEBIAN}: cannot be pulled ({_reason(error)})")
        return False
    return True


def make(client: docker.DockerClient, say: Callable[[str], None], places: Places) -> None:
    """Make the base from Debian's packages and import it.

    Raises:
        SetupMissing: mmdebstrap is neither here nor can be installed.
        EngineFailed: mmdebstrap or the import failed.
    """
    if shutil.which("mmdebstrap") is None:
        reason = f"{DEBIAN} is not here, cannot be pulled, and is made by mmdebstrap, which is missing"
        install.packages(("mmdebstrap", "debian-archive-keyring"), say, reason=reason)
    say(f"{DEBIAN}: making it with mmdebstrap, which takes half a minute")
    places.make()
    with tempfile.TemporaryDirectory(dir=places.state_dir, prefix="debian-") as folder:
        archive = Path(folder) / "base.tar"
        bootstrap(archive)
        try:
            with _patience(client, IMPORT_SECONDS):
                api: Any = client.api
                api.import_image_from_file(str(archive), repository=REPOSITORY, tag=TAG, changes=['CMD ["/bin/bash"]'])
        except (DockerException, RequestException) as error:
            raise EngineFailed(f"{DEBIAN}: the engine would not import it: {error}") from error


def bootstrap(archive: Path) -> None:
    """Write a minimal Debian as a tar archive; two runs over the same packages give the same bytes.

    Raises:
        EngineFailed: mmdebstrap failed; the message ends with its last lines.
    """
    folder = archive.parent
    folder.chmod(0o711)  # apt fetches as a user of its own, who must reach what lies below
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "LC_ALL": "C.UTF-8"}
    if os.geteuid() == 0:
        environment["TMPDIR"] = str(folder)  # /tmp may be too small, or forbid device files
    done = subprocess.run(
        [
            shutil.which("mmdebstrap") or "mmdebstrap",
            "--variant=minbase",
            "--format=tar",
            *(f"--dpkgopt={option}" for option in SLIM),
            f"--customize-hook={FORGET_HOST}",
            RELEASE,
            str(archive),
        ],
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        last = "\n".join(done.stdout.splitlines()[-20:])
        hint = "see that this machine reaches a Debian mirror, then run the same command again"
        raise EngineFailed(f"mmdebstrap failed with {done.returncode}; it says:\n{last}", hint=hint)


@contextmanager
def _patience(client: docker.DockerClient, seconds: int) -> Iterator[None]:
    """Wait this long for each word of the engine; pull and import take no time limit of their own."""
    before = client.api.timeout
    client.api.timeout = seconds
    try:
        yield
    finally:
        client.api.timeout = before


def _reason(error: Exception) -> str:
    if isinstance(error, APIError):
        return str(error.explanation).strip()[:160]
    return f"no word from the registry for {PULL_SILENCE} s"
