import gzip
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact, Post, Tag, Tie
from domain.graph.rings import NOT_SHOWN
from reminders.services import remove_person
from tests.factories import log, make_contact

URL = "/graph/data/"
TODAY = date(2026, 3, 12)
Tying = Callable[..., Tie]


@pytest.fixture
def tie(alice: User, now: datetime) -> Tying:
    def made(one: Contact, other: Contact, kind: str = "knows", **fields: Any) -> Tie:
        return Tie.objects.create(owner=one.owner, one=one, other=other, kind=kind, made_at=now, **fields)

    return made


@pytest.fixture
def people(alice: User, now: datetime, tie: Tying) -> dict[str, Contact]:
    """Ada is met weekly, Bo was met once; Cara is only a card. Ada knows both."""
    found = {
        name.split()[0]: make_contact(alice, name, now) for name in ("Ada Holm", "Bo Rask", "Cara Quist")
    }
    for ago in range(70, 0, -7):
        log(found["Ada"], TODAY - timedelta(days=ago), now, kind="meal")
    log(found["Bo"], TODAY - timedelta(days=400), now)
    tie(found["Ada"], found["Bo"], "manager", estimate=8)
    tie(found["Cara"], found["Ada"])
    return found


def read(client: Client, by: str = "company") -> dict[str, Any]:
    answer = client.get(URL, {"by": by})
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_everybody_is_told_with_ring_health_and_ties(as_alice: Client, people: dict[str, Contact]) -> None:
    found = read(as_alice)

    assert found["names"] == ["Ada Holm", "Bo Rask", "Cara Quist"]
    assert list(accumulate(found["ids"])) == [people[name].pk for name in ("Ada", "Bo", "Cara")]
    assert [found["healths"][int(one)] for one in found["health"]] == ["thriving", "never", "unknown"]
    assert [found["rings"][int(one)] for one in found["ring"]] == ["Very strong", "Faint", "Faint"]
    assert found["ties"] == {"one": [0, 0], "other": [1, 1], "kind": "ja", "known": "30", "left_out": 0}
    assert found["is_cut"] is False


def test_it_needs_as_many_queries_for_three_people_as_for_forty(
    as_alice: Client, alice: User, people: dict[str, Contact], now: datetime, tie: Tying
) -> None:
    with CaptureQueriesContext(connection) as few:
        read(as_alice)
    for number in range(37):
        tie(people["Ada"], make_contact(alice, f"Person {number}", now))

    with CaptureQueriesContext(connection) as many:
        assert len(read(as_alice)["names"]) == 40

    assert len(few) == len(many) == 5


def test_it_is_squeezed_kept_by_the_browser_alone_and_asked_for_anew(
    as_alice: Client, people: dict[str, Contact], tie: Tying
) -> None:
    plain = as_alice.get(URL)
    packed = as_alice.get(URL, headers={"accept-encoding": "gzip, br"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Encoding"] == "gzip"
    assert plain["Cache-Control"] == "private, no-cache"
    assert {"Accept-Encoding", "Cookie"} <= set(plain["Vary"].split(", "))
    assert as_alice.get(URL, headers={"if-none-match": packed["ETag"]}).status_code == 304
    tie(people["Bo"], people["Cara"])
    assert as_alice.get(URL, headers={"if-none-match": packed["ETag"]}).status_code == 200


def test_it_is_only_read_and_only_by_who_is_signed_in(client: Client, as_alice: Client, alice: User) -> None:
    assert client.get(URL).status_code == 302
    assert as_alice.post(URL).status_code == 405


def test_nobody_of_another_owner_is_ever_in_it(
    as_alice: Client, people: dict[str, Contact], bob: User, now: datetime, tie: Tying
) -> None:
    strangers = [make_contact(bob, name, now) for name in ("Strange Holm", "Strange Rask")]
    Post.objects.create(owner=bob, contact=strangers[0], organisation="Strange Works")
    strangers[0].tags.add(Tag.objects.create(owner=bob, name="Strange tag"))
    tie(*strangers)

    for by in ("company", "tag"):
        assert b"Strange" not in as_alice.get(URL, {"by": by}).content
    assert b"Strange" not in as_alice.get("/graph/").content
    assert len(read(as_alice)["ties"]["one"]) == 2


def test_the_deleted_and_the_archived_are_not_in_it_and_the_deceased_are_marked(
    as_alice: Client, alice: User, people: dict[str, Contact], now: datetime
) -> None:
    for state in ("faded", "archived", "left", "deceased"):
        make_contact(alice, f"One {state}", now, state=state)
    remove_person(contact=people["Bo"], now=now)

    found = read(as_alice)

    assert found["names"] == ["Ada Holm", "Cara Quist", "One faded", "One left", "One deceased"]
    assert found["gone"] == [4]
    assert found["ties"]["one"] == [0]


def test_a_tie_that_is_over_is_not_drawn_and_one_that_ends_this_year_is(
    as_alice: Client, alice: User, now: datetime, tie: Tying
) -> None:
    ends = ("2025", "2026-02", "2026-03-11", "2026", "2026-03", "2026-03-12", "2027", "")
    people = [make_contact(alice, f"Person {number}", now) for number in range(len(ends) + 1)]
    for person, until in zip(people[1:], ends, strict=True):
        tie(people[0], person, until=until)

    assert list(accumulate(read(as_alice)["ties"]["other"])) == [4, 5, 6, 7, 8]


def test_people_stand_together_by_their_company_of_today_or_by_the_tag_that_most_have(
    as_alice: Client, alice: User, people: dict[str, Contact]
) -> None:
    for name, firm, until in (
        ("Ada", "Kiln", ""),
        ("Bo", "Kiln", ""),
        ("Cara", "Kiln", "2020"),
        ("Cara", "Tern", ""),
    ):
        Post.objects.create(owner=alice, contact=people[name], organisation=firm, until=until)
    chess, choir = (Tag.objects.create(owner=alice, name=name) for name in ("chess", "choir"))
    people["Ada"].tags.add(chess, choir)
    people["Bo"].tags.add(choir)

    by_company, by_tag = read(as_alice), read(as_alice, "tag")

    assert [by_company["clusters"][one] for one in by_company["cluster"]] == [
        "Kiln",
        "Kiln",
        "Other companies",
    ]
    assert [by_tag["clusters"][one] for one in by_tag["cluster"]] == ["choir", "choir", "No tag"]
    assert read(as_alice, "nonsense") == by_company


def test_a_hidden_strength_leaves_no_ring(as_alice: Client, people: dict[str, Contact]) -> None:
    Contact.objects.filter(pk=people["Ada"].pk).update(hides_strength=True)

    found = read(as_alice)

    assert found["ring"] == f"{NOT_SHOWN}44"
    assert found["rings"][NOT_SHOWN] == "Not shown"


def test_who_hides_every_strength_gets_the_same_bytes_however_strong_people_are(
    as_alice: Client, alice: User, people: dict[str, Contact], now: datetime
) -> None:
    User.objects.filter(pk=alice.pk).update(shows_strength=False)
    Contact.objects.filter(pk=people["Bo"].pk).update(circle="close")

    before = as_alice.get(URL).content
    log(people["Ada"], TODAY, now, kind="meal", minutes=600)
    found = json.loads(before)

    assert as_alice.get(URL).content == before
    assert found["rings"] == ["Inner", "Close", "Friends", "Network", "No circle"]
    assert found["ring"] == "414"
    assert b"." not in before


def test_of_too_many_people_the_innermost_are_in_it(
    as_alice: Client, people: dict[str, Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("people", "wire"):
        monkeypatch.setattr(f"dashboard.graph.{module}.MOST_PEOPLE", 2)
    monkeypatch.setattr("dashboard.views.graph.MOST_PEOPLE", 2)

    found = read(as_alice)

    assert (found["names"], found["is_cut"]) == (["Ada Holm", "Bo Rask"], True)
    assert "Here are 2 of your 3 people" in as_alice.get("/graph/").content.decode()
