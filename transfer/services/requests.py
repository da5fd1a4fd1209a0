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
from transfer.services.tally import BROKEN, ONESELF, TWICE, Tally

FIELDS = ("key", "address", "message", "sent_at", "state", "contact_id", "times", "again_on")
NAME, KEY, MESSAGE = 200, 300, 10_000
State = LinkRequest.State
DECIDED = (State.DECLINED, State.ANSWERED, State.LATER, State.IGNORED)


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
        """Linked once the two are; what the owner or the network ended stays ended, unless they asked again."""
        if self.known and self.known.state != State.OPEN and not self.is_anew:
            return self.known.state
        return State.LINKED if self.person and self.person.is_linked else State.OPEN

    @property
    def is_anew(self) -> bool:
        """Whether somebody asks once more whom the owner answered before, or is no longer linked with."""
        if self.known is None or not self.incoming or not _is_later(self.sent_at, self.known):
            return False
        was_linked = self.known.state == State.LINKED and self.person is not None
        return self.known.state in DECIDED or (was_linked and not _is_linked(self.person))

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
        elif isinstance(item, Invitation) and item.sender_slug and item.sender_slug == item.recipient_slug:
            tally.skip(ONESELF)
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
    one = Asked(party, item.incoming, item.message[:MESSAGE], sent_at, _person(job, cast, party), None)
    one.known = known.find(party, one.external_key, incoming=item.incoming)
    return one


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
        self.by_external = {row.external_key: row for row in rows}

    def find(self, party: Party, external_key: str, *, incoming: bool) -> LinkRequest | None:
        by_key = self.by_key.get((incoming, party.slug)) if party.slug else None
        by_name = self.by_name.get((incoming, fold(party.name)))
        return by_key or by_name or self.by_external.get(external_key)


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
