"""Requests come in by pasting and typing; who asks again is known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Trace
from contacts.services import new_identity
from network.models import Decision, LinkRequest
from network.queries import waiting_requests
from network.services.about import save_about_me
from network.services.arrivals import add_request, take_back
from tests.conftest import NOON
from tests.domain.linkmails import MAILS
from tests.factories import make_contact
from tests.network.deciding import asks, decide
from tests.network.given import TODAY, linked

URL = "/requests/new/"
RITA = {"network": "linkedin", "name": "Rita Asks", "address": "https://www.linkedin.com/in/rita"}


def add(owner: User, now: datetime = NOON, **said: Any) -> tuple[LinkRequest, bool]:
    return add_request(owner=owner, source="pasted", now=now, **(RITA | said))


def posted(text: str = "", **fields: str) -> dict[str, str]:
    return {"text": text, **fields}


def test_a_request_is_the_row_that_an_import_would_make(alice: User) -> None:
    row, is_anew = add(alice, message="We met in Lund.", title="Beekeeper")

    assert is_anew
    assert (row.key, row.external_key, row.state, row.times) == ("rita", "in rita", "open", 1)
    assert (row.incoming, row.source, row.sent_at) == (True, "pasted", NOON)
    assert add(alice, name="Sven Åsks", address="")[0].external_key == "in named sven asks"


def test_asking_again_while_it_waits_only_brings_it_up_to_date(alice: User) -> None:
    add(alice, message="First", title="Beekeeper")

    row, is_anew = add(alice, NOON + timedelta(days=1), message="Second")

    assert LinkRequest.objects.count() == 1
    assert (is_anew, row.times, row.message, row.title) == (False, 1, "Second", "Beekeeper")
    assert row.sent_at == NOON + timedelta(days=1)


@pytest.mark.parametrize("state", ["declined", "answered", "later", "ignored", "gone", "linked"])
def test_s5_asking_again_after_a_decision_opens_it_again(alice: User, state: str) -> None:
    row, _ = add(alice)
    Decision.objects.create(owner=alice, request=row, outcome="decline", made_at=NOON, state_before="open")
    LinkRequest.objects.update(state=state, again_on=date(2026, 6, 1))

    again, is_anew = add(alice, NOON + timedelta(days=9), message="Me again")

    assert (again.pk, is_anew, again.state, again.times, again.again_on) == (row.pk, True, "open", 2, None)
    assert again.decisions.count() == 1


def test_the_same_person_asks_five_times_on_two_networks(alice: User) -> None:
    for count in range(5):
        add(alice, NOON + timedelta(days=count))
        add(alice, NOON + timedelta(days=count), network="xing", address="https://www.xing.com/profile/Rita")
        LinkRequest.objects.update(state="declined")

    assert sorted(LinkRequest.objects.values_list("network", "key", "times")) == [
        ("linkedin", "rita", 5),
        ("xing", "rita", 5),
    ]


def test_a_name_alone_meets_the_row_that_got_its_address_later(alice: User) -> None:
    row, _ = add(alice, address="")
    assert add(alice)[0].pk == row.pk

    assert add(alice, address="")[0].pk == row.pk


def test_a_namesake_with_another_profile_is_another_request(alice: User) -> None:
    add(alice)

    add(alice, address="https://www.linkedin.com/in/rita-2")

    assert LinkRequest.objects.count() == 2


def test_the_profile_tells_who_of_the_book_it_is(alice: User) -> None:
    rita = make_contact(alice, "Rita Lind", NOON)
    new_identity(contact=rita, kind="profile", text=RITA["address"]).save()
    assert add(alice)[0].contact == rita

    linked(rita)
    assert add(alice)[0].state == "linked"


def test_an_address_of_another_site_is_kept_but_is_no_key(alice: User) -> None:
    row, _ = add(alice, address="https://rita.example.org/")

    assert (row.address, row.key, row.external_key) == ("https://rita.example.org/", "", "in named rita asks")


@pytest.mark.parametrize(
    "said",
    [{"name": "ówen reed"}, {"name": "O. R.", "address": "https://linkedin.com/in/owen-reed/"}],
)
def test_a_request_from_oneself_is_refused(alice: User, said: dict[str, str]) -> None:
    told = {
        "name": "Owen Reed",
        "elsewhere": "https://www.linkedin.com/in/owen-reed\nhttps://owen.example.org",
    }
    save_about_me(owner=alice, told=told)

    with pytest.raises(ValueError, match="That is you"):
        add(alice, **({"address": ""} | said))

    assert LinkRequest.objects.count() == 0


def test_a_namesake_of_mine_with_another_profile_may_ask(alice: User) -> None:
    save_about_me(
        owner=alice, told={"name": "Rita Asks", "elsewhere": "https://www.linkedin.com/in/owen-reed"}
    )

    assert add(alice)[1]


def test_nobody_is_refused(alice: User) -> None:
    with pytest.raises(ValueError, match="Say who asks"):
        add(alice, name=" ?! ", address="https://elsewhere.example.org")


def test_what_was_pasted_just_now_can_be_taken_back_until_it_is_decided(alice: User) -> None:
    row, _ = add(alice)
    assert take_back(request=row)
    assert LinkRequest.objects.count() == 0

    row, _ = add(alice)
    Decision.objects.create(owner=alice, request=row, outcome="ignore", made_at=NOON, state_before="open")
    assert not take_back(request=row)
    assert LinkRequest.objects.count() == 1


@pytest.mark.parametrize("mail", [mail for mail in MAILS if mail[2].is_sure], ids=lambda mail: mail[0])
def test_a_mail_that_is_clear_is_kept_at_once(as_alice: Client, now: datetime, mail: Any) -> None:
    _what, text, told = mail

    answer = as_alice.post(URL, posted(text), follow=True)

    row = LinkRequest.objects.get()
    assert (row.name, row.network, row.title, row.company) == (
        told.name,
        told.network,
        told.title,
        told.company,
    )
    assert (row.message, row.address, row.source, row.sent_at) == (told.message, told.address, "pasted", NOON)
    assert f"{told.name} waits for your answer." in answer.content.decode()


@pytest.mark.parametrize(
    "mail", [mail for mail in MAILS[:-1] if not mail[2].is_sure], ids=lambda mail: mail[0]
)
def test_what_is_not_sure_is_asked_and_nothing_typed_is_lost(
    as_alice: Client, now: datetime, mail: Any
) -> None:
    _what, text, told = mail

    answer = as_alice.post(URL, posted(text, title="Beekeeper", day="2026-03-01"))

    form = answer.context["form"]
    assert (answer.status_code, LinkRequest.objects.count()) == (200, 0)
    assert (form["title"].value(), str(form["day"].value())) == ("Beekeeper", "2026-03-01")
    assert form["text"].value() == text.strip()
    for field in ("name", "address", "message", "network"):
        assert form[field].value() == getattr(told, field)


def test_what_was_looked_over_is_kept(as_alice: Client, alice: User, now: datetime) -> None:
    answer = as_alice.post(
        URL,
        posted(
            "Rita Asks\nWe met in Lund.",
            looked_over="1",
            name="Rita Asks",
            network="linkedin",
            day="2026-03-01",
        ),
    )

    row = LinkRequest.objects.get()
    assert answer.status_code == 302
    assert (row.name, row.source, row.sent_at) == (
        "Rita Asks",
        "pasted",
        datetime(2026, 3, 1, 12, tzinfo=UTC),
    )
    assert list(waiting_requests(alice, TODAY)) == [row]


def test_typing_needs_no_text(as_alice: Client, now: datetime) -> None:
    as_alice.post(URL, posted(name="Rita Asks", network="xing", message="Hello {{ you }} <b>there</b>"))

    row = LinkRequest.objects.get()
    assert (row.source, row.network, row.message) == ("typed", "xing", "Hello {{ you }} <b>there</b>")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (posted(name="Rita Asks"), "Say where they ask."),
        (posted(), "Paste what you got, or type who asks and where."),
        (posted(network="linkedin"), "Say who asks"),
        (posted(name="Rita Asks", network="linkedin", day="2026-03-13"), "That day is still to come."),
        (posted(name="Rita Asks", network="myspace"), "Select a valid choice"),
        (posted("It was a dark night. " * 50_000), "much more than an invitation"),
    ],
)
def test_bad_input_gets_a_clear_word(
    as_alice: Client, now: datetime, fields: dict[str, str], words: str
) -> None:
    answer = as_alice.post(URL, fields)

    assert (answer.status_code, LinkRequest.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_markup_is_shown_as_text(as_alice: Client, now: datetime) -> None:
    answer = as_alice.post(URL, posted("<script>alert(1)</script> {{ request.user }}"))

    assert "<script>alert" not in answer.content.decode()
    assert "{{ request.user }}" in answer.content.decode()


def test_an_undo_button_takes_it_back(as_alice: Client, as_bob: Client, alice: User, now: datetime) -> None:
    row, _ = add(alice)
    url = reverse("network:request_take_back", args=[row.pk])

    assert as_bob.post(url).status_code == 404
    assert as_alice.post(url).status_code == 302
    assert LinkRequest.objects.count() == 0


def test_the_page_opens(as_alice: Client) -> None:
    assert as_alice.get(URL).status_code == 200


def test_who_asks_again_leaves_no_trace_of_having_been_declined(alice: User, now: datetime) -> None:
    decide(asks(alice, "Rita Asks"), "decline", now)
    assert Trace.objects.count() == 1

    add(alice, now, name="Rita Asks", address="https://www.linkedin.com/in/rita-asks")

    assert Trace.objects.count() == 0
