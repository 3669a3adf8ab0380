"""A site's pages as they lie on the disk: pure, and the same for the same organisation and seed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from cyder.model.base import LocalText
from cyder.model.seed import Seed
from cyder.model.topology import File, NodeSpec
from cyder.roles.web.texts import NOTICES, TOWN_HALL, Page, Site

ROOT = "/srv/www"
COPY = "/var/backups/www"
"""Where the pages lie as they were last night, out of the administration's reach."""

_SHOWN = 5
_LANGUAGES = {"ja": "日本語", "en": "English"}

STYLE = """\
body { margin: 0; font: 16px/1.7 sans-serif; color: #223; background: #fff; }
header { background: #2f6f5e; color: #fff; padding: 1rem 5vw; display: flex; align-items: center; gap: 1rem; }
header img { height: 3rem; } header a { color: #fff; margin-left: auto; }
nav { background: #eef4f1; padding: .5rem 5vw; } nav a { display: inline-block; margin-right: 1.2rem; color: #245; }
main { padding: 1rem 5vw; max-width: 50rem; } footer { padding: 1rem 5vw; color: #667; border-top: 1px solid #ccd; }
h1 { font-size: 1.3rem; } h2 { border-left: .5rem solid #2f6f5e; padding-left: .6rem; }
"""

MARK = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#fff"/>
<path d="M12 44 Q22 20 32 36 Q42 14 52 44 Z" fill="#2f6f5e"/><circle cx="44" cy="20" r="6" fill="#d9744a"/></svg>
"""


@dataclass(frozen=True)
class Owner:
    """Whose site it is: name, domain, and the departments it names on its pages."""

    name: LocalText
    domain: str
    departments: Mapping[str, LocalText]


def pages(owner: Owner, texts: Site, seed: Seed) -> dict[str, str]:
    """Return the site's files by path below the root; `/` leads to the Japanese top page."""
    notices = seed.shuffled("notices", range(len(NOTICES["ja"])))[:_SHOWN] if texts is TOWN_HALL else []
    files = {"style.css": STYLE, "mark.svg": MARK, "index.html": _door(owner)}
    for language, shown in texts.items():
        for page in shown:
            files[f"{language}/{page.path}"] = _page(owner, language, page, shown, notices)
    return files


def digest(content: str) -> str:
    """Return the SHA-256 of a page as it is served, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def laid(files: Iterable[File], path: str) -> str | None:
    """Return a page as it is packed among a finished server's files, or None if it is not."""
    head = re.compile(rf"^\d+ \d+ \d+ \d+ (\d+) {re.escape(path)}\n".encode(), re.MULTILINE)
    for file in files:
        packed = file.content.encode()
        found = head.search(packed) if file.path.endswith(".bundle") else None
        if found:
            return packed[found.end() :][: int(found[1])].decode()
    return None


def host(server: NodeSpec) -> str:
    """Return the name by which the public knows a finished server."""
    return server.names[0][0] if server.names else f"{server.hostname}.{server.search}"


def _door(owner: Owner) -> str:
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{escape(owner.name.ja)}</title>'
        '<meta http-equiv="refresh" content="0; url=/ja/"></head>'
        f'<body><a href="/ja/">{escape(owner.name.ja)}</a> <a href="/en/">{escape(owner.name.en)}</a></body></html>\n'
    )


def _page(owner: Owner, language: str, page: Page, menu: tuple[Page, ...], notices: list[int]) -> str:
    other = next(each for each in _LANGUAGES if each != language)
    name, heading = escape(owner.name.in_language(language)), _filled(owner, language, page.heading)
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in _paragraphs(owner, language, page))
    return f"""\
<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{heading} | {name}</title>
<link rel="stylesheet" href="/style.css"></head><body>
<header><img src="/mark.svg" alt=""><h1>{name}</h1><a href="/{other}/">{_LANGUAGES[other]}</a></header>
<nav>{_menu(owner, language, menu)}</nav>
<main><h2>{heading}</h2>
{body}{_news(language, notices) if notices and page is menu[0] else ""}</main>
<footer>{name} &lt;info@{owner.domain}&gt;</footer></body></html>
"""


def _menu(owner: Owner, language: str, menu: tuple[Page, ...]) -> str:
    links = (f'<a href="/{language}/{page.path}">{_filled(owner, language, page.heading)}</a>' for page in menu[1:])
    return "".join(links)


def _paragraphs(owner: Owner, language: str, page: Page) -> Iterator[str]:
    for paragraph in page.paragraphs:
        yield _filled(owner, language, paragraph)


def _filled(owner: Owner, language: str, text: str) -> str:
    departments = "、" if language == "ja" else ", "
    listed = departments.join(each.in_language(language) for each in owner.departments.values())
    filled = text.format(name=owner.name.in_language(language), domain=owner.domain, departments=listed)
    return escape(filled)


def _news(language: str, notices: list[int]) -> str:
    items = "".join(f"<li>{escape(NOTICES[language][number])}</li>\n" for number in notices)
    return f"<h2>{'お知らせ' if language == 'ja' else 'News'}</h2>\n<ul>\n{items}</ul>\n"
