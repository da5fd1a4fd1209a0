"""The pages of reminders, and the one-button pages that links in mail open."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from reminders.models import Occurrence, Reminder
from reminders.services import open_nudges, open_reminders, save_reminder
from tests.reminders.people import NOW, TODAY, make_contact, quiet_friend

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
LIST = reverse("reminders:reminders")


@pytest.fixture
def own(alice):
    reminder = save_reminder(reminder=Reminder(owner=alice, text="Water the ferns", starts_on=TODAY), now=NOW)
    open_reminders(now=NOW)
    return reminder


@pytest.fixture
def nudge(alice):
    quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    return Occurrence.objects.get(kind="keep in touch")


def act_url(occurrence, act):
    return reverse("reminders:act", args=[occurrence.pk, act])


def told(response):
    return [(str(message), message.extra_tags) for message in get_messages(response.wsgi_request)]


def state(row):
    row.refresh_from_db()
    return row.state


@pytest.mark.parametrize("act", ["done", "snooze", "skip", "never"])
def test_k6_opening_a_link_of_the_digest_changes_nothing(as_alice, nudge, act):
    response = as_alice.get(act_url(nudge, act))

    assert response.status_code == 200
    assert response.content.count(b"<form") - response.content.count(b'role="search"') >= 1
    nudge.refresh_from_db()
    assert (nudge.state, nudge.snoozed_until) == ("open", None)


@pytest.mark.parametrize(
    ("act", "after", "words"),
    [
        ("done", "done", "Done: Greta Holm."),
        ("skip", "skipped", "Skipped: Greta Holm."),
        ("never", "never", "No reminders about Greta Holm any more."),
    ],
)
def test_the_button_acts_and_offers_undo(as_alice, nudge, act, after, words):
    response = as_alice.post(act_url(nudge, act), {"next": "/reminders/"})

    assert (response.status_code, response.url) == (302, "/reminders/")
    assert state(nudge) == after
    undo = reverse("reminders:undo_act", args=[nudge.pk])
    assert told(response) == [(words, f"undo:{undo}")]

    as_alice.post(undo)
    assert state(nudge) == "open"


def test_snooze_for_as_long_as_asked_else_a_week(as_alice, nudge):
    response = as_alice.post(act_url(nudge, "snooze"))
    assert told(response)[0][0] == "Snoozed for seven days: Greta Holm."
    as_alice.post(act_url(nudge, "snooze"), {"days": "21"})
    nudge.refresh_from_db()
    assert nudge.snoozed_until == date(2026, 4, 2)
    as_alice.post(act_url(nudge, "snooze"), {"days": "no number"})
    nudge.refresh_from_db()
    assert nudge.snoozed_until == date(2026, 3, 19)


def test_a_second_click_says_that_nothing_is_left_to_do(as_alice, nudge):
    as_alice.post(act_url(nudge, "done"))

    response = as_alice.post(act_url(nudge, "skip"))

    assert told(response)[-1] == ("Nothing to do any more: Greta Holm.", "")
    assert state(nudge) == "done"
    assert b"nothing to do about this any more" in as_alice.get(act_url(nudge, "skip")).content


def test_an_unknown_act_is_not_found(as_alice, nudge, own):
    assert as_alice.post(act_url(nudge, "explode")).status_code == 404
    assert as_alice.post(act_url(own.occurrences.get(), "never")).status_code == 404


def test_a_stranger_finds_nothing_and_changes_nothing(as_bob, nudge, own):
    urls = [act_url(nudge, act) for act in ("done", "snooze", "skip", "never")]
    urls += [reverse("reminders:undo_act", args=[nudge.pk])]
    urls += [reverse(f"reminders:{name}", args=[own.pk]) for name in ("edit", "finish", "remove", "restore")]
    before = list(Occurrence.objects.order_by("pk").values()), list(Reminder.objects.order_by("pk").values())

    assert {as_bob.post(url).status_code for url in urls} == {404}

    assert before == (
        list(Occurrence.objects.order_by("pk").values()),
        list(Reminder.objects.order_by("pk").values()),
    )
    assert b"Water the ferns" not in as_bob.get(LIST).content


def test_whoever_is_signed_out_is_asked_to_sign_in_first(client, nudge):
    response = client.get(act_url(nudge, "done"))

    assert response.url == f"{reverse('account_login')}?next={act_url(nudge, 'done')}"


def test_a_way_back_to_another_site_is_ignored(as_alice, nudge):
    response = as_alice.post(act_url(nudge, "done"), {"next": "https://evil.example"})

    assert response.url == reverse("dashboard:today")


def test_the_list_shows_what_is_due_and_what_waits(as_alice, own):
    page = as_alice.get(LIST).content.decode()

    assert page.count("Water the ferns") >= 2
    assert reverse("reminders:finish", args=[own.pk]) in page


def test_an_empty_list_says_what_it_is_for(as_alice):
    assert "Nothing to remember yet" in as_alice.get(LIST).content.decode()


def test_adding_a_repeating_reminder_about_somebody(as_alice, alice):
    contact = make_contact(alice, "Marit Dahl")
    page = as_alice.get(reverse("reminders:add"), {"contact": contact.pk}).content.decode()
    assert 'value="Marit Dahl"' in page

    response = as_alice.post(
        reverse("reminders:add"),
        {
            "text": "Ask about Lund", "person": "marit dahl", "starts_on": "2026-04-01",
            "again": "every 2 months", "next": "/reminders/",
        },
    )  # fmt: skip

    assert response.url == "/reminders/"
    row = Reminder.objects.get()
    assert (row.owner, row.contact, row.kind, row.text) == (alice, contact, "own", "Ask about Lund")
    assert (row.starts_on, row.every, row.unit) == (date(2026, 4, 1), 2, "month")


def test_one_about_somebody_that_comes_once_is_a_follow_up(as_alice, alice):
    contact = make_contact(alice, "Marit Dahl")

    as_alice.post(reverse("reminders:add"), {"text": "Ask", "contact": contact.pk, "person": contact.display})

    assert Reminder.objects.values_list("kind", "contact_id").get() == ("follow-up", contact.pk)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"text": ""}, "text", "This field is required."),
        ({"starts_on": "2026-03-11"}, "starts_on", "That day is over."),
        ({"starts_on": "2126-01-01"}, "starts_on", "That is more than a hundred years away."),
        ({"again": "every 3 weeks"}, "starts_on", "Give the first day."),
        ({"again": "every second"}, "again", "The shortest is a day: “every day”."),
        (
            {"again": "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"},
            "again",
            "Plain words, please, such as “every 2 weeks on Monday”.",
        ),
        ({"again": "y" * 100_000}, "again", "That is too long. Try “every 2 weeks on Monday”."),
        ({"paused_until": "2026-03-12"}, "paused_until", "Choose a day to come, or none."),
        (
            {"person": "Nobody Known"},
            "person",
            "Nobody in your book, or more than one, is called “Nobody Known”.",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(as_alice, fields, field, words):
    response = as_alice.post(reverse("reminders:add"), {"text": "Ask", **fields})

    assert response.status_code == 422
    assert response.context["form"].errors[field] == [words]
    assert not Reminder.objects.exists()


def test_b2_a_person_of_another_owner_cannot_be_named(as_bob, alice):
    contact = make_contact(alice, "Marit Dahl")

    assert as_bob.get(reverse("reminders:add"), {"contact": contact.pk}).status_code == 404
    refused = as_bob.post(reverse("reminders:add"), {"text": "Ask", "person": "Marit Dahl"})
    assert (refused.status_code, Reminder.objects.count()) == (422, 0)


def test_editing_keeps_a_day_that_is_over(as_alice, own):
    Reminder.objects.update(starts_on="2026-03-01")

    as_alice.post(
        reverse("reminders:edit", args=[own.pk]), {"text": "Water the palms", "starts_on": "2026-03-01"}
    )

    own.refresh_from_db()
    assert (own.text, own.starts_on) == ("Water the palms", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("name", "words"), [("finish", "Done: Water the ferns."), ("remove", "Deleted: Water the ferns.")]
)
def test_finishing_and_deleting_can_be_undone(as_alice, own, name, words):
    response = as_alice.post(reverse(f"reminders:{name}", args=[own.pk]))
    restore = reverse("reminders:restore", args=[own.pk])
    assert told(response) == [(words, f"undo:{restore}")]
    assert "Water the ferns" not in as_alice.get(LIST).content.decode().split('id="main"')[1]

    as_alice.post(restore)
    assert own.occurrences.get().state == "open"
    assert Reminder.objects.owned_by(own.owner).get().finished_at is None


def test_the_list_takes_the_same_queries_for_few_and_for_many(as_alice, alice, django_assert_max_num_queries):
    for number in range(20):
        contact = make_contact(alice, f"Friend {number}")
        reminder = Reminder(owner=alice, contact=contact, text=f"Ask {number}", starts_on=TODAY)
        save_reminder(reminder=reminder, now=NOW)
    open_reminders(now=NOW)

    with django_assert_max_num_queries(21):
        as_alice.get(LIST)
