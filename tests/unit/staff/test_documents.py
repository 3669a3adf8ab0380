"""The papers of a department."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from cyder.model.documents import Document
from cyder.model.seed import Seed
from cyder.staff.documents import documents
from tests.unit.staff.offices import DEPARTMENTS, employed, real_hosts, town

HALL = town(40)
STAFF = employed(HALL)


def papers(department: str = "zeimu", count: int = 58, seed: bytes = b"a", english: int = 20) -> tuple[Document, ...]:
    return documents(department, count, Seed(seed), organisation=HALL, people=STAFF, english=english)


def test_the_same_seed_gives_the_same_papers_and_another_one_others() -> None:
    assert papers(seed=b"a") == papers(seed=b"a")
    assert papers(seed=b"a") != papers(seed=b"b")


def test_a_department_with_more_papers_has_those_of_one_with_fewer() -> None:
    assert papers(count=60)[:20] == papers(count=20)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_papers_are_by_somebody_of_the_department(department: str) -> None:
    assert {paper.author.department for paper in papers(department)} == {department}


def test_one_persons_papers_are_all_by_that_person() -> None:
    written = documents("zeimu", 20, Seed(b"a"), organisation=HALL, people=STAFF, author=STAFF[3])
    assert {paper.author for paper in written} == {STAFF[3]}


def test_where_nobody_works_somebody_else_writes() -> None:
    few = STAFF[:1]
    assert {paper.author for paper in documents("x", 5, Seed(b"a"), organisation=HALL, people=few)} == set(few)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_papers_were_saved_within_the_last_year_or_so(department: str) -> None:
    ages = [paper.age / 86400 for paper in papers(department)]
    assert min(ages) > 1
    assert max(ages) < 440


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_no_two_papers_bear_one_path(department: str) -> None:
    assert max(Counter(paper.path for paper in papers(department, 200)).values()) == 1


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_names_hold_nothing_that_a_share_refuses(department: str) -> None:
    for paper in papers(department, 200):
        assert not set(paper.name) & set('\\/:*?"<>|\n')
        assert len(paper.name.encode()) <= 255


def test_names_and_texts_are_in_the_papers_own_language() -> None:
    written = papers(count=200)
    assert all(paper.name.isascii() and paper.content.isascii() for paper in written if paper.language == "en")
    assert all(not paper.content.isascii() for paper in written if paper.language == "ja")


@pytest.mark.parametrize("english", [0, 20, 40])
def test_so_many_in_a_hundred_are_in_english(english: int) -> None:
    seeds = {department: department.encode() for department in DEPARTMENTS}
    written = [paper for each, seed in seeds.items() for paper in papers(each, 100, seed, english)]
    share = 100 * sum(paper.language == "en" for paper in written) / len(written)
    assert abs(share - english) < 5


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_no_gap_is_left_and_no_address_could_be_real(department: str) -> None:
    for paper in papers(department, 200, english=30):
        assert not set(paper.path + paper.content) & set("{}")
        assert not list(real_hosts(paper.content))


def test_an_organisations_own_domain_is_in_its_papers() -> None:
    hall = town(20, "zeimu", domain="office.saino.test")
    written = documents("zeimu", 60, Seed(b"a"), organisation=hall, people=employed(hall))
    assert any("@office.saino.test" in paper.content for paper in written)
    assert not any("city.example" in paper.content for paper in written)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_the_rows_of_a_table_have_a_cell_for_every_heading(department: str) -> None:
    tables = [paper for paper in papers(department, 116, english=30) if paper.name.endswith(".csv")]
    assert len(tables) > 20
    for table in tables:
        heading, *rows = csv.reader(table.content.splitlines())
        assert rows
        assert {len(row) for row in rows} == {len(heading)}


def test_what_an_author_calls_a_department_is_not_read_as_a_gap() -> None:
    hall = town(4, "zeimu")
    named = hall.departments["zeimu"].model_copy(update={"ja": "{nothing}税務課"})
    odd = hall.model_copy(update={"departments": {"zeimu": named}})
    written = documents("zeimu", 29, Seed(b"a"), organisation=odd, people=employed(odd), english=0)
    assert any("[nothing]税務課" in paper.content for paper in written)
