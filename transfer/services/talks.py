"""The step that takes messages in: one interaction per talk, and a trace of everyone outside the book."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from accounts import bulk
from domain.scale import Scale
from domain.strength import Touch
from interactions.models import Began, Interaction, Kind, Participation
from interactions.services import current_scale, hold_scale
from transfer.formats.linkedin import Party, read_invitations
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.services.cast import Cast, Known
from transfer.services.gather import Gathering, Talk, gather, talk_key
from transfer.services.happened import EVENTS_FROM, quiet_chunks
from transfer.services.job import Chunk, Job, Row
from transfer.services.journal import Journal
from transfer.services.known import imported, is_unedited
from transfer.services.standings import Scores, basis_of, work_out, write_scores
from transfer.services.tally import STRANGER
from transfer.services.traces import TRACES_FROM, Sighting, trace_chunks

COST_PERSON, COST_RESCORED = 0.5, 2.0
LOOKED_UP_AT_ONCE, SHOWN = 500, 3
Act = RunRows.Act
PARTICIPATION = ("interaction_id", "contact_id", "touch_day", "touch_weight")


@dataclass(slots=True)
class Meeting:
    """A talk and whom of the book it was with, out of a `crowd` of so many.

    `joins` is the interaction as which it is in the book already; then `people` are those who are missing there.
    """

    key: str
    ordinal: int
    talk: Talk
    people: tuple[Person, ...]
    crowd: int
    joins: int = 0


def talk_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The talks of the upload, those of one person together, then the traces.

    Talks that are in the book already are left out, so a run that goes on begins where it stopped. The first
    chunk carries all counts.
    """
    name = job.parts.messages
    if name is None:
        return
    gathering = gather(job, name)
    cast = _cast(job, gathering)
    meetings, sightings, left_out = _tell_apart(gathering, cast)
    made, tally = _fresh(job, meetings), gathering.tally()
    tally.skip(STRANGER, sum(talk.messages for talk in left_out))
    tally.interactions = len({(id(one), meeting.ordinal) for meeting in made for one in meeting.people})
    if cursor < EVENTS_FROM:
        rows = _quiet_rows(name, left_out, meetings, made)
        yield from quiet_chunks(cursor, tally, gathering.faults, rows)
        cursor = EVENTS_FROM
    del gathering, left_out, meetings
    if cursor < TRACES_FROM:
        yield from _meeting_chunks(job, cursor, cast, made)
    yield from trace_chunks(job, max(cursor, TRACES_FROM), sightings)


def _meeting_chunks(job: Job, cursor: int, cast: Cast, meetings: Sequence[Meeting]) -> Iterator[Chunk]:
    total = cursor + len(meetings)
    for some in _portions(meetings, job):
        cursor += len(some)
        prepare = partial(_prepare, job, cast, some)
        rows = [_row(job.parts.messages or "", one, Act.UPDATED if one.joins else Act.ADDED) for one in some]
        yield Chunk(cursor, prepare=prepare, total=total, rows=rows)


def _quiet_rows(
    name: str, left_out: Sequence[Talk], meetings: Sequence[Meeting], made: Sequence[Meeting]
) -> list[Row]:
    """The rows of the report for talks with nobody of the book, and for those that are in it already."""
    rows = [_left_out(name, talk) for talk in left_out]
    new = {one.key for one in made}
    return rows + [_row(name, one, Act.UNCHANGED) for one in meetings if one.key not in new]


def _left_out(name: str, talk: Talk) -> Row:
    shown = ", ".join(sorted(party.name for party in talk.people)[:SHOWN])
    words = f"{talk.first_at.date().isoformat()}: {STRANGER}"
    return Row(name, talk.line, Act.SKIPPED.value, words, shown=shown)


def _row(name: str, one: Meeting, act: RunRows.Act) -> Row:
    shown = ", ".join(sorted(party.name for party in one.talk.people)[:SHOWN])
    words = f"Message of {date.fromordinal(one.ordinal).isoformat()}"
    return Row(name, one.talk.line, act.value, words, one.people[0], shown)


def _cast(job: Job, gathering: Gathering) -> Cast:
    if job.parts.invitations:
        for item in read_invitations(job.upload, job.parts.invitations, today=job.today):
            gathering.me.by_slug.see(item)
    cast = Cast(job.book, *gathering.me.keys())
    if not cast.knows_me:
        cast.look_for_me(gathering.me.everywhere())
    return cast


def _tell_apart(gathering: Gathering, cast: Cast) -> tuple[list[Meeting], list[Sighting], list[Talk]]:
    """The talks with people of the book, the strangers seen, and the talks with strangers only."""
    meetings: list[Meeting] = []
    seen: dict[Party, Sighting] = {}
    crowds: dict[frozenset[Party], tuple[tuple[Person, ...], list[Party]]] = {}
    alone: list[Talk] = []
    for (conversation, ordinal), talk in gathering.talks.items():
        if talk.people not in crowds:
            crowds[talk.people] = _sides(talk.people, cast)
        people, strangers = crowds[talk.people]
        if people:
            key = talk_key(conversation, ordinal)
            meetings.append(Meeting(key, ordinal, talk, people, len(people)))
        else:
            alone.append(talk)
        for party in strangers:
            _sight(seen, party, date.fromordinal(ordinal))
    meetings.sort(key=lambda one: (min(person.pk for person in one.people), one.key))
    return meetings, list(seen.values()), alone


def _sides(crowd: frozenset[Party], cast: Cast) -> tuple[tuple[Person, ...], list[Party]]:
    """Those in a talk who are in the book, and those who are strangers but can be recognised later."""
    people = {role for role in map(cast.role, crowd) if isinstance(role, Person)}
    return tuple(people), [party for party in crowd if cast.leaves_trace(party)]


def _sight(seen: dict[Party, Sighting], party: Party, day: date) -> None:
    """Under one address somebody may have several names: the address alone tells people apart."""
    known = seen.setdefault(Party("", party.slug) if party.slug else party, Sighting(party, day, day))
    if day >= known.last_on:
        known.party = party
    known.first_on, known.last_on = min(known.first_on, day), max(known.last_on, day)
    known.times += 1


def _fresh(job: Job, meetings: Sequence[Meeting]) -> list[Meeting]:
    """The meetings that are not in the book, and those of several into which somebody is missing."""
    ours = Interaction.objects.filter(owner=job.owner, source=job.source, kind=Kind.MESSAGE)
    known = set(ours.values_list("external_key", flat=True).iterator())
    fresh = [one for one in meetings if one.key not in known]
    crowds = [one for one in meetings if len(one.people) > 1 and one.key in known]
    for start in range(0, len(crowds), LOOKED_UP_AT_ONCE):
        fresh += _with_somebody_missing(job, crowds[start : start + LOOKED_UP_AT_ONCE])
        job.alive()
    return fresh


def _with_somebody_missing(job: Job, crowds: Sequence[Meeting]) -> Iterator[Meeting]:
    """Who was a stranger when the talk was taken in may be in the book by now."""
    rows = imported(job.owner, job.source, [one.key for one in crowds])
    known = {row.external_key: row for row in rows.prefetch_related("participations")}
    for one in crowds:
        row = known[one.key]
        there = {part.contact_id for part in row.participations.all()}
        missing = tuple(person for person in one.people if person.pk not in there)
        if missing and row.deleted_at is None and is_unedited(row):
            yield replace(one, people=missing, joins=row.pk)


def _portions(meetings: Iterable[Meeting], job: Job) -> Iterator[list[Meeting]]:
    some: list[Meeting] = []
    people: set[Person] = set()
    cost = 0.0
    for one in meetings:
        some.append(one)
        cost += 1 + COST_PERSON * len(one.people) + COST_RESCORED * len(set(one.people) - people)
        people |= set(one.people)
        if cost >= job.pace.size:
            yield some
            some, people, cost = [], set(), 0.0
    if some:
        yield some


def _prepare(job: Job, cast: Cast, meetings: Sequence[Meeting]) -> Callable[..., None]:
    """Work out the rows and the standings after them; what is returned writes both."""
    new = [one for one in meetings if not one.joins]
    coming: defaultdict[int, list[Touch]] = defaultdict(list)
    scale = current_scale(job.owner)
    for one in meetings:
        for _, pk, day, weight in _participations(one, 0, scale):
            coming[pk].append(Touch(day, weight))
    rows = [
        (
            date.fromordinal(one.ordinal),
            one.talk.first_at.time(),
            _began(one.talk, cast),
            _both_wrote(one.talk, cast),
            one.key,
        )
        for one in new
    ]
    scores = work_out(owner=job.owner, contact_ids=coming, today=job.today, coming=coming)
    return partial(_write, source=job.source, meetings=meetings, rows=rows, scores=scores, scale=scale)


def _write(
    *,
    journal: Journal,
    source: str,
    meetings: Sequence[Meeting],
    rows: Sequence[tuple[Any, ...]],
    scores: Scores,
    scale: Scale,
    now: datetime,
) -> None:
    before = basis_of(journal.run.owner, scores.basis)
    if (present := hold_scale(journal.run.owner)) != scale:
        scores.basis.clear()  # the owner changed the weights meanwhile: everybody is worked out anew
    same = {"kind": Kind.MESSAGE, "source": source, "created_at": now, "updated_at": now}
    ids = journal.insert(Interaction, ("day", "at", "began", "both_wrote", "external_key"), rows, **same)
    new = [one for one in meetings if not one.joins]
    parts = [row for one, pk in zip(new, ids, strict=True) for row in _participations(one, pk, present)]
    bulk.insert(Participation, PARTICIPATION, parts, {"owner_id": journal.run.owner_id})
    joining = [row for one in meetings if one.joins for row in _participations(one, one.joins, present)]
    journal.insert(Participation, PARTICIPATION, joining)
    write_scores(owner=journal.run.owner, scores=scores, before=before, now=now)


def _participations(meeting: Meeting, interaction_id: int, scale: Scale) -> Iterator[tuple[Any, ...]]:
    weight = scale.weigh(Kind.MESSAGE, None, meeting.crowd)
    for person in meeting.people:
        yield (interaction_id, person.pk, meeting.ordinal, weight)


def _began(talk: Talk, cast: Cast) -> str:
    """Who sent the first message. Where the owner is not known by name: whoever is nobody of the book."""
    if not (talk.sender.name or talk.sender.slug):
        return ""
    role = cast.role(talk.sender)
    if role is Known.ME:
        return Began.ME.value
    if isinstance(role, Person) or cast.knows_me:
        return Began.THEM.value
    return Began.ME.value if len(talk.people) == 2 else ""


def _both_wrote(talk: Talk, cast: Cast) -> bool | None:
    """Whether the owner and somebody else wrote on that day; None where the owner is not known."""
    if not cast.knows_me:
        return None
    mine = [cast.role(party) is Known.ME for party in talk.writers]
    return any(mine) and not all(mine)
