"""Days known only in part: "2019", "2019-05" or "2019-05-12". As text they sort by time."""

import re
from datetime import date

_SHAPE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def parse(text: str) -> str:
    """The tidy form of a year, month or day ("2019-5" → "2019-05"). Raises ValueError with a clear word."""
    match = _SHAPE.match(text.strip())
    if not match:
        raise ValueError(f"“{text[:40]}” is not a year, month or day. Write 2019, 2019-05 or 2019-05-12.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not in the calendar.") from None
    return "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)


def is_past(text: str, today: date) -> bool:
    """Whether a year, month or day is over; an empty one never is."""
    return bool(text) and text < today.isoformat()[: len(text)]


def show(text: str) -> str:
    """As people write it: "2019", "May 2019", "12 May 2019"."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def show_span(since: str, until: str) -> str:
    """From when to when: "2019 to May 2022", "since 2019", "until May 2022"; empty where neither is known."""
    if since and until:
        return show(since) if since == until else f"{show(since)} to {show(until)}"
    if since:
        return f"since {show(since)}"
    return f"until {show(until)}" if until else ""
