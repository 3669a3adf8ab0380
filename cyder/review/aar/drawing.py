"""Pictures for a page, as SVG that scales with it: each has a title and says in words what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup


def picture(width: float, height: float, title: str, words: Sequence[str]) -> Element:
    """Return an empty picture; `words` tells it to whoever cannot see it."""
    box = {"viewBox": f"0 0 {place(width)} {place(height)}", "role": "img", "class": "plot"}
    made = Element("svg", {**box, "style": f"max-width: {place(width)}px", "aria-label": title})
    SubElement(made, "title").text = title
    SubElement(made, "desc").text = "; ".join(words)
    return made


def finished(made: Element) -> Markup:
    """Return a picture as it stands in a page; every text in it is escaped."""
    return Markup(tostring(made, encoding="unicode"))  # noqa: S704  ElementTree escapes


def shape(within: Element, name: str, kind: str, **attributes: float | str) -> Element:
    """Draw an element; `kind` is its class, and an underscore in a name is a hyphen."""
    known = {
        key.replace("_", "-"): value if isinstance(value, str) else place(value) for key, value in attributes.items()
    }
    return SubElement(within, name, {"class": kind, **known})


def write(within: Element, x: float, y: float, text: str, kind: str = "", *, anchor: str = "start") -> None:
    """Write a text."""
    shape(within, "text", kind, x=x, y=y, text_anchor=anchor).text = text


def tip(on: Element, text: str) -> None:
    """Say something about a shape to whoever points at it."""
    SubElement(on, "title").text = text


def place(value: float) -> str:
    """Return a coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
