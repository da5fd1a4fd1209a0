"""Two of the owner's people who should know each other, with the reasons."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, Note, Post, State, Tag, Tie
from domain.introductions.pairing import Grounds, Pair, Person, Spell, pair_people
from domain.strength import strength
from interactions.models import Kind, Participation
from network.models import Introduction, NotIntroduced
from relationships.models import COLUMNS, Standing, state_of
from relationships.queries import Listing

STRONGEST = 500
"""Only among so many of the strongest is looked; they are found by an index, however large the book is."""
NOTES_OF_DAYS = 365
MOST_NOTES = 2_000
SHOWN, CANDIDATES = 20, 200
AT_A_TABLE = 12


@dataclass(frozen=True, slots=True)
class Suggested:
    """Two who should meet, and why; `one` is the stronger of them."""

    one: Contact
    other: Contact
    reasons: Sequence[str]

    @property
    def why(self) -> str:
        """The reasons as one line of words."""
        return "; ".join(self.reasons)


def pairs_to_introduce(user: User, today: date) -> list[Suggested]:
    """At most 20 pairs, those with the best reasons first; about a dozen queries, however large the book is.

    Both are alive, active and at or above the owner's line today; no tie between them is known, they were not together
    at a table, the owner neither introduced them before nor said that they do not mean to.
    """
    strengths = _strengths(user, today)
    people = _people(user, list(strengths), today)
    names = {person.id: person.name for person in people}
    grounds = pair_people(people, _shared(user))
    settled = _settled(user, strengths)
    ranked = sorted(
        (pair for pair in grounds if pair not in settled),
        key=lambda pair: _rank(pair, grounds, strengths, names),
    )[:CANDIDATES]
    met = _at_a_table(user, {pk for pair in ranked for pk in pair})
    return _suggested(user, [pair for pair in ranked if pair not in met][:SHOWN], grounds, strengths)


def _strengths(user: User, today: date) -> dict[int, float]:
    """The strengths of those at or above the owner's line, by contact id; of the strongest alone."""
    ids = Listing(user, today).by_strength(0, STRONGEST)
    rows = Standing.objects.owned_by(user).filter(contact__in=ids, contact__state=State.ACTIVE)
    day, line = today.toordinal(), user.introducer_line
    read = {pk: strength(state_of(*values), day) for pk, *values in rows.values_list("contact_id", *COLUMNS)}
    return {pk: value for pk, value in read.items() if value >= line}


def _rank(
    pair: Pair, grounds: Mapping[Pair, Grounds], strengths: Mapping[int, float], names: Mapping[int, str]
) -> tuple[float, float, list[str]]:
    """The best reasons first, then those whose weaker one is strongest, then by name."""
    weaker = min(strengths[pk] for pk in pair)
    return -grounds[pair].weight, -weaker, sorted(names.get(pk, "") for pk in pair)


def _people(user: User, ids: Collection[int], today: date) -> list[Person]:
    """What is known of these people: five queries."""
    tags: dict[int, set[str]] = defaultdict(set)
    tagged = Contact.objects.owned_by(user).filter(pk__in=ids, tags__isnull=False).order_by()
    for pk, name in tagged.values_list("pk", "tags__name"):
        tags[pk].add(name)
    spells: dict[int, list[Spell]] = defaultdict(list)
    posts = Post.objects.owned_by(user).filter(contact__in=ids)
    for pk, *told in posts.values_list("contact_id", "organisation", "since", "until", "title"):
        spells[pk].append(Spell(*told))
    notes = _notes(user, ids, today)
    cards = Contact.objects.owned_by(user).filter(pk__in=ids).values_list("pk", "place", "display")
    return [
        Person(pk, place, frozenset(tags.get(pk, ())), spells.get(pk, ()), notes.get(pk, ()), name)
        for pk, place, name in cards
    ]


def _notes(user: User, ids: Collection[int], today: date) -> dict[int, list[str]]:
    """What was noted of each in the last year, on their card and of talks with them alone; nothing sensitive."""
    since = today - timedelta(days=NOTES_OF_DAYS)
    found: dict[int, list[str]] = defaultdict(list)
    notes = Note.objects.owned_by(user).filter(contact__in=ids, sensitive=False, updated_at__date__gte=since)
    for pk, text in notes.order_by("-pk").values_list("contact_id", "text")[:MOST_NOTES]:
        found[pk].append(text)
    others = Participation.objects.filter(interaction=OuterRef("interaction"))
    talks = Participation.objects.owned_by(user).filter(
        ~Exists(others.exclude(contact=OuterRef("contact"))),
        contact__in=ids,
        interaction__sensitive=False,
        interaction__deleted_at=None,
        interaction__day__gte=since,
    )
    noted = talks.exclude(interaction__note="").order_by("-interaction__day", "-interaction")
    for pk, text in noted.values_list("contact_id", "interaction__note")[:MOST_NOTES]:
        found[pk].append(text)
    return found


def _shared(user: User) -> dict[str, int]:
    """How many people of the book have each tag."""
    tags = Tag.objects.owned_by(user).annotate(count=Count("contacts", filter=Q(contacts__deleted_at=None)))
    return dict(tags.values_list("name", "count"))


def _settled(user: User, ids: Iterable[int]) -> set[Pair]:
    """Pairs that know each other, were introduced or are not to be: three queries."""
    some = list(ids)
    ties = Tie.objects.owned_by(user).filter(one__in=some, other__in=some).values_list("one", "other")
    made = Introduction.objects.owned_by(user).filter(to__isnull=False)
    introduced = made.values_list("to", "whom", "broker")
    dismissed = NotIntroduced.objects.owned_by(user).values_list("first", "second")
    known = [*ties, *((to, whom or broker) for to, whom, broker in introduced), *dismissed]
    return {(min(one, other), max(one, other)) for one, other in known}


def _at_a_table(user: User, ids: Collection[int]) -> set[Pair]:
    """Pairs of these who were together with the owner in small company; not at events, where one meets nobody."""
    rows = Participation.objects.owned_by(user).filter(
        contact__in=ids, interaction__deleted_at=None, interaction__crowd__lte=AT_A_TABLE
    )
    rows = rows.exclude(interaction__kind__in=(Kind.EVENT, Kind.LINKED))
    there: dict[int, list[int]] = defaultdict(list)
    for interaction, pk in rows.order_by().values_list("interaction_id", "contact_id"):
        there[interaction].append(pk)
    return {
        (min(one, other), max(one, other))
        for some in there.values()
        if 1 < len(some) <= AT_A_TABLE
        for one in some
        for other in some
        if one != other
    }


def _suggested(
    user: User, pairs: Sequence[Pair], grounds: Mapping[Pair, Grounds], strengths: Mapping[int, float]
) -> list[Suggested]:
    ids = {pk for pair in pairs for pk in pair}
    people = Contact.objects.owned_by(user).select_related("standing").in_bulk(ids)
    found = []
    for pair in pairs:
        one, other = sorted(pair, key=lambda pk: -strengths[pk])
        found.append(Suggested(people[one], people[other], grounds[pair].reasons))
    return found


def dismissed_pairs(user: User) -> QuerySet[NotIntroduced]:
    """Whom the owner does not mean to bring together, the newest first."""
    rows = NotIntroduced.objects.owned_by(user).select_related("first", "second")
    return rows.filter(first__deleted_at=None, second__deleted_at=None).order_by("-said_at", "-pk")


def dismissed_or_404(user: User, pk: int) -> NotIntroduced:
    """One pair of this owner that is not to be introduced; anything else raises Http404."""
    rows = NotIntroduced.objects.owned_by(user).select_related("first", "second")
    row: NotIntroduced | None = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
