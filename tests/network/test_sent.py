"""Invitations that the owner sends: drafted, tracked, withdrawn, accepted."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, Identity
from domain.linkmaildraft import Between, draft_invitation
from network.models import Link, LinkRequest
from network.queries.sent import withdrawable
from network.services.about import save_about_me
from network.services.sent import Invited, track_invitation
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.network.given import TODAY, linked, person

URL, NEW = "/requests/sent/", "/requests/sent/new/"
BEES = "Hi Ada, we had coffee in Lund in March. I would like to hear how your bees are."


def sent_to(owner: User, name: str, days: int, **fields: Any) -> LinkRequest:
    invited = Invited("linkedin", name, fields.pop("address", ""), fields.pop("contact", None))
    return track_invitation(owner=owner, invited=invited, message=BEES, now=NOON - timedelta(days=days))


def test_s19_those_unanswered_for_three_weeks_come_first(
    as_alice: Client, alice: User, now: datetime
) -> None:
    sent_to(alice, "Ada Young", 21)
    sent_to(alice, "Bo Old", 40, address="https://www.linkedin.com/in/bo-old")
    sent_to(alice, "Cara Older", 22)
    LinkRequest.objects.create(
        owner=alice, network="xing", name="Dave Undated", incoming=False, external_key="out x"
    )

    answer = as_alice.get(URL)

    assert [(one.request.name, one.days) for one in answer.context["old"]] == [
        ("Bo Old", 40),
        ("Cara Older", 22),
    ]
    assert [one.request.name for one in answer.context["young"]] == ["Ada Young", "Dave Undated"]
    assert withdrawable(alice, TODAY) == 2
    for words in (
        "Unanswered: withdraw?",
        "https://www.linkedin.com/in/bo-old",
        "choose Withdraw",
        "2 wait for",
    ):
        assert words in answer.content.decode()


def test_the_count_and_the_list_agree_on_the_owners_calendar(
    alice: User, as_alice: Client, now: datetime
) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    for hours in range(20 * 24, 23 * 24):
        LinkRequest.objects.create(
            owner=alice,
            network="xing",
            incoming=False,
            external_key=str(hours),
            sent_at=NOON - timedelta(hours=hours),
        )

    answer = as_alice.get(URL)

    assert answer.context["withdrawable"] == len(answer.context["old"])


def test_s19_withdrawing_and_undo(as_alice: Client, alice: User, now: datetime) -> None:
    row = sent_to(alice, "Bo Old", 40)

    answer = as_alice.post(reverse("network:sent_withdrawn", args=[row.pk]), follow=True)
    row.refresh_from_db()
    assert (row.state, withdrawable(alice, TODAY)) == ("gone", 0)
    assert "Withdrawn: Bo Old." in answer.content.decode()

    as_alice.post(reverse("network:sent_undo", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "open"


def test_s19_an_acceptance_makes_the_link_and_undo_takes_it_back(
    as_alice: Client, alice: User, now: datetime
) -> None:
    ada = person(alice, "Ada Lindqvist")
    row = sent_to(alice, "Ada Lindqvist", 3, contact=ada, address="https://www.linkedin.com/in/ada")

    as_alice.post(reverse("network:sent_accepted", args=[row.pk]))

    row.refresh_from_db()
    link = Link.objects.get()
    assert (row.state, link.contact, link.network, link.since) == ("linked", ada, "linkedin", TODAY)
    assert link.address == "https://www.linkedin.com/in/ada"

    as_alice.post(reverse("network:sent_undo", args=[row.pk]) + f"?made={TODAY}")
    row.refresh_from_db()
    assert (row.state, Link.objects.count()) == ("open", 0)


def test_who_accepts_and_is_in_no_book_is_added_to_it(as_alice: Client, alice: User, now: datetime) -> None:
    row = sent_to(alice, "Ada Lindqvist", 3, address="https://www.linkedin.com/in/ada")

    as_alice.post(reverse("network:sent_accepted", args=[row.pk]))

    ada = Contact.objects.owned_by(alice).get()
    assert (ada.display, ada.links.get().network) == ("Ada Lindqvist", "linkedin")
    assert Identity.objects.get(contact=ada).key == "ada"


def test_an_answered_one_is_not_answered_again(as_alice: Client, alice: User, now: datetime) -> None:
    row = sent_to(alice, "Bo Old", 40)
    LinkRequest.objects.update(state="gone")

    answer = as_alice.post(reverse("network:sent_accepted", args=[row.pk]), follow=True)

    assert "This invitation waits no longer." in answer.content.decode()
    assert Link.objects.count() == 0


def test_whom_the_owner_is_linked_with_by_now_does_not_wait(alice: User) -> None:
    bo = person(alice, "Bo Old")
    sent_to(alice, "Bo Old", 40, contact=bo)

    linked(bo)

    assert withdrawable(alice, TODAY) == 0


def test_s19_the_draft_says_how_we_know_each_other_why_and_who_i_am(
    as_alice: Client, alice: User, now: datetime
) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, date(2026, 3, 1), now, kind="coffee", place="Café Nord", note="her bees and the long winter.")
    Identity.objects.create(
        owner=alice, contact=ada, kind="profile", network="linkedin", key="ada", shown="linkedin.com/in/ada"
    )
    save_about_me(
        owner=alice, told={"name": "Owen Reed", "employers": [{"name": "Kiln", "first": "", "last": ""}]}
    )

    form = as_alice.get(NEW, {"to": ada.pk, "why": "I would like to hear how they are"}).context["form"]

    assert form["message"].value() == (
        "Hi Ada, we had coffee in March 2026 (Café Nord). We talked about this: her bees and the long winter."
        " I would like to hear how they are. I work at Kiln.\nOwen Reed"
    )
    assert form["address"].value() == "https://www.linkedin.com/in/ada"


@pytest.mark.parametrize("network", ["linkedin", "xing"])
def test_a_draft_keeps_to_what_the_network_takes(network: str) -> None:
    between = Between(
        "Ada", "meal", date(2026, 3, 1), "the old harbour", "bees " * 40, "I ask " + "a lot " * 22
    )

    draft = draft_invitation(between, "Owen Reed", "The Very Long Company of Lund", network)

    assert (len(draft) <= 300) is (network == "linkedin")
    assert draft.startswith("Hi Ada, we had a meal in March 2026 (the old harbour).")


def test_a_draft_to_a_stranger_makes_nothing_up() -> None:
    assert draft_invitation(Between(""), "", "", "linkedin") == "Hello,"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'd like to add you to my professional network on LinkedIn.", "That is what everybody gets."),
        ("", "Without a word"),
        ("We met in Lund. " * 30, "LinkedIn takes 300 characters; this text has 479."),
    ],
)
def test_s19_a_poor_text_is_warned_of_once(
    as_alice: Client, alice: User, now: datetime, text: str, words: str
) -> None:
    fields = {"name": "Ada Lindqvist", "network": "linkedin", "message": text}

    answer = as_alice.post(NEW, fields)
    assert (answer.status_code, LinkRequest.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert answer.context["form"]["message"].value() == text.strip()

    assert as_alice.post(NEW, fields | {"is_meant": "True"}).status_code == 302
    assert LinkRequest.objects.get().message == text.strip()


def test_s19_a_good_text_is_tracked(as_alice: Client, alice: User, now: datetime) -> None:
    ada = person(alice, "Ada Lindqvist")
    address = "https://www.linkedin.com/in/ada"

    as_alice.post(NEW, {"to": ada.pk, "network": "linkedin", "address": address, "message": BEES})

    row = LinkRequest.objects.get()
    assert (row.incoming, row.source, row.state, row.contact) == (False, "typed", "open", ada)
    assert (row.name, row.key, row.external_key, row.sent_at) == ("Ada Lindqvist", "ada", "out ada", NOON)


def test_inviting_again_goes_on_with_the_same_row(alice: User) -> None:
    row = sent_to(alice, "Ada Lindqvist", 40)
    LinkRequest.objects.update(state="gone")

    again = sent_to(alice, "Ada Lindqvist", 0)

    assert (again.pk, again.times, again.state, again.sent_at) == (row.pk, 2, "open", NOON)


def test_who_is_linked_already_is_not_invited(as_alice: Client, alice: User, now: datetime) -> None:
    ada = person(alice, "Ada Lindqvist")
    linked(ada)

    answer = as_alice.post(NEW, {"to": ada.pk, "network": "linkedin", "message": BEES})

    assert "You are linked with Ada Lindqvist there already." in answer.content.decode()


def test_strangers_get_nothing(as_bob: Client, alice: User, now: datetime) -> None:
    ada, row = person(alice, "Ada Lindqvist"), sent_to(alice, "Bo Old", 40)

    assert as_bob.get(NEW, {"to": ada.pk}).status_code == 404
    for name in ("sent_withdrawn", "sent_accepted", "sent_undo"):
        assert as_bob.post(reverse(f"network:{name}", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.state == "open"
