"""Writing what cards say: new contacts with everything derived from them, and changes of known ones."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import Any

from accounts import bulk
from accounts.models import User
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    KeptLines,
    Note,
    Photo,
    Post,
    State,
    Tag,
)
from contacts.services import Drawn, NoPicture, draw_photo, index_contacts
from network.models import Link
from relationships.services import freeze, retime
from reminders.models import Reminder
from reminders.queries import rule_mark
from reminders.services import look_again
from transfer.formats.faults import Fault
from transfer.models import PossibleMatch, RunNews, Told
from transfer.services.cards.compare import NAMES, Plan
from transfer.services.cards.drafts import CARD, Draft, drafts_of
from transfer.services.cards.facts import NAME
from transfer.services.cards.plain import card_to_plain
from transfer.services.cards.whois import Seen
from transfer.services.job import Job
from transfer.services.journal import Journal, TagOf
from transfer.services.known import imported
from transfer.services.linked import linked_key, write_linked
from transfer.services.newcomers import write_newcomers
from transfer.services.news import write_news
from transfer.services.standings import rescore

PHOTO = ("data", "small", "digest")
WISHES = {"circle", "is_family", "is_pinned", "state"}
WAITING = (
    *("key", "line", "name", "card", "contact_id", "confidence"),
    *("evidence_for", "evidence_against", "others"),
)


@dataclass(slots=True)
class Batch:
    """What one chunk of cards writes: plans of people, and cards that wait for the owner."""

    plans: list[Plan] = field(default_factory=list)
    waiting: list[Seen] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.plans or self.waiting)


def prepare_cards(
    job: Job, batch: Batch, faults: list[Fault], lines: dict[int, Fault]
) -> Callable[..., None]:
    """Work out what there is to write; what is returned writes it. Pictures that cannot be drawn become `faults`.

    `lines` holds a blank fault for each person's photo, by the place of the plan.
    """
    drafts = drafts_of(job.owner, batch.plans, job.today)
    photos, bad = draw(batch.plans, job.alive)
    for at, reason in bad.items():
        place = lines[at]
        faults.append(Fault(place.file, place.line, f"its picture: {reason}", kept=True))
    return partial(write_cards, source=job.source, batch=batch, drafts=drafts, photos=photos)


def draw(
    plans: Sequence[Plan], alive: Callable[[], None] = lambda: None
) -> tuple[dict[int, Drawn], dict[int, str]]:
    """The pictures of these plans drawn anew, and why others cannot be; both by the place of the plan."""
    photos, bad = dict[int, Drawn](), dict[int, str]()
    for at, plan in enumerate(plans):
        if plan.photo:
            alive()
            try:
                photos[at] = draw_photo(plan.photo)
            except NoPicture as error:
                bad[at] = str(error)
    return photos, bad


def write_cards(
    *,
    journal: Journal,
    source: str,
    batch: Batch,
    drafts: Sequence[Draft],
    photos: dict[int, Drawn],
    now: datetime,
) -> None:
    """Write what the plans say, and their newcomers, who get their ids; what is derived of others follows."""
    plans = batch.plans
    write_newcomers(journal, CARD, drafts, now)
    _write_columns(journal, plans)
    _insert(journal, Identity, ("kind", "network", "key", "shown"), plans, "identities")
    _write_posts(journal, plans)
    _insert(journal, Address, ("label", *Address.PARTS), plans, "addresses")
    _write_photos(journal, plans, photos, now)
    _write_kept(journal, plans)
    _write_dates(journal, plans, now)
    _write_notes(journal, plans, now)
    _write_tags(journal, plans)
    _write_links(journal, plans)
    linked = _write_linked(journal, source, plans, now)
    _write_told(journal, source, plans)
    _write_news(journal, plans)
    _write_waiting(journal, source, batch.waiting)
    _follow(journal.run.owner, plans, drafts, now)
    if linked:
        rescore(owner=journal.run.owner, contact_ids=linked, now=now)


def _insert(
    journal: Journal, model: Any, names: Sequence[str], plans: Iterable[Plan], attribute: str
) -> list[int]:
    rows = [(plan.person.pk, *row) for plan in plans for row in getattr(plan, attribute)]
    return journal.insert(model, ("contact_id", *names), rows)


def _write_columns(journal: Journal, plans: Iterable[Plan]) -> None:
    """Changed columns of contacts, those with the same ones together."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for plan in plans:
        if plan.contact is not None and plan.columns:
            names = tuple(sorted(plan.columns))
            groups[names].append((plan.contact, *(plan.columns[name] for name in names)))
    for names, rows in groups.items():
        journal.update(Contact, names, rows)


def _write_posts(journal: Journal, plans: Sequence[Plan]) -> None:
    columns = ("organisation", "title", "since", "until")
    _insert(journal, Post, columns, plans, "posts")
    journal.update(Post, columns, [(post, *row) for plan in plans for post, row in plan.changed_posts])


def _write_photos(journal: Journal, plans: Sequence[Plan], photos: dict[int, Drawn], now: datetime) -> None:
    old = [plans[at].person.pk for at in photos if plans[at].had_photo]
    known = Photo.objects.owned_by(journal.run.owner).in_bulk(old) if old else {}
    made = [(plans[at].person.pk, *drawn) for at, drawn in photos.items() if plans[at].person.pk not in known]
    changed = [
        (known[plans[at].person.pk], *drawn, now)
        for at, drawn in photos.items()
        if plans[at].person.pk in known
    ]
    journal.insert(Photo, ("contact_id", *PHOTO), made, changed_at=now)
    journal.update(Photo, (*PHOTO, "changed_at"), changed)


def _write_kept(journal: Journal, plans: Sequence[Plan]) -> None:
    rows = [(plan, plan.kept) for plan in plans if plan.kept]
    made = [(plan.person.pk, *kept) for plan, kept in rows if plan.was_kept is None]
    journal.insert(KeptLines, ("contact_id", "uid", "lines"), made)
    changed = [(plan.was_kept, *kept) for plan, kept in rows if plan.was_kept is not None]
    journal.update(KeptLines, ("uid", "lines"), changed)


def _write_dates(journal: Journal, plans: Sequence[Plan], now: datetime) -> None:
    """The dates with their reminders, which have their turn at the next tick."""
    rows = [(plan.person.pk, *row) for plan in plans for row in plan.dates]
    ids = journal.insert(ImportantDate, ("contact_id", "kind", "label", "month", "day", "year"), rows)
    rules = [(row[0], pk, _mark(row[3], row[4])) for pk, row in zip(ids, rows, strict=True)]
    same = {
        "owner_id": journal.run.owner_id,
        "kind": Reminder.Kind.DATE.value,
        "counts_from": now.date(),
        "next_at": _past(now.date()),
        "created_at": now,
    }
    bulk.insert(Reminder, ("contact_id", "date_id", "starts_on"), rules, same)


@lru_cache(maxsize=400)
def _mark(month: int, day: int) -> date:
    return rule_mark(ImportantDate(month=month, day=day))


def _past(today: date) -> datetime:
    """A moment that is past, wherever the owner is."""
    return datetime.combine(today, time(), UTC) - timedelta(days=1)


def _write_notes(journal: Journal, plans: Sequence[Plan], now: datetime) -> None:
    rows = [(plan.person.pk, text, _at(at, now)) for plan in plans for text, at in plan.notes]
    journal.insert(
        Note, ("contact_id", "text", "created_at", "updated_at"), [(*row, row[-1]) for row in rows]
    )


def _at(at: datetime | None, now: datetime) -> datetime:
    if at is None:
        return now
    return at.replace(tzinfo=now.tzinfo) if at.tzinfo is None else at


def _write_tags(journal: Journal, plans: Sequence[Plan]) -> None:
    """The tags, made as they are needed however they are written."""
    bearing = [(plan.person.pk, name) for plan in plans for name in plan.tags]
    if not bearing:
        return
    rows = Tag.objects.owned_by(journal.run.owner).values_list("name", "pk")
    known = {name.lower(): pk for name, pk in rows}
    missing = {name.lower(): name for _pk, name in reversed(bearing) if name.lower() not in known}
    ids = journal.insert(Tag, ("name",), [(name,) for name in missing.values()])
    known |= dict(zip(missing, ids, strict=True))
    wanted = dict.fromkeys((pk, known[name.lower()]) for pk, name in bearing)
    journal.insert(TagOf, ("contact_id", "tag_id"), list(wanted))


def _write_links(journal: Journal, plans: Sequence[Plan]) -> None:
    _insert(journal, Link, ("network", "since", "until", "address"), plans, "links")
    changed = [(link, *row[1:]) for plan in plans for link, row in plan.changed_links]
    journal.update(Link, ("since", "until", "address"), changed)


def _write_linked(journal: Journal, source: str, plans: Sequence[Plan], now: datetime) -> list[int]:
    """Of those newly linked on the network that the file is of, since when they are; the ids of these contacts."""
    since = {
        plan.person.pk: day
        for plan in plans
        for network, day, until, _address in plan.links
        if network == source and day and until is None
    }
    keys = {linked_key(pk): pk for pk in since}
    known = imported(journal.run.owner, source, keys).values_list("external_key", flat=True) if keys else ()
    for key in known:
        del since[keys[key]]
    write_linked(journal, source, list(since.items()), now)
    return list(since)


def _write_told(journal: Journal, source: str, plans: Sequence[Plan]) -> None:
    made = [(plan.person.pk, plan.key, plan.telling) for plan in plans if plan.told is None]
    journal.insert(Told, ("contact_id", "key", "card"), made, source=source)
    changed = [(plan.told, plan.telling, False) for plan in plans if plan.told is not None and plan.has_told]
    journal.update(Told, ("card", "is_gone"), changed)


def _write_news(journal: Journal, plans: Sequence[Plan]) -> None:
    moved = [(plan.person.pk, *plan.news[0]) for plan in plans if plan.news]
    back = [(plan.person.pk, "", "") for plan in plans if plan.told is not None and plan.told.is_gone]
    write_news(journal=journal, kind=RunNews.Kind.MOVED, news=moved)
    write_news(journal=journal, kind=RunNews.Kind.BACK, news=back)


def _write_waiting(journal: Journal, source: str, waiting: Sequence[Seen]) -> None:
    """New questions, and the cards of those that wait already as the file has them now."""
    made, changed = [], []
    for one in waiting:
        said = (one.card.line, one.facts.name[: 2 * NAME], card_to_plain(one.card))
        if one.asked is not None:
            if (one.asked.line, one.asked.name, one.asked.card) != said:
                changed.append((one.asked, *said))
            continue
        best, *others = one.candidates
        made.append(
            (
                *(one.key, *said, best.ref, best.confidence),
                *(list(best.evidence_for), list(best.evidence_against)),
                [[other.ref, other.confidence] for other in others],
            )
        )
    journal.insert(PossibleMatch, WAITING, made, source=source, run_id=journal.run.pk)
    journal.update(PossibleMatch, ("line", "name", "card"), changed)


def _follow(owner: User, plans: Sequence[Plan], drafts: Sequence[Draft], now: datetime) -> None:
    """What is derived: search and names of known people, standings of those with a wish, and who is due."""
    known = [plan.person.pk for plan in plans if not plan.is_new and _is_found_anew(plan)]
    if known:
        index_contacts(owner=owner, contact_ids=known)
    wishes = [plan.person.pk for plan in plans if not plan.is_new and WISHES & set(plan.columns)]
    wishes += [one.plan.person.pk for one in drafts if one.is_held]
    restand(owner=owner, contact_ids=wishes, now=now)
    if wishes or any(plan.dates or "circle" in plan.columns for plan in plans):
        look_again(owner=owner, now=now)


def restand(*, owner: User, contact_ids: Sequence[int], now: datetime) -> None:
    """Derive the standings of contacts whose wishes, pins or state changed."""
    for contact in Contact.objects.owned_by(owner).filter(pk__in=contact_ids):
        contact.owner = owner
        if contact.state == State.DECEASED:
            freeze(contact=contact, today=now.date())
        else:
            retime(contact=contact, today=now.date())


def _is_found_anew(plan: Plan) -> bool:
    """Whether names or search words of a known person change."""
    texts = {*NAMES, "place", "met_how", "met_where"} & set(plan.columns)
    rows = plan.identities or plan.posts or plan.changed_posts or plan.addresses or plan.tags or plan.notes
    return bool(texts or rows)
