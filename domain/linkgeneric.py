"""Whether a note holds nothing but what networks and habit put into it: default texts, greetings, names."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from domain.linkdefaults import DEFAULT_NOTES, FILLERS, GREETINGS
from domain.mentions import plain_words

ALIKE = 90.0
"""From this share of equal letters (per cent) two texts are the same."""
LONGEST_NAME = 4
LONGEST_PIECE = 200
_BREAK = re.compile(r"[.!?;:\n\r]+|\s[-–—]+\s*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NAME = "{name} "
_WHOLE = [plain_words(text) for text in (*DEFAULT_NOTES, *FILLERS) if "{name}" not in text]
_AFTER_NAME = [plain_words(text.removeprefix(_NAME)) for text in DEFAULT_NOTES if text.startswith(_NAME)]
_AROUND_NAME = [
    tuple(plain_words(half) for half in text.split("{name}"))
    for text in DEFAULT_NOTES
    if "{name}" in text and not text.startswith(_NAME)
]


def is_default(text: str) -> bool:
    """Every sentence is a greeting, a network's default, a filler, or after these a name at the end."""
    pieces = pieces_of(text)
    if any(len(piece) > LONGEST_PIECE for piece in pieces):
        return False
    unknown = [piece for piece in pieces if not (is_greeting(piece) or _is_default_piece(plain_words(piece)))]
    if unknown == pieces[-1:]:
        return is_closing(pieces[-1]) and not all(is_greeting(piece) for piece in pieces[:-1])
    return not unknown


def pieces_of(text: str) -> list[str]:
    """The sentences and lines of a text that hold a word."""
    return [piece for piece in _BREAK.split(text) if plain_words(piece)]


def is_greeting(piece: str) -> bool:
    """A greeting, alone or with a name; of two words and more, a name has capitals."""
    greeting = _greeting(plain_words(piece))
    words = _WORD.findall(piece)[len(greeting.split()) :]
    return bool(greeting) and (len(words) < 2 or _is_name(words))


def _greeting(piece: str) -> str:
    """The greeting with which a piece begins; the longer ones stand first in the list."""
    return next((words for words in GREETINGS if f"{piece} ".startswith(f"{words} ")), "")


def is_closing(piece: str) -> bool:
    """A name of up to four words, alone or after a filler: "Bo Marten", "Best regards, Bo Marten"."""
    words = _WORD.findall(piece)
    counts = range(1, min(LONGEST_NAME, len(words)) + 1)
    return any(
        _is_name(words[-count:]) and _is_known(plain_words(" ".join(words[:-count]))) for count in counts
    )


def _is_name(words: list[str]) -> bool:
    """Particles such as "von" stay small."""
    return len(words) <= LONGEST_NAME and words[0][0].isupper() and words[-1][0].isupper()


@lru_cache(maxsize=4096)
def _is_default_piece(piece: str) -> bool:
    return any(_is_known(rest) or _follows_name(rest) or _surrounds_name(rest) for rest in _ungreeted(piece))


def _is_known(piece: str) -> bool:
    return not piece or process.extractOne(piece, _WHOLE, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def _ungreeted(piece: str) -> Iterator[str]:
    """The piece, and what is left of it without a greeting and up to four words of a name."""
    yield piece
    if greeting := _greeting(piece):
        words = piece.removeprefix(greeting).split()
        yield from (" ".join(words[count:]) for count in range(min(LONGEST_NAME + 1, len(words))))


def _follows_name(piece: str) -> bool:
    words = piece.split()
    rests = [" ".join(words[count:]) for count in range(1, min(LONGEST_NAME, len(words) - 1) + 1)]
    return any(process.extractOne(rest, _AFTER_NAME, scorer=fuzz.ratio, score_cutoff=ALIKE) for rest in rests)


def _surrounds_name(piece: str) -> bool:
    return any(
        piece.startswith(f"{before} ") and piece.endswith(f" {after}") for before, after in _AROUND_NAME
    )
