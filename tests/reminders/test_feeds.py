"""Calendars at secret addresses: who reads them, how often, and what an independent parser finds in them."""

import logging
from datetime import date, datetime, timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from crm.place import Place
from crm.supervisor import _web
from reminders.models import Feed, Reminder
from reminders.queries.feeds import hash_of
from reminders.services import add_follow_up, remove_person
from reminders.services.feeds import ASKED_A_MINUTE, end_feed, make_feed, renew_feed
from tests.reminders.people import NOW, TODAY, birthday, change, make_contact, quiet_friend, tick_at

pytestmark = pytest.mark.django_db


def made(owner: User, scope: str = "dates", *, tells_names: bool = False) -> str:
    """The address of a new feed."""
    secret = make_feed(owner=owner, scope=scope, tells_names=tells_names, now=NOW)
    return reverse("dashboard:feed", args=[secret])


def asked(url: str, client: Client | None = None, **headers: str):
    with clock.set_to(NOW):
        return (client or Client()).get(url, **headers)


def events(url: str) -> list:
    """The events as vobject reads them."""
    answer = asked(url)
    assert answer.status_code == 200
    calendar = vobject.readOne(answer.content.decode())
    return list(calendar.contents.get("vevent", []))


def told(url: str) -> list[tuple[str, date, str]]:
    return [
        (
            event.summary.value,
            event.dtstart.value,
            event.contents["rrule"][0].value if "rrule" in event.contents else "",
        )
        for event in events(url)
    ]


def test_birthdays_are_yearly_all_day_and_tell_first_names_only(alice):
    ada = make_contact(alice, "Ada Lindqvist")
    birthday(ada, 3, 14, 1985)
    birthday(ada, 2, 29, kind="anniversary", label="Wedding")
    birthday(ada, 6, 1, kind="other", label="Moved to Lund")

    assert told(made(alice)) == [
        ("Birthday: Ada", date(2026, 3, 14), "FREQ=YEARLY"),
        ("Anniversary: Ada", date(2026, 2, 28), "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
        ("Date: Ada", date(2026, 6, 1), "FREQ=YEARLY"),
    ]


def test_full_names_and_texts_come_only_where_the_owner_wants_them(alice):
    ada = make_contact(alice, "Ada Lindqvist")
    birthday(ada, 3, 14, 1985)
    birthday(ada, 6, 1, kind="other", label="Moved to Lund")

    assert [words for words, _day, _rule in told(made(alice, tells_names=True))] == [
        "Ada Lindqvist’s birthday (1985)",
        "Ada Lindqvist: Moved to Lund",
    ]


@pytest.mark.parametrize(
    "change_to", [{"never_nudge": True}, {"state": "archived"}, {"state": "faded"}, {"state": "deceased"}]
)
def test_whoever_is_gone_let_fade_or_never_to_be_brought_up_has_no_dates(alice, change_to):
    ada = make_contact(alice, "Ada Lindqvist")
    birthday(ada, 3, 14)
    change(ada, **change_to)

    assert told(made(alice)) == []


def test_p7_a_deleted_person_is_gone_at_the_next_fetch(alice):
    ada = make_contact(alice, "Ada Lindqvist")
    birthday(ada, 3, 14)
    add_follow_up(owner=alice, contact=ada, text="Write", on=TODAY, now=NOW)
    dates, things = made(alice), made(alice, "follow-ups")
    assert (len(told(dates)), len(told(things))) == (1, 1)

    remove_person(contact=ada, now=NOW)

    assert told(dates) + told(things) == []


def test_people_come_on_the_day_they_came_up(alice):
    quiet_friend(alice, "Greta Holm")
    tick_at(NOW)

    assert told(made(alice, "people")) == [("Reach out: Greta", TODAY, "")]
    named = events(made(alice, "people", tells_names=True))
    assert [event.summary.value for event in named] == ["Reach out: Greta Holm"]
    assert named[0].description.value.startswith("Two months since you were last in touch")


def test_what_comes_once_and_what_comes_again(alice):
    ada = make_contact(alice, "Ada Lindqvist")
    add_follow_up(owner=alice, contact=ada, text="Write to her", on=date(2026, 3, 20), now=NOW)
    add_follow_up(owner=alice, contact=ada, text="Some day", on=None, now=NOW)
    own = {"owner": alice, "kind": Reminder.Kind.OWN, "counts_from": TODAY}
    Reminder.objects.create(**own, text="Rent", starts_on=date(2026, 1, 31), every=1, unit="month")
    Reminder.objects.create(
        **own, text="Paused", starts_on=date(2026, 3, 2), every=2, unit="week", weekdays=0b1,
        paused_until=date(2026, 4, 1),
    )  # fmt: skip

    assert told(made(alice, "follow-ups", tells_names=True)) == [
        ("Rent", date(2026, 3, 31), "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        ("Paused", date(2026, 4, 13), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("Write to her (Ada Lindqvist)", date(2026, 3, 20), ""),
    ]
    assert [words for words, _day, _rule in told(made(alice, "follow-ups"))] == [
        "Reminder", "Reminder", "Follow-up: Ada",
    ]  # fmt: skip


def test_a_rule_without_sense_is_left_out_and_the_others_stay(alice):
    own = {"owner": alice, "kind": Reminder.Kind.OWN, "starts_on": TODAY}
    Reminder.objects.create(**own, text="Never", every=30_000, unit="year")
    Reminder.objects.create(**own, text="Rent", every=1, unit="month")

    assert [words for words, _day, _rule in told(made(alice, "follow-ups", tells_names=True))] == ["Rent"]


def test_c9_a_hostile_name_is_one_escaped_folded_property_and_reads_back_equal(alice):
    name = "Eve; \\n, ATTENDEE:mailto:x@example.org " + "é" * 60
    ada = make_contact(alice, "Eve")
    hostile = f"{name}\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT"
    Contact.objects.update(display=hostile, given=hostile)
    birthday(ada, 3, 14)

    raw = asked(made(alice, tells_names=True)).content
    found = events(made(alice, tells_names=True))

    assert [line for line in raw.split(b"\r\n") if line.startswith((b"ATTENDEE", b"END:VEVENT"))] == [
        b"END:VEVENT"
    ]
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert len(found) == 1
    assert found[0].summary.value == f"{name} ATTENDEE:mailto:x@example.org END:VEVENT’s birthday"


def test_k1_the_secret_is_long_kept_as_a_hash_and_unlike_any_other(alice):
    secrets = {make_feed(owner=alice, scope="dates", tells_names=False, now=NOW) for _ in range(5)}

    assert len(secrets) == 5
    assert min(map(len, secrets)) >= 43
    kept = Feed.objects.values_list("secret_hash", flat=True).get()
    assert kept in {hash_of(secret) for secret in secrets}
    assert kept not in secrets


def test_k1_unknown_rotated_and_ended_addresses_are_alike(alice):
    rotated = made(alice)
    renew_feed(feed=Feed.objects.get(), now=NOW)
    ended = made(alice, "people")
    end_feed(feed=Feed.objects.get(scope="people"))

    answers = [asked(url) for url in (rotated, ended, "/feeds/alice.ics", "/feeds/alice@example.org.ics")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_k5_the_calendars_of_an_owner_who_was_switched_off_are_dead(alice):
    url = made(alice)
    User.objects.update(is_active=False)

    assert asked(url).status_code == 404


def test_k2_reading_is_all_one_can_do(alice):
    url = made(alice)
    client = Client(enforce_csrf_checks=True)

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.generic(method, url).status_code == 405
    head = client.head(url)
    assert (head.status_code, head.content) == (200, b"")
    assert client.get("/people/", HTTP_AUTHORIZATION=f"Bearer {url}").status_code == 302


def test_k3_the_answer_keeps_the_address_to_itself(alice, as_alice):
    answer = asked(made(alice), as_alice)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
    assert answer.cookies == {}


def test_k3_no_log_holds_a_secret(alice, caplog):
    url = made(alice)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG, logger="django"):
        for _ in range(ASKED_A_MINUTE + 1):
            asked(url, client)
        client.post(url)
        asked("/feeds/" + "x" * 43 + ".ics", client)

    shown = [line for line in map(hidden, caplog.records) if "/feeds/" in line]
    assert len(shown) >= 3
    assert {line.split("/feeds/")[1] for line in shown} == {"….ics"}


def test_k3_the_web_server_keeps_no_log_of_addresses():
    command = _web(Place.from_environment())

    assert [word for word in command if "access" in word] == []
    assert command[command.index("--log-level") + 1] == "warning"


def hidden(record: logging.LogRecord) -> str:
    """The line as the product's own handler writes it."""
    handler = next(one for one in logging.getLogger().handlers if one.filters)
    copy = logging.makeLogRecord(record.__dict__)
    handler.filter(copy)
    return copy.getMessage()


def test_l6_asked_again_it_answers_that_nothing_changed(alice):
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14)
    url = made(alice)
    first = asked(url)

    again = asked(url, HTTP_IF_NONE_MATCH=first["ETag"])

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    birthday(make_contact(alice, "Bo Berg"), 4, 1)
    assert asked(url, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_l6_what_did_not_change_is_not_written_again(alice, django_assert_num_queries):
    ada = make_contact(alice, "Ada Lindqvist")
    birthday(ada, 3, 14)
    url = made(alice)
    first = asked(url)

    assert asked(url).content == first.content
    change(ada, never_nudge=True)

    with django_assert_num_queries(2):
        again = asked(url, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, b"Ada" in again.content) == (200, False)


def test_l6_the_bytes_are_the_same_later_that_day(alice):
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14)
    quiet_friend(alice, "Greta Holm")
    tick_at(NOW)
    urls = [made(alice, scope) for scope in Feed.Scope.values]
    before = [asked(url).content for url in urls]

    with clock.set_to(NOW + timedelta(hours=6)):
        assert [Client().get(url).content for url in urls] == before


def test_l6_ten_times_a_second_is_too_often(alice):
    url, other = made(alice), made(alice, "people")

    codes = [asked(url).status_code for _ in range(100)]

    assert codes == [200] * 30 + [429] * 70
    assert asked(url)["Retry-After"] == "60"
    assert asked(other).status_code == 200
    with clock.set_to(NOW + timedelta(minutes=1)):
        assert Client().get(url).status_code == 200


def test_b8_a_calendar_holds_nothing_of_another_owner(alice, bob):
    for owner, name in ((alice, "Ada Lindqvist"), (bob, "Canary Bobson")):
        friend = quiet_friend(owner, name)
        birthday(friend, 3, 14)
        add_follow_up(owner=owner, contact=friend, text=f"Ask {name}", on=TODAY, now=NOW)
    tick_at(NOW)

    for scope in Feed.Scope.values:
        assert "Canary" not in asked(made(alice, scope, tells_names=True)).content.decode()


def test_uids_stay_the_same_when_the_address_changes(alice):
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14)
    before = [event.uid.value for event in events(made(alice))]

    assert [event.uid.value for event in events(made(alice))] == before


def test_reading_takes_the_same_queries_for_few_and_for_many(alice, django_assert_max_num_queries):
    for number in range(30):
        friend = make_contact(alice, f"Friend {number}")
        birthday(friend, 3, 14)
        add_follow_up(owner=alice, contact=friend, text="Write", on=TODAY, now=NOW)

    for scope in Feed.Scope.values:
        url = made(alice, scope, tells_names=True)
        with django_assert_max_num_queries(4):
            asked(url)


def test_the_made_at_of_a_feed_is_its_stamp(alice):
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14)

    assert [event.dtstamp.value for event in events(made(alice))] == [
        datetime(2026, 3, 12, 12, 0, tzinfo=NOW.tzinfo)
    ]
