"""Calendars: which events were meetings, with whom, when and of what kind."""

from dataclasses import replace
from datetime import date, time
from importlib.resources import files
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.transfer.formats.streams import ASKED, flaws, of, read_all, sniffs, told, who, whys
from transfer.formats import ics
from transfer.formats.faults import BadFile, Fault
from transfer.formats.values import Coming, Happening, Party

ANNA = 'ATTENDEE;CN="Bell, Anna";PARTSTAT=ACCEPTED:mailto:Anna@Example.org'
BEN = "ATTENDEE;CN=Ben Cole;PARTSTAT=TENTATIVE:MAILTO:ben@example.org"
ME = "ATTENDEE;CN=Dora Eck;PARTSTAT=ACCEPTED:mailto:dora@example.org"
MINE = replace(ASKED, own_emails=frozenset({"dora@example.org"}), own_names=frozenset({"dora eck", "dora"}))


def event(*lines, start="DTSTART:20260105T090000Z", uid="one@example.org"):
    """An event of these lines."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT"])


def calendar(*parts):
    """A calendar of these parts."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *parts, "END:VCALENDAR", ""])


def happenings(*parts, asked=MINE):
    """What the events of a calendar come to."""
    return of(read_all(ics, calendar(*parts), "a.ics", asked), Happening)


def one(*lines, asked=MINE, **how):
    """The one happening of an event."""
    (found,) = happenings(event(*lines, **how), asked=asked)
    return found


def emails(happening):
    return [party.email for party in happening.people]


def test_a_meeting_is_told_with_its_people_and_without_the_owner():
    found = one("DTEND:20260105T103000Z", "SUMMARY:Planning\\, again", "LOCATION:Café Roma", ANNA, ME)
    assert found == Happening(
        line=4,
        file="a.ics",
        key="one@example.org/20260105T0900",
        kind="other",
        day=date(2026, 1, 5),
        people=(Party(name="Bell, Anna", email="anna@example.org"),),
        at=time(10),
        minutes=90,
        place="Café Roma",
        note="Planning, again",
    )


def test_who_declined_was_not_there_and_the_organiser_was():
    lines = (ANNA.replace("ACCEPTED", "DECLINED"), "ORGANIZER;CN=Ben Cole:mailto:ben@example.org", ME)
    assert emails(one(*lines)) == ["ben@example.org"]


def test_an_organiser_who_declined_is_not_brought_back():
    lines = (BEN.replace("TENTATIVE", "DECLINED"), "ORGANIZER:MAILTO:ben@example.org", ANNA, ME)
    assert emails(one(*lines)) == ["anna@example.org"]


def test_rooms_groups_and_calendars_are_no_people():
    room = "ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@example.org"
    group = "ATTENDEE;CN=Team:mailto:abc@group.calendar.google.com"
    assert emails(one(room, group, ANNA)) == ["anna@example.org"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("STATUS:CANCELLED", ANNA), "cancelled"),
        ((ANNA, ME.replace("ACCEPTED", "DECLINED")), "you declined"),
        (("SUMMARY:Dentist",), "nobody is named"),
        (("SUMMARY:Call Anna",), "nobody is named"),
        ((ME,), "nobody is named"),
    ],
)
def test_what_is_no_meeting_is_left_out_with_its_reason(lines, why):
    items = read_all(ics, calendar(event(*lines)), "a.ics", MINE)
    assert whys(items) == [why]
    assert told(items) == []


def test_what_is_still_to_come_is_told_as_such_up_to_400_days_ahead():
    lines = ("SUMMARY:Lunch at the pier", "LOCATION:Kaffa", ANNA, ME)
    items = read_all(ics, calendar(event(*lines, start="DTSTART:20270105T090000Z")), "a.ics", MINE)
    assert of(items, Coming) == [
        Coming(
            line=4,
            file="a.ics",
            key="one@example.org/20270105T0900",
            name="Lunch at the pier",
            kind="meal",
            day=date(2027, 1, 5),
            people=(Party(name="Bell, Anna", email="anna@example.org"),),
            at=time(10),
            place="Kaffa",
        )
    ]
    far = read_all(ics, calendar(event(ANNA, start="DTSTART:20290105T090000Z")), "a.ics", MINE)
    assert (whys(far), told(far)) == (["more than 400 days ahead"], [])


def test_a_cancelled_appointment_to_come_says_which_one_it_was():
    items = read_all(
        ics, calendar(event("STATUS:CANCELLED", ANNA, start="DTSTART:20270105T090000Z")), "a.ics", MINE
    )
    assert whys(items) == ["cancelled"]
    assert [(one.key, one.is_off) for one in of(items, Coming)] == [("one@example.org/20270105T0900", True)]


def test_tasks_are_no_meetings():
    task = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Buy milk\r\nEND:VTODO"
    assert whys(read_all(ics, calendar(task), "a.ics")) == ["a task or note of the calendar, no meeting"]


@pytest.mark.parametrize(
    ("title", "kind", "names"),
    [
        ("Coffee with Anna Bell", "coffee", ["Anna Bell"]),
        ("Kaffee mit Anna Bell", "coffee", ["Anna Bell"]),
        ("Mittagessen mit Anna und Ben Cole", "meal", ["Anna", "Ben Cole"]),
        ("Café avec Éloïse Martin", "coffee", ["Éloïse Martin"]),
        ("Déjeuner avec Éloïse", "meal", ["Éloïse"]),
        ("Cena con Lucía y Marta", "meal", ["Lucía", "Marta"]),
        ("Pranzo con Giulia Rossi", "meal", ["Giulia Rossi"]),
        ("Koffie met Sanne de Vries", "coffee", ["Sanne de Vries"]),
        ("Almoço com João Silva @ Lisboa", "meal", ["João Silva"]),
        ("Feierabendbier mit Jörg", "drink", ["Jörg"]),
        ("Telefonat mit Anna Bell", "call", ["Anna Bell"]),
        ("Zoom: Anna Bell", "video", ["Anna Bell"]),
        ("Lunch Anna / me", "meal", ["Anna"]),
        ("1:1 Anna / Dora", "other", ["Anna"]),
        ("Dinner with Anna, Ben and Cleo", "meal", ["Anna", "Ben", "Cleo"]),
        ("Coffee with Anna Bell (about work)", "coffee", ["Anna Bell"]),
        ("Beer with Anna at Ben's", "drink", ["Anna"]),
    ],
)
def test_a_title_tells_the_kind_and_the_people_in_several_languages(title, kind, names):
    found = one(f"SUMMARY:{title}".replace(",", "\\,"))
    assert (found.kind, [party.name for party in found.people]) == (kind, names)


@pytest.mark.parametrize(
    "title",
    ["Lunch with mum", "Coffee @ Starbucks", "Dinner at Anna's", "Coffee with 3 people", "Call Anna", "Anna"],
)
def test_a_title_that_names_nobody_for_certain_makes_no_meeting(title):
    assert happenings(event(f"SUMMARY:{title}")) == []


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["LOCATION:https://zoom.us/j/123"], "video"),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/abc"], "video"),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "LOCATION:Café Roma"], "other"),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "SUMMARY:Coffee"], "coffee"),
        (["X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/1"], "video"),
        ([f"ATTENDEE:mailto:p{number}@example.org" for number in range(6)], "event"),
    ],
)
def test_without_a_word_the_room_and_the_number_of_guests_tell_the_kind(lines, kind):
    assert one(ANNA, *lines).kind == kind


def test_a_link_is_no_place():
    assert one(ANNA, "LOCATION:https://zoom.us/j/123").place == ""


def test_among_many_guests_everyone_was_merely_present():
    found = one("SUMMARY:Lunch", ME, *(f"ATTENDEE:mailto:p{number}@example.org" for number in range(21)))
    assert (found.kind, found.crowd, {party.talked for party in found.people}) == ("event", 21, {False})


@pytest.mark.parametrize(
    ("start", "at"),
    [
        ("DTSTART;TZID=America/New_York:20260105T090000", time(15)),
        ("DTSTART;TZID=Eastern Standard Time:20260105T090000", time(15)),
        ("DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20260105T090000", time(15)),
        ("DTSTART:20260105T090000", time(9)),
        ("DTSTART;TZID=Nowhere/Atlantis:20260105T090000", time(9)),
        ('DTSTART;TZID="../../etc/passwd":20260105T090000', time(9)),
        ("DTSTART;VALUE=DATE:20260105", None),
        ("DTSTART:2026-01-05T09:00:00+02:00", time(8)),
    ],
)
def test_times_are_told_in_the_owners_zone(start, at):
    found = one(ANNA, start=start)
    assert (found.day, found.at) == (date(2026, 1, 5), at)


def test_a_zone_that_only_the_file_knows_is_read_from_it():
    zone = "\r\n".join(
        [
            "BEGIN:VTIMEZONE", "TZID:Customised", "BEGIN:STANDARD", "DTSTART:16011028T030000", "TZOFFSETTO:-0300",
            "TZOFFSETFROM:-0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT",
            "DTSTART:16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:-0300",
            "TZOFFSETTO:-0200", "END:DAYLIGHT", "END:VTIMEZONE",
        ]
    )  # fmt: skip
    winter = event(ANNA, start="DTSTART;TZID=Customised:20260105T090000", uid="w")
    summer = event(ANNA, start="DTSTART;TZID=Customised:20260605T090000", uid="s")
    assert [found.at for found in happenings(zone, winter, summer)] == [time(13), time(13)]


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("DURATION:PT1H30M", 90),
        ("DURATION:P1D", 1440),
        ("DTEND:20260105T093000Z", 30),
        ("DTEND:20260105T083000Z", None),
        ("DTEND:rubbish", None),
        ("DURATION:P999999W", None),
    ],
)
def test_how_long_it_took_is_told_where_it_can_be(line, minutes):
    assert one(ANNA, line).minutes == minutes


def test_folded_lines_and_other_encodings_are_read():
    text = calendar(event("SUMMARY:Kaffee mit \r\n Jörg Bähr", "LOCATION:Zürich"))
    for content in (
        text.encode(),
        text.encode("utf-16"),
        text.encode("cp1252"),
        b"\xef\xbb\xbf" + text.encode(),
    ):
        (found,) = of(read_all(ics, content, "a.ics", MINE), Happening)
        assert (found.people, found.place) == ((Party(name="Jörg Bähr"),), "Zürich")


def test_what_a_meeting_was_about_is_kept_only_where_it_was_asked_for():
    lines = ("SUMMARY:Planning", "DESCRIPTION:The whole\\nplan", ANNA)
    assert one(*lines).note == "Planning"
    assert one(*lines, asked=replace(MINE, texts=True)).note == "Planning\n\nThe whole\nplan"


def test_the_owner_is_found_where_they_told_nothing_about_themselves():
    events = [event(guest, ME, uid=str(number)) for number, guest in enumerate((ANNA, BEN, ANNA, BEN))]
    assert {email for found in happenings(*events, asked=ASKED) for email in emails(found)} == {
        "anna@example.org",
        "ben@example.org",
    }
    assert who(ics, calendar(*events), "a.ics")[0] == "dora@example.org"
    (named,) = happenings("X-WR-CALNAME:dora@example.org", event(ANNA, ME), asked=ASKED)
    assert emails(named) == ["anna@example.org"]


def test_of_a_calendar_that_somebody_shared_only_meetings_with_the_owner_are_told():
    shared = calendar("X-WR-CALNAME:anna@example.org", event(ANNA, BEN), event(ANNA, ME, uid="two"))
    items = read_all(ics, shared, "a.ics", MINE)
    assert [emails(found) for found in told(items)] == [["anna@example.org"]]
    assert whys(items) == ["somebody else’s meeting, without you"]


def test_a_meeting_that_is_in_two_calendars_is_told_once():
    items = read_all(ics, {"one.ics": calendar(event(ANNA)), "two.ics": calendar(event(ANNA))}, asked=MINE)
    assert (len(told(items)), whys(items)) == (1, ["the same meeting again"])


def test_an_event_without_a_uid_has_a_key_that_stays():
    keys = [one(ANNA, "SUMMARY:Planning", uid="").key for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(one(ANNA, uid="u" * 500).key) <= 200


def test_one_bad_event_is_one_fault_and_costs_no_other():
    good = event(ANNA, uid="good")
    bad = [
        event(ANNA, start="DTSTART:20261399T990000"),
        event(ANNA, start="X-NO:start"),
        event(ANNA, start="DTSTART:99990101T000000Z"),
        "BEGIN:VEVENT\r\nDTSTART:20260105T090000Z\r\n" + ANNA,
    ]
    items = read_all(ics, calendar(*bad, good), "a.ics", MINE)
    assert [found.key for found in of(items, Happening)] == ["good/20260105T0900"]
    assert [reason for _line, reason in flaws(items)] == [
        "“20261399T990000” is not a moment",
        "has no start",
        "“99990101T000000Z” is not a moment",
        "this event breaks off before its end",
    ]
    assert [line for line, _reason in flaws(items)] == [4, 9, 14, 19]


def test_several_calendars_of_an_archive_are_read():
    archive = {
        "one.ics": calendar(event(ANNA)),
        "sub/two.ics": calendar(event(BEN, uid="two")),
        "x.txt": "no",
    }
    assert len(of(read_all(ics, archive, asked=MINE), Happening)) == 2


def test_what_is_no_calendar_is_refused_in_words():
    assert [sniffs(ics, text, "a.ics") for text in ("BEGIN:VCARD\r\n", "a,b\r\n")] == [False, False]
    assert sniffs(ics, b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")
    with pytest.raises(BadFile, match="holds no calendar"):
        read_all(ics, "BEGIN:VCARD\r\n", "a.ics")


def test_calendars_that_other_programs_wrote_are_read_without_a_crash():
    places = [
        place
        for place in files("icalendar.tests").joinpath("calendars").iterdir()
        if place.name.endswith(".ics")
    ]
    assert len(places) > 50
    for place in places:
        content = place.read_bytes()
        if content and sniffs(ics, content, place.name):
            events = content.upper().count(b"BEGIN:VEVENT")
            faults = of(read_all(ics, content, place.name), Fault)
            assert len(faults) <= events, place.name


def test_a_meeting_as_the_calendar_library_writes_it_is_read_back():
    written = icalendar.Calendar()
    meeting = icalendar.Event()
    meeting.add("uid", "lib@example.org")
    meeting.add(
        "summary",
        "Lunch; with, commas and a very long line that has to be folded somewhere in its midst: yes",
    )
    meeting.add("dtstart", icalendar.vDatetime.from_ical("20260105T090000", "Europe/Paris"))
    guest = icalendar.vCalAddress("MAILTO:anna@example.org")
    guest.params["CN"] = "Bell; Anna, née Cole"
    meeting.add("attendee", guest)
    written.add_component(meeting)
    (found,) = of(read_all(ics, written.to_ical(), "a.ics"), Happening)
    assert found.note == str(meeting["summary"])
    assert found.people == (Party(name="Bell; Anna, née Cole", email="anna@example.org"),)
    assert (found.kind, found.at) == ("meal", time(9))


def test_the_day_is_that_of_the_owners_zone():
    late = replace(MINE, zone=ZoneInfo("Pacific/Auckland"))
    assert one(ANNA, start="DTSTART:20260105T200000Z", asked=late).day == date(2026, 1, 6)
