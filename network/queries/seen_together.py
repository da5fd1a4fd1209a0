"""Who was seen together and so may know each other: derived from what happened, never stored."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice

from django.db.models import Count, F, Q, QuerySet

from accounts import bulk
from accounts.models import User
from contacts.models import Contact, NotTied, State, Tie
from domain.together import AT_A_TABLE, LARGEST, MOST_TALKED, SMALL_KINDS, Meeting, why_together
from interactions.models import Event, Guest, Interaction, Kind, Participation

MOST = 300
"""So many pairs are offered; when they are answered, others follow."""
AT_ONCE = 500
SIGHTINGS = 200_000
"""How many times that two were together are counted at most, the newest first."""
OTHER = "interaction__participations__contact"
Pair = tuple[int, int]
"""Two ids of contacts, the lower one first."""


@dataclass(frozen=True, slots=True)
class Together:
    """Two who may know each other, and why, in words."""

    one: Contact
    other: Contact
    why: str


@dataclass(slots=True)
class _Seen:
    times: int = 0
    last: str = ""


def seen_together(user: User, today: date) -> list[Pair]:
    """Pairs who were seen together and of whom nothing is known yet, the most often seen first; at most 300.

    Together are those of one interaction of at most 12 people beside the owner, at least twice, or once at a table of
    four or in a group thread; and the guests of one past event, where it was a room of at most 12 or the owner
    talked with both. Left out are those with a tie, those who were said not to know each other, and the dead.
    """
    found = _of_interactions(user)
    for pair, day in _of_events(user, today):
        seen = found.setdefault(pair, _Seen())
        seen.times, seen.last = seen.times + 1, max(seen.last, day)
    ordered = sorted(found, key=lambda pair: (-found[pair].times, _before(found[pair].last), pair))
    return list(islice(_unanswered(user, ordered), MOST))


def told(user: User, pairs: Sequence[Pair], today: date) -> list[Together]:
    """These pairs with their people and the reason in words, in their order; four queries."""
    people = Contact.objects.owned_by(user).in_bulk({pk for pair in pairs for pk in pair})
    meetings = _meetings(user, pairs, today)
    whole = [(pair, people.get(pair[0]), people.get(pair[1])) for pair in pairs]
    return [
        Together(one, other, why_together(meetings[pair], today.toordinal()))
        for pair, one, other in whole
        if one is not None and other is not None
    ]


def _before(day: str) -> int:
    """Later days first, in an ascending order."""
    return -int(day.replace("-", "") or 0)


def _in_company(user: User) -> QuerySet[Participation]:
    """Who took part where two to twelve of the book did."""
    rows = Participation.objects.owned_by(user).order_by()
    sized = rows.values("interaction").annotate(people=Count("pk"))
    sized = sized.filter(people__gte=2, people__lte=LARGEST)
    return rows.filter(interaction__in=sized.values("interaction"))


def _of_interactions(user: User) -> dict[Pair, _Seen]:
    """Counted from the newest talk back, as far as is quick; in SQL it takes several times as long."""
    people = defaultdict[int, list[int]](list)
    for talk, contact in bulk.read(_in_company(user).values_list("interaction", "contact")):
        people[talk].append(contact)
    talks = Interaction.objects.owned_by(user).filter(crowd__lte=LARGEST)
    talks = talks.filter(pk__in=_in_company(user).values("interaction")).order_by("-day", "-pk")
    found, is_enough, room = dict[Pair, _Seen](), set[Pair](), SIGHTINGS
    for talk, day, kind, crowd in bulk.read(talks.values_list("pk", "day", "kind", "crowd")):
        pairs = list(combinations(sorted(people[talk]), 2))
        for pair in pairs:
            seen = found.get(pair)
            if seen is None:
                found[pair] = _Seen(1, str(day))
            else:
                seen.times += 1
        if _once_is_enough(kind, max(crowd, len(people[talk]))):
            is_enough.update(pairs)
        room -= len(pairs)
        if room < 0:
            break
    return {pair: seen for pair, seen in found.items() if seen.times > 1 or pair in is_enough}


def _once_is_enough(kind: str, people: int) -> bool:
    return kind == Kind.MESSAGE or (kind in SMALL_KINDS and people <= AT_A_TABLE)


def _of_events(user: User, today: date) -> Iterator[tuple[Pair, str]]:
    """The pairs of past events that are not among the interactions themselves."""
    for event, pairs in _rooms(user, today):
        yield from ((pair, event.day.isoformat()) for pair in pairs)


def _rooms(user: User, today: date) -> Iterator[tuple[Event, Iterator[Pair]]]:
    """Each past event with its pairs. One that became a talk of few counts as that talk."""
    past = Event.objects.owned_by(user).filter(Q(until=None, day__lte=today) | Q(until__lte=today))
    talks = Participation.objects.owned_by(user).filter(
        interaction__event__in=past.values("pk"),
        interaction__deleted_at=None,
        interaction__crowd__lte=LARGEST,
    )
    few = talks.order_by().values("interaction").annotate(people=Count("pk")).filter(people__lte=LARGEST)
    logged = set(few.values_list("interaction", flat=True))
    events = {event.pk: event for event in past if event.interaction_id not in logged}
    guests = defaultdict[int, list[tuple[int | None, bool]]](list)
    came = Guest.objects.owned_by(user).filter(event__in=past.values("pk"), absent=False).order_by()
    for event, contact, talked in came.values_list("event", "contact", "talked"):
        if event in events:
            guests[event].append((contact, talked))
    for event, those in guests.items():
        known = {contact for contact, talked in those if contact and (talked or len(those) <= LARGEST)}
        if 2 <= len(known) <= MOST_TALKED:
            yield events[event], combinations(sorted(known), 2)


def _unanswered(user: User, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Those of two live people of whom the owner has said nothing, some at a time."""
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        ids = {pk for pair in some for pk in pair}
        live = Contact.objects.owned_by(user).filter(pk__in=ids).exclude(state=State.DECEASED)
        people = set(live.values_list("pk", flat=True))
        ties = Tie.objects.owned_by(user).filter(one__in=ids, other__in=ids).values_list("one", "other")
        said = NotTied.objects.owned_by(user).filter(first__in=ids, second__in=ids)
        known = {(min(two), max(two)) for two in (*ties, *said.values_list("first", "second"))}
        yield from (pair for pair in some if pair not in known and people.issuperset(pair))


def _meetings(user: User, pairs: Sequence[Pair], today: date) -> dict[Pair, list[Meeting]]:
    """When and at what each two were together."""
    wanted, ids = set(pairs), {pk for pair in pairs for pk in pair}
    found: dict[Pair, list[Meeting]] = {pair: [] for pair in pairs}
    rows = _in_company(user).filter(
        interaction__deleted_at=None,
        interaction__crowd__lte=LARGEST,
        contact__in=ids,
        **{f"{OTHER}__in": ids, f"{OTHER}__gt": F("contact")},
    )
    names = ("contact", OTHER, "interaction__day", "interaction__kind", "interaction__precision")
    for one, other, day, kind, precision in rows.order_by("interaction__day").values_list(*names):
        if (one, other) in wanted:
            found[one, other].append(Meeting(day.toordinal(), kind, precision))
    for event, those in _rooms(user, today):
        for pair in wanted.intersection(those):
            found[pair].append(Meeting(event.day.toordinal(), event.kind, "day", event.name))
    return found
