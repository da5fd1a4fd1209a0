"""Opening what falls due, for all owners at once: their own reminders, follow-ups, birthdays and other dates.

Every reminder keeps the moment of its next turn, so that a tick reads only those whose moment has come. The
moment is a hint that is computed anew from the rule each time; what was opened is told by the occurrences.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db import transaction

from accounts import bulk
from accounts.clock import zone_named
from domain.falling_due import Turn
from domain.recurrence import due_at, next_yearly
from reminders.models import Occurrence, Reminder
from reminders.queries.ripe import Known, Ripe, known_occurrences, ripe_reminder, ripe_reminders
from reminders.queries.rows import MISSED_DAYS, MOST_LEAD_DAYS

CHUNK = 250
"""Rows of one transaction, which is over within a tenth of a second."""
ONE_DAY, LEAD = timedelta(days=1), timedelta(days=MOST_LEAD_DAYS)
EARLIEST = date.min + LEAD
State = Occurrence.State
logger = logging.getLogger(__name__)


def open_reminders(*, now: datetime, is_over: Callable[[], bool] = lambda: False) -> int:
    """Open whatever has fallen due by `now` (aware), of all owners; how many due dates were opened.

    In short transactions, until nothing is left or `is_over` says that time is up; the next call goes on. Any
    number of calls, at once or one after the other, make the same rows. Of a repeating reminder only the newest
    missed day is opened and takes the place of what was open before.
    """
    opened = 0
    while True:
        with transaction.atomic():
            ripe = ripe_reminders(now, CHUNK)
            opened += _open(ripe, now)
        if not ripe or is_over():
            return opened


@transaction.atomic
def open_now(*, reminder: Reminder, now: datetime) -> int:
    """Open one saved reminder at once if it is due by now, without waiting for the next tick; 1 if it was opened."""
    row = ripe_reminder(reminder.pk)
    return _open([row], now) if row else 0


def _open(ripe: Sequence[Ripe], now: datetime) -> int:
    if not ripe:
        return 0
    turns = [(row, *_turn(row, now)) for row in ripe]
    oldest = min((turn.due for _row, turn, _today in turns if turn.due), default=now.date())
    since = max(EARLIEST, min(oldest, now.date() - timedelta(days=MISSED_DAYS + 1))) - LEAD
    known: dict[int, list[Known]] = {}
    for found in known_occurrences([row.pk for row in ripe], since):
        known.setdefault(found.reminder, []).append(found)
    due: list[tuple[Ripe, date]] = []
    looks: list[tuple[datetime | None, int]] = []
    for row, turn, today in turns:
        told = known.get(row.pk, [])
        turn = _rested(row, turn, told, today)
        if turn.due is not None and not _is_told(row, turn.due, told):
            due.append((row, turn.due))
        looks.append((_moment(turn.look_on, row.zone), row.pk))
    _supersede(due, known, now)
    _insert(due)
    bulk.update(Reminder, ["next_at"], looks)
    return len(due)


def _turn(row: Ripe, now: datetime) -> tuple[Turn, date]:
    """The turn of a reminder on its owner's day. One that cannot be understood is looked at again tomorrow.

    So is one at the edge of the calendar, whose day has no moment in the owner's zone: it holds up nobody else's.
    """
    today = _day(now, row.zone)
    if row.is_silent:
        return Turn(look_on=today + ONE_DAY), today
    try:
        turn = row.turn(today)
        for day in (turn.due, turn.look_on):
            _moment(day, row.zone)
    except (ValueError, OverflowError):
        logger.warning("Reminder %d has a rule that cannot be understood.", row.pk)
        return Turn(look_on=today + ONE_DAY), today
    return turn, today


def _rested(row: Ripe, turn: Turn, told: Sequence[Known], today: date) -> Turn:
    """A repeating reminder that is snoozed is not replaced before it comes up again."""
    rests = [
        found.snoozed_until
        for found in told
        if found.is_open and found.snoozed_until and found.snoozed_until > today
    ]
    return Turn(look_on=min(rests)) if rests and row.every is not None else turn


def _is_told(row: Ripe, due: date, told: Sequence[Known]) -> bool:
    """Whether a due date is there already; that of a yearly date perhaps with another notice."""
    if row.month is None or row.day is None:
        return any(found.due_on == due for found in told)
    event = next_yearly(row.month, row.day, due)
    return any(next_yearly(row.month, row.day, found.due_on) == event for found in told)


def _supersede(due: Sequence[tuple[Ripe, date]], known: dict[int, list[Known]], now: datetime) -> None:
    older = [
        found.pk
        for row, day in due
        if row.every is not None
        for found in known.get(row.pk, [])
        if found.is_open and found.due_on < day
    ]
    if older:
        opened = Occurrence.objects.filter(pk__in=older, state=State.OPEN)  # not what was answered meanwhile
        opened.update(state=State.SETTLED, acted_at=now)


def _insert(due: Sequence[tuple[Ripe, date]]) -> None:
    rows = [
        Occurrence(
            owner_id=row.owner, reminder_id=row.pk, kind=row.kind, due_on=day, due_at=_begin(day, row.zone)
        )
        for row, day in due
    ]
    Occurrence.objects.bulk_create(rows, ignore_conflicts=True)


def _moment(day: date | None, zone: str) -> datetime | None:
    return None if day is None else _begin(day, zone)


@lru_cache(maxsize=10_000)
def _begin(day: date, zone: str) -> datetime:
    """The moment at which a local day begins."""
    return due_at(day, 0, zone_named(zone))


def _day(now: datetime, zone: str) -> date:
    return now.astimezone(zone_named(zone)).date()
