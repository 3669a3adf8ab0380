"""What there is to say about a role before any scenario uses it."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from cyder.contracts.role import Role
from cyder.model.base import Noun
from cyder.model.scenario import Access
from cyder.model.topology import Routing

Json = dict[str, Any]


class Setting(Noun):
    """What may stand under `with:`: its type in words, and what holds where it is left out."""

    name: str
    type: str
    default: JsonValue = None
    description: str = ""


class LogSheet(Noun):
    """One log file. `central`: under which program's name the central log has it; empty: as syslog itself says it."""

    path: str
    central: str = ""


class RoleSheet(Noun):
    """One role: what is on such a machine, and what it may do. `ports` are as `53/udp`."""

    id: str
    summary: str
    image: str
    open: Access
    routing: Routing
    provides: tuple[str, ...]
    ports: tuple[str, ...]
    capabilities: tuple[str, ...]
    memory_mb: int
    pids: int
    logs: dict[str, LogSheet]
    settings: tuple[Setting, ...]


def sheet(role: type[Role]) -> RoleSheet:
    """Return what a role says of itself."""
    return RoleSheet(
        id=role.id,
        summary=role.summary,
        image=f"cyder/{role.id}",
        open=role.open,
        routing=role.routing,
        provides=role.provides,
        ports=role.ports,
        capabilities=role.capabilities,
        memory_mb=role.memory_mb,
        pids=role.pids,
        logs={name: LogSheet(path=log.path, central=log.tag) for name, log in role.logs.items()},
        settings=settings_of(role.model_json_schema()),
    )


def settings_of(schema: Json) -> tuple[Setting, ...]:
    """Return what may stand under `with:`, from the JSON Schema of a role or an action."""
    return tuple(
        Setting(
            name=name,
            type=_in_words(written, schema.get("$defs", {})),
            default=written.get("default"),
            description=written.get("description", ""),
        )
        for name, written in schema.get("properties", {}).items()
    )


def _in_words(written: Json, known: Json) -> str:
    """Return a type of JSON Schema as people say it: `number (1 to 60)`, `list of text`, `name → text`, `{en, ja}`."""
    if "anyOf" in written:
        return " or ".join(_in_words(each, known) for each in written["anyOf"] if each.get("type") != "null")
    if "$ref" in written:
        return f"{{{', '.join(known[written['$ref'].rpartition('/')[2]]['properties'])}}}"
    if written.get("type") == "array":
        return f"list of {_in_words(written['items'], known)}"
    if written.get("type") == "object":
        inside = next(iter(written.get("patternProperties", {}).values()), None) or written["additionalProperties"]
        return f"name → {_in_words(inside, known)}"
    return _plain(written)


def _plain(written: Json) -> str:
    if "enum" in written:
        return " | ".join(map(str, written["enum"]))
    if written["type"] == "integer":
        bounds = [str(written[bound]) for bound in ("minimum", "maximum") if bound in written]
        return f"number ({' to '.join(bounds)})" if len(bounds) == 2 else "number"
    return {"number": "number", "boolean": "true | false"}.get(written["type"], "text")
