"""The step that takes cards in, and tells of all that is broken or left out on purpose in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import cast

from transfer.formats.faults import Fault
from transfer.formats.values import Card, LeftOut
from transfer.models import RunRows, Told
from transfer.queries.book import Person
from transfer.services.cards.compare import Plan, add_card
from transfer.services.cards.details import Details, details_of
from transfer.services.cards.facts import joined
from transfer.services.cards.whois import Seen, Whois, reason_of
from transfer.services.cards.write import Batch, prepare_cards
from transfer.services.job import Chunk, Job, Row
from transfer.services.news import difference_chunks
from transfer.services.tally import BROKEN, TWICE, Tally

BLOCK = 500
Act = RunRows.Act
Item = Card | LeftOut | Fault
PASSED = 2_000
"""How many cards are recognised at once that an earlier turn has written."""


@dataclass(slots=True)
class _Work:
    """One block of items on its way to a chunk."""

    job: Job
    chunk: Chunk
    batch: Batch = field(default_factory=Batch)
    plans: dict[Person, Plan] = field(default_factory=dict)
    details: dict[Person, Details] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)
    places: dict[Person, Fault] = field(default_factory=dict)

    def row(self, item: Card | LeftOut | Fault, act: str, words: str, person: Person | None = None) -> None:
        shown = item.shown if isinstance(item, Card) else ""
        self.chunk.rows.append(Row(item.file, item.line, act, words, person, shown))

    def fault(self, fault: Fault) -> None:
        self.chunk.faults.append(fault)
        self.chunk.tally.faults += 1


def card_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The cards of the upload in the order of the file, with all faults and whatever is left out on purpose."""
    items = cast(Iterator[Item], job.items(Card, LeftOut, Fault))
    block = list(islice(items, min(cursor, PASSED)))
    whois: Whois | None = None
    passed = 0
    while block and passed < cursor:  # so that nobody is taken for somebody of an earlier row
        passed += len(block)
        whois = _find(job, whois, block)[0]
        block = list(islice(items, min(cursor - passed, PASSED)))
    while block := list(islice(items, min(BLOCK, max(1, int(job.pace.size))))):
        job.alive()
        cursor += len(block)
        whois, seen = _find(job, whois, block)
        yield _chunk(job, cursor, block, seen)
    if whois is not None and job.parts.connections is None:  # which tell of everybody
        yield from difference_chunks(job=job, seen=partial(_ids, whois), cursor=cursor, total=None)


def _find(job: Job, whois: Whois | None, block: Sequence[Item]) -> tuple[Whois | None, list[Seen]]:
    cards = [item for item in block if isinstance(item, Card)]
    if not cards:
        return whois, []
    whois = whois or Whois(job)
    return whois, whois.find(cards)


def _ids(whois: Whois) -> list[int]:
    return [one.pk for one in whois.everyone.by_pk.values() if one.line and one.pk]


def _chunk(job: Job, cursor: int, block: Sequence[Item], seen: Sequence[Seen]) -> Chunk:
    work = _Work(job, Chunk(cursor, Tally()))
    _read(work, [one for one in seen if not (one.why_not or one.waits)])
    cards = iter(seen)
    for item in block:
        if isinstance(item, Card):
            _add(work, next(cards))
        elif isinstance(item, LeftOut):
            work.chunk.tally.skip(item.why)
            work.row(item, Act.SKIPPED, item.why)
        else:
            work.chunk.tally.skip(BROKEN, 0 if item.kept else 1)
            work.fault(item)
    _count(work, seen)
    work.batch.plans = [plan for plan in work.plans.values() if plan.is_new or plan.has_told or plan.changes]
    if not work.batch.is_empty:
        lines = {
            at: work.places[plan.person]
            for at, plan in enumerate(work.batch.plans)
            if plan.person in work.places
        }
        work.chunk.prepare = partial(prepare_cards, job, work.batch, work.chunk.faults, lines)
    return work.chunk


def _read(work: _Work, seen: Sequence[Seen]) -> None:
    """What was told and what the book says of those about whom there is anything new."""
    job, ids = work.job, {one.person.pk for one in seen if one.person.pk}
    rows = Told.objects.owned_by(job.owner).filter(source=job.source, contact__in=ids) if ids else []
    work.told = {row.contact_id: row for row in rows}
    news = [one for one in seen if one.person.pk and _has_news(one, work.told.get(one.person.pk))]
    if news:
        with_notes = any(one.facts.notes for one in news)
        found = details_of(job.owner, {one.person.pk for one in news}, with_notes=with_notes)
        work.details = {one.person: found[one.person.pk] for one in news if one.person.pk in found}


def _has_news(one: Seen, told: Told | None) -> bool:
    if told is None or told.is_gone:
        return True
    keys = [told.key, *told.card.get("also", ())]
    return one.key not in keys or joined(told.card, one.telling, is_more=one.is_more) != told.card


def _add(work: _Work, one: Seen) -> None:
    """Put one card into the plan of its person, or tell why not."""
    tally = work.chunk.tally
    for reason in one.facts.faults:
        work.fault(Fault(one.card.file, one.card.line, reason[:300], kept=not one.why_not))
    if one.why_not:
        tally.skip(one.why_not)
        work.row(one.card, Act.SKIPPED, one.why_not, one.person if one.person.pk else None)
    elif one.waits:
        tally.waits += 1
        work.batch.waiting.append(one)
        work.row(one.card, Act.WAITS, reason_of(one), one.person)
    else:
        plan = work.plans.get(one.person) or _plan(work, one)
        if one.is_new or one.person in work.details:
            add_card(
                work.job.owner, plan, work.details.setdefault(one.person, Details()), one, work.job.today
            )
        if one.facts.photo:
            work.places[one.person] = Fault(one.card.file, one.card.line, "")


def _plan(work: _Work, one: Seen) -> Plan:
    told = work.told.get(one.person.pk) if one.person.pk else None
    contact = work.details[one.person].contact if one.person in work.details else None
    plan = Plan(
        one.person, one.is_new, told.key if told else one.key, dict(told.card) if told else {}, told, contact
    )
    work.plans[one.person] = plan
    return plan


def _count(work: _Work, seen: Sequence[Seen]) -> None:
    """What became of the cards, once all of the block about one person are in."""
    tally, counted = work.chunk.tally, set[Person]()
    for one in seen:
        plan = work.plans.get(one.person)
        if plan is None or one.why_not or one.waits:
            continue
        if one.person in counted or (one.is_more and not plan.changes):
            tally.skip(TWICE)
            work.row(one.card, Act.SKIPPED, TWICE, one.person)
            continue
        counted.add(one.person)
        _count_one(work, one, plan)


def _count_one(work: _Work, one: Seen, plan: Plan) -> None:
    tally = work.chunk.tally
    if plan.is_new:
        tally.added += 1
        work.row(one.card, Act.ADDED, "added", one.person)
    elif plan.changes:
        tally.updated += 1
        work.row(one.card, Act.UPDATED, f"{_how(one)}; new {plan.words}", one.person)
    else:
        tally.unchanged += 1
        work.row(one.card, Act.UNCHANGED, _how(one), one.person)


def _how(one: Seen) -> str:
    return one.how if one.how.startswith("the same") else f"matched by {one.how}"
