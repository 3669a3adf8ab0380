"""What a report may name, as STIX 2.1 cyber-observables and as the comparison of an indicator's pattern.

Ids are made from the content, as STIX 2.1, section 2.9 asks, so that two runs that saw the same thing name the same.
"""

from __future__ import annotations

import base64
import json
import posixpath
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from cyder.model.evidence import Entity, IndicatorKind, Spelling

Object = dict[str, Any]

NAMESPACE = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The name space of STIX 2.1 for ids that come from an object's content."""

_PATHS: dict[IndicatorKind, str] = {
    "domain": "domain-name:value",
    "url": "url:value",
    "email": "email-addr:value",
    "sha256": "file:hashes.'SHA-256'",
    "file": "file:name",
    "account": "user-account:account_login",
    "subject": "email-message:subject",
    "user-agent": "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'",
    "key-fingerprint": "artifact:hashes.'SHA-256'",
}


def observables(entities: Iterable[Entity]) -> tuple[Object, ...]:
    """Return one object for each way in which the entities may be spelt, folders included, each once."""
    found = {made["id"]: made for entity in entities for one in entity.spellings for made in _objects(one)}
    return tuple(found.values())


def pattern(entity: Entity) -> str:
    """Return the pattern that matches an entity however it is spelt."""
    return " OR ".join(dict.fromkeys(f"[{_comparison(one)}]" for one in entity.spellings))


def _objects(one: Spelling) -> Iterator[Object]:
    """Yield the object of a spelling, and before it what it refers to.

    None for a subject, a user agent and a key: as objects of STIX they would also have to say what nobody wrote down.
    """
    match one.kind:
        case "ip":
            yield _object(_family(one.value), value=one.value)
        case "domain":
            yield _object("domain-name", value=one.value)
        case "url":
            yield _object("url", value=one.value)
        case "email":
            yield _object("email-addr", value=one.value)
        case "account":
            yield _object("user-account", account_login=one.value)
        case "sha256":
            yield _object("file", hashes={"SHA-256": one.value})
        case "file":
            folder, name = posixpath.split(one.value)
            if not folder or not name:
                yield _object("file", name=one.value)
                return
            above = _object("directory", path=folder)
            yield above
            yield _object("file", name=name, parent_directory_ref=above["id"])


def _object(kind: str, **what: object) -> Object:
    """Return an object; every property handed in contributes to its id."""
    text = json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{uuid5(NAMESPACE, text)}", **what}


def _comparison(one: Spelling) -> str:
    folder, name = posixpath.split(one.value)
    if one.kind == "file" and folder and name:
        return f"{_PATHS['file']} = {_quoted(name)} AND file:parent_directory_ref.path = {_quoted(folder)}"
    if one.kind == "ip":
        return f"{_family(one.value)}:value = {_quoted(one.value)}"
    if one.kind == "key-fingerprint":
        return f"{_PATHS[one.kind]} = {_quoted(_hex(one.value))}"
    return f"{_PATHS[one.kind]} = {_quoted(one.value)}"


def _family(address: str) -> str:
    return "ipv6-addr" if ":" in address else "ipv4-addr"


def _hex(fingerprint: str) -> str:
    """Return the digest in `SHA256:81wuxw…`, which OpenSSH writes in base64 without padding, as STIX has it."""
    return base64.b64decode(f"{fingerprint.partition(':')[2]}=").hex()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
