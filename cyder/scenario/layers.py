"""Puts a scenario together: its base, the file over it, over that the level's part and the tier's."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cyder.errors import BadInput, Problem, suggest
from cyder.model.composition import Composition, Layer, Variant
from cyder.scenario.document import Document, Path, Plain
from cyder.scenario.read import parse, read_text, validate
from cyder.scenario.tree import Node, flat, laid_over, tree

BASES = "bases"
"""The folder, beside scenario files, in which bases lie."""
CONTROLS = tuple(Composition.model_fields)
_DEEPEST = 5
_NODES = ("lan", "nodes")


@dataclass(frozen=True)
class _Part:
    """One layer: the fields it lays over the rest, and what it says about the rest, with its place in its file."""

    node: Node
    says: Layer
    path: Path = ()


def composed(document: Document, variant: Variant, shelf: pathlib.Path | None) -> Document:
    """Return one variant of a scenario as a document of its own; bases are looked for beside it and on the shelf.

    Raises:
        BadInput: a base, level, tier, machine or entry that it names does not exist.
    """
    if not isinstance(document.data, dict):
        return document
    files = [(each, validate(replace(each, data=_controls(each)), Composition)) for each in _bases(document, shelf)]
    root = tree(document)
    whole = root.holding({})
    kept: _Part | None = None
    for part in _parts(files, variant):
        whole = _without(laid_over(whole, _bare(part.node)), part)
        kept = part if part.says.keep is not None else kept
    if kept is not None:
        whole = _keeping(whole, kept)
    chosen = {"tier": variant.tier} | ({"level": variant.level} if variant.level else {})
    said = {name: Node(value, root.file, root.mark) for name, value in chosen.items()}
    return flat(root.holding({**whole.fields, **said}))


def variants(document: Document, shelf: pathlib.Path | None) -> list[Variant]:
    """Return every variant that a file or its bases tell about."""
    if not isinstance(document.data, dict):
        return [Variant()]
    says = [validate(replace(each, data=_controls(each)), Composition) for each in _bases(document, shelf)]
    levels = dict.fromkeys([None, *(level for each in says for level in each.levels)])
    tiers = dict.fromkeys(["team", *(tier for each in says for tier in each.tiers)])
    return [Variant.model_validate({"tier": tier, "level": level}) for level in levels for tier in tiers]


def _controls(document: Document) -> dict[str, Plain]:
    return (
        {key: value for key, value in document.data.items() if key in CONTROLS}
        if isinstance(document.data, dict)
        else {}
    )


def _bases(document: Document, shelf: pathlib.Path | None) -> list[Document]:
    """Return a file with the base it extends, and that one's, the deepest first."""
    found = [document]
    while isinstance(found[0].data, dict) and isinstance(wanted := found[0].data.get("extends"), str):
        file = _base_file(found[0], wanted, shelf)
        if len(found) > _DEEPEST or str(file) in {each.name for each in found}:
            message, hint = f"'{wanted}' extends this file again, or too many files extend one another", "extend a base"
            raise BadInput.of([found[0].problem(("extends",), message, hint=hint, rule="circular-extends")])
        found.insert(0, parse(read_text(file), str(file)))
    return found


def _base_file(document: Document, wanted: str, shelf: pathlib.Path | None) -> pathlib.Path:
    beside = pathlib.Path(document.name).parent
    shelves = [beside / BASES, beside, *([shelf] if shelf else [])]
    tried = [beside / wanted] if wanted.endswith((".yaml", ".yml")) else [each / f"{wanted}.yaml" for each in shelves]
    for file in tried:
        if file.is_file():
            return file
    known = sorted({file.stem for each in shelves if each.name == BASES for file in each.glob("*.yaml")})
    message = f"there is no base '{wanted}'{suggest(wanted, known)}"
    hint = f"name a file in {BASES}/, or one beside this file: 'other.yaml'"
    raise BadInput.of([document.problem(("extends",), message, hint=hint, rule="unknown-base")])


def _parts(files: Sequence[tuple[Document, Composition]], variant: Variant) -> Iterator[_Part]:
    """Yield the layers from the lowest to the highest: files, then the level's parts, then the tier's."""
    for document, says in files:
        yield _Part(tree(document), Layer(keep=says.keep, leave_out=says.leave_out))
    own = [
        document.data["level"] for document, _ in files if isinstance(document.data, dict) and "level" in document.data
    ]
    if variant.level and variant.level != (own or ["A"])[-1]:
        yield from _chosen(files, "levels", variant.level)
    yield from _chosen(files, "tiers", variant.tier, needed=variant.tier != "team")


def _chosen(
    files: Sequence[tuple[Document, Composition]], group: str, name: str, *, needed: bool = True
) -> Iterator[_Part]:
    known = [str(each) for _, says in files for each in getattr(says, group)]
    if needed and name not in known:
        message = f"there is no {group[:-1]} '{name}' here{suggest(name, known)}"
        hint = f"add '{name}:' under {group}, or leave --{group[:-1]} out"
        raise BadInput.of([files[-1][0].problem((group,), message, hint=hint, rule="unknown-variant", key=True)])
    for document, says in files:
        node = tree(document).at((group, name))
        if node is not None:
            yield _Part(node, getattr(says, group)[name], (group, name))


def _bare(node: Node) -> Node:
    """Return a layer without what it says about its making."""
    return node.holding({key: item for key, item in node.fields.items() if key not in CONTROLS})


def _without(whole: Node, part: _Part) -> Node:
    """Return a tree without the entries that a layer leaves out."""
    problems = []
    for index, entry in enumerate(part.says.leave_out):
        pruned = _pruned(whole, entry.split("."))
        if pruned is None:
            said = part.node.fields["leave_out"].items[index]
            hint = "write the path to an entry, as in 'timeline.second-dump' or 'lan.nodes.camera'"
            path = (*part.path, "leave_out", index)
            problems.append(said.problem(path, f"there is nothing at '{entry}'", hint=hint, rule="leaves-out-nothing"))
        else:
            whole = pruned
    if problems:
        raise BadInput.of(problems)
    return whole


def _pruned(node: Node, path: Sequence[str]) -> Node | None:
    """Return a tree without what stands at a path, None where nothing does."""
    held = node.by_id or node.fields
    if path[0] not in held:
        return None
    inner = None if len(path) == 1 else _pruned(held[path[0]], path[1:])
    if inner is None and len(path) > 1:
        return None
    rest = {name: item for name, item in held.items() if name != path[0] or inner is not None}
    rest = rest if inner is None else {**rest, path[0]: inner}
    return replace(node, value=[*rest.values()] if node.by_id else rest)


def _keeping(whole: Node, part: _Part) -> Node:
    """Return a tree with the kept machines only, and without what the others' settings say about the rest."""
    nodes = whole.at(_NODES)
    known: Mapping[str, Node] = nodes.fields if nodes else {}
    problems: list[Problem] = []
    for index, name in enumerate(part.says.keep or ()):
        if name not in known:
            said, path = part.node.fields["keep"].items[index], (*part.path, "keep", index)
            message = f"unknown node '{name}'{suggest(name, known)}"
            hint = "correct the name, or declare it under lan.nodes"
            problems.append(said.problem(path, message, hint=hint, rule="unknown-node"))
    if problems:
        raise BadInput.of(problems)
    gone = frozenset(known) - frozenset(part.says.keep or ())
    lan = whole.fields["lan"]
    stay = {name: _unaware(node, gone) for name, node in known.items() if name not in gone}
    return whole.holding(
        {**whole.fields, "lan": lan.holding({**lan.fields, "nodes": lan.fields["nodes"].holding(stay)})}
    )


def _unaware(machine: Node, gone: frozenset[str]) -> Node:
    settings = machine.fields.get("with")
    return machine.holding({**machine.fields, "with": _forgetting(settings, gone)}) if settings else machine


def _forgetting(node: Node, gone: frozenset[str]) -> Node:
    """Return settings without the fields and items that are, or stand for, one of the names."""
    if isinstance(node.value, str):
        return node
    if node.fields:
        stay = {
            name: _forgetting(item, gone)
            for name, item in node.fields.items()
            if name not in gone and not _is_one_of(item, gone)
        }
        return node.holding(stay)
    return replace(node, value=[_forgetting(item, gone) for item in node.items if not _is_one_of(item, gone)])


def _is_one_of(node: Node, names: frozenset[str]) -> bool:
    return isinstance(node.value, str) and node.value in names
