from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recurrence import (
    Rule,
    day_of_year,
    days_between,
    due_at,
    last_day,
    next_day,
    next_yearly,
)

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "UTC",
]
MONDAY, THURSDAY, FRIDAY, SUNDAY = 1, 8, 16, 64
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
rules = st.builds(
    Rule, start=days, every=st.integers(1, 1000), unit=st.sampled_from(["day", "week", "month", "year"])
)


def test_once_is_due_on_its_day_only():
    rule = Rule(date(2026, 3, 12))

    assert days_between(rule, date(2020, 1, 1), date(2030, 1, 1)) == [date(2026, 3, 12)]
    assert next_day(rule, date(2026, 3, 13)) is None
    assert last_day(rule, date(2026, 3, 11)) is None


def test_every_two_weeks_is_counted_from_the_first_day():
    rule = Rule(date(2026, 3, 12), 2, "week")

    assert days_between(rule, date(2026, 3, 13), date(2026, 4, 30)) == [
        date(2026, 3, 26), date(2026, 4, 9), date(2026, 4, 23),
    ]  # fmt: skip


def test_the_31st_is_the_last_day_of_shorter_months_and_the_31st_again_after_them():
    rule = Rule(date(2026, 1, 31), 1, "month")

    assert days_between(rule, date(2026, 1, 1), date(2026, 5, 31)) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31),
    ]  # fmt: skip


def test_29_february_is_the_28th_in_common_years_and_the_29th_in_leap_years():
    rule = Rule(date(2024, 2, 29), 1, "year")

    assert days_between(rule, date(2024, 1, 1), date(2028, 12, 31)) == [
        date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29),
    ]  # fmt: skip
    assert day_of_year(2, 29, 2027) == date(2027, 2, 28)
    assert day_of_year(2, 29, 2028) == date(2028, 2, 29)


def test_the_next_yearly_day_is_today_itself_or_next_years():
    assert next_yearly(12, 31, date(2026, 12, 31)) == date(2026, 12, 31)
    assert next_yearly(1, 2, date(2026, 12, 31)) == date(2027, 1, 2)
    assert next_yearly(2, 29, date(2027, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("every", "unit"), [(0, "day"), (-1, "week"), (None, "day"), (3, None), (2, "second")]
)
def test_a_rule_that_does_not_move_on_is_refused(every, unit):
    with pytest.raises(ValueError, match="repeats every 1 or more"):
        Rule(date(2026, 3, 12), every, unit)


def test_a_rule_at_the_end_of_the_calendar_stops():
    rule = Rule(date(9999, 12, 30), 1, "day")

    assert days_between(rule, date(9999, 12, 1), date.max) == [date(9999, 12, 30), date(9999, 12, 31)]
    assert next_day(Rule(date(9999, 1, 1), 1000, "year"), date(9999, 12, 31)) is None


def test_no_question_answers_more_than_a_thousand_days():
    assert len(days_between(Rule(date(1, 1, 1), 1, "day"), date.min, date.max)) == 1000


@given(rules, days)
def test_last_and_next_enclose_a_day_and_nothing_is_between(rule, day):
    before, after = last_day(rule, day), next_day(rule, day + timedelta(days=1))

    assert (before is None) == (day < rule.start)
    assert before is None or before <= day
    assert after is None or after > day
    assert days_between(rule, (before or date.min) + timedelta(days=1), day) == []


@given(rules, days)
def test_every_due_day_is_found_as_the_last_and_the_next_of_its_own_day(rule, day):
    for due in days_between(rule, rule.start, rule.start + timedelta(days=400)):
        assert last_day(rule, due) == due
        assert next_day(rule, due) == due


@given(st.integers(1, 31), st.integers(1, 60))
def test_a_monthly_rule_never_drifts(day_of_month, number):
    rule = Rule(date(2024, 1, day_of_month), 1, "month")

    due = days_between(rule, rule.start, date(2030, 1, 31))[number]

    following = due + timedelta(days=1)
    assert due.day == day_of_month or (due.day < day_of_month and following.day == 1)


def test_mondays_and_thursdays_of_every_second_week_are_counted_from_the_week_of_the_first_day():
    rule = Rule(date(2026, 3, 11), 2, "week", weekdays=MONDAY | THURSDAY)

    assert days_between(rule, date(2026, 3, 1), date(2026, 4, 10)) == [
        date(2026, 3, 12), date(2026, 3, 23), date(2026, 3, 26), date(2026, 4, 6), date(2026, 4, 9),
    ]  # fmt: skip
    assert last_day(rule, date(2026, 3, 11)) is None
    assert next_day(rule, date(2026, 3, 11)) == date(2026, 3, 12)
    assert last_day(rule, date(2026, 3, 22)) == date(2026, 3, 12)


def test_the_first_monday_of_every_month_may_come_only_in_the_month_after_the_first_day():
    rule = Rule(date(2026, 3, 12), 1, "month", weekdays=MONDAY, nth=1)

    assert days_between(rule, date(2026, 1, 1), date(2026, 6, 30)) == [
        date(2026, 4, 6), date(2026, 5, 4), date(2026, 6, 1),
    ]  # fmt: skip
    assert (next_day(rule, date(2026, 1, 1)), last_day(rule, date(2026, 4, 5))) == (date(2026, 4, 6), None)


def test_the_last_friday_and_sunday_of_every_third_month_are_both_due_in_order():
    rule = Rule(date(2026, 1, 31), 3, "month", weekdays=FRIDAY | SUNDAY, nth=-1)

    assert days_between(rule, date(2026, 1, 1), date(2026, 8, 31)) == [
        date(2026, 4, 24), date(2026, 4, 26), date(2026, 7, 26), date(2026, 7, 31),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"every": 1001, "unit": "day"}, "1000 at most"),
        ({"weekdays": MONDAY}, "Weekdays belong to weeks"),
        ({"every": 1, "unit": "day", "weekdays": MONDAY}, "Weekdays belong to weeks"),
        ({"every": 1, "unit": "month", "weekdays": MONDAY}, "Weekdays belong to weeks"),
        ({"every": 1, "unit": "year", "weekdays": MONDAY, "nth": 1}, "Weekdays belong to weeks"),
        ({"every": 1, "unit": "week", "weekdays": MONDAY, "nth": 1}, "Only of months"),
        ({"every": 1, "unit": "month", "nth": 1}, "Only of months"),
        ({"every": 1, "unit": "month", "weekdays": MONDAY, "nth": 5}, "Only of months"),
        ({"every": 1, "unit": "month", "weekdays": MONDAY, "nth": 0}, "Only of months"),
        ({"every": 1, "unit": "week", "weekdays": 128}, "seven bits"),
        ({"every": 1, "unit": "week", "weekdays": -1}, "seven bits"),
    ],
)
def test_weekdays_that_make_no_sense_are_refused(fields, words):
    with pytest.raises(ValueError, match=words):
        Rule(date(2026, 3, 12), **fields)


@given(
    st.sampled_from([("week", None), ("month", 4), ("month", -1)]), st.integers(1, 127), st.integers(1, 1000)
)
def test_a_pattern_stops_at_both_ends_of_the_calendar(kind, weekdays, every):
    unit, nth = kind
    late, early = (Rule(day, every, unit, weekdays, nth) for day in (date(9999, 12, 20), date.min))

    assert days_between(late, date(9999, 12, 1), date.max)[-1:] <= [date.max]
    assert next_day(late, date.max) in (None, date.max)
    assert next_day(early, date.min) == days_between(early, date.min, date(9, 12, 31))[0]


def test_f23_a_skipped_time_is_the_first_minute_after_the_gap():
    berlin, lord_howe = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")

    assert due_at(date(2026, 3, 29), time(2, 30), berlin) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert due_at(date(2026, 10, 4), time(2, 10), lord_howe).astimezone(lord_howe).time() == time(2, 30)
    assert due_at(date(2026, 3, 30), time(2, 30), berlin) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_f23_a_time_that_comes_twice_is_the_first():
    assert due_at(date(2026, 10, 25), time(2, 30), ZoneInfo("Europe/Berlin")) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_f23_a_midnight_that_the_clocks_skip_is_one_in_the_morning():
    sao_paulo = ZoneInfo("America/Sao_Paulo")

    assert due_at(date(2018, 11, 4), 0, sao_paulo).astimezone(sao_paulo).time() == time(1, 0)


def test_f23_a_whole_day_that_a_zone_skipped_begins_with_the_next():
    apia = ZoneInfo("Pacific/Apia")

    assert due_at(date(2011, 12, 30), 8, apia).astimezone(apia) == datetime(2011, 12, 31, tzinfo=apia)


@given(st.dates(date(2024, 1, 1), date(2036, 12, 31)), st.integers(0, 1439), st.sampled_from(ZONES))
def test_f23_the_moment_has_the_local_time_or_is_the_end_of_a_gap(day, minute, name):
    zone = ZoneInfo(name)
    at = time(minute // 60, minute % 60)

    moment = due_at(day, at, zone)

    local = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    wanted = datetime.combine(day, at)
    if local != wanted:
        just_before = (moment - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < wanted < local
    assert moment.astimezone(zone).fold == 0


@given(st.dates(date(2024, 1, 1), date(2036, 12, 30)), st.integers(0, 23), st.sampled_from(ZONES))
def test_f23_each_local_day_has_one_moment_and_they_come_in_order(day, hour, name):
    zone = ZoneInfo(name)

    today, tomorrow = due_at(day, hour, zone), due_at(day + timedelta(days=1), hour, zone)

    assert timedelta(hours=21) < tomorrow - today < timedelta(hours=27)
