"""A document as a tree whose every value knows its file and place, so that trees can be laid over one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cyder.errors import Problem
from cyder.scenario.document import Document, Mark, Path, Plain, show_path


@dataclass(frozen=True)
class Node:
    """One value: fields, items or a text; in which file it stands and where, and where its name does."""

    value: Mapping[str, Node] | Sequence[Node] | str
    file: str
    mark: Mark
    key: Mark | None = None

    def problem(self, path: Path, message: str, *, hint: str, rule: str) -> Problem:
        """Return a problem with this value."""
        return Problem(self.file, *self.mark, show_path(path), message, hint, rule)

    @property
    def fields(self) -> Mapping[str, Node]:
        """Return the fields of a group, none of anything else."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def items(self) -> Sequence[Node]:
        """Return the items of a list, none of anything else."""
        return () if isinstance(self.value, str | Mapping) else self.value

    @property
    def by_id(self) -> Mapping[str, Node]:
        """Return a list's items by their ids; none where it is no list, or its items have none of their own."""
        ids = [each.fields["id"].value for each in self.items if "id" in each.fields]
        named = {name: item for name, item in zip(ids, self.items, strict=False) if isinstance(name, str)}
        return named if len(named) == len(self.items) else {}

    def at(self, path: Sequence[str]) -> Node | None:
        """Return the value at the end of a way through fields, None where it leads nowhere."""
        found: Node | None = self
        for part in path:
            found = found.fields.get(part) if found is not None else None
        return found

    def holding(self, fields: Mapping[str, Node]) -> Node:
        """Return this group with other fields."""
        return replace(self, value=fields)


def tree(document: Document) -> Node:
    """Return a document as a tree."""
    return _grown(document, document.data, ())


def _grown(document: Document, data: Plain, path: Path) -> Node:
    value: Mapping[str, Node] | Sequence[Node] | str
    match data:
        case dict():
            value = {key: _grown(document, item, (*path, key)) for key, item in data.items()}
        case list():
            value = [_grown(document, item, (*path, index)) for index, item in enumerate(data)]
        case _:
            value = data
    return Node(value, document.file(path), document.mark(path), document.keys.get(path))


def laid_over(below: Node | None, above: Node) -> Node:
    """Return one tree laid over another: fields join, items join by their ids; anything else is replaced."""
    if below is None:
        return above
    if isinstance(below.value, Mapping) and isinstance(above.value, Mapping):
        joined = {key: laid_over(below.fields.get(key), item) for key, item in above.fields.items()}
        return above.holding({**below.fields, **joined})
    if below.by_id and above.by_id:
        joined = {name: laid_over(below.by_id.get(name), item) for name, item in above.by_id.items()}
        return replace(above, value=[*{**below.by_id, **joined}.values()])
    return above


def flat(root: Node) -> Document:
    """Return a tree as a document again; what stands in another file than its root knows that file."""
    marks: dict[Path, Mark] = {}
    keys: dict[Path, Mark] = {}
    files: dict[Path, str] = {}

    def plain(node: Node, path: Path) -> Plain:
        marks[path] = node.mark
        if node.key is not None:
            keys[path] = node.key
        if node.file != root.file:
            files[path] = node.file
        if isinstance(node.value, str):
            return node.value
        if isinstance(node.value, Mapping):
            return {key: plain(item, (*path, key)) for key, item in node.value.items()}
        return [plain(item, (*path, index)) for index, item in enumerate(node.value)]

    return Document(root.file, plain(root, ()), marks, keys, files)
