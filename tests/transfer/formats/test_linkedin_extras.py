"""What a LinkedIn export tells beside links, messages and requests."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Note
from interactions.models import Interaction
from network.models import AboutMe
from tests.conftest import NOON
from tests.samples.linkedin import connections_csv, invitations_csv, make_zip, messages_csv
from tests.transfer.given import ANNA as ANNA_ROW
from tests.transfer.given import book, bring_in
from transfer.formats import linkedin
from transfer.formats.container import open_upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.linkedin.me import partial_day
from transfer.formats.values import (
    Asked,
    Card,
    Happening,
    Item,
    LeftOut,
    NoteSaid,
    OwnerSaid,
    Party,
    StaySaid,
)
from transfer.services import undo_run

TODAY = date(2026, 3, 12)
ZURICH = Asked(today=TODAY, zone=ZoneInfo("Europe/Zurich"))
RECEIVED = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
GIVEN = RECEIVED.replace("Endorser", "Endorsee")
LETTERS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On\n"
EDUCATION = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers\n"
)
EMAILS = "Email Address,Confirmed,Primary,Updated On\n"
ANNA = Party("Anna Bell", network="linkedin", slug="anna-bell", talked=False)
FILES = {
    "Endorsement_Received_Info.csv": RECEIVED,
    "Endorsement_Given_Info.csv": GIVEN,
    "Recommendations_Received.csv": LETTERS,
    "Recommendations_Given.csv": LETTERS,
    "Notes.csv": NOTES,
    "Positions.csv": POSITIONS,
    "Education.csv": EDUCATION,
    "Profile.csv": PROFILE,
    "Email Addresses.csv": EMAILS,
}


def items(files: Mapping[str, str | bytes], asked: Asked = ZURICH) -> list[Item]:
    """All that an archive of these files says."""
    with open_upload(io.BytesIO(make_zip(files)), wanted=linkedin.wanted, filename="a.zip") as upload:
        return list(linkedin.read(upload, asked))


def is_ours(data: bytes, name: str) -> bool:
    with open_upload(io.BytesIO(data), wanted=linkedin.wanted, filename=name) as upload:
        return bool(upload.names) and linkedin.sniff(upload)


def endorsed(*rows: str, header: str = RECEIVED) -> str:
    return header + "".join(f"{row}\n" for row in rows)


def happenings(files: Mapping[str, str | bytes]) -> list[Happening]:
    return [one for one in items(files) if isinstance(one, Happening)]


def test_endorsements_of_a_person_and_day_are_one_happening() -> None:
    text = endorsed(
        "2025/06/03 22:30:49 UTC,Python,Anna,Bell,www.linkedin.com/in/anna-bell,ACCEPTED",
        "2025/06/03 22:10:00 UTC,SQL,Anna,Bell,www.linkedin.com/in/anna-bell,HIDDEN",
        "2025/06/03 22:11:00 UTC,SQL,Anna,Bell,www.linkedin.com/in/anna-bell,PENDING",
    )

    assert items({"Endorsement_Received_Info.csv": text}) == [
        LeftOut(4, "an endorsement that was not accepted", "Endorsement_Received_Info.csv"),
        Happening(
            line=2,
            key="endorsed in anna-bell 2025-06-04",
            kind="online",
            day=date(2025, 6, 4),
            people=(ANNA,),
            file="Endorsement_Received_Info.csv",
            at=time(0, 10),
            began="them",
            note="Endorsed you for Python, SQL.",
        ),
    ]


def test_files_without_addresses_tell_people_by_name() -> None:
    text = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status\n"
    text += '2021-10-01,Rust,Anna,"Bell, PhD",ACCEPTED\n'

    (one,) = happenings({"endorsement received info.csv": text})

    assert (one.people, one.key) == (
        (Party("Anna Bell", talked=False),),
        "endorsed in anna bell 2021-10-01",
    )


def test_only_people_who_endorsed_each_other_talked() -> None:
    row = "2025/06/03 10:00:00 UTC,Tea,{},{},www.linkedin.com/in/{},ACCEPTED"
    received = endorsed(row.format("Anna", "Bell", "anna-bell"), row.format("Bert", "Quint", "bert-q"))
    given_by_me = endorsed(row.format("Anna", "Bell", "Anna-Bell/"), header=GIVEN)

    found = happenings({"Endorsement_Received_Info.csv": received, "Endorsement_Given_Info.csv": given_by_me})

    assert [(one.people[0].slug, one.people[0].talked, one.began, one.note) for one in found] == [
        ("anna-bell", True, "them", "Endorsed you for Tea."),
        ("bert-q", False, "them", "Endorsed you for Tea."),
        ("anna-bell", True, "me", "You endorsed them for Tea."),
    ]


@pytest.mark.parametrize("texts", [False, True])
def test_recommendations_are_letters_with_their_text_only_where_asked_for(texts: bool) -> None:
    text = LETTERS + 'Anna,Bell,Fjord,Engineer,"Sound, and\nkind.","01/29/25, 02:37 PM",VISIBLE\n'
    text += "Bert,Quint,Kiln,Smith,Never sent,01 Mar 2023,DRAFT\n"
    asked = Asked(today=TODAY, zone=ZURICH.zone, texts=texts)

    found = items({"Recommendations_Received.csv": text, "Recommendations_Given.csv": text}, asked)

    assert [one for one in found if isinstance(one, LeftOut)] == [
        LeftOut(4, "a recommendation that was not published", "Recommendations_Received.csv"),
        LeftOut(4, "a recommendation that was not published", "Recommendations_Given.csv"),
    ]
    received, sent = (one for one in found if isinstance(one, Happening))
    assert received == Happening(
        line=2,
        key="recommended in anna bell 2025-01-29",
        kind="letter",
        day=date(2025, 1, 29),
        people=(Party("Anna Bell"),),
        file="Recommendations_Received.csv",
        at=time(14, 37),
        began="them",
        note="Recommended you.\n\nSound, and\nkind." if texts else "Recommended you.",
    )
    assert (sent.key, sent.began) == ("recommended out anna bell 2025-01-29", "me")


def test_notes_are_of_people_and_make_none() -> None:
    text = NOTES + 'Anna,Bell,https://www.linkedin.com/in/anna-bell,"Likes tea",2026-01-02 10:00:00 UTC,\n'
    text += "Bert,Quint,,Knows Anna,,\n"

    assert items({"Notes.csv": text}) == [
        Card(
            2,
            "Notes.csv",
            given="Anna",
            family="Bell",
            profiles=("https://www.linkedin.com/in/anna-bell",),
            notes=(NoteSaid("Likes tea", datetime(2026, 1, 2, 10, tzinfo=UTC)),),
            makes=False,
        ),
        Card(3, "Notes.csv", given="Bert", family="Quint", notes=(NoteSaid("Knows Anna"),), makes=False),
    ]


def test_what_is_said_about_the_owner() -> None:
    found = items(
        {
            "Profile.csv": PROFILE + 'Owen,Reed,,,,Engineer,,Tea,,"Zurich, Switzerland",,,\n',
            "Positions.csv": POSITIONS
            + "Fjord AG,Engineer,,,Jan 2019,Mar 2021\nKiln,Smith,,,2021,\n,Nothing,,,,\n",
            "Education.csv": EDUCATION + "ETH,2010,2015,,MSc,\nLund,sometime,,,,\n",
            "Email Addresses.csv": EMAILS
            + "old@example.org,Yes,No,\nNew@Example.org,Yes,Yes,\nno@example.org,No,No,\n",
        }
    )

    assert found == [
        OwnerSaid(2, "Profile.csv", name="Owen Reed", place="Zurich, Switzerland"),
        Fault("Positions.csv", 4, "names nothing"),
        OwnerSaid(
            2,
            "Positions.csv",
            employers=(StaySaid("Fjord AG", "2019-01", "2021-03", True), StaySaid("Kiln", "2021")),
        ),
        Fault("Education.csv", 3, "“sometime” is not a month or year; taken without it", kept=True),
        OwnerSaid(2, "Education.csv", schools=(StaySaid("ETH", "2010", "2015", True), StaySaid("Lund"))),
        OwnerSaid(2, "Email Addresses.csv", emails=("new@example.org", "old@example.org")),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [("Jan 2024", "2024-01"), ("September 2024", "2024-09"), ("2024", "2024"), ("2024-5", "2024-05"),
     ("2024-05-31", "2024-05-31"), ("1 Feb 2020", "2020-02-01"), ("Foo 2024", ""), ("0001", ""), ("2024-13", ""),
     ("٢٠٢٤", ""), ("", ""), ("9" * 50, "")],
)  # fmt: skip
def test_months_and_years_are_partial_days(text: str, day: str) -> None:
    assert partial_day(text) == day


def test_broken_rows_are_told_and_the_rest_is_read() -> None:
    text = endorsed(
        "2025/06/03 10:00:00 UTC,Tea,,,,ACCEPTED",
        "soon,Tea,Anna,Bell,,ACCEPTED",
        "2031/06/03 10:00:00 UTC,Tea,Anna,Bell,,ACCEPTED",
        f"2025/06/03 10:00:00 UTC,Tea,{'A' * 300},Bell,,ACCEPTED",
        "too,few",
        "2025/06/03 10:00:00 UTC,Tea,Anna,Bell,,ACCEPTED",
    )

    found = items({"Endorsement_Received_Info.csv": text})

    assert [(one.line, one.reason) for one in found if isinstance(one, Fault)] == [
        (2, "names nobody"),
        (3, "“soon” is not a day"),
        (4, "the day 2031-06-03 is in the future"),
        (5, "has a name of more than 200 characters"),
        (6, "has 2 columns where the header has 6"),
    ]
    assert [one.line for one in found if isinstance(one, Happening)] == [7]


def test_a_file_in_unknown_words_is_one_fault_and_an_empty_one_says_nothing() -> None:
    found = items({"Notes.csv": "Wer,Was\nAnna,Tee\n", "Profile.csv": "", "Education.csv": EDUCATION})

    assert found == [
        Fault("Notes.csv", 1, "has no line with the columns Connection First Name, Note; passed over")
    ]


@pytest.mark.parametrize("name", FILES)
def test_an_upload_of_extras_alone_is_known_by_their_headers(name: str) -> None:
    assert is_ours(make_zip({name: FILES[name]}), "a.zip")
    assert is_ours(make_zip({f"folder/{name}": FILES[name]}), "a.zip")
    assert is_ours(FILES[name].encode(), "download.csv")


def test_the_large_files_are_known_under_any_name() -> None:
    for text in (connections_csv([]), messages_csv([]), invitations_csv([])):
        assert is_ours(text.encode(), "download (3).csv")
    assert is_ours(make_zip({"Connections.csv": connections_csv([])}), "a.zip")
    uploads = "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt\n"
    assert is_ours(make_zip({"Contacts.csv": uploads}), "a.zip")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contacts.csv", "First Name,Last Name,Phone 1 - Value\nAnna,Bell,1\n"),
        ("profile.csv", "First Name,Last Name\nAnna,Bell\n"),
        ("notes.csv", "Title,Note\nTea,Buy\n"),
        ("Connections.csv", "Vorname,Nachname\nAnna,Bell\n"),
        ("chat.txt", "12.03.26, 10:00 - Anna: hi\n" * 1000),
        ("photo.jpg", "\x00\xff\xd8" * 100),
    ],
)
def test_what_other_programs_write_is_not_ours(name: str, text: str) -> None:
    assert not is_ours(text.encode(), name)
    if not name.startswith("Connections"):
        assert not is_ours(make_zip({name: text, "x.txt": "a"}), "a.zip")


def test_one_of_the_large_files_in_unknown_words_is_refused() -> None:
    with pytest.raises(BadFile, match="Connections.csv, line 1"):
        is_ours(make_zip({"Connections.csv": "Vorname,Nachname\n"}), "a.zip")


def test_of_two_files_of_one_name_that_in_fewer_folders_counts() -> None:
    upper, lower = PROFILE + "Owen,Reed,,,,,,,,,,,\n", PROFILE + "Bert,Quint,,,,,,,,,,,\n"

    assert items({"a/b/Profile.csv": lower, "a/Profile.csv": upper}) == [
        OwnerSaid(2, "a/Profile.csv", name="Owen Reed")
    ]


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=400), st.integers(0, 3))
def test_no_bytes_break_a_reader(name: str, data: bytes, lines: int) -> None:
    rows = b"".join(b'"' + data.replace(b'"', b"") + b'",,x,,,\n' for _ in range(lines))

    items({name: FILES[name].encode() + rows + data})


@pytest.mark.django_db
def test_a_whole_export_goes_in_with_its_extras_and_out_again(alice: User, uploads: Path) -> None:
    row = "2025/06/03 10:00:00 UTC,Tea,Anna,Bell,www.linkedin.com/in/anna-bell,ACCEPTED\n"
    export = make_zip(
        {
            "Connections.csv": connections_csv([ANNA_ROW]),
            "Endorsement_Received_Info.csv": RECEIVED + row,
            "Endorsement_Given_Info.csv": GIVEN + row,
            "Recommendations_Received.csv": LETTERS + "Anna,Bell,Fjord,Engineer,Kind,01 Mar 2023,VISIBLE\n",
            "Notes.csv": NOTES + "Anna,Bell,https://www.linkedin.com/in/anna-bell,Likes tea,,\n",
            "Profile.csv": PROFILE + "Owen,Reed,,,,Engineer,,Tea,,Zurich,,,\n",
        }
    )
    before = book(alice)

    first = bring_in(alice, export)
    after = book(alice)
    second = bring_in(alice, export)

    assert (first.state, second.state, book(alice) == after) == ("done", "done", True)
    happened = Interaction.objects.owned_by(alice).order_by("day", "kind", "began")
    assert list(happened.values_list("kind", "day", "began", "note")) == [
        ("letter", date(2023, 3, 1), "them", "Recommended you."),
        ("linked", date(2024, 2, 8), "", ""),
        ("online", date(2025, 6, 3), "me", "You endorsed them for Tea."),
        ("online", date(2025, 6, 3), "them", "Endorsed you for Tea."),
    ]
    assert list(Note.objects.owned_by(alice).values_list("text", flat=True)) == ["Likes tea"]
    assert AboutMe.objects.owned_by(alice).get().place == "Zurich"
    undo_run(run=second, now=NOON)
    undo_run(run=first, now=NOON)
    assert book(alice) == before
    assert (Note.objects.count(), AboutMe.objects.get().place) == (0, "")
