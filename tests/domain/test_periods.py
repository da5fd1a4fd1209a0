"""Days known only in part count at the middle of the period, never after today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import counting_day
from domain.quicklog import parse
from tests.conftest import NOON

TODAY = date(2026, 3, 12)
PRECISIONS = st.sampled_from(["day", "week", "month", "year", "sometime"])


@pytest.mark.parametrize(
    ("precision", "day"),
    [
        ("day", date(2024, 2, 29)),
        ("week", date(2024, 2, 29)),
        ("month", date(2024, 2, 15)),
        ("year", date(2024, 7, 1)),
        ("sometime", date(2024, 2, 29)),
    ],
)
def test_a_period_counts_at_its_middle(precision: str, day: date) -> None:
    assert counting_day(date(2024, 2, 29), precision, TODAY) == day


def test_a_week_begins_when_the_owner_says() -> None:
    assert counting_day(date(2024, 3, 3), "week", TODAY, first_weekday=6) == date(2024, 3, 6)
    assert counting_day(date(2024, 3, 3), "week", TODAY, first_weekday=0) == date(2024, 2, 29)


@given(st.dates(date(1900, 1, 1), TODAY), PRECISIONS, st.sampled_from([0, 5, 6]))
def test_asking_again_changes_nothing_and_no_day_is_to_come(day: date, precision: str, weekday: int) -> None:
    counted = counting_day(day, precision, TODAY, weekday)

    assert counted <= TODAY
    assert counting_day(counted, precision, TODAY, weekday) == counted


@pytest.mark.parametrize(
    "line", ["coffee last week", "coffee in March 2024", "coffee in 2024", "coffee last month"]
)
def test_the_quick_log_and_the_form_count_alike(line: str) -> None:
    entry = parse(line, names={}, now=NOON)

    assert counting_day(entry.day, entry.precision, NOON.date()) == entry.day
