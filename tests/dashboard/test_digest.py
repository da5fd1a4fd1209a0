"""What the daily mail says, and what it never says."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import override_settings

from contacts.models import Note
from dashboard import digest
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import log_interaction
from network.models import LinkRequest
from reminders.models import Occurrence
from reminders.services import add_follow_up
from tests.reminders.people import NOW, TODAY, birthday, make_contact, quiet_friend, tick_at

pytestmark = pytest.mark.django_db


def sent(moment=NOW):
    assert tick_at(moment)["sent"] == 1
    return mail.outbox[-1]


def html(message) -> str:
    return message.alternatives[0].content


@pytest.fixture
def full(alice):
    """A day with three people, a birthday, a follow-up and a request."""
    for name in ("Greta Holm", "Rana Perez", "Heidi Lamm", "Later Moor"):
        quiet_friend(alice, name)
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14, 1985)
    contact = make_contact(alice, "Marit Dahl")
    add_follow_up(owner=alice, contact=contact, text="Send the checklist", on=TODAY, now=NOW)
    LinkRequest.objects.create(owner=alice, network="linkedin", name="Someone New", external_key="1")
    return alice


def test_the_subject_counts_and_names_nobody(full):
    assert sent().subject == (
        "Three people, one birthday, one thing you said you would do, one request waiting"
    )


def test_both_parts_tell_the_same(full):
    message = sent()

    for words in (
        "Greta Holm",
        "Two months since the last coffee; you two are usually in touch every three weeks.",
        "Ada Lindqvist turns 41",
        "Send the checklist",
        "One person asks to be linked with you.",
    ):
        assert words in message.body
        assert words in html(message)
    assert "Later Moor" not in message.body + html(message)


def test_it_says_in_plain_text_exactly_this(alice):
    contact = quiet_friend(alice, "Greta Holm", note="the compiler paper\nand Lund")

    message = sent()

    pk = Occurrence.objects.get(reminder__contact=contact).pk
    why = f"http://localhost:8000/people/{contact.pk}/#standing"
    assert message.body == (
        "Greta Holm – 4.2, cooling\n"
        "Two months since the last coffee; you two are usually in touch every three weeks. "
        "A coffee now brings it back to 7.4.\n"
        "Last time: the compiler paper and Lund\n"
        f"Why: {why}\n"
        f"Done: http://localhost:8000/due/{pk}/done/\n"
        f"Snooze: http://localhost:8000/due/{pk}/snooze/\n"
        f"Skip: http://localhost:8000/due/{pk}/skip/\n"
        "\n"
        "Everything on one page: http://localhost:8000/\n"
        "When and whether this mail comes: http://localhost:8000/settings/reminders/\n"
    )


def test_every_link_leads_home_and_nothing_is_fetched_from_elsewhere(full):
    with override_settings(BASE_URL="https://rapport.example.org"):
        page = html(sent())

    assert {link.split("/")[2] for link in re.findall(r'(?:href|src)="([^"]*)"', page)} == {
        "rapport.example.org"
    }
    assert re.findall(r"<img|<link|@import|url\(", page) == []


@pytest.mark.parametrize("base", ["https://rapport.example.org/crm", "http://10.0.0.5:8123"])
def test_links_are_right_where_the_address_has_a_path_or_a_port(full, base):
    with override_settings(BASE_URL=base):
        message = sent()

    links = re.findall(r'href="([^"]*)"', html(message)) + re.findall(r"http\S+", message.body)
    assert [link for link in links if not link.startswith(f"{base}/")] == []
    assert f"{base}/settings/" in message.body


def test_c6_names_are_escaped_in_html_and_cannot_break_a_header(alice):
    quiet_friend(alice, '<a href="//evil">Eve</a>')
    quiet_friend(alice, "{% now %} {{ settings.SECRET_KEY }} Bcc: x@example.org")

    message = sent()

    assert "&lt;a href=" in html(message)
    assert '<a href="//evil">' not in html(message)
    assert "{{ settings.SECRET_KEY }}" in message.body
    assert "Bcc" not in message.message().as_bytes().split(b"\n\n", 1)[0].decode()


def test_notes_never_leave_in_mail_least_of_all_sensitive_ones(alice):
    contact = quiet_friend(alice, "Greta Holm", note="the engine is late")
    Note.objects.create(owner=alice, contact=contact, text="canary-sensitive", sensitive=True)
    Note.objects.create(owner=alice, contact=contact, text="canary-plain")

    message = sent()

    assert "the engine is late" in message.body
    assert "canary" not in message.body + html(message)


def test_a_long_topic_is_cut(alice):
    contact = quiet_friend(alice, "Greta Holm", last=70)
    entry = Entry(kind="meal", day=TODAY - timedelta(days=69), note="word " * 300)
    log_interaction(owner=alice, attendees=[Attendee(contact)], entry=entry, now=NOW)

    line = next(line for line in sent().body.splitlines() if line.startswith("Last time"))

    assert len(line) <= len("Last time: ") + 120


def test_b8_one_owners_digest_holds_nothing_of_anothers(full, bob):
    quiet_friend(bob, "Canary Bobson")
    add_follow_up(owner=bob, contact=make_contact(bob, "Canary Too"), text="canary", on=TODAY, now=NOW)

    assert tick_at(NOW)["sent"] == 2

    to_alice = next(message for message in mail.outbox if message.to == ["alice@example.org"])
    assert "anary" not in to_alice.body + html(to_alice)


def test_composing_takes_the_same_queries_for_few_and_for_many(alice, django_assert_max_num_queries):
    alice.people_a_day = 20
    alice.save()
    for number in range(12):
        contact = quiet_friend(alice, f"Friend {number}")
        birthday(contact, 3, 14)
        add_follow_up(owner=alice, contact=contact, text=f"Ask {number}", on=TODAY, now=NOW)
    tick_at(NOW)

    with django_assert_max_num_queries(8):
        found = digest.compose(alice, TODAY)
        digest.as_mail(found, recipient="alice@example.org", message_id="<x@y>")
    assert (len(found.people), len(found.dates), len(found.follow_ups)) == (12, 12, 12)


def test_many_dates_and_follow_ups_are_counted_and_those_that_came_up_last_are_told(alice):
    friends = [make_contact(alice, f"Friend {number:02}") for number in range(20)]
    for number, contact in enumerate(friends):
        birthday(contact, 3, 12 if number < 17 else 13)
        on = TODAY - timedelta(days=1 if number < 10 else 0)
        add_follow_up(owner=alice, contact=contact, text=f"Ask {number:02}", on=on, now=NOW)

    message = sent()

    assert message.subject == "20 birthdays, 20 things you said you would do"
    for part in (message.body, html(message)):
        assert sorted(set(re.findall(r"Ask \d\d", part))) == [f"Ask {number:02}" for number in range(5, 20)]
        assert part.count("’s birthday") == 15
        assert part.count("And five more on the page") == 2


def test_what_is_open_for_more_than_a_week_is_left_to_the_pages(alice):
    contact = make_contact(alice, "Marit Dahl")
    add_follow_up(owner=alice, contact=contact, text="Send the checklist", on=date(2026, 3, 5), now=NOW)

    assert tick_at(NOW)["deliveries"] == 1
    assert tick_at(NOW + timedelta(days=1))["deliveries"] == 0


def test_r4_a_date_missed_while_nothing_ran_is_told_once(alice):
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14, 1985)
    tick_at(NOW)

    after = sent(NOW + timedelta(days=6))
    assert "Ada Lindqvist turned 41 (4 days ago)" in after.body
    assert tick_at(NOW + timedelta(days=7))["sent"] == 0


def test_a_test_mail_holds_nothing_private(full):
    assert digest.send_test(full) is None

    assert mail.outbox[0].subject == "A test mail from Rapport"
    assert "Greta" not in mail.outbox[0].body


@override_settings(EMAIL_BACKEND="tests.dashboard.backends.Down")
def test_a_test_mail_tells_what_is_wrong(alice):
    assert digest.send_test(alice) == "The mail server cannot be reached (ConnectionRefusedError)."
