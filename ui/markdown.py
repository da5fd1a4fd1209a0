"""Notes in Markdown, as HTML that can do no harm."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

MOST_BYTES = 100_000
HEADINGS_START_AT = 3
"""A page has its own h1 and h2; a note's first level stands below them."""

TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

_reader = MarkdownIt("commonmark", {"html": False})


def render(text: str) -> SafeString:
    """`text` (CommonMark, HTML shown as text) as sanitised HTML.

    Only the first 100,000 bytes are read. Links keep http, https and mailto; pictures are left out,
    since they would tell another host that the note was read.
    """
    tokens = _reader.parse(_capped(text))
    for token in tokens:
        _lower_heading(token)
    html = nh3.clean(
        _reader.renderer.render(tokens, _reader.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308  # nh3 has cleaned it against the lists above


def _capped(text: str) -> str:
    return text.encode("utf-8", "replace")[:MOST_BYTES].decode("utf-8", "ignore")


def _lower_heading(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        level = min(6, int(token.tag[1]) + HEADINGS_START_AT - 1)
        token.tag = f"h{level}"
