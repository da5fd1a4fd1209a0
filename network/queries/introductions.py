"""Reading introductions: who is in them, which came to an end, and whom the owner asked of late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from domain.introductions.steps import Step, Taken, Way
from domain.names import fold
from network.models import Introduction, IntroductionStep

LONGEST_NAME = 24
"""What a button has room for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How often the owner asked somebody for an introduction, and when last."""

    count: int
    last_on: date


def way_of(introduction: Introduction) -> Way:
    """Whether a contact introduces the owner, or the owner two contacts."""
    return Way.TO_ME if introduction.broker_id else Way.BY_ME


def first_asked(introduction: Introduction) -> Contact:
    """Who is asked first: the broker, else the one of the two whom the owner introduces."""
    one: Contact | None = introduction.broker or introduction.whom
    if one is None:
        raise ValueError("An introduction has somebody who is asked first.")
    return one


def names_of(introduction: Introduction) -> tuple[str, str]:
    """The names of who is asked first and of the other."""
    to = introduction.to.display if introduction.to else introduction.to_name
    return first_asked(introduction).display, to


def short_names_of(introduction: Introduction) -> tuple[str, str]:
    """The first names of both, for buttons; the whole names where they are called alike."""
    one, to = first_asked(introduction), introduction.to
    short = (first_name(one), first_name(to) if to else introduction.to_name.split()[0])
    alike = fold(short[0]) == fold(short[1])
    return names_of(introduction) if alike else (short[0][:LONGEST_NAME], short[1][:LONGEST_NAME])


def first_name(contact: Contact) -> str:
    """How somebody is addressed: by the given name, else as they are called in the book."""
    return contact.given or contact.display


def taken_of(introduction: Introduction) -> list[Taken]:
    """The steps that were taken, in their order."""
    return [Taken(Step(row.kind), row.on) for row in introduction.steps.all()]


def last_step_of(introduction: Introduction) -> int | None:
    """The id of the step that was taken last."""
    rows = IntroductionStep.objects.filter(introduction=introduction).order_by("-made_at", "-pk")
    found: int | None = rows.values_list("pk", flat=True).first()
    return found


def introductions_of(user: User) -> QuerySet[Introduction]:
    """The owner's introductions with their people and steps; those whose people were deleted are left out."""
    rows = Introduction.objects.owned_by(user).filter(
        Q(broker=None) | Q(broker__deleted_at=None), Q(whom=None) | Q(whom__deleted_at=None)
    )
    steps = Prefetch("steps", IntroductionStep.objects.owned_by(user))
    return rows.select_related("broker", "through", "whom", "to", "reminder").prefetch_related(steps)


def introduction_or_404(user: User, pk: int) -> Introduction:
    """One introduction of this owner; anything else raises Http404."""
    return _found(user, introductions_of(user).filter(pk=pk).first())


def gone_introduction_or_404(user: User, pk: int) -> Introduction:
    """One deleted introduction of this owner; anything else raises Http404."""
    return _found(user, Introduction.objects.removed_by(user).filter(pk=pk).first())


def _found(user: User, introduction: Introduction | None) -> Introduction:
    if introduction is None:
        raise Http404
    introduction.owner = user
    return introduction


def closed_introductions(user: User) -> QuerySet[Introduction]:
    """What came to an end, the newest first."""
    return introductions_of(user).exclude(closed_on=None).order_by("-closed_on", "-pk")


def brokers_of(user: User, most: int) -> list[tuple[Contact, int, int]]:
    """Who was asked to introduce the owner, how often, and how many of these were made; most asked first."""
    asked = Q(
        introductions_made__owner=user,
        introductions_made__deleted_at=None,
        introductions_made__steps__isnull=False,
    )
    made = asked & Q(introductions_made__steps__kind=IntroductionStep.Kind.MADE)
    people = Contact.objects.owned_by(user).annotate(
        asked=Count("introductions_made", filter=asked, distinct=True),
        made=Count("introductions_made", filter=made, distinct=True),
    )
    ordered = people.filter(asked__gt=0).order_by("-asked", "sort_name", "pk")
    counts = list(ordered.values_list("pk", "asked", "made")[:most])
    found = Contact.objects.owned_by(user).in_bulk([pk for pk, *_ in counts])
    return [(found[pk], times, fine) for pk, times, fine in counts]


def asks_of(user: User, broker_ids: Iterable[int], since: date) -> dict[int, Asked]:
    """How often each of these was asked for an introduction since a day, by contact id; who was not is left out.

    An ask counts on the day of its first step; one that was only planned does not. One query.
    """
    rows = Introduction.objects.owned_by(user).filter(broker__in=list(broker_ids))
    firsts = rows.order_by().values("pk", "broker_id").annotate(first_on=Min("steps__on"))
    found: dict[int, Asked] = {}
    for row in firsts.filter(first_on__gte=since):
        before = found.get(row["broker_id"])
        count, last = (before.count, before.last_on) if before else (0, row["first_on"])
        found[row["broker_id"]] = Asked(count + 1, max(last, row["first_on"]))
    return found


def open_twin(
    user: User, *, broker: int | None, whom: int | None, to: int | None, name: str
) -> Introduction | None:
    """The same introduction where it is under way: between the same people, or to the same name."""
    rows = introductions_of(user).filter(closed_on=None)
    if broker is None:
        either = Q(whom=whom, to=to) | Q(whom=to, to=whom) if to else Q(whom=whom, to=None)
        rows = rows.filter(either, broker=None)
    else:
        rows = rows.filter(broker=broker)
        rows = rows.filter(to=to) if to else rows
    if to:
        return rows.first()
    return next((one for one in rows if fold(names_of(one)[1]) == fold(name)), None)
