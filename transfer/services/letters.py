"""The step that takes messages and e-mails in: one interaction for each conversation and local day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from contacts.models import Trace
from interactions.models import Began, Kind
from transfer.formats.values import Message, Party
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.services.gather import talk_key
from transfer.services.happened import Event, Found, event_chunks
from transfer.services.happenings import WITH_NOBODY, names_of
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.mailbag import Mailbag, People, Talk, day_of, identity_of
from transfer.services.roles import Known, Roles
from transfer.services.strangers import SOURCES, Strangers
from transfer.services.tally import BROKEN
from transfer.services.texts import BLOCK, BLOCK_CHARACTERS, Lines, line_of, write_lines

TEXTS_FROM = 1_500_000_000
"""Where the cursor stands when the traces are written and the texts begin."""
KINDS = (Kind.MESSAGE.value, Kind.EMAIL.value)


@dataclass(slots=True)
class Post:
    """All messages of an upload, who is who in them, and whether the owner was found among them."""

    bag: Mailbag
    roles: Roles
    knows_me: bool

    def role(self, number: int) -> object:
        return self.roles.role(self.bag.parties[number])


@dataclass(frozen=True, slots=True)
class Sides:
    """A crowd: those in the book, the strangers who leave a trace, how many beside the owner, their names."""

    people: tuple[tuple[Person, bool], ...]
    strangers: tuple[Party, ...]
    others: int
    shown: str


def letter_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The talks of the upload, those of one person together, then the traces of strangers, then the texts."""
    bag = Mailbag(job.zone, job.today)
    for one in job.items(Message):
        bag.see(one)
    if not bag.talks and not bag.faults:
        return
    if cursor < TEXTS_FROM:
        yield from event_chunks(job, cursor, _found(job, bag))
    if job.texts:
        yield from _text_chunks(job, max(cursor, TEXTS_FROM), bag)


def _found(job: Job, bag: Mailbag) -> Found:
    """The talks with people of the book, and the strangers; a row of the report for each talk with nobody."""
    roles = Roles(job)
    post = Post(bag, roles, _find_me(bag, roles))
    found = Found(Strangers(job), faults=bag.faults)
    found.tally.faults = len(bag.faults)
    found.tally.skip(BROKEN, len(bag.faults))
    source = SOURCES.get(job.source, Trace.Source.MESSAGE)
    sides: dict[People, Sides] = {}
    for (conversation, ordinal), talk in bag.talks.items():
        if talk.people not in sides:
            sides[talk.people] = _sides(post, talk.people)
        side, day = sides[talk.people], date.fromordinal(ordinal)
        for party in side.strangers:
            found.strangers.see(party, day, source)
        if side.people:
            found.events.append(_event(post, talk, side, talk_key(conversation, ordinal), day))
        else:
            found.tally.skip(WITH_NOBODY, talk.messages)
            found.rows.append(_left_out(talk, day, side))
    return found


def _find_me(bag: Mailbag, roles: Roles) -> bool:
    """Find the owner among those who wrote; False where nobody can tell who that is."""
    if any(roles.role(party) is Known.ME for party in bag.parties):
        return True
    surely, everywhere = bag.everywhere()
    outside = {party for party in everywhere if roles.person(party) is None}
    mine = surely
    if not mine and len({identity_of(party) for party in outside}) == 1:
        mine = outside
    roles.take_as_me(mine)
    roles.maybe_me = outside
    return bool(mine)


def _sides(post: Post, crowd: People) -> Sides:
    parties = [post.bag.parties[number] for number in crowd]
    people = {role for role in map(post.roles.role, parties) if isinstance(role, Person)}
    strangers = tuple(party for party in parties if post.roles.leaves_trace(party))
    others = sum(post.roles.role(party) is not Known.ME for party in parties) - (not post.knows_me)
    return Sides(
        tuple((person, True) for person in people), strangers, max(others, len(people)), _names(post, parties)
    )


def _event(post: Post, talk: Talk, side: Sides, key: str, day: date) -> Event:
    return Event(
        key=key,
        kind=talk.kind if talk.kind in KINDS else Kind.MESSAGE.value,
        day=day,
        people=side.people,
        crowd=side.others,
        line=talk.line,
        file=talk.file,
        at=talk.first_at.time().replace(microsecond=0),
        began=_began(post, talk),
        both_wrote=_both_wrote(post, talk) if post.knows_me else None,
        note=None,
        shown=side.shown,
    )


def _left_out(talk: Talk, day: date, side: Sides) -> Row:
    words = f"{day.isoformat()}: {WITH_NOBODY}"
    return Row(talk.file, talk.line, RunRows.Act.SKIPPED.value, words, shown=side.shown)


def _names(post: Post, parties: Sequence[Party]) -> str:
    return names_of(party for party in parties if post.roles.role(party) is not Known.ME)


def _began(post: Post, talk: Talk) -> str:
    """Who sent the first message. Where the owner is not known by name: whoever is nobody of the book."""
    if talk.sender < 0:
        return ""
    role = post.role(talk.sender)
    if role is Known.ME:
        return Began.ME.value
    if isinstance(role, Person) or post.knows_me:
        return Began.THEM.value
    return Began.ME.value if len(talk.people) == 2 else ""


def _both_wrote(post: Post, talk: Talk) -> bool:
    """Whether the owner and somebody else wrote on that day."""
    mine = [post.role(number) is Known.ME for number in talk.writers]
    return any(mine) and not all(mine)


def _text_chunks(job: Job, cursor: int, bag: Mailbag) -> Iterator[Chunk]:
    """What the messages say, in the order of the upload, as the notes of their interactions."""
    items = job.items(Message)
    for _ in islice(items, cursor - TEXTS_FROM):
        job.alive()
    while block := list(_block(items)):
        cursor += len(block)
        lines = _lines(job, bag, block)
        prepare = writing(write_lines, source=job.source, lines=lines) if lines else None
        yield Chunk(cursor, prepare=prepare, total=0)


def _block(items: Iterator[Message]) -> Iterator[Message]:
    room = BLOCK_CHARACTERS
    for item in islice(items, BLOCK):
        yield item
        room -= len(item.text)
        if room < 0:
            return


def _lines(job: Job, bag: Mailbag, block: Sequence[Message]) -> Lines:
    """What was said, by the external key of the talk, in the order in which it was said."""
    found: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for item in block:
        at, key = day_of(item, job.zone, job.today), bag.key_of(item)
        if key is None or isinstance(at, str) or not item.text.strip():
            continue
        line = line_of(at, item.sender.name or identity_of(item.sender), item.text)
        found[talk_key(*key)].append((at, line))
    return {key: [line for _at, line in sorted(said)] for key, said in found.items()}
