"""What an office is busy with: the stuff of its minutes, memos and drafts."""

from __future__ import annotations

from typing import NamedTuple


class Matter(NamedTuple):
    """One matter in both languages: what there is to say about it, and what was settled. Gaps as in `wording`."""

    ja: str
    en: str
    told: tuple[str, ...]
    settled: tuple[str, ...]
    told_en: tuple[str, ...]
    settled_en: tuple[str, ...]
