from datetime import date, timedelta

import pytest

from ui.dates import as_known, in_order, near

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (6, "in 6 days"),
        (-6, "6 days ago"),
        (7, "28 Nov"),
        (-7, "14 Nov"),
        (-330, "26 Dec"),
        (-331, "December 2025"),
        (331, "October 2027"),
    ],
)
def test_a_day_is_said_as_shortly_as_it_is_clear(days: int, words: str) -> None:
    assert near(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("order", "words"),
    [("dmy", "2 May 2024"), ("mdy", "May 2, 2024"), ("ymd", "2024-05-02"), ("odd", "2 May 2024")],
)
def test_a_date_is_written_in_the_owners_order(order: str, words: str) -> None:
    assert in_order(date(2024, 5, 2), order) == words


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (date(2026, 11, 20), "day", "yesterday"),
        (date(2026, 9, 7), "week", "week of 7 Sep"),
        (date(2026, 9, 7), "month", "September"),
        (date(2024, 9, 7), "month", "September 2024"),
        (date(2019, 1, 1), "year", "2019"),
        (date(2019, 1, 1), "sometime", "some time"),
        (None, "day", "some time"),
    ],
)
def test_a_day_is_said_no_more_exactly_than_it_is_known(day: date | None, precision: str, words: str) -> None:
    assert as_known(day, precision, TODAY) == words
