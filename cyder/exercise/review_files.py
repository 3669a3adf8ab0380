"""Use case: write a review into a folder: a page for each language, the plain data, and PDF if asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cyder.errors import BadInput, Refused
from cyder.model.review import Review
from cyder.review.aar.page import page
from cyder.review.aar.pdf import pdf
from cyder.review.aar.reader import Language

LANGUAGES: dict[str, tuple[Language, ...]] = {"en": ("en",), "ja": ("ja",), "both": ("ja", "en")}
"""What `--lang` may say."""


def write_review(
    review: Review, folder: Path, languages: Sequence[Language], *, with_pdf: bool = False, force: bool = False
) -> tuple[Path, ...]:
    """Write `review.json` and, in a folder for each language, `index.html` and perhaps `review.pdf`; return the files.

    Raises:
        Refused: the folder holds something already and `force` was not said.
        BadInput: it is no folder, cannot be written to, or leads elsewhere.
        SetupMissing: a PDF is wanted and the package that makes it is not installed.
    """
    made = list(_files(review, languages, with_pdf=with_pdf))  # before anything is written: all or nothing
    try:
        if folder.is_dir() and any(folder.iterdir()) and not force:
            raise Refused(f"{folder} is not empty", hint="give a new folder, or --force to write over its review")
        for name, content in made:
            path = folder / name
            _stay_inside(path, folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}", hint="give a folder that you may write to") from None
    return tuple(folder / name for name, _ in made)


def _files(review: Review, languages: Sequence[Language], *, with_pdf: bool) -> Iterator[tuple[str, bytes]]:
    yield "review.json", (review.model_dump_json(indent=2) + "\n").encode()
    for language in languages:
        yield f"{language}/index.html", page(review, language).encode()
        if with_pdf:
            yield f"{language}/review.pdf", pdf(review, language)


def _stay_inside(path: Path, folder: Path) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadInput(f"{path} leads out of {folder}", hint="remove that link, or give another folder")
