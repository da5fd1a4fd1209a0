"""Properties to lines and cards: folded at 75 octets, never inside a letter, ended by CR LF."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from domain.cards.heads import Heads, name_ends
from domain.cards.values import Params, Property

WIDTH = 75
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_QUOTED = re.compile("[,;:]")
_MEANT = {'"': "^'", "\n": "^n", "^": "^^"}
_ESCAPED = re.compile('["\n^]')


def write_card(properties: Iterable[Property], version: str = "3.0") -> bytes:
    """One whole card of a version, "3.0" or "4.0", from its properties, which must fit that version.

    Whatever a value holds, it stays one property: raw line ends and control characters are left out. Raises
    ValueError for a name or group that is none.
    """
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *map(line_of, properties), "END:VCARD"]
    return b"".join(_folded(line) for line in lines)


def line_of(prop: Property) -> str:
    """A property as one unfolded line. Raises ValueError for a name or group that is none."""
    head = _head(prop.name, prop.params, prop.group)
    value = prop.value
    return head + value if value.isprintable() else head + _CONTROL.sub("", value)


def read_line(line: str) -> Property | None:
    """The property on an unfolded line, as `line_of` writes it; None for what is none."""
    end = name_ends(line)
    head = Heads().read(line[:end]) if end >= 0 else None
    return Property(head.name, line[end + 1 :], head.params, head.group) if head else None


@lru_cache(maxsize=1_000)
def _head(name: str, params: Params, group: str) -> str:
    for word in (name, *([group] if group else []), *(param for param, _ in params)):
        if not _NAME.fullmatch(word):
            raise ValueError(f"“{word[:60]}” is no name of a property, group or parameter.")
    told = "".join(f";{param}={','.join(map(_param, values))}" for param, values in params)
    return f"{group}.{name}{told}:" if group else f"{name}{told}:"


def _param(value: str) -> str:
    plain = _CONTROL.sub("", _ESCAPED.sub(lambda found: _MEANT[found[0]], value))
    return f'"{plain}"' if _QUOTED.search(plain) or plain != plain.strip() else plain


def _folded(line: str) -> bytes:
    """A line with its end; lone surrogates, which no encoding holds, become question marks."""
    raw = line.encode("utf-8", "replace")
    if len(raw) <= WIDTH:
        return raw + b"\r\n"
    return b"\r\n ".join(_pieces(raw)) + b"\r\n"


def _pieces(raw: bytes) -> Iterator[bytes]:
    """The line in pieces that fit, the later ones with the space before them."""
    start, width = 0, WIDTH
    while start < len(raw):
        end = start + width
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        yield raw[start:end]
        start, width = end, WIDTH - 1
