"""What happened between the owner and people: meetings in person, exchanges online, events."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Q, When

from domain.linkfacts import Meeting
from interactions.models import Began, Interaction, Kind, Participation, Precision
from network.queries.facts.wanted import Asked, Told, links_that_hold

IN_PERSON = (Kind.COFFEE, Kind.MEAL, Kind.DRINK)
WRITTEN = (Kind.ONLINE, Kind.MESSAGE, Kind.EMAIL)
AT_ONCE = 500
EVENT_DAYS = 365
"""An event longer ago than this says nothing about a request."""


def meetings(asked: Asked) -> Told:
    """Coffees, meals and drinks at which a contact talked; everyone who was there counts, and so does the owner.

    Of many people the days are not told, which only words need: those who met the owner alone are counted.
    """
    rows = _of_kinds(asked, IN_PERSON)
    theirs = asked.of(rows).filter(talked=True)
    crowds = _crowds(rows.filter(interaction__in=theirs.values("interaction")) if asked.are_few else rows)
    found: defaultdict[int, list[Meeting]] = defaultdict(list)
    if asked.are_few:
        columns = ("interaction_id", "contact_id", "interaction__kind", "touch_day", "interaction__precision")
        for interaction, contact, kind, day, precision in theirs.values_list(*columns):
            exactly = day if precision == Precision.DAY else None
            found[contact].append(Meeting(kind, crowds.get(interaction, 1) + 1, exactly))
    else:
        _count(asked, theirs, crowds, found)
    for contact, each in found.items():
        yield contact, {"meetings": tuple(each)}


def _count(
    asked: Asked, theirs: Any, crowds: Mapping[int, int], found: defaultdict[int, list[Meeting]]
) -> None:
    """How often each was met, by kind; those met in company are taken out of the count and told one by one."""
    in_company = [
        (contact, kind, crowds[interaction])
        for start in range(0, len(crowds), AT_ONCE)
        for interaction, contact, kind in theirs.filter(
            interaction__in=list(crowds)[start : start + AT_ONCE]
        ).values_list("interaction_id", "contact_id", "interaction__kind")
    ]
    company = Counter((contact, kind) for contact, kind, _ in in_company)
    counted = theirs.order_by().values_list("contact_id", "interaction__kind").annotate(times=Count("pk"))
    alone = {kind: Meeting(kind, 2) for kind in IN_PERSON}
    for contact, kind, times in counted:
        if contact in asked.ids:
            found[contact] += [alone[kind]] * (times - company[contact, kind])
    for contact, kind, people in in_company:
        if contact in asked.ids:
            found[contact].append(Meeting(kind, people + 1))


def _of_kinds(asked: Asked, kinds: tuple[Kind, ...]) -> Any:
    happened = Participation.objects.owned_by(asked.user).filter(interaction__deleted_at=None)
    return happened.filter(interaction__kind__in=kinds)


def _crowds(rows: Any) -> Mapping[int, int]:
    """How many contacts took part, by interaction, where there were several."""
    counted = rows.order_by().values_list("interaction_id").annotate(people=Count("pk"))
    return dict(counted.filter(people__gt=1))


def online(asked: Asked) -> Told:
    """Exchanges in writing: each day on which both wrote, and of the others as many as the quieter side began, twice.

    Five letters and one answer are two exchanges, however the answer is dated; letters without one are none.
    """
    both = Q(interaction__both_wrote=True) | Q(interaction__kind=Kind.ONLINE)
    rows = asked.of(_of_kinds(asked, WRITTEN)).filter(talked=True)
    told = rows.values_list("contact_id").annotate(
        mine=Count("pk", filter=Q(interaction__began=Began.ME)),
        theirs=Count("pk", filter=Q(interaction__began=Began.THEM)),
        my_letters=Count("pk", filter=~both & Q(interaction__began=Began.ME)),
        their_letters=Count("pk", filter=~both & Q(interaction__began=Began.THEM)),
        span=Max("touch_day") - Min("touch_day"),
        both_days=Count("pk", filter=both),
        both_span=Max(_day(both)) - Min(_day(both)),
    )
    for contact, mine, theirs, *read in told:
        if contact in asked.ids:
            begun = theirs / (mine + theirs) if mine + theirs else None
            yield contact, {"begun_by_them": begun} | _exchanges(*read)


def _exchanges(mine: int, theirs: int, span: int, both: int, both_span: int | None) -> dict[str, int]:
    answered = 2 * min(mine, theirs)
    return {"online_count": both + answered, "online_days": (span if answered else both_span) or 0}


def _day(condition: Q) -> Case:
    return Case(When(condition, then=F("touch_day")))


def events(asked: Asked) -> Told:
    """The newest event that a contact was at, in the year before they were linked or asked."""
    before = _linked_on(asked) if asked.before is None else asked.before
    today, newest = asked.today.toordinal(), dict[int, tuple[int, int]]()
    rows = asked.of(_of_kinds(asked, (Kind.EVENT,)))
    for contact, interaction, day in rows.values_list("contact_id", "interaction_id", "interaction__day"):
        until = before[contact].toordinal() if contact in before else today
        at = day.toordinal()
        if until - EVENT_DAYS <= at <= until and at >= newest.get(contact, (0, 0))[0]:
            newest[contact] = (at, interaction)
    names = _names(asked, [interaction for _, interaction in newest.values()]) if asked.are_few else {}
    for contact, (at, interaction) in newest.items():
        until = before[contact].toordinal() if contact in before else today
        name = names.get(interaction) or "an event"
        yield contact, {"same_event": name, "same_event_days": until - at}


def _names(asked: Asked, ids: list[int]) -> dict[int, str]:
    rows = Interaction.objects.owned_by(asked.user).filter(pk__in=ids).values_list("pk", "place", "note")
    return {pk: place or note[:60] for pk, place, note in rows}


def _linked_on(asked: Asked) -> dict[int, date]:
    """The first day on which each contact was linked, as far as it is known."""
    links = asked.of(links_that_hold(asked.user).filter(since__isnull=False))
    told = links.order_by("-since").values_list("contact_id", "since")
    return {contact: since for contact, since in told if since is not None}
