"""Why a person that an import added stays when the import is taken back: because of what was added since."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, Note, Photo, Post, Relation, Tie
from interactions.models import Favour, Guest, Participation
from network.models import (
    ClaimedMutual,
    Conduct,
    Decision,
    Introduction,
    Link,
    LinkRequest,
    Question,
    ReviewChoice,
    SweepAnswer,
)
from reminders.models import Reminder
from transfer.models import Merge, Told

TOLD_LATER = "a later import told about them"


def why_it_stays(owner: User, contact_ids: Sequence[int]) -> dict[int, str]:
    """The contacts about whom something is in the book that this run did not bring, with the reason.

    What the run brought must have been taken back before.
    """
    found: dict[int, str] = {}
    reasons = (_reasons, _passed, _merged)
    for reason, rows in (pair for told in reasons for pair in told(owner, contact_ids)):
        for contact_id in rows:
            found.setdefault(contact_id, reason)
    return found


def _reasons(owner: User, ids: Sequence[int]) -> Iterable[tuple[str, QuerySet[Any, int]]]:
    people = Contact.objects.filter(owner=owner, pk__in=ids)
    rules = Reminder.objects.filter(owner=owner).exclude(kind=Reminder.Kind.KEEP_IN_TOUCH)
    together = _of(Participation, owner, ids)
    yield "you logged something with them", together.filter(interaction__source="")
    yield "you edited their card", people.exclude(updated_at=F("created_at")).values_list("pk", flat=True)
    yield TOLD_LATER, _of(Told, owner, ids)
    yield "you wrote a note about them", _of(Note, owner, ids)
    yield TOLD_LATER, together
    yield "you gave them a tag", people.filter(tags__isnull=False).values_list("pk", flat=True)
    introduced = people.filter(introduced__isnull=False)
    yield "you met somebody through them", introduced.values_list("pk", flat=True)
    yield "you noted a date", _of(ImportantDate, owner, ids)
    yield "you set a reminder", rules.filter(contact__in=ids).values_list("contact_id", flat=True)
    yield "you decided about them in review", _of(ReviewChoice, owner, ids)
    yield "you said whether you met", _of(SweepAnswer, owner, ids)
    yield "you asked them a question", _of(Question, owner, ids)
    yield "you noted what they claim, or how they behaved", _of(ClaimedMutual, owner, ids)
    yield "you noted what they claim, or how they behaved", _of(Conduct, owner, ids)
    yield (
        "somebody claims to know them",
        people.filter(claimed_by__isnull=False).values_list("pk", flat=True),
    )
    yield (
        "you decided about a request of theirs",
        Decision.objects.owned_by(owner)
        .filter(contact_before__in=ids)
        .values_list("contact_before", flat=True),
    )
    yield (
        "you decided about a request of theirs",
        LinkRequest.objects.owned_by(owner)
        .filter(contact__in=ids, decisions__isnull=False)
        .values_list("contact", flat=True),
    )
    yield "you added an address", _of(Identity, owner, ids)
    yield "you noted where they live", _of(Address, owner, ids)
    yield "you gave them a photo", _of(Photo, owner, ids)
    yield "you added where they work", _of(Post, owner, ids)
    yield "you linked them elsewhere, or unlinked them", _of(Link, owner, ids)


def _passed(owner: User, ids: Sequence[int]) -> Iterable[tuple[str, QuerySet[Any, int]]]:
    """What passes between people: ties, favours, introductions, places on a list."""
    for side in ("one", "other"):
        yield "you noted whom they know", _by(Tie, side, owner, ids)
    yield "you noted what they are to you", _of(Relation, owner, ids)
    for side in ("contact", "about"):
        yield "you noted a favour", _by(Favour, side, owner, ids)
    for side in ("broker", "through", "whom", "to"):
        yield "you noted an introduction", _by(Introduction, side, owner, ids)
    yield "they are on the list of an event", _of(Guest, owner, ids)


def _merged(owner: User, ids: Sequence[int]) -> Iterable[tuple[str, QuerySet[Any, int]]]:
    merges = Merge.objects.owned_by(owner).filter(undone_at=None)
    yield "you merged them with somebody", merges.filter(kept__in=ids).values_list("kept", flat=True)
    yield "you merged them with somebody", merges.filter(gone__in=ids).values_list("gone", flat=True)


def _of(model: Any, owner: User, ids: Sequence[int]) -> QuerySet[Any, int]:
    return _by(model, "contact", owner, ids)


def _by(model: Any, side: str, owner: User, ids: Sequence[int]) -> QuerySet[Any, int]:
    rows: QuerySet[Any, int] = model.objects.filter(owner=owner, **{f"{side}__in": ids})
    return rows.values_list(f"{side}_id", flat=True)
