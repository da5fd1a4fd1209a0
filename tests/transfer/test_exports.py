"""Tables, calendars, Markdown and one person's data: whole, and harmless wherever they are opened."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Address, Contact, ImportantDate, Note, Photo
from contacts.services import new_identity, tags_named
from domain.formulae import unguarded
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import log_interaction
from reminders.services import remove_person
from tests.factories import log, make_contact
from tests.transfer.accounts_made import PHOTO, make_account
from transfer.exports.calendars import write_calendar
from transfer.exports.filenames import Names, safe_name
from transfer.exports.icslines import escaped, folded
from transfer.exports.markdown import opening, person_pages, write_markdown
from transfer.exports.subject import write_subject
from transfer.exports.tables import write_happened, write_people, write_tables

TODAY = date(2026, 3, 12)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(owner: User) -> list[dict[str, str]]:
    """The table of people as a spreadsheet reads it."""
    file = io.BytesIO()
    write_people(owner=owner, target=file, today=TODAY)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))


def calendar(owner: User, now: datetime) -> Any:
    file = io.BytesIO()
    write_calendar(owner=owner, target=file, now=now)
    return icalendar.Calendar.from_ical(file.getvalue())


def page(contact: Contact) -> str:
    return next(text for _, text in person_pages(contact.owner, TODAY, [contact.pk]))


def about(contact: Contact, now: datetime) -> dict[str, bytes]:
    file = io.BytesIO()
    write_subject(contact=contact, target=file, now=now)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    found = make_contact(alice, "Ada Lindqvist", now, circle="close", place="Köln", aliases=["Addie"])
    for kind, text in (
        ("email", "ada@example.org"),
        ("email", "a@example.net"),
        ("phone", "+49 221 4710815"),
    ):
        new_identity(contact=found, kind=kind, text=text).save()
    ImportantDate.objects.create(owner=alice, contact=found, month=2, day=29)
    Note.objects.create(owner=alice, contact=found, text="Likes *radio*.")
    Address.objects.create(owner=alice, contact=found, street="Domplatz 1", city="Köln", country="Germany")
    found.tags.set(tags_named(owner=alice, text="choir, old team"))
    log(found, date(2026, 3, 1), now, place="Kaffa", note="the fair", minutes=45)
    return found


def test_a_row_tells_what_is_on_a_card(ada: Contact) -> None:
    (row,) = table(ada.owner)

    assert {name: unguarded(row[name]) for name in row if row[name]} == {
        "Name": "Ada Lindqvist", "Given name": "Ada", "Family name": "Lindqvist", "Place": "Köln",
        "Circle": "close", "Street": "Domplatz 1", "Town": "Köln", "Country": "Germany", "Birthday": "--02-29",
        "Tags": "choir, old team", "State": "Active", "Last contact": "2026-03-01",
        "Strength": row["Strength"], "Health": row["Health"], "E-mail": "ada@example.org",
        "E-mail 2": "a@example.net", "Phone": "+49 221 4710815", "Also known as": "Addie", "Note": "Likes *radio*.",
    }  # fmt: skip
    assert re.fullmatch(r"\d\.\d", row["Strength"])


def test_a_hidden_strength_stays_hidden(ada: Contact) -> None:
    Contact.objects.filter(pk=ada.pk).update(hides_strength=True)
    (row,) = table(ada.owner)
    assert (row["Strength"], row["Health"]) == ("", "")
    assert "Relationship: last in touch on 2026-03-01" in page(ada)


def test_who_was_deleted_is_in_no_table(ada: Contact, now: datetime) -> None:
    remove_person(contact=ada, now=now)
    assert table(ada.owner) == []


@pytest.mark.parametrize("seed", range(3))
def test_c8_no_cell_is_a_formula_and_every_text_comes_back(seed: int, alice: User, now: datetime) -> None:
    make_account(alice, seed, now)
    for start in DANGEROUS:
        make_contact(alice, "Eve Bell", now, display=f"{start}1+1", met_how=f"x\n{start}cmd|' /C calc'!A0")
    rows = table(alice)

    cells = [line for row in rows for cell in row.values() for line in re.split(r"[\r\n]", cell)]
    assert [line for line in cells if line.startswith(DANGEROUS)] == []
    assert sorted(unguarded(row["Name"]) for row in rows) == sorted(
        Contact.objects.owned_by(alice).values_list("display", flat=True)
    )
    assert sorted(unguarded(row["How we met"]) for row in rows) == sorted(
        Contact.objects.owned_by(alice).values_list("met_how", flat=True)
    )


def test_both_tables_lie_in_one_zip(ada: Contact) -> None:
    file = io.BytesIO()
    assert write_tables(owner=ada.owner, target=file, today=TODAY) == 1
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["people.csv", "interactions.csv"]
        happened = archive.read("interactions.csv").decode("utf-8-sig").splitlines()
    assert happened == [
        "Day,How exactly,Time,Kind,With,Minutes,Who began it,Place,What about",
        "2026-03-01,day,,Coffee,Ada Lindqvist,45,,Kaffa,the fair",
    ]


def test_the_table_of_what_happened_counts_its_rows(ada: Contact) -> None:
    assert write_happened(owner=ada.owner, target=io.BytesIO()) == 1


def test_a_calendar_holds_dates_and_what_happened(ada: Contact, now: datetime) -> None:
    birthday, coffee = calendar(ada.owner, now).walk("VEVENT")

    assert str(birthday["SUMMARY"]) == "Ada Lindqvist’s birthday"
    assert birthday["DTSTART"].dt == date(2000, 2, 29)
    assert dict(birthday["RRULE"]) == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}
    assert str(coffee["SUMMARY"]) == "Coffee with Ada Lindqvist"
    assert coffee["DTSTART"].dt == date(2026, 3, 1)
    assert (str(coffee["LOCATION"]), str(coffee["DESCRIPTION"])) == ("Kaffa", "the fair")


def test_a_time_is_told_in_utc_with_its_end(ada: Contact, now: datetime) -> None:
    User.objects.filter(pk=ada.owner.pk).update(time_zone="Europe/Berlin")
    ada.owner.refresh_from_db()
    log(ada, date(2026, 3, 2), now, kind="meal", clock=time(18, 30), minutes=90)
    dinner = calendar(ada.owner, now).walk("VEVENT")[-1]

    assert dinner["DTSTART"].dt.isoformat() == "2026-03-02T17:30:00+00:00"
    assert dinner["DTEND"].dt.isoformat() == "2026-03-02T19:00:00+00:00"


def test_sensitive_words_and_vague_days_stay_out_of_the_calendar(ada: Contact, now: datetime) -> None:
    log(ada, date(2026, 2, 1), now, note="Canarysecret", place="Canaryplace", sensitive=True)
    log(ada, date(2026, 1, 1), now, note="Canaryvague", precision="month")
    file = io.BytesIO()
    assert write_calendar(owner=ada.owner, target=file, now=now) == 3
    assert b"Canary" not in file.getvalue()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028"])
def test_c9_a_name_with_a_line_end_is_one_property(end: str, alice: User, now: datetime) -> None:
    name = f"Eve{end}ATTENDEE:mailto:x@example.org{end}END:VEVENT;,\\"
    log(make_contact(alice, "Eve Bell", now, display=name), date(2026, 3, 1), now)
    (event,) = calendar(alice, now).walk("VEVENT")

    assert "ATTENDEE" not in event
    # a line end of any kind is told as the one that calendars know
    assert str(event["SUMMARY"]) == f"Coffee with {name}".replace(end, "\n")


@given(st.text(max_size=300))
def test_c9_no_line_is_wider_than_75_bytes_and_unfolding_brings_it_back(text: str) -> None:
    line = "SUMMARY:" + escaped(text, 300)
    raw = folded(line)

    assert all(len(piece) <= 75 for piece in raw.split(b"\r\n"))
    assert raw.removesuffix(b"\r\n").replace(b"\r\n ", b"") == line.encode("utf-8", "replace")
    assert "\n" not in line
    assert "\r" not in line


def test_a_page_of_markdown_tells_a_person(ada: Contact, now: datetime) -> None:
    log_interaction(
        owner=ada.owner,
        attendees=[Attendee(ada), Attendee(make_contact(ada.owner, "Bert Quint", now))],
        entry=Entry(kind="meal", day=date(2026, 3, 2)),
        now=now,
    )
    text = page(ada)

    assert text.startswith("# Ada Lindqvist\n\n* Lives in: Köln\n* Circle: Close\n* Tags: choir, old team\n")
    assert (
        "## Reach\n\n* E-mail: ada@example.org\n* E-mail: a@example.net\n"
        "* Phone: +49 221 4710815\n* Also known as: Addie\n" in text
    )
    assert "> Likes *radio*." in text
    assert text.endswith(
        "## What happened\n\n* 2026-03-02: Meal with Bert Quint\n"
        "* 2026-03-01: Coffee at Kaffa, 45 minutes – the fair\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# no heading", "\\# no heading"), ("- no list", "\\- no list"), ("1. no list", "\\1. no list"),
        ("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)"), ("<b>", "\\<b\\>"), ("a\n# b", "a \\# b"),
    ],
)  # fmt: skip
def test_words_of_a_card_are_never_read_as_markdown(text: str, told: str) -> None:
    assert opening(text) == told


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc passwd"), ("C:\\x", "C x"), ("NUL", "NUL (person)"), ("con.md", "con.md (person)"),
        ("", "Somebody"), ("...", "Somebody"), ("a\0b\nc", "a b c"), ("\u202egnp.exe", "gnp.exe"),
        ("Dörte d’Angelo", "Dörte d’Angelo"), ("王小明", "王小明"), ("x" * 300, "x" * 120),
    ],
)  # fmt: skip
def test_file_names_are_safe_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.lists(st.text(max_size=20), max_size=20))
def test_no_two_files_share_a_name(texts: list[str]) -> None:
    names = Names()
    found = [names.take(text, ".md") for text in texts]
    assert len({name.casefold() for name in found}) == len(texts)
    assert not any("/" in name or "\\" in name or name.startswith(".") for name in found)


def test_everybody_has_a_file(alice: User, now: datetime) -> None:
    for name in ("Ada Lindqvist", "Ada Lindqvist", "ada lindqvist"):
        make_contact(alice, name, now)
    file = io.BytesIO()
    assert write_markdown(owner=alice, target=file, today=TODAY) == 3
    with zipfile.ZipFile(file) as archive:
        assert len(archive.namelist()) == len({name.casefold() for name in archive.namelist()}) == 3


def test_all_that_is_known_about_somebody_is_told_but_no_name_of_another(ada: Contact, now: datetime) -> None:
    bert = make_contact(ada.owner, "Bert Quint", now, met_through=ada)
    Contact.objects.filter(pk=ada.pk).update(met_through=bert)
    Note.objects.create(owner=ada.owner, contact=ada, text="Canarysecret", sensitive=True)
    Note.objects.create(owner=ada.owner, contact=bert, text="Canaryother")
    Photo.objects.create(owner=ada.owner, contact=ada, data=PHOTO, small=b"", digest="0" * 64, changed_at=now)
    log_interaction(
        owner=ada.owner,
        attendees=[Attendee(ada, side_note="for ada"), Attendee(bert, side_note="for the other")],
        entry=Entry(kind="meal", day=date(2026, 3, 2), note="Bert Quint told of Bert’s boat"),
        now=now,
    )
    files = about(ada, now)
    whole = json.loads(files["about.json"])["tables"]

    assert set(files) == {"about.md", "about.json", "photo.jpg"}
    assert [row["text"] for row in whole["notes"]] == ["Likes *radio*.", "Canarysecret"]
    assert [row["key"] for row in whole["identities"]] == [
        "addie",
        "ada@example.org",
        "a@example.net",
        "+492214710815",
    ]
    meal = whole["interactions"][1]
    assert (meal["kind"], meal["others"]) == ("Meal", 1)
    assert meal["note"] == "another person told of another person’s boat"
    assert [row.get("side_note", "") for row in whole["participations"]] == ["", "for ada"]
    assert whole["contacts"][0]["met_through"] == "another person"
    for data in (files["about.md"].decode(), files["about.json"].decode()):
        assert not re.search("Bert|Quint|Canaryother|for the other", data)
    assert "Canarysecret" in files["about.md"].decode()


def test_b8_nothing_of_another_owner_leaves(ada: Contact, bob: User, now: datetime) -> None:
    make_account(bob, 3, now)
    calendar_file, pages, tables = io.BytesIO(), io.BytesIO(), io.BytesIO()
    write_calendar(owner=bob, target=calendar_file, now=now)
    write_markdown(owner=bob, target=pages, today=TODAY, contact_ids=[ada.pk])
    write_happened(owner=bob, target=tables)
    assert b"Kaffa" not in calendar_file.getvalue() + tables.getvalue()
    with zipfile.ZipFile(pages) as archive:
        assert archive.namelist() == []
