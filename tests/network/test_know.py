"""Have we met, over a book: contacts and traces found by index, the command, and the page."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from accounts import bulk
from accounts.models import User
from contacts.models import Contact, NameKey, Post, Trace
from contacts.services import new_identity, save_contact
from domain.identity import Sought
from domain.namekeys import trace_keys
from network.queries import have_we_met, have_we_met_each
from network.queries.requests import request_cards
from tests.factories import log, make_contact
from tests.network.given import request_from


@pytest.fixture
def ada(alice: User, now) -> Contact:
    contact = make_contact(alice, "Ada Lindqvist", now, place="Lund", aliases=["Ada Bellmoor"])
    Post.objects.create(owner=alice, contact=contact, organisation="Analytical Engines", until="2019")
    save_contact(contact=contact)
    return contact


def trace(owner: User, name: str, **fields: object) -> Trace:
    span = {
        "source": Trace.Source.MESSAGE,
        "network": "linkedin",
        "first_on": date(2020, 1, 1),
        "last_on": date(2024, 5, 4),
    }
    made = Trace.objects.create(owner=owner, name=name, **(span | fields))
    bulk.insert(
        NameKey, ("trace_id", "key"), [(made.pk, key) for key in trace_keys(name)], {"owner_id": owner.pk}
    )
    return made


def names(owner: User, **said: str) -> list[str]:
    return [one.shown for one in have_we_met(owner, Sought(**said)).candidates]


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Ada Lindqvist"},
        {"name": "lindqvist ada"},
        {"name": "Ada Linqvist"},
        {"name": "Ada Bellmoor"},
        {"name": "Ada"},
        {"name": "Ada Newname", "company": "Analytical Engines Ltd"},
        {"place": "Lund"},
        {"company": "Analytical Engines"},
        {"url": "https://www.linkedin.com/in/ada-lindqvist-7"},
    ],
)
def test_s9_a_contact_is_found_by_anything_said(
    said: dict[str, str], alice: User, bob: User, ada: Contact, now
) -> None:
    make_contact(alice, "Tom Ashby", now)

    assert names(alice, **said) == ["Ada Lindqvist"]
    assert names(bob, **said) == []


def test_s9_addresses_find_whatever_the_name(alice: User, ada: Contact) -> None:
    alice.phone_region = "CH"
    for kind, text in (
        ("profile", "https://www.linkedin.com/in/countess"),
        ("phone", "044 668 18 00"),
        ("handle", "@ada"),
    ):
        new_identity(contact=ada, kind=kind, text=text).save()

    assert (
        names(alice, url="linkedin.com/in/countess")
        == names(alice, phone="+41446681800")
        == ["Ada Lindqvist"]
    )
    assert names(alice, phone="044 668 18 00") == names(alice, handle="ada") == ["Ada Lindqvist"]


def test_s9_who_was_deleted_is_not_found(alice: User, ada: Contact, now) -> None:
    Contact.objects.filter(pk=ada.pk).update(deleted_at=now)

    for said in ({"name": "Ada Lindqvist"}, {"place": "Lund"}, {"name": "Ada"}):
        assert names(alice, **said) == []


def test_s9_people_outside_the_book_are_found_with_where_they_were_seen(alice: User, bob: User, now) -> None:
    trace(alice, "Юрий Тарнов", times=3)
    trace(alice, "", key="someone-else")

    (found,) = have_we_met(alice, Sought(name="Juri Tarnow")).candidates

    assert (found.is_trace, found.confidence >= 0.6) == (True, True)
    assert found.evidence_for == ("a like name", "wrote messages on linkedin 3 times, last on 4 May 2024")
    assert names(alice, url="linkedin.com/in/someone-else") == ["someone-else"]
    assert names(bob, name="Juri Tarnow") == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("message", "wrote messages on linkedin once, on 4 May 2024"),
        ("request", "asked to be linked on linkedin once, on 4 May 2024"),
        ("upload", "in your address book of 4 May 2024"),
    ],
)
def test_s9_traces_of_every_source_are_found_and_say_where_they_come_from(
    source: str, words: str, alice: User, as_alice: Client
) -> None:
    trace(alice, "Juri Tarnow", source=source)

    (found,) = have_we_met(alice, Sought(name="Juri Tarnow")).candidates

    assert found.evidence_for == ("the same name", words)
    assert words in as_alice.get("/know/", {"name": "Juri Tarnow"}).text


def test_s9_a_request_is_a_memory_and_no_evidence_for_the_next_request(alice: User) -> None:
    for source in ("message", "upload", "request"):
        trace(alice, "Juri Tarnow", source=source)
    asked = request_from(alice, "Juri Tarnow")

    (card,) = request_cards(alice, [asked])

    assert [one.candidate.evidence_for[1].partition(" ")[0] for one in card.known] == ["wrote", "in"]


def test_s9_notes_of_meetings_are_evidence_and_a_way_to_search(alice: User, ada: Contact, now) -> None:
    log(ada, date(2025, 6, 3), now, kind="event", note="Riverside conference, the walk along the harbour")

    (found,) = have_we_met(alice, Sought(name="Ada Lindqvist", note="the harbour after Riverside")).candidates

    assert found.evidence_for == ("the same name", "Event, 3 June 2025: says “harbour, riverside” too")
    assert found.confidence >= 0.9
    assert names(alice, note="Riverside harbour") == names(alice, place="Riverside") == ["Ada Lindqvist"]


def test_s9_the_search_says_where_it_looked(alice: User, ada: Contact) -> None:
    search = have_we_met(alice, Sought(name="Nobody Atall", place="Graz"))

    assert search.candidates == ()
    assert search.searched == (
        "1 person in your book and those only seen in messages or address books or earlier requests or calendars "
        "or e-mails or chats or guest lists, "
        "by name and its other spellings, place"
    )


def test_s9_many_are_sought_with_as_many_queries_as_one(alice: User, now, django_assert_num_queries) -> None:
    for number in range(20):
        make_contact(alice, f"Ada{chr(97 + number)} Lindqvist", now)
    asked = [Sought(name=f"Ada{chr(97 + number)} Linqvist", note="riverside") for number in range(20)]

    with django_assert_num_queries(9):
        (one,) = have_we_met_each(alice, asked[:1])
    with django_assert_num_queries(9):
        many = have_we_met_each(alice, asked)

    assert many[0] == one
    assert [search.candidates[0].shown for search in many] == [
        f"Ada{chr(97 + number)} Lindqvist" for number in range(20)
    ]


def told(*args: str) -> str:
    out = StringIO()
    call_command("have_we_met", "--owner", "alice@example.org", *args, stdout=out)
    return out.getvalue().strip()


def test_s9_the_command_lists_the_best_first(ada: Contact) -> None:
    (found,) = json.loads(told("--name", "Ada Linqvist", "--place", "Lund", "--json"))

    assert found == {
        "contact": "Ada Lindqvist",
        "confidence": found["confidence"],
        "for": ["a like name", "the same place: Lund"],
        "against": ["Linqvist sounds like Lindqvist"]
        if "sounds" in str(found)
        else ["Linqvist, not Lindqvist: a slip?"],
    }
    assert found["confidence"] >= 0.9
    assert told("--name", "Ada Lindqvist", "--place", "Lund").endswith(
        "Ada Lindqvist: the same name; the same place: Lund"
    )


def test_s9_the_command_says_no_trace_and_asks_for_something(ada: Contact) -> None:
    assert json.loads(told("--name", "Tom Ashby", "--json")) == []
    assert told("--name", "Tom Ashby").startswith("No trace. Looked through 1 person in your book")
    with pytest.raises(CommandError, match="Say whom you seek"):
        told()


def test_s9_the_page_shows_evidence_and_doubt(as_alice: Client, alice: User, ada: Contact, now) -> None:
    trace(alice, "Ada Linqvist")
    page = as_alice.get("/know/", {"name": "Ada Lindqvist", "place": "Lund"}).text

    assert f'<a href="/people/{ada.pk}/">Ada Lindqvist</a>' in page
    assert "For it: the same name; the same place: Lund." in page
    assert "Not in your book." in page
    assert "almost surely · 0.9" in page


def test_s9_the_page_is_honest_about_no_trace(as_alice: Client, as_bob: Client, ada: Contact) -> None:
    assert "<article" not in as_alice.get("/know/").text
    page = as_bob.get("/know/", {"name": "Ada Lindqvist"}).text

    assert "No trace" in page
    assert "Looked through 0 people in your book" in page


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "x" * 6000, "\x00", "https://[", "( née"]
)
def test_s9_odd_input_is_answered_plainly(text: str, as_alice: Client, ada: Contact) -> None:
    answer = as_alice.get("/know/", dict.fromkeys(("name", "company", "place", "address", "note"), text))

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_s9_search_offers_it_when_nothing_is_found(as_alice: Client, ada: Contact) -> None:
    assert 'href="/know/?name=Ada%20Linqvist"' in as_alice.get("/search/", {"q": "Ada Linqvist"}).text
