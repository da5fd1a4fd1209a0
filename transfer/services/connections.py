"""The step that takes connections in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from transfer.formats.faults import Fault
from transfer.formats.linkedin import Connection, Hidden, read_connections
from transfer.services.job import Chunk, Job
from transfer.services.known import Plan, plan_known, plan_new
from transfer.services.matching import Found, Matching, count_lines, take_census
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
    tally: Tally = field(default_factory=Tally)

    def add(self, seen: Seen, file: str) -> None:
        if isinstance(seen, Plan):
            self._add_plan(seen)
        elif isinstance(seen, Hidden):
            self.tally.hidden += 1
        elif isinstance(seen, Found):
            self.tally.skip(seen.why_not)
            self._add_fault(Fault(file, seen.row.line, seen.reason))
        else:
            self.tally.skip(BROKEN, 0 if seen.kept else 1)
            self._add_fault(seen)
        self.cost += COST_OTHER
        self.cursor += 1

    def _add_fault(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.tally.faults += 1
        self.cost += COST_NOTED

    def _add_plan(self, plan: Plan) -> None:
        if plan.found.is_new:
            self.tally.added += 1
            self.cost += COST_NEW
        elif plan.changes:
            self.tally.updated += 1
            self.cost += COST_CHANGED
        else:
            self.tally.unchanged += 1
            self.cost += COST_NOTED if plan.has_news else 0
        if plan.found.is_new or plan.has_news:
            self.plans.append(plan)

    def chunk(self, job: Job, total: int) -> Chunk:
        prepare = partial(prepare_people, job, self.plans) if self.plans else None
        return Chunk(self.cursor, self.tally, self.faults, prepare, total)


def connection_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The connections of the upload, in the order of the file."""
    name = job.parts.connections
    if name is None:
        return
    census = take_census(job.upload, name, job.today) if job.book.by_name else count_lines(job.upload, name)
    newest = job.book.newest
    is_older = bool(newest and (census.newest is None or census.newest < newest))
    matching = Matching(job.book, census)
    items = read_connections(job.upload, name, today=job.today)
    for item in islice(items, cursor):
        if isinstance(item, Connection):
            matching.find(item)  # so that nobody is taken for somebody of an earlier row
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


def _look_up(job: Job, matching: Matching, block: Sequence[Item], *, is_older: bool) -> Iterable[Seen]:
    found = [matching.find(item) if isinstance(item, Connection) else item for item in block]
    known = [one for one in found if isinstance(one, Found) and not one.is_new and not one.why_not]
    plans = iter(plan_known(job.owner, job.source, known, is_older=is_older) if known else [])
    for one in found:
        if isinstance(one, Found) and not one.why_not:
            yield plan_new(one, job.source) if one.is_new else next(plans)
        else:
            yield one
