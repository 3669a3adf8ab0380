"""Markdown from strangers becomes HTML that does nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.review.markdown import rendered

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a script in capitals": "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "an image that fails": "<img src=x onerror=alert(1)>",
    "an image": "![see](http://outside.example/pixel.png)",
    "an image in a link": "[![x](http://outside.example/p.png)](http://outside.example)",
    "a picture with a script": "<svg onload=alert(1)><script>1</script></svg>",
    "a frame": "<iframe src='javascript:alert(1)'></iframe>",
    "a form": "<form action=http://outside.example><input name=password></form>",
    "a style": "<style>body{background:url(http://outside.example)}</style>",
    "a base": "<base href=http://outside.example>",
    "a link to a program": "[click](javascript:alert(1))",
    "the same with entities": "[click](javascript&#58;alert(1))",
    "the same with a line break": "[click](java\nscript:alert(1))",
    "the same as an autolink": "<javascript:alert(1)>",
    "a link to data": "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "a link to a file": "[click](file:///etc/passwd)",
    "a link without a scheme": "[click](//outside.example)",
    "a reference to a program": "[click][1]\n\n[1]: vbscript:msgbox(1)",
    "an attribute in a title": '[a](http://a.example "x\\" onmouseover=alert(1) y=\\"")',
    "markup in a code block": '```"><script>alert(1)</script>\nx\n```',
    "a comment": "<!-- <script>alert(1)</script> -->",
    "a CDATA section": "<![CDATA[<script>alert(1)</script>]]>",
    "an unclosed tag": "<a href='http://outside.example' onclick=alert(1)//",
    "a null": "<scr\0ipt>alert(1)</scr\0ipt>",
    "markup by entities": "&lt;img src=x onerror=alert(1)&gt;",
}
ALLOWED = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


class Seen(HTMLParser):
    """What a browser would find in a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def harmless(text: str) -> None:
    for tag, attributes in Seen(rendered(text)).tags:
        assert tag in ALLOWED
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else {"start"} if tag == "ol" else set())
        assert (attributes.get("href") or "http").startswith(("http:", "https:", "mailto:", "http"))


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_meant_to_act_does_nothing(name: str) -> None:
    harmless(HOSTILE[name])
    assert "<script" not in rendered(HOSTILE[name])


PIECES = st.sampled_from(
    ["<", ">", "[a](", ")", "javascript:", "![", "`", "&lt;", "onerror=", '"', "\n", "http://a.example"]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_whatever_is_put_together_does_nothing(text: str) -> None:
    harmless(text)


def test_what_people_need_is_there() -> None:
    html = rendered(
        "# 概要\n\n**重要**: `tanaka`\n\n- 一\n- 二\n\n| 時刻 | 出来事 |\n|---|---|\n| 10:42 | 遮断 |\n\n3. 三\n"
    )
    for piece in ("<h1>概要</h1>", "<strong>重要</strong>", "<code>tanaka</code>", "<li>一</li>", "<td>遮断</td>"):
        assert piece in html
    assert '<ol start="3">' in html


def test_a_link_tells_its_target_nothing_and_an_image_is_left_out() -> None:
    assert rendered("[a](https://a.example)") == '<p><a href="https://a.example" rel="nofollow noopener">a</a></p>\n'
    assert rendered("before ![x](http://a.example/x.png) after") == "<p>before  after</p>\n"


def test_markup_stands_there_as_text() -> None:
    assert rendered("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"


def test_a_line_that_ends_within_japanese_leaves_no_space() -> None:
    assert rendered("不正な\nプログラムが\n`crontab` を") == "<p>不正なプログラムが\n<code>crontab</code> を</p>\n"
    assert rendered("two\nlines") == "<p>two\nlines</p>\n"
    assert rendered("```\n表\n示\n```").count("\n") == 3
