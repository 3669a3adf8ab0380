"""Commands about roles: list, show."""

from __future__ import annotations

import json as jsonlib
import re
from typing import Annotated

import typer

from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.planning.sheets import LogSheet, RoleSheet, Setting, sheet

app = typer.Typer(help="Say what kinds of machines there are.", no_args_is_help=True)


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """List the kinds of machines a LAN can have: how far trainees may enter them, memory, what listens on them."""
    sheets = [sheet(role) for role in desk_of(context).catalogue.roles.values()]
    rows = [("role", "open", "memory", "what it is", "ports"), *map(_row, sheets)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    text = "\n".join([*lines, "", "cyder roles show ROLE has the rest"])
    Terminal(json=json).result([each.model_dump(mode="json") for each in sheets], text)


@app.command()
def show(
    context: typer.Context, role: Annotated[str, typer.Argument(help="The role's name.")], json: Json = False
) -> None:
    """Show one kind of machine: image, ports, capabilities, logs, and what may stand under `with:`."""
    found = sheet(desk_of(context).catalogue.role(role))
    Terminal(json=json).result(found.model_dump(mode="json"), _in_full(found))


def _row(each: RoleSheet) -> tuple[str, ...]:
    kind = re.split("[:;]", each.summary)[0]
    return each.id, each.open, f"{each.memory_mb} MB", kind, " ".join(each.ports) or "none"


def _in_full(found: RoleSheet) -> str:
    facts = {
        "image": found.image,
        "open": {"root": "to trainees, as root", "user": "to trainees, as an ordinary user", "no": "no"}[found.open],
        "routing": found.routing,
        "provides": " ".join(found.provides) or "nothing",
        "ports": " ".join(found.ports) or "none",
        "capabilities": " ".join(found.capabilities) or "none",
        "limits": f"{found.memory_mb} MB, {found.pids} processes",
        **{f"log {name}": _log(log) for name, log in found.logs.items()},
    }
    width = max(map(len, facts))
    lines = [f"{found.id}: {found.summary}", "", *(f"{name:<{width}}  {fact}" for name, fact in facts.items())]
    if found.settings:
        lines += ["", "with:"]
    return "\n".join([*lines, *(line for each in found.settings for line in _setting(each))])


def _log(log: LogSheet) -> str:
    return f"{log.path}  (on the central log: {log.central}.log)" if log.central else log.path


def _setting(each: Setting) -> list[str]:
    left_out = "" if each.default in (None, [], {}) else f", default {jsonlib.dumps(each.default, ensure_ascii=False)}"
    return [f"  {each.name}: {each.type}{left_out}", f"      {each.description}"]
