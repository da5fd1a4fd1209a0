"""Of whom no file knows whether the owner ever shared a coffee, a meal or a drink with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, State
from contacts.queries import shows_strength
from domain.health import Health
from interactions.models import Participation
from network.models import Link, SweepAnswer
from network.queries.facts.talks import IN_PERSON
from network.queries.standings import standing_of
from relationships.queries import Listing, strength_expression

TEN = 10
STRONGEST, CHUNK = 2_000, 500
MANY = 500
"""Beyond so many open questions nobody counts on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to ask about; without an answer the question is open."""

    contact: Contact
    strength: float | None
    health: Health
    links: str
    answer: SweepAnswer | None


def sweep_ids(user: User, today: date, *, unsure: bool = False) -> list[int]:
    """The next ten to ask about, strongest first; with `unsure`, of those where the owner was not sure."""
    if unsure:
        exact = strength_expression(today, prefix="contact__standing__")
        return list(_unsure(user).annotate(exact=exact).order_by("-exact").values_list("pk", flat=True)[:TEN])
    found = _among_strongest(user, today)
    if len(found) == TEN:
        return found
    ranked = _open(user).annotate(exact=strength_expression(today)).order_by("-exact", "-pk")
    return list(ranked.values_list("pk", flat=True)[:TEN])


def _among_strongest(user: User, today: date) -> list[int]:
    """The first ten among the strongest of the book, which are known without sorting everybody."""
    listing = Listing(user, today)
    found: list[int] = []
    for start in range(0, STRONGEST, CHUNK):
        strongest = listing.by_strength(start, start + CHUNK)
        asked = set(_open(user).filter(pk__in=strongest).values_list("pk", flat=True))
        found += [pk for pk in strongest if pk in asked]
        if len(found) >= TEN or len(strongest) < CHUNK:
            break
    return found[:TEN]


def sweep_rows(user: User, ids: Sequence[int], today: date) -> list[Asked]:
    """These people in their order; those who are not the owner's are left out. Four queries."""
    people = (
        Contact.objects.owned_by(user)
        .filter(pk__in=ids)
        .select_related("standing")
        .prefetch_related("posts")
        .in_bulk()
    )
    answers = SweepAnswer.objects.owned_by(user).filter(contact__in=people).in_bulk()
    links: dict[int, list[str]] = {}
    for link in Link.objects.owned_by(user).filter(contact__in=people, until=None).order_by("network"):
        links.setdefault(link.contact_id, []).append(link.get_network_display())
    return [
        _asked(user, people[pk], answers.get(pk), ", ".join(links.get(pk, [])), today)
        for pk in dict.fromkeys(ids)
        if pk in people
    ]


def sweep_person_or_404(user: User, pk: int) -> Contact:
    """One live contact of this owner; anything else raises Http404."""
    found: Contact | None = Contact.objects.owned_by(user).filter(pk=pk, deleted_at=None).first()
    if found is None:
        raise Http404
    return found


def sweep_counts(user: User) -> tuple[int, int, int]:
    """How many answers there are, how many of them are "not sure", and how many people are open, up to MANY + 1."""
    answers = SweepAnswer.objects.owned_by(user)
    return answers.count(), _unsure(user).count(), _open(user).order_by()[: MANY + 1].count()


def sweep_is_done(user: User) -> bool:
    """Whether the owner has answered for everybody they are linked with, and for anybody at all."""
    return SweepAnswer.objects.owned_by(user).exists() and not _open(user).order_by().exists()


def _lacking(contact: str) -> Q:
    """With a link that holds and without a logged coffee, meal or drink; `contact` leads to the person."""
    active = Link.objects.filter(contact=OuterRef(contact), until=None)
    met = Participation.objects.filter(
        contact=OuterRef(contact), talked=True, interaction__kind__in=IN_PERSON, interaction__deleted_at=None
    )
    return Q(Exists(active)) & ~Q(Exists(met))


def _open(user: User) -> QuerySet[Contact]:
    answered = SweepAnswer.objects.filter(contact=OuterRef("pk"))
    people = Contact.objects.owned_by(user).filter(deleted_at=None, state=State.ACTIVE)
    return people.filter(_lacking("pk"), ~Exists(answered))


def _unsure(user: User) -> QuerySet[SweepAnswer]:
    rows = SweepAnswer.objects.owned_by(user).filter(met=None)
    live = rows.filter(contact__deleted_at=None, contact__state=State.ACTIVE)
    return live.filter(_lacking("contact"))


def _asked(user: User, contact: Contact, answer: SweepAnswer | None, links: str, today: date) -> Asked:
    standing = standing_of(contact)
    if standing is None:
        return Asked(contact, None, Health.UNKNOWN, links, answer)
    strength = standing.strength_on(today) if shows_strength(user, contact) else None
    return Asked(contact, strength, standing.health_on(today), links, answer)
