"""Days and moments as exports and spreadsheets write them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

EARLIEST = 1950
LONGEST = 60  # characters; a longer text is no day
MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4}|\d\d)")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)")
_AS_IN_MESSAGES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC")
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:,? |T)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<zone>UTC|GMT|Z|[+-]\d\d:?\d\d))?"
)


def parse_day(text: str) -> date | None:
    """A day from `08 Feb 2026`, `4-Apr-21`, ISO, `2/8/26` (month first), `Feb 8, 2026` or `8.2.2026`.

    Where the first number of a day with slashes cannot be a month it is the day. None for anything else.
    """
    return _day(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=5_000)
def _day(text: str) -> date | None:
    plain = " ".join(text.split())
    try:
        return _named_month(plain) or _numbers(plain)
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """A moment: aware (UTC) where the text names a zone, naive where it does not; midnight for a mere day.

    Reads `2025-06-01 14:03:22 UTC`, `1/29/26, 2:37 PM` and the days of `parse_day` with a time of day.
    """
    if len(text) > LONGEST:
        return None
    if _AS_IN_MESSAGES.fullmatch(text):
        return _iso(text[:19])
    plain = " ".join(text.split())
    match = _CLOCK.fullmatch(plain)
    day = parse_day(match["day"] if match else plain)
    if day is None:
        return None
    try:
        return _at(day, match) if match else datetime(day.year, day.month, day.day)  # noqa: DTZ001  # no zone is known
    except (ValueError, OverflowError):
        return None


def implausible(day: date, today: date) -> str:
    """Why a day in an export cannot be meant, or an empty text: after today, or before EARLIEST."""
    if day > today:
        return f"the day {day.isoformat()} is in the future"
    if day.year < EARLIEST:
        return f"the day {day.isoformat()} is too long ago"
    return ""


def _named_month(text: str) -> date | None:
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_DAY_YEAR.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    month = MONTHS.get(name.lower())
    return date(_year(year), month, int(day)) if month else None


def _numbers(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _SLASHES.fullmatch(text):
        month, day, year = match.groups()
        if int(month) > 12:
            month, day = day, month
    elif match := _DOTS.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    return date(_year(year), int(month), int(day))


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 69 else 1900)


def _iso(text: str) -> datetime | None:
    """What parse_moment gives for the one shape that comes by the hundred thousand."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _at(day: date, match: re.Match[str]) -> datetime:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    naive = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001  # the zone follows if known
    zone = match["zone"]
    return naive.replace(tzinfo=_zone(zone)).astimezone(UTC) if zone else naive


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
