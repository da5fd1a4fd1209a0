"""An export goes in through the page, is looked at, and goes out again whole."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from contacts.models import Contact
from interactions.models import Interaction
from relationships.models import Standing
from tests.samples.linkedin import make_export
from transfer.models import ImportRun
from transfer.tasks import work_on

ME = ("Owen Reed", "owen-reed")
ANNA = {"given": "Anna", "family": "Bell", "slug": "anna-bell", "company": "Kiln", "position": "Potter"}
CARL = {"given": "Carl", "family": "Cray", "slug": "carl-cray", "company": "Tern", "position": "Pilot"}


def said(day: datetime, *, to_anna: bool = True) -> dict[str, object]:
    them = ("Anna Bell", "anna-bell")
    sender, receiver = (ME, them) if to_anna else (them, ME)
    return {"conversation": "c1", "sender": sender[0], "sender_slug": sender[1], "to": [receiver], "at": day}


def export(**changes: object) -> SimpleUploadedFile:
    """Two connections, four messages on three days, two invitations."""
    days = [datetime(2026, 1, day, 12, tzinfo=UTC) for day in (5, 5, 12, 20)]
    data = make_export(
        connections=[{**ANNA, "on": date(2020, 2, 8), **changes}, {**CARL, "on": date(2018, 5, 1)}],
        messages=[said(day, to_anna=number % 2 == 0) for number, day in enumerate(days)],
        invitations=[
            {"sender": "Bill Akers", "sender_slug": "bill-akers", "recipient": ME[0], "recipient_slug": ME[1],
             "at": datetime(2026, 1, 29, 14, 37, tzinfo=UTC), "message": "Hello!", "incoming": True},
        ],
    )  # fmt: skip
    return SimpleUploadedFile("export.zip", data, "application/zip")


def take_in(client: Client, file: SimpleUploadedFile) -> ImportRun:
    """Upload a file and let the worker do its part."""
    answer = client.post("/import/", {"export": file, "at_once": "1"})
    assert answer.status_code == 302, answer.content.decode()
    run = ImportRun.objects.latest("pk")
    work_on(run.pk)
    run.refresh_from_db()
    return run


@pytest.mark.usefixtures("now")
def test_an_export_becomes_a_scored_network(as_alice: Client, alice: User) -> None:
    run = take_in(as_alice, export())

    assert (run.state, run.counts["added"], run.counts["interactions"]) == ("done", 2, 3)
    anna = Contact.objects.owned_by(alice).get(display="Anna Bell")
    assert [str(post) for post in anna.posts.all()] == ["Potter, Kiln"]
    assert [(link.network, link.since) for link in anna.links.all()] == [("linkedin", date(2020, 2, 8))]
    assert Standing.objects.get(contact=anna).days == 3
    assert Standing.objects.get(contact__display="Carl Cray").health_on(date(2026, 3, 12)) == "unknown"
    page = as_alice.get(f"/import/{run.pk}/").content.decode()
    assert "Your network now" in page
    assert "Bill Akers" in as_alice.get("/requests/").content.decode()


@pytest.mark.usefixtures("now")
def test_the_same_file_twice_adds_nothing_and_a_newer_one_updates(as_alice: Client, alice: User) -> None:
    take_in(as_alice, export())
    rows = Contact.objects.count(), Interaction.objects.count()

    again = take_in(as_alice, export())
    assert (again.counts["added"], again.counts["unchanged"], again.counts["interactions"]) == (0, 2, 0)
    assert (Contact.objects.count(), Interaction.objects.count()) == rows

    newer = take_in(as_alice, export(company="Harbour"))
    assert (newer.counts["added"], newer.counts["updated"], newer.counts["unchanged"]) == (0, 1, 1)
    anna = Contact.objects.owned_by(alice).get(display="Anna Bell")
    assert "Potter, Harbour" in [str(post) for post in anna.posts.all()]


@pytest.mark.usefixtures("now")
def test_a_run_is_taken_back_whole_but_what_the_owner_added_stays(as_alice: Client, alice: User) -> None:
    run = take_in(as_alice, export())
    as_alice.post("/log/", {"line": "coffee with Carl Cray yesterday"})

    as_alice.post(f"/import/{run.pk}/undo/")
    work_on(run.pk)

    run.refresh_from_db()
    assert run.state == "undone"
    assert [contact.display for contact in Contact.objects.owned_by(alice)] == ["Carl Cray"]
    assert [row.kind for row in Interaction.objects.owned_by(alice)] == ["coffee"]
    assert Standing.objects.get(contact__display="Carl Cray").days == 1
    assert "Carl Cray" in as_alice.get(f"/import/{run.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("export.zip", b"", "empty"),
        ("notes.txt", b"Dear Anna,\nsee you\n", "notes.txt"),
        ("photo.zip", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "photo.zip"),
        ("empty.zip", b"PK\x05\x06" + b"\0" * 18, "is an empty zip"),
    ],
)
def test_what_is_no_export_is_refused_on_the_spot(
    as_alice: Client, alice: User, name: str, data: bytes, word: str
) -> None:
    answer = as_alice.post("/import/", {"export": SimpleUploadedFile(name, data)})

    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert ImportRun.objects.count() == 0


def test_pasted_names_become_people_once(as_alice: Client, alice: User) -> None:
    lines = {"names": "Anna Bell\n  Carl   Cray \n\nAnna Bell", "circle": "close"}

    as_alice.post("/import/names/", lines)
    as_alice.post("/import/names/", lines)

    people = Contact.objects.owned_by(alice)
    assert sorted((one.display, one.circle) for one in people) == [
        ("Anna Bell", "close"),
        ("Carl Cray", "close"),
    ]
