"""Whether the note of a request is empty, generic or personal. Generic alone speaks against nobody."""

import re
from collections.abc import Iterable
from html import unescape

from rapidfuzz import fuzz

from domain.linkfacts import NoteKind
from domain.linkgeneric import ALIKE, is_closing, is_default, is_greeting, pieces_of
from domain.mentions import plain_words

SENDERS = 3
"""As many people sending the same text make it generic."""
READ_AT_MOST = 5_000
_TAG = re.compile(r"<[^<>]{1,200}>")


def note_kind(text: str, others: Iterable[str] = (), own_generic: Iterable[str] = ()) -> NoteKind:
    """What kind of note a request carries.

    `others` are the notes of other senders, one each: two of them alike make three people with one text.
    `own_generic` are texts which the owner calls generic. Case, spaces and the names filled in do not matter.
    """
    text = _clean(text)
    if not plain_words(text):
        return NoteKind.EMPTY
    core = _core(text)
    is_generic = is_default(text) or _is_like_any(core, own_generic) or _has_many_senders(core, others)
    return NoteKind.GENERIC if is_generic else NoteKind.PERSONAL


def _clean(text: str) -> str:
    """Without markup; a text of signs alone, such as a smiley, has no words."""
    text = _TAG.sub(" ", unescape(text[:READ_AT_MOST]))
    return text if any(char.isalnum() for char in text) else ""


def _core(text: str) -> str:
    """The words without greeting, name and signature: what two senders of one text have in common."""
    pieces = pieces_of(text.replace(",", "\n", 1))
    if len(pieces) > 1 and is_closing(pieces[-1]):
        pieces.pop()
    if len(pieces) > 1 and is_greeting(pieces[0]):
        pieces.pop(0)
    return plain_words(" ".join(pieces))


def _is_like_any(core: str, texts: Iterable[str]) -> bool:
    return any(_alike(core, _core(_clean(text))) for text in texts)


def _has_many_senders(core: str, others: Iterable[str]) -> bool:
    return sum(1 for text in others if _alike(core, _core(_clean(text)))) >= SENDERS - 1


def _alike(core: str, other: str) -> bool:
    return bool(other) and fuzz.ratio(core, other, score_cutoff=ALIKE) > 0
