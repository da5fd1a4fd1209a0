"""What the exports of Facebook and Instagram have in common: broken letters, moments, and the HTML that is no use."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from transfer.formats.container import Upload
from transfer.formats.names import MAX_NAME, clean
from transfer.formats.values import Asked

EARLIEST = 2004
MILLISECONDS_FROM = 100_000_000_000


def mended(text: object) -> str:
    """A name for one line; UTF-8 that was written as if it were Latin-1 is read as what it was."""
    if not isinstance(text, str):
        return ""
    short = text[: 8 * MAX_NAME]
    if not short.isascii():
        try:
            short = short.encode("latin-1").decode("utf-8")
        except UnicodeError:  # written well in the first place
            short = short.encode("utf-8", "replace").decode("utf-8")
    return clean(short)[:MAX_NAME]


def moment_of(value: object, asked: Asked) -> tuple[datetime | None, str]:
    """The moment of a Unix time in seconds or milliseconds, and what is wrong with it. 0 means that none is known."""
    if value is None or value == 0:
        return None, ""
    number = _number(value)
    if number is None:
        return None, "its moment is no number"
    if number > MILLISECONDS_FROM:
        number /= 1_000
    try:
        moment = datetime.fromtimestamp(number, UTC)
    except (ValueError, OverflowError, OSError):
        return None, "its moment cannot be meant"
    if moment.year < EARLIEST or moment.date() > asked.today + timedelta(days=1):
        return None, f"the day {moment.date().isoformat()} cannot be meant"
    return moment, ""


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment in the owner's zone."""
    return moment.astimezone(zone)


def is_html(upload: Upload, name: str) -> bool:
    """Whether a file is a web page."""
    with upload.open(name) as raw:
        start = raw.peek(300)[:300].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def mentions(upload: Upload, name: str, word: bytes) -> bool:
    """Whether a word, in small letters, is near the beginning of a file."""
    with upload.open(name) as raw:
        return word in raw.peek(8_192)[:8_192].lower()


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None
