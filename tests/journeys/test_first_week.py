"""A newcomer's first week, page by page through the client."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from dashboard.tasks import tick
from interactions.models import Interaction
from relationships.models import Standing
from tests.conftest import PASSWORD

START = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)


def sign_up(client: Client, email: str) -> int:
    """The status of a sign-up."""
    data = {"email": email, "password1": PASSWORD, "password2": PASSWORD, "time_zone": "Europe/Oslo"}
    return client.post("/accounts/signup/", data).status_code


@pytest.mark.django_db
def test_the_door_of_a_new_house_leads_to_the_sign_up() -> None:
    assert Client().get("/", follow=True).redirect_chain[-1] == ("/accounts/signup/", 302)

    sign_up(Client(), "first@example.org")

    assert Client().get("/", follow=True).redirect_chain == [("/accounts/login/?next=/", 302)]


@pytest.mark.django_db
def test_the_first_visitor_owns_the_house_and_sign_up_closes() -> None:
    assert sign_up(Client(), "first@example.org") == 302
    assert sign_up(Client(), "second@example.org") == 200

    owner = User.objects.get()
    assert (owner.email, owner.founder, owner.time_zone) == ("first@example.org", True, "Europe/Oslo")
    assert EmailAddress.objects.get(user=owner).verified is True


@pytest.mark.django_db
def test_an_open_house_lets_a_second_owner_in_unverified(settings: object) -> None:
    settings.SIGNUP_OPEN = True  # type: ignore[attr-defined]  # the settings fixture

    sign_up(Client(), "first@example.org")
    sign_up(Client(), "second@example.org")

    second = User.objects.get(email="second@example.org")
    assert (second.founder, EmailAddress.objects.get(user=second).verified) == (None, False)


def links_in(message: EmailMessage) -> list[str]:
    """The addresses in the text of a mail, in order."""
    return [word for word in message.body.split() if word.startswith("http://localhost")]  # type: ignore[attr-defined]  # a Django mail


@pytest.mark.django_db
def test_a_week_from_the_first_person_to_the_first_digest() -> None:
    client = Client()
    with clock.set_to(START):
        sign_up(client, "robin@example.org")
        client.post("/log/", {"line": "coffee with Ada yesterday at Kaffa – the engine", "create-1": "Ada"})
        ada = Contact.objects.get()
        client.post("/people/bulk/", {"people": [ada.pk], "circle": "inner", "state": "keep"})

    with clock.set_to(START + timedelta(days=7)):
        assert tick()["sent"] == 0
        cards = client.get("/").context["cards"]
        assert [card.contact.display for card in cards] == ["Ada"]

    with clock.set_to(START + timedelta(days=7, hours=2)):
        assert tick()["sent"] == 1
        assert tick()["sent"] == 0
        [message] = mail.outbox
        assert message.to == ["robin@example.org"]
        assert "Ada" in message.body
        assert "Ada" not in message.subject
        snooze = next(link for link in links_in(message) if "/snooze/" in link).removeprefix(
            "http://localhost:8000"
        )

        page = client.get(snooze)
        assert page.status_code == 200
        assert [card.contact.display for card in client.get("/").context["cards"]] == ["Ada"]
        client.post(snooze)
        assert client.get("/").context["cards"] == []


@pytest.mark.django_db
def test_logging_settles_the_nudge_and_undo_brings_the_strength_back() -> None:
    client = Client()
    with clock.set_to(START):
        sign_up(client, "robin@example.org")
        client.post("/log/", {"line": "coffee with Ada yesterday", "create-1": "Ada"})
        ada = Contact.objects.get()
        client.post("/people/bulk/", {"people": [ada.pk], "circle": "inner", "state": "keep"})
    with clock.set_to(START + timedelta(days=9)):
        tick()
        before = Standing.objects.get(contact=ada).state

        client.post(f"/people/{ada.pk}/call/")
        assert client.get("/").context["cards"] == []

        client.post(f"/interactions/{Interaction.objects.latest('pk').pk}/remove/")
        assert Standing.objects.get(contact=ada).state == before


@pytest.mark.django_db
def test_a_question_keeps_the_line_and_the_answer_logs_it(as_alice: Client, alice: User) -> None:
    for name in ("Ada Lindqvist", "Ada Berg"):
        given, family = name.split()
        as_alice.post("/people/new/", _card(given, family))
    line = "coffee with Ada yesterday – the engine is late"

    asked = as_alice.post("/log/", {"line": line})
    assert asked.status_code == 422
    assert line in asked.content.decode()
    [case] = asked.context["logged"].ambiguous

    pick = next(named.contact for named in case.candidates if named.display == "Ada Berg")
    as_alice.post("/log/", {"line": line, "asked-1": "Ada", "pick-1": pick})
    logged = Interaction.objects.get()
    assert [row.contact.display for row in logged.participations.all()] == ["Ada Berg"]
    assert logged.note == "the engine is late"


def _card(given: str, family: str) -> dict[str, object]:
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    empty = {f"{prefix}-{part}": 0 for prefix in ("reach", "posts", "dates", "addresses") for part in counts}
    return {"given": given, "family": family, "state": "active", **empty}


def test_a_future_day_is_offered_as_a_reminder(as_alice: Client, alice: User) -> None:
    as_alice.post("/people/new/", _card("Ada", "Lindqvist"))

    with clock.set_to(START):
        answer = as_alice.post("/log/", {"line": "lunch with Ada on 2026-03-20"})

    assert answer.status_code == 422
    assert "/reminders/new/?on=2026-03-20" in answer.content.decode()
    assert Interaction.objects.count() == 0


def test_what_cannot_be_read_stays_in_the_field(as_alice: Client, alice: User) -> None:
    line = "x" * 50_000

    answer = as_alice.post("/log/", {"line": line})

    assert answer.status_code == 422
    assert line in answer.content.decode()
