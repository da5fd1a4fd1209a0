"""The page of what counts how much: looking before saving, bad numbers, progress, and the way back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from domain.scale import SHIPPED, Scale
from interactions.models import Reweighing
from interactions.services import begin_reweighing, current_scale, preview, preview_reweighing
from tests.factories import log, make_contact
from tests.interactions.weighing import OWN, TODAY, check, fill, snapshot, work

PAGE = "/settings/weights/"


def post(client: Client, button: str, **numbers: str) -> Any:
    fields = {name.replace("_", "-"): value for name, value in numbers.items()}
    return client.post(PAGE, {**fields, button: ""})


def test_the_page_shows_every_kind_with_what_it_was_as_shipped(alice: User, as_alice: Client) -> None:
    rows = list(as_alice.get(PAGE).context["form"].rows())

    assert [row.kind.value for row in rows][:3] == ["meal", "coffee", "drink"]
    assert (len(rows), rows[0].weight.value(), rows[0].shipped_minutes) == (11, 1.3, 90)
    assert [row.kind.value for row in rows if row.minutes is None] == ["letter", "message", "email", "online"]


def test_the_settings_lead_to_it(as_alice: Client) -> None:
    assert f'href="{PAGE}"' in as_alice.get(reverse("dashboard:settings")).content.decode()


@pytest.mark.parametrize("number", ["0.19", "2.01", "2,01", "-1", "abc", "NaN", "inf", "1e400", "1,3,5"])
def test_a_bad_weight_is_told_and_nothing_is_saved(number: str, alice: User, as_alice: Client) -> None:
    for button in ("save", "preview"):
        answer = post(as_alice, button, weight_coffee=number)

        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["weight-coffee"])
    assert (current_scale(alice), Reweighing.objects.count()) == (SHIPPED, 0)


@pytest.mark.parametrize("minutes", ["0", "-3", "1441", "12.5", "abc", "NaN"])
def test_bad_minutes_are_told_and_nothing_is_saved(minutes: str, alice: User, as_alice: Client) -> None:
    answer = post(as_alice, "save", minutes_meal=minutes)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["minutes-meal"])
    assert current_scale(alice) == SHIPPED


def test_what_kind_has_no_field_is_not_read(alice: User, as_alice: Client) -> None:
    post(as_alice, "save", weight_linked="1", weight_sauna="1", minutes_letter="9", weight_letter="1")

    assert current_scale(alice) == Scale({"letter": 1.0})


def test_commas_are_decimals_and_empty_is_as_shipped(alice: User, as_alice: Client) -> None:
    begin_reweighing(owner=alice, scale=OWN, now=datetime.fromisoformat("2026-03-12T12:00:00+00:00"))

    post(as_alice, "save", weight_coffee=" 1,3 ", weight_letter="", minutes_call="45")

    assert current_scale(alice) == Scale({"coffee": 1.3}, {"call": 45})


def test_saving_rescores_with_progress_and_tells_the_change(
    alice: User, as_alice: Client, now: datetime
) -> None:
    fill(alice, now)

    answer = post(as_alice, "save", weight_letter="1.5", minutes_meal="60")

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = as_alice.get(PAGE)
    (job,) = Reweighing.objects.all()
    assert page.context["past"] == [(job, ["Meal 90 → 60 minutes", "Letter 0.5 → 1.5"])]
    assert "0 of 6 people" in page.content.decode()
    part = as_alice.get(f"{PAGE}progress/", HTTP_HX_REQUEST="true")
    assert (part.status_code, b"Rescoring your book" in part.content) == (200, True)
    work(job)
    assert as_alice.get(f"{PAGE}progress/", HTTP_HX_REQUEST="true")["HX-Refresh"] == "true"
    assert as_alice.get(f"{PAGE}progress/")["Location"] == PAGE
    assert "Rescoring your book" not in as_alice.get(PAGE).content.decode()


def test_saving_the_same_says_so_and_begins_nothing(alice: User, as_alice: Client) -> None:
    for button in ("save", "shipped"):
        answer = as_alice.post(PAGE, {"weight-coffee": "1", button: ""}, follow=True)

        assert "Nothing was changed" in answer.content.decode()
    assert Reweighing.objects.count() == 0


def test_undo_and_back_to_the_shipped_weights(alice: User, as_alice: Client, now: datetime) -> None:
    fill(alice, now)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    last = begin_reweighing(owner=alice, scale=Scale({"meal": 2}), now=now)

    refused = as_alice.post(reverse("interactions:weights_undo", args=[job.pk]), follow=True)
    assert "Undo that change first" in refused.content.decode()
    as_alice.post(reverse("interactions:weights_undo", args=[last.pk]))
    assert current_scale(alice) == OWN
    post(as_alice, "shipped", weight_coffee="not read at all")

    assert current_scale(alice) == SHIPPED
    work(Reweighing.objects.first())
    check(alice, SHIPPED)


def test_the_preview_tells_what_the_job_will_do_and_changes_nothing(
    alice: User, as_alice: Client, now: datetime
) -> None:
    fill(alice, now)
    before = snapshot(alice)

    answer = post(as_alice, "preview", weight_letter="1.5", weight_coffee="0.2", weight_event="2")

    shown = answer.context["preview"]
    assert (answer.status_code, snapshot(alice), Reweighing.objects.count()) == (200, before, 0)
    assert answer.context["form"]["weight-letter"].value() == "1.5"
    changes = [abs(shift.change) for shift in shown.shifts]
    assert changes == sorted(changes, reverse=True)
    assert shown.many == sum(change > 0.5 for change in changes)
    work(begin_reweighing(owner=alice, scale=answer.context["form"].scale(), now=now))
    for shift in shown.shifts:
        shift.contact.standing.refresh_from_db()
        assert shift.contact.standing.strength_on(TODAY) == pytest.approx(shift.then)


def test_whose_strength_is_hidden_is_not_in_the_preview(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    carl = make_contact(alice, "Carl Babic", now, hides_strength=True)
    for contact in (ada, carl):
        log(contact, TODAY - timedelta(days=9), now, kind="letter")

    found = preview_reweighing(owner=alice, scale=Scale({"letter": 2.0}), today=TODAY)

    assert ([shift.contact for shift in found.shifts], found.many, found.among) == ([ada], 1, None)
    alice.shows_strength = False
    found = preview_reweighing(owner=alice, scale=Scale({"letter": 2.0}), today=TODAY)
    assert (found.shifts, found.many) == ([], 1)


def test_in_a_large_book_only_the_strongest_are_looked_at_and_it_says_so(
    alice: User, as_alice: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "AMONG", 2)
    people = [make_contact(alice, f"Ada{n} Lindqvist", now) for n in range(3)]
    for n, contact in enumerate(people):
        log(contact, TODAY - timedelta(days=100 * n), now, kind="letter")

    answer = post(as_alice, "preview", weight_letter="2")

    assert {shift.contact for shift in answer.context["preview"].shifts} == set(people[:2])
    assert "2 people among your 2 strongest would move by more than 0.5" in answer.content.decode()


def test_nothing_is_left_to_preview_once_the_job_is_done(alice: User, now: datetime) -> None:
    fill(alice, now)
    before = preview_reweighing(owner=alice, scale=OWN, today=TODAY)

    work(begin_reweighing(owner=alice, scale=OWN, now=now))

    after = preview_reweighing(owner=alice, scale=OWN, today=TODAY)
    assert (len(before.shifts) > 3, after.shifts, after.many) == (True, [], 0)
