"""The pages of who knows whom: a person's panel, the form, the suggestions."""

from datetime import date, datetime

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact, NotTied, Relation, Tie
from contacts.services import add_relation, add_tie
from domain.quicklog import Entry
from domain.ties import TieFacts
from interactions.models import Attendee
from interactions.services import log_interaction
from network.models import ReviewChoice
from network.services import choose, end_link, link_contact
from tests.factories import make_contact

DAY = date(2026, 3, 1)


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Ada Lindqvist", now)


@pytest.fixture
def bo(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Bo Castellan", now)


def page(client: Client, contact: Contact) -> str:
    return client.get(f"/people/{contact.pk}/").content.decode()


def toasts(client: Client, contact: Contact) -> list[str]:
    return [str(message) for message in client.get(f"/people/{contact.pk}/").context["messages"]]


def test_a_tie_is_added_by_name_as_seen_from_the_person(as_alice: Client, ada: Contact, bo: Contact) -> None:
    told = {"name": "bo castellan", "role": "child", "estimate": "8", "since": "2019"}
    answer = as_alice.post(f"/people/{ada.pk}/knows/add/", told)
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{ada.pk}/")
    tie = Tie.objects.get()
    assert (tie.one, tie.kind, tie.other, tie.estimate, tie.since) == (ada, "parent", bo, 8, "2019")
    assert "Bo Castellan is a child of Ada Lindqvist." in toasts(as_alice, ada)


def test_both_pages_tell_the_tie_from_their_side(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    add_tie(owner=alice, one=ada, other=bo, role="manager", now=now, facts=TieFacts("2019", "2022", 7))
    of_ada, of_bo = page(as_alice, ada), page(as_alice, bo)
    assert ('<span class="chip">report</span>' in of_ada, '<span class="chip">manager</span>' in of_bo) == (
        True,
        True,
    )
    assert "know each other 7 of 10 · 2019 to 2022 · confirmed" in of_ada


def test_an_unknown_estimate_says_to_ask(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    add_tie(owner=alice, one=ada, other=bo, role="knows", now=now)
    assert "<small>how well? Ask</small>" in page(as_alice, ada)


def test_who_was_unlinked_says_that_no_introduction_goes_that_way(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    add_tie(owner=alice, one=ada, other=bo, role="knows", now=now)
    link = link_contact(owner=alice, contact=bo, network="linkedin", since=date(2020, 1, 1), address="")
    assert "no introductions" not in page(as_alice, ada)
    end_link(link=link, on=DAY)
    assert '<span class="chip wrong">unlinked: no introductions</span>' in page(as_alice, ada)


def test_so_does_who_is_about_to_be_unlinked(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    add_tie(owner=alice, one=ada, other=bo, role="knows", now=now)
    link_contact(owner=alice, contact=bo, network="linkedin", since=date(2020, 1, 1), address="")
    choose(contact=bo, choice=ReviewChoice.Choice.UNLINK, reason="Never met", now=now)
    assert '<span class="chip wrong">unlinked: no introductions</span>' in page(as_alice, ada)


def test_a_tie_with_the_dead_is_kept_and_says_where_it_leads(
    as_alice: Client, ada: Contact, bo: Contact
) -> None:
    Contact.objects.filter(pk=bo.pk).update(state="deceased")
    as_alice.post(f"/people/{ada.pk}/knows/add/", {"name": "Bo Castellan", "role": "parent"})
    words = "Bo Castellan died. The tie is kept, and no introduction will go that way."
    assert words in toasts(as_alice, ada)


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"name": "Nobody Here"}, "Nobody in your book is called “Nobody Here”."),
        ({"name": "Ada Lindqvist"}, "Nobody is tied to themselves."),
        ({"name": "Bo Castellan", "estimate": "11"}, "less than or equal to 10"),
        ({"name": "Bo Castellan", "since": "2020", "until": "2019"}, "It cannot end before it begins."),
        ({"name": "Bo Castellan", "confirmed_on": "2126-01-01"}, "That day is still to come."),
        ({"name": "Bo Castellan", "role": "wizard"}, "Select a valid choice."),
    ],
)
def test_a_form_that_cannot_be_keeps_what_was_typed(
    told: dict[str, str], word: str, as_alice: Client, ada: Contact, bo: Contact
) -> None:
    answer = as_alice.post(f"/people/{ada.pk}/knows/add/", {"role": "knows", "note": "At the mill"} | told)
    text = answer.content.decode()
    assert (answer.status_code, word in text, 'value="At the mill"' in text) == (422, True, True)
    assert Tie.objects.count() == 0


def test_of_several_with_one_name_the_owner_picks(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    other = make_contact(alice, "Bo Castellan", now)
    told = {"name": "Bo Castellan", "role": "knows"}
    asked = as_alice.post(f"/people/{ada.pk}/knows/add/", told)
    assert (asked.status_code, "Which of them?" in asked.content.decode()) == (422, True)
    as_alice.post(f"/people/{ada.pk}/knows/add/", told | {"picked": str(other.pk)})
    assert Tie.objects.get().other == other


def test_an_address_fills_the_form_in(as_alice: Client, ada: Contact, bo: Contact) -> None:
    text = as_alice.get(f"/people/{ada.pk}/knows/add/?with={bo.pk}&estimate=6&role=friend").content.decode()
    assert ('value="Bo Castellan"' in text, 'value="6"' in text, '"friend" selected' in text) == (
        True,
        True,
        True,
    )


def test_a_tie_is_edited_removed_and_brought_back(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    tie = add_tie(owner=alice, one=ada, other=bo, role="manager", now=now)
    url = f"/people/{bo.pk}/knows/{tie.pk}/"
    assert '"manager" selected' in as_alice.get(url).content.decode()
    as_alice.post(url, {"role": "mentor", "estimate": "5"})
    tie.refresh_from_db()
    assert (tie.one, tie.kind, tie.other, tie.estimate) == (ada, "mentor", bo, 5)

    as_alice.post(f"/knows/{tie.pk}/remove/")
    assert list(Tie.objects.owned_by(alice)) == []
    as_alice.post(f"/knows/{tie.pk}/restore/")
    assert list(Tie.objects.owned_by(alice)) == [tie]


def test_a_change_that_cannot_be_says_why(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    add_tie(owner=alice, one=ada, other=bo, role="parent", now=now)
    tie = add_tie(owner=alice, one=ada, other=bo, role="friend", now=now)
    answer = as_alice.post(f"/people/{ada.pk}/knows/{tie.pk}/", {"role": "parent"})
    assert (answer.status_code, "it cannot be both" in answer.content.decode()) == (422, True)


def test_all_ties_of_a_person_have_a_page(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    empty = as_alice.get(f"/people/{ada.pk}/knows/").content.decode()
    add_tie(owner=alice, one=ada, other=bo, role="knows", now=now)
    full = as_alice.get(f"/people/{ada.pk}/knows/").content.decode()
    assert ("Nobody yet" in empty, "Bo Castellan" in full) == (True, True)


def test_family_is_called_family_and_stays_so(as_alice: Client, ada: Contact) -> None:
    as_alice.post(f"/people/{ada.pk}/relations/", {"role": "sibling"})
    ada.refresh_from_db()
    words = "Ada Lindqvist is noted as your sibling. They are called family now, and their strength stays at 7 or more."
    assert (ada.is_family, words in toasts(as_alice, ada)) == (True, True)
    as_alice.post(f"/relations/{Relation.objects.get().pk}/remove/")
    ada.refresh_from_db()
    assert ada.is_family is True


def test_what_somebody_is_to_me_stands_on_their_page(
    alice: User, as_alice: Client, ada: Contact, now: datetime
) -> None:
    add_relation(owner=alice, contact=ada, role="manager", now=now, facts=TieFacts("2019", "2022"))
    assert "My manager <small>2019 to 2022</small>" in page(as_alice, ada)


def test_a_relation_is_edited_and_brought_back(as_alice: Client, ada: Contact) -> None:
    as_alice.post(f"/people/{ada.pk}/relations/", {"role": "colleague"})
    relation = Relation.objects.get()
    as_alice.post(f"/relations/{relation.pk}/", {"role": "child", "note": "Ours"})
    relation.refresh_from_db()
    ada.refresh_from_db()
    assert (relation.kind, relation.note, ada.is_family) == ("child", "Ours", True)
    as_alice.post(f"/relations/{relation.pk}/remove/")
    as_alice.post(f"/relations/{relation.pk}/restore/")
    relation.refresh_from_db()
    assert relation.deleted_at is None


def test_a_relation_that_cannot_be_says_why(as_alice: Client, ada: Contact) -> None:
    as_alice.post(f"/people/{ada.pk}/relations/", {"role": "parent"})
    answer = as_alice.post(f"/people/{ada.pk}/relations/", {"role": "child"})
    assert (answer.status_code, "it cannot be both" in answer.content.decode()) == (422, True)


def _meal(ada: Contact, bo: Contact, now: datetime) -> None:
    entry = Entry(kind="meal", day=DAY)
    log_interaction(owner=ada.owner, attendees=[Attendee(ada), Attendee(bo)], entry=entry, now=now)


def test_a_suggestion_is_accepted_and_taken_back(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    _meal(ada, bo, now)
    assert "Together at a meal on 1 March" in as_alice.get("/ties/").content.decode()
    as_alice.post(f"/ties/{ada.pk}/{bo.pk}/accept/", {"role": "friend", "estimate": "7"})
    tie = Tie.objects.get()
    assert (tie.kind, tie.estimate, tie.source) == ("friend", 7, "together")
    assert "Nobody to ask about" in as_alice.get("/ties/").content.decode()
    as_alice.post(f"/knows/{tie.pk}/remove/")
    assert "Together at a meal" in as_alice.get("/ties/").content.decode()


def test_a_suggestion_is_dismissed_and_taken_back(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    _meal(ada, bo, now)
    as_alice.post(f"/ties/{bo.pk}/{ada.pk}/dismiss/")
    assert (NotTied.objects.count(), "Nobody to ask" in as_alice.get("/ties/").content.decode()) == (1, True)
    as_alice.post(f"/ties/{bo.pk}/{ada.pk}/undo/")
    assert (NotTied.objects.count(), "at a meal" in as_alice.get("/ties/").content.decode()) == (0, True)


def test_an_estimate_out_of_scale_is_asked_again(
    alice: User, as_alice: Client, ada: Contact, bo: Contact, now: datetime
) -> None:
    _meal(ada, bo, now)
    answer = as_alice.post(f"/ties/{bo.pk}/{ada.pk}/accept/", {"role": "friend", "estimate": "12"})
    text = answer.content.decode()
    assert (answer.status_code, 'value="12"' in text, '"friend" selected' in text) == (422, True, True)
    assert Tie.objects.count() == 0


@pytest.mark.parametrize("way", ["accept", "dismiss"])
def test_nobody_is_seen_together_with_themselves(way: str, as_alice: Client, ada: Contact) -> None:
    as_alice.post(f"/ties/{ada.pk}/{ada.pk}/{way}/", {"role": "knows"})
    assert toasts(as_alice, ada) == ["Nobody is tied to themselves."]


def test_who_would_vouch_for_me_is_said_on_the_card(as_alice: Client, ada: Contact) -> None:
    Contact.objects.filter(pk=ada.pk).update(vouches="not yet")
    assert '<span class="chip">Would vouch for me: not yet</span>' in page(as_alice, ada)
    assert 'name="vouches"' in as_alice.get(f"/people/{ada.pk}/edit/").content.decode()
