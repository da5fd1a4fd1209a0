"""What happened in the last 53 weeks, by week and kind."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from accounts.models import User
from contacts.models import Contact
from domain.wording import counted
from interactions.models import Interaction, Kind, Participation, Precision
from ui.plots.heat import squares

WEEKS = 53
Counts = Counter[tuple[str, int]]


def week_counts(user: User, today: date) -> Counts:
    """How many interactions of each kind in each of the last 53 weeks, 0 the oldest: two grouped queries.

    Only those known to the day or the week, and only those with someone who is still in the book.
    """
    start = _start(user, today)
    rows = Interaction.objects.owned_by(user).filter(
        day__gte=start, day__lte=today, precision__in=[Precision.DAY, Precision.WEEK]
    )
    rows = rows.exclude(kind=Kind.LINKED).order_by()
    gone = Participation.objects.owned_by(user).filter(contact__in=Contact.objects.removed_by(user))
    alone = rows.filter(pk__in=gone.values("interaction"))
    alone = alone.exclude(participations__contact__deleted_at__isnull=True)
    found: Counts = Counter()
    for kind, day, number in rows.values_list("kind", "day").annotate(Count("pk")):
        found[kind, (day - start).days // 7] += number
    for kind, day, number in alone.values_list("kind", "day").annotate(Count("pk")):
        found[kind, (day - start).days // 7] -= number
    return +found


def _start(user: User, today: date) -> date:
    """The first day of the oldest week, by the owner's first weekday."""
    this_week = today - timedelta(days=(today.weekday() - user.first_weekday) % 7)
    return this_week - timedelta(weeks=WEEKS - 1)


def weeks(user: User, counts: Counts, today: date) -> dict[str, Any] | None:
    """The heat map, its sentence and its table; None where nothing happened."""
    if not counts:
        return None
    start = _start(user, today)
    begins = [start + timedelta(weeks=number) for number in range(WEEKS)]
    kinds = {kind.value: str(kind.label) for kind in Kind if any(kind.value == key for key, _ in counts)}
    busy = sorted({week for _, week in counts}, reverse=True)
    return {
        "words": _words(counts, kinds, len(busy)),
        "drawing": squares(kinds, counts, [_month(begin) for begin in begins]),
        "kinds": list(kinds.values()),
        "rows": [{"begins": begins[week], "counts": [counts[kind, week] for kind in kinds]} for week in busy],
    }


def _month(begin: date) -> str:
    """The month's name over the first whole week of it."""
    return f"{begin:%b}" if begin.day <= 7 else ""


def _words(counts: Counts, kinds: dict[str, str], busy: int) -> str:
    by_kind: Counter[str] = Counter()
    for (kind, _), number in counts.items():
        by_kind[kind] += number
    often, number = by_kind.most_common(1)[0]
    quiet = WEEKS - busy
    rest = f"{counted(quiet, 'week')} without any" if quiet else "not a week without any"
    most = f"most often {kinds[often].lower()} ({number})"
    return f"{sum(by_kind.values())} interactions in {WEEKS} weeks, {most}; {rest}."
