"""Which role passed which check, and what was measured: what `make conformance` prints at its end."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Table:
    """Rows are roles, columns checks in the order in which they came. A failure is not overwritten by a success."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)

    def judge(self, role: str, check: str, *, passed: bool) -> None:
        """Write down a verdict; what was measured for a check that passed stays."""
        cell = self._cell(role, check)
        if not passed:
            cell[check] = "FAILED"
        cell.setdefault(check, "ok")

    def measure(self, role: str, check: str, value: str) -> None:
        """Write down a figure in place of the verdict."""
        self._cell(role, check).setdefault(check, value)

    def text(self) -> str:
        """Return the table as lines."""
        rows = ([role, *(row.get(name, "-") for name in self.columns)] for role, row in sorted(self.rows.items()))
        cells = [["role", *self.columns], *rows]
        widths = [max(len(line[index]) for line in cells) for index in range(len(cells[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells
        )

    def _cell(self, role: str, check: str) -> dict[str, str]:
        if check not in self.columns:
            self.columns.append(check)
        return self.rows.setdefault(role, {})
