"""A friend's name is a claim to verify."""

import pytest
from django.test import Client

from accounts.models import User
from network.models import ClaimedMutual, LinkRequest
from network.queries.review import review_queue
from network.services.claims import add_claim, adopt_request, set_claim_state
from network.services.conduct import record_conduct
from network.services.review import choose
from tests.conftest import NOON
from tests.network.given import TODAY, linked_person, person, request_from

pytestmark = pytest.mark.usefixtures("now")


def claim(owner: User, **who: object) -> ClaimedMutual:
    values = {"request": None, "contact": None, "friend": None, "friend_name": "Ada Often", "now": NOON}
    return add_claim(owner=owner, **(values | who))


def test_s10_a_friend_named_on_a_request_is_looked_up_and_unverified(as_alice: Client, alice: User) -> None:
    ada = person(alice, "Ada Often", 3)
    request = request_from(alice, "Carl Claims")

    page = as_alice.post(f"/requests/{request.pk}/claim/", {"friend_name": "ada often"}, follow=True).text

    made = ClaimedMutual.objects.get()
    assert (made.friend, made.friend_name, made.state) == (ada, "Ada Often", "unverified")
    assert "Unverified until you asked." in page


def test_s10_of_several_called_so_one_is_picked(as_alice: Client, alice: User) -> None:
    person(alice, "Ada Often", 3)
    second = person(alice, "Ada Other", 3)
    request = request_from(alice, "Carl Claims")

    page = as_alice.post(f"/requests/{request.pk}/claim/", {"friend_name": "Ada"}).text
    assert ("Ada Often" in page, "Ada Other" in page, ClaimedMutual.objects.count()) == (True, True, 0)

    as_alice.post(f"/requests/{request.pk}/claim/", {"friend_name": "Ada", "friend": second.pk})
    assert ClaimedMutual.objects.get().friend == second


@pytest.mark.parametrize("friend", ["", "0"])
def test_s10_a_name_that_is_in_no_book_is_noted_as_it_stands(
    as_alice: Client, alice: User, friend: str
) -> None:
    request = request_from(alice, "Carl Claims")

    as_alice.post(f"/requests/{request.pk}/claim/", {"friend_name": "Zoe <b>Nobody</b>", "friend": friend})

    made = ClaimedMutual.objects.get()
    assert (made.friend, made.friend_name) == (None, "Zoe <b>Nobody</b>")


def test_a_claim_without_a_name_is_refused_in_words(as_alice: Client, alice: User) -> None:
    request = request_from(alice, "Carl Claims")

    page = as_alice.post(f"/requests/{request.pk}/claim/", {"friend_name": " "}, follow=True).text

    assert ("Whom do they name?" in page, ClaimedMutual.objects.count()) == (True, 0)


def test_nobody_is_their_own_friend_in_common(alice: User) -> None:
    ada = person(alice, "Ada Often", 3)

    with pytest.raises(ValueError, match="Nobody is their own friend"):
        claim(alice, contact=ada, friend=ada)


def test_the_same_friend_named_twice_is_one_claim(alice: User) -> None:
    request = request_from(alice, "Carl Claims")

    assert claim(alice, request=request) == claim(alice, request=request)


def test_s10_the_text_to_ask_the_friend_with_is_drafted(as_alice: Client, alice: User) -> None:
    ada, carl = person(alice, "Ada Often", 3), linked_person(alice, "Carl Claims", 3)
    claim(alice, contact=carl, friend=ada)

    page = as_alice.get(f"/people/{carl.pk}/").text

    assert "Hi Ada, Carl Claims would like to link with me and says that you two know each other." in page
    assert '<span class="badge">unverified</span>' in page


def test_s10_asked_on_and_what_the_friend_said_are_kept_and_taken_back(as_alice: Client, alice: User) -> None:
    made = claim(alice, contact=linked_person(alice, "Carl Claims", 3))

    as_alice.post(f"/claims/{made.pk}/", {"asked": "yes"})
    as_alice.post(f"/claims/{made.pk}/", {"state": "no answer"})
    made.refresh_from_db()
    assert (made.asked_on, made.state, made.answered_on) == (TODAY, "no answer", TODAY)

    as_alice.post(f"/claims/{made.pk}/reset/")
    made.refresh_from_db()
    assert (made.asked_on, made.state, made.answered_on) == (TODAY, "unverified", None)

    as_alice.post(f"/claims/{made.pk}/remove/")
    assert ClaimedMutual.objects.count() == 0


def test_an_unknown_state_changes_nothing(as_alice: Client, alice: User) -> None:
    made = claim(alice, contact=linked_person(alice, "Carl Claims", 3))

    as_alice.post(f"/claims/{made.pk}/", {"state": "maybe"})

    made.refresh_from_db()
    assert made.state == "unverified"


def test_s10_a_denied_claim_puts_an_accepted_link_into_review(as_alice: Client, alice: User) -> None:
    carl = linked_person(alice, "Carl Claims", 3, circle="close")
    made = claim(alice, contact=carl)
    assert review_queue(alice, TODAY).next_ids() == []

    set_claim_state(claim=made, state="denied", now=NOON)

    assert review_queue(alice, TODAY).next_ids() == [carl.pk]
    page = as_alice.get("/review/").text
    assert "They named Ada Often as a friend of yours, who denied it on 12 March." in page


def test_s10_a_denied_claim_stays_on_record_after_the_decision(as_alice: Client, alice: User) -> None:
    carl = linked_person(alice, "Carl Claims", 3)
    set_claim_state(claim=claim(alice, contact=carl), state="denied", now=NOON)
    choose(contact=carl, choice="keep", reason="", now=NOON)

    assert review_queue(alice, TODAY).next_ids() == []
    assert "denied 12 March 2026" in as_alice.get(f"/people/{carl.pk}/").text


def test_s10_what_is_on_record_about_a_request_moves_to_the_person(alice: User) -> None:
    request, other = request_from(alice, "Carl Claims"), request_from(alice, "Someone Else")
    claims = [claim(alice, request=one) for one in (request, other)]
    bad = record_conduct(
        owner=alice, contact=None, request=request, behaviour="pitch", words="Buy.", now=NOON
    )
    carl = person(alice, "Carl Claims")

    assert adopt_request(request=request, contact=carl, now=NOON) == 2
    assert adopt_request(request=request, contact=carl, now=NOON) == 0

    for row in (*claims, bad):
        row.refresh_from_db()
    assert [row.contact for row in (*claims, bad)] == [carl, None, carl]
    assert bad.request == request


def test_a_stranger_finds_no_claim(as_bob: Client, alice: User, bob: User) -> None:
    ada, request = person(alice, "Ada Often", 3), request_from(alice, "Carl Claims")
    made = claim(alice, request=request)
    own = request_from(bob, "Bo Own")

    for path in (
        f"/requests/{request.pk}/claim/",
        f"/people/{ada.pk}/claim/",
        f"/claims/{made.pk}/",
        f"/claims/{made.pk}/reset/",
        f"/claims/{made.pk}/remove/",
    ):
        assert as_bob.post(path, {"friend_name": "X", "state": "denied"}).status_code == 404, path
    answer = as_bob.post(f"/requests/{own.pk}/claim/", {"friend_name": "X", "friend": ada.pk})
    assert (answer.status_code, ClaimedMutual.objects.count()) == (404, 1)
    assert LinkRequest.objects.owned_by(alice).get().state == "open"
