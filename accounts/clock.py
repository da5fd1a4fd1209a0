"""The one place that reads the clock. Commands with --now and tests override it with `set_to`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from accounts.models import User

_override: ContextVar[datetime | None] = ContextVar("rapport_clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _override.get() or datetime.now(UTC)


def zone_of(user: User) -> ZoneInfo:
    """The owner's time zone; UTC where this machine does not know the one they chose."""
    return zone_named(user.time_zone)


def zone_named(name: str) -> ZoneInfo:
    """A time zone by its name; UTC where this machine does not know it."""
    return _zone(name) or ZoneInfo("UTC")


def unknown_zone(user: User) -> str:
    """The time zone an owner chose if this machine does not know it, else nothing."""
    return "" if _zone(user.time_zone) else user.time_zone or "?"


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def now_for(user: User) -> datetime:
    """This moment in the owner's time zone."""
    return now().astimezone(zone_of(user))


def today(user: User) -> date:
    """The local day of an owner."""
    return now_for(user).date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let `now()` answer `moment` (aware) inside the block."""
    token = _override.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _override.reset(token)
