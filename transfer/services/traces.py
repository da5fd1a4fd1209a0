"""Traces of people outside the book: names and addresses seen in messages, for "have we met"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts import bulk
from contacts.models import NAME_LENGTH, NameKey, Trace
from domain.namekeys import trace_keys
from transfer.formats.linkedin import Party
from transfer.services.job import Chunk, Job, writing
from transfer.services.journal import Journal

TRACES_FROM = 1_000_000_000
"""Where the cursor stands when all talks are written and the traces begin."""
FIELDS = ("first_on", "last_on", "times")


@dataclass(slots=True)
class Sighting:
    """A stranger, and on how many days' talks between which days."""

    party: Party
    first_on: date
    last_on: date
    times: int = 0


def trace_chunks(job: Job, cursor: int, sightings: Sequence[Sighting]) -> Iterator[Chunk]:
    """The strangers of the messages, after the talks, from the cursor on."""
    ordered = sorted(sightings, key=lambda one: _key(one.party))
    while cursor - TRACES_FROM < len(ordered):
        start = cursor - TRACES_FROM
        some = ordered[start : start + max(1, int(job.pace.size))]
        cursor += len(some)
        yield Chunk(cursor, prepare=writing(_write, source=job.source, sightings=some))


def _write(*, journal: Journal, source: str, sightings: Sequence[Sighting], now: datetime) -> None:
    """A file holds all there ever was: a trace that is known gets the wider span, never a doubled count."""
    known = _known(journal, source, sightings)
    made, changed = [], []
    for one in sightings:
        row = known.get(_key(one.party))
        if row is None:
            made.append((*_key(one.party, named=True), *_span(one)))
            continue
        span = (min(row.first_on, one.first_on), max(row.last_on, one.last_on), max(row.times, one.times))
        if span != (row.first_on, row.last_on, row.times):
            changed.append((row, *span))
    ids = journal.insert(Trace, ("name", "key", *FIELDS), made, network=source, source=Trace.Source.MESSAGE)
    keys = [(pk, key) for pk, row in zip(ids, made, strict=True) for key in trace_keys(row[0])]
    bulk.insert(NameKey, ("trace_id", "key"), keys, {"owner_id": journal.run.owner_id})
    journal.update(Trace, FIELDS, changed)


def _known(journal: Journal, source: str, sightings: Sequence[Sighting]) -> dict[tuple[str, str], Trace]:
    keys = [_key(one.party) for one in sightings]
    by_key = Q(key__in=[key for _name, key in keys if key])
    by_name = Q(key="", name__in=[name for name, _key in keys if name])
    rows = Trace.objects.owned_by(journal.run.owner).filter(
        by_key | by_name, network=source, source=Trace.Source.MESSAGE
    )
    return {("" if row.key else row.name, row.key): row for row in rows}


def _key(party: Party, *, named: bool = False) -> tuple[str, str]:
    """What a stranger is known by: the address, else the name. With `named`: both, as they are stored."""
    return (party.name[:NAME_LENGTH] if named or not party.slug else "", party.slug)


def _span(one: Sighting) -> tuple[date, date, int]:
    return (one.first_on, one.last_on, one.times)
