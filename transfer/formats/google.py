"""Google Contacts as CSV, old and new: one table, or the tables of the groups in a Takeout.

What belongs together stands in numbered columns ("E-mail 1 - Label", "E-mail 1 - Value"), and several values may
stand in one cell between ` ::: `. What begins with `* ` is Google's own word, or the first of several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.names import clean
from transfer.formats.rows import Header, plain_column
from transfer.formats.said import Reading, Said, card_items, say
from transfer.formats.tables import Found, at_least_one, first_found, is_table, reading_of, rows_below
from transfer.formats.values import Asked, Item, LeftOut

KIND, LABEL = "google", "Google Contacts"
BETWEEN = " ::: "
SAME_PERSON = "in the table of another group, too"
ONLY_WRITTEN_TO = "among Google's “other contacts”: written to, but never added by you"
PLAIN = {
    "firstname": "given", "givenname": "given", "middlename": "middle", "additionalname": "middle",
    "lastname": "family", "familyname": "family", "name": "whole", "fileas": "whole", "nameprefix": "prefix",
    "namesuffix": "suffix", "nickname": "nickname", "shortname": "alias", "birthday": "birthday", "notes": "note",
    "organizationname": "organisation", "organizationtitle": "title", "location": "place",
}  # fmt: skip
EXTRA = {
    "organizationdepartment": "Department",
    "occupation": "Occupation",
    "hobby": "Hobby",
    "gender": "Gender",
}
SOUNDS = {
    "phoneticfirstname": "given", "phoneticlastname": "family", "givennameyomi": "given", "familynameyomi": "family",
}  # fmt: skip
GROUPS = ("labels", "groupmembership")
NUMBERED = {
    "email": "email", "phone": "phone", "website": "website", "event": "date", "im": "handle", "relation": "extra",
    "customfield": "extra", "jot": "extra",
}  # fmt: skip
ADDRESS = {
    "street": "street", "extendedaddress": "extended", "pobox": "po_box", "postalcode": "postal_code", "city": "city",
    "region": "region", "country": "country", "formatted": "formatted",
}  # fmt: skip
WORK = {"name": "organisation", "title": "title", "department": "Department", "jobdescription": "Job"}
MINE = frozenset(
    ("mycontacts", "my contacts", "meine kontakte", "mes contacts", "mis contactos", "i miei contatti")
)
STARRED = frozenset(("starred", "starred in android", "markiert", "favoris", "favoritos"))
OTHERS = frozenset(
    ("other contacts", "othercontacts", "weitere kontakte", "autres contacts", "otros contactos", "altri contatti",
     "andere contacten", "outros contatos")
)  # fmt: skip
FAMILY = frozenset(("family", "familie", "famille", "familia", "famiglia"))
ANNIVERSARIES = frozenset(
    ("anniversary", "jahrestag", "anniversaire", "aniversario", "anniversario", "jubileum")
)
_NUMBERED = re.compile(
    r"(e-?mail|phone|address|website|event|im|relation|custom field|jot|organization) (\d+) - (.+)"
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a table, each with its place."""

    plain: tuple[tuple[int, str], ...]
    numbered: dict[tuple[str, int], dict[str, int]]
    days: tuple[int, ...]


def wanted(path: str) -> bool:
    """Any table: whether it is Google's only its header tells."""
    return is_table(path)


def sniff(upload: Upload) -> bool:
    """Whether one of the tables has Google's columns, of the old or the new kind."""
    return next(first_found(upload, _is_ours), None) is not None


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Everybody once, also where several groups have them; who was only ever written to is left out."""
    tables = list(first_found(upload, _is_ours))
    if not tables:
        raise BadFile("has none of the columns of Google Contacts")
    seen: set[int] = set()
    people = (_read_one(upload, found, asked, seen) for found in tables)
    yield from at_least_one(chain.from_iterable(people), tables[0].header.file)


def _is_ours(cells: Sequence[str]) -> bool:
    columns = {plain_column(cell) for cell in cells}
    is_old = {"givenname", "familyname"} <= columns and bool(
        columns & {"groupmembership", "email1value", "phone1value", "yominame"}
    )
    is_new = {"firstname", "lastname"} <= columns and bool(
        columns & {"labels", "email1value", "phone1value", "phoneticfirstname"}
    )
    return is_old or is_new


def _read_one(upload: Upload, found: Found, asked: Asked, seen: set[int]) -> Iterator[Item]:
    layout = _layout(found.cells)
    header: Header = found.header
    reading = reading_of(upload, header, asked, layout.days)
    for row in rows_below(upload, header):
        if isinstance(row, Fault):
            yield row
            continue
        mark = hash(tuple((found.cells[place], cell) for place, cell in enumerate(row.cells) if cell))
        if mark in seen and len(upload.names) > 1:
            yield LeftOut(row.line, SAME_PERSON, header.file)
            continue
        seen.add(mark)
        yield from _person(row.cells, row.line, layout, reading)


def _layout(cells: Sequence[str]) -> _Layout:
    plain: list[tuple[int, str]] = []
    numbered: dict[tuple[str, int], dict[str, int]] = {}
    days: list[int] = []
    for place, cell in enumerate(cells):
        match = _NUMBERED.fullmatch(cell.lower())
        if match and len(match[2]) <= 3:
            group, part = plain_column(match[1]), plain_column(match[3])
            numbered.setdefault((group, int(match[2])), {}).setdefault(part, place)
            if (group, part) == ("event", "value"):
                days.append(place)
        else:
            plain.append((place, plain_column(cell)))
            if plain_column(cell) == "birthday":
                days.append(place)
    return _Layout(tuple(plain), numbered, tuple(days))


def _person(cells: Sequence[str], line: int, layout: _Layout, reading: Reading) -> Iterator[Item]:
    said = say()
    groups = [name for place, column in layout.plain if column in GROUPS for name in _parts(cells[place])]
    if _is_only_written_to(groups):
        yield LeftOut(line, ONLY_WRITTEN_TO, reading.file)
        return
    _say_groups(said, groups)
    _say_plain(said, cells, layout)
    for (group, _), places in layout.numbered.items():
        parts = {part: cells[place] for part, place in places.items() if cells[place]}
        if parts:
            _say_numbered(said, group, parts)
    yield from card_items(said, line, reading)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(BETWEEN.strip()) if part.strip()] if ":::" in cell else [cell]


def _bare(text: str) -> str:
    """A label without the star."""
    return clean(text).removeprefix("*").strip()


def _is_only_written_to(groups: Sequence[str]) -> bool:
    names = {_bare(group).lower() for group in groups if group}
    return bool(names) and names <= OTHERS


def _say_groups(said: Said, groups: Sequence[str]) -> None:
    for group in groups:
        name = _bare(group)
        plain, is_google = name.lower(), group.strip().startswith("*")
        if plain in STARRED and is_google:
            said[("pinned", "")].append(name)
        elif plain in FAMILY and is_google:
            said[("is_family", "")].append(name)
        elif plain not in MINE and plain not in OTHERS:
            said[("tag", "")].append(name.capitalize() if is_google else name)


def _say_plain(said: Said, cells: Sequence[str], layout: _Layout) -> None:
    sounds: dict[str, str] = {}
    for place, column in layout.plain:
        cell = cells[place]
        if not cell:
            continue
        if column in PLAIN:
            said[(PLAIN[column], "")].append(cell)
        elif column in EXTRA:
            said[("extra", EXTRA[column])].append(cell)
        elif column in SOUNDS:
            sounds[SOUNDS[column]] = cell
        elif column == "maidenname":
            said[("alias", "")].append(f"{cells[_place_of_given(layout)]} {cell}".strip())
    if sounds:
        said[("alias", "")].append(" ".join(sounds.get(part, "") for part in ("given", "family")).strip())


def _place_of_given(layout: _Layout) -> int:
    return next(place for place, column in layout.plain if PLAIN.get(column) == "given")


def _say_numbered(said: Said, group: str, parts: dict[str, str]) -> None:
    label = _bare(parts.get("label") or parts.get("type") or parts.get("service") or "")
    if group == "address":
        _say_address(said, label, parts)
    elif group == "organization":
        _say_work(said, parts)
    else:
        for text in _parts(parts.get("value", "")):
            if text:
                said[_place_of(group, label, parts)].append(text)


def _place_of(group: str, label: str, parts: dict[str, str]) -> tuple[str, str]:
    """Field and label of what stands in a numbered column; a fax is no way to recognise anybody."""
    if group == "phone" and ("fax" in label.lower() or "pager" in label.lower()):
        return "extra", label
    if group == "event" and fold(label) in ANNIVERSARIES:
        return "anniversary", ""
    if group == "im":
        return "handle", _bare(parts.get("service", "") or label).lower()
    return NUMBERED[group], label if NUMBERED[group] in ("extra", "date") else ""


def _say_address(said: Said, label: str, parts: dict[str, str]) -> None:
    """Several addresses may stand in the cells of one: each takes its piece of every cell."""
    pieces = {ADDRESS[part]: _parts(cell) for part, cell in parts.items() if part in ADDRESS}
    whole = pieces.pop("formatted", [])
    if not pieces:
        pieces = {"street": whole}
    for number in range(min(20, max(map(len, pieces.values()), default=0))):
        own = _free_label(said, label or "")
        for field, texts in pieces.items():
            if number < len(texts) and texts[number]:
                said[(field, own)].append(texts[number])


def _free_label(said: Said, label: str) -> str:
    """A label that no address has yet: two homes are Home and Home 2."""
    taken = {name for field, name in said if field in ADDRESS.values()}
    number, free = 1, label
    while free in taken:
        number += 1
        free = f"{label} {number}".strip()
    return free


def _say_work(said: Said, parts: dict[str, str]) -> None:
    names, titles = _parts(parts.get("name", "")), _parts(parts.get("title", ""))
    said[("organisation", "")] += names
    said[("title", "")] += titles
    for part in ("department", "jobdescription"):
        if parts.get(part):
            said[("extra", WORK[part])].append(parts[part])
