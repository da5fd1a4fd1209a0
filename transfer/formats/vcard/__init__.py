"""vCards of any version, as one file, a zip or a folder of many."""

import re
from collections.abc import Iterator
from functools import partial

from domain.cards import CardsError, VCard, read_cards
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault, shown
from transfer.formats.values import Asked, Item, TieSaid
from transfer.formats.vcard.drafts import NotAPerson
from transfer.formats.vcard.people import card_of

KIND, LABEL = "vcard", "vCard"
ENDINGS = (".vcf", ".vcard")
BLOCK = 256 * 1024
LOOKS_AT = 4_096
FILES_LOOKED_AT = 20
MOST_LOST = 3
"""Lines told of one card that are no properties."""
_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\s", re.IGNORECASE)
_MAIL = re.compile(rb"\s*(?:From |[A-Za-z-]+: )")


def wanted(path: str) -> bool:
    """Whether a member of an archive is named like cards."""
    return path.lower().endswith(ENDINGS)


def sniff(upload: Upload) -> bool:
    """Whether a card begins near the start of it, whatever it is called; mail with a card in it is mail."""
    names = [name for name in upload.names if upload.single or wanted(name)]
    return any(_begins_with_card(upload, name) for name in names[:FILES_LOOKED_AT])


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Every card of every file. Raises BadFile where a file has none, or where it is beyond any address book."""
    names = [name for name in upload.names if upload.single or wanted(name)]
    if not names:
        raise BadFile("holds no vCards")
    for name in names:
        yield from _file(upload, name, asked)


def _begins_with_card(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        start = raw.read(LOOKS_AT).replace(b"\0", b"")
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _BEGIN.match(start):
        return True
    lines = start.replace(b"\r", b"\n").split(b"\n")
    return not _MAIL.match(start) and any(_BEGIN.match(line + b"\n") for line in lines[:20])


def _file(upload: Upload, name: str, asked: Asked) -> Iterator[Item]:
    found = False
    with upload.open(name) as raw:
        try:
            for card in read_cards(iter(partial(raw.read, BLOCK), b"")):
                found = True
                yield from _items(card, name, asked) if isinstance(card, VCard) else (Fault(name, *card),)
        except CardsError as error:
            raise BadFile(error.reason, name, error.line) from error
    if not found:
        raise BadFile("has no vCard in it", name)


def _items(card: VCard, name: str, asked: Asked) -> Iterator[Item]:
    faults = [f"“{shown(line, 60)}” is no property of a card" for line in card.lost[:MOST_LOST]]
    ties: list[TieSaid] = []
    try:
        yield card_of(card, name, asked, faults, ties)
    except NotAPerson as error:
        yield error.left_out
        return
    except ValueError as error:
        yield Fault(name, card.line, str(error))
        return
    yield from ties
    for reason in faults:
        yield Fault(name, card.line, reason, kept=True)
