"""The queue from all its sources, each with its reason in words."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact
from network.models import UnlinkTask
from network.queries import review_card
from network.queries.review import review_count, review_queue
from network.services.claims import add_claim, set_claim_state
from network.services.conduct import record_conduct
from network.services.review import choose, undo_choice
from tests.conftest import NOON
from tests.factories import log
from tests.network.accepted import accepted, asked, at, with_policy
from tests.network.given import TODAY, days_before, linked, linked_person, person

pytestmark = pytest.mark.usefixtures("now")


def behaved(contact: Contact) -> Contact:
    record_conduct(
        owner=contact.owner, contact=contact, request=None, behaviour="pitch", words="Buy", now=NOON
    )
    return contact


def denied(contact: Contact) -> Contact:
    made = add_claim(
        owner=contact.owner, request=None, contact=contact, friend=None, friend_name="Ada", now=NOON
    )
    set_claim_state(claim=made, state="denied", now=NOON)
    return contact


def names(owner: User) -> list[str]:
    ids = review_queue(owner, TODAY, is_whole=True).next_ids()
    people = Contact.objects.in_bulk(ids)
    return [people[pk].display for pk in ids]


def test_s15_the_sources_follow_in_their_order(alice: User) -> None:
    linked_person(alice, "Nora Nothing")
    person(alice, "Ulla Unlinked", 800)
    log(linked(person(alice, "Mia Message"), since=days_before(200)).contact, days_before(5), NOON, "message")
    accepted(alice, "Sven Silent", 40, outcome="accept")
    asked(alice, "Lea Late", 29)
    linked_person(alice, "Dirk Once", 800)
    behaved(linked(person(alice, "Pit Pitch", 3), since=days_before(20)).contact)
    with_policy(alice)

    assert names(alice) == [
        "Pit Pitch",
        "Dirk Once",
        "Lea Late",
        "Sven Silent",
        "Mia Message",
        "Ulla Unlinked",
        "Nora Nothing",
    ]


def test_s22_behaviour_on_record_brings_a_link_into_review_whoever_it_is(alice: User) -> None:
    pit = behaved(linked_person(alice, "Pit Pitch", 3, circle="close"))
    behaved(person(alice, "Ulla Unlinked", 3))
    behaved(linked_person(alice, "Gone Person", 3, state="deceased"))

    assert names(alice) == ["Pit Pitch"]
    card = review_card(alice, pit.pk, TODAY)
    assert [ground.words for ground in card.grounds] == ["Pitch, 12 March: “Buy”."]
    assert (card.can_unlink, card.reason) == (True, "Pitch, 12 March: “Buy”.")


def test_s22_who_was_let_fade_and_then_misbehaves_comes_back(alice: User) -> None:
    pit = linked_person(alice, "Pit Pitch", 800)
    choose(contact=pit, choice="fade", reason="", now=at(2))
    assert names(alice) == []

    behaved(pit)
    assert names(alice) == ["Pit Pitch"]

    choose(contact=pit, choice="unlink", reason="", now=NOON)
    assert names(alice) == []


@pytest.mark.parametrize("choice", ["keep", "later", "mute", "fade", "nurture", "unlink"])
def test_a_decision_settles_what_came_before_it(alice: User, choice: str) -> None:
    pit = denied(behaved(linked_person(alice, "Pit Pitch", 3)))

    made = choose(contact=pit, choice=choice, reason="", now=NOON)
    assert names(alice) == []

    undo_choice(choice=made, now=NOON)
    assert names(alice) == ["Pit Pitch"]


def test_s20_accepted_and_never_a_word_shows_after_a_month(alice: User) -> None:
    accepted(alice, "Sven Silent", 30, outcome="accept")
    accepted(alice, "Fresh Face", 29, outcome="accept")
    accepted(alice, "Tara Talks", 40, 5, outcome="accept")
    before = accepted(alice, "Bea Before", 40, 41, outcome="accept")
    undone = accepted(alice, "Uwe Undone", 40, outcome="accept")
    undone.undone_at = NOON
    undone.save()

    assert sorted(names(alice)) == ["Bea Before", "Sven Silent"]
    card = review_card(alice, before.request.contact_id, TODAY)
    assert [ground.words for ground in card.grounds] == [
        "You accepted on 31 January, and never a word since."
    ]


def test_s20_who_is_wanted_is_not_proposed_for_silence(alice: User) -> None:
    made = accepted(alice, "Sven Silent", 40, outcome="accept")
    Contact.objects.filter(pk=made.request.contact_id).update(circle="close")

    assert names(alice) == []


def test_s4_a_link_that_its_policy_accepts_is_not_proposed_on_health_alone(alice: User) -> None:
    linked_person(alice, "Nora Nothing")
    linked_person(alice, "Dirk Once", 800)
    accepted(alice, "Sven Silent", 40, outcome="accept")
    assert len(names(alice)) == 3

    with_policy(alice, "open-networker")
    assert (names(alice), review_count(alice, TODAY)) == ([], 0)

    behaved(Contact.objects.get(display="Nora Nothing"))
    assert names(alice) == ["Nora Nothing"]


def test_s4_a_link_elsewhere_without_a_policy_is_proposed_all_the_same(alice: User) -> None:
    linked(linked_person(alice, "Nora Nothing"), network="xing")
    with_policy(alice, "open-networker")

    assert names(alice) == ["Nora Nothing"]


def test_policy_failures_come_the_weakest_first_and_say_which_policy(alice: User) -> None:
    for name, days in {"Wenda Weak": (300,), "Stina Strong": (3, 5, 8, 12)}.items():
        contact = linked(person(alice, name), since=days_before(200)).contact
        for ago in days:
            log(contact, days_before(ago), NOON, "message")
    linked_person(alice, "Carla Close", 3, circle="close")
    with_policy(alice)

    assert names(alice) == ["Wenda Weak", "Stina Strong"]
    (ground,) = review_card(alice, contact.pk, TODAY).grounds
    assert ground.word == "LinkedIn policy"
    assert ground.words.startswith("“Coffee, meal or beer” would not take this link today.")


def test_policy_failures_are_not_counted_on_every_page(alice: User) -> None:
    log(linked(person(alice, "Mia Message"), since=days_before(200)).contact, days_before(5), NOON, "message")
    with_policy(alice)

    assert (review_count(alice, TODAY), names(alice)) == (0, ["Mia Message"])


def test_s23_a_coffee_logged_takes_a_failing_link_out_at_once(alice: User) -> None:
    contact = linked(person(alice, "Mia Message"), since=days_before(200)).contact
    log(contact, days_before(5), NOON, "message")
    with_policy(alice)
    assert names(alice) == ["Mia Message"]

    log(contact, TODAY, NOON, "coffee")
    assert names(alice) == []


def test_s15_mute_is_the_softer_way_the_link_stays(as_alice: Client, alice: User) -> None:
    dirk = linked_person(alice, "Dirk Once", 800)

    page = as_alice.post(f"/review/{dirk.pk}/mute/", follow=True).text
    assert "Dirk Once is on the checklist, to be muted there. The link stays." in page
    task = UnlinkTask.objects.get()
    dirk.refresh_from_db()
    assert (task.kind, dirk.state, task.choice.again_on) == ("mute", "active", TODAY + timedelta(days=365))

    page = as_alice.get("/unlinks/").text
    assert ("Mute only, the link stays" in page, "in your messages" in page.lower()) == (True, True)
    as_alice.post(f"/unlinks/{task.pk}/done/")
    assert dirk.links.get().until is None
    assert "Muted on LinkedIn in March" in as_alice.get(f"/people/{dirk.pk}/").text

    as_alice.post(f"/unlinks/{task.pk}/undo/")
    assert "Mute only, the link stays" in as_alice.get("/unlinks/").text


def test_unlinking_takes_the_place_of_muting(alice: User) -> None:
    dirk = linked_person(alice, "Dirk Once", 800)
    choose(contact=dirk, choice="mute", reason="", now=NOON)
    choose(contact=dirk, choice="unlink", reason="", now=NOON)
    choose(contact=dirk, choice="mute", reason="", now=NOON)

    assert [task.kind for task in UnlinkTask.objects.all()] == ["unlink"]


def test_nobody_is_muted_where_there_is_no_link(as_alice: Client, alice: User) -> None:
    ulla = person(alice, "Ulla Unlinked", 800)

    page = as_alice.post(f"/review/{ulla.pk}/mute/", follow=True).text

    assert ("You are not linked with Ulla Unlinked." in page, UnlinkTask.objects.count()) == (True, 0)


def test_s15_a_note_that_asks_them_to_stop_is_drafted_for_recorded_behaviour(
    as_alice: Client, alice: User
) -> None:
    behaved(linked_person(alice, "Pit Pitch", 3))

    assert "Please send me no more offers." in as_alice.get("/review/").text


def test_hostile_words_on_record_are_shown_as_words(as_alice: Client, alice: User) -> None:
    pit = linked_person(alice, "Pit Pitch", 3)
    record_conduct(
        owner=alice, contact=pit, request=None, behaviour="spam", words="<script>{{ 7 }}</script>", now=NOON
    )

    page = as_alice.get("/review/").text

    assert ("<script>{{" in page, "&lt;script&gt;{{ 7 }}" in page) == (False, True)
