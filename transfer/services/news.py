"""What a second file of a source says differently from the one before it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from functools import partial

from accounts import bulk
from accounts.models import User
from contacts.models import Contact
from transfer.models import ImportRun, RunChange, RunNews, Told
from transfer.services.job import Chunk, Job
from transfer.services.journal import Journal, ids_in

Kind = RunNews.Kind
News = tuple[int, str, str]
"""A contact's id, and the words for before and after."""
WORDS = 420
LOST_AT_MOST = 0.5
"""A file that lacks more than this part of the people told of before is another file, not a newer one."""


def write_news(*, journal: Journal, kind: str, news: Sequence[News]) -> None:
    """Note what is new about some contacts, each once in a run; in the transaction of its chunk."""
    if not news:
        return
    ids = [contact_id for contact_id, _before, _after in news]
    known = RunNews.objects.owned_by(journal.run.owner).filter(run=journal.run, kind=kind, contact__in=ids)
    told = set(known.values_list("contact_id", flat=True))
    rows = {pk: (pk, before[:WORDS], after[:WORDS]) for pk, before, after in news if pk not in told}
    journal.insert(
        RunNews,
        ("contact_id", "before", "after"),
        list(rows.values()),
        run_id=journal.run.pk,
        kind=kind,
    )


def difference_chunks(
    *, job: Job, seen: Callable[[], Collection[int]], cursor: int, total: int | None
) -> Iterator[Chunk]:
    """Who is new and who is gone, once all of a file is in: nothing for the first file of a source.

    `seen` gives the ids of the contacts that this file is about. A file without half of those told of before
    tells neither. Who is gone stays in the book; only our note of what the source tells says so.
    """
    runs = ImportRun.objects.owned_by(job.owner).filter(kind=job.source)
    run = runs.filter(state=ImportRun.State.RUNNING).first()
    if run is None or not runs.filter(state=ImportRun.State.DONE).exists():
        return
    gone = _gone(job.owner, job.source, run, set(seen()))
    if gone is None:
        return
    size = max(1, int(job.pace.size))
    new = _made(run, Contact)
    for write, rows in ((_write_new, new), (_write_gone, gone)):
        for start in range(0, len(rows), size):
            yield Chunk(cursor, prepare=_later(write, rows[start : start + size]), total=total)


def _later(write: Callable[..., None], ids: Sequence[int]) -> Callable[[], Callable[..., None]]:
    return lambda: partial(write, ids=ids)


def _gone(owner: User, source: str, run: ImportRun, seen: set[int]) -> list[int] | None:
    """The ids of the contacts that were told of before and no longer are; None if that says nothing."""
    rows = Told.objects.owned_by(owner).filter(source=source).order_by("pk")
    ours = set(_made(run, Told))
    before = [
        (contact_id, bool(is_gone))
        for pk, contact_id, is_gone in bulk.read(rows.values_list("pk", "contact_id", "is_gone"))
        if pk not in ours
    ]
    there = sum(contact_id in seen for contact_id, _is_gone in before)
    if not before or there < len(before) * LOST_AT_MOST:
        return None
    live = Contact.objects.owned_by(owner)
    lost = [contact_id for contact_id, is_gone in before if contact_id not in seen and not is_gone]
    return sorted(live.filter(pk__in=lost).values_list("pk", flat=True)) if lost else []


def _made(run: ImportRun, model: type[Contact] | type[Told]) -> list[int]:
    """The ids of the rows of a table that a run has made so far."""
    rows = RunChange.objects.owned_by(run.owner).filter(
        run=run, act=RunChange.Act.MADE, table=model._meta.model_name
    )
    return [pk for ranges in rows.values_list("rows", flat=True) for pk in ids_in(ranges)]


def _write_new(*, journal: Journal, ids: Sequence[int], now: datetime) -> None:
    there = Contact.objects.owned_by(journal.run.owner).filter(pk__in=ids).values_list("pk", flat=True)
    write_news(journal=journal, kind=Kind.NEW, news=[(pk, "", "") for pk in there])


def _write_gone(*, journal: Journal, ids: Sequence[int], now: datetime) -> None:
    owner, source = journal.run.owner, journal.run.kind
    rows = Told.objects.owned_by(owner).filter(source=source, contact__in=ids, is_gone=False)
    journal.update(Told, ("is_gone",), [(row, True) for row in rows])
    write_news(journal=journal, kind=Kind.VANISHED, news=[(pk, "", "") for pk in ids])
