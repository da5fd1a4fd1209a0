"""People outside the book whom a file tells of: what is kept to recognise them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts import bulk
from contacts.models import NAME_LENGTH, NameKey, Trace
from domain.keys import email_key
from domain.namekeys import trace_keys
from domain.names import fold
from network.models import Network
from transfer.formats.values import Party
from transfer.services.cast import NOBODY
from transfer.services.job import Chunk, Job, writing
from transfer.services.journal import Journal

TRACES_FROM = 1_000_000_000
"""Where the cursor stands when all interactions are written and the traces begin."""
KEY, NETWORK = 300, 20
FIELDS = ("first_on", "last_on", "times")
Source = Trace.Source
SOURCES = {
    "ics": Source.CALENDAR,
    "mbox": Source.EMAIL,
    "whatsapp": Source.CHAT,
    "facebook": Source.MESSAGE,
    "instagram": Source.MESSAGE,
    "x": Source.MESSAGE,
}
"""As what the strangers in what happened are kept, by the kind of import; of other kinds nobody is."""
KnownBy = tuple[str, str, str, str]


@dataclass(slots=True)
class Stranger:
    """Somebody outside the book, and how often they were seen between which days."""

    name: str
    network: str
    key: str
    source: str
    first_on: date
    last_on: date
    times: int = 0

    @property
    def known_by(self) -> KnownBy:
        return (self.source, self.network, self.key, "" if self.key else self.name)


class Strangers:
    """Gathers strangers by what they can be recognised by: an e-mail, a page, or a name that is whole."""

    def __init__(self, job: Job) -> None:
        self.network = job.source if job.source in Network.values else ""
        self.seen: dict[KnownBy, Stranger] = {}

    def see(self, party: Party, day: date, source: str) -> bool:
        """Take one in; False for who could not be recognised again."""
        one = self._stranger(party, day, source)
        if one is None:
            return False
        known = self.seen.setdefault(one.known_by, one)
        if day >= known.last_on and one.name:
            known.name = one.name
        known.first_on, known.last_on = min(known.first_on, day), max(known.last_on, day)
        known.times += 1
        return True

    def _stranger(self, party: Party, day: date, source: str) -> Stranger | None:
        network, key = _key_of(party)
        name = party.name[:NAME_LENGTH]
        if fold(name) in NOBODY or (not key and not _is_whole(name)):
            name = ""
        if not name and not key:
            return None
        return Stranger(
            name, network if key else party.network[:NETWORK] or self.network, key, source, day, day
        )


def _key_of(party: Party) -> tuple[str, str]:
    """The network and key of the page, else no network and the e-mail address."""
    if party.slug and party.network:
        return party.network[:NETWORK], party.slug.lower()[:KEY]
    return "", (email_key(party.email) or "") if party.email else ""


def _is_whole(name: str) -> bool:
    """Whether a name has two words at least, and is no number."""
    words = fold(name).split()
    return len(words) > 1 and all(word.isalpha() for word in words[:2])


def stranger_chunks(job: Job, cursor: int, strangers: Strangers) -> Iterator[Chunk]:
    """The traces of strangers, from the cursor (TRACES_FROM at least) on."""
    ordered = sorted(strangers.seen.values(), key=lambda one: one.known_by)
    total = TRACES_FROM + len(ordered)
    while cursor < total:
        some = ordered[cursor - TRACES_FROM :][: max(1, int(job.pace.size))]
        cursor += len(some)
        yield Chunk(cursor, prepare=writing(_write, strangers=some), total=total)


def _write(*, journal: Journal, strangers: Sequence[Stranger], now: datetime) -> None:
    """A file holds all there ever was: a trace that is known gets the wider span, never a doubled count."""
    known = _known(journal, strangers)
    made, changed = [], []
    for one in strangers:
        row = known.get(one.known_by)
        if row is None:
            made.append((one.name, one.network, one.key, one.source, one.first_on, one.last_on, one.times))
            continue
        span = (min(row.first_on, one.first_on), max(row.last_on, one.last_on), max(row.times, one.times))
        if span != (row.first_on, row.last_on, row.times):
            changed.append((row, *span))
    ids = journal.insert(Trace, ("name", "network", "key", "source", *FIELDS), made)
    keys = [(pk, key) for pk, row in zip(ids, made, strict=True) for key in trace_keys(row[0])]
    bulk.insert(NameKey, ("trace_id", "key"), keys, {"owner_id": journal.run.owner_id})
    journal.update(Trace, FIELDS, changed)


def _known(journal: Journal, strangers: Sequence[Stranger]) -> dict[KnownBy, Trace]:
    by_key = Q(key__in=[one.key for one in strangers if one.key])
    by_name = Q(key="", name__in=[one.name for one in strangers if not one.key])
    rows = Trace.objects.owned_by(journal.run.owner).filter(by_key | by_name)
    return {(row.source, row.network, row.key, "" if row.key else row.name): row for row in rows}
