"""Ten thousand rules over twelve years in thirty zones, against a walk through the calendar, day by day.

The walk knows nothing of the product: it looks at each day's place in its week, month and year.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, cycle
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from domain.recurrence import Rule, days_between, due_at, last_day, next_day

RULES = 10_000
FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
YEARS = range(FIRST.year, LAST.year + 1)
ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)
ZONES = (
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Athens",
    "Europe/Chisinau", "Africa/Casablanca", "Africa/Cairo", "Africa/Johannesburg", "America/New_York",
    "America/Sao_Paulo", "America/Santiago", "America/Asuncion", "America/Havana", "America/St_Johns",
    "America/Nuuk", "America/Los_Angeles", "Asia/Tehran", "Asia/Beirut", "Asia/Gaza", "Asia/Kolkata",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham",
    "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago",
)  # fmt: skip
AWKWARD = [
    date(2024, 2, 29), date(2020, 2, 29), date(2023, 1, 31), date(2024, 12, 31), date(2025, 1, 29),
    date(2023, 11, 30), date(2025, 5, 31), date(2028, 2, 29), date(2024, 1, 1), date(2000, 2, 29),
]  # fmt: skip
EVERIES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 18, 24, 30, 36, 52, 53, 99, 100, 365, 366, 999, 1000)
HOURS = (0, 0, 0, 1, 2, 3, 8, 23)


class Day(NamedTuple):
    """A day's place: its number, its week's (they begin on Monday), its month's, and within the month."""

    day: date
    number: int
    week: int
    weekday: int
    month: int
    of_month: int
    length: int


def place(day: date) -> Day:
    since = (day - date(1990, 1, 1)).days  # a Monday
    length = monthrange(day.year, day.month)[1]
    return Day(day, since, since // 7, since % 7, day.year * 12 + day.month, day.day, length)


CALENDAR = [place(FIRST + timedelta(days=number)) for number in range((LAST - FIRST).days + 1)]


def walked(rule: Rule) -> list[date]:
    """The due days of twelve years, by looking at every one of them."""
    begin, every = place(rule.start), rule.every
    days = CALENDAR[max(0, begin.number - CALENDAR[0].number) :]
    if every is None:
        return [day.day for day in days if day.number == begin.number]
    if rule.unit == "day":
        return [day.day for day in days if (day.number - begin.number) % every == 0]
    if rule.unit == "week":
        wanted = [bit for bit in range(7) if 1 << bit & rule.weekdays] or [begin.weekday]
        return [day.day for day in days if day.weekday in wanted and (day.week - begin.week) % every == 0]
    months = every * (12 if rule.unit == "year" else 1)
    return [day.day for day in days if (day.month - begin.month) % months == 0 and is_day_of_month(rule, day)]


def is_day_of_month(rule: Rule, day: Day) -> bool:
    if rule.nth is None:
        is_cut_short = day.of_month == day.length and rule.start.day > day.length
        return day.of_month == rule.start.day or is_cut_short
    if not 1 << day.weekday & rule.weekdays:
        return False
    if rule.nth == -1:
        return day.of_month + 7 > day.length
    return (rule.nth - 1) * 7 < day.of_month <= rule.nth * 7


def drawn(random: Random) -> Rule:
    start = (
        random.choice(AWKWARD)
        if random.random() < 0.4
        else date(2018, 1, 1) + timedelta(random.randrange(6000))
    )
    every = random.choice(EVERIES)
    kind = random.choice(("once", "day", "week", "weekdays", "month", "nth", "year"))
    if kind == "once":
        return Rule(start)
    if kind == "weekdays":
        return Rule(start, every, "week", random.randint(1, 127))
    if kind == "nth":
        return Rule(start, every, "month", random.randint(1, 127), random.choice((1, 2, 3, 4, -1)))
    return Rule(start, every, kind)


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    random = Random(20260312)
    return [drawn(random) for _ in range(RULES)]


def asked(rule: Rule) -> list[date]:
    """The same by the product, a year at a time."""
    years = (days_between(rule, date(year, 1, 1), date(year, 12, 31)) for year in YEARS)
    return list(chain.from_iterable(years))


def wrong_neighbours(rule: Rule, days: list[date], random: Random) -> int:
    """How many of some days are told a wrong next or newest due day; the walk knows none outside its years."""
    wrong = 0
    for _ in range(6):
        day = FIRST + timedelta(days=random.randrange(len(CALENDAR)))
        after, before = bisect_left(days, day), bisect_right(days, day)
        if after < len(days):
            wrong += next_day(rule, day) != days[after]
        if before:
            wrong += last_day(rule, day) != days[before - 1]
    return wrong


def turns_of(zone: ZoneInfo) -> set[date]:
    """The local days on which the clocks of a zone are changed."""
    noons = [datetime.combine(day.day, time(12), zone) for day in CALENDAR]
    pairs = zip(noons, noons[1:], strict=False)
    changed = [
        (before.date(), after.date()) for before, after in pairs if before.utcoffset() != after.utcoffset()
    ]
    return set(chain.from_iterable(changed))


def is_right(day: date, hour: int, zone: ZoneInfo) -> bool:
    """On that local day at that hour, the first of two; else the first minute after a gap that swallowed it."""
    moment, wanted = due_at(day, hour, zone), datetime.combine(day, time(hour))
    local = moment.astimezone(zone)
    if local.fold:
        return False
    if local.replace(tzinfo=None) == wanted:
        return True
    minute_before = (moment - ONE_MINUTE).astimezone(zone).replace(tzinfo=None)
    return minute_before < wanted < local.replace(tzinfo=None)


def wrong_moments(days: list[date], zone: ZoneInfo, turns: set[date], random: Random) -> int:
    """How many of a rule's due days begin at a wrong moment: those on which clocks change, and some others."""
    sample = [day for day in days if day in turns] + random.sample(days, min(3, len(days)))
    return sum(not is_right(day, random.choice(HOURS), zone) for day in sample)


def test_f23_ten_thousand_rules_over_twelve_years_have_no_wrong_day(rules: list[Rule]) -> None:
    random, wrong = Random(7), Counter[str]()
    turns = {name: turns_of(ZoneInfo(name)) for name in ZONES}
    for rule, name in zip(rules, cycle(ZONES), strict=False):
        days = walked(rule)
        found = asked(rule)
        wrong["days"] += len(set(days) ^ set(found)) + (found != sorted(set(found)))
        wrong["neighbours"] += wrong_neighbours(rule, days, random)
        wrong["moments"] += wrong_moments(days, ZoneInfo(name), turns[name], random)

    assert wrong == Counter({"days": 0, "neighbours": 0, "moments": 0})


def test_the_drawn_rules_are_of_every_kind_and_meet_every_awkward_day(rules: list[Rule]) -> None:
    kinds = Counter((rule.unit, bool(rule.weekdays)) for rule in rules)

    assert min(kinds.values()) > RULES // 10
    assert set(AWKWARD) - {rule.start for rule in rules} == set()
    assert sum(len(turns_of(ZoneInfo(name))) for name in ZONES) > 500


def test_f23_an_owner_who_moves_keeps_the_same_local_days(rules: list[Rule]) -> None:
    random = Random(11)
    for rule in random.sample(rules, 200):
        for day in days_between(rule, date(2026, 1, 1), date(2026, 12, 31))[:3]:
            there, back = (ZoneInfo(name) for name in random.sample(ZONES, 2))
            moments = {zone.key: due_at(day, 8, zone) for zone in (there, back)}
            assert {moments[zone.key].astimezone(zone).date() for zone in (there, back)} == {day}
            assert all(moment.tzinfo is UTC for moment in moments.values())
