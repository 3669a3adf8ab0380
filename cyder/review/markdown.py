"""What people write in Markdown as HTML that is safe to show: headings, lists, tables and links, nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from cyder.scenario.folding import WIDE


def _line_end(_: RendererProtocol, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType) -> str:
    """Return what stands where a line ended within a paragraph: nothing between two Japanese characters."""
    around = tokens[place - 1].content[-1:] + tokens[place + 1].content[:1]
    return "" if _JAPANESE.fullmatch(around) else "\n"


_JAPANESE = re.compile(f"{WIDE}{{2}}")
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_PARSER.add_render_rule("softbreak", _line_end)
_TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td", "a"),
}


def rendered(text: str) -> str:
    """Return a Markdown text as HTML: markup in it stands there as text, and images are left out.

    Links lead to whole http, https and mail addresses, and tell their target nothing.
    """
    return nh3.clean(
        _PARSER.render(text),
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="nofollow noopener",
    )
