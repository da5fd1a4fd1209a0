"""Marking what happened as sensitive: in the quick log and on its own page."""

import io
import json

import pytest
from django.core.management import call_command

from accounts import clock
from interactions.models import Interaction
from interactions.queries import sensitive_follow_ups
from tests.reminders.people import NOW, make_contact

pytestmark = pytest.mark.django_db
LINE = "coffee with Ada Lindqvist yesterday – her health !ask again in 3w"


def logged(client, **fields) -> Interaction:
    with clock.set_to(NOW):
        assert client.post("/log/", {"line": LINE, **fields}).status_code == 302
    return Interaction.objects.get()


@pytest.mark.parametrize(("fields", "expected"), [({"sensitive": "on"}, True), ({}, False)])
def test_the_quick_log_has_a_box_for_it(alice, as_alice, fields, expected):
    make_contact(alice, "Ada Lindqvist")

    found = logged(as_alice, **fields)

    assert found.sensitive is expected
    hidden = {found.follow_up_id} if expected else set()
    assert sensitive_follow_ups(alice, [found.follow_up_id]) == hidden


def test_the_box_stays_ticked_while_the_log_asks_back(alice, as_alice):
    with clock.set_to(NOW):
        page = as_alice.post("/log/", {"line": LINE, "sensitive": "on"})

    assert page.status_code == 422
    assert 'name="sensitive" checked' in page.content.decode()
    assert Interaction.objects.count() == 0


def test_its_page_shows_and_changes_it(alice, as_alice):
    ada = make_contact(alice, "Ada Lindqvist")
    found = logged(as_alice, sensitive="on")
    url = f"/interactions/{found.pk}/"
    with clock.set_to(NOW):
        page = as_alice.get(url).content.decode()
        assert 'name="sensitive"' in page
        said = {"kind": "coffee", "day": "2026-03-11", "precision": "day", f"part-{ada.pk}": "talked"}
        assert as_alice.post(url, said | {"sensitive": "on"}).status_code == 302
        assert Interaction.objects.get().sensitive is True
        assert as_alice.post(url, said).status_code == 302

    assert Interaction.objects.get().sensitive is False


def test_the_timeline_says_so(alice, as_alice):
    ada = make_contact(alice, "Ada Lindqvist")
    logged(as_alice, sensitive="on")

    with clock.set_to(NOW):
        assert '<span class="badge">sensitive</span>' in as_alice.get(f"/people/{ada.pk}/").content.decode()


def test_another_owners_follow_up_is_nobodys(alice, bob, as_alice):
    make_contact(alice, "Ada Lindqvist")
    found = logged(as_alice, sensitive="on")

    assert sensitive_follow_ups(bob, [found.follow_up_id]) == set()


@pytest.mark.parametrize("option", [True, False])
def test_the_command_line_marks_it_too(alice, option):
    out = io.StringIO()

    call_command("log", LINE, owner=alice.email, create=True, sensitive=option, json=True, stdout=out)

    assert json.loads(out.getvalue())["sensitive"] is option
    assert Interaction.objects.get().sensitive is option
