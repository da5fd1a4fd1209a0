"""Writing what happened, from any source: one interaction for each event, compared with what is there already.

Known by its external key, an event that the owner neither edited nor deleted follows its source; who came into the
book since joins it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.db.models import F

from accounts import bulk
from domain.scale import Scale
from domain.search import search_words
from domain.strength import Touch
from interactions.models import Interaction, Kind, Participation, Precision
from interactions.services import current_scale, hold_scale
from transfer.exports.uids import uids_of
from transfer.formats.faults import Fault
from transfer.formats.rapport import KIND as ARCHIVE
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.services.job import Chunk, Job, Row
from transfer.services.journal import Journal
from transfer.services.known import imported
from transfer.services.standings import Scores, basis_of, rescore, work_out, write_scores
from transfer.services.strangers import TRACES_FROM, Strangers, stranger_chunks
from transfer.services.tally import Tally

EVENTS_FROM = 300_000
"""Where the cursor stands when what needs no writing is reported, and the writing begins."""
ROWS_AT_ONCE, MOST_ROWS = 1_000, 250_000
COST_PERSON, COST_RESCORED = 0.5, 2.0
LOOKED_UP_AT_ONCE = 500
TOLD = ("kind", "day", "precision", "at", "minutes", "began", "both_wrote", "place", "note")
"""What the source tells of an interaction, and may tell otherwise later."""
WEIGHING = ("kind", "day", "precision", "minutes")
PARTICIPATION = ("interaction_id", "contact_id", "talked", "touch_day", "touch_weight", "counted")
Act = RunRows.Act


@dataclass(slots=True)
class Event:
    """One thing that happened with people of the book, as its interaction will say it.

    `people` with whether they talked; `crowd` counts strangers, too. A `note` of None leaves what is there.
    `shown` are the names in the file.
    """

    key: str
    kind: str
    day: date
    people: tuple[tuple[Person, bool], ...]
    crowd: int
    line: int
    file: str
    at: time | None = None
    minutes: int | None = None
    precision: str = Precision.DAY.value
    began: str = ""
    both_wrote: bool | None = None
    place: str = ""
    note: str | None = ""
    shown: str = ""

    @property
    def words(self) -> str:
        return f"{Kind(self.kind).label} of {self.day.isoformat()}"


@dataclass(slots=True)
class News:
    """What an event tells that its interaction does not say: other values, who joins, who talked after all."""

    event: Event
    row: Interaction
    values: dict[str, Any]
    joining: list[tuple[Person, bool]]
    parts: list[Participation]

    @property
    def is_any(self) -> bool:
        return bool(self.values or self.joining or self._talked_otherwise())

    def _talked_otherwise(self) -> bool:
        talked = {person.pk: talked for person, talked in self.event.people}
        return any(talked.get(part.contact_id, part.talked) != part.talked for part in self.parts)


@dataclass(slots=True)
class Found:
    """What a step found in an upload: events with people of the book, strangers, counts, what was left out."""

    strangers: Strangers
    events: list[Event] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def event_chunks(job: Job, cursor: int, found: Found) -> Iterator[Chunk]:
    """All that was found: rows that need no writing, new events, those with news, traces of strangers.

    Events that are in the book already are left out, so a run that goes on begins where it stopped. The first
    chunk carries all counts.
    """
    found.events.sort(key=lambda one: (min(person.pk for person, _talked in one.people), one.key))
    new, news, same = _sort_out(job, found.events)
    if cursor < EVENTS_FROM:
        found.tally.interactions += len({(id(who), one.day) for one in new for who, _talked in one.people})
        rows = [*found.rows, *(_row(one, Act.UNCHANGED, one.words) for one in same)]
        yield from quiet_chunks(cursor, found.tally, found.faults, rows)
        cursor = EVENTS_FROM
    if cursor < TRACES_FROM:
        total = cursor + len(new) + len(news)
        for some in _portions(new, job):
            cursor += len(some)
            rows = [_row(one, Act.ADDED, one.words) for one in some]
            yield Chunk(cursor, prepare=partial(_prepare, job, some), total=total, rows=rows)
        yield from _news_chunks(job, cursor, total, news)
    yield from stranger_chunks(job, max(cursor, TRACES_FROM), found.strangers)


def quiet_chunks(cursor: int, tally: Tally, faults: list[Fault], rows: Sequence[Row]) -> Iterator[Chunk]:
    """What is only reported, from the cursor on, which stays below EVENTS_FROM; the first carries all counts."""
    rows = rows[:MOST_ROWS]
    if cursor == 0:
        cursor = 1
        yield Chunk(cursor, tally, faults, total=len(rows) + 1)
    while cursor <= len(rows):
        some = rows[cursor - 1 : cursor - 1 + ROWS_AT_ONCE]
        cursor += len(some)
        yield Chunk(cursor, total=len(rows) + 1, rows=list(some))


def _row(one: Event, act: RunRows.Act, words: str) -> Row:
    return Row(one.file, one.line, act.value, words, one.people[0][0], one.shown)


def _sort_out(job: Job, events: Sequence[Event]) -> tuple[list[Event], list[News], list[Event]]:
    """The new events, those that tell news of what is there, and the rest. Each key once.

    An archive of this very book tells nothing of what the book itself made.
    """
    ours = Interaction.objects.filter(owner=job.owner, source=job.source).exclude(external_key="")
    known = {key for (key,) in bulk.read(ours.order_by().values_list("external_key"))}
    own = uids_of(job.owner, Interaction) if job.source == ARCHIVE else {}
    once: dict[str, Event] = {}
    for one in events:
        once.setdefault(one.key, one)
    new = [one for one in once.values() if one.key not in known and one.key not in own]
    there = [one for one in once.values() if one.key in known]
    news, same = list[News](), [one for one in once.values() if one.key in own and one.key not in known]
    for start in range(0, len(there), LOOKED_UP_AT_ONCE):
        for one, what in _compared(job, there[start : start + LOOKED_UP_AT_ONCE]):
            if what is None:
                same.append(one)
            else:
                news.append(what)
        job.alive()
    return new, news, same


def _compared(job: Job, events: Sequence[Event]) -> Iterator[tuple[Event, News | None]]:
    """Each event with its news, if there is any; what the owner edited or deleted stays."""
    there = _present(job, [one.key for one in events])
    differing = [one for one in events if (row := there.get(one.key)) and _differs(one, *row)]
    rows = imported(job.owner, job.source, [one.key for one in differing]).prefetch_related("participations")
    known = {row.external_key: row for row in rows}
    for one in events:
        yield one, _news(one, known[one.key]) if one.key in known else None


def _present(job: Job, keys: Sequence[str]) -> dict[str, tuple[tuple[Any, ...], dict[int, bool]]]:
    """What untouched interactions say and who talked in them, by key: for most that is all there is to look at."""
    rows = imported(job.owner, job.source, keys).filter(deleted_at=None, updated_at=F("created_at"))
    told = {pk: (key, values) for pk, key, *values in rows.values_list("pk", "external_key", *TOLD)}
    people: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    parts = Participation.objects.owned_by(job.owner).filter(interaction__in=list(told)).order_by()
    columns = parts.values_list("interaction_id", "contact_id", "talked")
    for pk, contact_id, talked in bulk.read(columns) if told else ():
        people[pk][contact_id] = bool(talked)
    return {key: (tuple(values), people[pk]) for pk, (key, values) in told.items()}


def _differs(one: Event, told: tuple[Any, ...], people: dict[int, bool]) -> bool:
    now = tuple(getattr(one, name) for name in TOLD)
    if now != told and (one.note is not None or now[:-1] != told[:-1]):
        return True
    return any(people.get(person.pk) != talked for person, talked in one.people)


def _news(one: Event, row: Interaction) -> News | None:
    parts = list(row.participations.all())
    there = {part.contact_id for part in parts}
    joining = [(who, talked) for who, talked in one.people if who.pk not in there]
    news = News(one, row, _changed(one, row), joining, parts)
    return news if news.is_any else None


def _changed(one: Event, row: Interaction) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in TOLD}
    if one.note is None:
        del told["note"]
    return {name: value for name, value in told.items() if getattr(row, name) != value}


def _portions(events: Iterable[Event], job: Job) -> Iterator[list[Event]]:
    """Events of as many people as one chunk may write and score."""
    some: list[Event] = []
    people: set[Person] = set()
    cost = 0.0
    for one in events:
        some.append(one)
        who = {person for person, _talked in one.people}
        cost += 1 + COST_PERSON * len(who) + COST_RESCORED * len(who - people)
        people |= who
        if cost >= job.pace.size:
            yield some
            some, people, cost = [], set(), 0.0
    if some:
        yield some


def _prepare(job: Job, events: Sequence[Event]) -> Callable[..., None]:
    """Work out the rows and the standings after them; what is returned writes both."""
    coming: defaultdict[int, list[Touch]] = defaultdict(list)
    scale = current_scale(job.owner)
    for one in events:
        for _, pk, _talked, day, weight, counted in _participations(one, 0, scale, one.people):
            if day is not None and weight is not None:
                coming[pk].append(Touch(day, weight, counted))
    scores = work_out(owner=job.owner, contact_ids=coming, today=job.today, coming=coming)
    return partial(_write, source=job.source, events=events, scores=scores, scale=scale)


def _write(
    *, journal: Journal, source: str, events: Sequence[Event], scores: Scores, scale: Scale, now: datetime
) -> None:
    owner = journal.run.owner
    before = basis_of(owner, scores.basis)
    if (present := hold_scale(owner)) != scale:
        scores.basis.clear()  # the owner changed the weights meanwhile: everybody is worked out anew
    ids = _insert(journal, source, events, now)
    parts = [
        part
        for one, pk in zip(events, ids, strict=True)
        for part in _participations(one, pk, present, one.people)
    ]
    bulk.insert(Participation, PARTICIPATION, parts, {"owner_id": owner.pk})
    write_scores(owner=owner, scores=scores, before=before, now=now)


def _insert(journal: Journal, source: str, events: Sequence[Event], now: datetime) -> list[int]:
    """Writes the interactions. A column in which all say the same is written without binding it to each row."""
    names = (*TOLD, "words", "external_key", "crowd")
    rows = [
        (
            *(getattr(one, name) for name in TOLD[:-1]),
            one.note or "",
            _words(one.place, one.note or ""),
            one.key,
            one.crowd if one.crowd > len(one.people) else 0,
        )
        for one in events
    ]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    same = {name: values[0] for name, values in columns.items() if len(set(values)) == 1}
    varying = [values for name, values in columns.items() if name not in same]
    same |= {"source": source, "created_at": now, "updated_at": now}
    told = list(zip(*varying, strict=True)) if varying else [() for _ in rows]
    return journal.insert(Interaction, [name for name in names if name not in same], told, **same)


def _words(place: str, note: str) -> str:
    return search_words(f"{place} {note}") if place or note else ""


def _participations(
    one: Event, interaction_id: int, scale: Scale, people: Iterable[tuple[Person, bool]]
) -> Iterator[tuple[int, int, bool, int | None, float | None, bool]]:
    """The rows of people in an event; see interactions.services.rows.weigh_row."""
    for person, talked in people:
        yield (interaction_id, person.pk, talked, *_touch(one, talked, scale), one.kind != Kind.LINKED)


def _touch(one: Event, talked: bool, scale: Scale) -> tuple[int | None, float | None]:
    if not talked or one.precision == Precision.SOME_TIME:
        return None, None
    return one.day.toordinal(), scale.weigh(one.kind, one.minutes, one.crowd)


def _news_chunks(job: Job, cursor: int, total: int, news: Sequence[News]) -> Iterator[Chunk]:
    start = 0
    while start < len(news):
        some = news[start : start + max(1, int(job.pace.size / 4))]
        start += len(some)
        rows = [_row(one.event, Act.UPDATED, f"{one.event.words}: {_told(one)}") for one in some]
        prepare = partial(partial, _write_news, news=some)
        yield Chunk(cursor + start, prepare=prepare, total=total, rows=rows)


def _told(news: News) -> str:
    """What is new, in a few words."""
    names = {"began": "who began", "both_wrote": "who wrote", "at": "time", "minutes": "length"}
    words = [names.get(name, name) for name in news.values]
    return ", ".join(words) or ("who was there" if news.joining else "who talked")


def _write_news(*, journal: Journal, news: Sequence[News], now: datetime) -> None:
    """Changes day, time and the like, adds who joins, and scores everybody concerned anew."""
    owner = journal.run.owner
    scale = hold_scale(owner)
    touched: set[int] = set()
    for one in news:
        _write_values(journal, one)
        _write_parts(journal, one, scale)
        touched |= {person.pk for person, _talked in one.joining} | {part.contact_id for part in one.parts}
    rescore(owner=owner, contact_ids=touched, now=now)


def _write_values(journal: Journal, one: News) -> None:
    values = dict(one.values)
    if "place" in values or "note" in values:
        place, note = values.get("place", one.row.place), values.get("note", one.row.note)
        values["words"] = _words(place, note)
    if values:
        journal.update(Interaction, list(values), [(one.row, *values.values())])


def _write_parts(journal: Journal, one: News, scale: Scale) -> None:
    """Who joins; and what those there already count for, where day, kind, length or their part is another."""
    joining = list(_participations(one.event, one.row.pk, scale, one.joining))
    journal.insert(Participation, PARTICIPATION, joining)
    talked = {person.pk: talked for person, talked in one.event.people}
    is_moved = any(name in one.values for name in WEIGHING)
    changed = []
    for part in one.parts:
        is_talking = talked.get(part.contact_id, part.talked)
        if is_moved or is_talking != part.talked:
            changed.append((part, is_talking, *_touch(one.event, is_talking, scale)))
    journal.update(Participation, ("talked", "touch_day", "touch_weight"), changed)
