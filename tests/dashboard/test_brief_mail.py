"""The brief of the evening before: when it comes, once, for whom, and what never leaves with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from dashboard import digest
from dashboard.brief import compose_tomorrow
from interactions.models import Event
from reminders.models import Delivery, Occurrence, Reminder
from tests.dashboard.brief_book import TODAY, TOMORROW, ago, full_person, plan_event, plant_canaries
from tests.factories import log, make_contact
from tests.reminders.people import tick_at

pytestmark = pytest.mark.usefixtures("now")


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.fixture
def evening(alice: User, now: datetime) -> User:
    """Alice wants the brief at six, and no digest."""
    alice.brief_by_mail, alice.digest_by_mail, alice.time_zone = True, False, "UTC"
    alice.save()
    return alice


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def ticks(*moments: datetime) -> None:
    for moment in moments:
        tick_at(moment)


def told(owner: User) -> str:
    message = digest.as_mail(compose_tomorrow(owner, TODAY), recipient="a@example.org", message_id="<x@y>")
    return "\n".join([message.subject, message.body, str(message.alternatives[0].content)])


def test_it_comes_once_at_its_hour_on_the_evening_before(evening: User, now: datetime) -> None:
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))

    ticks(at(12), at(17, 59))
    assert subjects() == []

    ticks(at(18), at(18, 1), at(20), at(23, 59), at(0, 1, TOMORROW), at(18, 0, TOMORROW))
    assert subjects() == ["Tomorrow: one appointment, one person"]
    assert list(Occurrence.objects.filter(kind="brief").values_list("due_on", flat=True)) == [TODAY, TOMORROW]


def test_names_are_in_the_subject_only_where_they_are_wanted(evening: User, now: datetime) -> None:
    people = [make_contact(evening, name, now) for name in ("Ada Lindqvist", "Bo Ek")]
    log(people[0], ago(2), now)
    plan_event(evening, now, *people)

    assert compose_tomorrow(evening, TODAY).subject == "Tomorrow: one appointment, two people"
    evening.names_in_subject = True
    assert compose_tomorrow(evening, TODAY).subject == "Tomorrow: Ada Lindqvist and Bo Ek"


def test_both_parts_tell_of_the_people_and_lead_to_the_pages(evening: User, now: datetime) -> None:
    ada = full_person(evening, now)
    event = plan_event(evening, now, ada)

    message = digest.as_mail(compose_tomorrow(evening, TODAY), recipient="a@example.org", message_id="<x@y>")

    for part in (message.body, str(message.alternatives[0].content)):
        for words in (
            "Tomorrow, 12:30 at Kaffa",
            "Head of mills, Kiln · Oslo",
            "Ada turns 41 on Saturday.",
            "The roof of the mill. Ada will send me the plan of it.",
            "Send the notes",
            f"http://localhost:8000/people/{ada.pk}/",
            f"http://localhost:8000/brief/event/{event.pk}/",
            "http://localhost:8000/settings/reminders/",
        ):
            assert words in part
    assert "LUNCH" in message.body


def test_nothing_sensitive_and_no_note_about_a_person_leaves(evening: User, now: datetime) -> None:
    ada = make_contact(evening, "Ada Lindqvist", now)
    plant_canaries(evening, ada, now)
    secret = plan_event(evening, now, make_contact(evening, "Canary Visitor", now), name="canary-doctor")
    Event.objects.filter(pk=secret.pk).update(sensitive=True)
    plan_event(evening, now, ada, note="canary-event-note")

    words = told(evening)

    assert "canary" not in words.lower()
    assert "Something you noted" in words


def test_a_strength_that_is_hidden_is_not_mailed(evening: User, now: datetime) -> None:
    ada = make_contact(evening, "Ada Lindqvist", now)
    log(ada, ago(2), now)
    plan_event(evening, now, ada)
    strength = compose_tomorrow(evening, TODAY).events[0].people[0].strength

    assert f"{strength:.1f}, new" in told(evening)
    evening.shows_strength = False
    assert f"{strength:.1f}" not in told(evening)


@pytest.mark.parametrize(
    "fields",
    [
        {"day": TODAY},
        {"day": TOMORROW + timedelta(days=1)},
        {"sensitive": True},
        {"deleted_at": at(9)},
    ],
)
def test_there_is_nothing_to_say_of_other_days_and_of_what_is_sensitive_or_deleted(
    evening: User, now: datetime, fields: dict[str, object]
) -> None:
    event = plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))
    Event.objects.filter(pk=event.pk).update(**fields)

    ticks(at(18), at(19))

    assert subjects() == []
    assert compose_tomorrow(evening, TODAY).subject == ""


def test_a_day_full_of_appointments_with_nobody_of_the_book_hides_none_with_somebody(
    evening: User, now: datetime
) -> None:
    for number in range(15):
        Event.objects.create(owner=evening, name=f"Shift {number}", day=TOMORROW, created_at=now)
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))

    assert compose_tomorrow(evening, TODAY).subject == "Tomorrow: one appointment, one person"


def test_there_is_nothing_to_say_of_an_appointment_that_is_logged_or_with_nobody(
    evening: User, now: datetime
) -> None:
    ada = make_contact(evening, "Ada Lindqvist", now)
    logged = plan_event(evening, now, ada)
    Event.objects.filter(pk=logged.pk).update(interaction=log(ada, ago(0), now))
    plan_event(evening, now, name="Dentist")

    assert compose_tomorrow(evening, TODAY).quiet_subject == ""


def test_what_is_planned_before_the_hour_is_told_and_what_is_planned_after_it_is_not(
    evening: User, now: datetime
) -> None:
    ada = make_contact(evening, "Ada Lindqvist", now)
    ticks(at(12), at(16, 59))
    plan_event(evening, now, ada, name="Planned at five")
    ticks(at(17), at(18))
    plan_event(evening, now, ada, name="Planned at seven")
    ticks(at(19), at(20), at(23, 59))

    assert subjects() == ["Tomorrow: one appointment, one person"]
    assert "PLANNED AT FIVE" in mail.outbox[0].body
    assert "SEVEN" not in mail.outbox[0].body


def test_the_first_evening_with_nothing_is_over_like_any_other(evening: User, now: datetime) -> None:
    ticks(at(12), at(18))
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))
    Reminder.objects.filter(owner=evening).update(next_at=at(19))
    ticks(at(19), at(20))

    assert subjects() == []
    assert Delivery.objects.get(occurrence__kind="brief").state == Delivery.State.DROPPED


def test_a_day_of_rest_has_no_brief(evening: User, now: datetime) -> None:
    evening.quiet_weekdays = 1 << TODAY.weekday()
    evening.save()
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))

    ticks(at(12), at(18), at(23))

    assert subjects() == []


def test_switched_on_after_its_hour_it_comes_with_the_next_tick(
    as_alice: Client, alice: User, now: datetime
) -> None:
    plan_event(alice, now, make_contact(alice, "Ada Lindqvist", now))
    ticks(at(11))
    wanted = {
        "people_a_day": 3,
        "date_lead_days": 3,
        "digest_hour": 8,
        "brief_by_mail": "on",
        "brief_hour": 9,
    }

    assert as_alice.post("/settings/reminders/", wanted).status_code == 302
    ticks(at(12, 1))

    assert subjects() == ["Tomorrow: one appointment, one person"]


def test_it_waits_for_an_address_that_is_not_proven_yet(evening: User, now: datetime) -> None:
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))
    EmailAddress.objects.filter(user=evening).update(verified=False)
    ticks(at(17, 30), at(18), at(18, 30))
    assert subjects() == []

    EmailAddress.objects.filter(user=evening).update(verified=True)
    ticks(at(19, 1), at(20, 2))
    assert subjects() == ["Tomorrow: one appointment, one person"]


def test_the_hour_may_be_left_empty(as_alice: Client, alice: User) -> None:
    wanted = {
        "people_a_day": 3,
        "date_lead_days": 3,
        "digest_hour": 8,
        "brief_by_mail": "on",
        "brief_hour": "",
    }

    assert as_alice.post("/settings/reminders/", wanted).status_code == 302

    alice.refresh_from_db()
    assert (alice.brief_by_mail, alice.brief_hour) == (True, 18)


def test_one_that_waits_when_it_is_switched_off_is_dropped(evening: User, now: datetime) -> None:
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))
    delivery = waiting_brief(evening)
    evening.brief_by_mail = False
    evening.save()

    ticks(at(18, 5))

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("dropped", "The brief was switched off.")
    assert subjects() == []


def test_one_that_could_not_be_sent_in_the_evening_is_not_sent_in_the_night(
    evening: User, now: datetime
) -> None:
    plan_event(evening, now, make_contact(evening, "Ada Lindqvist", now))
    delivery = waiting_brief(evening)

    ticks(at(0, 1, TOMORROW))

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("dropped", "The evening was over.")


def waiting_brief(owner: User) -> Delivery:
    rule = Reminder.objects.create(owner=owner, kind=Reminder.Kind.BRIEF)
    row = Occurrence.objects.create(
        owner=owner, reminder=rule, kind=rule.kind, due_on=TODAY, due_at=at(18), state="done"
    )
    return Delivery.objects.create(
        owner=owner, occurrence=row, channel="mail", recipient=owner.email, not_before=at(18)
    )


def test_the_page_shows_what_would_leave_and_sends_it_when_asked(
    as_alice: Client, alice: User, now: datetime
) -> None:
    assert "Nothing to tell for tomorrow" in as_alice.get("/brief/tomorrow/").text
    assert "Nothing is planned" in as_alice.post("/brief/tomorrow/send/", follow=True).text
    plan_event(alice, now, make_contact(alice, "Ada Lindqvist", now))

    assert "Tomorrow: one appointment, one person" in as_alice.get("/brief/tomorrow/").text
    as_alice.post("/brief/tomorrow/send/")
    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("Tomorrow: one appointment, one person", ["alice@example.org"])
    ]


def test_a_brief_is_nothing_to_act_on(as_alice: Client, evening: User) -> None:
    row = waiting_brief(evening).occurrence

    assert as_alice.post(f"/due/{row.pk}/done/").status_code == 404
