"""An archive taken back into an empty account, whole or not at all."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import DataError, IntegrityError, models, transaction

from accounts import bulk
from accounts.models import User
from accounts.services import hold_book
from contacts.models import Photo
from domain.search import search_words
from interactions.models import Interaction
from network.models import PublicPage
from network.services.public import new_address
from transfer.exports.archive import MANIFEST, OWNER_FILE
from transfer.exports.packing import LINKED
from transfer.exports.plan import Column, Table, settings_columns, table_of, tables
from transfer.formats import rapport
from transfer.formats.container import Upload, open_upload
from transfer.formats.faults import BadFile, shown
from transfer.formats.members import MB, Limits
from transfer.formats.rapport.lines import read_lines, read_media
from transfer.formats.rapport.manifest import Manifest, read_manifest
from transfer.services.emptiness import make_room
from transfer.services.rebuilding import rebuild
from transfer.services.unpacking import Doubtful, Turn, turn_of

LIMITS = Limits(bytes_in=2_000 * MB, bytes_out=8_000 * MB, entries=200_000)
"""An own archive holds years of a life; still, nobody's disk is filled."""
AT_ONCE = 1_000
MOST_TOLD = 100
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows of each table came back, and what of the file was left away, in words for the owner."""

    counts: Mapping[str, int]
    told: list[str]


@dataclass
class _Reading:
    """An archive on its way into a book. `ids` are the new ids of each table's rows, by their number less one."""

    owner: User
    upload: Upload
    manifest: Manifest
    ids: dict[type[models.Model], "array[int]"] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def tell(self, words: str) -> None:
        if words not in self.told and len(self.told) < MOST_TOLD:
            self.told.append(words)

    def id_of(self, model: type[models.Model], number: Any) -> int:
        """The new id of a numbered row. Raises ValueError for one that is not there."""
        ids = self.ids[model]
        if type(number) is not int or not 1 <= number <= len(ids):
            raise ValueError(f"points to {shown(str(number), 20)}, which is not there")
        return ids[number - 1]


def restore_archive(
    *, owner: User, source: Path | BinaryIO, now: datetime, filename: str = "", limits: Limits = LIMITS
) -> Restored:
    """Take an archive into an account that has nothing in it yet, in one transaction: all of it, or nothing.

    Everybody who writes to this database waits meanwhile. `now` is aware, in the owner's zone as it was.
    Raises BadFile for an archive that is damaged, newer or not ours, with the file and line, and NotEmpty.
    """
    with open_upload(source, wanted=rapport.wanted, filename=filename, limits=limits) as upload:
        manifest = read_manifest(upload)
        _refuse_unknown(manifest)
        with transaction.atomic():
            hold_book(owner=owner)
            make_room(owner=owner)
            reading = _Reading(User.objects.get(pk=owner.pk), upload, manifest)
            _restore_settings(reading)
            _reserve(reading)
            counts = {table.name: _restore_table(reading, table) for table in tables()}
            rebuild(owner=reading.owner, now=now)
    owner.refresh_from_db()
    return Restored(counts, reading.told)


def _refuse_unknown(manifest: Manifest) -> None:
    known = {table.file for table in tables()} | {OWNER_FILE, "README.md"}
    for name in manifest.files:
        if name not in known and not name.startswith("media/"):
            raise BadFile(f"lists a file that no Rapport writes: {shown(name, 60)}", MANIFEST)


def _reserve(reading: _Reading) -> None:
    for table in tables():
        listed = reading.manifest.files.get(table.file)
        if table.has_id:
            rows = listed.rows if listed else 0
            reading.ids[table.model] = array("q", bulk.reserve_ids(table.model, rows))


def _restore_settings(reading: _Reading) -> None:
    owner, columns = reading.owner, settings_columns()
    turns = {column.name: turn_of(column, "accounts.User") for column in columns}
    for number, row in read_lines(reading.upload, reading.manifest, OWNER_FILE):
        _tell_unknown(reading, OWNER_FILE, row, set(turns))
        for column in columns:
            if column.name in row:
                old = getattr(owner, column.attname)
                value = _value(reading, OWNER_FILE, number, column, turns[column.name], row)
                setattr(owner, column.attname, old if value is _NONE else value)
    try:
        if (owner.holiday_from is None) != (owner.holiday_until is None):
            raise IntegrityError("Half a holiday.")
        with transaction.atomic():
            owner.save(update_fields=[column.attname for column in columns])
    except IntegrityError as error:
        raise BadFile("holds settings that contradict each other", OWNER_FILE, 1) from error


class _Absent:
    """Stands for a value that was left away."""


_NONE = _Absent()


def _restore_table(reading: _Reading, table: Table) -> int:
    """Write the rows of one table; how many there were."""
    names, read = _reader(reading, table)
    known = {*(column.name for column in table.columns), *(one.name for one in table.many), "id", "uid"}
    many: dict[str, list[tuple[int, int]]] = defaultdict(list)
    waiting: list[tuple[Any, ...]] = []
    count = 0
    for number, row in read_lines(reading.upload, reading.manifest, table.file):
        count = number
        _tell_unknown(reading, table.file, row, known)
        waiting.append(read(number, row))
        for one in table.many:
            many[one.name] += _pairs(reading, table, one, number, row)
        if len(waiting) >= AT_ONCE:
            _insert(reading, table, names, waiting, number)
            waiting = []
    _insert(reading, table, names, waiting, count)
    for one in table.many:
        _insert_many(one, many[one.name])
    return count


def _reader(
    reading: _Reading, table: Table
) -> tuple[list[str], Callable[[int, dict[str, Any]], tuple[Any, ...]]]:
    """The columns to be written, and what makes their values of a line."""
    label = table.model._meta.label
    columns = [(column, turn_of(column, label)) for column in table.columns if not column.points_to]
    pointing = [column for column in table.columns if column.points_to]
    mend = _MENDERS.get(label)
    has_words = table.model is Interaction
    names = [column.attname for column, _turn in columns] + [column.attname for column in pointing]
    names = [*(["id"] if table.has_id else []), *names, *(["words"] if has_words else [])]

    def read(number: int, row: dict[str, Any]) -> tuple[Any, ...]:
        _check_number(reading, table, number, row)
        if mend is not None:
            mend(reading, table, number, row)
        own = [reading.ids[table.model][number - 1]] if table.has_id else []
        values = [_value(reading, table.file, number, column, turn, row) for column, turn in columns]
        values = [
            _usual(column) if value is _NONE else value
            for (column, _), value in zip(columns, values, strict=True)
        ]
        values += [_target(reading, table, number, column, row) for column in pointing]
        return (*own, *values, *([search_words(f"{row['place']} {row['note']}")] if has_words else []))

    return names, read


def _check_number(reading: _Reading, table: Table, number: int, row: dict[str, Any]) -> None:
    if table.has_id and (number > len(reading.ids[table.model]) or row.get("id") != number):
        raise BadFile("has another id than the number of its line", table.file, number)


def _value(reading: _Reading, file: str, number: int, column: Column, turn: Turn, row: dict[str, Any]) -> Any:
    """The value of a column; _NONE for one that is left away, which is told."""
    value = row.get(column.name, column.usual)
    try:
        return turn(value)
    except Doubtful as error:
        if not column.field.null and column.usual is None:
            raise BadFile(f"{column.name}: {shown(str(error), 200)}", file, number) from error
        reading.tell(f"{file}, line {number}: {column.name} was left away, since {error}")
        return _NONE
    except (ValueError, OverflowError) as error:
        raise BadFile(f"{column.name} {shown(str(error), 200)}", file, number) from error


def _usual(column: Column) -> Any:
    return None if column.field.null else column.usual


def _target(reading: _Reading, table: Table, number: int, column: Column, row: dict[str, Any]) -> int | None:
    value = row.get(column.name)
    if value is None and column.field.null:
        return None
    try:
        return reading.id_of(column.points_to, value)  # type: ignore[arg-type]  # only columns that point somewhere
    except ValueError as error:
        raise BadFile(f"{column.name} {error}", table.file, number) from error


def _pairs(
    reading: _Reading, table: Table, one: Any, number: int, row: dict[str, Any]
) -> Iterator[tuple[int, int]]:
    told = row.get(one.name) or []
    try:
        if not isinstance(told, list) or len(set(told)) != len(told):
            raise ValueError("is no list of different ids")
        for other in told:
            yield reading.ids[table.model][number - 1], reading.id_of(one.related_model, other)
    except (ValueError, TypeError) as error:
        raise BadFile(f"{one.name} {error}", table.file, number) from error


def _insert(
    reading: _Reading, table: Table, names: list[str], rows: list[tuple[Any, ...]], last: int
) -> None:
    try:
        with transaction.atomic():
            bulk.insert(table.model, names, rows, {"owner_id": reading.owner.pk})
    except (IntegrityError, DataError) as error:
        raise BadFile(
            "has a row that contradicts itself or another; it ends with or before this line", table.file, last
        ) from error


def _insert_many(one: Any, pairs: list[tuple[int, int]]) -> None:
    names = (f"{one.m2m_field_name()}_id", f"{one.m2m_reverse_field_name()}_id")
    for start in range(0, len(pairs), AT_ONCE):
        bulk.insert(one.remote_field.through, names, pairs[start : start + AT_ONCE])


def _tell_unknown(reading: _Reading, file: str, row: dict[str, Any], known: set[str]) -> None:
    for name in row.keys() - known:
        reading.tell(f"{file}: “{shown(name, 40)}” is not known here and was left away")


def _mend_linked(reading: _Reading, table: Table, number: int, row: dict[str, Any]) -> None:
    """Keys that are named after a contact's id."""
    key = row.get("external_key")
    if isinstance(key, str) and key.startswith(LINKED) and key.removeprefix(LINKED).isdecimal():
        target = table_of("contact")
        try:
            new = reading.id_of(target.model, int(key.removeprefix(LINKED)[:12])) if target else 0
        except ValueError as error:
            raise BadFile(f"external_key {error}", table.file, number) from error
        row["external_key"] = f"{LINKED}{new}"


def _mend_pointer(reading: _Reading, table: Table, number: int, row: dict[str, Any]) -> None:
    """Rows named by their table."""
    name, place = table.pointer or ("", "")
    target = table_of(row[name]) if isinstance(row.get(name), str) else None
    if target is None or not row.get(place):
        row[place] = 0
        return
    try:
        row[place] = reading.id_of(target.model, row[place])
    except (ValueError, KeyError) as error:
        raise BadFile(f"{place} {error}", table.file, number) from error


def _mend_photo(reading: _Reading, table: Table, number: int, row: dict[str, Any]) -> None:
    """The picture itself lies in a file of its own."""
    contact = row.get("contact")
    data = read_media(reading.upload, reading.manifest, table.media(contact if type(contact) is int else 0))
    if not data.startswith(JPEG):
        raise BadFile("is no picture", table.media(contact if type(contact) is int else 0))
    row["data"] = data


def _mend_page(reading: _Reading, table: Table, number: int, row: dict[str, Any]) -> None:
    """An address that somebody else here has already is exchanged for one that nobody can guess."""
    address = row.get("address")
    if isinstance(address, str) and PublicPage.objects.filter(address=address).exists():
        row["address"] = new_address()
        reading.tell(
            f"{table.file}, line {number}: the address {shown(address, 64)} is taken here; it got a new one"
        )


_MENDERS: Mapping[str, Callable[[_Reading, Table, int, dict[str, Any]], None]] = {
    Interaction._meta.label: _mend_linked,
    PublicPage._meta.label: _mend_page,
    Photo._meta.label: _mend_photo,
    "transfer.Brought": _mend_pointer,
}
