"""The step that takes invitations in: kept as requests, nothing decided for the owner.

Requests of other networks are written in the same way: see asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from accounts.models import User
from domain.keys import profile_address
from domain.names import fold
from network.models import LinkRequest
from transfer.formats.faults import Fault
from transfer.formats.linkedin import KIND as LINKEDIN
from transfer.formats.linkedin import Invitation, Party, read_invitations
from transfer.models import RunNews, RunRows
from transfer.queries.book import Person
from transfer.services.cast import Cast
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.journal import Journal
from transfer.services.news import write_news
from transfer.services.tally import BROKEN, ONESELF, TWICE, Tally

FIELDS = ("key", "address", "message", "sent_at", "state", "contact_id", "times", "again_on")
NAME, KEY, EXTERNAL, MESSAGE = 200, 300, 400, 10_000
State = LinkRequest.State
DECIDED = (State.DECLINED, State.ANSWERED, State.LATER, State.IGNORED)


@dataclass(slots=True)
class Asked:
    """One invitation as it will stand: the other side, when, and whether the two are linked by now.

    `said` is the state by the file where it tells one.
    """

    party: Party
    incoming: bool
    message: str
    sent_at: datetime | None
    person: Person | None
    known: LinkRequest | None
    line: int = 0
    file: str = ""
    said: str = State.OPEN.value

    @property
    def state(self) -> str:
        """Linked once the two are; what the owner or the network ended stays ended, unless they asked again."""
        if self.known and self.known.state != State.OPEN and not self.is_anew:
            return self.known.state
        return State.LINKED.value if self.person and self.person.is_linked else self.said

    @property
    def is_anew(self) -> bool:
        """Whether somebody asks once more whom the owner answered before, or is no longer linked with."""
        if self.known is None or not self.incoming or not _is_later(self.sent_at, self.known):
            return False
        was_linked = self.known.state == State.LINKED and self.person is not None
        return self.known.state in DECIDED or (was_linked and not _is_linked(self.person))

    @property
    def is_accepted(self) -> bool:
        """Whether this ends the waiting of a request."""
        return self.known is not None and self.known.state == State.OPEN and self.state == State.LINKED

    @property
    def external_key(self) -> str:
        side = "in" if self.incoming else "out"
        return f"{side} {self.party.slug or 'named ' + fold(self.party.name)}"

    @property
    def becomes(self) -> RunRows.Act:
        if self.known is None:
            return RunRows.Act.ADDED
        told = _values(self, self.known, self.known.network)
        return RunRows.Act.UPDATED if told != _present(self.known) else RunRows.Act.UNCHANGED

    @property
    def words(self) -> str:
        asked = "asked to be linked" if self.incoming else "you asked"
        return f"{asked}: {State(self.state).label.lower()}"

    @property
    def row(self) -> Row:
        shown = self.party.name or self.party.slug
        return Row(self.file, self.line, self.becomes.value, self.words, self.person, shown)


def request_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The invitations of the upload, each person once on either side; the first chunk carries all counts."""
    name = job.parts.invitations or ""
    cast = Cast(job.book, "", ())
    known = Requests(job.owner, job.source)
    asked: dict[str, Asked] = {}
    tally, faults = Tally(), []
    for item in read_invitations(job.upload, name, today=job.today) if name else ():
        fault = _fault(item, name)
        if fault is not None:
            faults.append(fault)
            tally.skip(BROKEN, 0 if fault.kept else 1)
        elif isinstance(item, Invitation) and item.sender_slug and item.sender_slug == item.recipient_slug:
            tally.skip(ONESELF)
        elif isinstance(item, Invitation):
            add_newest(asked, _asked(job, cast, known, item), tally)
    tally.faults = len(faults)
    if name:
        yield from asked_chunks(job, cursor, {job.source: list(asked.values())}, tally, faults)
    accepted = [(job.source, one) for one in _accepted(job, known, asked)]
    if accepted:
        yield Chunk(len(asked) + 2, prepare=writing(_write, asked=accepted))


def _accepted(job: Job, known: "Requests", asked: Mapping[str, Asked]) -> list[Asked]:
    """The owner's own open requests that newer files no longer tell of, as the two are linked by now."""
    told = {one.known.pk for one in asked.values() if one.known}
    waiting = (row for row in known.by_key.values() if not row.incoming and row.state == State.OPEN)
    people = ((row, job.book.by_slug.get(row.key)) for row in waiting if row.pk not in told)
    return [
        Asked(Party(row.name, row.key), False, "", None, person, row)
        for row, person in people
        if person and person.is_linked and not person.is_gone
    ]


def asked_chunks(
    job: Job, cursor: int, asked: Mapping[str, list[Asked]], tally: Tally, faults: list[Fault]
) -> Iterator[Chunk]:
    """Writes requests by network, from the cursor on; the first chunk carries all counts."""
    rows = [(network, one) for network, some in asked.items() for one in some]
    tally.requests = sum(one.incoming and one.state == State.OPEN for _network, one in rows)
    if cursor == 0:
        cursor = 1
        yield Chunk(cursor, tally, faults, None, len(rows) + 1)
    while cursor <= len(rows):
        some = rows[cursor - 1 : cursor - 1 + max(1, int(job.pace.size))]
        cursor += len(some)
        told = [one.row for _network, one in some]
        yield Chunk(cursor, prepare=writing(_write, asked=some), total=len(rows) + 1, rows=told)


def _fault(item: Invitation | Fault, file: str) -> Fault | None:
    if isinstance(item, Fault):
        return item
    other = _other(item)
    return None if other.slug or fold(other.name) else Fault(file, item.line, "names nobody")


def _other(item: Invitation) -> Party:
    if item.incoming:
        return Party(item.sender, item.sender_slug)
    return Party(item.recipient, item.recipient_slug)


def _asked(job: Job, cast: Cast, known: "Requests", item: Invitation) -> Asked:
    party, sent_at = _other(item), item.sent_at
    if sent_at is not None and sent_at.tzinfo is None:
        sent_at = sent_at.replace(tzinfo=job.zone)
    person, file = _person(job, cast, party), job.parts.invitations or ""
    one = Asked(party, item.incoming, item.message[:MESSAGE], sent_at, person, None, item.line, file)
    one.known = known.find(party, one.external_key, incoming=item.incoming)
    return one


def _person(job: Job, cast: Cast, party: Party) -> Person | None:
    """The other side by address; by name only where the file has no address and the two are linked."""
    if party.slug:
        person = job.book.by_slug.get(party.slug)
        return None if person is None or person.is_gone else person
    role = cast.role(party)
    return role if isinstance(role, Person) and role.is_linked else None


def add_newest(asked: dict[str, Asked], one: Asked, tally: Tally) -> None:
    """Of several invitations between the same two the newest counts; of the same moment, one that was answered."""
    earlier = asked.get(one.external_key)
    if earlier is not None:
        tally.skip(TWICE)
        is_answer = earlier.said == State.OPEN and one.said != State.OPEN and earlier.sent_at == one.sent_at
        is_newer = one.sent_at and not (earlier.sent_at and earlier.sent_at >= one.sent_at)
        if not is_answer and not is_newer:
            return
    asked[one.external_key] = one


class Requests:
    """The requests in the book on one network: by address, and by name those that have none."""

    def __init__(self, owner: User, network: str) -> None:
        rows = LinkRequest.objects.owned_by(owner).filter(network=network)
        self.by_key = {(row.incoming, row.key): row for row in rows if row.key}
        self.by_name = {(row.incoming, fold(row.name)): row for row in rows if not row.key}
        self.by_external = {row.external_key: row for row in rows}

    def find(self, party: Party, external_key: str, *, incoming: bool) -> LinkRequest | None:
        """The request that is there already between the owner and somebody, in this direction."""
        by_key = self.by_key.get((incoming, party.slug)) if party.slug else None
        by_name = self.by_name.get((incoming, fold(party.name)))
        return by_key or by_name or self.by_external.get(external_key)


def _write(*, journal: Journal, asked: Sequence[tuple[str, Asked]], now: datetime) -> None:
    made, changed = [], []
    for network, one in asked:
        values = _values(one, one.known, network)
        if one.known is None:
            made.append((network, one.incoming, one.party.name[:NAME], one.external_key[:EXTERNAL], *values))
        elif values != _present(one.known):
            changed.append((one.known, *values))
    journal.insert(LinkRequest, ("network", "incoming", "name", "external_key", *FIELDS), made)
    journal.update(LinkRequest, FIELDS, changed)
    write_news(journal=journal, kind=RunNews.Kind.ACCEPTED, news=_news(asked))


def _news(asked: Sequence[tuple[str, Asked]]) -> list[tuple[int, str, str]]:
    """Those who accepted what the owner asked, since an earlier file told of it."""
    return [
        (one.person.pk, f"asked on {one.known.sent_at:%Y-%m-%d}" if one.known.sent_at else "", "linked")
        for _network, one in asked
        if one.known and one.person and not one.incoming and one.is_accepted
    ]


def _present(known: LinkRequest) -> tuple[object, ...]:
    return tuple(getattr(known, name) for name in FIELDS)


def _values(one: Asked, known: LinkRequest | None, network: str) -> tuple[object, ...]:
    """What the row says afterwards: what the file leaves out stays."""
    slug = one.party.slug[:KEY]
    address = (
        f"https://www.linkedin.com/in/{quote(slug)}"
        if network == LINKEDIN
        else profile_address(network, slug)
    )
    person = one.person.pk if one.person else None
    again_on = known.again_on if known and not one.is_anew else None
    return (
        slug or (known.key if known else ""),
        address if slug and len(address) <= 500 else (known.address if known else ""),
        *_said(one, known),
        one.state,
        person or (known.contact_id if known else None),
        (known.times if known else 1) + one.is_anew,
        again_on,
    )


def _said(one: Asked, known: LinkRequest | None) -> tuple[str, datetime | None]:
    """Their note and when they asked; an older file tells nothing new of who asked again since."""
    if known is None:
        return one.message, one.sent_at
    is_newest = known.source == LinkRequest.Source.IMPORT or known.times > 1
    if is_newest and one.sent_at and known.sent_at and one.sent_at < known.sent_at:
        return known.message or one.message, known.sent_at
    return one.message or known.message, one.sent_at or known.sent_at


def _is_later(sent_at: datetime | None, known: LinkRequest) -> bool:
    """Whether a file tells of a later moment; of what was typed only the day is known."""
    if sent_at is None or known.sent_at is None:
        return False
    if known.source == LinkRequest.Source.IMPORT:
        return sent_at > known.sent_at
    return sent_at.date() > known.sent_at.astimezone(sent_at.tzinfo).date()


def _is_linked(person: Person | None) -> bool:
    return person is not None and person.is_linked
