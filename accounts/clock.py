"""The one place that reads the clock. Commands with --now and tests override it with `set_to`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from accounts.models import User

_override: ContextVar[datetime | None] = ContextVar("rapport_clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _override.get() or datetime.now(UTC)


def now_for(user: User) -> datetime:
    """This moment in the owner's time zone."""
    return now().astimezone(ZoneInfo(user.time_zone))


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
