"""Reading what happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import BooleanField, Exists, Max, OuterRef, Prefetch, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from contacts.queries import people_called
from domain.quicklog import Entry, name_grams, parse
from domain.search import search_words
from domain.strength import Touch
from interactions.models import Interaction, Participation, Reweighing

WORDED = """NOT ("interactions_interaction"."words" = '')"""
"""Few of a million interactions hold words. Only spelled out does the database see that an index holds just these."""


def interaction_or_404(user: User, pk: int) -> Interaction:
    """One live interaction of this owner; anything else raises Http404."""
    found = Interaction.objects.owned_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def gone_interaction_or_404(user: User, pk: int) -> Interaction:
    """One deleted interaction of this owner; anything else raises Http404."""
    found = Interaction.objects.removed_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def read_line(user: User, line: str, now: datetime) -> Entry:
    """What a quick-log line says, the owner's people resolved first. Raises ValueError for an empty line.

    `now` is aware, in the owner's zone.
    """
    return parse(
        line,
        names=people_called(user, name_grams(line)),
        now=now,
        day_first=user.day_first,
        first_weekday=user.first_weekday,
    )


def touches_with(contact: Contact) -> list[Touch]:
    """Everything with this contact that counts for strength, in no order."""
    return touches_of(contact.owner, [contact.pk]).get(contact.pk, [])


def touches_of(user: User, contact_ids: Iterable[int]) -> dict[int, list[Touch]]:
    """The touches of many contacts by contact id, in one query."""
    found: dict[int, list[Touch]] = defaultdict(list)
    rows = (
        Participation.objects.owned_by(user)
        .filter(contact__in=list(contact_ids), touch_weight__isnull=False)
        .values_list("contact_id", "touch_day", "touch_weight", "counted", "interaction__kind")
    )
    for contact_id, day, weight, counted, kind in rows:
        if day is not None and weight is not None:
            found[contact_id].append(Touch(day, weight, counted, kind))
    return found


def timeline(contact: Contact) -> QuerySet[Interaction]:
    """What happened with a contact, newest first, with everyone who took part."""
    return (
        Interaction.objects.owned_by(contact.owner)
        .filter(participations__contact=contact)
        .prefetch_related(with_people())
        .order_by("-day", "-at", "-pk")
    )


def with_people() -> Prefetch[str]:
    """Prefetches the participants of interactions, those deleted since left out."""
    rows = Participation.objects.filter(contact__deleted_at__isnull=True).select_related("contact")
    return Prefetch("participations", queryset=rows.order_by("pk"), to_attr="people")


def last_talks(user: User, contact_ids: Iterable[int]) -> dict[int, Interaction]:
    """The newest real interaction of each contact, by contact id; imported links do not count."""
    found: dict[int, Interaction] = {}
    rows = (
        Participation.objects.owned_by(user)
        .filter(contact__in=list(contact_ids), interaction__deleted_at__isnull=True, talked=True)
        .exclude(interaction__kind="linked")
        .select_related("interaction")
        .order_by("contact_id", "-interaction__day", "-interaction_id")
    )
    for row in rows:
        found.setdefault(row.contact_id, row.interaction)
    return found


def sensitive_follow_ups(user: User, reminder_ids: Iterable[int]) -> set[int]:
    """Which of these reminders belong to a sensitive interaction, one deleted since included; by id, one query."""
    rows = Interaction.objects.filter(owner=user, sensitive=True, follow_up__in=list(reminder_ids))
    return set(rows.values_list("follow_up_id", flat=True))


def spoken_since(user: User, since: Mapping[int, datetime]) -> set[int]:
    """Of these contact ids: with whom something was recorded since that moment, and still stands. One query.

    What counts is when it was written down, not when it happened; imported links do not count.
    """
    rows = Participation.objects.owned_by(user).filter(
        contact__in=list(since), interaction__deleted_at__isnull=True
    )
    rows = rows.exclude(interaction__kind="linked").order_by()
    newest = rows.values_list("contact_id").annotate(Max("interaction__created_at"))
    return {pk for pk, recorded_at in newest if recorded_at > since[pk]}


def share_begun_by_me(contact: Contact) -> float | None:
    """Of the interactions whose beginner is known, the share that the owner began; None when none is known."""
    rows = timeline_rows(contact).exclude(began="").values_list("began", flat=True)
    known = list(rows)
    return sum(began == "me" for began in known) / len(known) if known else None


def timeline_rows(contact: Contact) -> QuerySet[Interaction]:
    """The live interactions of a contact without their people."""
    return Interaction.objects.owned_by(contact.owner).filter(participations__contact=contact)


def search_interactions(user: User, text: str) -> QuerySet[Interaction]:
    """Interactions whose note, place or side notes hold every word of the text as typed, newest first."""
    worded = RawSQL(WORDED, [], BooleanField())  # noqa: S611  # a constant of ours
    found = Interaction.objects.owned_by(user).filter(worded)
    words = search_words(text[:200]).split()[:8]
    if not words:
        return found.none()
    for word in words:
        found = found.filter(words__contains=word)
    somebody = Participation.objects.filter(interaction=OuterRef("pk"), contact__deleted_at__isnull=True)
    found = found.filter(Exists(somebody))
    return found.prefetch_related(with_people()).order_by("-day", "-pk")


def reweighing_or_404(user: User, pk: int) -> Reweighing:
    """One change of the weights of this owner; anything else raises Http404."""
    found: Reweighing | None = reweighings_of(user).filter(pk=pk).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def reweighings_of(user: User) -> QuerySet[Reweighing]:
    """The owner's changes of the weights, newest first."""
    return Reweighing.objects.owned_by(user)
