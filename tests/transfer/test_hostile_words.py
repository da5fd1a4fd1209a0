"""Markup in every field of files, on every page that shows what came in; and pages that ask no more for more rows."""

import io
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from reminders.services import remove_person
from tests.conftest import NOON
from tests.factories import make_contact
from tests.samples.tables import GOOGLE_NEW, OUTLOOK, THUNDERBIRD, table
from transfer.formats.values import Card
from transfer.models import ImportRun, PossibleMatch
from transfer.services import take_turn
from transfer.services.cards.plain import card_to_plain
from transfer.services.runs import open_run, start_preview
from transfer.services.uploads import Stored, store_files

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "{{constructor.constructor('alert(1)')()}}<b onclick=x>",
    "'><a href=javascript:alert(1) autofocus onfocus=x>",
    "</textarea></title></template><form action=//evil.example hx-get=//evil.example>",
)
MARKED = ("alert(1)", "evil.example")
CARD = """BEGIN:VCARD
VERSION:3.0
UID:{0}
N:{0};{0};{0};{0};{0}
FN:{0}
NICKNAME:{0}
EMAIL;TYPE={1}:a@b.example
EMAIL:{0}
TEL;TYPE={1}:{0}
URL:javascript:alert(1)//{0}
URL:https://x.com/lea?{1}
ORG:{0};{0}
TITLE:{0}
ADR;TYPE={1}:{0};{0};{0};{0};{0};{0};{0}
NOTE:{0}
CATEGORIES:{0},{0}
X-SOCIALPROFILE;TYPE={1}:{0}
X-WHATEVER:{0}
BDAY:{0}
PHOTO;VALUE=uri:javascript:alert(1)
END:VCARD
"""
EVENT = """BEGIN:VCALENDAR
X-WR-CALNAME:{0}
BEGIN:VEVENT
UID:{0}
DTSTART:20260102T100000Z
SUMMARY:{0}
DESCRIPTION:{0}
LOCATION:{0}
ATTENDEE;CN="{1}":mailto:a@b.example
ATTENDEE;CN="{1}":mailto:c@d.example
RRULE:{0}
END:VEVENT
END:VCALENDAR
"""


class Handlers(HTMLParser):
    """Where what came in has become an element or an attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            is_link = name in ("href", "src", "action", "hx-get", "hx-post", "formaction")
            if name.startswith("on") or (is_link and any(mark in (value or "") for mark in MARKED)):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and any(mark in data for mark in MARKED):
            self.found.append(data)


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def made(payload: str) -> dict[str, bytes]:
    """Files with the payload in every field, each by its name."""
    fields, plain = escaped(payload), payload.replace('"', "")
    tables = {
        "google": GOOGLE_NEW,
        "outlook": OUTLOOK,
        "thunderbird": THUNDERBIRD,
        "other": ["Name", "Mail", payload],
    }
    csv = {
        f"{name}.csv": table(columns, dict.fromkeys(columns, payload)).encode()
        for name, columns in tables.items()
    }
    card, event = CARD.format(fields, plain), EVENT.format(fields, plain)
    return csv | {
        "a.vcf": card.encode(),
        "b.vcf": card.replace("UID:", "UID:b").encode(),
        "a.ics": event.encode(),
    }


def store(name: str, data: bytes) -> Stored:
    return store_files([(f"{PAYLOADS[1]}{name}", io.BytesIO(data))])


def fill(owner: User, now: datetime) -> list[str]:
    """Everything brought in, looked at, asked; the pages that show it."""
    pages = ["/people/", "/import/", "/matches/", "/duplicates/", "/"]
    for payload in PAYLOADS:
        for name, data in made(payload).items():
            looked = start_preview(owner=owner, stored=store(name, data), options={"texts": True}, now=now)
            take_turn(run_id=looked.pk, clock=lambda: now)
            columns = [f"/import/{looked.pk}/columns/"] if looked.kind == "csv" else []
            assert _bad(owner, [f"/import/{looked.pk}/", *columns]) == {}
            run = open_run(owner=owner, stored=store(name, data), texts=True, now=now, queued=False)
            take_turn(run_id=run.pk, clock=lambda: now)
            pages += [f"/import/{run.pk}/"]
    people = list(Contact.objects.owned_by(owner).order_by("pk"))
    for one, other in zip(people, people[1:], strict=False):
        pages += [f"/people/{one.pk}/", f"/people/{one.pk}/edit/", f"/merge/{one.pk}/{other.pk}/"]
    return [*pages, f"/people/{people[0].pk}/merge/"]


def _bad(owner: User, pages: list[str]) -> dict[str, Any]:
    client, bad = Client(), {}
    client.force_login(owner)
    for page in pages:
        answer, seen = client.get(page, follow=True), Handlers()
        seen.feed(answer.content.decode())
        if answer.status_code != 200 or seen.found:
            bad[page] = (answer.status_code, seen.found)
    return bad


def test_c1_no_field_of_a_file_becomes_an_element_or_a_handler_on_any_page(
    alice: User, now: datetime
) -> None:
    pages = fill(alice, now)

    assert Contact.objects.owned_by(alice).count() > len(PAYLOADS)
    assert _bad(alice, pages) == {}


def ask(owner: User, contact: Contact, number: int) -> None:
    run, _ = ImportRun.objects.get_or_create(
        owner=owner, kind="vcard", file_name="a.vcf", defaults={"state": "done", "created_at": NOON}
    )
    card = card_to_plain(
        Card(number, given="Lea", family=f"Falk{number}", emails=(f"l{number}@falk.example",))
    )
    PossibleMatch.objects.create(
        owner=owner, run=run, source="vcard", key=str(number), name=f"Lea Falk{number}", contact=contact,
        confidence=0.8, card=card,
    )  # fmt: skip


@pytest.mark.parametrize("page", ["/matches/", "/duplicates/", "/import/", "/people/"])
def test_a_page_takes_no_more_queries_for_more_rows(
    as_alice: Client, alice: User, page: str, now: datetime
) -> None:
    counts = []
    for more in (range(3), range(3, 9)):
        for number in more:
            one = make_contact(alice, f"Lea Falk{number % 5}", now)
            ask(alice, one, number)
            ImportRun.objects.create(owner=alice, kind="vcard", file_name="b", state="done", created_at=now)
        as_alice.get(page)
        with CaptureQueriesContext(connection) as queries:
            as_alice.get(page)
        counts.append(len(queries))

    assert counts[0] >= counts[1]


@pytest.mark.parametrize("picked", ["9" * 30, "9" * 5_000, "²", "-1"])
def test_numbers_that_are_no_ids_answer_nothing(
    as_alice: Client, alice: User, now: datetime, picked: str
) -> None:
    ask(alice, make_contact(alice, "Lea Falk", now), 1)
    match = PossibleMatch.objects.get()

    said = {"answer": "same", "contact": picked}
    assert as_alice.post(f"/matches/{match.pk}/", said).status_code == 404
    assert as_alice.post("/matches/sure/", {"pick": [picked]}).status_code == 302
    assert PossibleMatch.objects.get().answer == ""


def test_b4_an_answer_that_names_somebody_elses_contact_is_refused(
    as_alice: Client, alice: User, bob: User, now: datetime
) -> None:
    ask(alice, make_contact(alice, "Lea Falk", now), 1)
    theirs, match = make_contact(bob, "Lea Falk", now), PossibleMatch.objects.get()

    answer = as_alice.post(f"/matches/{match.pk}/", {"answer": "same", "contact": str(theirs.pk)})

    assert answer.status_code == 404
    assert theirs.identities.count() == 0
    assert PossibleMatch.objects.get().answer == ""


def test_p7_nothing_is_added_to_somebody_deleted_since_they_were_asked_about(
    as_alice: Client, alice: User, now: datetime
) -> None:
    contact = make_contact(alice, "Lea Falk", now)
    ask(alice, contact, 1)
    remove_person(contact=contact, now=now)

    answer = as_alice.post(f"/matches/{PossibleMatch.objects.get().pk}/", {"answer": "same"})

    assert answer.status_code == 404
    assert contact.identities.count() == 0


def test_d11_an_upload_beyond_the_limit_leaves_no_file(as_alice: Client, uploads: Path) -> None:
    data = io.BytesIO(b"Name,Mail\n" + bytes(50 * 1024 * 1024))
    data.name = "people.csv"

    answer = as_alice.post("/import/", {"export": data})

    assert answer.status_code == 422
    assert "is larger than 50 MB" in answer.content.decode()
    assert (ImportRun.objects.count(), [*uploads.glob("*")]) == (0, [])


def test_d11_what_is_larger_than_any_page_takes_is_refused_before_it_is_read(as_alice: Client) -> None:
    answer = as_alice.post("/import/", {"export": "x"}, headers={"content-length": str(65 * 2**20)})

    assert answer.status_code == 413
    assert "More than 64 MB cannot come in at once." in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
    assert ImportRun.objects.count() == 0
