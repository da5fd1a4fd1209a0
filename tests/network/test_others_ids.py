"""Ids of another owner's rows in fields of ties, introductions, favours, events and briefs: nothing told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.test import Client
from django.urls import reverse

from accounts.models import Owned, User
from contacts.models import Contact
from interactions.models import Event, Favour, Guest, Interaction
from network.models import Introduction, IntroductionStep
from reminders.models import Reminder
from tests.dashboard import strangers_brief
from tests.factories import log, make_contact
from tests.network import strangers_events, strangers_favours, strangers_introductions, strangers_ties
from tests.network.test_hostile_fields import READ, WRITTEN

CANARY = "Canarybird"
OF_IDS = ("contact", "with", "broker", "whom", "to", "through")
MAKERS = (strangers_events, strangers_favours, strangers_introductions, strangers_ties, strangers_brief)
SECRET = (Contact, Event, Guest, Favour, Interaction, Introduction, IntroductionStep, Reminder)
POSTED = {
    "contacts:tie_add": ("picked",),
    "network:introduce_answer": ("to",),
    "network:introduction_new": ("one_picked", "to_picked", "through"),
    "network:introduction_undo": ("step",),
    "network:pair_dismiss": ("first", "second"),
    "network:favour_untell": ("follow_up",),
    "network:event_new": ("with",),
    "network:event_who": ("who-GUEST",),
    "network:event_after": ("shown", "met", "absent", "keep"),
}


def book(owner: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    there = {name: found for each in MAKERS for name, found in each.objects(owner, person, now).items()}
    return there | {"network:introduce_answer": {"pk": person.pk}}


def models() -> Iterator[type[Owned]]:
    yield from (model for model in apps.get_models() if issubclass(model, Owned) and not model._meta.proxy)


def rows_of(owner: User) -> dict[str, list[Any]]:
    return {
        model._meta.label: list(model._base_manager.filter(owner=owner).order_by("pk").values())
        for model in models()
    }


def mixed() -> list[tuple[str, int]]:
    """Rows that refer to a row of another owner."""
    found = []
    for model in models():
        for field in model._meta.fields:
            if isinstance(field, ForeignKey) and issubclass(field.related_model, Owned):
                for row in model._base_manager.exclude(**{field.name: None}).select_related(field.name):
                    if getattr(row, field.name).owner_id != row.owner_id:
                        found.append((f"{model._meta.label}.{field.name}", row.pk))
    return found


@pytest.fixture
def secret(alice: User, now: datetime) -> list[str]:
    """The ids of Alice's rows; higher than any of Bob's, for he writes first."""
    person = make_contact(alice, f"{CANARY} Lindqvist", now)
    log(person, now.date(), now, note=CANARY)
    book(alice, person, now)
    ids = {row.pk for model in SECRET for row in model._base_manager.filter(owner=alice)}
    return sorted(map(str, ids))


@pytest.fixture
def places(bob: User, now: datetime) -> dict[str, str]:
    person = make_contact(bob, "Cara Quist", now)
    there = book(bob, person, now)
    for model in (
        Contact,
        Event,
        Guest,
        Favour,
        Introduction,
    ):  # names of Bob's own, so that the canary is Alice's
        for row in model._base_manager.filter(owner=bob):
            for field in ("display", "name", "text", "to_name", "note", "place", "why"):
                if isinstance(getattr(row, field, None), str):
                    setattr(row, field, f"Bob {row.pk}")
            row.save()
    return {name: reverse(name, kwargs=there.get(name)) for name in {*READ, *POSTED}}


@pytest.mark.usefixtures("secret")
def test_a_question_with_anothers_id_tells_nothing(
    places: dict[str, str], alice: User, as_bob: Client
) -> None:
    strange = list(Contact.objects.filter(owner=alice).values_list("pk", flat=True))
    fields = [(name, field) for name, some in READ.items() for field in some.split() if field in OF_IDS]
    shown = [
        (name, field, pk)
        for name, field in fields
        for pk in strange
        if CANARY in as_bob.get(places[name], {field: pk}).content.decode()
    ]

    assert (shown, len(fields)) == ([], 9)


@pytest.mark.parametrize("name", POSTED)
def test_a_form_with_anothers_id_changes_and_tells_nothing(
    name: str, places: dict[str, str], secret: list[str], alice: User, bob: User, as_bob: Client
) -> None:
    before = rows_of(alice)
    guest = Guest._base_manager.filter(owner=bob).first()
    for field in POSTED[name]:
        for pk in secret:
            told = dict(WRITTEN.get(name, {})) | {field.replace("GUEST", str(guest.pk)): pk}
            answer = as_bob.post(places[name], told, follow=True)
            assert answer.status_code in (200, 404, 422)
            assert "Lindqvist" not in answer.content.decode()

    assert rows_of(alice) == before
    assert mixed() == []
