"""Merging on its pages: whom with, which card gives what, and the way back."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, Note, Photo
from tests.factories import log, make_contact
from transfer.models import ImportRun, Merge


@pytest.fixture
def both(alice: User, now: datetime) -> tuple[Contact, Contact]:
    """William, in Lund, and Bill, in Graz, with whom there was a coffee."""
    first = make_contact(alice, "William Akers", now, place="Lund")
    second = make_contact(alice, "Bill Akers", now, place="Graz", circle="close", nickname="Billy")
    log(second, date(2026, 3, 1), now)
    return first, second


def page_of(one: Contact, other: Contact) -> str:
    return reverse("transfer:merge", args=[one.pk, other.pk])


def test_the_page_asks_only_where_the_cards_differ(as_alice: Client, both: tuple[Contact, Contact]) -> None:
    answer = as_alice.get(page_of(*both))

    asked = {
        choice.name: [option.is_chosen for option in choice.options]
        for choice in answer.context["form"].choices
    }
    assert asked == {
        "name": [True, False],
        "nickname": [False, True],
        "place": [True, False],
        "circle": [False, True],
    }
    assert page_of(*both[::-1]) in answer.content.decode()
    assert [tuple(row) for row in answer.context["together"]] == [("Interactions", 0, 1)]


def test_pictures_are_chosen_where_both_have_one(
    alice: User, as_alice: Client, both: tuple[Contact, Contact], now: datetime
) -> None:
    for contact in both:
        Photo.objects.create(owner=alice, contact=contact, data=b"x", small=b"x", digest="x", changed_at=now)

    choices = list(as_alice.get(page_of(*both)).context["form"].choices)

    assert choices[-1].label == "Picture"
    assert [option.words for option in choices[-1].options] == ["of William Akers", "of Bill Akers"]


def test_one_person_is_made_and_undo_makes_two_again(as_alice: Client, both: tuple[Contact, Contact]) -> None:
    first, second = both

    done = as_alice.post(
        page_of(first, second), {"place": "gone", "circle": "gone", "name": "kept"}, follow=True
    )

    merge = Merge.objects.get()
    first.refresh_from_db()
    assert done.redirect_chain == [(reverse("dashboard:person", args=[first.pk]), 302)]
    assert "Bill Akers and William Akers are one person now." in done.content.decode()
    assert (first.place, first.circle, first.display) == ("Graz", "close", "William Akers")
    assert as_alice.get(reverse("dashboard:person", args=[second.pk])).status_code == 404

    back = as_alice.post(reverse("transfer:merge_undo", args=[merge.pk]), follow=True)

    assert "William Akers and Bill Akers are two people again." in back.content.decode()
    assert as_alice.get(reverse("dashboard:person", args=[second.pk])).status_code == 200


def test_what_is_newer_is_told_when_they_are_two_again(
    alice: User, as_alice: Client, both: tuple[Contact, Contact]
) -> None:
    as_alice.post(page_of(*both), {})
    Note.objects.create(owner=alice, contact=both[0], text="New.")

    back = as_alice.post(reverse("transfer:merge_undo", args=[Merge.objects.get().pk]), follow=True)

    assert "What is newer stays with William Akers: 1 note." in back.content.decode()


def test_a_second_undo_and_a_late_one_are_refused_kindly(
    as_alice: Client, both: tuple[Contact, Contact]
) -> None:
    as_alice.post(page_of(*both), {})
    merge = Merge.objects.get()
    undo = reverse("transfer:merge_undo", args=[merge.pk])
    Merge.objects.update(made_at=merge.made_at - timedelta(days=31))

    late = as_alice.post(undo, follow=True).content.decode()
    Merge.objects.update(made_at=merge.made_at, undone_at=merge.made_at)
    twice = as_alice.post(undo, follow=True).content.decode()

    assert "That was more than 30 days ago; it can no longer be taken back." in late
    assert "That was taken back already." in twice


def test_while_an_import_writes_the_page_says_so(
    alice: User, as_alice: Client, both: tuple[Contact, Contact], now: datetime
) -> None:
    ImportRun.objects.create(owner=alice, kind="vcard", file_name="a.vcf", state="running", created_at=now)

    answer = as_alice.post(page_of(*both), {"place": "gone"})

    assert answer.status_code == 422
    assert "An import is at work on your book just now." in answer.content.decode()
    place = next(choice for choice in answer.context["form"].choices if choice.name == "place")
    assert [option.is_chosen for option in place.options] == [False, True]


def test_a_made_up_choice_changes_nothing(as_alice: Client, both: tuple[Contact, Contact]) -> None:
    answer = as_alice.post(page_of(*both), {"place": "both"})

    assert answer.status_code == 422
    assert Merge.objects.count() == 0


def test_one_card_leads_to_whom_to_merge_it_with(as_alice: Client, both: tuple[Contact, Contact]) -> None:
    answer = as_alice.get(page_of(both[0], both[0]))

    assert answer["Location"] == reverse("transfer:merge_pick", args=[both[0].pk])


def test_the_other_one_is_found_by_name_or_offered(
    alice: User, as_alice: Client, both: tuple[Contact, Contact], now: datetime
) -> None:
    olaf = make_contact(alice, "Olaf Berg", now)
    pick = reverse("transfer:merge_pick", args=[both[0].pk])

    offered = as_alice.get(pick).content.decode()
    found = as_alice.get(pick, {"name": "berg"}).content.decode()
    nobody = as_alice.get(pick, {"name": "akers william"}).content.decode()

    assert pick in as_alice.get(reverse("dashboard:person", args=[both[0].pk])).content.decode()
    assert page_of(*both) in offered
    assert page_of(both[0], olaf) in found
    assert "Nobody else is called “akers william”." in nobody


def test_it_can_be_undone_later_from_what_was_deleted(
    as_alice: Client, both: tuple[Contact, Contact]
) -> None:
    as_alice.post(page_of(*both), {"place": "gone"})
    recent = reverse("dashboard:recent")

    page = as_alice.get(recent).content.decode()
    as_alice.post(reverse("transfer:merge_undo", args=[Merge.objects.get().pk]))
    after = as_alice.get(recent).content.decode()

    assert "Bill Akers and William Akers <small>" in page
    assert reverse("dashboard:person_restore", args=[both[1].pk]) not in page
    assert "Nothing was deleted" in after
