"""Recurring events: the days of a rule, as the field's own library finds them, and no rule runs away."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from time import process_time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from tests.transfer.formats.streams import TODAY, flaws, of, read_all, whys
from tests.transfer.formats.test_ics import ANNA, BEN, MINE, calendar, event, happenings
from transfer.formats import ics
from transfer.formats.faults import Fault
from transfer.formats.ics.rules import FREQUENCIES, WEEKDAYS, Budget, Unreadable, days_of, parse_rule
from transfer.formats.values import Coming, Happening

WEEKLY = "RRULE:FREQ=WEEKLY"


def days(*lines, start="DTSTART:20260601T090000Z", more=()):
    """The days of a series with Anna."""
    return [str(found.day) for found in happenings(event(ANNA, *lines, start=start), *more)]


def test_a_series_is_told_up_to_today_only():
    assert days(WEEKLY) == ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22", "2026-06-29"]


def test_of_a_series_the_next_three_instances_are_to_come():
    taken_out = "EXDATE:20260713T090000Z"
    items = read_all(
        ics, calendar(event(ANNA, WEEKLY, taken_out, start="DTSTART:20260601T090000Z")), "a.ics", MINE
    )
    assert [str(one.day) for one in of(items, Coming)] == ["2026-07-06", "2026-07-20", "2026-07-27"]
    later = event(ANNA, WEEKLY + ";COUNT=2", start="DTSTART:20260803T090000Z")
    items = read_all(ics, calendar(later), "a.ics", MINE)
    assert ([str(one.day) for one in of(items, Coming)], whys(items)) == (["2026-08-03", "2026-08-10"], [])


def test_a_series_keeps_its_hour_when_the_clocks_change():
    found = happenings(event(ANNA, WEEKLY + ";COUNT=2", start="DTSTART;TZID=Europe/Berlin:20260327T090000"))
    assert [one.at.hour for one in found] == [9, 9]


def test_days_that_were_taken_out_are_not_told():
    assert days(WEEKLY, "EXDATE:20260608T090000Z,20260615T090000Z", "EXDATE;VALUE=DATE:20260622") == [
        "2026-06-01",
        "2026-06-29",
    ]


def test_a_moved_instance_takes_the_place_of_its_own():
    moved = event(ANNA, "RECURRENCE-ID:20260608T090000Z", start="DTSTART:20260610T120000Z")
    found = happenings(event(ANNA, WEEKLY + ";COUNT=3", start="DTSTART:20260601T090000Z"), moved)
    assert [(str(one.day), one.key) for one in found] == [
        ("2026-06-01", "one@example.org/20260601T0900"),
        ("2026-06-15", "one@example.org/20260615T0900"),
        ("2026-06-10", "one@example.org/20260608T0900"),
    ]


def test_a_cancelled_instance_is_gone():
    gone = event(ANNA, "RECURRENCE-ID:20260608T090000Z", "STATUS:CANCELLED", start="DTSTART:20260608T090000Z")
    assert days(WEEKLY + ";COUNT=2", more=(gone,)) == ["2026-06-01"]


def test_further_dates_are_told_too():
    assert days("RDATE:20260603T090000Z,20260605T090000Z/PT1H") == ["2026-06-01", "2026-06-03", "2026-06-05"]


def test_of_an_old_series_the_last_400_days_are_told():
    found = days("RRULE:FREQ=MONTHLY", start="DTSTART:20100105T090000Z")
    assert (found[0], found[-1], len(found)) == ("2025-06-05", "2026-06-05", 13)


def test_no_series_is_told_more_than_500_times():
    hours = [f"2026010{day}T{hour:02}0000Z" for day in range(1, 10) for hour in range(24)]
    assert len(days("RRULE:FREQ=DAILY", "RDATE:" + ",".join(hours), start="DTSTART:20240101T090000Z")) == 500


def test_a_series_that_ended_long_ago_is_left_out():
    old = event(ANNA, WEEKLY + ";UNTIL=20150101", start="DTSTART:20140101T090000Z")
    assert whys(read_all(ics, calendar(old), "a.ics", MINE)) == [
        "recurring, but not once in the last 400 days"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYDAY=MO;BYSETPOS=1;BYWEEKNO=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;BYMONTH=99",
        "FREQ=DAILY;UNTIL=never",
        "FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 300),
        "COUNT=5",
        "",
    ],
)
def test_a_rule_that_cannot_be_is_one_event_and_a_warning(rule):
    items = read_all(ics, calendar(event(ANNA, "RRULE:" + rule)), "a.ics", MINE)
    assert len(of(items, Happening)) == 1
    assert [fault.kept for fault in of(items, Fault)] == [True]
    assert flaws(items)[0][1].startswith("only its first day was taken: ")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000000000",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=YEARLY;INTERVAL=1000;BYDAY=" + ",".join(f"{n}{d}" for n in (1, -1) for d in WEEKDAYS),
    ],
)
def test_d7_no_rule_runs_away(rule):
    began = process_time()
    read_all(ics, calendar(event(ANNA, "RRULE:" + rule, start="DTSTART:19500101T090000Z")), "a.ics", MINE)
    assert process_time() - began < 2


def test_d7_a_calendar_full_of_such_rules_comes_to_an_end():
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    events = [
        event(ANNA, BEN, rule, uid=str(number), start="DTSTART:20200101T090000Z") for number in range(1_000)
    ]
    began = process_time()
    items = read_all(ics, calendar(*events), "a.ics", MINE)
    assert process_time() - began < 10
    assert flaws(items)[-1][1] == "only its first day was taken: the calendar has too many recurring events"


def _listed(value):
    return ",".join(map(str, value)) if isinstance(value, list) else value


PARTS = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(FREQUENCIES)},
    optional={
        "INTERVAL": st.integers(1, 6),
        "COUNT": st.integers(1, 60),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True),
        "BYMONTHDAY": st.lists(
            st.sampled_from([1, 2, 15, 28, 29, 30, 31, -1, -2, -31]), min_size=1, max_size=3, unique=True
        ),
        "BYDAY": st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True),
        "WKST": st.sampled_from(WEEKDAYS),
    },
).filter(lambda parts: not (parts["FREQ"] == "WEEKLY" and "BYMONTHDAY" in parts))


@given(PARTS, st.integers(-1, 1), st.dates(date(2018, 1, 1), date(2019, 12, 31)), st.integers(0, 900))
def test_the_days_of_a_rule_are_those_that_dateutil_finds(parts, place, start, later):
    if parts["FREQ"] in ("MONTHLY", "YEARLY") and place and "BYDAY" in parts:
        parts = parts | {"BYDAY": [f"{place}{day}" for day in parts["BYDAY"]]}
    text = ";".join(
        f"{name}={','.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in parts.items()
    )
    first = start + timedelta(days=later)
    last = first + timedelta(days=400)
    midnight = datetime.min.time()
    rule = rrulestr(text, dtstart=datetime.combine(start, midnight))
    expected = rule.between(datetime.combine(first, midnight), datetime.combine(last, midnight), inc=True)
    assert list(days_of(parse_rule(text), start, first, last, Budget())) == [one.date() for one in expected]


@given(st.text(max_size=80))
def test_whatever_a_rule_says_it_is_read_or_refused(text):
    with suppress(Unreadable):
        assert len(list(days_of(parse_rule(text), TODAY, TODAY, TODAY + timedelta(days=30), Budget()))) <= 31


@pytest.mark.parametrize(
    ("start", "end", "until"),
    [
        ("DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20260804", "2026-08-03"),
        ("DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20260802", "None"),
        ("DTSTART:20260801T150000Z", "DTEND:20260803T100000Z", "2026-08-03"),
        ("DTSTART:20260801T150000Z", "DTEND:20260801T170000Z", "None"),
        ("DTSTART:20260801T150000Z", "DTEND:20260701T170000Z", "None"),
        ("DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20270801", "None"),
    ],
)
def test_an_appointment_of_several_days_tells_its_last(start, end, until):
    items = read_all(ics, calendar(event(ANNA, end, start=start)), "a.ics", MINE)
    assert [str(one.until) for one in of(items, Coming)] == [until]
