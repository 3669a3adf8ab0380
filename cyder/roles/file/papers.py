"""What lies on the shares: each department's papers, and what the departments have put out for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cyder.contracts.role import Site
from cyder.model.documents import Document
from cyder.model.topology import File
from cyder.roles.file.samba import COMMON, ROOT, departments
from cyder.staff.documents import documents
from cyder.staff.people import user_numbers


def papers(site: Site, count: int, groups: Mapping[str, int]) -> Iterator[File]:
    """Yield `count` papers of each department, and about as many on the common share; `groups` numbers the shares."""
    numbers, names = user_numbers(site.people), site.organisation.departments
    for department in departments(site):
        own = _written(site, department, count, label=department)
        yield from _placed(own, department, numbers, groups[department])
        common = _written(site, department, max(1, count // len(names)), label=f"{COMMON}/{department}")
        yield from _placed(common, f"{COMMON}/{names[department].ja}", numbers, groups[COMMON])


def _written(site: Site, department: str, count: int, *, label: str) -> tuple[Document, ...]:
    seed = site.shared.child("shares").child(label)
    return documents(department, count, seed, organisation=site.organisation, people=site.people)


def _placed(written: Iterable[Document], folder: str, numbers: Mapping[str, int], group: int) -> Iterator[File]:
    for paper in written:
        yield File(
            path=f"{ROOT}/{folder}/{paper.path}",
            content=paper.content,
            mode=0o660,
            owner=numbers[paper.author.account],
            group=group,
            age=paper.age,
        )
