"""Answers about people in a file who may be in the book."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from accounts.models import User
from contacts.models import Contact, Identity
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given_items import bring_items, open_items, take_back_all
from tests.transfer.test_cards_in import ANNA, counts, one
from tests.transfer.test_undo_cards import CARDS, unlike, whole
from transfer.formats.values import Card, DateSaid, LinkSaid, NoteSaid, PostSaid
from transfer.models import NotSame, PossibleMatch, Told
from transfer.services import Busy
from transfer.services.cards.plain import LARGEST_PHOTO, card_from_plain, card_to_plain
from transfer.services.matches import answer_match, undo_answer

ADA = Card(
    1, key="k", given="Ada", family="Lindqvist", emails=("ada@example.org",), place="Bern", tags=("Choir",)
)
Answer = PossibleMatch.Answer


def asked(owner: User) -> PossibleMatch:
    make_contact(owner, "Ada Lindqvist", NOON)
    bring_items(owner, [ADA])
    return PossibleMatch.objects.get()


def test_the_same_person_gets_what_the_card_says(alice: User) -> None:
    match = asked(alice)
    answer_match(match=match, answer=Answer.SAME, now=NOON)
    ada = one(alice, "Ada Lindqvist")
    assert (ada.place, [tag.name for tag in ada.tags.all()]) == ("Bern", ["Choir"])
    assert (match.answer, match.answered_at) == ("same", NOON)
    assert counts(bring_items(alice, [ADA])) == {"unchanged": 1}


def test_another_of_the_book_can_be_the_one(alice: User) -> None:
    match = asked(alice)
    bo = make_contact(alice, "Bo Ek", NOON)
    answer_match(match=match, answer=Answer.SAME, contact=bo, now=NOON)
    assert one(alice, "Bo Ek").place == "Bern"
    assert Told.objects.get().contact == bo


def test_somebody_else_comes_into_the_book_and_is_never_taken_for_them_again(alice: User) -> None:
    match = asked(alice)
    answer_match(match=match, answer=Answer.OTHER, now=NOON)
    first, second = Contact.objects.order_by("pk")
    assert (second.display, second.place) == ("Ada Lindqvist", "Bern")
    assert [(row.first, row.second) for row in NotSame.objects.all()] == [(first, second)]
    assert counts(bring_items(alice, [ADA])) == {"unchanged": 1}


def test_who_is_left_out_stays_out(alice: User) -> None:
    answer_match(match=asked(alice), answer=Answer.LEFT_OUT, now=NOON)
    run = bring_items(alice, [ADA])
    assert run.counts["skips"] == {"you left this person out": 1}
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_can_be_taken_back(alice: User, answer: PossibleMatch.Answer) -> None:
    match = asked(alice)
    before = whole(alice)
    answer_match(match=match, answer=answer, now=NOON)
    undo_answer(match=match, now=NOON)
    assert unlike(before, whole(alice)) == {}


@pytest.mark.parametrize("answer", list(Answer))
def test_taking_the_run_back_takes_its_answers_back(alice: User, answer: PossibleMatch.Answer) -> None:
    make_contact(alice, "Ada Lindqvist", NOON)
    before = whole(alice)
    run = bring_items(alice, [ADA, ANNA])
    answer_match(match=PossibleMatch.objects.get(), answer=answer, now=NOON)
    take_back_all(run)
    assert unlike(before, whole(alice)) == {}


def test_a_new_answer_takes_the_old_one_back(alice: User) -> None:
    match = asked(alice)
    answer_match(match=match, answer=Answer.OTHER, now=NOON)
    answer_match(match=match, answer=Answer.SAME, now=NOON)
    assert Contact.objects.count() == 1
    assert one(alice, "Ada Lindqvist").place == "Bern"
    assert Identity.objects.filter(key="ada@example.org").count() == 1


def test_nothing_is_answered_while_an_import_is_under_way(alice: User) -> None:
    match = asked(alice)
    open_items(alice, source="vcard")
    with pytest.raises(Busy, match="under way"):
        answer_match(match=match, answer=Answer.SAME, now=NOON)


def test_who_only_was_told_of_does_not_come_into_the_book(alice: User) -> None:
    make_contact(alice, "Ada Lindqvist", NOON)
    bring_items(alice, [replace(ADA, makes=False)])
    answer_match(match=PossibleMatch.objects.get(), answer=Answer.OTHER, now=NOON)
    assert Contact.objects.count() == 1


@given(CARDS)
def test_a_card_that_waits_is_read_back_as_it_was(card: Card) -> None:
    assert card_from_plain(card_to_plain(card)) == card


def test_a_full_card_is_read_back_as_it_was() -> None:
    card = replace(
        ANNA,
        photo=b"\x00\xff",
        notes=(NoteSaid("x", datetime(2020, 1, 1, tzinfo=UTC)),),
        links=(LinkSaid("x", date(2020, 1, 1), date(2021, 1, 1), "https://x.com/a"),),
        dates=(DateSaid("other", 1, 2, None, "Day"),),
        posts=(PostSaid("A", "B", "2019", "2020"),),
    )
    assert card_from_plain(card_to_plain(card)) == card
    assert card_from_plain(card_to_plain(replace(card, photo=b"x" * (LARGEST_PHOTO + 1)))).photo == b""
