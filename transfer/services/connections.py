"""The step that takes connections in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from transfer.formats.faults import Fault
from transfer.formats.linkedin import Connection, Hidden, read_connections
from transfer.models import RunRows
from transfer.queries.book import Book
from transfer.services.job import Chunk, Job, Row
from transfer.services.known import Plan, plan_known, plan_new
from transfer.services.matching import Census, Found, Matching, count_lines, take_census
from transfer.services.news import difference_chunks
from transfer.services.people import prepare_people
from transfer.services.tally import BROKEN, Tally

BLOCK = 500
COST_NEW, COST_CHANGED, COST_NOTED, COST_OTHER = 1.0, 3.0, 0.5, 0.1

Item = Connection | Hidden | Fault
Seen = Plan | Found | Hidden | Fault


@dataclass(slots=True)
class _Batch:
    """Rows gathered for one chunk."""

    cursor: int = 0
    cost: float = 0.0
    plans: list[Plan] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def add(self, seen: Seen, file: str) -> None:
        if isinstance(seen, Plan):
            self._add_plan(seen, file)
        elif isinstance(seen, Hidden):
            self.tally.hidden += 1
        elif isinstance(seen, Found):
            self.tally.skip(seen.why_not)
            self._add_fault(Fault(file, seen.row.line, seen.reason))
            self._add_row(file, seen, RunRows.Act.SKIPPED, seen.reason)
        else:
            self.tally.skip(BROKEN, 0 if seen.kept else 1)
            self._add_fault(seen)
        self.cost += COST_OTHER
        self.cursor += 1

    def _add_fault(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.tally.faults += 1
        self.cost += COST_NOTED

    def _add_row(self, file: str, found: Found, act: str, words: str) -> None:
        person = found.person if found.person.line or found.person.pk else None
        shown = f"{found.row.given} {found.row.family}".strip()
        self.rows.append(Row(file, found.row.line, act, words, person, shown))

    def _add_plan(self, plan: Plan, file: str) -> None:
        if plan.found.is_new:
            self.tally.added += 1
            self.cost += COST_NEW
            self._add_row(file, plan.found, RunRows.Act.ADDED, "added")
        elif plan.changes:
            self.tally.updated += 1
            self.cost += COST_CHANGED
            self._add_row(file, plan.found, RunRows.Act.UPDATED, f"new {plan.words}")
        else:
            self.tally.unchanged += 1
            self.cost += COST_NOTED if plan.has_news else 0
            self._add_row(file, plan.found, RunRows.Act.UNCHANGED, "in your book already")
        if plan.found.is_new or plan.has_news:
            self.plans.append(plan)

    def chunk(self, job: Job, total: int) -> Chunk:
        prepare = partial(prepare_people, job, self.plans) if self.plans else None
        return Chunk(self.cursor, self.tally, self.faults, prepare, total, self.rows)


def connection_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The connections of the upload, in the order of the file."""
    name = job.parts.connections
    if name is None:
        return
    census, is_older = _census(job, name)
    matching = Matching(job.book, census)
    items = read_connections(job.upload, name, today=job.today)
    _pass_over(matching, islice(items, cursor))
    batch = _Batch(cursor)
    while block := list(islice(items, BLOCK)):
        job.alive()
        for seen in _look_up(job, matching, block, is_older=is_older):
            batch.add(seen, name)
            if batch.cost >= job.pace.size:
                yield batch.chunk(job, census.rows)
                batch = _Batch(batch.cursor)
    if batch.cost:
        yield batch.chunk(job, census.rows)
    if not is_older:
        there = partial(_seen, job.book)
        yield from difference_chunks(job=job, seen=there, cursor=batch.cursor, total=census.rows)


def _pass_over(matching: Matching, items: Iterable[Item]) -> None:
    """Recognise the people of rows that are written already, so that nobody is taken for one of them."""
    for item in items:
        if isinstance(item, Connection):
            matching.find(item)


def _census(job: Job, name: str) -> tuple[Census, bool]:
    """What is in the whole file, and whether it is older than what was told before."""
    census = take_census(job.upload, name, job.today) if job.book.by_name else count_lines(job.upload, name)
    newest = job.book.newest
    return census, bool(newest and (census.newest is None or census.newest < newest))


def _seen(book: Book) -> set[int]:
    """The contacts that rows of this file are about."""
    return {one.pk for one in (*book.by_slug.values(), *book.by_key.values()) if one.line}


def _look_up(job: Job, matching: Matching, block: Sequence[Item], *, is_older: bool) -> Iterable[Seen]:
    found = [matching.find(item) if isinstance(item, Connection) else item for item in block]
    known = [one for one in found if isinstance(one, Found) and not one.is_new and not one.why_not]
    plans = iter(plan_known(job.owner, job.source, known, is_older=is_older) if known else [])
    for one in found:
        if isinstance(one, Found) and not one.why_not:
            yield plan_new(one, job.source) if one.is_new else next(plans)
        else:
            yield one
