"""The step that takes happenings in: meetings, calls and the like, with whom of the book they were."""

from collections.abc import Iterable, Iterator
from itertools import islice

from domain.periods import counting_day
from interactions.models import Began, Kind, Precision
from transfer.formats.dates import implausible
from transfer.formats.values import Happening, Party
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.services.happened import Event, Found, event_chunks
from transfer.services.job import Chunk, Job, Row
from transfer.services.roles import Known, Roles
from transfer.services.strangers import SOURCES, Strangers

WITH_NOBODY = "with nobody of your book"
NAMES_SHOWN, SHOWN = 3, 200
KEY, PLACE, NOTE, MOST_MINUTES, MOST_CROWD = 200, 200, 100_000, 60 * 24 * 14, 10_000


def happening_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The happenings of the upload, those of one person together, then the traces of strangers."""
    roles, found = Roles(job), Found(Strangers(job))
    for one in job.items(Happening):
        _take(job, one, roles, found)
    if found.events or found.rows:
        yield from event_chunks(job, cursor, found)


def _take(job: Job, one: Happening, roles: Roles, found: Found) -> None:
    flaw = implausible(one.day, job.today)
    if not flaw:
        _note_strangers(job, one, roles, found.strangers)
        people = _people(one, roles)
        if people:
            found.events.append(_event(job, one, people, roles))
            return
    why = flaw or WITH_NOBODY
    found.tally.skip(why if not flaw else "on a day that cannot be")
    found.rows.append(
        Row(
            one.file,
            one.line,
            RunRows.Act.SKIPPED.value,
            f"{one.day.isoformat()}: {why}",
            shown=names_of(one.people),
        )
    )


def _people(one: Happening, roles: Roles) -> tuple[tuple[Person, bool], ...]:
    """Those of the book who took part, each once; who talked under one of several names did talk."""
    talked: dict[Person, bool] = {}
    for party in one.people:
        person = roles.person(party)
        if person is not None:
            talked[person] = talked.get(person, False) or party.talked
    return tuple(talked.items())


def _event(job: Job, one: Happening, people: tuple[tuple[Person, bool], ...], roles: Roles) -> Event:
    kind = one.kind if one.kind in Kind.values else Kind.OTHER.value
    precision = one.precision if one.precision in Precision.values else Precision.DAY.value
    others = sum(roles.role(party) is not Known.ME for party in one.people)
    minutes = one.minutes if one.minutes and 1 <= one.minutes <= MOST_MINUTES else None
    return Event(
        key=one.key[:KEY],
        kind=kind,
        day=counting_day(one.day, precision, job.today, job.owner.first_weekday),
        people=people,
        crowd=min(MOST_CROWD, max(one.crowd or others, len(people))),
        line=one.line,
        file=one.file,
        at=one.at.replace(tzinfo=None, microsecond=0) if one.at else None,
        minutes=minutes,
        precision=precision,
        began=one.began if one.began in Began.values else "",
        place=one.place[:PLACE],
        note=one.note[:NOTE],
        shown=names_of(one.people),
    )


def names_of(parties: Iterable[Party]) -> str:
    """The names of the first few, for a preview."""
    names = (party.name or party.email or party.phone or party.slug or party.key for party in parties)
    return ", ".join(islice(filter(None, names), NAMES_SHOWN))[:SHOWN]


def _note_strangers(job: Job, one: Happening, roles: Roles, strangers: Strangers) -> None:
    """Whom a calendar or a chat names, but nobody who was only one of a list of strangers elsewhere."""
    source = SOURCES.get(job.source)
    for party in one.people if source else ():
        if roles.leaves_trace(party):
            strangers.see(
                Party(party.name, party.email, "", party.network, party.slug), one.day, source or ""
            )
