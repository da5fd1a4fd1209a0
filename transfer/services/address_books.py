"""The step that takes address books in: who is in none of the rest leaves a trace, and nobody becomes a contact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts import bulk
from contacts.models import NAME_LENGTH, NameKey, Trace
from domain.namekeys import trace_keys
from domain.names import fold
from transfer.formats.faults import Fault
from transfer.formats.linkedin import Entry, read_uploads
from transfer.models import RunRows
from transfer.queries.book import Book
from transfer.services.cast import NOBODY
from transfer.services.happened import EVENTS_FROM, quiet_chunks
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.journal import Journal
from transfer.services.tally import BROKEN, TWICE, Tally

IN_THE_BOOK = "in your address book, and in your book already"
KEPT_AS_TRACE = "in your address book only: kept to recognise them, not as a contact"
ALIVE_EVERY = 2_000
KEY = 300
FIELDS = ("first_on", "last_on")


@dataclass(slots=True)
class Seen:
    """Somebody of an address book: the name, the network and key of the first address, and between which days."""

    name: str
    network: str
    key: str
    first_on: date | None
    last_on: date | None

    @property
    def known_by(self) -> tuple[str, str, str]:
        return (self.network, self.key, "" if self.key else self.name)


def address_book_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The address books of the upload, each person once; the first chunk carries all counts."""
    if not job.parts.uploads:
        return
    seen: dict[tuple[str, str, str], Seen] = {}
    tally, faults, rows = Tally(), list[Fault](), list[Row]()
    for name in job.parts.uploads:
        for number, item in enumerate(read_uploads(job.upload, name, today=job.today)):
            if number % ALIVE_EVERY == 0:
                job.alive()
            if isinstance(item, Fault):
                faults.append(item)
                tally.skip(BROKEN, 0 if item.kept else 1)
            else:
                why = _add(seen, item, job.book)
                tally.skip(why)
                rows.append(Row(name, item.line, RunRows.Act.SKIPPED.value, why, shown=item.name))
    tally.faults = len(faults)
    if cursor < EVENTS_FROM:
        yield from quiet_chunks(cursor, tally, faults, rows)
        cursor = EVENTS_FROM
    left = list(seen.values())[cursor - EVENTS_FROM :]
    total = cursor + len(left)
    while left:
        size = max(1, int(job.pace.size))
        some, left = left[:size], left[size:]
        cursor += len(some)
        yield Chunk(cursor, prepare=writing(_write, seen=some, today=job.today), total=total)


def _add(seen: dict[tuple[str, str, str], Seen], entry: Entry, book: Book) -> str:
    """Take an entry in; says what becomes of it."""
    if _is_in(book, entry):
        return IN_THE_BOOK
    network, key = _key_of(entry)
    name = "" if fold(entry.name) in NOBODY else entry.name[:NAME_LENGTH]
    if not name and not key:
        return BROKEN
    one = Seen(name, network, key, entry.on, entry.on)
    known = seen.setdefault(one.known_by, one)
    if entry.on:
        known.first_on = min(known.first_on or entry.on, entry.on)
        known.last_on = max(known.last_on or entry.on, entry.on)
    return KEPT_AS_TRACE if known is one else TWICE


def _is_in(book: Book, entry: Entry) -> bool:
    """Whether somebody of the book, or whom the owner deleted from it, has one of the addresses or the name."""
    slugs = (key.slug for key in entry.profiles if key.network == book.source)
    by_address = any(email in book.by_email for email in entry.emails) or any(
        slug in book.by_slug for slug in slugs
    )
    name = fold(entry.name)
    return by_address or bool(name and book.by_name.get(name))


def _key_of(entry: Entry) -> tuple[str, str]:
    """The network and key of the first profile, else no network and the first e-mail address."""
    if entry.profiles:
        return entry.profiles[0].network, entry.profiles[0].slug[:KEY]
    return "", entry.emails[0] if entry.emails else ""


def _write(*, journal: Journal, seen: Sequence[Seen], today: date, now: datetime) -> None:
    """Who is there already gets the wider span; without a day in the file nothing changes."""
    known = _known(journal, seen)
    made, changed = [], []
    for one in seen:
        row = known.get(one.known_by)
        if row is None:
            made.append((one.name, one.network, one.key, one.first_on or today, one.last_on or today))
            continue
        span = (min(row.first_on, one.first_on or today), max(row.last_on, one.last_on or row.last_on))
        if span != (row.first_on, row.last_on):
            changed.append((row, *span))
    columns = ("name", "network", "key", *FIELDS)
    ids = journal.insert(Trace, columns, made, source=Trace.Source.UPLOAD)
    keys = [(pk, key) for pk, row in zip(ids, made, strict=True) for key in trace_keys(row[0])]
    bulk.insert(NameKey, ("trace_id", "key"), keys, {"owner_id": journal.run.owner_id})
    journal.update(Trace, FIELDS, changed)


def _known(journal: Journal, seen: Sequence[Seen]) -> dict[tuple[str, str, str], Trace]:
    by_key = Q(key__in=[one.key for one in seen if one.key])
    by_name = Q(key="", name__in=[one.name for one in seen if not one.key])
    rows = Trace.objects.owned_by(journal.run.owner).filter(by_key | by_name, source=Trace.Source.UPLOAD)
    return {(row.network, row.key, "" if row.key else row.name): row for row in rows}
