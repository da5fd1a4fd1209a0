"""People of an address book as LDIF (RFC 2849), with the attributes that Mozilla's programs write."""

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from itertools import chain

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.rows import MAX_ROWS
from transfer.formats.said import Reading, card_items, say
from transfer.formats.tables import Column
from transfer.formats.values import Asked, Item, LeftOut

ENDING = ".ldif"
START = 4_000
LONGEST = 200_000
LIST = "a list of people, which is no person"
ATTRIBUTES = {
    "givenname": Column("given"), "sn": Column("family"), "cn": Column("whole"), "displayname": Column("name"),
    "mozillanickname": Column("nickname"), "xmozillanickname": Column("nickname"), "mail": Column("email"),
    "mozillasecondemail": Column("email"), "xmozillasecondemail": Column("email"),
    "telephonenumber": Column("phone"), "homephone": Column("phone"), "mobile": Column("phone"),
    "cellphone": Column("phone"), "fax": Column("extra", "Fax"), "facsimiletelephonenumber": Column("extra", "Fax"),
    "pager": Column("extra", "Pager"), "nsaimid": Column("extra", "Screen name"),
    "mozillahomestreet": Column("street", "Home"), "mozillahomestreet2": Column("street", "Home"),
    "mozillahomelocalityname": Column("city", "Home"), "mozillahomestate": Column("region", "Home"),
    "mozillahomepostalcode": Column("postal_code", "Home"), "mozillahomecountryname": Column("country", "Home"),
    "street": Column("street", "Work"), "streetaddress": Column("street", "Work"),
    "mozillaworkstreet2": Column("street", "Work"), "l": Column("city", "Work"), "locality": Column("city", "Work"),
    "st": Column("region", "Work"), "postalcode": Column("postal_code", "Work"), "c": Column("country", "Work"),
    "countryname": Column("country", "Work"), "title": Column("title"), "o": Column("organisation"),
    "company": Column("organisation"), "ou": Column("extra", "Department"), "department": Column("extra", "Department"),
    "mozillaworkurl": Column("website"), "workurl": Column("website"), "mozillahomeurl": Column("website"),
    "homeurl": Column("website"), "birthyear": Column("birth_year"), "birthmonth": Column("birth_month"),
    "birthday": Column("birth_day"), "description": Column("note"), "notes": Column("note"),
    **{f"mozillacustom{number}": Column("extra", f"Custom {number}") for number in range(1, 5)},
    **{f"custom{number}": Column("extra", f"Custom {number}") for number in range(1, 5)},
}  # fmt: skip


def is_ldif(upload: Upload, name: str) -> bool:
    """Whether a file begins as address books in LDIF do."""
    with upload.open(name) as raw:
        start = raw.peek(START)[:START].lower().lstrip(b"\xef\xbb\xbf\r\n ")
    return start.startswith((b"dn:", b"version: 1")) and b"objectclass:" in start


def read_ldif(upload: Upload, name: str, asked: Asked) -> Iterator[Item]:
    """Everybody in the file; lists of people are left out. Raises BadFile beyond the limits."""
    reading = Reading(name, asked.today, asked.day_first)
    record: list[tuple[str, str]] = []
    begun = count = 0
    for number, line in chain(_lines(upload, name), [(0, "")]):
        if line:
            begun = begun if record else number
            record.append(_attribute(line))
        elif record:
            count += 1
            if count > MAX_ROWS:
                raise BadFile(f"has more than {MAX_ROWS:,} people", name, begun)
            yield from _person(record, begun, reading)
            record = []


def _person(record: list[tuple[str, str]], line: int, reading: Reading) -> Iterator[Item]:
    classes = {value.lower() for attribute, value in record if attribute == "objectclass"}
    if "groupofnames" in classes:
        yield LeftOut(line, LIST, reading.file)
        return
    said = say()
    for attribute, value in record:
        if value and attribute in ATTRIBUTES:
            said[ATTRIBUTES[attribute]].append(value)
    if said:
        yield from card_items(said, line, reading)
    elif any(attribute == "dn" for attribute, _ in record):
        yield Fault(reading.file, line, "has no name, e-mail address or number")


def _attribute(line: str) -> tuple[str, str]:
    """Name and value of a line; `::` marks a value in base64."""
    name, _, value = line.partition(":")
    attribute = name.partition(";")[0].strip().lower()
    if not value.startswith(":"):
        return attribute, "" if value.startswith("<") else value.strip()
    try:
        return attribute, b64decode(value[1:].strip()).decode("utf-8", "replace").strip()
    except (Error, ValueError):
        return attribute, ""


def _lines(upload: Upload, name: str) -> Iterator[tuple[int, str]]:
    """Unfolded lines with the number at which each begins; comments are passed over, a blank line is empty."""
    begun, pieces, size = 0, list[str](), 0
    with upload.open(name) as raw:
        for number, line in enumerate(iter(lambda: raw.readline(LONGEST), b""), 1):
            text = line.decode("utf-8-sig", "replace").rstrip("\r\n").replace("\0", "")
            if text.startswith(" ") and pieces:
                size += len(text)
                pieces += [text[1:]] if size < LONGEST else []
                continue
            if pieces and not pieces[0].startswith("#"):
                yield begun, "".join(pieces)
            begun, pieces, size = number, [text], len(text)
    if pieces and not pieces[0].startswith("#"):
        yield begun, "".join(pieces)
