"""What never leaves the machine: nothing sensitive, no notes but the last topic, no names where none are wanted."""

import json
from datetime import timedelta

import pytest
from django.core import mail

from accounts import clock
from contacts.models import Note
from dashboard import digest
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee, Interaction
from interactions.queries import sensitive_follow_ups
from interactions.services import log_interaction
from network.models import LinkRequest
from reminders.calendars import as_calendar
from reminders.models import Feed
from reminders.queries.feeds import events_of
from reminders.services import add_follow_up
from reminders.services.feeds import make_feed
from tests.reminders.people import NOW, TODAY, birthday, make_contact, quiet_friend, tick_at

pytestmark = pytest.mark.django_db


def html(message) -> str:
    return message.alternatives[0].content


def told_everywhere(owner) -> str:
    """All that leaves: both parts of both mails, the short messages, and the three calendars with full texts."""
    letters = [digest.compose(owner, TODAY), digest.compose_review(owner, TODAY)]
    mails = [digest.as_mail(letter, recipient="a@example.org", message_id="<x@y>") for letter in letters]
    shorts = [digest.as_message(letter, tells_names=True, key="k") for letter in letters]
    for scope in Feed.Scope.values:
        make_feed(owner=owner, scope=scope, tells_names=True, now=NOW)
    feeds = [
        as_calendar(feed, events_of(feed, TODAY, sensitive_follow_ups))
        for feed in Feed.objects.select_related("owner")
    ]
    words = [part for message in mails for part in (message.subject, message.body, html(message))]
    words += [f"{short.title}\n{short.text}\n{json.dumps(dict(short.payload))}" for short in shorts]
    return "\n".join([*words, *(feed.replace(b"\r\n ", b"").decode() for feed in feeds)])


@pytest.fixture
def planted(alice):
    """A book with a canary in every text that must stay at home."""
    friend = quiet_friend(alice, "Greta Holm")
    entry = Entry(
        kind="meal",
        day=TODAY - timedelta(days=69),
        place="canary-place",
        note="canary-sensitive-note",
        sensitive=True,
        follow_up=FollowUp(TODAY, "canary-sensitive-promise"),
    )
    attendees = [Attendee(friend, side_note="canary-side-note")]
    log_interaction(owner=alice, attendees=attendees, entry=entry, now=NOW)
    Note.objects.create(owner=alice, contact=friend, text="canary-contact-note")
    Note.objects.create(owner=alice, contact=friend, text="canary-sensitive-contact-note", sensitive=True)
    LinkRequest.objects.create(
        owner=alice,
        network="linkedin",
        name="Canary-requester",
        external_key="1",
        message="canary-request-note",
    )
    birthday(friend, 3, 14, 1985)
    add_follow_up(owner=alice, contact=friend, text="Send the checklist", on=TODAY, now=NOW)
    tick_at(NOW)
    return alice


def test_nothing_sensitive_and_no_note_leaves_in_mail_messages_or_calendars(planted):
    told = told_everywhere(planted)

    assert "canary" not in told.lower()
    for words in ("Greta Holm", "Send the checklist", "Something you noted about Greta Holm"):
        assert words in told
    assert "One person asks to be linked with you." in told


def test_a_sensitive_note_is_not_the_last_topic_nor_is_an_older_one_in_its_place(planted):
    Interaction.objects.filter(sensitive=False).update(note="the engine is late")

    assert [card.last_topic for card in digest.compose(planted, TODAY).people] == [""]


def test_the_pages_still_show_what_is_sensitive(planted, as_alice):
    with clock.set_to(NOW):
        page = as_alice.get("/").content.decode()

    assert "canary-sensitive-note" in page
    assert "canary-sensitive-promise" in page


def test_a_follow_up_stays_unsaid_when_its_interaction_was_deleted(planted):
    Interaction.objects.filter(sensitive=True).update(deleted_at=NOW)

    assert "canary" not in told_everywhere(planted).lower()


def test_what_is_not_marked_is_told(planted):
    Interaction.objects.update(sensitive=False)

    told = told_everywhere(planted)

    assert "canary-sensitive-promise" in told
    assert "Last time: canary-sensitive-note" in told
    assert "canary-place" not in told


def test_p6_names_stand_in_the_subject_only_where_the_owner_wants_them(alice):
    for name in ("Ada Lindqvist", "Bo Berg"):
        quiet_friend(alice, name)
    birthday(make_contact(alice, "Marit Dahl"), 3, 14)
    tick_at(NOW)

    assert mail.outbox[-1].subject == "Two people, one birthday"
    alice.names_in_subject = True
    subject = digest.compose(alice, TODAY).subject
    assert subject in ("Ada Lindqvist, Bo Berg and one birthday", "Bo Berg, Ada Lindqvist and one birthday")


def test_c6_a_hostile_name_stays_one_short_header(alice):
    alice.names_in_subject = True
    quiet_friend(alice, f"Eve\r\nBcc: x@example.org\u202e\x00 {'long ' * 30}")
    tick_at(NOW)

    found = digest.compose(alice, TODAY)
    message = digest.as_mail(found, recipient="alice@example.org", message_id="<x@y>")

    assert len(message.subject) <= 150
    assert message.message()["Bcc"] is None
    assert message.subject.isprintable()


def test_a_short_message_counts_and_names_nobody(planted):
    found = digest.as_message(digest.compose(planted, TODAY), tells_names=False, key="k1")

    assert found.key == "k1"
    assert found.title == "One person, one birthday, two things you said you would do, one request waiting"
    assert found.text == "It is all on one page."
    assert found.link == "http://localhost:8000/"
    assert found.payload == {
        "type": "digest",
        "day": "2026-03-12",
        "counts": {"people": 1, "birthdays": 1, "other_dates": 0, "follow_ups": 2, "requests": 1},
        "link": "http://localhost:8000/",
    }


def test_a_short_message_tells_names_and_reasons_where_wanted_but_never_the_last_topic(alice):
    quiet_friend(alice, "Greta Holm", note="the engine is late")
    alice.names_in_subject = True
    tick_at(NOW)

    found = digest.as_message(digest.compose(alice, TODAY), tells_names=True, key="k1")

    why = "Two months since the last coffee; you two are usually in touch every three weeks."
    assert found.title == "One person"
    assert found.text.startswith(f"Greta Holm – {why}")
    assert [person["name"] for person in found.payload["people"]] == ["Greta Holm"]
    assert "engine" not in found.text + json.dumps(dict(found.payload))


def test_a_short_message_is_short(alice):
    for number in range(40):
        add_follow_up(
            owner=alice, contact=make_contact(alice, f"Friend {number}"), text="x" * 500, on=TODAY, now=NOW
        )
    tick_at(NOW)

    found = digest.as_message(digest.compose(alice, TODAY), tells_names=True, key="k")

    assert 800 < len(found.text) <= 1000
    assert found.text.endswith("… and more.")
