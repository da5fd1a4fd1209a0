"""The step that takes invitations in: kept as requests, nothing decided for the owner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from domain.names import fold
from network.models import LinkRequest
from transfer.formats.faults import Fault
from transfer.formats.linkedin import Invitation, Party, read_invitations
from transfer.queries.book import Person
from transfer.services.cast import Cast
from transfer.services.job import Chunk, Job, writing
from transfer.services.journal import Journal
from transfer.services.tally import BROKEN, TWICE, Tally

FIELDS = ("key", "address", "message", "sent_at", "state", "contact_id")
NAME, KEY, MESSAGE = 200, 300, 10_000
State = LinkRequest.State


@dataclass(slots=True)
class Asked:
    """One invitation as it will stand: the other side, when, and whether the two are linked by now."""

    party: Party
    incoming: bool
    message: str
    sent_at: datetime | None
    person: Person | None
    known: LinkRequest | None

    @property
    def state(self) -> str:
        """Linked once the two are; what the owner or the network ended stays ended."""
        if self.known and self.known.state != State.OPEN:
            return self.known.state
        return State.LINKED if self.person and self.person.is_linked else State.OPEN

    @property
    def external_key(self) -> str:
        side = "in" if self.incoming else "out"
        return f"{side} {self.party.slug or 'named ' + fold(self.party.name)}"


def request_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The invitations of the upload, each person once on either side; the first chunk carries all counts."""
    name = job.parts.invitations
    if name is None:
        return
    cast = Cast(job.book, "", ())
    known = _Requests(job)
    asked: dict[str, Asked] = {}
    tally, faults = Tally(), []
    for item in read_invitations(job.upload, name, today=job.today):
        fault = _fault(item, name)
        if fault is not None:
            faults.append(fault)
            tally.skip(BROKEN, 0 if fault.kept else 1)
        elif isinstance(item, Invitation):
            _add(asked, _asked(job, cast, known, item), tally)
    tally.faults = len(faults)
    tally.requests = sum(one.incoming and one.state == State.OPEN for one in asked.values())
    rows = list(asked.values())
    if cursor == 0:
        cursor = 1
        yield Chunk(cursor, tally, faults, None, len(rows) + 1)
    while cursor <= len(rows):
        some = rows[cursor - 1 : cursor - 1 + max(1, int(job.pace.size))]
        cursor += len(some)
        yield Chunk(cursor, prepare=writing(_write, source=job.source, asked=some), total=len(rows) + 1)


def _fault(item: Invitation | Fault, file: str) -> Fault | None:
    if isinstance(item, Fault):
        return item
    other = _other(item)
    return None if other.slug or fold(other.name) else Fault(file, item.line, "names nobody")


def _other(item: Invitation) -> Party:
    if item.incoming:
        return Party(item.sender, item.sender_slug)
    return Party(item.recipient, item.recipient_slug)


def _asked(job: Job, cast: Cast, known: "_Requests", item: Invitation) -> Asked:
    party, sent_at = _other(item), item.sent_at
    if sent_at is not None and sent_at.tzinfo is None:
        sent_at = sent_at.replace(tzinfo=job.zone)
    row = known.find(party, incoming=item.incoming)
    return Asked(party, item.incoming, item.message[:MESSAGE], sent_at, _person(job, cast, party), row)


def _person(job: Job, cast: Cast, party: Party) -> Person | None:
    """The other side by address; by name only where the file has no address and the two are linked."""
    if party.slug:
        person = job.book.by_slug.get(party.slug)
        return None if person is None or person.is_gone else person
    role = cast.role(party)
    return role if isinstance(role, Person) and role.is_linked else None


def _add(asked: dict[str, Asked], one: Asked, tally: Tally) -> None:
    """Of several invitations between the same two the newest counts."""
    earlier = asked.get(one.external_key)
    if earlier is not None:
        tally.skip(TWICE)
        if one.sent_at is None or (earlier.sent_at and earlier.sent_at >= one.sent_at):
            return
    asked[one.external_key] = one


class _Requests:
    """The requests in the book: by address, and by name those that have none."""

    def __init__(self, job: Job) -> None:
        rows = LinkRequest.objects.owned_by(job.owner).filter(network=job.source)
        self.by_key = {(row.incoming, row.key): row for row in rows if row.key}
        self.by_name = {(row.incoming, fold(row.name)): row for row in rows if not row.key}

    def find(self, party: Party, *, incoming: bool) -> LinkRequest | None:
        by_key = self.by_key.get((incoming, party.slug)) if party.slug else None
        return by_key or self.by_name.get((incoming, fold(party.name)))


def _write(*, journal: Journal, source: str, asked: Sequence[Asked], now: datetime) -> None:
    made, changed = [], []
    for one in asked:
        if one.known is None:
            head = (one.incoming, one.party.name[:NAME], one.external_key)
            made.append((*head, *_values(one, None)))
            continue
        values = _values(one, one.known)
        if values != tuple(getattr(one.known, name) for name in FIELDS):
            changed.append((one.known, *values))
    journal.insert(LinkRequest, ("incoming", "name", "external_key", *FIELDS), made, network=source)
    journal.update(LinkRequest, FIELDS, changed)


def _values(one: Asked, known: LinkRequest | None) -> tuple[object, ...]:
    """What the row says afterwards: what the file leaves out stays."""
    slug = one.party.slug
    address = f"https://www.linkedin.com/in/{quote(slug)}"
    person = one.person.pk if one.person else None
    return (
        slug or (known.key if known else ""),
        address if slug and len(address) <= 500 else (known.address if known else ""),
        one.message or (known.message if known else ""),
        one.sent_at or (known.sent_at if known else None),
        one.state,
        person or (known.contact_id if known else None),
    )
