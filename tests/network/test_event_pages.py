"""The pages of events: lists taken in, whom one knows there, whom one met."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, Post, Tie
from contacts.services import save_contact
from domain.linkpresets import preset
from domain.plans import Plan
from domain.sought import Sought
from interactions.models import Event, Guest, Interaction
from interactions.services.events import plan_event
from network.models import Conduct, LinkRequest
from network.queries.event_after import requests_after
from network.queries.met import have_we_met
from network.services.policies import save_version
from tests.factories import log, make_contact
from tests.network.given import request_from

YESTERDAY, TOMORROW = date(2026, 3, 11), date(2026, 3, 13)


@pytest.fixture
def event(alice: User, now: datetime) -> Event:
    return plan_event(owner=alice, plan=Plan("Harbour Meetup", YESTERDAY, place="Kaffa"), now=now)


@pytest.fixture
def coming(alice: User, now: datetime) -> Event:
    return plan_event(owner=alice, plan=Plan("Spring Fair", TOMORROW), now=now)


def page(client: Client, route: str, *args: object, **query: str) -> str:
    response = client.get(reverse(route, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def paste(client: Client, event: Event, text: str) -> object:
    return client.post(reverse("network:event_guests", args=[event.pk]), {"text": text})


def guest(event: Event, name: str) -> Guest:
    return event.guests.get(name=name)


def test_a_pasted_list_is_taken_in_and_who_is_surely_known_is_set(as_alice, alice, coming, now) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    assert paste(as_alice, coming, "Ada Lindqvist, Kiln\nBen Osterholt\n").status_code == 302
    assert list(coming.guests.values_list("name", "company", "contact")) == [
        ("Ada Lindqvist", "Kiln", ada.pk), ("Ben Osterholt", "", None),
    ]  # fmt: skip
    assert "1 of 2 is in your book" in page(as_alice, "network:event", coming.pk)


def test_lines_not_understood_are_told_with_their_number_and_kept(as_alice, coming) -> None:
    response = paste(as_alice, coming, "Ada Lindqvist\n12345\n<b>bold & 7</b>\n")
    text = response.content.decode()
    assert response.status_code == 200
    assert "Not understood: 2 lines" in text
    assert "line 2" in text
    assert "12345\n&lt;b&gt;bold &amp; 7&lt;/b&gt;</textarea>" in text
    assert coming.guests.count() == 1


def test_too_long_a_list_is_refused_as_a_whole_and_kept(as_alice, coming) -> None:
    letters = "abcdefghij"
    names = [f"{a}{b} {c}{d}el".title() for a in letters for b in letters for c in letters for d in letters]
    response = paste(as_alice, coming, "\n".join(names[:5001]))
    assert response.status_code == 422
    assert "That is 5,001 guests" in response.content.decode()
    assert not coming.guests.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_uploaded_table_is_read_in_any_usual_encoding(encoding, as_alice, coming) -> None:
    text = "First Name;Last Name;Email;Company;Job Title\nZoé;Müller;zoe@example.org;Kiln;CTO\n"
    upload = SimpleUploadedFile("guests.csv", text.encode(encoding))
    as_alice.post(reverse("network:event_guests", args=[coming.pk]), {"file": upload})
    values = ("name", "email", "company", "title")
    assert list(coming.guests.values_list(*values)) == [("Zoé Müller", "zoe@example.org", "Kiln", "CTO")]


def test_contacts_can_be_uploaded_as_a_guest_list(as_alice, coming) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lund\r\nORG:Kiln;Ovens\r\nEMAIL:ada@example.org\r\nEND:VCARD\r\n"
    upload = SimpleUploadedFile("g.vcf", card)
    as_alice.post(reverse("network:event_guests", args=[coming.pk]), {"file": upload})
    assert list(coming.guests.values_list("name", "email", "company")) == [
        ("Ada Lund", "ada@example.org", "Kiln")
    ]


def test_an_empty_form_says_what_is_missing(as_alice, coming) -> None:
    response = paste(as_alice, coming, " ")
    assert (response.status_code, "Paste a list, or choose a file." in response.content.decode()) == (
        422,
        True,
    )


def test_who_may_be_somebody_is_asked_and_the_answers_are_kept(as_alice, alice, coming, now) -> None:
    maria, other = make_contact(alice, "Maria Garcia", now), make_contact(alice, "Bo Berg", now)
    paste(as_alice, coming, "Maria Garcia\nBo Berg, Kiln\n")
    assert guest(coming, "Maria Garcia").contact is None
    assert "Are these people of your book?" in page(as_alice, "network:event", coming.pk)
    who = {f"who-{guest(coming, 'Maria Garcia').pk}": str(maria.pk), "who-x": "1"}
    as_alice.post(reverse("network:event_who", args=[coming.pk]), who)
    assert guest(coming, "Maria Garcia").contact == maria
    assert guest(coming, "Bo Berg").contact == other
    as_alice.post(reverse("network:guest_forget", args=[guest(coming, "Bo Berg").pk]))
    assert guest(coming, "Bo Berg").said == "nobody"
    assert "Are these people" not in page(as_alice, "network:event", coming.pk)


def test_the_page_before_tells_standing_policy_introducers_requests_and_conduct(
    as_alice, alice, coming, now
) -> None:
    bo = make_contact(alice, "Bo Bergqvist", now)
    for days in (1, 8, 15, 30, 60):
        log(bo, now.date() - timedelta(days=days), now)
    Post.objects.create(owner=alice, contact=bo, organisation="Kiln Robotics")
    save_contact(contact=bo)
    request_from(alice, "Cy Dornheim", sent_at=now - timedelta(days=400), state=LinkRequest.State.DECLINED)
    asks = request_from(alice, "Eva Finkenau", sent_at=now)
    Conduct.objects.create(owner=alice, request=asks, behaviour="pitch", words="", on=now.date(), made_at=now)
    paste(as_alice, coming, "Cy Dornheim\nEva Finkenau\nGro Halsing, Kiln Robotics\nBo Bergqvist\n")
    save_version(owner=alice, policy=preset("know-trust-respect", "linkedin"), now=now)
    text = page(as_alice, "network:event", coming.pk)
    assert text.index("Bo Bergqvist") < text.index("Cy Dornheim")
    assert "Last: coffee" in text
    assert "Bo Bergqvist works at Kiln Robotics and is here too" in text
    assert "You declined their request in 2025" in text
    assert reverse("network:request_card", args=[asks.pk]) in text
    assert "Pitch in 2026" in text
    assert text.count("Rule 1:") == 1


def test_a_tie_of_a_guest_whom_i_hardly_know_leads_to_who_can_introduce_me(
    as_alice, alice, coming, now
) -> None:
    bo, far = make_contact(alice, "Bo Bergqvist", now), make_contact(alice, "Gro Halsing", now)
    for days in (1, 8, 15, 30, 60):
        log(bo, now.date() - timedelta(days=days), now)
    Tie.objects.create(owner=alice, one=far, other=bo, made_at=now)
    paste(as_alice, coming, "Gro Halsing\n")
    assert "Bo Bergqvist knows them" in page(as_alice, "network:event", coming.pk)


def test_ticking_logs_one_event_and_undo_is_offered(as_alice, alice, event, now) -> None:
    ada, ben = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Ben Osterholt", now)
    paste(as_alice, event, "Ada Lindqvist\nBen Osterholt\nCy Dornheim\n")
    assert "Whom did you meet?" in page(as_alice, "network:event_after", event.pk)
    ids = {one.name: one.pk for one in event.guests.all()}
    post = {
        "shown": list(ids.values()),
        "met": [ids["Ada Lindqvist"], ids["Cy Dornheim"]],
        "keep": [ids["Cy Dornheim"]],
    }
    as_alice.post(reverse("network:event_after", args=[event.pk]), post)
    row = Interaction.objects.get()
    cy = Contact.objects.get(given="Cy")
    assert dict(row.participations.values_list("contact", "talked")) == {
        ada.pk: True,
        ben.pk: False,
        cy.pk: True,
    }
    assert (cy.met_where, cy.met_how) == ("Kaffa", "Harbour Meetup")
    as_alice.post(reverse("interactions:remove", args=[row.pk]))
    assert "Tick whom you met" in page(as_alice, "network:events")


def test_an_event_to_come_cannot_be_ticked(as_alice, coming) -> None:
    response = as_alice.post(reverse("network:event_after", args=[coming.pk]), {})
    assert response.status_code == 422


def test_an_appointment_is_logged_by_one_tap_or_taken_off(as_alice, alice, now) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    plan = Plan("Lunch with Ada Lindqvist", YESTERDAY, kind="meal", place="Kaffa")
    lunch = plan_event(owner=alice, plan=plan, now=now, contacts=[ada])
    text = page(as_alice, "network:events")
    assert "It happened" in text
    assert "It did not" in text
    as_alice.post(reverse("network:event_happened", args=[lunch.pk]))
    row = Interaction.objects.get()
    assert (row.kind, row.day, row.note, row.place) == ("meal", YESTERDAY, "", "Kaffa")
    assert row.participations.get().talked
    as_alice.post(reverse("network:event_remove", args=[lunch.pk]))
    assert not Event.objects.owned_by(alice).exists()
    as_alice.post(reverse("network:event_restore", args=[lunch.pk]))
    assert Event.objects.owned_by(alice).exists()


def test_events_are_planned_changed_and_refused_with_kind_words(as_alice, alice, now) -> None:
    url = reverse("network:event_new")
    bad = as_alice.post(url, {"name": "Fair", "kind": "event", "day": "2026-04-02", "until": "2026-04-01"})
    assert bad.status_code == 422
    assert "The last day is before the first." in bad.content.decode()
    as_alice.post(url, {"name": "Fair", "kind": "event", "day": "2026-04-02", "until": "2026-04-03"})
    made = Event.objects.get()
    edit = {"name": "Fair", "kind": "event", "day": "2026-04-05"}
    as_alice.post(reverse("network:event_edit", args=[made.pk]), edit)
    made.refresh_from_db()
    assert (made.day, made.until) == (date(2026, 4, 5), None)


def test_requests_of_the_next_fourteen_days_come_with_the_event_those_of_guests_first(
    as_alice, alice, event, now
) -> None:
    paste(as_alice, event, "Eva Finkenau\n")
    for name, day in (("Late Lore", 26), ("Tom Ashby", 12), ("Eva Finkenau", 25), ("Early Erl", 10)):
        request_from(alice, name, external_key=name, sent_at=datetime(2026, 3, day, 9, tzinfo=UTC))
    found = requests_after(alice, event, now.date())
    assert [(one.request.name, one.was_guest) for one in found] == [
        ("Eva Finkenau", True),
        ("Tom Ashby", False),
    ]
    assert "on the list" in page(as_alice, "network:event_after", event.pk)


def test_removing_a_guest_takes_them_off(as_alice, coming) -> None:
    paste(as_alice, coming, "Ada Lindqvist\nBen Osterholt\n")
    as_alice.post(reverse("network:guest_remove", args=[guest(coming, "Ada Lindqvist").pk]))
    assert list(coming.guests.values_list("name", flat=True)) == ["Ben Osterholt"]


def test_a_stranger_comes_into_the_book_with_one_press(as_alice, alice, coming) -> None:
    paste(as_alice, coming, "Ada Lindqvist, Kiln, CTO\nx@example.org\n")
    as_alice.post(reverse("network:guest_add", args=[guest(coming, "Ada Lindqvist").pk]))
    ada = Contact.objects.get()
    assert (ada.met_on, ada.posts.get().organisation, ada.posts.get().title) == ("2026-03-13", "Kiln", "CTO")
    as_alice.post(reverse("network:guest_add", args=[coming.guests.get(contact=None).pk]))
    assert Contact.objects.count() == 1


def test_who_was_on_a_guest_list_is_found_again_with_the_event(as_alice, alice, coming) -> None:
    paste(as_alice, coming, "Cy Dornheim, Kiln\n")
    (found,) = have_we_met(alice, Sought(name="Cy Dornheim")).candidates
    assert (found.is_trace, found.evidence_for[-1]) == (
        True,
        "was on the guest list of Spring Fair, 13 March 2026",
    )
    as_alice.post(reverse("network:event_remove", args=[coming.pk]))
    assert have_we_met(alice, Sought(name="Cy Dornheim")).candidates == ()


def test_a_list_of_5000_is_taken_in_and_its_pages_ask_a_bounded_number_of_questions(
    as_alice, alice, coming, now, django_assert_max_num_queries
) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    lines = [f"guest{number}@example.org" for number in range(4_999)]
    paste(as_alice, coming, "\n".join(["Ada Lindqvist", *lines]))
    assert coming.guests.count() == 5_000
    assert coming.guests.exclude(contact=None).count() == 1
    with django_assert_max_num_queries(60):
        text = page(as_alice, "network:event", coming.pk)
    assert "1 of 5000 is in your book" in text
    assert text.index("Ada Lindqvist") < text.index("guest0@example.org")
    found = page(as_alice, "network:event", coming.pk, q="guest4998")
    assert "guest4998@example.org" in found


def test_today_asks_once_whether_an_appointment_happened(as_alice, alice, now) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    plan = Plan("Lunch with Ada Lindqvist", YESTERDAY, kind="meal")
    lunch = plan_event(owner=alice, plan=plan, now=now, contacts=[ada])
    assert "Did it happen?" in page(as_alice, "dashboard:today")
    as_alice.post(reverse("network:event_happened", args=[lunch.pk]))
    assert "Did it happen?" not in page(as_alice, "dashboard:today")


def test_what_is_coming_stands_on_the_page_of_a_person(as_alice, alice, now) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    plan_event(owner=alice, plan=Plan("Lunch with Ada", TOMORROW, kind="meal"), now=now, contacts=[ada])
    assert "Lunch with Ada" in page(as_alice, "dashboard:person", ada.pk)


def test_an_event_with_strangers_alone_is_not_asked_for_again_once_it_is_ticked(as_alice, event) -> None:
    paste(as_alice, event, "Ben Osterholt\nCy Dorn")
    ben = guest(event, "Ben Osterholt").pk
    assert "Tick whom you met" in page(as_alice, "network:events")
    after = {"shown": [row.pk for row in event.guests.all()], "met": [ben]}
    as_alice.post(reverse("network:event_after", args=[event.pk]), after)
    text = page(as_alice, "network:events")
    assert ("Tick whom you met" in text, " · ticked" in text) == (False, True)


def test_nothing_is_asked_any_more_where_nobody_of_the_book_came(as_alice, alice, event, now) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    paste(as_alice, event, "Ada Lindqvist")
    ada = guest(event, "Ada Lindqvist").pk
    assert "Did it happen?" in page(as_alice, "dashboard:today")
    as_alice.post(reverse("network:event_after", args=[event.pk]), {"shown": [ada], "absent": [ada]})
    assert "Did it happen?" not in page(as_alice, "dashboard:today")


def test_a_workbook_is_refused_with_the_way_out(as_alice, coming) -> None:
    upload = SimpleUploadedFile("guests.xlsx", b"PK\x03\x04" + b"Ada Lund\n" * 3)
    response = as_alice.post(reverse("network:event_guests", args=[coming.pk]), {"file": upload})
    assert (response.status_code, coming.guests.count()) == (422, 0)
    assert "Save it as .csv" in response.content.decode()
