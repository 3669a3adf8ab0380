"""The words of a report that a machine grades, each with what it is a word for."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.model.report import Report


def graded(report: Report) -> Iterator[tuple[str, str]]:
    """Yield name and word of every single choice that was made: `severity`, `high`."""
    sort = report.classification
    named = {
        "status": report.status,
        "severity": sort.severity,
        "vector": sort.vector,
        "determination": sort.determination,
        "detection": report.detected.how,
        "data": report.data_impact.involved,
        "root-cause": report.root_cause.code,
    }
    yield "stage", report.stage
    yield from ((name, word) for name, word in named.items() if word)
    yield from (("data-kind", kind) for kind in report.data_impact.kinds)


def categories(report: Report) -> tuple[str, ...]:
    """Return the RSIT categories, the main one first."""
    sort = report.classification
    return (*((sort.category,) if sort.category else ()), *sort.also)
