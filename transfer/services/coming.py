"""The step that takes appointments in that are still to come: each an event with its guests.

Known by its external key, an appointment is left as it is. When a later file has it in the past it has become an
interaction, and its event says so; one that a later file has at another time, or cancelled, goes unless the owner
changed it or touched its list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import bulk
from domain.keys import email_key
from interactions.models import Event, Guest, Interaction, Kind
from transfer.formats.values import Coming, Happening, Party
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.queries.edited import WRITTEN, edited_events
from transfer.services.happenings import names_of
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.journal import Journal
from transfer.services.roles import Known, Roles
from transfer.services.strangers import TRACES_FROM, Strangers, stranger_chunks
from transfer.services.tally import Tally

WITH_NOBODY = "to come, with nobody whose name is known"
TO_COME = "an appointment to come"
TEXT, NAME, EMAIL, MOST_MINUTES = 200, 200, 254, 60 * 24 * 14
EVENT = ("name", "kind", "day", "at", "minutes", "place", "note", "until", "external_key")
GUEST = ("event_id", "contact_id", "name", "email", "place")
Act = RunRows.Act


@dataclass(slots=True)
class _Found:
    """What the upload tells of days to come, by key, and of which series it tells anything at all."""

    coming: dict[str, Coming] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)


def coming_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The appointments of the upload that are to come; then what became of earlier ones; then traces of strangers."""
    if job.read is not None and Coming not in job.read and not _ours(job).exists():
        return
    found = _read(job)
    if not found.told:
        return
    roles, strangers = Roles(job), Strangers(job)
    known, quiet, new = _known(job), list[Row](), list[Coming]()
    tally = Tally()
    for one in found.coming.values():
        guests = _guests(one, roles)
        _note_strangers(one, roles, strangers)
        if one.key[:TEXT] in known:
            quiet.append(_row(one, Act.UNCHANGED, TO_COME, guests))
        elif not guests:
            tally.skip(WITH_NOBODY)
            quiet.append(_row(one, Act.SKIPPED, WITH_NOBODY, guests))
        else:
            new.append(one)
    if cursor == 0:
        cursor = 1
        yield Chunk(cursor, tally, total=len(new) + 2, rows=quiet)
    if cursor < TRACES_FROM:
        yield from _chunks(job, cursor, new, roles, found)
    yield from stranger_chunks(job, max(cursor, TRACES_FROM), strangers)


def _chunks(job: Job, cursor: int, left: list[Coming], roles: Roles, found: _Found) -> Iterator[Chunk]:
    """What was written before is known by its key, and is not among those left."""
    total = cursor + len(left) + 1
    while left:
        some, left = left[: max(1, int(job.pace.size / 2))], left[max(1, int(job.pace.size / 2)) :]
        cursor += len(some)
        rows = [_row(one, Act.ADDED, TO_COME, _guests(one, roles)) for one in some]
        guests = [_guests(one, roles) for one in some]
        prepare = writing(_write, source=job.source, coming=some, guests=guests)
        yield Chunk(cursor, prepare=prepare, total=total, rows=rows)
    yield Chunk(cursor + 1, prepare=writing(_follow, job=job, found=found), total=total)


def _read(job: Job) -> _Found:
    found = _Found()
    for one in job.items(Coming, Happening):
        if not isinstance(one, Coming | Happening):
            continue
        found.series.add(_series(one.key))
        if isinstance(one, Coming) and one.is_off:
            found.told.add("")
            continue
        found.told.add(one.key[:TEXT])
        if isinstance(one, Coming):
            found.coming.setdefault(one.key, one)
    return found


def _ours(job: Job) -> "QuerySet[Event]":
    rows = Event.objects.owned_by(job.owner).filter(source=job.source, interaction=None)
    return rows.exclude(external_key="")


def _series(key: str) -> str:
    return key.rpartition("/")[0]


def _known(job: Job) -> set[str]:
    """The keys of events and of interactions of this source, those that the owner deleted among them."""
    events = Event.objects.filter(owner=job.owner, source=job.source).exclude(external_key="")
    logged = Interaction.objects.filter(owner=job.owner, source=job.source).exclude(external_key="")
    return {
        key for rows in (events, logged) for (key,) in bulk.read(rows.order_by().values_list("external_key"))
    }


def _guests(one: Coming, roles: Roles) -> list[tuple[Party, Person | None]]:
    """Who is expected beside the owner, each once; of whom the owner deleted, nothing is kept."""
    found: dict[object, tuple[Party, Person | None]] = {}
    for party in one.people:
        role = roles.role(party)
        if isinstance(role, Person):
            found.setdefault(role, (party, role))
        elif role is Known.STRANGER and (party.name or party.email):
            found.setdefault(party, (party, None))
    return list(found.values())


def _note_strangers(one: Coming, roles: Roles, strangers: Strangers) -> None:
    for party in one.people:
        if roles.leaves_trace(party):
            strangers.see(party, one.day, "guest")


def _row(one: Coming, act: RunRows.Act, words: str, guests: Sequence[tuple[Party, Person | None]]) -> Row:
    person = next((who for _party, who in guests if who is not None), None)
    return Row(one.file, one.line, act.value, f"{words}, {one.day.isoformat()}", person, names_of(one.people))


def _write(
    *,
    journal: Journal,
    source: str,
    coming: Sequence[Coming],
    guests: Sequence[Sequence[tuple[Party, Person | None]]],
    now: datetime,
) -> None:
    rows = [
        (
            (one.name or names_of(one.people))[:NAME] or "Appointment",
            one.kind if one.kind in Kind.values else Kind.OTHER.value,
            one.day,
            one.at,
            one.minutes if one.minutes and 1 <= one.minutes <= MOST_MINUTES else None,
            one.place[:TEXT],
            one.note[:10_000],
            one.until,
            one.key[:TEXT],
        )
        for one in coming
    ]
    fixed = {"source": source, "created_at": now, "sensitive": False}
    ids = journal.insert(Event, EVENT, rows, **fixed)
    journal.remember(Event, WRITTEN, [(pk, *row[:-1], False) for pk, row in zip(ids, rows, strict=True)])
    listed = [
        (event, who.pk if who else None, party.name[:NAME], (email_key(party.email) or "")[:EMAIL], place)
        for event, some in zip(ids, guests, strict=True)
        for place, (party, who) in enumerate(some, start=1)
    ]
    plain = {"title": "", "company": "", "address": "", "said": "", "talked": False, "absent": False}
    journal.insert(Guest, GUEST, [row for row in listed if row[2] or row[3]], **plain)


def _follow(*, journal: Journal, job: Job, found: _Found, now: datetime) -> None:
    """Events whose day came are joined with what they have become; those that moved or are off go."""
    ours = _ours(job)
    logged = dict(
        Interaction.objects.owned_by(job.owner)
        .filter(source=job.source, external_key__in=ours.values("external_key"))
        .values_list("external_key", "pk")
    )
    rows = list(ours.annotate(is_touched=Exists(_touched())))
    happened = [(row, logged[row.external_key]) for row in rows if row.external_key in logged]
    journal.update(Event, ("interaction_id",), happened)
    off = [
        row
        for row in rows
        if row.external_key not in logged
        and row.external_key not in found.told
        and _series(row.external_key) in found.series
        and row.day > job.today
        and not row.is_touched
    ]
    edited = edited_events(job.owner, off)
    gone = [(row, now.replace(microsecond=0)) for row in off if row.pk not in edited]
    journal.update(Event, ("deleted_at",), gone)


def _touched() -> "QuerySet[Guest]":
    words = ~Q(said="") | Q(talked=True) | Q(absent=True)
    return Guest.objects.filter(words, event=OuterRef("pk"))
