"""The tick and the outbox: same rows however often it runs, one digest a day, nothing lost, nothing twice."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings
from django_q.models import Schedule

from crm.schedules import TICK, mend_schedules
from relationships.models import Standing
from reminders.models import Delivery, Heartbeat, Occurrence, Reminder
from reminders.queries import mail_trouble
from reminders.services import claim, save_reminder
from tests.dashboard.backends import Killing
from tests.reminders.channels import make_channel
from tests.reminders.people import NOW, TODAY, birthday, local, make_contact, quiet_friend, tick_at

pytestmark = pytest.mark.django_db
CHANGES = {
    "Europe/Berlin": (date(2026, 3, 28), date(2026, 10, 24)),
    "America/New_York": (date(2026, 10, 31), date(2027, 3, 13)),
    "Australia/Lord_Howe": (date(2026, 4, 4), date(2026, 10, 3)),
}
NOTHING = {"occurrences": 0, "deliveries": 0, "sent": 0}


def backend(name):
    return override_settings(EMAIL_BACKEND=f"tests.dashboard.backends.{name}")


def snapshot():
    fields = ("owner_id", "reminder_id", "due_on", "due_at", "state")
    return list(Occurrence.objects.order_by("pk").values_list(*fields)), Delivery.objects.count()


def test_it_makes_the_rows_and_sends_the_mail(alice):
    quiet_friend(alice, "Greta Holm")

    assert tick_at(NOW) == {"occurrences": 2, "deliveries": 1, "sent": 1}
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]


def test_f10_any_number_of_ticks_makes_the_same_rows(alice, bob):
    for owner in (alice, bob):
        for number in range(5):
            birthday(quiet_friend(owner, f"Friend {number}"), 3, 14)
    tick_at(NOW)
    before = snapshot()

    for minutes in (0, 0, 1, 1, 5, 300):
        assert tick_at(NOW + timedelta(minutes=minutes)) == NOTHING

    assert snapshot() == before
    assert len(mail.outbox) == 2


def test_the_digest_comes_at_the_owners_hour(alice, bob):
    bob.time_zone, bob.digest_hour = "America/New_York", 20
    bob.save()
    for owner in (alice, bob):
        quiet_friend(owner, "Greta Holm")

    tick_at(local(2026, 3, 13, 7, 59))
    assert mail.outbox == []
    tick_at(local(2026, 3, 13, 8, 0))
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    tick_at(local(2026, 3, 13, 20, 0, "America/New_York"))
    assert [message.to for message in mail.outbox] == [["alice@example.org"], ["bob@example.org"]]


@pytest.mark.parametrize("zone", list(CHANGES))
@pytest.mark.parametrize("hour", [2, 8])
def test_f23_once_a_day_at_the_hour_also_when_the_clocks_change(alice, zone, hour):
    alice.time_zone, alice.digest_hour = zone, hour
    alice.save()
    fern = Reminder(owner=alice, text="Water the fern", starts_on=TODAY, every=1, unit="day")
    save_reminder(reminder=fern, now=NOW)

    starts = CHANGES[zone]
    for start in starts:
        midnight = local(start.year, start.month, start.day, 0, 0, zone).astimezone(UTC)
        for hours in range(71):
            moment = midnight + timedelta(hours=hours)
            if moment.astimezone(ZoneInfo(zone)).hour in (0, hour - 1, hour, hour + 1, 23):
                tick_at(moment)

    days = list(Occurrence.objects.filter(kind="digest").order_by("due_on").values_list("due_on", flat=True))
    assert days == [start + timedelta(days=number) for start in starts for number in range(3)]
    assert len(mail.outbox) == len(days)


def test_r4_after_days_off_there_is_one_merged_message(alice):
    quiet_friend(alice, "Greta Holm")
    tick_at(NOW)

    tick_at(NOW + timedelta(days=60))

    assert len(mail.outbox) == 2
    assert Occurrence.objects.filter(kind="digest").count() == 2


def test_f22_a_clock_that_jumps_back_sends_nothing_again(alice):
    quiet_friend(alice, "Greta Holm")
    tick_at(NOW)
    tick_at(NOW + timedelta(days=1))

    tick_at(NOW)
    tick_at(NOW + timedelta(hours=2))

    assert len(mail.outbox) == 2


def test_a_quiet_first_day_waits_for_something_to_say(alice):
    assert tick_at(NOW) == NOTHING
    quiet_friend(alice, "Greta Holm")

    assert tick_at(NOW + timedelta(hours=1)) == {"occurrences": 2, "deliveries": 1, "sent": 1}


def test_a_quiet_later_day_has_no_mail_at_odd_hours(alice):
    friend = quiet_friend(alice, "Greta Holm")
    tick_at(NOW)
    friend.delete()
    assert tick_at(NOW + timedelta(days=1)) == {"occurrences": 1, "deliveries": 0, "sent": 0}
    quiet_friend(alice, "Rana Perez")

    assert tick_at(NOW + timedelta(days=1, hours=1)) == {"occurrences": 1, "deliveries": 0, "sent": 0}


def test_no_mail_for_those_who_want_none_or_have_no_proven_address(alice, bob):
    alice.digest_by_mail = False
    alice.save()
    bob.emailaddress_set.update(verified=False)
    for owner in (alice, bob):
        quiet_friend(owner, "Greta Holm")

    assert tick_at(NOW) == {"occurrences": 2, "deliveries": 0, "sent": 0}


def test_p6_a_changed_address_gets_nothing(alice):
    quiet_friend(alice, "Greta Holm")
    with backend("Down"):
        tick_at(NOW)
    alice.emailaddress_set.update(email="new@example.org")
    alice.email = "new@example.org"
    alice.save()

    assert tick_at(NOW + timedelta(minutes=6)) == NOTHING
    assert Delivery.objects.get().error == "The address has changed."


def test_a_server_that_is_down_is_tried_again_and_nothing_is_lost(alice):
    quiet_friend(alice, "Greta Holm")
    with backend("Down"):
        assert tick_at(NOW) == {"occurrences": 2, "deliveries": 1, "sent": 0}
        waiting = Delivery.objects.get()
        assert (waiting.state, waiting.attempt) == ("pending", 1)
        assert waiting.not_before == NOW + timedelta(minutes=5)
        assert waiting.error == "The mail server cannot be reached (ConnectionRefusedError)."

    assert tick_at(NOW + timedelta(seconds=299)) == NOTHING
    assert tick_at(NOW + timedelta(minutes=5)) == {"occurrences": 0, "deliveries": 0, "sent": 1}
    assert Delivery.objects.get().state == "sent"


def test_a_server_that_refuses_is_tried_ever_more_rarely_until_the_day_is_over(alice):
    quiet_friend(alice, "Greta Holm")
    tried_at = []
    with backend("Busy"):
        for minutes in (0, 1, 4, 5, 6, 19, 20, 21, 79, 80, 81, 139, 140, 200):
            before = Delivery.objects.values_list("attempt", flat=True).first() or 0
            tick_at(NOW + timedelta(minutes=minutes))
            if Delivery.objects.get().attempt > before:
                tried_at.append(minutes)

        assert tried_at == [0, 5, 20, 80, 140, 200]
        trouble = mail_trouble(alice, TODAY)
        assert (trouble.state, trouble.error) == ("pending", "The mail server answered 451.")
        tick_at(NOW + timedelta(hours=13))
    row = Delivery.objects.get()
    assert (row.state, row.error) == ("dropped", "Told with a later day.")


def test_f14_an_address_refused_for_good_is_not_tried_again(alice):
    quiet_friend(alice, "Greta Holm")
    with backend("Refusing"):
        tick_at(NOW)
        tick_at(NOW + timedelta(hours=5))

    row = Delivery.objects.get()
    assert (row.state, row.attempt, row.error) == ("failed", 1, "The mail server refused the address (550).")


def test_f12_after_a_day_without_a_server_todays_digest_covers_yesterdays(alice):
    quiet_friend(alice, "Greta Holm")
    with backend("Down"):
        tick_at(NOW)

    assert tick_at(NOW + timedelta(days=1))["sent"] == 1

    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "sent"]
    assert "Greta Holm" in mail.outbox[0].body


def test_f11_a_sender_that_dies_is_followed_by_one_more_with_the_same_message_id(alice):
    quiet_friend(alice, "Greta Holm")
    Killing.taken.clear()
    with backend("Killing"), pytest.raises(KeyboardInterrupt):
        tick_at(NOW)
    assert Delivery.objects.get().state == "sending"

    assert tick_at(NOW + timedelta(minutes=2))["sent"] == 0
    assert tick_at(NOW + timedelta(minutes=4))["sent"] == 1

    row = Delivery.objects.get()
    assert (row.state, row.attempt, row.lapses) == ("sent", 2, 1)
    assert Killing.taken == [mail.outbox[0].extra_headers["Message-ID"]]
    assert Killing.taken[0].endswith("@localhost>")


def test_f11_after_a_second_lost_sender_nobody_knows_and_it_rests(alice):
    quiet_friend(alice, "Greta Holm")
    for minutes in (0, 4):
        with backend("Killing"), pytest.raises(KeyboardInterrupt):
            tick_at(NOW + timedelta(minutes=minutes))

    assert tick_at(NOW + timedelta(minutes=8))["sent"] == 0
    assert tick_at(NOW + timedelta(hours=8))["sent"] == 0
    assert (Delivery.objects.get().state, mail.outbox) == ("unknown", [])


def test_r6_only_one_claimer_wins(alice):
    quiet_friend(alice, "Greta Holm")
    with backend("Down"):
        tick_at(NOW)
    first, second = (Delivery.objects.select_related("occurrence").get() for _ in range(2))
    later = NOW + timedelta(minutes=6)

    assert claim(delivery=first, now=later)
    assert not claim(delivery=second, now=later)


def test_one_owners_trouble_is_not_anothers(alice, bob):
    for owner in (alice, bob):
        quiet_friend(owner, "Greta Holm")
    Standing.objects.filter(owner=alice).update(last_on=10**9)

    assert tick_at(NOW) == {"occurrences": 2, "deliveries": 1, "sent": 1}


def test_a_zone_that_vanished_is_utc(alice):
    quiet_friend(alice, "Greta Holm")
    type(alice).objects.filter(pk=alice.pk).update(time_zone="Nowhere/Land")

    assert tick_at(NOW) == {"occurrences": 2, "deliveries": 1, "sent": 1}


def test_r13_every_tick_beats_and_a_made_up_time_does_not(alice):
    tick_at(NOW)
    call_command("tick", now="2031-01-01T09:00", stdout=StringIO())

    assert Heartbeat.objects.get(name="tick").beat_at == NOW


def test_r2_there_is_exactly_one_fixed_schedule():
    rows = Schedule.objects.filter(func="dashboard.tasks.tick").values(
        "name", "func", "schedule_type", "minutes"
    )

    assert list(rows) == [
        {"name": "tick", "func": "dashboard.tasks.tick", "schedule_type": "I", "minutes": 1}
    ]
    assert not mend_schedules(now=Schedule.objects.get(name="tick").next_run)


def test_a_broken_schedule_is_mended():
    Schedule.objects.filter(name="tick").update(repeats=0)
    Schedule.objects.create(name="tick", **TICK)

    assert mend_schedules(now=NOW)
    assert list(Schedule.objects.values_list("name", "repeats")) == [("tick", -1)]


def test_every_start_mends_the_schedule():
    Schedule.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert list(Schedule.objects.values_list("name", "func", "repeats")) == [
        ("tick", "dashboard.tasks.tick", -1)
    ]


def test_r12_the_retry_lies_far_beyond_every_timeout():
    q = settings.Q_CLUSTER
    rounds = ceil((q["queue_limit"] + q["bulk"]) / q["workers"]) + 1

    assert q["retry"] >= 2 * rounds * (q["timeout"] + 3)
    assert (q["timeout"] + 3) % q["guard_cycle"] == 0
    assert (q["catch_up"], q["ack_failures"], q["max_attempts"]) == (False, True, 1)


def test_the_command_answers_in_json_in_the_owners_zone(alice):
    alice.time_zone = "Asia/Tokyo"
    alice.save()
    quiet_friend(alice, "Greta Holm")
    out = StringIO()

    call_command("tick", now="2026-03-13T07:59", stdout=out)
    call_command("tick", "--json", now="2026-03-13T08:00", stdout=out)

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"occurrences": 1, "deliveries": 0, "sent": 0},
        {"occurrences": 1, "deliveries": 1, "sent": 1},
    ]
    due_at = Occurrence.objects.get(kind="digest").due_at
    assert due_at == datetime.fromisoformat("2026-03-13T08:00+09:00")


@override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")
def test_mail_printed_on_the_console_does_not_mix_with_the_answer(alice, capsys):
    quiet_friend(alice, "Greta Holm")

    call_command("tick", now="2026-03-13T08:00")

    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"occurrences": 2, "deliveries": 1, "sent": 1}
    assert "Subject: One person" in printed.err


@pytest.mark.parametrize("bad", ["soon", "2026-13-01", "0001-01-01", "9999-12-31T23:59"])
def test_a_bad_moment_is_refused_in_one_line(db, bad):
    with pytest.raises(CommandError, match="^--now: [^\n]*$"):
        call_command("tick", now=bad, stdout=StringIO())


def test_people_without_anything_recorded_come_up_the_day_their_circle_is_given(alice):
    make_contact(alice, "Circle Only", circle="inner")

    assert tick_at(NOW) == {"occurrences": 2, "deliveries": 1, "sent": 1}
    assert "You want to be in touch every week; nothing is recorded yet." in mail.outbox[0].body


def test_an_address_proven_before_the_hour_of_the_digest_gets_it(alice):
    quiet_friend(alice, "Greta Holm")
    EmailAddress.objects.update(verified=False)
    tick_at(local(2026, 3, 12, 0, 5))
    EmailAddress.objects.update(verified=True)

    tick_at(local(2026, 3, 12, 8, 0))

    assert [message.to for message in mail.outbox] == [["alice@example.org"]]


def test_an_address_proven_after_the_hour_gets_the_digest_within_an_hour(alice):
    quiet_friend(alice, "Greta Holm")
    EmailAddress.objects.update(verified=False)
    tick_at(local(2026, 3, 12, 9, 0))
    EmailAddress.objects.update(verified=True)

    tick_at(local(2026, 3, 12, 9, 59))
    assert mail.outbox == []
    tick_at(local(2026, 3, 12, 10, 0))

    assert [message.to for message in mail.outbox] == [["alice@example.org"]]


def test_what_can_never_be_sent_does_not_wait_for_ever(alice):
    gone = make_channel(alice, deleted_at=NOW)
    rule = Reminder.objects.create(owner=alice, kind="digest")
    for day, state in ((TODAY, "pending"), (TODAY - timedelta(days=1), "sending")):
        row = Occurrence.objects.create(
            owner=alice, reminder=rule, kind="digest", due_on=day, due_at=NOW, state="done"
        )
        Delivery.objects.create(
            owner=alice, occurrence=row, channel="ntfy", through=gone, recipient=str(gone.pk), state=state,
            not_before=NOW, lease_until=NOW,
        )  # fmt: skip

    tick_at(NOW + timedelta(days=3))

    assert sorted(Delivery.objects.filter(through=gone).values_list("state", flat=True)) == [
        "dropped",
        "unknown",
    ]
