"""Who can introduce me: to a person, to somebody outside the book, to anyone at a company."""

from datetime import date, datetime

import pytest
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, Post, State, Tag
from contacts.services import save_contact
from network.models import Introduction, IntroductionStep
from network.queries.introducers import Answer, Asked, introducers, ways
from network.services import end_link, link_contact
from reminders.services import change_person, remove_person, restore_person
from tests.network.introducing_people import TODAY, friend, stranger, tie, untie

LINE = 4


def ask(user: User, line: float = LINE, **asked: str | int) -> Answer:
    return introducers(user, Asked(**asked), line, TODAY)


def names(answer: Answer) -> list[list[str]]:
    return [[person.name for person in path.people] for path in answer.found.paths]


def work(contact: Contact, company: str, until: str = "") -> None:
    Post.objects.create(owner=contact.owner, contact=contact, organisation=company, until=until)
    save_contact(contact=contact)


def end(contact: Contact, now: datetime, state: str) -> None:
    before = Contact.objects.get(pk=contact.pk)
    contact.state = state
    contact.save()
    change_person(contact=contact, before=before, now=now)


@pytest.fixture
def bo(alice: User, now: datetime) -> Contact:
    return friend(alice, "Bo Lund", now)


@pytest.fixture
def cara(alice: User, now: datetime) -> Contact:
    return stranger(alice, "Cara Quist", now)


def test_the_way_leads_over_whom_i_know_well(alice: User, now: datetime, bo: Contact, cara: Contact) -> None:
    tie(bo, cara, now, estimate=6)
    answer = ask(alice, name="cara quist")

    assert names(answer) == [["Bo Lund", "Cara Quist"]]
    assert answer.found.paths[0].score == 6
    assert answer.refusals == []


def test_over_two_and_never_over_three(alice: User, now: datetime, bo: Contact, cara: Contact) -> None:
    ada, dora = stranger(alice, "Ada Holm", now), stranger(alice, "Dora Sand", now)
    tie(bo, ada, now, estimate=8)
    tie(ada, dora, now, estimate=7)
    tie(dora, cara, now, estimate=9)

    assert names(ask(alice, contact=dora.pk)) == [["Bo Lund", "Ada Holm", "Dora Sand"]]
    assert names(ask(alice, contact=cara.pk)) == []


def test_an_unknown_answer_is_asked_for_and_comes_last(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    ada = friend(alice, "Ada Holm", now)
    tie(ada, cara, now)
    tie(bo, cara, now, estimate=4)
    answer = ask(alice, contact=cara.pk)

    assert [path.score for path in answer.found.paths] == [4, None]
    assert "How well Ada Holm knows Cara Quist is not known: ask." in answer.reason(answer.found.paths[1])


def test_below_my_line_nobody_is_asked_and_the_answer_says_why(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    dora = stranger(alice, "Dora Sand", now)
    tie(dora, cara, now, estimate=9)
    tie(bo, cara, now, estimate=3)
    answer = ask(alice, contact=cara.pk)

    assert names(answer) == []
    (ways_of_dora, dora_why), (ways_of_bo, bo_why) = sorted(answer.refusals, reverse=True)
    assert ways_of_dora == ["Dora Sand", "Cara Quist"]
    assert dora_why.startswith("You and Dora Sand are at ")
    assert dora_why.endswith(", below your line of 4.")
    assert (ways_of_bo, bo_why) == (
        ["Bo Lund", "Cara Quist"],
        "Bo Lund and Cara Quist are at 3, below your line of 4.",
    )
    assert len(names(ask(alice, 0, contact=cara.pk))) == 3


def test_nobody_is_asked_who_died_or_was_archived_or_unlinked(
    alice: User, now: datetime, cara: Contact
) -> None:
    dead, put_away, unlinked = (friend(alice, f"{name} Holm", now) for name in ("Ada", "Dora", "Emil"))
    for one in (dead, put_away, unlinked):
        tie(one, cara, now, estimate=9)
    end(dead, now, State.DECEASED)
    end(put_away, now, State.ARCHIVED)
    link = link_contact(owner=alice, contact=unlinked, network="linkedin", since=date(2020, 1, 1), address="")
    end_link(link=link, on=date(2025, 5, 1))
    answer = ask(alice, contact=cara.pk)

    assert names(answer) == []
    assert sorted(why for _names, why in answer.refusals) == [
        "Ada Holm has died.",
        "You archived Dora Holm.",
        "You unlinked Emil Holm in 2025.",
    ]


def test_whoever_is_linked_elsewhere_still_is_no_stranger(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now, estimate=9)
    for network in ("xing", "linkedin"):
        link = link_contact(owner=alice, contact=bo, network=network, since=date(2020, 1, 1), address="")
    end_link(link=link, on=date(2025, 5, 1))

    assert names(ask(alice, contact=cara.pk)) == [["Bo Lund", "Cara Quist"]]


def test_nobody_leads_to_who_has_died(alice: User, now: datetime, bo: Contact, cara: Contact) -> None:
    tie(bo, cara, now, estimate=9)
    end(cara, now, State.DECEASED)
    answer = ask(alice, contact=cara.pk)

    assert names(answer) == []
    assert answer.refusals == [(["Cara Quist"], "Cara Quist has died.")]


def test_what_is_deleted_or_over_leads_nowhere_until_it_is_back(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now, estimate=6, until="2019")
    made = tie(friend(alice, "Ada Holm", now), cara, now, estimate=6)
    dora = friend(alice, "Dora Sand", now)
    tie(dora, cara, now, estimate=6)
    untie(made, now)
    remove_person(contact=dora, now=now)
    assert (names(ask(alice, contact=cara.pk)), ask(alice, contact=cara.pk).refusals) == ([], [])

    restore_person(contact=Contact.objects.get(pk=dora.pk), now=now)
    assert names(ask(alice, contact=cara.pk)) == [["Dora Sand", "Cara Quist"]]


def test_the_mutual_names_of_a_profile_lead_to_somebody_outside_the_book(
    alice: User, now: datetime, bo: Contact
) -> None:
    friend(alice, "Ada Holm", now, nickname="Adi")
    stranger(alice, "Dora Sand", now)
    for _ in range(2):
        friend(alice, "Emil Moor", now)
    mutuals = "Bo Lund • 1st; Adi; Dora Sand; Emil Moor; Cleo Berg"
    answer = ask(alice, name="Zoe Wik", mutuals=mutuals)

    assert sorted(names(answer)) == [["Ada Holm", "Zoe Wik"], ["Bo Lund", "Zoe Wik"]]
    assert [path.score for path in answer.found.paths] == [None, None]
    assert [found for found, _why in answer.refusals] == [
        ["Dora Sand", "Zoe Wik"],
        ["Emil Moor"],
        ["Cleo Berg"],
    ]
    assert [why for _names, why in answer.refusals[1:]] == [
        "Two people are called Emil Moor: choose.",
        "Cleo Berg is not in your book.",
    ]


def test_a_pasted_name_does_not_hide_what_is_known(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now, estimate=6)
    answer = ask(alice, name="Cara Quist", mutuals="Bo Lund\nCara Quist")
    assert [path.score for path in answer.found.paths] == [6]


def test_somebody_unknown_without_mutual_names_is_said_to_be_so(alice: User, now: datetime) -> None:
    answer = ask(alice, name="Zoe Wik")
    assert (names(answer), answer.remarks) == (
        [],
        ["Zoe Wik is not in your book.", "Nobody who could introduce you to Zoe Wik is known."],
    )


def test_to_anyone_at_a_company_now_before_those_who_were(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    dora = stranger(alice, "Dora Sand", now)
    work(cara, "Rare Instruments GmbH")
    work(dora, "Rare Instruments", until="2019")
    tie(bo, cara, now, estimate=6)
    tie(bo, dora, now, estimate=9)
    assert names(ask(alice, company="rare instruments")) == [["Bo Lund", "Cara Quist"]]

    Post.objects.filter(contact=cara).update(until="2020-05")
    answer = ask(alice, company="Rare Instruments")
    assert names(answer) == [["Bo Lund", "Dora Sand"], ["Bo Lund", "Cara Quist"]]
    assert answer.remarks == ["Nobody whom you know is at Rare Instruments now; these were there before."]


def test_to_anyone_in_a_place_or_with_a_tag(alice: User, now: datetime, bo: Contact) -> None:
    oslo = stranger(alice, "Cara Quist", now, place="Oslo, Norway")
    tagged = stranger(alice, "Dora Sand", now, place="Bergen")
    tagged.tags.add(Tag.objects.create(owner=alice, name="Sailors"))
    for one in (oslo, tagged):
        tie(bo, one, now, estimate=6)

    assert names(ask(alice, place="oslo")) == [["Bo Lund", "Cara Quist"]]
    assert names(ask(alice, tag="sailors")) == [["Bo Lund", "Dora Sand"]]
    assert ask(alice, place="Oslo", tag="sailors").remarks[0] == (
        "Your book knows nobody in Oslo with the tag sailors."
    )


def test_mutual_names_tell_of_somebody_at_the_company_not_of_everybody_there(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    work(cara, "Rare Instruments")
    found = names(ask(alice, company="Rare Instruments", mutuals="Bo Lund"))
    assert found == [["Bo Lund", "Somebody at Rare Instruments"]]


def test_whom_i_know_well_there_needs_nobody_between(alice: User, now: datetime, bo: Contact) -> None:
    work(bo, "Rare Instruments")
    answer = ask(alice, company="Rare Instruments")
    assert names(answer) == [["Bo Lund"]]
    assert answer.reason(answer.found.paths[0]).startswith("You know them yourself")


def test_of_equals_the_one_asked_less_lately_comes_first(alice: User, now: datetime, cara: Contact) -> None:
    asked, spared = friend(alice, "Ada Holm", now), friend(alice, "Bo Lund", now)
    for one in (asked, spared):
        tie(one, cara, now, estimate=6)
    made = Introduction.objects.create(owner=alice, broker=asked, to=cara, to_name="Cara Quist", made_at=now)
    IntroductionStep.objects.create(owner=alice, introduction=made, kind="asked", on=TODAY, made_at=now)

    assert names(ask(alice, contact=cara.pk)) == [["Bo Lund", "Cara Quist"], ["Ada Holm", "Cara Quist"]]


def test_ties_in_a_circle_do_no_harm(alice: User, now: datetime, bo: Contact, cara: Contact) -> None:
    ada = friend(alice, "Ada Holm", now)
    for one, other in ((bo, ada), (ada, cara), (cara, bo)):
        tie(one, other, now, estimate=6)
    assert sorted(names(ask(alice, contact=cara.pk))) == [
        ["Ada Holm", "Bo Lund", "Cara Quist"],
        ["Ada Holm", "Cara Quist"],
        ["Bo Lund", "Ada Holm", "Cara Quist"],
        ["Bo Lund", "Cara Quist"],
    ]


def test_where_the_numbers_are_hidden_words_stand_for_them(
    alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    bo.hides_strength = True
    bo.save()
    tie(bo, cara, now, estimate=6)
    answer = ask(alice, contact=cara.pk)
    assert answer.reason(answer.found.paths[0]) == "You and Bo Lund are strong, Bo Lund and Cara Quist at 6."


def test_nobody_asks_for_another_owners_people(alice: User, bob: User, now: datetime, cara: Contact) -> None:
    with pytest.raises(Http404):
        ask(bob, contact=cara.pk)
    assert ask(bob, name="Cara Quist").remarks[0] == "Cara Quist is not in your book."


def test_in_a_large_circle_the_best_ways_are_those_of_the_whole(
    alice: User, now: datetime, bo: Contact, cara: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, dora, weak = (
        friend(alice, "Ada Holm", now),
        friend(alice, "Dora Sand", now),
        stranger(alice, "Emil Moor", now),
    )
    for one, other, estimate in (
        (bo, cara, None), (weak, cara, 7), (ada, weak, 8), (dora, bo, None), (dora, cara, 3), (ada, bo, 6),
    ):  # fmt: skip
        tie(one, other, now, estimate=estimate)
    whole = ask(alice, contact=cara.pk)
    monkeypatch.setattr(ways, "FEW", 1)
    monkeypatch.setattr(ways, "FEW_PEOPLE", 1)

    partly = ask(alice, contact=cara.pk)
    assert partly.is_partly
    assert partly.found.paths == whole.found.paths
    for most in (1, 2, 3):
        monkeypatch.setattr(ways, "MOST_PATHS", most)
        assert names(ask(alice, contact=cara.pk))[:most] == names(whole)[:most]
