"""What somebody did is remembered when they ask again."""

import pytest
from django.test import Client

from accounts.models import User
from network.models import Conduct, LinkRequest
from network.queries.conduct import conduct_of
from network.queries.triage import triage
from network.services.conduct import record_conduct
from network.services.review import choose
from network.services.unlinks import tick_unlink
from tests.conftest import NOON
from tests.network.given import TODAY, linked_person, person, request_from

pytestmark = pytest.mark.usefixtures("now")


def record(owner: User, behaviour: str = "pitch", words: str = "Buy my course", **who: object) -> Conduct:
    values = {"contact": None, "request": None} | who
    return record_conduct(owner=owner, behaviour=behaviour, words=words, now=NOON, **values)


@pytest.mark.parametrize("behaviour", ["pitch", "spam", "flirt", "insult"])
def test_s22_behaviour_is_put_on_record_on_a_persons_page_and_undone(
    as_alice: Client, alice: User, behaviour: str
) -> None:
    dirk = linked_person(alice, "Dirk Once", 3)

    page = as_alice.post(
        f"/people/{dirk.pk}/conduct/",
        {"behaviour": behaviour, "words": "Oh <b>you</b>", "next": f"/people/{dirk.pk}/"},
        follow=True,
    ).text
    made = Conduct.objects.get()
    assert (made.behaviour, made.words, made.on, made.contact) == (behaviour, "Oh <b>you</b>", TODAY, dirk)
    assert f"<b>{behaviour.capitalize()}</b>" in page
    assert "“Oh &lt;b&gt;you&lt;/b&gt;”" in page
    assert "A note that asks them to stop" in page

    as_alice.post(f"/conduct/{made.pk}/remove/")
    assert Conduct.objects.count() == 0


def test_unknown_behaviour_is_refused_in_words(as_alice: Client, alice: User) -> None:
    dirk = linked_person(alice, "Dirk Once", 3)

    page = as_alice.post(f"/people/{dirk.pk}/conduct/", {"behaviour": "sneeze"}, follow=True).text

    assert ("a pitch, spam, a flirt or an insult" in page, Conduct.objects.count()) == (True, 0)


def test_the_same_behaviour_on_one_day_is_one_record_with_the_newer_words(alice: User) -> None:
    dirk = person(alice, "Dirk Once", 3)
    record(alice, contact=dirk, words="One")
    record(alice, contact=dirk, words="Two")
    record(alice, contact=dirk, words="")
    record(alice, "spam", contact=dirk)

    assert sorted(Conduct.objects.values_list("behaviour", "words")) == [
        ("pitch", "Two"),
        ("spam", "Buy my course"),
    ]


def test_conduct_is_somebodys(alice: User) -> None:
    with pytest.raises(ValueError, match="Who did it"):
        record(alice)


def test_s22_of_somebody_in_no_book_it_is_kept_by_the_request(as_alice: Client, alice: User) -> None:
    request = request_from(alice, "Pit Pitch", key="pit", state="declined")

    as_alice.post(f"/requests/{request.pk}/conduct/", {"behaviour": "pitch", "words": "Ten times the leads"})

    made = Conduct.objects.get()
    assert (made.contact, made.request, made.words) == (None, request, "Ten times the leads")


@pytest.mark.parametrize(
    ("first", "again", "is_known"),
    [
        ({"key": "pit"}, {"key": "pit"}, True),
        ({"key": "pit"}, {"key": "pete"}, False),
        ({"key": "pit"}, {"key": "pit", "network": "xing"}, False),
        ({}, {}, True),
    ],
)
def test_s22_a_new_request_of_the_same_sender_sees_it(
    alice: User, first: dict[str, str], again: dict[str, str], is_known: bool
) -> None:
    old = LinkRequest.objects.create(
        owner=alice, network="linkedin", name="Pit Pitch", external_key="1", **first
    )
    bad = record(alice, request=old)
    values = {"network": "linkedin", "name": "Pit Pitch"} | again
    new = LinkRequest.objects.create(owner=alice, external_key="2", **values)

    assert list(conduct_of(alice, [new], {})[new.pk]) == ([bad] if is_known else [])
    (read,) = triage(alice, [new], TODAY)
    assert ("on record: pitch, “Buy my course”" in read.memory) is is_known


def test_s22_it_is_shown_when_they_ask_again_even_after_unlinking(alice: User) -> None:
    dirk = linked_person(alice, "Dirk Once", 800)
    record(alice, contact=dirk)
    made = choose(contact=dirk, choice="unlink", reason="Mass pitch.", now=NOON)
    tick_unlink(task=made.tasks.get(), now=NOON)

    (read,) = triage(alice, [request_from(alice, "Dirk Once", contact=dirk)], TODAY)

    assert read.memory[:2] == ("unlinked in 2026: mass pitch", "on record: pitch, “Buy my course”")


def test_a_stranger_finds_nothing_on_record(as_bob: Client, alice: User) -> None:
    dirk, request = person(alice, "Dirk Once", 3), request_from(alice, "Pit Pitch")
    made = record(alice, contact=dirk)

    for path in (
        f"/people/{dirk.pk}/conduct/",
        f"/requests/{request.pk}/conduct/",
        f"/conduct/{made.pk}/remove/",
    ):
        assert as_bob.post(path, {"behaviour": "spam"}).status_code == 404, path
    assert Conduct.objects.count() == 1
