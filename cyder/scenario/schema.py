"""The scenario file as JSON Schema 2020-12, for editors: what may stand where, settings of roles and actions too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from cyder.contracts.registry import Catalogue
from cyder.model.composition import Composition
from cyder.model.scenario import Scenario
from cyder.scenario.names import MENTION

Json = dict[str, Any]

_MENTION = f"^{MENTION.pattern}$"
_AS_WRITTEN = {
    "integer": ["integer", "string"],
    "number": ["number", "string"],
    "boolean": ["boolean", "string"],
}
"""Numbers are written as people say them ('15m'), and may stand in quotes or be a variable."""


def json_schema(catalogue: Catalogue) -> Json:
    """Return the schema of a scenario that may use the catalogue's roles and actions."""
    schema = _loosened(Scenario.model_json_schema(by_alias=True))
    definitions: Json = schema["$defs"]
    _let_compose(schema)
    roles = {name: role for name, role in catalogue.roles.items() if role.routing != "per-interface"}
    _offer(definitions, "NodeEntry", "role", "role", roles)
    _offer(definitions, "ActionEvent", "do", "action", catalogue.actions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Cyder scenario"}


def _let_compose(schema: Json) -> None:
    """Let a file say what it is made of; one that extends another need not say the rest."""
    making = _loosened(Composition.model_json_schema(by_alias=True))
    schema["$defs"] |= making["$defs"]
    schema["properties"] |= making["properties"]
    schema["if"] = {"required": ["extends"]}
    schema["else"] = {"required": schema.pop("required")}


def _offer(definitions: Json, owner: str, field: str, kind: str, models: Mapping[str, type[BaseModel]]) -> None:
    """Let a field be one of the models' ids, and `with` what that model takes."""
    conditions = []
    for name, model in models.items():
        own = f"{kind}:{name}"
        settings = _mentionable(
            _loosened(model.model_json_schema(by_alias=True, ref_template=f"#/$defs/{own}:{{model}}"))
        )
        for inner, definition in settings.pop("$defs", {}).items():
            definitions[f"{own}:{inner}"] = definition
        definitions[own] = settings
        chosen = {"properties": {field: {"const": name}}, "required": [field]}
        conditions.append({"if": chosen, "then": {"properties": {"with": {"$ref": f"#/$defs/{own}"}}}})
    definitions[owner]["properties"][field] = {"enum": sorted(models), "title": field.capitalize()}
    definitions[owner]["allOf"] = conditions


def _loosened(schema: Any) -> Any:  # noqa: ANN401  JSON Schema is any JSON
    """Return a schema that takes values as they are written in YAML, before they are turned into their types.

    Nothing may be null, because an author leaves out what is not wanted; names that do not fit are refused.
    """
    if isinstance(schema, list):
        return [_loosened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _loosened(value) for key, value in schema.items() if (key, value) != ("default", None)}
    if "anyOf" in schema:
        some = [choice for choice in schema.pop("anyOf") if choice != {"type": "null"}]
        schema |= some[0] if len(some) == 1 else {"anyOf": some}
    if "patternProperties" in schema:
        schema.setdefault("additionalProperties", False)
    return _scalar(schema)


def _scalar(schema: Json) -> Json:
    kind = schema.get("type")
    if not isinstance(kind, str):
        return schema
    if kind in _AS_WRITTEN:
        return schema | {"type": _AS_WRITTEN[kind]}
    if kind != "string" or "pattern" in schema or "const" in schema:
        return schema
    if "enum" in schema:
        # `no` is text here, as it is in YAML 1.2, and false in editors that still speak 1.1
        return (
            {**schema, "type": ["string", "boolean"], "enum": [*schema["enum"], False]}
            if "no" in schema["enum"]
            else schema
        )
    return schema | {"type": ["string", "number", "boolean"]}


def _mentionable(schema: Any) -> Any:  # noqa: ANN401  JSON Schema is any JSON
    """Return a schema in which a text of a certain form may also be a `$name`."""
    if isinstance(schema, list):
        return [_mentionable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _mentionable(value) for key, value in schema.items()}
    if schema.get("type") == "string" and isinstance(schema.get("pattern"), str):
        return {"anyOf": [schema, {"type": "string", "pattern": _MENTION}]}
    return schema
