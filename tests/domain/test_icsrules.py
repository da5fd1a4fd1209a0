"""Our rules in the words of calendars: another library finds the same days."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from domain.icsrules import rrule, yearly
from domain.recurrence import Rule, day_of_year, next_day, next_days

YEARS_12 = timedelta(days=4383)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@st.composite
def rules(draw):
    unit = draw(st.sampled_from(["day", "week", "month", "year"]))
    every = draw(st.integers(1, {"day": 400, "week": 60, "month": 30, "year": 5}[unit]))
    weekdays, nth = 0, None
    if unit in ("week", "month") and draw(st.booleans()):
        weekdays = draw(st.integers(1, 127))
        nth = draw(st.sampled_from([1, 2, 3, 4, -1])) if unit == "month" else None
    start = draw(DAYS)
    if draw(st.booleans()):
        start = day_of_year(start.month, draw(st.sampled_from([28, 29, 30, 31])), start.year)
    return Rule(start, every, unit, weekdays, nth)


def ours(rule: Rule, begin: date, end: date) -> list[date]:
    return [day for day in next_days(rule, begin, 5000) if day < end]


def theirs(parts, begin: date, end: date) -> list[date]:
    text = vRecur(dict(parts)).to_ical().decode()
    first, last = datetime.combine(begin, time()), datetime.combine(end - timedelta(days=1), time())
    found = rrulestr(text, dtstart=first).between(first, last, inc=True)
    return [moment.date() for moment in found]


@settings(max_examples=200, deadline=None)
@given(rules(), st.integers(0, 800))
def test_a_calendar_finds_the_same_days_for_twelve_years(rule, later):
    begin = next_day(rule, rule.start + timedelta(days=later))
    assert begin is not None
    end = begin + YEARS_12

    assert theirs(rrule(rule), begin, end) == ours(rule, begin, end)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule(date(2026, 3, 12), 3, "day"), "FREQ=DAILY;INTERVAL=3"),
        (Rule(date(2026, 3, 12), 2, "week", 0b10001), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR"),
        (Rule(date(2026, 3, 12), 1, "month"), "FREQ=MONTHLY;BYMONTHDAY=12"),
        (Rule(date(2026, 1, 31), 1, "month"), "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        (Rule(date(2026, 1, 30), 1, "month"), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        (Rule(date(2026, 1, 30), 1, "month", 0b1, -1), "FREQ=MONTHLY;BYDAY=-1MO"),
        (Rule(date(2024, 2, 29), 1, "year"), "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
        (Rule(date(2026, 3, 12), 2, "year"), "FREQ=YEARLY;INTERVAL=2"),
    ],
)
def test_a_rule_reads_like_this(rule, text):
    assert vRecur(dict(rrule(rule))).to_ical().decode() == text


def test_what_comes_once_has_no_rule():
    assert rrule(Rule(date(2026, 3, 12))) is None


@pytest.mark.parametrize(("month", "day"), [(2, 28), (2, 29), (2, 30), (4, 30), (4, 31), (12, 31), (1, 1)])
def test_a_yearly_date_is_found_in_every_year(month, day):
    begin = day_of_year(month, day, 2025)

    found = theirs(yearly(month, day), begin, date(2037, 1, 1))

    assert found == [day_of_year(month, day, year) for year in range(2025, 2037)]
