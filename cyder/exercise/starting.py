"""Use case: begin a scenario of one's own, from one that works."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from cyder.errors import BadInput, Refused
from cyder.model.base import SLUG


def begin(name: str, folder: Path) -> Path:
    """Write `NAME.yaml`, a small scenario with comments that teach, into a folder; return the file.

    Raises:
        BadInput: it is no name for a scenario, or the folder cannot be written to.
        Refused: there is such a file.
    """
    if not re.fullmatch(SLUG, name) or len(name) > 40:
        hint = (
            "use lower-case letters, digits and single hyphens, a letter first, 40 characters at most: 'strange-mail'"
        )
        raise BadInput(f"'{name}' is not a name for a scenario", hint=hint)
    path = folder / f"{name}.yaml"
    text = files("cyder.scenario").joinpath("new.yaml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text.replace("scenario: NAME", f"scenario: {name}", 1))
    except FileExistsError:
        raise Refused(f"{path} exists", hint="choose another name, or move that file away") from None
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}", hint="give a folder that exists, with --output DIR") from None
    return path
