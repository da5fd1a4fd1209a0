"""The sweep: strongest first, ten a screen, by keys or by buttons, each answer taken back on its own."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from network.models import SweepAnswer
from network.queries.sweep import sweep_ids
from relationships.models import Standing
from tests.factories import log
from tests.network.given import TODAY, linked, linked_person, person

HTMX = {"HTTP_HX_REQUEST": "true"}
SWEEP = reverse("network:sweep")


def press(
    client: Client, contact: Contact, met: str, shown: list[Contact] | None = None, **headers: str
) -> str:
    url = reverse("network:sweep_answer", args=[contact.pk])
    ids = ",".join(str(one.pk) for one in shown or [contact])
    return client.post(url, {"met": met, "shown": ids}, follow=True, **headers).content.decode()


def keyed(html: str, key: str) -> str:
    """Whom a key answers for."""
    before = html.partition('id="sweep"')[2].partition(f'data-key="{key}"')[0]
    return before.rpartition('id="asked-')[2].partition('"')[0]


def test_s23_the_strongest_links_are_asked_about_first(alice: User, as_alice: Client, now: datetime) -> None:
    weak = linked_person(alice, "Ada Berg", 900)
    strong = linked_person(alice, "Mira Solberg", 1, 5, 9)
    linked_person(alice, "Jon Vik")

    rows = as_alice.get(SWEEP).context["rows"]

    assert [row.contact for row in rows][:2] == [strong, weak]


def test_s23_only_links_without_a_coffee_meal_or_drink_are_asked_about(
    alice: User, bob: User, as_alice: Client, now: datetime
) -> None:
    asked = linked_person(alice, "Mira Solberg", 1)
    log(linked_person(alice, "Jon Vik"), date(2026, 3, 1), now, kind="drink")
    person(alice, "Ada Berg", 1)
    linked_person(bob, "Tor Dahl", 1)
    ended = linked_person(alice, "Liv Moen", 1).links.get()
    ended.until = TODAY
    ended.save()

    assert sweep_ids(alice, TODAY) == [asked.pk]


@pytest.mark.parametrize(("said", "met"), [("yes", True), ("no", False), ("unsure", None)])
def test_s23_an_answer_is_a_fact_and_moves_no_strength(
    said: str, met: bool | None, alice: User, as_alice: Client, now: datetime
) -> None:
    asked = linked_person(alice, "Mira Solberg", 5)
    before = Standing.objects.filter(contact=asked).values().get()

    press(as_alice, asked, said)

    assert SweepAnswer.objects.get().met is met
    assert Standing.objects.filter(contact=asked).values().get() == before
    assert sweep_ids(alice, TODAY) == []


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_keys_belong_to_the_first_open_question_and_move_on(
    headers: dict[str, str], alice: User, as_alice: Client, now: datetime
) -> None:
    second, first = linked_person(alice, "Ada Berg", 900), linked_person(alice, "Mira Solberg", 1, 5)
    opened = as_alice.get(SWEEP).content.decode()

    html = press(as_alice, first, "yes", [first, second], **headers)

    assert {keyed(opened, key) for key in "yn?"} == {str(first.pk)}
    assert {keyed(html, key) for key in "yn?"} == {str(second.pk)}
    assert keyed(html, "u") == str(first.pk)
    assert html.count("autofocus") == (1 if headers else 0)


def test_each_answer_can_be_taken_back(alice: User, as_alice: Client, now: datetime) -> None:
    asked = linked_person(alice, "Mira Solberg", 5)
    press(as_alice, asked, "no")

    undo = reverse("network:sweep_undo", args=[asked.pk])
    html = as_alice.post(undo, {"shown": str(asked.pk)}, **HTMX).content.decode()

    assert keyed(html, "y") == str(asked.pk)
    assert not SweepAnswer.objects.exists()
    assert as_alice.post(undo, {"shown": str(asked.pk)}).status_code == 302


def test_ten_are_asked_about_at_a_time(alice: User, as_alice: Client, now: datetime) -> None:
    people = [linked_person(alice, f"Guest {number}", 10 + number) for number in range(12)]
    for one in people[:10]:
        html = press(as_alice, one, "no", people[:10])

    assert sweep_ids(alice, TODAY) == [people[10].pk, people[11].pk]
    assert "The next ones" in html
    assert "You have answered for 10 people." in html
    assert "2 more can wait as long as you like." in html


def test_who_one_was_not_sure_about_waits_on_a_list(alice: User, as_alice: Client, now: datetime) -> None:
    asked = linked_person(alice, "Mira Solberg", 5)
    press(as_alice, asked, "unsure")

    html = as_alice.get(f"{SWEEP}?show=unsure").content.decode()
    press(as_alice, asked, "yes")

    assert keyed(html, "y") == str(asked.pk)
    assert 'name="met" value="unsure"' not in html
    assert "Nobody you are not sure about" in as_alice.get(f"{SWEEP}?show=unsure").content.decode()


def test_a_later_answer_takes_the_place_of_the_earlier(alice: User, as_alice: Client, now: datetime) -> None:
    asked = linked_person(alice, "Mira Solberg", 5)

    press(as_alice, asked, "unsure")
    press(as_alice, asked, "no")

    assert [one.met for one in SweepAnswer.objects.all()] == [False]


def test_bad_answers_and_strange_ids_do_no_harm(
    alice: User, bob: User, as_alice: Client, now: datetime
) -> None:
    asked = linked_person(alice, "Mira Solberg", 5)
    theirs = linked_person(bob, "Tor Dahl", 5)

    page = as_alice.get(f"{SWEEP}?shown={theirs.pk},x,-1,{'9' * 18},{'9' * 40},{asked.pk}")
    refused = as_alice.post(reverse("network:sweep_answer", args=[asked.pk]), {"met": "perhaps"})

    assert [row.contact for row in page.context["rows"]] == [asked]
    assert refused.status_code == 404
    assert not SweepAnswer.objects.exists()


def test_markup_in_a_name_is_only_a_name(alice: User, as_alice: Client, now: datetime) -> None:
    linked(person(alice, "<script>x</script> {{ 7 }}", 5))

    assert "&lt;script&gt;x&lt;/script&gt; {{ 7 }}" in as_alice.get(SWEEP).content.decode()


def test_the_page_costs_as_many_queries_for_ten_as_for_one(
    alice: User, as_alice: Client, now: datetime, django_assert_num_queries: object
) -> None:
    linked_person(alice, "Mira Solberg", 5)
    as_alice.get(SWEEP)
    with django_assert_num_queries(22, exact=False) as few:
        as_alice.get(SWEEP)
    for number in range(8):
        linked_person(alice, f"Guest {number}", 10 + number)
    with django_assert_num_queries(len(few)):
        as_alice.get(SWEEP)
