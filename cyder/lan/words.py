"""Turns what the Docker Engine and its library say into errors for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docker.errors import APIError, DockerException, ImageNotFound
from requests.exceptions import ReadTimeout, RequestException

from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed, SetupMissing
from cyder.model.plan import ConnectNode, CreateNetwork, CreateNode, CreateSwitch, Operation

AGAIN = "run `cyder up` again: it goes on from what is there; or `cyder doctor`, to look at the engine"


class Impossible(Exception):
    """An operation that cannot be done as things stand; the caller knows whose."""


@contextmanager
def in_words(where: str) -> Iterator[None]:
    """Let engine failures of the block leave it as errors that begin with `where`.

    Raises:
        EngineFailed: the engine refused, broke off or did not answer in time.
        SetupMissing: no engine answers, or an image is not there.
    """
    try:
        yield
    except Impossible as error:
        raise EngineFailed(f"{where}: {error}", hint=AGAIN) from error
    except ImageNotFound as error:
        raise SetupMissing(f"{where}: {said(error)}", hint="build the images with `cyder images build`") from error
    except APIError as error:
        raise EngineFailed(f"{where}: {said(error)}", hint=AGAIN) from error
    except ReadTimeout as error:
        raise EngineFailed(f"{where}: the engine did not answer in time", hint=AGAIN) from error
    except (DockerException, RequestException, ConnectionError) as error:
        message = f"{where}: no Docker Engine answers ({error})"
        raise SetupMissing(message, hint="start one with `cyder engine start`, then try again") from error


def place(lan: LanRef, operation: Operation) -> str:
    """Return whose operation on what: `first-look/team1: mail: start-node`."""
    match operation:
        case CreateSwitch():
            subject = "switch"
        case CreateNetwork(network=name):
            subject = f"network {name}"
        case CreateNode(node=spec) | ConnectNode(node=spec):
            subject = spec.name
        case _:
            subject = operation.name
    return f"{lan}: {subject}: {operation.op}"


def said(error: APIError) -> str:
    """Return the engine's own words, on one line."""
    return " ".join(str(error.explanation or error).split())
