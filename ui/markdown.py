"""Safe Markdown: what an answer's text may become on the page.

Raw HTML is shown as text, images as their description, and a link is only a link where its host is one that the
corpus itself names; any other address stays readable text. A marker ``[2]`` becomes a link to source 2.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

_MARKER = re.compile(r"\[(\d{1,3})\]")
_PART_HEADING = re.compile(r"^\d{1,2}\. \S")
_FIRST_HEADING_LEVEL = 3  # the page has its own h1, and each question is an h2
_LAST_HEADING_LEVEL = 6


class SafeMarkdown:
    """Markdown to HTML that can be put into the page as it is."""

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._parser = MarkdownIt("commonmark", {"html": False}).enable("table")

    def to_html(self, text: str, *, markers: Collection[int] = ()) -> str:
        """The whole text; ``markers`` are the numbers of the sources that exist."""
        tokens = self._parser.parse(text)
        for position, token in enumerate(tokens):
            if token.type in ("heading_open", "heading_close"):
                token.tag = _lower_heading(token.tag)
            if token.type == "inline" and token.children:
                token.children = list(self._inline(token.children, frozenset(markers)))
                if _is_part_heading(token.children):
                    _make_heading(tokens[position - 1], token, tokens[position + 1])
        return str(self._parser.renderer.render(tokens, self._parser.options, {}))

    def line_to_html(self, text: str, *, markers: Collection[int] = ()) -> str:
        """Plain text, not Markdown, with its markers as links."""
        return "".join(
            piece.content if piece.type == "html_inline" else escapeHtml(piece.content)
            for piece in _with_markers(Token("text", "", 0, content=text), frozenset(markers))
        )

    def allows(self, url: str) -> bool:
        """Whether the page may link to ``url``."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower()
        except ValueError:
            return False
        if parts.scheme == "tel":
            return re.fullmatch(r"[+\d\s().-]{2,24}", parts.path) is not None
        return parts.scheme in ("http", "https") and host in self._hosts and parts.username is None

    def _inline(self, children: list[Token], markers: frozenset[int]) -> Iterable[Token]:
        refused: list[str] = []  # addresses of the links that are open and stay text
        opened: list[bool] = []
        for token in children:
            match token.type:
                case "text":
                    # Inside a link a marker would be a link in a link.
                    yield from [token] if any(opened) else _with_markers(token, markers)
                case "image":
                    yield Token("text", "", 0, content=f"[{token.content or 'image'}]")
                case "link_open":
                    url = str(token.attrs.get("href", ""))
                    opened.append(self.allows(url))
                    if opened[-1]:
                        token.attrs = {"href": url, "rel": "noopener noreferrer", "target": "_blank"}
                        yield token
                    else:
                        refused.append(url)
                case "link_close":
                    if opened.pop():
                        yield token
                    else:
                        yield Token("text", "", 0, content=f" ({refused.pop()})")
                case _:
                    yield token


def hosts_of(urls: Iterable[str]) -> frozenset[str]:
    """The hosts of web addresses."""
    return frozenset(host for url in urls if (host := urlsplit(url).hostname))


def _with_markers(token: Token, markers: frozenset[int]) -> Iterable[Token]:
    start = 0
    for found in _MARKER.finditer(token.content):
        number = int(found[1])
        if number not in markers:
            continue
        if found.start() > start:
            yield Token("text", "", 0, content=token.content[start : found.start()])
        yield Token("html_inline", "", 0, content=marker_html(number))
        start = found.end()
    if start < len(token.content):
        yield Token("text", "", 0, content=token.content[start:])


def marker_html(number: int) -> str:
    """The link behind ``[n]``; the page's script opens the source, without script it jumps to the list."""
    return f'<a class="marker" href="#source-{number}" data-source="{number}" aria-label="Source {number}">{number}</a>'


def _lower_heading(tag: str) -> str:
    return f"h{min(int(tag[1:]) + _FIRST_HEADING_LEVEL - 1, _LAST_HEADING_LEVEL)}"


def _is_part_heading(children: list[Token]) -> bool:
    """Whether a paragraph is only «**2. What the part is about**»."""
    shown = [token for token in children if token.type != "text" or token.content]
    return (
        len(shown) > 2
        and shown[0].type == "strong_open"
        and shown[-1].type == "strong_close"
        and sum(token.type == "strong_open" for token in shown) == 1
        and _PART_HEADING.match("".join(token.content for token in shown)) is not None
    )


def _make_heading(opening: Token, inline: Token, closing: Token) -> None:
    if opening.type != "paragraph_open":
        return
    for token in (opening, closing):
        token.tag = f"h{_FIRST_HEADING_LEVEL}"
    opening.attrSet("class", "part")
    inline.children = [token for token in inline.children or [] if token.type not in ("strong_open", "strong_close")]
