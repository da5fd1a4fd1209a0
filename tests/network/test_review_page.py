"""One card at a time, evidence first."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from contacts.models import Contact
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import log_interaction
from network.models import ReviewChoice, UnlinkTask
from tests.conftest import NOON
from tests.network.given import days_before, linked_person, person

pytestmark = pytest.mark.usefixtures("now")
HTMX = {"HX-Request": "true"}


def name_on_card(page: str) -> str:
    return re.search(r'id="who"><a [^>]*>([^<]*)<', page)[1]


def test_the_page_shows_one_person_with_the_evidence(as_alice: Client, alice: User) -> None:
    contact = linked_person(alice, "Dirk Once")
    entry = Entry(kind="coffee", day=days_before(800), place="Kaffa")
    log_interaction(owner=alice, attendees=[Attendee(contact)], entry=entry, now=NOON)
    linked_person(alice, "Egon Earlier", 700)

    page = as_alice.get("/review/").text

    assert name_on_card(page) == "Dirk Once"
    assert "linked on LinkedIn since March 2017" in page
    assert "In touch once, nothing for two years." in page
    assert "<b>Coffee</b> at Kaffa" in page
    assert "1 of 2 · about a minute" in page


def test_the_keys_are_on_the_buttons(as_alice: Client, alice: User) -> None:
    linked_person(alice, "Dirk Once", 800)

    main = as_alice.get("/review/").text.split("<main")[1].split("</main>")[0]

    assert sorted(re.findall(r'data-key="(.)"', main)) == ["d", "e", "k", "m", "n", "t"]


def test_a_choice_brings_the_next_card_and_can_be_undone(as_alice: Client, alice: User) -> None:
    first, _second = linked_person(alice, "Dirk Once", 800), linked_person(alice, "Egon Earlier", 700)

    page = as_alice.post(f"/review/{first.pk}/keep/", follow=True).text
    made = ReviewChoice.objects.get()
    assert name_on_card(page) == "Egon Earlier"
    assert "2 of 2" in page
    assert f'action="/review/undo/{made.pk}/"' in page

    page = as_alice.post(f"/review/undo/{made.pk}/", follow=True).text
    assert name_on_card(page) == "Dirk Once"
    assert "Taken back: keep, Dirk Once." in page


def test_htmx_gets_only_the_next_card_and_the_toast(as_alice: Client, alice: User) -> None:
    first, _second = linked_person(alice, "Dirk Once", 800), linked_person(alice, "Egon Earlier", 700)

    answer = as_alice.post(f"/review/{first.pk}/unlink/", headers=HTMX)

    assert (answer.status_code, "<html" in answer.text) == (200, False)
    assert name_on_card(answer.text) == "Egon Earlier"
    assert "Dirk Once is on the unlink checklist." in answer.text


def test_the_owners_own_reason_is_kept_else_the_suggestion(as_alice: Client, alice: User) -> None:
    first, second = linked_person(alice, "Dirk Once", 800), linked_person(alice, "Egon Earlier", 700)

    as_alice.post(f"/review/{first.pk}/unlink/", {"reason": "Mass pitch."})
    as_alice.post(f"/review/{second.pk}/unlink/")

    reasons = ReviewChoice.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["Mass pitch.", "In touch once, nothing for one year."]


def test_unlinking_the_unrecorded_waits_for_the_history(as_alice: Client, alice: User) -> None:
    contact = linked_person(alice, "Nora Nothing")

    page = as_alice.post(f"/review/{contact.pk}/unlink/", follow=True).text
    assert "Not yet: say that your history is in, or let Nora Nothing fade." in page
    assert UnlinkTask.objects.count() == 0

    as_alice.post("/review/history-is-in/", {"is_in": "yes"})
    as_alice.post(f"/review/{contact.pk}/unlink/")
    assert UnlinkTask.objects.count() == 1


def test_that_the_history_is_in_can_be_taken_back(as_alice: Client, alice: User) -> None:
    as_alice.post("/review/history-is-in/", {"is_in": "yes"})
    alice.refresh_from_db()
    assert alice.history_is_in

    as_alice.post("/review/history-is-in/", {"is_in": "no"})
    alice.refresh_from_db()
    assert not alice.history_is_in


def test_looking_never_says_that_the_history_is_in(as_alice: Client) -> None:
    assert as_alice.get("/review/history-is-in/").status_code == 405


def test_without_a_link_only_letting_go_softly_is_offered(as_alice: Client, alice: User) -> None:
    contact = person(alice, "Ulla Unlinked", 900)

    assert "/unlink/" not in as_alice.get("/review/").text
    page = as_alice.post(f"/review/{contact.pk}/unlink/", follow=True).text
    assert "You are not linked with Ulla Unlinked." in page


def test_an_empty_queue_says_so(as_alice: Client) -> None:
    assert "Nobody to decide about" in as_alice.get("/review/").text
    assert "Everyone is in touch" in as_alice.get("/review/?show=nurture").text


def test_the_other_tab_lists_whom_to_nurture(as_alice: Client, alice: User) -> None:
    contact = person(alice, "Ada Often", *range(440, 510, 10))

    page = as_alice.get("/review/?show=nurture").text
    assert "Once strong" in page

    page = as_alice.post(f"/review/{contact.pk}/nurture/", {"show": "nurture"}, headers=HTMX).text
    assert "Everyone is in touch" in page
    assert "Ada Often is among today&#x27;s reminders." in page


@pytest.mark.parametrize("choice", ["marry", "KEEP", "undo"])
def test_an_unknown_choice_is_not_found(as_alice: Client, alice: User, choice: str) -> None:
    contact = linked_person(alice, "Dirk Once", 800)

    assert as_alice.post(f"/review/{contact.pk}/{choice}/").status_code == 404


def test_a_stranger_finds_nobody_and_changes_nothing(as_bob: Client, as_alice: Client, alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    as_alice.post(f"/review/{contact.pk}/fade/")
    made = ReviewChoice.objects.get()

    for path in (f"/review/{contact.pk}/keep/", f"/review/undo/{made.pk}/"):
        assert as_bob.post(path).status_code == 404

    assert "Dirk" not in as_bob.get("/review/").text
    made.refresh_from_db()
    assert (made.undone_at, Contact.objects.get().state) == (None, "faded")


@pytest.mark.parametrize("many", [1, 25])
def test_more_people_do_not_mean_more_queries(
    as_alice: Client, alice: User, many: int, django_assert_max_num_queries
) -> None:
    for number in range(many):
        linked_person(alice, f"Dirk {number}", 800 + number)
        linked_person(alice, f"Nora {number}")
        linked_person(alice, f"Ada {number}", *range(440, 510, 10))

    for path in ("/review/", "/review/?show=nurture"):
        cache.clear()
        with django_assert_max_num_queries(26):
            as_alice.get(path, headers=HTMX)


def test_the_card_of_an_unrecorded_person_takes_one_more(
    as_alice: Client, alice: User, django_assert_max_num_queries
) -> None:
    linked_person(alice, "Nora Nothing")

    with django_assert_max_num_queries(26):
        assert name_on_card(as_alice.get("/review/", headers=HTMX).text) == "Nora Nothing"


def test_the_next_card_takes_the_focus_that_the_pressed_button_had(as_alice: Client, alice: User) -> None:
    first, _second = linked_person(alice, "Dirk Once", 800), linked_person(alice, "Egon Earlier", 700)

    answer = as_alice.post(f"/review/{first.pk}/later/", headers=HTMX)

    assert '<article class="card stack" aria-labelledby="who" tabindex="-1" autofocus>' in answer.text
    assert "autofocus" not in as_alice.get("/review/").text.split("<main")[1].split("</main>")[0]
