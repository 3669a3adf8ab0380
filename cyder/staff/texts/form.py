"""What a blank form is: the names its files bear, the folder, the text with gaps, how a list in it looks."""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """A form with gaps as in `wording`.

    `heading`, `point` and `settled` are the lines by which a matter is written into it: `{n}` is the matter's number,
    `{title}` its title, `{line}` what there is to say.
    """

    names: tuple[str, ...]
    folder: str
    text: str
    heading: str = ""
    point: str = ""
    settled: str = ""
