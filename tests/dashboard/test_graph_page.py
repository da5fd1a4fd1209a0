import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact, Post, Tie
from tests.factories import log, make_contact

URL = "/graph/"
TODAY = date(2026, 3, 12)


@pytest.fixture
def people(alice: User, now: datetime) -> dict[str, Contact]:
    """Ada (very strong) manages Bo and Cara; Dina, with nothing recorded, knows Bo best."""
    names = ("Ada Holm", "Bo Rask", "Cara Quist", "Dina Moor")
    found = {name.split()[0]: make_contact(alice, name, now) for name in names}
    for ago in range(70, 0, -7):
        log(found["Ada"], TODAY - timedelta(days=ago), now, kind="meal")
    for ago in (300, 330, 360):
        log(found["Cara"], TODAY - timedelta(days=ago), now)
    for one, other, kind, estimate in (
        ("Ada", "Bo", "manager", 5),
        ("Ada", "Cara", "manager", None),
        ("Bo", "Dina", "friend", 9),
        ("Bo", "Dina", "knows", None),
    ):
        Tie.objects.create(
            owner=alice, one=found[one], other=found[other], kind=kind, estimate=estimate, made_at=now
        )
    Post.objects.create(owner=alice, contact=found["Bo"], organisation="Kiln Robotics")
    return found


def rows(client: Client, address: str = URL) -> list[list[str]]:
    """The words of each cell of the table."""
    shown = client.get(address).content.decode()
    body = re.search(r"<tbody>(.*?)</tbody>", shown, re.S)
    assert body is not None
    cells = [
        re.findall(r"<td.*?>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", body[1], re.S)
    ]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_the_table_tells_what_the_picture_shows(as_alice: Client, people: dict[str, Contact]) -> None:
    assert rows(as_alice) == [
        ["Ada Holm", "Very strong", "Thriving", "–", "2", "Bo Rask report"],
        ["Cara Quist", "Light", "Dormant", "–", "1", "Ada Holm manager"],
        ["Bo Rask", "Faint", "Nothing recorded", "Kiln Robotics", "2", "Dina Moor friend"],
        ["Dina Moor", "Faint", "Nothing recorded", "–", "1", "Bo Rask friend"],
    ]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Ada", "Bo", "Cara", "Dina"]),
        ("-name", ["Dina", "Cara", "Bo", "Ada"]),
        ("-ties", ["Ada", "Bo", "Cara", "Dina"]),
        ("ties", ["Cara", "Dina", "Ada", "Bo"]),
        ("ring", ["Bo", "Dina", "Cara", "Ada"]),
    ],
)
def test_it_is_sorted_by_name_ring_and_number_of_ties(
    as_alice: Client, people: dict[str, Contact], sort: str, names: list[str]
) -> None:
    assert [row[0].split()[0] for row in rows(as_alice, f"{URL}?sort={sort}")] == names


def test_it_is_paged_by_fifty_with_the_same_number_of_queries(
    as_alice: Client, alice: User, people: dict[str, Contact], now: datetime
) -> None:
    as_alice.get(URL)
    with CaptureQueriesContext(connection) as few:
        as_alice.get(URL)
    for number in range(60):
        make_contact(alice, f"Person {number:02}", now)

    with CaptureQueriesContext(connection) as many:
        first = rows(as_alice, f"{URL}?sort=name")
    second = rows(as_alice, f"{URL}?sort=name&page=2")

    assert (len(first), len(second)) == (50, 14)
    assert len(few) == len(many)


def test_the_ranked_list_comes_before_the_picture_and_the_table_after_it(
    as_alice: Client, people: dict[str, Contact]
) -> None:
    shown = as_alice.get(URL).content.decode()

    assert (
        shown.index("Who knows most of the others") < shown.index("<canvas") < shown.index('id="graph-table"')
    )
    ranked = re.findall(r'<a class="chip" href="/people/(\d+)/">', shown)
    assert ranked == [str(people[name].pk) for name in ("Ada", "Bo", "Cara", "Dina")]


def test_a_new_book_says_what_will_be_here_and_asks_for_people(as_alice: Client) -> None:
    shown = as_alice.get(URL).content.decode()

    assert "Nobody is in your book yet" in shown
    assert "graph.js" not in shown
    assert "<canvas" not in shown


def test_people_without_ties_are_told_how_ties_come(as_alice: Client, alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Holm", now)

    shown = as_alice.get(URL).content.decode()

    assert "No ties between your people are noted yet." in shown
    assert "<canvas" in shown


def test_who_hides_strength_sees_circles_instead_of_rings(
    as_alice: Client, alice: User, people: dict[str, Contact]
) -> None:
    User.objects.filter(pk=alice.pk).update(shows_strength=False)
    Contact.objects.filter(pk=people["Cara"].pk).update(circle="close")

    assert [row[:2] for row in rows(as_alice)] == [
        ["Cara Quist", "Close"],
        ["Ada Holm", "No circle"],
        ["Bo Rask", "No circle"],
        ["Dina Moor", "No circle"],
    ]
    assert "strong" not in re.sub(r"<[^>]+>", "", as_alice.get(URL).content.decode()).lower()


def test_one_hidden_person_has_no_ring_in_the_table(as_alice: Client, people: dict[str, Contact]) -> None:
    Contact.objects.filter(pk=people["Ada"].pk).update(hides_strength=True)

    assert ["Ada Holm", "Not shown"] in [row[:2] for row in rows(as_alice)]


def test_a_name_cannot_bring_markup_into_the_table(as_alice: Client, alice: User, now: datetime) -> None:
    make_contact(alice, "<b>Bo</b> {page}", now)

    shown = as_alice.get(URL).content.decode()

    assert "<b>Bo</b>" not in shown
    assert "&lt;b&gt;Bo&lt;/b&gt; {page}" in shown
