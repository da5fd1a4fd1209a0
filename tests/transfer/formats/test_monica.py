"""Monica's export: everything that there is a place for, and what is left out of it."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.samples.monica import PIXEL, day, entry, make_export, number, small
from tests.transfer.formats.given import cards, faults, items, knows, left_out
from transfer.formats import monica
from transfer.formats.faults import BadFile
from transfer.formats.monica import events, people
from transfer.formats.values import (
    AddressSaid,
    Card,
    DateSaid,
    Happening,
    NoteSaid,
    OwnerSaid,
    Party,
    PostSaid,
    Task,
    TieSaid,
)

LEA, OTIS = number(10), number(11)


def test_a_person_comes_with_all_that_monica_knew() -> None:
    lea, otis = cards(monica, small(), "monica.json")

    assert (lea.key, lea.given, lea.family, lea.display, lea.nickname) == (
        LEA,
        "Lea",
        "Falk",
        "Lea Ada Falk",
        "Lee",
    )
    assert (lea.emails, lea.phones) == (("lea@falk.example",), ("+41 79 111 22 33",))
    assert set(lea.profiles) == {"https://x.com/leafalk", "https://www.linkedin.com/in/lea-falk"}
    assert lea.handles == (("telegram", "leaf"),)
    assert lea.posts == (PostSaid("Halden", "Lead"),)
    assert lea.tags == ("Choir", "Chess")
    assert lea.addresses == (
        AddressSaid("Home", street="Weg 1", postal_code="3000", city="Bern", region="BE", country="CH"),
    )
    assert lea.dates == (DateSaid("birthday", 5, 9, 1984), DateSaid("anniversary", 6, 18, 2011))
    assert (lea.met_on, lea.met_how) == ("2019-04-03", "through Otis Osei")
    assert (lea.is_pinned, lea.is_deceased, lea.is_family) == (True, False, False)
    assert lea.photo == PIXEL
    extras = (
        "Food: vegan\nChild: Nora, born 2015-04-03\nPet (dog): Rex\n"
        "Gift: offered, Book, on go, 20, 2025-12-24\nDebt: you owe them, 50 CHF\n2011-06-18: Wedding: in Rome"
    )
    assert lea.notes == (
        NoteSaid("From the choir"),
        NoteSaid("Plays the\ncello", datetime(2025, 1, 2, 10, tzinfo=UTC)),
        NoteSaid(extras),
    )
    assert (otis.is_deceased, otis.is_family, otis.dates) == (
        True,
        True,
        (DateSaid("other", 1, 10, 2024, "Died"),),
    )
    assert otis.notes == (NoteSaid("Born about: 1950"),)


def test_who_knows_whom_is_told_where_both_come_in() -> None:
    found = [item for item in items(monica, small(), "monica.json") if isinstance(item, TieSaid)]
    lea, otis = Party(name="Lea Ada Falk", key=LEA), Party(name="Otis Osei", key=OTIS)

    assert [(tie.one, tie.role, tie.other) for tie in found] == [
        (otis, "sibling", lea),
        (lea, "sibling", otis),
        (otis, "parent", None),
    ]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("child", ("parent", "", ())),
        ("uncle", ("relative", "You are their uncle", ())),
        ("boss", ("report", "", ())),
        ("ex", ("", "", (NoteSaid("You are their ex: Owen Reed"),))),
    ],
)
def test_what_i_am_to_somebody_is_what_they_are_to_me(
    kind: str, told: tuple[str, str, tuple[NoteSaid, ...]]
) -> None:
    ada, me = number(70), number(71)
    people = [entry(ada, first_name="Ada"), entry(me, first_name="Owen", last_name="Reed")]
    ties = [entry("", type=kind, contact_is=me, of_contact=ada)]
    user = {"uuid": number(2), "first_name": "Owen", "properties": {"me_contact": me}}
    export = make_export({"user": [user], "contact": people, "relationship": ties})
    found = items(monica, export, "monica.json")
    said = next(((one.role, one.note) for one in found if isinstance(one, TieSaid)), ("", ""))
    assert (*said, cards(monica, export, "monica.json")[0].notes) == told


def test_what_happened_keeps_its_day_kind_and_people() -> None:
    found = [item for item in items(monica, small(), "monica.json") if isinstance(item, Happening)]
    lea, otis = Party(name="Lea Ada Falk", key=LEA), Party(name="Otis Osei", key=OTIS)

    assert [(one.kind, one.day, one.people, one.began, one.note) for one in found] == [
        ("drink", date(2026, 1, 3), (lea, otis), "", "Beer by the lake\nLong talk"),
        ("call", date(2026, 2, 9), (lea,), "them", "On plans"),
        ("message", date(2026, 3, 1), (lea,), "me", ""),
        ("message", date(2026, 3, 2), (lea,), "them", ""),
    ]
    assert len({one.key for one in found}) == 4


def test_what_was_written_comes_only_when_asked_for() -> None:
    found = [
        item for item in items(monica, small(), "monica.json", texts=True) if isinstance(item, Happening)
    ]

    assert [one.note for one in found if one.kind == "message"] == ["Hi", "Hello"]


def test_what_is_to_be_done_becomes_tasks_and_what_is_done_does_not() -> None:
    found = items(monica, small(), "monica.json")

    assert [(one.text, one.on, one.every, one.unit) for one in found if isinstance(one, Task)] == [
        ("Stay in touch", date(2026, 12, 24), 60, "day"),
        ("Ask about the cello", date(2026, 12, 1), None, ""),
        ("Send the score", None, None, ""),
    ]
    assert left_out(found) == [
        people.YOURSELF, events.OF_A_DATE, events.DONE, monica.DOCUMENT, monica.JOURNAL,
    ]  # fmt: skip
    assert [one for one in found if isinstance(one, OwnerSaid)] == [
        OwnerSaid(0, "monica.json", "Owen Reed", emails=("owen@reed.example",))
    ]


def test_an_unknown_year_and_an_age_are_not_taken_for_days() -> None:
    source = make_export(
        {
            "contacts": [
                entry(number(3), first_name="Ana", birthdate=day("2026-05-09", year_unknown=True)),
                entry(number(4), first_name="Ben", first_met_date=day("2010-01-01", age_based=True)),
            ]
        }
    )
    ana, ben = cards(monica, source, "monica.json")

    assert (ana.dates, ben.met_on) == ((DateSaid("birthday", 5, 9),), "2010")


def test_lists_may_be_named_by_one_or_by_many_and_types_may_be_missing() -> None:
    source = make_export(
        {
            "contacts": [
                entry(
                    number(3), first_name="Ana",
                    below={
                        "contact_fields": [entry("", data=text) for text in ("ana@x.example", "+41791112233", "?")],
                        "activities": [number(5)], "addresses": [entry("", city="Bern")],
                    },
                )
            ],
            "activities": [entry(number(5), summary="Dinner", happened_at="2026-01-03")],
        }
    )  # fmt: skip
    found = items(monica, source, "monica.json")
    card = next(item for item in found if isinstance(item, Card))

    assert (card.emails, card.phones) == (("ana@x.example",), ("+41791112233",))
    assert card.addresses == (AddressSaid("Address", city="Bern"),)
    assert [item.kind for item in found if isinstance(item, Happening)] == ["meal"]


def test_days_that_cannot_be_meant_are_faults_and_the_rest_comes() -> None:
    calls = [entry(number(n), called_at=text) for n, text in enumerate(("2030-01-01", "soon", "2026-01-01"))]
    found = items(
        monica,
        make_export({"contact": [entry(number(3), first_name="Ana", below={"call": calls})]}),
        "m.json",
    )

    assert [line for line, _, _ in faults(found)] == [1, 1]
    assert [item.day for item in found if isinstance(item, Happening)] == [date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (small()[:-200], "is damaged"),
        (small().replace(b'"account": {', b'"account": ['), "is damaged"),
        (b'{"app_version": "4", "exported_by": "x", "account": 5}', "no account"),
        (b'{"app_version": 4, "exported_by": 1, "account": ' + b"[" * 100_000, "nested"),
        (b'{"app_version": 4, "exported_by": 1, "account": ' + b"9" * 100_000 + b"}", "endless number"),
        (b'{"app_version": 4, "exported_by": 1, "account": [' + b"{}," * 1_300_000, "entries"),
        (b'{"app_version": 4, "exported_by": "\xff\xfe", "account": {}}', "no text"),
    ],
)
def test_damaged_and_hostile_exports_are_refused_in_words(source: bytes, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        items(monica, source, "monica.json")


def test_things_of_another_kind_than_they_should_be_are_nothing() -> None:
    whole = json.loads(small())
    for odd in (None, 5, "x", [], {}, [None, 5, "x", [], {}], {"a": 1}, True):
        for place in ("data", "properties", "instance"):
            changed = {**whole, "account": {**whole["account"], place: odd}}
            items(monica, json.dumps(changed).encode(), "monica.json")
        contact = whole["account"]["data"][1]["values"][0]
        for key in contact["properties"]:
            changed_one = {**contact, "properties": {**contact["properties"], key: odd}}
            items(monica, make_export({"contact": [changed_one]}), "monica.json")


def test_only_monica_s_files_are_taken_and_its_sql_is_told_apart() -> None:
    assert knows(monica, small(), "anything.json")
    assert knows(monica, {"monica.json": small()})
    assert not knows(monica, b'{"friends_v2": []}', "friends.json")
    assert not knows(monica, "Name,Mail\n", "a.csv")
    with pytest.raises(BadFile, match="choose JSON"):
        knows(
            monica,
            "# ****\n# Monica database export\n# Version: 4\n# Export date: x\nINSERT IGNORE INTO\n",
            "m.sql",
        )
