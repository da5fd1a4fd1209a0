"""The step that takes ties in: who knows whom, and what people are to the owner, where both are in the book."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accounts import bulk
from accounts.models import User
from contacts.models import Relation, Tie
from domain.ties import ME, Bond, TieFacts, TieKind, bond_of, clash_of, closes_circle, role_in
from transfer.formats.faults import Fault
from transfer.formats.values import Party, TieSaid
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.services.chores import ABOUT_NOBODY
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.journal import Journal
from transfer.services.roles import Known, Roles
from transfer.services.tally import BROKEN, Tally

REMOVED = "you removed this tie"
AGAINST = "cannot be beside what your book has about the two"
A_TIE, A_RELATION = "who knows whom", "what they are to you"
NOTE = 300
Act = RunRows.Act
Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Brought:
    """A tie as it will be written: by the ids of its two, the owner's being 0."""

    bond: Bond
    said: TieSaid
    row: Row

    @property
    def is_mine(self) -> bool:
        return ME in (self.bond.one, self.bond.other)


@dataclass(slots=True)
class Ties:
    """The ties of a book by pair, and upwards from each person; `gone` are those that the owner removed."""

    pairs: dict[frozenset[int], list[Bond]] = field(default_factory=lambda: defaultdict(list))
    above: dict[int, list[Bond]] = field(default_factory=lambda: defaultdict(list))
    keys: set[Key] = field(default_factory=set)
    gone: set[Key] = field(default_factory=set)

    def add(self, bond: Bond) -> None:
        """From now on know this one too."""
        self.pairs[frozenset((bond.one, bond.other))].append(bond)
        self.above[bond.other].append(bond)
        self.keys.add(_key(bond))

    def why_not(self, bond: Bond) -> str:
        """Why a tie is not taken in; empty where it is."""
        if _key(bond) in self.gone:
            return REMOVED
        known = self.pairs.get(frozenset((bond.one, bond.other)), ())
        circles = {} if ME in (bond.one, bond.other) else self.above
        return AGAINST if clash_of(bond, known) or closes_circle(bond, circles) else ""


def tie_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The ties of the upload that the book does not have; the first chunk carries all counts."""
    roles, tally, faults, quiet = Roles(job), Tally(), list[Fault](), list[Row]()
    known: Ties | None = None
    left: list[Brought] = []
    numbers: dict[int, int] = {}
    for said in job.items(TieSaid):
        known = known or _known(job.owner, job.source)
        one = _brought(said, roles, numbers)
        why = _why_not(one, known)
        if isinstance(one, Brought) and not why:
            known.add(one.bond)
            left.append(one)
        elif isinstance(one, Brought) and _key(one.bond) in known.keys:
            quiet.append(one.row._replace(act=Act.UNCHANGED.value))
        else:
            faults += [] if why in (ABOUT_NOBODY, REMOVED, AGAINST) else [Fault(said.file, said.line, why)]
            tally.skip(why if why in (ABOUT_NOBODY, REMOVED, AGAINST) else BROKEN)
            quiet.append(Row(said.file, said.line, Act.SKIPPED.value, why, shown=said.one.name))
    tally.faults = len(faults)
    if cursor == 0 and (left or quiet):
        cursor = 1
        yield Chunk(cursor, tally, faults, total=len(left) + 1, rows=quiet)
    yield from _chunks(job, cursor, left)


def _chunks(job: Job, cursor: int, left: list[Brought]) -> Iterator[Chunk]:
    """What was written before is in the book, and is not among those left."""
    total = cursor + len(left)
    while left:
        some, left = left[: max(1, int(job.pace.size))], left[max(1, int(job.pace.size)) :]
        cursor += len(some)
        prepare = writing(_write, source=job.source, ties=some)
        yield Chunk(cursor, prepare=prepare, total=total, rows=[one.row for one in some])


def _brought(said: TieSaid, roles: Roles, numbers: dict[int, int]) -> Brought | str:
    """A tie between two of the book or with the owner, or why it is none."""
    sides = [_side(party, roles) for party in (said.one, said.other)]
    person = next((side for side in sides if isinstance(side, Person)), None)
    if person is None or None in sides:
        return ABOUT_NOBODY
    one, other = (_number(side, numbers) for side in sides)
    try:
        bond = bond_of(said.role, one, other, said.since, said.until)
        TieFacts(estimate=said.estimate, confirmed_on=said.confirmed_on).check(roles.asked.today)
    except ValueError as error:
        return str(error)
    if ME in (one, other) and bond.kind == TieKind.KNOWS:
        return ABOUT_NOBODY
    words = A_RELATION if ME in (one, other) else A_TIE
    return Brought(bond, said, Row(said.file, said.line, Act.ADDED.value, words, person, said.one.name))


def _side(party: Party | None, roles: Roles) -> Person | Known | None:
    """Somebody of the book, or the owner; None for anybody else."""
    if party is None:
        return Known.ME
    role = roles.role(party)
    return role if isinstance(role, Person) or role is Known.ME else None


def _number(side: Person | Known | None, numbers: dict[int, int]) -> int:
    """The id of a person; a number below 0 for somebody whom a preview has not written."""
    if not isinstance(side, Person):
        return ME
    return side.pk or numbers.setdefault(id(side), -len(numbers) - 1)


def _why_not(one: Brought | str, known: Ties) -> str:
    if isinstance(one, str):
        return one
    return "the same again" if _key(one.bond) in known.keys else known.why_not(one.bond)


def _key(bond: Bond) -> Key:
    return (bond.one, bond.other, bond.kind.value)


def _known(owner: User, source: str) -> Ties:
    """All ties and relations of a book; of the deleted ones those that this source brought."""
    found = Ties()
    names = ("kind", "since", "until", "source", "deleted_at")
    ties = Tie.objects.filter(owner=owner).values_list("one", "other", *names)
    mine = Relation.objects.filter(owner=owner).values_list("contact", *names)
    rows = [
        *bulk.read(ties.order_by()),
        *((contact, ME, *row) for contact, *row in bulk.read(mine.order_by())),
    ]
    for one, other, role, since, until, brought_by, deleted_at in rows:
        bond = bond_of(role, one, other, since, until)
        if deleted_at is None:
            found.add(bond)
        elif brought_by == source:
            found.gone.add(_key(bond))
    return found


def _write(*, journal: Journal, source: str, ties: Sequence[Brought], now: datetime) -> None:
    names = ("kind", "since", "until", "confirmed_on", "note")
    mine = [(_other_than_me(one.bond), _role_to_me(one.bond), *_facts(one)) for one in ties if one.is_mine]
    between = [
        (one.bond.one, one.bond.other, one.said.estimate, one.bond.kind.value, *_facts(one))
        for one in ties
        if not one.is_mine
    ]
    fixed = {"source": source, "made_at": now}
    for model, columns, rows in (
        (Tie, ("one_id", "other_id", "estimate", *names), between),
        (Relation, ("contact_id", *names), mine),
    ):
        if rows:
            ids = journal.insert(model, columns, rows, **fixed)
            journal.remember(model, columns, [(pk, *row) for pk, row in zip(ids, rows, strict=True)])


def _facts(one: Brought) -> tuple[object, ...]:
    said = one.said
    day = said.confirmed_on.isoformat() if said.confirmed_on else None
    return (one.bond.since, one.bond.until, day, said.note[:NOTE])


def _other_than_me(bond: Bond) -> int:
    return bond.other if bond.one == ME else bond.one


def _role_to_me(bond: Bond) -> str:
    """What the other one is to the owner."""
    return role_in(bond.kind, of_one=bond.one != ME)
