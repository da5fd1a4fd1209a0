"""The list of people and one person's page, through the client."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact, ImportantDate, Tag
from contacts.services import tags_named
from interactions.models import Interaction
from relationships.models import Standing
from reminders.models import Reminder
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


def shown_names(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/people/{query}")
    return [row.record.name for row in answer.context["table"].page.object_list]


@pytest.fixture
def book(alice: User, now: datetime) -> dict[str, Contact]:
    """Ada thrives, Bo is cooling, Carl is unknown and due, Dora has faded."""
    people = {
        "Ada": make_contact(alice, "Ada Lindqvist", now),
        "Bo": make_contact(alice, "Bo Ek", now, circle="friends"),
        "Carl": make_contact(alice, "Carl Babic", now, circle="inner"),
        "Dora": make_contact(alice, "Dora Sand", now, state="faded"),
    }
    for days in (1, 15, 30, 45, 60):
        log(people["Ada"], TODAY - timedelta(days=days), now)
    for days in (150, 200, 250):
        log(people["Bo"], TODAY - timedelta(days=days), now)
    return people


def test_people_come_strongest_first_and_the_faded_stay_out(
    as_alice: Client, book: dict[str, Contact]
) -> None:
    assert shown_names(as_alice) == ["Ada Lindqvist", "Bo Ek", "Carl Babic"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?sort=name", ["Ada Lindqvist", "Bo Ek", "Carl Babic"]),
        ("?sort=-name", ["Carl Babic", "Bo Ek", "Ada Lindqvist"]),
        ("?sort=strength", ["Carl Babic", "Bo Ek", "Ada Lindqvist"]),
        ("?sort=-last", ["Ada Lindqvist", "Bo Ek", "Carl Babic"]),
        ("?sort=circle", ["Carl Babic", "Bo Ek", "Ada Lindqvist"]),
        ("?sort=due", ["Bo Ek", "Carl Babic", "Ada Lindqvist"]),
        ("?circle=inner", ["Carl Babic"]),
        ("?circle=none", ["Ada Lindqvist"]),
        ("?health=thriving", ["Ada Lindqvist"]),
        ("?health=unknown", ["Carl Babic"]),
        ("?due=now", ["Bo Ek", "Carl Babic"]),
        ("?state=faded", ["Dora Sand"]),
        ("?state=any&sort=name", ["Ada Lindqvist", "Bo Ek", "Carl Babic", "Dora Sand"]),
        ("?q=lindq", ["Ada Lindqvist"]),
        ("?page=999", ["Ada Lindqvist", "Bo Ek", "Carl Babic"]),
        ("?sort=owner__password&health=nonsense&circle=7", ["Ada Lindqvist", "Bo Ek", "Carl Babic"]),
    ],
)
def test_the_list_is_sorted_and_narrowed(
    as_alice: Client, book: dict[str, Contact], query: str, names: list[str]
) -> None:
    assert shown_names(as_alice, query) == names


def test_a_sort_key_never_reaches_another_table(as_alice: Client, book: dict[str, Contact]) -> None:
    with CaptureQueriesContext(connection) as queries:
        as_alice.get("/people/?sort=owner__email&ordering=owner__password")

    assert not any('ORDER BY "accounts_user"' in query["sql"] for query in queries)


def test_bulk_changes_circle_state_and_tags_together(
    as_alice: Client, alice: User, book: dict[str, Contact]
) -> None:
    [old] = tags_named(owner=alice, text="old")
    book["Ada"].tags.add(old)
    chosen = [book["Ada"].pk, book["Bo"].pk]

    as_alice.post(
        "/people/bulk/",
        {"people": chosen, "circle": "inner", "state": "keep", "add_tags": "sailing", "drop_tag": old.pk},
    )

    changed = Contact.objects.filter(pk__in=chosen).order_by("pk")
    assert [(row.circle, row.state) for row in changed] == [("inner", "active"), ("inner", "active")]
    assert [[tag.name for tag in row.tags.all()] for row in changed] == [["sailing"], ["sailing"]]
    assert Standing.objects.get(contact=book["Ada"]).due_day == TODAY + timedelta(days=6)


def test_a_bulk_change_with_a_strangers_person_changes_nobody(
    as_alice: Client, bob: User, now: datetime, book: dict[str, Contact]
) -> None:
    stranger = make_contact(bob, "Zelda Stranger", now)

    answer = as_alice.post("/people/bulk/", {"people": [book["Ada"].pk, stranger.pk], "circle": "inner"})

    assert answer.status_code == 404
    assert Contact.objects.filter(circle="inner").get() == book["Carl"]


def test_a_strangers_tag_is_no_choice(
    as_alice: Client, bob: User, book: dict[str, Contact], now: datetime
) -> None:
    [theirs] = tags_named(owner=bob, text="Secretclub")
    data = {"people": [book["Ada"].pk], "circle": "keep", "drop_tag": theirs.pk, "add_tags": "x"}

    as_alice.post("/people/bulk/", data)

    assert "Secretclub" not in as_alice.get("/people/").content.decode()
    assert Tag.objects.filter(name="x").count() == 0


def _card(**fields: Any) -> dict[str, Any]:
    empty = {
        f"{prefix}-{part}": 0
        for prefix in ("reach", "posts", "dates", "addresses")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return {"given": "Rana", "family": "Perez", "state": "active", **empty, **fields}


def test_a_person_is_added_with_everything_on_the_card(as_alice: Client, alice: User) -> None:
    answer = as_alice.post(
        "/people/new/",
        _card(
            circle="close",
            aliases="Ranita, R.P.",
            tag_names="sailing, chess",
            met_on="2019-5",
            **{
                "reach-TOTAL_FORMS": 2,
                "reach-0-kind": "email",
                "reach-0-shown": "Rana@Example.org",
                "reach-1-kind": "phone",
                "reach-1-shown": "+1 202 555 0143",
                "posts-TOTAL_FORMS": 1,
                "posts-0-organisation": "Sun Works",
                "posts-0-title": "Buyer",
                "posts-0-since": "2020",
                "dates-TOTAL_FORMS": 1,
                "dates-0-kind": "birthday",
                "dates-0-day": 29,
                "dates-0-month": 2,
            },
        ),
    )

    rana = Contact.objects.owned_by(alice).get()
    assert answer.status_code == 302
    assert (rana.display, rana.met_on, rana.circle, rana.circle_since is not None) == (
        "Rana Perez",
        "2019-05",
        "close",
        True,
    )
    assert sorted(rana.tags.values_list("name", flat=True)) == ["chess", "sailing"]
    assert sorted(rana.identities.values_list("kind", "key")) == [
        ("alias", "r p"),
        ("alias", "ranita"),
        ("email", "rana@example.org"),
        ("phone", "+12025550143"),
    ]
    assert [str(post) for post in rana.posts.all()] == ["Buyer, Sun Works"]
    assert Reminder.objects.owned_by(alice).filter(kind="date", contact=rana).count() == 1


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"given": "", "family": ""}, "Give at least one name."),
        ({"given": "N" * 5000}, "at most 200 characters"),
        ({"met_on": "1066-13"}, "is not in the calendar"),
        ({"through": "Nobody Known"}, "Nobody in your book"),
        (
            {"dates-TOTAL_FORMS": 1, "dates-0-kind": "birthday", "dates-0-day": 31, "dates-0-month": 4},
            "There is no 31 April",
        ),
        (
            {"reach-TOTAL_FORMS": 1, "reach-0-kind": "profile", "reach-0-shown": "javascript:alert(1)"},
            "is not the address of a profile",
        ),
    ],
)
def test_a_bad_card_says_what_is_wrong_and_keeps_what_was_typed(
    as_alice: Client, alice: User, fields: dict[str, Any], word: str
) -> None:
    answer = as_alice.post("/people/new/", _card(nickname="", place="Typed place", **fields))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert word in shown
    assert "Typed place" in shown
    assert Contact.objects.count() == 0


def test_a_renamed_person_keeps_no_old_name(as_alice: Client, book: dict[str, Contact]) -> None:
    as_alice.post(f"/people/{book['Ada'].pk}/edit/", _card(given="Ada", family="Berg", display=""))

    assert Contact.objects.get(pk=book["Ada"].pk).display == "Ada Berg"


def test_deleting_hides_a_person_and_undo_brings_everything_back(
    as_alice: Client, alice: User, book: dict[str, Contact]
) -> None:
    ada = book["Ada"]
    ImportantDate.objects.create(owner=alice, contact=ada, month=3, day=14)

    as_alice.post(f"/people/{ada.pk}/remove/")
    assert as_alice.get(f"/people/{ada.pk}/").status_code == 404
    assert "Ada Lindqvist" not in shown_names(as_alice)
    assert "Ada Lindqvist" in as_alice.get("/recent/").content.decode()

    as_alice.post(f"/people/{ada.pk}/restore/")
    assert shown_names(as_alice)[0] == "Ada Lindqvist"
    assert as_alice.get(f"/people/{ada.pk}/").status_code == 200


def test_had_a_call_today_is_one_post(as_alice: Client, book: dict[str, Contact]) -> None:
    answer = as_alice.post(f"/people/{book['Carl'].pk}/call/", {"next": "/people/"})

    logged = Interaction.objects.latest("pk")
    assert (answer["Location"], logged.kind, logged.day) == ("/people/", "call", TODAY)


def test_the_page_of_a_person_shows_parts_that_sum_to_the_strength(
    as_alice: Client, book: dict[str, Contact]
) -> None:
    standing = as_alice.get(f"/people/{book['Ada'].pk}/").context["standing"]

    assert abs(sum(part.shown for part in standing.explanation.parts) - standing.strength) <= 0.05
    assert standing.health == "thriving"


def _queries(client: Client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_queries_do_not_grow_with_the_rows(as_alice: Client, alice: User, now: datetime) -> None:
    paths = ("/", "/people/", "/people/?q=person", "/search/?q=person", "/recent/", "/settings/")

    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            person = make_contact(alice, f"Person{n} Test", now, circle="inner", place="Oslo")
            person.posts.create(owner=alice, organisation="Works", title="Writer")
            log(person, TODAY - timedelta(days=60 + n), now, note="person spoke")
            gone = log(person, TODAY - timedelta(days=30 + n), now)
            as_alice.post(f"/interactions/{gone.pk}/remove/")

    grow(0, 3)
    few = {path: _queries(as_alice, path) for path in paths}
    grow(3, 13)

    assert {path: _queries(as_alice, path) for path in paths} == few


def test_a_person_with_a_long_history_costs_no_more_queries(
    as_alice: Client, alice: User, now: datetime
) -> None:
    ada, bo = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Bo Ek", now)
    log(ada, TODAY, now)
    log(bo, TODAY, now)
    few = _queries(as_alice, f"/people/{ada.pk}/")
    for n in range(25):
        log(bo, TODAY - timedelta(days=n), now, note="spoke")

    assert _queries(as_alice, f"/people/{bo.pk}/") == few
