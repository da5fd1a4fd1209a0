from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.formats.dates import implausible, parse_day, parse_moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4-Apr-21", date(2021, 4, 4)),
        ("4-Apr-1999", date(1999, 4, 4)),
        ("2026/07/28", date(2026, 7, 28)),
        ("28/7/2026", date(2026, 7, 28)),
        ("1/2/68", date(2068, 1, 2)),
        ("1/2/69", date(1969, 1, 2)),
        ("28.07.26", date(2026, 7, 28)),
        ("September 3 2020", date(2020, 9, 3)),
        ("14 Oct 1066", date(1066, 10, 14)),
        ("0000-01-01", None),
        ("4-Apr", None),
        ("99/99/99", None),
        ("x" * 10_000, None),
    ],
)
def test_a_day_is_read_or_is_none(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-06-01 14:03:22 UTC", datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC)),
        ("2026/07/28 13:20:49 UTC", datetime(2026, 7, 28, 13, 20, 49, tzinfo=UTC)),
        ("2025-06-01T16:03:22.5+02:00", datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC)),
        ("2025-06-01T14:03:22Z", datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC)),
        ("2025-06-01 25:03:22 UTC", None),
        ("1/29/26, 13:37 PM", None),
        ("tomorrow at 5:00", None),
        ("0001-01-01 00:00 +05:00", None),
    ],
)
def test_a_moment_with_a_zone_is_in_utc(text: str, moment: datetime | None) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1/29/26, 2:37 PM", "2026-01-29T14:37:00"),
        ("1/29/26, 12:05\u202fAM", "2026-01-29T00:05:00"),
        ("1/29/2026 14:37", "2026-01-29T14:37:00"),
        ("Jan 29, 2026, 2:37:08 p.m.", "2026-01-29T14:37:08"),
        ("29-Jan-26", "2026-01-29T00:00:00"),
    ],
)
def test_a_moment_without_a_zone_stays_without(text: str, iso: str) -> None:
    moment = parse_moment(text)

    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 3, 12), ""),
        (date(1950, 1, 1), ""),
        (date(2026, 3, 13), "the day 2026-03-13 is in the future"),
        (date(1949, 12, 31), "the day 1949-12-31 is too long ago"),
    ],
)
def test_a_day_after_today_or_before_1950_cannot_be_meant(day: date, reason: str) -> None:
    assert implausible(day, date(2026, 3, 12)) == reason


@given(st.datetimes(min_value=datetime(1000, 1, 1)))  # noqa: DTZ001  # the law holds for naive moments
def test_every_moment_written_as_linkedin_does_is_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)

    assert parse_moment(f"{moment.isoformat(' ')} UTC") == moment.replace(tzinfo=UTC)
    assert parse_day(moment.date().isoformat()) == moment.date()


@given(st.text(max_size=80))
def test_no_text_makes_reading_fail(text: str) -> None:
    assert parse_day(text) is None or parse_moment(text) is not None
