"""Days as people write them, behind and ahead."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quickdates import Calendar, days_in
from tests.domain.book import NOW, read

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("today", "2026-11-21", "day"),
        ("this morning", "2026-11-21", "day"),
        ("this afternoon", "2026-11-21", "day"),
        ("tonight", "2026-11-21", "day"),
        ("just now", "2026-11-21", "day"),
        ("heute", "2026-11-21", "day"),
        ("last night", "2026-11-20", "day"),
        ("yesterday", "2026-11-20", "day"),
        ("yesterday evening", "2026-11-20", "day"),
        ("gestern Abend", "2026-11-20", "day"),
        ("the day before yesterday", "2026-11-19", "day"),
        ("on Monday", "2026-11-16", "day"),
        ("Monday", "2026-11-16", "day"),
        ("Thursday morning", "2026-11-19", "day"),
        ("on Saturday", "2026-11-21", "day"),
        ("last Saturday", "2026-11-14", "day"),
        ("last Friday", "2026-11-20", "day"),
        ("this Tuesday", "2026-11-17", "day"),
        ("am Dienstag", "2026-11-17", "day"),
        ("3 days ago", "2026-11-18", "day"),
        ("3d ago", "2026-11-18", "day"),
        ("vor 3 Tagen", "2026-11-18", "day"),
        ("two weeks ago", "2026-11-07", "day"),
        ("a week ago", "2026-11-14", "day"),
        ("a couple of weeks ago", "2026-11-07", "day"),
        ("a few days ago", "2026-11-18", "week"),
        ("a month ago", "2026-10-21", "month"),
        ("two years ago", "2024-11-21", "year"),
        ("2 hours ago", "2026-11-21", "day"),
        ("15 hours ago", "2026-11-20", "day"),
        ("half an hour ago", "2026-11-21", "day"),
        ("12 March", "2026-03-12", "day"),
        ("12. März", "2026-03-12", "day"),
        ("on the 12th of March", "2026-03-12", "day"),
        ("March 12th", "2026-03-12", "day"),
        ("Mar 12", "2026-03-12", "day"),
        ("Thursday, 12 March 2026", "2026-03-12", "day"),
        ("12 March 2025", "2025-03-12", "day"),
        ("March 12th, 2025", "2025-03-12", "day"),
        ("21 November", "2026-11-21", "day"),
        ("22 November", "2025-11-22", "day"),
        ("29 Feb", "2024-02-29", "day"),
        ("on the 12th", "2026-11-12", "day"),
        ("on the 30th", "2026-10-30", "day"),
        ("11/2", "2026-02-11", "day"),
        ("11/2/2025", "2025-02-11", "day"),
        ("11/2/98", "1998-02-11", "day"),
        ("11.2.", "2026-02-11", "day"),
        ("11.2.2025", "2025-02-11", "day"),
        ("2026-03-12", "2026-03-12", "day"),
        ("2026/03/12", "2026-03-12", "day"),
        ("last week", "2026-11-12", "week"),
        ("this week", "2026-11-19", "week"),
        ("last weekend", "2026-11-14", "week"),
        ("last month", "2026-10-15", "month"),
        ("in March", "2026-03-15", "month"),
        ("in December", "2025-12-15", "month"),
        ("last November", "2025-11-15", "month"),
        ("in March 2024", "2024-03-15", "month"),
        ("in 2024", "2024-07-01", "year"),
        ("last year", "2025-07-01", "year"),
        ("this year", "2026-07-01", "year"),
        ("sometime", "2026-11-21", "sometime"),
        ("a while ago", "2026-11-21", "sometime"),
    ],
)
def test_a_day_behind(text: str, day: str, precision: str) -> None:
    entry = read(f"coffee with Bo {text}")

    assert (entry.day.isoformat(), entry.precision, entry.note) == (day, precision, "")


@pytest.mark.parametrize(
    "text",
    ["31 April", "31 April 2025", "32/1", "12/13", "2026-02-30", "30 Feb", "0/5", "400 years ago", "12-13"],
)
def test_a_day_that_is_not_in_the_calendar_stays_text(text: str) -> None:
    entry = read(f"coffee with Bo {text}")

    assert (entry.day, entry.note, entry.refused) == (NOW.date(), text, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", "2026-11-22"),
        ("the day after tomorrow", "2026-11-23"),
        ("in 2 days", "2026-11-23"),
        ("in a week", "2026-11-28"),
        ("in 3w", "2026-12-12"),
        ("in 3 mo", "2027-02-21"),
        ("in a year", "2027-11-21"),
        ("next week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("on Friday", "2026-11-27"),
        ("next Friday", "2026-11-27"),
        ("by Monday", "2026-11-23"),
        ("12 Dec", "2026-12-12"),
        ("20 November", "2027-11-20"),
        ("21 November", "2026-11-21"),
        ("29 Feb", "2028-02-29"),
        ("on the 12th", "2026-12-12"),
        ("2027-01-05", "2027-01-05"),
        ("in March", "2027-03-01"),
        ("today", "2026-11-21"),
    ],
)
def test_a_day_ahead(text: str, day: str) -> None:
    assert [when.day.isoformat() for when in days_in(text, Calendar(NOW, ahead=True))] == [day]


@pytest.mark.parametrize(
    "text", ["yesterday", "last week", "3 days ago", "2026-11-20", "sometime", "31 April"]
)
def test_what_lies_behind_is_no_day_ahead(text: str) -> None:
    assert days_in(text, Calendar(NOW, ahead=True)) == []


def test_the_month_comes_first_where_the_owner_writes_so() -> None:
    assert read("coffee with Bo 11/2", day_first=False).day == date(2026, 11, 2)


def test_dots_are_always_day_and_month() -> None:
    assert read("coffee with Bo 11.2.", day_first=False).day == date(2026, 2, 11)


@pytest.mark.parametrize(("first_weekday", "middle"), [(0, date(2026, 11, 12)), (6, date(2026, 11, 11))])
def test_a_week_begins_on_the_owners_first_weekday(first_weekday: int, middle: date) -> None:
    assert read("coffee with Bo last week", first_weekday=first_weekday).day == middle


def test_on_a_monday_monday_is_today_and_last_monday_a_week_before() -> None:
    monday = datetime(2026, 11, 16, 9, tzinfo=STOCKHOLM)

    assert read("coffee with Bo on Monday", monday).day == date(2026, 11, 16)
    assert read("coffee with Bo last Monday", monday).day == date(2026, 11, 9)


def test_early_in_a_period_its_middle_is_not_after_today() -> None:
    january = datetime(2026, 1, 2, 9, tzinfo=STOCKHOLM)

    assert [read(f"tea with Bo {text}", january).day for text in ("in January", "this year", "in 2026")] == [
        january.date()
    ] * 3


@pytest.mark.parametrize(
    "text", ["we sat there", "the sun shone", "may be", "we march on", "24-7", "v1.2.3", "12/3/4/5"]
)
def test_plain_words_and_numbers_are_no_days(text: str) -> None:
    assert days_in(text, Calendar(NOW)) == []


@given(
    st.dates(date(1900, 1, 1), NOW.date()), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y"])
)
def test_a_full_date_reads_back(day: date, shape: str) -> None:
    entry = read(f"coffee with Bo on {day.strftime(shape)}")

    assert (entry.day, entry.precision, entry.refused) == (day, "day", None)


@given(st.dates(date(2020, 1, 1), date(2032, 1, 1)), st.dates(date(2001, 1, 1), date(2001, 12, 31)))
def test_a_day_without_a_year_is_the_most_recent_one(today: date, day: date) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=STOCKHOLM)

    found = read(f"coffee with Bo {day.day} {day.strftime('%b')}", now).day

    assert (found.month, found.day) == (day.month, day.day)
    assert found <= today < found.replace(year=found.year + 1)
