"""The checklist, ticked by hand, and the links on a person's page."""

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact
from network.models import Decision, Link, UnlinkTask
from network.services import choose, tick_unlink
from tests.conftest import NOON
from tests.network.given import TODAY, linked_person, person, request_from

pytestmark = pytest.mark.usefixtures("now")


def to_unlink(owner: User, name: str = "Dirk Once") -> UnlinkTask:
    contact = linked_person(owner, name, 800)
    return choose(contact=contact, choice="unlink", reason="Mass pitch.", now=NOON).tasks.get()


def test_the_checklist_gives_the_address_how_and_why(as_alice: Client, alice: User) -> None:
    address = to_unlink(alice).link.address

    page = as_alice.get("/unlinks/").text

    assert f'<a href="{address}" rel="noopener noreferrer" target="_blank">{address}</a>' in page
    assert "2. Choose More, then Remove connection. 3. Confirm. LinkedIn does not tell them." in page
    assert "Why: Mass pitch." in page


def test_the_profile_of_the_person_stands_in_for_a_missing_address(as_alice: Client, alice: User) -> None:
    task = to_unlink(alice)
    Link.objects.update(address="")
    task.link.contact.identities.create(
        owner=alice, kind="profile", network="linkedin", key="dirk", shown="https://www.linkedin.com/in/dirk"
    )

    assert 'href="https://www.linkedin.com/in/dirk"' in as_alice.get("/unlinks/").text


def test_ticking_ends_the_link_and_unticking_brings_it_back(as_alice: Client, alice: User) -> None:
    task = to_unlink(alice)

    page = as_alice.post(f"/unlinks/{task.pk}/done/", follow=True).text
    assert "Unlinked: Dirk Once." in page
    assert Link.objects.get().until == TODAY

    page = as_alice.post(f"/unlinks/{task.pk}/undo/", follow=True).text
    assert "Back on the checklist: Dirk Once." in page
    assert Link.objects.get().until is None


def test_looking_ticks_nothing(as_alice: Client, alice: User) -> None:
    task = to_unlink(alice)

    assert as_alice.get(f"/unlinks/{task.pk}/done/").status_code == 405
    assert Link.objects.get().until is None


def test_an_empty_checklist_says_so(as_alice: Client) -> None:
    assert "Nothing to unlink" in as_alice.get("/unlinks/").text


def test_more_lines_do_not_mean_more_queries(
    as_alice: Client, alice: User, django_assert_max_num_queries
) -> None:
    for number in range(20):
        to_unlink(alice, f"Dirk {number}")

    with django_assert_max_num_queries(20):
        assert as_alice.get("/unlinks/").text.count("Remove connection") == 20


def test_a_link_is_added_by_hand(as_alice: Client, alice: User) -> None:
    contact = person(alice, "Ada Often")

    as_alice.post(
        f"/people/{contact.pk}/links/",
        {"network": "linkedin", "since": "2020-05-01", "address": "linkedin.com/in/ada"},
    )

    link = Link.objects.get()
    assert (link.contact, str(link.since), link.address) == (
        contact,
        "2020-05-01",
        "https://linkedin.com/in/ada",
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"since": "2026-03-13"}, "That day is still to come."),
        ({"address": "javascript:alert(1)"}, "Give a web address"),
        ({"network": "friendster"}, "Select a valid choice"),
    ],
)
def test_a_wrong_link_is_shown_again_with_what_is_wrong(
    as_alice: Client, alice: User, changed: dict[str, str], words: str
) -> None:
    contact = person(alice, "Ada Often")

    answer = as_alice.post(f"/people/{contact.pk}/links/", {"network": "linkedin"} | changed)

    assert (answer.status_code, words in answer.text, Link.objects.count()) == (422, True, 0)


def test_a_second_link_on_a_network_is_refused(as_alice: Client, alice: User) -> None:
    contact = linked_person(alice, "Ada Often")

    answer = as_alice.post(f"/people/{contact.pk}/links/", {"network": "linkedin"})

    assert answer.status_code == 422
    assert "You are linked with Ada Often on LinkedIn already." in answer.text


def test_a_link_ends_by_hand_and_undo_reopens_it(as_alice: Client, alice: User) -> None:
    link = linked_person(alice, "Ada Often").links.get()

    as_alice.post(f"/links/{link.pk}/end/", {"on": "2024-02-03"})
    link.refresh_from_db()
    assert str(link.until) == "2024-02-03"

    as_alice.post(f"/links/{link.pk}/reopen/")
    link.refresh_from_db()
    assert link.until is None


def test_no_link_ends_in_the_future(as_alice: Client, alice: User) -> None:
    link = linked_person(alice, "Ada Often").links.get()

    page = as_alice.post(f"/links/{link.pk}/end/", {"on": "2030-01-01"}, follow=True).text

    link.refresh_from_db()
    assert (link.until, "That day is still to come." in page) == (None, True)


def test_a_stranger_finds_no_link_and_no_line_of_the_checklist(as_bob: Client, alice: User) -> None:
    task = to_unlink(alice)
    contact, link = Contact.objects.get(), Link.objects.get()

    for path in (
        f"/unlinks/{task.pk}/done/",
        f"/unlinks/{task.pk}/undo/",
        f"/people/{contact.pk}/links/",
        f"/links/{link.pk}/end/",
        f"/links/{link.pk}/reopen/",
    ):
        assert as_bob.post(path, {"network": "xing"}).status_code == 404, path
    assert "Dirk" not in as_bob.get("/unlinks/").text
    assert list(Link.objects.values_list("network", "until")) == [("linkedin", None)]


def test_s15_the_page_of_a_person_remembers_why(as_alice: Client, alice: User) -> None:
    task = to_unlink(alice)
    contact = task.link.contact
    assert "on the <a" in as_alice.get(f"/people/{contact.pk}/").text

    tick_unlink(task=task, now=NOON)
    asked = request_from(alice, "Dirk Once", contact=contact, state="declined")
    Decision.objects.create(owner=alice, request=asked, outcome="decline", made_at=NOON, state_before="open")

    page = as_alice.get(f"/people/{contact.pk}/").text
    assert "Unlinked in 2026: mass pitch" in page
    assert "Declined in March" in page
    assert "ended March 2026: Mass pitch." in page
