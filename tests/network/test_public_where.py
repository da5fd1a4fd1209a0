"""“Where have we met?” on a public page: unverified, bounded, and answered alike whoever asks."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from network.models import AboutMe, LinkRequest, PublicPage
from network.queries.public import CLAIMS_A_DAY
from network.services.public import UNVERIFIED, take_claim
from tests.factories import log, make_contact
from tests.network.given import request_from
from tests.network.publishing import holds, shown

URL = "/p/my-rules/where/"
SAID = {
    "name": "Tom Ashby",
    "address": "https://www.linkedin.com/in/tom-ashby",
    "where": "At Riverside Hall.",
}


@pytest.fixture
def page(alice: User, now: datetime) -> None:
    holds(alice, now)
    shown(alice, now, asks_where_met=True)


def send(client: Client | None = None, host: str = "192.0.2.1", **said: str) -> object:
    return (client or Client()).post(URL, SAID | said, REMOTE_ADDR=host)


@pytest.mark.usefixtures("page")
def test_s24_a_claim_lands_among_the_requests_unverified(alice: User, as_alice: Client, now) -> None:
    answer = send()

    assert (answer.status_code, answer["Location"]) == (302, f"{URL}?sent=1")
    assert "<h1>Thank you</h1>" in Client().get(answer["Location"]).text
    (claim,) = LinkRequest.objects.owned_by(alice)
    assert (claim.source, claim.state, claim.network) == ("public", "open", "linkedin")
    assert (claim.name, claim.address, claim.message) == tuple(SAID.values())
    assert "Tom Ashby" in as_alice.get("/requests/").text


@pytest.mark.usefixtures("page")
def test_s24_the_page_leads_to_the_form_only_if_the_owner_asks(alice: User, now) -> None:
    assert f'href="{URL}"' in Client().get("/p/my-rules/").text
    shown(alice, now, asks_where_met=False)

    assert URL not in Client().get("/p/my-rules/").text
    assert Client().get(URL).status_code == send().status_code == 404


@pytest.mark.usefixtures("page")
def test_s24_once_the_policy_never_admits_the_form_is_gone(alice: User, now) -> None:
    holds(alice, now, never_admits=True)

    assert URL not in Client().get("/p/my-rules/").text
    answers = [Client().get(URL), send(), Client().get("/p/never-was/where/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert LinkRequest.objects.count() == 0


@pytest.mark.usefixtures("page")
def test_s24_the_answer_is_the_same_whoever_asks(alice: User, now) -> None:
    AboutMe.objects.create(owner=alice, name="Alice Lovell")
    met = make_contact(alice, "Ada Lindqvist", now)
    log(met, date(2026, 3, 1), now)
    names = ["Ada Lindqvist", "Nobody Atall", "Alice Lovell", "Ada Lindqvist"]

    answers = [send(name=name, address="", host=f"192.0.2.{at}") for at, name in enumerate(names)]

    assert len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
    assert len({Client().get(one["Location"]).content for one in answers}) == 1
    assert set(LinkRequest.objects.values_list("name", flat=True)) == {"Ada Lindqvist", "Nobody Atall"}


@pytest.mark.usefixtures("page")
def test_s24_a_note_that_came_another_way_is_kept_and_the_claim_is_added(alice: User) -> None:
    request_from(alice, "Tom Ashby", key="tom-ashby", external_key="in tom-ashby", message="Dear Alice.")

    for where in ("In Lund.", "In Graz."):
        send(where=where)

    (row,) = LinkRequest.objects.owned_by(alice)
    assert (row.source, row.message) == ("import", f"Dear Alice.\n\n{UNVERIFIED} In Graz.")


@pytest.mark.usefixtures("page")
def test_s24_five_an_hour_from_one_address_then_a_clear_word(alice: User, now) -> None:
    answers = [send(name=f"Guest {number}", address="").status_code for number in range(6)]

    assert answers == [302, 302, 302, 302, 302, 429]
    refused = send(name="Guest 7", address="")
    assert "Try again in an hour" in refused.text
    assert refused["Retry-After"] == "3600"
    assert send(host="192.0.2.2").status_code == 302
    with clock.set_to(now + timedelta(minutes=61)):
        assert send(name="Guest 8", address="").status_code == 302
    assert LinkRequest.objects.count() == 7


@pytest.mark.usefixtures("page")
def test_s24_twenty_a_day_on_one_page(now) -> None:
    answers = [
        send(name=f"Guest {number}", address="", host=f"192.0.2.{number}").status_code for number in range(21)
    ]

    assert answers == [302] * 20 + [429]
    with clock.set_to(now + timedelta(hours=25)):
        assert send(host="192.0.2.99").status_code == 302


@pytest.mark.usefixtures("page")
def test_s24_a_machine_that_fills_the_trap_is_thanked_and_forgotten() -> None:
    answer = send(website="https://example.com")

    assert answer["Location"] == f"{URL}?sent=1"
    assert LinkRequest.objects.count() == 0
    assert "<div hidden>" in Client().get(URL).text


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "Say who you are."),
        ({"name": " \x00\u202e "}, "Say who you are."),
        ({"where": "\n\n"}, "Say where we met, in a few words."),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"address": "x" * 501}, "at most 500 characters"),
        ({"where": "A novel. " * 100_000}, "at most 2000 characters"),
    ],
)
def test_s24_what_cannot_be_is_told_and_nothing_typed_is_lost(said: dict[str, str], words: str) -> None:
    answer = send(**said)

    assert answer.status_code == 422
    assert words in answer.text
    assert LinkRequest.objects.count() == 0
    assert "name" in said or 'value="Tom Ashby"' in answer.text


@pytest.mark.usefixtures("page")
def test_s24_control_characters_and_turned_letters_are_gone() -> None:
    send(name="Tom\x00 \u202eAshby\x1b\u2066", where="In\x07 Lund.\r\nTwice.")

    (claim,) = LinkRequest.objects.all()
    assert (claim.name, claim.message) == ("Tom Ashby", "In Lund.\nTwice.")


@pytest.mark.usefixtures("page")
def test_s24_the_form_asks_for_a_token_and_no_cache_keeps_it(alice: User) -> None:
    answer = Client().get(URL)

    assert "no-store" in answer["Cache-Control"]
    assert Client(enforce_csrf_checks=True).post(URL, SAID).status_code == 403
    assert "alice" not in answer.text
    assert LinkRequest.objects.count() == 0


@pytest.mark.usefixtures("page")
def test_s24_what_many_wrote_at_once_is_counted_before_it_is_kept(now: datetime) -> None:
    page = PublicPage.objects.get()
    for number in range(CLAIMS_A_DAY + 2):
        take_claim(page=page, name=f"Guest Number{number}", address="", where="In Lund", now=now)

    assert LinkRequest.objects.count() == CLAIMS_A_DAY
