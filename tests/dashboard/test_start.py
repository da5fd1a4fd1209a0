"""Search, settings, what was deleted, and the test mail."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from contacts.models import Contact, Note
from dashboard.services import purge_deleted
from interactions.models import Event, Favour, Interaction
from interactions.services import remove_interaction
from reminders.services import remove_person
from tests.factories import log, make_contact
from tests.network.given import request_from

SETTINGS = {
    "time_zone": "Europe/Oslo",
    "date_order": "mdy",
    "name_order": "family",
    "first_weekday": 6,
    "phone_region": "no",
    "theme": "dark",
}


def test_search_finds_people_and_what_happened(as_alice: Client, alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, date(2026, 3, 1), now, note="The engine is late", place="Café Linde")

    found = as_alice.get("/search/?q=cafe+engine").context

    assert [row.note for row in found["interactions"]] == ["The engine is late"]
    assert found["people"] == []
    assert [hit.contact.display for hit in as_alice.get("/search/?q=lind").context["people"]] == [
        "Ada Lindqvist"
    ]


def test_what_happened_with_a_deleted_person_is_not_found(
    as_alice: Client, alice: User, now: datetime
) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, date(2026, 3, 1), now, note="engine")
    remove_person(contact=ada, now=now)

    assert as_alice.get("/search/?q=engine").context["interactions"] == []


def test_settings_are_kept_and_names_turn_round(as_alice: Client, alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    make_contact(alice, "Bo Ek", now, display="Boss")

    answer = as_alice.post("/settings/", SETTINGS)

    alice.refresh_from_db()
    kept = {field: getattr(alice, field) for field in SETTINGS}
    assert answer.status_code == 302
    assert kept == {**SETTINGS, "phone_region": "NO"}
    assert alice.letter_keys is False
    assert sorted(Contact.objects.values_list("display", "sort_name")) == [
        ("Boss", "ek bo"),
        ("Lindqvist Ada", "lindqvist ada"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_zone", "Mars/Olympus"), ("first_weekday", 3), ("phone_region", "N1")],
)
def test_a_setting_that_cannot_be_is_refused(
    as_alice: Client, alice: User, field: str, value: object
) -> None:
    answer = as_alice.post("/settings/", {**SETTINGS, field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_owner_cannot_be_made_more_by_a_form(as_alice: Client, alice: User) -> None:
    more = {"is_superuser": "on", "founder": "on", "email": "x@example.org"}

    as_alice.post("/settings/", {**SETTINGS, **more})

    alice.refresh_from_db()
    assert (alice.is_superuser, alice.email) == (False, "alice@example.org")


def test_the_test_mail_goes_to_the_owner(as_alice: Client) -> None:
    as_alice.post("/settings/mail-test/")

    assert [message.to for message in mail.outbox] == [["alice@example.org"]]


def test_what_was_deleted_goes_for_good_after_thirty_days(alice: User, now: datetime) -> None:
    ada, bo = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Bo Ek", now)
    with_ada, with_bo = log(ada, date(2026, 3, 1), now), log(bo, date(2026, 3, 2), now)
    remove_interaction(interaction=log(bo, date(2026, 3, 3), now), now=now)
    Note.objects.create(owner=alice, contact=bo, text="old", deleted_at=now)
    Event.objects.create(owner=alice, name="Fair", day=now.date(), created_at=now, deleted_at=now)
    Favour.objects.create(
        owner=alice, contact=bo, gave=True, weight=1, on=now.date(), made_at=now, deleted_at=now
    )
    remove_person(contact=ada, now=now)

    purge_deleted(now=now + timedelta(days=30))
    assert Interaction.objects.filter(pk=with_ada.pk).exists()

    purge_deleted(now=now + timedelta(days=31))
    assert [contact.display for contact in Contact.objects.all()] == ["Bo Ek"]
    assert list(Interaction.objects.all()) == [with_bo]
    assert [model.objects.count() for model in (Note, Event, Favour)] == [0, 0, 0]


def test_s19_invitations_that_nobody_answered_for_weeks_are_told_of(
    as_alice: Client, alice: User, now: datetime
) -> None:
    old = {"sent_at": now - timedelta(days=30), "incoming": False}
    request_from(alice, "Rita Asked", **old)
    assert "1 has waited for weeks: withdraw?" in as_alice.get("/").text

    request_from(alice, "Kim Asked", **old)
    request_from(alice, "Lately Asked", incoming=False, sent_at=now)
    assert "2 have waited for weeks: withdraw?" in as_alice.get("/").text
