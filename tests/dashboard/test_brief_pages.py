"""The brief of several people and of an event: who is on it, who is added, who is left out."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from contacts.services import add_tie
from dashboard.brief import MOST_PEOPLE
from interactions.models import Guest
from tests.dashboard.brief_book import ago, plan_event
from tests.factories import log, make_contact

pytestmark = pytest.mark.usefixtures("now")
PAGE = "/brief/"


def asked(*people: Contact) -> str:
    return f"{PAGE}?" + "&".join(f"with={one.pk}" for one in people)


def names_on(page: str) -> list[str]:
    """The names over the parts of the page, in order."""
    heads = page.split('<h2 class="name"')[1:]
    return [head.partition('/">')[2].partition("<")[0] for head in heads]


def test_several_stand_on_one_page_with_who_knows_whom(as_alice: Client, alice: User, now: datetime) -> None:
    ada, bo, cleo = (make_contact(alice, name, now) for name in ("Ada Lindqvist", "Bo Ek", "Cleo Marsh"))
    add_tie(owner=alice, one=bo, other=ada, role="manager", now=now)
    add_tie(owner=alice, one=ada, other=cleo, role="knows", now=now)

    page = as_alice.get(asked(cleo, ada, bo)).text

    assert names_on(page) == ["Cleo Marsh", "Ada Lindqvist", "Bo Ek"]
    assert "<li>Bo Ek is Ada Lindqvist’s manager</li>" in page
    assert "<li>Ada Lindqvist and Cleo Marsh know each other</li>" in page


def test_of_strangers_to_each_other_that_is_said(as_alice: Client, alice: User, now: datetime) -> None:
    people = [make_contact(alice, name, now) for name in ("Ada Lindqvist", "Bo Ek")]

    assert "As far as the book tells, they do not know each other." in as_alice.get(asked(*people)).text


@pytest.mark.parametrize("text", ["0", "999999", "x", "-1", "9" * 40, ""])
def test_who_is_not_in_the_book_is_not_found(as_alice: Client, text: str) -> None:
    assert as_alice.get(f"{PAGE}?with={text}").status_code == 404


def test_one_who_was_deleted_is_not_found(as_alice: Client, alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    Contact.objects.filter(pk=ada.pk).update(deleted_at=now)

    assert as_alice.get(asked(ada)).status_code == 404
    assert as_alice.get(f"/people/{ada.pk}/brief/").status_code == 404


def test_more_than_twelve_are_left_out_and_counted(as_alice: Client, alice: User, now: datetime) -> None:
    people = [make_contact(alice, f"Friend {number}", now) for number in range(MOST_PEOPLE + 2)]

    page = as_alice.get(asked(*people)).text

    assert len(names_on(page)) == MOST_PEOPLE
    assert "2 were left out" in page
    assert "Twelve people are as many as one brief holds." in page


def test_a_name_that_is_one_persons_adds_them(as_alice: Client, alice: User, now: datetime) -> None:
    ada, bo = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Bo Ek", now)

    answer = as_alice.get(f"{asked(ada)}&add=bo+ek")

    assert (answer.status_code, answer.url) == (302, asked(ada, bo))


def test_a_name_of_several_is_asked_about_and_one_of_nobody_told(
    as_alice: Client, alice: User, now: datetime
) -> None:
    for name in ("Bo Ek", "Bo Holm"):
        make_contact(alice, name, now)

    page = as_alice.get(f"{PAGE}?add=bo").text
    assert "Who of them?" in page
    assert all(f">{name}</a>" in page for name in ("Bo Ek", "Bo Holm"))
    assert "Nobody else in your book is found by “Zed”." in as_alice.get(f"{PAGE}?add=Zed").text


def test_without_anybody_the_page_asks_and_shows_what_is_coming(
    as_alice: Client, alice: User, now: datetime
) -> None:
    event = plan_event(alice, now)

    page = as_alice.get(PAGE).text

    assert "Whom are you going to meet?" in page
    assert reverse("dashboard:event_brief", args=[event.pk]) in page


def test_an_event_tells_of_the_strongest_twelve_and_counts_the_rest(
    as_alice: Client, alice: User, now: datetime
) -> None:
    people = [make_contact(alice, f"Friend {number:02}", now) for number in range(14)]
    log(people[13], ago(2), now, kind="meal")
    event = plan_event(alice, now, *people, name="Harbour fair")
    Guest.objects.create(owner=alice, event=event, name="Somebody Unknown")
    Guest.objects.filter(contact=people[0]).update(absent=True)

    page = as_alice.get(f"/brief/event/{event.pk}/").text

    assert names_on(page)[0] == "Friend 13"
    assert len(names_on(page)) == 12
    assert "Friend 00" not in page
    assert "And 1 more of your book is expected" in page
    assert "Harbour fair" in page


def test_an_event_without_anybody_known_says_so(as_alice: Client, alice: User, now: datetime) -> None:
    event = plan_event(alice, now)

    assert "Nobody of your book is expected" in as_alice.get(f"/brief/event/{event.pk}/").text


def test_a_strangers_event_is_not_found(as_bob: Client, alice: User, now: datetime) -> None:
    event = plan_event(alice, now)

    assert as_bob.get(f"/brief/event/{event.pk}/").status_code == 404


def test_a_persons_page_leads_to_the_brief_by_a_key(as_alice: Client, alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    page = as_alice.get(f"/people/{ada.pk}/").text

    assert f'href="/people/{ada.pk}/brief/" data-key="b"' in page
    assert "<kbd>b</kbd>" in page
