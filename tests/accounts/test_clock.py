"""A time zone that this machine does not know any more breaks nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts import clock
from accounts.clock import zone_of
from accounts.models import User

MOMENT = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
UNKNOWN = ["Nowhere/Land", "", "Europe", "/etc/localtime", "../../etc/passwd", "Europe/Berlin\x00", "é" * 64]


def test_a_known_zone_is_that_zone() -> None:
    assert zone_of(User(time_zone="Asia/Tokyo")) == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("name", UNKNOWN)
def test_f23_a_zone_that_vanished_is_utc(name: str) -> None:
    user = User(time_zone=name)

    with clock.set_to(MOMENT):
        assert zone_of(user) == ZoneInfo("UTC")
        assert clock.now_for(user).utcoffset() == timedelta(0)
        assert clock.today(user) == MOMENT.date()
