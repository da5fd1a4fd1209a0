"""What the columns of an unknown table are likely to stand for: by their names, else by what stands in them."""

import re
from collections.abc import Sequence
from datetime import date

from domain.identity import email_key, profile_key
from domain.names import fold
from transfer.formats.columnwords import (
    BIRTH_WORDS,
    EMAIL_WORDS,
    EXACT,
    HANDLE_WORDS,
    HOME_WORDS,
    NETWORK_WORDS,
    NOT_THE_THING,
    PAGE_WORDS,
    PHONE_WORDS,
    WORK_WORDS,
)
from transfer.formats.tables import Column
from transfer.formats.yearly import parse_yearly

ENOUGH = 0.6
LATEST_BIRTH = date(2015, 12, 31)
"""A later day is rather when something was done."""
FIRST_DIGITS = 7
UNNAMED = "Column "
ADDRESS = ("street", "extended", "po_box", "city", "postal_code", "region", "country")
ONCE = ("name", "given", "family", "birthday", "circle", "met_on")
MERE_TITLES = ("title", "titel", "titre")
OF_A_MACHINE = frozenset(("id", "uuid", "guid", "created", "updated", "modified", "timestamp"))
_PHONE = re.compile(r"(?:\+|00?|\()?[\d ()/.\-–]{7,24}")
_PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[-'’][^\W\d_]+)*\.?")


def guess(columns: Sequence[str], samples: Sequence[Sequence[str]]) -> dict[str, str]:
    """A field of FIELDS for each column; "ignore" where nothing tells. What a person has once is guessed once.

    A column called "Column 1" has no name of its own: then only its cells tell.
    """
    guessed: dict[str, str] = {}
    for place, column in enumerate(columns):
        cells = [row[place] for row in samples if place < len(row) and row[place].strip()]
        named = "" if is_unnamed(column) else _by_name(column)
        field = named or _by_cells(cells, column)
        is_taken = field in ONCE and field in guessed.values()
        guessed[column] = "ignore" if is_taken or not field else field
    _guess_names(columns, samples, guessed)
    titles = [column for column in columns if guessed[column] == "title"]
    if len(titles) > 1:  # beside a job title, a mere title is what one is addressed by
        guessed |= {column: "ignore" for column in titles if fold(column) in MERE_TITLES}
    return guessed


def meant(column: str, field: str) -> Column:
    """What a column with a field of FIELDS stands for, labelled by what its name says of home, work or a network."""
    if field == "ignore":
        return Column()
    if field == "tags":
        return Column("tag")
    words = _words(column)
    if field in ADDRESS:
        label = "Home" if words & HOME_WORDS else "Work" if words & WORK_WORDS else ""
        return Column(field, label)
    if field in ("profile", "handle"):
        return Column(
            field, next((NETWORK_WORDS[word] for word in sorted(words) if word in NETWORK_WORDS), "")
        )
    return Column(field)


def is_unnamed(column: str) -> bool:
    """Whether a column has no name of its own."""
    return column.startswith(UNNAMED) and column[len(UNNAMED) :].isdecimal()


def looks_like_data(cell: str) -> bool:
    """Whether a cell is an address, a number, a page or a day: none of which is the name of a column."""
    return bool(email_key(cell) or _PAGE.match(cell) or _is_phone(cell) or _is_day(cell))


def names_a_column(cell: str) -> bool:
    """Whether a cell is a column's name in one of the languages known."""
    return bool(_by_name(cell)) and not looks_like_data(cell)


def _words(column: str) -> set[str]:
    return {word.strip("0123456789") for word in fold(column).split()} - {""}


def _by_name(column: str) -> str:
    plain = " ".join(word for word in fold(column).split() if not word.isdecimal())
    if plain in EXACT:
        return EXACT[plain]
    words = _words(column)
    if words & NOT_THE_THING:
        return "ignore" if words & (EMAIL_WORDS | PHONE_WORDS | {"fax", "telefax", "telecopie"}) else ""
    for field, known in (("email", EMAIL_WORDS), ("phone", PHONE_WORDS), ("birthday", BIRTH_WORDS)):
        if words & known:
            return field
    if words & OF_A_MACHINE:
        return "ignore"
    if words & NETWORK_WORDS.keys():
        return "handle" if words & HANDLE_WORDS else "profile"
    return _by_part(words) or ("profile" if words & PAGE_WORDS else "handle" if words & HANDLE_WORDS else "")


def _by_part(words: set[str]) -> str:
    """A name with "home" or "work" in it: "Home City", "Strasse privat"."""
    places = HOME_WORDS | WORK_WORDS | {"address", "adresse", "mailing", "postal"}
    if not words & places:
        return ""
    if words <= places:
        return "street" if words & {"address", "adresse"} else ""
    field = EXACT.get(" ".join(sorted(words - places)), "")
    return field if field in (*ADDRESS, "note", "title", "organisation") else ""


def _by_cells(cells: Sequence[str], column: str) -> str:
    for field, is_so in (
        ("email", _is_email),
        ("profile", _is_page),
        ("birthday", _is_birth),
        ("phone", _is_phone),
    ):
        if cells and sum(map(is_so, cells)) >= ENOUGH * len(cells):
            return field if field != "birthday" or is_unnamed(column) else ""
    return ""


def _is_email(cell: str) -> bool:
    return all(email_key(part) for part in re.split(r"[;,]\s*", cell[:1_000]) if part.strip())


def _is_page(cell: str) -> bool:
    return bool(_PAGE.fullmatch(cell) or ("/" in cell and profile_key(cell)))


def _is_phone(cell: str) -> bool:
    digits = sum(letter.isdecimal() for letter in cell)
    is_written_so = cell[:1] in ("+", "0", "(") or not cell.isdecimal()  # a mere number is some number
    return bool(_PHONE.fullmatch(cell)) and is_written_so and digits >= FIRST_DIGITS and not _is_day(cell)


def _is_day(cell: str) -> bool:
    return parse_yearly(cell, day_first=True, today=date.max) is not None


def _is_birth(cell: str) -> bool:
    day = parse_yearly(cell, day_first=True, today=LATEST_BIRTH)
    return bool(day and day.year)


def _guess_names(columns: Sequence[str], samples: Sequence[Sequence[str]], guessed: dict[str, str]) -> None:
    """Of the columns without a name: the first of two words each holds whole names, else the first two of one."""
    if {"name", "given", "family"} & set(guessed.values()):
        return
    singles: list[str] = []
    for place, column in enumerate(columns):
        cells = [row[place] for row in samples if place < len(row) and row[place].strip()]
        if not is_unnamed(column) or guessed[column] != "ignore" or not cells:
            continue
        counts = [_name_words(cell) for cell in cells]
        if sum(1 < count <= 4 for count in counts) >= ENOUGH * len(counts):
            guessed[column] = "name"
            return
        if sum(count == 1 for count in counts) >= ENOUGH * len(counts):
            singles.append(column)
    for column, field in zip(
        singles[:2], ("given", "family") if len(singles) > 1 else ("name",), strict=False
    ):
        guessed[column] = field


def _name_words(cell: str) -> int:
    """How many words a name has; 0 for what is no name."""
    words = cell[:200].split()
    return len(words) if all(_WORD.fullmatch(word) and not word[0].islower() for word in words) else 0
