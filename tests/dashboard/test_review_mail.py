"""The weekly review by mail: what it says, when it is silent, and what it never says."""

import json
from datetime import timedelta

import pytest

from dashboard import digest
from interactions.models import Interaction
from relationships.models import Standing
from reminders.models import Channel, Delivery, Occurrence, Reminder
from tests.reminders.people import NOW, TODAY, change, make_contact, meet, quiet_friend, tick_at

pytestmark = pytest.mark.django_db


def review_delivery(owner) -> Delivery:
    rule = Reminder.objects.create(owner=owner, kind=Reminder.Kind.REVIEW)
    occurrence = Occurrence.objects.create(
        owner=owner, reminder=rule, kind=rule.kind, due_on=TODAY, due_at=NOW, state="done"
    )
    return Delivery.objects.create(
        owner=owner,
        occurrence=occurrence,
        channel=Channel.Kind.MAIL,
        recipient=owner.email,
        not_before=NOW,
    )


@pytest.fixture
def week(alice):
    """Somebody who cooled this week, somebody long ago, and two who were met once, years ago."""
    for name, cooled in (("Greta Holm", 2), ("Rana Perez", 40)):
        friend = quiet_friend(alice, name)
        turned = (TODAY - timedelta(days=cooled)).toordinal()
        Standing.objects.filter(contact=friend).update(cooling_on=turned, dormant_on=None)
    for name in ("Heidi Lamm", "Otto Brandt"):
        meet(make_contact(alice, name), 900)
    Standing.objects.filter(contact__display__in=["Heidi Lamm", "Otto Brandt"]).update(
        cooling_on=None, dormant_on=None
    )
    Interaction.objects.update(note="canary", place="canary")
    alice.review_weekday = TODAY.weekday()
    alice.save()
    return alice


def test_it_counts_in_the_subject_and_tells_the_first_to_decide_about(week):
    review = digest.compose_review(week, TODAY)

    assert review.subject == "Your week: one person cooling, two to decide about"
    assert [one.contact.display for one in review.first] == ["Heidi Lamm", "Otto Brandt"]
    assert all(one.reason for one in review.first)


def test_both_parts_lead_to_the_review_and_hold_no_note(week):
    message = digest.as_mail(
        digest.compose_review(week, TODAY), recipient="a@example.org", message_id="<x@y>"
    )
    page = message.alternatives[0].content

    for part in (message.body, page):
        assert "One person is cooling since this week." in part
        assert "Heidi Lamm" in part
        assert "http://localhost:8000/review/" in part
        assert "canary" not in part
    assert message.body.endswith(
        "When and whether this mail comes: http://localhost:8000/settings/reminders/\n"
    )


def test_nothing_to_say_is_not_sent(alice, mailoutbox):
    alice.review_weekday = 3
    alice.save()
    assert digest.compose_review(alice, TODAY).subject == ""
    assert digest.has_news(alice, Reminder.Kind.REVIEW, TODAY) is False

    assert digest.send(review_delivery(alice), NOW) == "Nothing left to say."
    assert mailoutbox == []


def test_it_goes_by_mail_with_a_message_id_of_its_own(week, mailoutbox):
    delivery = review_delivery(week)

    assert digest.send(delivery, NOW) == ""

    assert [message.subject for message in mailoutbox] == [
        "Your week: one person cooling, two to decide about"
    ]
    assert mailoutbox[0].extra_headers["Message-ID"] == digest.message_id_of(delivery)
    delivery.occurrence.kind = Reminder.Kind.DIGEST
    assert digest.message_id_of(delivery) != mailoutbox[0].extra_headers["Message-ID"]


def test_a_tick_sends_it_on_its_weekday_once_beside_the_digest(week, mailoutbox):
    for hours in (0, 1, 24):
        tick_at(NOW + timedelta(hours=hours))

    subjects = [message.subject for message in mailoutbox]
    assert [subject for subject in subjects if subject.startswith("Your week")] == [
        "Your week: one person cooling, two to decide about"
    ]


def test_a_message_is_nothing_to_act_on(week, as_alice):
    row = review_delivery(week).occurrence

    assert as_alice.post(f"/due/{row.pk}/done/").status_code == 404
    row.refresh_from_db()
    assert row.acted_at is None


def test_it_is_dropped_when_it_was_switched_off(week, mailoutbox):
    delivery = review_delivery(week)
    week.review_weekday = None
    delivery.owner.review_weekday = None

    assert digest.send(delivery, NOW) == "The weekly review was switched off."
    assert mailoutbox == []


def test_whoever_is_never_to_be_brought_up_is_not_counted(week):
    for standing in Standing.objects.filter(contact__display="Greta Holm").select_related("contact"):
        change(standing.contact, never_nudge=True)
        Standing.objects.filter(pk=standing.pk).update(cooling_on=TODAY.toordinal())

    assert digest.compose_review(week, TODAY).cooling == 0


def test_in_short_it_counts_only(week):
    found = digest.as_message(digest.compose_review(week, TODAY), tells_names=True, key="k")

    assert found.title == "Your week: one person cooling, two to decide about"
    assert found.link == "http://localhost:8000/review/"
    assert "Heidi" not in found.text + json.dumps(dict(found.payload))


def test_composing_takes_the_same_queries_for_few_and_for_many(week, django_assert_max_num_queries):
    for number in range(12):
        meet(make_contact(week, f"Friend {number}"), 900)

    with django_assert_max_num_queries(16):
        review = digest.compose_review(week, TODAY)

    assert (len(review.first), review.others) == (5, review.waiting - 5)
