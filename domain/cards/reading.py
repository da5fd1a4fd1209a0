"""The raw text of a card read into properties: unfolded, decoded, cut into name, parameters and value."""

import binascii
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.cards.heads import Head, Heads, name_ends
from domain.cards.stream import MAX_CARD, CardsError, Flaw, Raw, raw_cards
from domain.cards.texts import decoded
from domain.cards.values import Property, escape

__all__ = ["MAX_CARD", "CardsError", "Flaw", "VCard", "read_cards"]
MAX_PROPERTIES = 5_000
MAX_FOLDS = 250_000
"""Lines of a card as they stand in the file: a large picture is folded into very many."""
MAX_FLAWS = 1_000
SHOWN = 60
_FOLD = re.compile(rb"\r?\n[ \t]")
_OLD_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_OLD = re.compile(rb"^VERSION[ \t]*:[ \t]*2", re.IGNORECASE | re.MULTILINE)


class VCard(NamedTuple):
    """A card: the line on which it begins, its version ("2.1", "3.0", "4.0" or empty), and its properties.

    `lost` are the beginnings of lines that are no properties.
    """

    line: int
    version: str
    properties: list[Property]
    lost: list[str]


def read_cards(blocks: Iterable[bytes]) -> Iterator[VCard | Flaw]:
    """Read cards of any version and mixture from blocks of bytes, one at a time, each in memory alone.

    What lies between cards is passed over. A broken card is a Flaw and the next ones come. Texts are decoded by
    what they declare, as UTF-8, or as Windows-1252. Quoted-printable is undone; base64 stays as it is. Raises
    CardsError when there is no end of lines or flaws: then it is no address book.
    """
    heads = Heads()
    flaws = 0
    for raw in raw_cards(blocks):
        card = _card(raw, heads) if isinstance(raw, Raw) else raw
        if isinstance(card, Flaw):
            flaws += 1
            if flaws > MAX_FLAWS:
                raise CardsError(f"has more than {MAX_FLAWS:,} broken cards", card.line)
        yield card


def _card(raw: Raw, heads: Heads) -> VCard | Flaw:
    lines = _lines(raw.text)
    if lines is None:
        return Flaw(raw.line, f"has more than {MAX_PROPERTIES:,} properties in one card")
    lost: list[str] = []
    properties = _plain(lines, heads, lost) if isinstance(lines, str) else _coded(lines, heads, lost)
    version = ""
    if properties and properties[0].name == "VERSION":
        version = properties.pop(0).value.strip()
    else:
        version = next((one.value.strip() for one in properties if one.name == "VERSION"), "")
        properties = [one for one in properties if one.name != "VERSION"]
    return VCard(raw.line, version, properties, lost)


def _lines(text: bytes) -> str | list[bytes] | None:
    """The unfolded text when all of it is plain UTF-8, else its unfolded lines; None when there are too many."""
    capitals = text.upper()
    if b"QUOTED-PRINTABLE" in capitals or b"CHARSET" in capitals or b"BEGIN:VCARD" in capitals:
        return _unfolded(text)
    if b"\n " in text or b"\n\t" in text:
        is_old = b"VERSION:2" in capitals or _OLD.search(text)
        text = (_OLD_FOLD if is_old else _FOLD).sub(b"", text)
    if text.count(b"\n") > MAX_PROPERTIES:
        return _unfolded(text)
    try:
        return text.decode()
    except UnicodeDecodeError:
        return _unfolded(text)


def _plain(text: str, heads: Heads, lost: list[str]) -> list[Property]:
    """The quick way, for nearly all cards: most heads were met before."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    properties: list[Property] = []
    # Making the properties is what takes the time: as plain tuples they are made at once.
    known, append, new = heads.known, properties.append, tuple.__new__
    for line in text.split("\n"):
        before, colon, value = line.partition(":")
        head = known.get(before)
        if head is not None and colon:
            append(new(Property, (head[0], value, head[2], head[1])))
        elif line.strip():
            _add(properties, line, heads, lost)
    return properties


def _add(properties: list[Property], line: str, heads: Heads, lost: list[str]) -> None:
    """A line with a head that is new; one without a head may go on with the base64 before it."""
    end = name_ends(line)
    head = heads.read(line[:end]) if end >= 0 else None
    if head:
        properties.append(Property(head.name, line[end + 1 :], head.params, head.group))
    elif properties and _is_base64(properties[-1], line):
        properties[-1] = properties[-1]._replace(value=properties[-1].value + line.strip())
    else:
        lost.append(line[:SHOWN])


def _is_base64(before: Property, line: str) -> bool:
    """Whether a line without a fold goes on with a picture, as some phones write."""
    return bool(before.param("ENCODING")) and re.fullmatch(r"[A-Za-z0-9+/=\s]+", line) is not None


def _coded(lines: list[bytes], heads: Heads, lost: list[str]) -> list[Property]:
    """The careful way: each line by its own encoding, and agents, which are cards inside a card."""
    properties: list[Property] = []
    agent: list[str] = []
    depth = 0
    for line in lines:
        mark = line[:12].strip().upper()
        if mark == b"BEGIN:VCARD":
            depth += 1
        if depth:
            agent.append(decoded(line))
        elif line.strip():
            _add_coded(properties, line, heads, lost)
        if mark == b"END:VCARD" and depth:
            depth -= 1
            _hand_over(properties, agent, depth)
    return properties


def _hand_over(properties: list[Property], agent: list[str], depth: int) -> None:
    if not depth and properties:
        properties[-1] = properties[-1]._replace(value=escape("\n".join(agent)))
        agent.clear()


def _add_coded(properties: list[Property], line: bytes, heads: Heads, lost: list[str]) -> None:
    end = name_ends(line.decode("latin-1"))
    head = heads.read(decoded(line[:end])) if end >= 0 else None
    if head is None or not (head.charset or head.is_quoted):
        _add(properties, decoded(line), heads, lost)
        return
    properties.append(Property(head.name, _value(line[end + 1 :], head), head.params, head.group))


def _value(raw: bytes, head: Head) -> str:
    if not head.is_quoted:
        return decoded(raw, head.charset)
    text = decoded(binascii.a2b_qp(raw), head.charset).replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _unfolded(text: bytes) -> list[bytes] | None:
    """The lines of a card: folds undone, and those of quoted-printable, which end with `=`."""
    if text.count(b"\n") > MAX_FOLDS:
        return None
    kept = 0 if _OLD.search(text) else 1  # a fold of old is before a space, one of today adds it
    found: list[list[bytes]] = []
    is_open = False
    for line in text.split(b"\n"):
        line = line.removesuffix(b"\r")
        if is_open:
            found[-1][-1] = found[-1][-1][:-1]
            found[-1].append(line)
        elif found and line[:1] in (b" ", b"\t"):
            found[-1].append(line[kept:])
        else:
            found.append([line])
        is_open = line.endswith(b"=") and b"QUOTED-PRINTABLE" in found[-1][0][:1_000].upper()
    return [b"".join(parts) for parts in found] if len(found) <= MAX_PROPERTIES else None
