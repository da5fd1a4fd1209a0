"""Days of the year in address books."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.formats.yearly import Yearly, parse_yearly, prefers_day_first, says_no_day

TODAY = date(2026, 11, 22)
NINTH_OF_MAY = Yearly(5, 9, 1985)


def read(text: str, *, day_first: bool = True) -> Yearly | None:
    return parse_yearly(text, day_first=day_first, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "1985-05-09", "1985-5-9", "1985/05/09", "19850509", "9.5.1985", "09.05.85", "9/5/1985", "9 May 1985",
        "May 9, 1985", "9. Mai 1985", "9 mai 1985", "9 de mayo de 1985", "9 maggio 1985", "9 mei 1985",
        "9 de maio de 1985", "9th of May 1985", "1985-05-09T00:00:00Z", "9.5.1985 12:30", " 9.5.1985 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_many_ways_and_languages(text: str) -> None:
    assert read(text) == NINTH_OF_MAY


@pytest.mark.parametrize(
    "text", ["--05-09", " --05-09", "--0509", "9.5.", "9/5", "9. Mai", "May 9", "1604-05-09", "0000-05-09"]
)
def test_a_year_may_be_unknown(text: str) -> None:
    assert read(text) == Yearly(5, 9)


def test_which_of_two_numbers_is_the_day_depends_unless_one_cannot_be_a_month() -> None:
    assert [read("5/9/1985", day_first=first) for first in (True, False)] == [
        Yearly(9, 5, 1985),
        NINTH_OF_MAY,
    ]
    assert [read("23/5/1985", day_first=first) for first in (True, False)] == [Yearly(5, 23, 1985)] * 2
    assert [read("5.9.1985", day_first=first) for first in (True, False)] == [Yearly(9, 5, 1985)] * 2


def test_two_digits_of_a_year_are_of_the_last_hundred_years() -> None:
    assert [read(f"1.1.{year}") for year in ("26", "27", "99", "00")] == [
        Yearly(1, 1, year) for year in (2026, 1927, 1999, 2000)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31.2.1985",
        "13/13/1985",
        "2030-01-01",
        "1700-01-01",
        "1985",
        "Mai",
        "9 Mai Mai",
        "9" * 61,
        "1.2.3.4",
    ],
)
def test_what_is_no_day_that_can_be_meant_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("", True),
        ("0/0/00", True),
        ("00.00.0000", True),
        ("1/1/4501", True),
        ("-", True),
        ("9.5.1985", False),
        ("soon", False),
    ],
)
def test_programs_have_ways_to_say_that_there_is_no_day(text: str, is_none: bool) -> None:
    assert says_no_day(text) is is_none


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["1/2/85", "13/2/85"], True),
        (["1/2/85", "2/13/85"], False),
        (["1.2.85"], True),
        (["1/2/85", "x", ""], None),
        ([], None),
    ],
)
def test_a_column_tells_how_its_days_are_written(texts: list[str], first: bool | None) -> None:
    assert prefers_day_first(texts) is first


@given(
    st.dates(date(1850, 1, 1), TODAY),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%B %d, %Y"]),
)
def test_every_day_comes_back_from_how_it_is_written(day: date, way: str) -> None:
    assert read(day.strftime(way)) == ((day.month, day.day, None if day.year == 1604 else day.year))


@given(st.text(max_size=80))
def test_any_text_is_a_day_in_the_calendar_or_none(text: str) -> None:
    day = read(text)

    assert day is None or date(day.year or 2000, day.month, day.day) <= TODAY + timedelta(days=365)
