"""What nobody means to write into a field: refused in words or kept as text, and never an error of ours."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reminders.models import Occurrence, Reminder
from reminders.services import save_reminder
from tests.reminders.channels import make_channel
from tests.reminders.people import NOW, TODAY, tick_at

pytestmark = pytest.mark.usefixtures("now")
HOSTILE = (
    "a\0b", "\u202eevil\uffff", "9" * 5_000, "9" * 19, "٣", "1e999", "<script>alert(1)</script>", "https://[",
    "FREQ=SECONDLY", "9999-12-31", "0001-01-01",
)  # fmt: skip
HUGE = "x" * 1_000_000
FIELDS: dict[str, tuple[str, dict[str, str]]] = {
    "a reminder": (
        "/reminders/new/",
        {"text": "Call", "starts_on": "2026-03-14", "again": "", "paused_until": "", "contact": "", "next": ""},
    ),
    "an answer": ("{act}", {"days": "7", "next": ""}),
    "ntfy": (
        "/settings/channels/new/?kind=ntfy",
        {"server": "https://192.0.2.1", "topic": "quiet-otter", "token": "", "name": "", "hour": ""},
    ),
    "telegram": ("/settings/channels/new/?kind=telegram", {"bot_token": "1:a", "chat_id": "1", "name": ""}),
    "a webhook": ("/settings/channels/new/?kind=webhook", {"url": "https://192.0.2.1/", "name": "", "hour": ""}),
    "a channel": ("{channel}", {"url": "https://192.0.2.1/", "name": "", "hour": "", "tells_names": ""}),
    "a browser": (
        "/settings/channels/browser/",
        {"endpoint": "https://192.0.2.1/", "p256dh": "B" * 87, "auth": "A" * 22, "name": ""},
    ),
    "a calendar": ("/settings/feeds/make/", {"scope": "dates", "tells_names": ""}),
    "reminding": (
        "/settings/reminders/",
        {
            "people_a_day": "3", "date_lead_days": "3", "digest_hour": "8", "review_weekday": "", "quiet": "",
            "holiday_from": "", "holiday_until": "",
        },
    ),
}  # fmt: skip
ASKED = ("/reminders/preview/", "/reminders/new/", "/settings/channels/new/", "/reminders/")
ASKED_FIELDS = ("again", "starts_on", "paused_until", "contact", "kind", "page", "next")


@pytest.fixture
def places(alice: User) -> dict[str, str]:
    rule = save_reminder(reminder=Reminder(owner=alice, text="Call", starts_on=TODAY), now=NOW)
    row = Occurrence.objects.create(owner=alice, reminder=rule, kind=rule.kind, due_on=TODAY, due_at=NOW)
    return {
        "{act}": reverse("reminders:act", args=[row.pk, "snooze"]),
        "{channel}": reverse("reminders:channel", args=[make_channel(alice, "webhook").pk]),
    }


@pytest.mark.parametrize("name", FIELDS)
def test_whatever_is_written_is_answered(name: str, places: dict[str, str], as_alice: Client) -> None:
    place, fields = FIELDS[name]
    found: dict[Any, int] = {}
    for text in HOSTILE:
        found["all", text[:20]] = as_alice.post(
            places.get(place, place), dict.fromkeys(fields, text)
        ).status_code
    for field in fields:
        for text in HOSTILE[:3]:
            answer = as_alice.post(places.get(place, place), {**fields, field: text})
            found[field, text[:20]] = answer.status_code
    huge = as_alice.post(places.get(place, place), dict.fromkeys([*fields][:1], HUGE) | {"next": HUGE})
    found["huge", ""] = huge.status_code
    assert {key: status for key, status in found.items() if status not in (200, 302, 404, 422)} == {}


@pytest.mark.parametrize("path", ASKED)
def test_whatever_is_asked_is_answered(path: str, as_alice: Client) -> None:
    answers = {
        (field, text[:20]): as_alice.get(path, {field: text[:5_000]}).status_code
        for field in ASKED_FIELDS
        for text in HOSTILE[:3]
    }

    assert {key: status for key, status in answers.items() if status not in (200, 302, 404)} == {}


def test_nobody_is_sent_to_another_site(places: dict[str, str], as_alice: Client) -> None:
    elsewhere = (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
    )
    for path in (places["{act}"], "/settings/reminders/holiday/end/"):
        for url in elsewhere:
            assert as_alice.post(path, {"next": url}).url in ("/", "/reminders/")


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "Pacific/Honolulu"])
def test_a_day_far_off_is_no_trouble(zone: str, day: date, alice: User, bob: User, as_alice: Client) -> None:
    alice.time_zone = zone
    alice.save()
    save_reminder(reminder=Reminder(owner=bob, text="Call", starts_on=TODAY), now=NOW)
    for every, unit in ((None, ""), (1, "day"), (1000, "year")):
        row = Reminder(owner=alice, text="Call", starts_on=day, every=every, unit=unit)
        save_reminder(reminder=row, now=NOW)

    tick_at(NOW)

    assert tick_at(NOW) == {"occurrences": 0, "deliveries": 0, "sent": 0}
    assert Occurrence.objects.filter(owner=bob, kind="own", due_on=TODAY).count() == 1
    assert [as_alice.get(path).status_code for path in ("/", "/reminders/")] == [200, 200]
