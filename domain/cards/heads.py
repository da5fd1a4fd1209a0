"""What stands before the colon: group, name and parameters, in all the ways they are written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from domain.cards.values import Params

MAX_HEAD = 10_000
MAX_KNOWN = 2_000
ENCODINGS = {"BASE64": "b", "B": "b", "QUOTED-PRINTABLE": "QUOTED-PRINTABLE", "8BIT": "", "7BIT": ""}
WHERE = {"URL", "URI", "INLINE", "CID", "CONTENT-ID"}
_HEAD = re.compile(r'(?:[^":]|"[^"]*")*')
_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)\s*")
_PIECES = re.compile(r'(?:[^";]|"[^"]*")+')
_VALUES = re.compile(r'"[^"]*"|[^,"]+')
_ESCAPED = re.compile(r"\^(['n^])")
_MEANT = {"'": '"', "n": "\n", "^": "^"}


class Head(NamedTuple):
    """Group, name and parameters; ENCODING only for base64, which stays coded. `charset` was declared."""

    name: str
    group: str
    params: Params
    charset: str = ""
    is_quoted: bool = False


class Heads:
    """Reads heads and remembers them: an address book has few different ones. Quoted colons are not remembered."""

    def __init__(self) -> None:
        self.known: dict[str, Head] = {}
        self.coded: dict[str, Head] = {}

    def read(self, text: str) -> Head | None:
        """The head, or None for what is none. Those in `known` need nothing done to their values."""
        head = self.known.get(text) or self.coded.get(text)
        if head:
            return head
        head = _head(text)
        if head and ":" not in text:
            shelf = self.coded if head.charset or head.is_quoted else self.known
            if len(shelf) < MAX_KNOWN:
                shelf[text] = head
        return head


def name_ends(line: str) -> int:
    """Where the colon stands that ends the head: the first outside of quotes; -1 where there is none."""
    first = line.find(":", 0, MAX_HEAD)
    if first < 0 or '"' not in line[:first]:
        return first
    found = _HEAD.match(line, 0, MAX_HEAD)
    end = found.end() if found else first
    return end if line[end : end + 1] == ":" else first


def _head(text: str) -> Head | None:
    found = _NAME.match(text.strip())
    if found is None:
        return None
    rest = text.strip()[found.end() :]
    if rest and not rest.startswith(";"):
        return None
    params: dict[str, tuple[str, ...]] = {}
    for name, values in _params(rest):
        params[name] = (*params.get(name, ()), *values)
    charset = "".join(params.pop("CHARSET", ("",))[:1])
    encoding = "".join(params.pop("ENCODING", ("",))[:1]).upper()
    encoding = ENCODINGS.get(encoding, encoding)
    is_quoted = encoding == "QUOTED-PRINTABLE"
    if encoding and not is_quoted:
        params["ENCODING"] = (encoding,)
    return Head(found[2].upper(), found[1] or "", tuple(params.items()), charset, is_quoted)


def _params(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each parameter; one without a name, as in 2.1, is an encoding, where the value lies, or a type."""
    for piece in _PIECES.findall(text):
        name, equals, value = piece.partition("=")
        word = name.strip().upper()
        if equals:
            yield word, tuple(_values(value, is_list=word == "TYPE"))
        elif word in ENCODINGS:
            yield "ENCODING", (word,)
        elif word in WHERE:
            yield "VALUE", (word.lower(),)
        elif word:
            yield "TYPE", (name.strip(),)


def _values(text: str, *, is_list: bool) -> Iterator[str]:
    """The values of a parameter; a quoted list of types is a list all the same."""
    for value in _VALUES.findall(text):
        plain = _ESCAPED.sub(lambda found: _MEANT[found[1]], value.strip().strip('"'))
        yield from (part.strip() for part in plain.split(",")) if is_list else (plain,)
