"""What is worked out from a book's rows, written for a whole book at once after it was restored."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from accounts import bulk
from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact, Identity, NameKey, Note, SearchText, Spelling, Trace
from contacts.services import card_words
from domain.namekeys import card_keys, trace_keys
from domain.names import spellings
from interactions.services import rescore_book
from reminders.services import look_again
from transfer.services.journal import WRITTEN

AT_ONCE = 500
LONGEST_SPELLING = 200


def rebuild(*, owner: User, now: datetime) -> None:
    """Spellings, name keys, search words and standings of everybody, the deleted too, and a look at who is due.

    For rows that have none of them yet. To be called in a transaction that holds the book.
    """
    for some in _chunks(Contact.objects.filter(owner=owner)):
        _index(owner, some)
    for some in _chunks(Trace.objects.filter(owner=owner)):
        keys = [(trace.pk, key) for trace in some for key in sorted(trace_keys(trace.name))]
        bulk.insert(NameKey, ("trace_id", "key"), keys, {"owner_id": owner.pk})
    bulk.refresh_statistics(WRITTEN)
    rescore_book(owner=owner, today=today_of(owner, now))
    look_again(owner=owner, now=now)


def today_of(owner: User, now: datetime) -> date:
    """The owner's day; their zone may just have come with the archive."""
    return now.astimezone(zone_of(owner)).date()


def _chunks(rows: QuerySet[Any]) -> Any:
    """All rows by their ids, a list of some at a time; related rows of people come along."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = some[-1].pk
        yield some


def _index(owner: User, contacts: Sequence[Contact]) -> None:
    ids = [contact.pk for contact in contacts]
    told = Contact.objects.filter(pk__in=ids).prefetch_related("identities", "posts", "tags").order_by("pk")
    notes = _notes(owner, ids)
    called: list[tuple[Any, ...]] = []
    keys: list[tuple[Any, ...]] = []
    texts: list[tuple[Any, ...]] = []
    for contact in told:
        others = [row.shown for row in contact.identities.all() if row.kind == Identity.Kind.ALIAS]
        found = spellings(
            given=contact.given,
            family=contact.family,
            display=contact.display,
            nickname=contact.nickname,
            aliases=others,
        )
        called += [(contact.pk, text[:LONGEST_SPELLING], int(rank)) for text, rank in found.items()]
        likely = card_keys(given=contact.given, family=contact.family, others=[contact.display, *others])
        keys += [(contact.pk, key) for key in sorted(likely)]
        texts.append((contact.pk, card_words(contact, notes[contact.pk])))
    same = {"owner_id": owner.pk}
    bulk.insert(Spelling, ("contact_id", "text", "rank"), called, same)
    bulk.insert(NameKey, ("contact_id", "key"), keys, same)
    bulk.insert(SearchText, ("contact_id", "words"), texts, same)


def _notes(owner: User, ids: Sequence[int]) -> dict[int, list[str]]:
    """What is noted about each, in the order in which index_contacts has it."""
    found: dict[int, list[str]] = defaultdict(list)
    for contact_id, text in (
        Note.objects.owned_by(owner).filter(contact__in=ids).values_list("contact_id", "text")
    ):
        found[contact_id].append(text)
    return found
