"""Writing connections: new contacts with everything derived from them, and changes of known ones."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from accounts.models import User
from contacts.models import Contact, Identity, Post
from contacts.services import index_contacts
from domain.namekeys import card_keys
from domain.names import Rank, spellings
from domain.search import search_words
from interactions.models import Interaction
from network.models import Link
from transfer.models import RunNews, Told
from transfer.queries.book import Person
from transfer.services.job import Job
from transfer.services.journal import Journal
from transfer.services.known import Plan
from transfer.services.linked import WEIGHT, write_linked
from transfer.services.newcomers import write_newcomers
from transfer.services.news import write_news
from transfer.services.standings import first_values, rescore

TOLD = ("key", "slug", "email", "organisation", "title", "linked_on", "post_id")


@dataclass(slots=True)
class Newcomer:
    """Somebody to be written, with everything that follows from the name and the day alone; ids come later."""

    plan: Plan
    card: tuple[str, str, str, str]
    spellings: dict[str, Rank]
    keys: Collection[str]
    words: str
    standing: Sequence[object]

    @property
    def person(self) -> Person:
        return self.plan.found.person


def prepare_people(job: Job, plans: Sequence[Plan]) -> Callable[..., None]:
    """Work out what there is to write about the people of these plans; what is returned writes it."""
    contact = Contact(owner=job.owner)
    new = [_draft(contact, plan, job.today) for plan in plans if plan.found.is_new]
    return partial(_write, source=job.source, plans=plans, new=new)


def _draft(scratch: Contact, plan: Plan, today: date) -> Newcomer:
    row = plan.found.row
    scratch.given, scratch.family, scratch.display = row.given, row.family, ""
    scratch.tidy_names()
    called = spellings(given=scratch.given, family=scratch.family, display=scratch.display)
    day = _ordinal(plan)
    return Newcomer(
        plan,
        (scratch.given, scratch.family, scratch.display, scratch.sort_name),
        called,
        card_keys(given=scratch.given, family=scratch.family),
        _words(scratch, plan),
        first_values(day, WEIGHT, today),
    )


def _words(contact: Contact, plan: Plan) -> str:
    """The same words as `contacts.services.card_words` finds for a card with no more than this on it."""
    parts = [contact.display, contact.given, contact.family]
    parts += [f"{shown} {key}" for _kind, _network, key, shown in plan.identities]
    parts += [f"{plan.organisation} {plan.title}"] if plan.makes_post else []
    return " | ".join(search_words(part) for part in parts if part)


def _write(
    *, journal: Journal, source: str, plans: Sequence[Plan], new: Sequence[Newcomer], now: datetime
) -> None:
    """Write what the plans say, and their newcomers, who get their ids; what is derived of others follows."""
    write_newcomers(journal, ("given", "family", "display", "sort_name"), new, now)
    _write_identities(journal, plans)
    posts = _write_posts(journal, plans)
    _write_told(journal, source, plans, posts)
    _write_links(journal, source, plans)
    _write_linked(journal, source, plans, now)
    _follow(journal.run.owner, [plan for plan in plans if not plan.found.is_new], now)


def _write_identities(journal: Journal, plans: Sequence[Plan]) -> None:
    rows = [(plan.found.person.pk, *identity) for plan in plans for identity in plan.identities]
    journal.insert(Identity, ("contact_id", "kind", "network", "key", "shown"), rows)


def _write_posts(journal: Journal, plans: Sequence[Plan]) -> dict[int, int]:
    """The ids of the posts that are ours, by contact id."""
    making = [plan for plan in plans if plan.makes_post]
    rows = [(plan.found.person.pk, plan.organisation, plan.title) for plan in making]
    ids = journal.insert(Post, ("contact_id", "organisation", "title"), rows)
    changed = [(plan.post, plan.organisation, plan.title) for plan in plans if plan.post]
    journal.update(Post, ("organisation", "title"), changed)
    return {plan.found.person.pk: pk for plan, pk in zip(making, ids, strict=True)}


def _write_told(journal: Journal, source: str, plans: Sequence[Plan], posts: dict[int, int]) -> None:
    made, changed = [], []
    for plan in plans:
        pk = plan.found.person.pk
        values = (plan.key, plan.slug, plan.email, plan.organisation, plan.title, plan.linked_on)
        if plan.told is None:
            made.append((pk, *values, posts.get(pk)))
        elif plan.has_news:
            changed.append((plan.told, *values, posts.get(pk, plan.told.post_id), False))
    _write_news(journal, plans)
    journal.insert(Told, ("contact_id", *TOLD), made, source=source)
    journal.update(Told, (*TOLD, "is_gone"), changed)


def _write_news(journal: Journal, plans: Sequence[Plan]) -> None:
    moved = [(plan.found.person.pk, *plan.moved) for plan in plans if plan.moved]
    back = [(plan.found.person.pk, "", "") for plan in plans if plan.told and plan.told.is_gone]
    write_news(journal=journal, kind=RunNews.Kind.MOVED, news=moved)
    write_news(journal=journal, kind=RunNews.Kind.BACK, news=back)


def _write_links(journal: Journal, source: str, plans: Sequence[Plan]) -> None:
    rows = [(plan.found.person.pk, plan.linked_on, plan.address) for plan in plans if plan.makes_link]
    journal.insert(Link, ("contact_id", "since", "address"), rows, network=source)
    changed = [(plan.link, plan.since, plan.address) for plan in plans if plan.link]
    journal.update(Link, ("since", "address"), changed)


def _write_linked(journal: Journal, source: str, plans: Sequence[Plan], now: datetime) -> None:
    """Those of newly linked people, and those whose day the file now tells otherwise."""
    since = [(plan.found.person.pk, plan.linked_on) for plan in plans if plan.makes_linked and plan.linked_on]
    write_linked(journal, source, since, now)
    moved = [plan for plan in plans if plan.linked]
    journal.update(Interaction, ("day",), [(plan.linked, plan.linked_on) for plan in moved])
    for plan in moved:
        if plan.linked:
            plan.linked.participations.update(touch_day=_ordinal(plan))


def _ordinal(plan: Plan) -> int | None:
    return plan.linked_on.toordinal() if plan.linked_on else None


def _follow(owner: User, plans: Sequence[Plan], now: datetime) -> None:
    cards = [plan.found.person.pk for plan in plans if plan.identities or plan.makes_post or plan.post]
    if cards:
        index_contacts(owner=owner, contact_ids=cards)
    moved = [plan.found.person.pk for plan in plans if plan.makes_linked or plan.linked]
    if moved:
        rescore(owner=owner, contact_ids=moved, now=now)
