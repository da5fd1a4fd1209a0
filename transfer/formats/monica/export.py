"""The export of a Monica account, loaded within limits, and its entries, whatever shape they claim to have.

An entry is an object with a `uuid`, its `properties`, and as `data` lists of further entries by type.
"""

import json
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from transfer.formats.container import Upload
from transfer.formats.dates import parse_day
from transfer.formats.faults import BadFile, shown
from transfer.formats.jsontext import storable
from transfer.formats.members import MB

MAX_JSON = 50 * MB
MAX_ENTRIES = 300_000
MAX_VALUES = 3_000_000
MAX_PHOTO = 10 * MB
MAX_TEXT = 100_000
NO_ENTRY: Mapping[str, Any] = {}
_DATA_URL = re.compile(r"data:image/[a-z.+-]{1,20};base64,", re.IGNORECASE)


def is_export(start: bytes) -> bool:
    """Whether a file that begins so is an export of Monica 4."""
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and (
        b'"app_version"' in start and b'"account"' in start and b'"exported_by"' in start
    )


def is_sql(start: bytes) -> bool:
    """Whether a file that begins so is Monica's export as SQL."""
    return (
        b"database export" in start
        and (b"INSERT" in start or b"Export date" in start)
        and b"# Version" in start
    )


@dataclass(frozen=True)
class Entry:
    """One object of the export; what is not there, or of another kind than asked for, is empty."""

    whole: Mapping[str, Any]

    @cached_property
    def said(self) -> Mapping[str, Any]:
        """Its properties."""
        return _mapping(self.whole.get("properties"))

    @property
    def uuid(self) -> str:
        return self.of_whole("uuid")[:100]

    def of_whole(self, key: str) -> str:
        """A text beside the properties."""
        return _text(self.whole.get(key))

    def text(self, key: str) -> str:
        """A text or number of the properties, or beside them."""
        return _text(self.said.get(key)) or _text(self.whole.get(key))

    def is_on(self, key: str) -> bool:
        """Whether a switch is on, however it is written."""
        return self.said.get(key) in (True, 1, "1", "true", "yes")

    def entry(self, key: str) -> "Entry":
        """An entry among the properties."""
        return Entry(_mapping(self.said.get(key)))

    def texts(self, key: str) -> list[str]:
        """A list of texts among the properties."""
        return [_text(value) for value in _list(self.said.get(key))]

    def entries(self, key: str) -> list["Entry"]:
        """A list of entries among the properties."""
        return [Entry(value) for value in _list(self.said.get(key)) if isinstance(value, dict)]

    def group(self, kind: str) -> Iterator["Entry"]:
        """The entries of one type below this one."""
        return (Entry(value) for value in self._values(kind) if isinstance(value, dict))

    def pointed_at(self, kind: str) -> list[str]:
        """The UUIDs of one type below this one."""
        return [_text(value) for value in self._values(kind) if isinstance(value, str)]

    def _values(self, kind: str) -> Iterator[Any]:
        for group in _list(self.whole.get("data")):
            if isinstance(group, dict) and _singular(_text(group.get("type"))) == kind:
                yield from _list(group.get("values"))


@dataclass(frozen=True)
class Export(Entry):
    """The account, and the file it is from."""

    file: str = ""
    numbers: dict[str, int] = field(default_factory=dict)

    @cached_property
    def contacts(self) -> dict[str, Entry]:
        """Everybody by UUID, those who are only somebody's child or partner among them."""
        return {entry.uuid: entry for entry in self.group("contact") if entry.uuid}

    @cached_property
    def own(self) -> frozenset[str]:
        """The UUIDs of the owner's own card."""
        return frozenset(uuid for user in self.group("user") if (uuid := user.text("me_contact")))

    @cached_property
    def kinds(self) -> dict[str, Entry]:
        """The types of fields, activities and events by UUID."""
        lists = ("contact_field_types", "activity_types", "activity_type_categories", "life_event_types")
        instance = _mapping(self.whole.get("instance"))
        entries = (
            Entry(value) for name in lists for value in _list(instance.get(name)) if isinstance(value, dict)
        )
        return {entry.uuid: entry for entry in entries if entry.uuid}

    def kind(self, uuid: str) -> Entry:
        """The type with a UUID; an empty one where there is none."""
        return self.kinds.get(uuid, Entry(NO_ENTRY))

    def journal(self) -> list[Entry]:
        """The pages of the journal."""
        return self.entries("journal_entries")

    def line(self, uuid: str) -> int:
        """Which contact of the export one is, from 1: what stands for the line in a file without lines."""
        if not self.numbers:
            self.numbers.update({one: number for number, one in enumerate(self.contacts, 1)})
        return self.numbers.get(uuid, 0)

    def is_somebody(self, uuid: str) -> bool:
        """Whether a UUID is of a contact in their own right."""
        contact = self.contacts.get(uuid)
        return contact is not None and not contact.is_on("is_partial") and uuid not in self.own

    def name(self, uuid: str) -> str:
        """What a contact is called."""
        contact = self.contacts.get(uuid)
        return name_of(contact) if contact else ""


def name_of(contact: Entry) -> str:
    """The whole name, else the nickname."""
    parts = (contact.text(key) for key in ("first_name", "middle_name", "last_name"))
    return " ".join(part for part in parts if part) or contact.text("nickname")


def load(upload: Upload, name: str) -> Export:
    """The export in a file. Raises BadFile on what is no export, damaged, or beyond the limits."""
    with upload.open(name) as raw:
        data = raw.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        raise BadFile(f"is larger than {MAX_JSON // MB} MB; export it without photos and documents", name)
    if data.count(b"{") + data.count(b"[") > MAX_ENTRIES * 4 or data.count(b",") > MAX_VALUES:
        raise BadFile(f"holds more than {MAX_ENTRIES:,} entries", name)
    whole = _parsed(data, name)
    account = whole.get("account") if isinstance(whole, dict) else None
    if not isinstance(account, dict):
        raise BadFile("is no export of Monica 4: it has no account in it", name)
    return Export(account, name)


def _parsed(data: bytes, name: str) -> Any:
    try:
        return json.loads(storable(data.decode(json.detect_encoding(data))), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        reason = f"is damaged: {shown(error.msg, 80)}, {error.pos:,} characters in"
        raise BadFile(reason, name, error.lineno) from None
    except RecursionError:
        raise BadFile("is nested deeper than any export", name) from None
    except (ValueError, MemoryError):
        raise BadFile("is damaged: it is no text, or holds an endless number", name) from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def day_of(text: str, zone: ZoneInfo) -> date | None:
    """The local day of a moment; midnight in UTC is what Monica writes for a mere day."""
    moment = moment_of(text)
    if moment is None:
        return parse_day(text[:10])
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date()
    try:
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    except OverflowError:
        return None


def moment_of(text: str) -> datetime | None:
    """A moment as Monica writes it, `2024-01-05T14:00:00.000000Z`."""
    if not 11 <= len(text) <= 40:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def picture_in(text: str) -> bytes:
    """The bytes of a picture in a data address; empty for anything else."""
    match = _DATA_URL.match(text[:60])
    if match is None or len(text) > MAX_PHOTO * 4 // 3:
        return b""
    try:
        return b64decode(text[match.end() :], validate=True)
    except (Error, ValueError):
        return b""


def _singular(kind: str) -> str:
    """Older and newer exports name their lists by one or by many: activity, activities."""
    if kind.endswith("ies"):
        return f"{kind[:-3]}y"
    if kind.endswith("sses"):
        return kind[:-2]
    return kind[:-1] if kind.endswith("s") and not kind.endswith("ss") else kind


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else NO_ENTRY


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
