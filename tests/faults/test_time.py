"""Clocks that jump, days that are missed, and hours that come twice."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.faults.conftest import Tell
from tests.faults.forge import Forge
from tests.faults.sinks import MailSink

MORNING = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ALICE = "alice@example.org"
ZONES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "America/Sao_Paulo": (date(2026, 2, 15), date(2026, 10, 18)),  # it gave up summer time in 2019
}


def told(forge: Forge, at: datetime) -> list[list[str]]:
    return [row for row in forge.do("occurrences", at) if row[1] == "digest"]


def check(forge: Forge, sink: MailSink, now: datetime) -> None:
    assert forge.do("problems", now) == []
    assert max(Counter(sink.ids()).values(), default=1) == 1


def test_f22_the_clock_jumps(forge: Forge, sink: MailSink, tell: Tell) -> None:
    (alice,) = forge.do("book", MORNING, emails=[ALICE])
    forge.do("daily", MORNING, owner=alice, count=5, starts_on="2026-03-12")
    jumps = {"+2 h": 2 * HOUR, "−2 h": -2 * HOUR, "+400 days": 400 * DAY, "−1 day": -DAY}
    moment, mails, seen = MORNING, {}, []

    for name, jump in jumps.items():
        forge.do("tick", moment)
        before = len(sink.letters)
        for minutes in range(3):
            forge.do("tick", moment + jump + minutes * MINUTE)
        mails[name] = len(sink.letters) - before
        for minutes in range(3):
            forge.do("tick", moment + minutes * MINUTE)
        rows = forge.do("occurrences", moment)
        seen.append(len(rows) - len({tuple(row[1:4]) for row in rows}))
        moment += DAY

    assert mails == {"+2 h": 0, "−2 h": 0, "+400 days": 1, "−1 day": 0}
    assert seen == [0, 0, 0, 0]
    days = [row[3] for row in told(forge, moment)]
    assert len(sink.letters) == len(days) == len(set(days)) == 5
    check(forge, sink, moment)
    tell(
        "F22", "Clock +2 h, −2 h, +400 days, −1 day", "0 due dates twice, 0 mails again, 1 mail for 400 days"
    )


def test_f23_summer_time(forge: Forge, sink: MailSink, tell: Tell) -> None:
    """Ticks every half hour of three nights around each change: one digest for each local day, at its hour."""
    owners = {zone: f"owner{number}@example.org" for number, zone in enumerate(ZONES)}
    start = datetime(2026, 2, 1, tzinfo=UTC)
    for zone, email in owners.items():
        forge.do("book", start, emails=[email], zone=zone, hour=2)
    delays = {zone: set() for zone in ZONES}

    for change, zone in sorted((day, zone) for zone, days in ZONES.items() for day in days):
        first = datetime.combine(change - DAY, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
        nights = [first + day * DAY + half * HOUR / 2 for day in range(3) for half in range(2, 10)]
        for moment in nights:
            known = len(sink.letters)
            forge.do("tick", moment)
            mine = [letter for letter in sink.letters[known:] if letter.to == owners[zone]]
            local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            delays[zone].update(local - local.replace(hour=2, minute=0) for _ in mine)
    days = Counter((row[0], row[3]) for row in told(forge, moment))

    assert max(days.values()) == 1
    assert min(min(found) for found in delays.values()) >= timedelta(0)
    assert delays["America/Sao_Paulo"] == {timedelta(0)}
    assert max(max(found) for found in delays.values()) <= HOUR
    assert len(sink.letters) == len(days) >= 3 * 8
    check(forge, sink, moment)
    late = max(max(found) for found in delays.values())
    tell(
        "F23",
        "Summer time, 4 zones",
        f"{len(days)} local days, each told once; at most {late} late, in the gap",
    )


def test_f24_off_for_a_while(forge: Forge, sink: MailSink, tell: Tell) -> None:
    (alice,) = forge.do("book", MORNING, emails=[ALICE])
    forge.do("daily", MORNING, owner=alice, count=3, starts_on="2026-03-12")
    moment, mails, ticks = MORNING, [], []
    forge.do("tick", moment)

    for gap in (HOUR, 4 * DAY, 60 * DAY):
        moment += gap
        before = len(sink.letters)
        forge.do("tick", moment)
        mails.append(len(sink.letters) - before)
        again = [forge.do("tick", moment + minutes * MINUTE) for minutes in (1, 2, 3)]
        ticks.append(sum(each["occurrences"] + each["sent"] for each in again))

    assert mails == [0, 1, 1]
    assert ticks == [0, 0, 0]
    check(forge, sink, moment + 3 * MINUTE)
    tell("F24", "Off for 1 hour, 4 days, 60 days", "0, 1 and 1 mail; all caught up in one tick each")
