"""Chats as phones of the world write them: days, people, directions, and no words unless asked for."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transfer.formats.streams import ASKED, flaws, of, read_all, sniffs, told, who, whys
from transfer.formats import whatsapp
from transfer.formats.faults import BadFile
from transfer.formats.values import Message, Party

ANNA, BEN, ME = Party(name="Anna Bell"), Party(name="Ben Cole"), Party(name="Dora Eck")
NAMED = "WhatsApp Chat with Anna Bell.txt"
MINE = replace(ASKED, own_names=frozenset({"dora eck"}))
MY_NAME = Party(name="dora eck")
LRM = "\u200e"
ANDROID = """\
31/12/2023, 21:05 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
31/12/2023, 21:05 - Anna Bell: Hello: you
and more
01/01/2024, 00:06 - Dora Eck: <Media omitted>
13/01/2024, 08:00 - Anna Bell: Lunch?
"""
IOS = f"""\
[31.12.23, 21:05:33] Anna Bell: {LRM}Messages and calls are end-to-end encrypted.
[31.12.23, 21:05:34] Anna Bell: Hallo
{LRM}[01.01.24, 00:06:00] ~\u202fDora Eck: {LRM}image omitted
[13.01.24, 08:00:00] Anna Bell: Essen?
"""
GROUP = """\
01/06/2026, 10:00 - Anna Bell created group "Hikers"
01/06/2026, 10:00 - Anna Bell: Who is in?
01/06/2026, 10:01 - Dora Eck: Me
02/06/2026, 10:01 - Anna Bell: And you, Ben?
02/06/2026, 10:02 - Ben Cole: No
03/06/2026, 10:02 - Dora Eck: Pity
"""


def at(text):
    return datetime.fromisoformat(text)


def messages(content, name=NAMED, asked=ASKED):
    return of(read_all(whatsapp, content, name, asked), Message)


def moments(*lines, asked=ASKED):
    return [message.at for message in messages("\n".join(lines), asked=asked)]


def test_an_android_chat_tells_who_wrote_when():
    found = messages(ANDROID)
    assert [(item.line, item.at, item.sender, item.recipients) for item in found] == [
        (2, at("2023-12-31 21:05"), ANNA, (ME,)),
        (4, at("2024-01-01 00:06"), ME, (ANNA,)),
        (5, at("2024-01-13 08:00"), ANNA, (ME,)),
    ]
    assert {item.text for item in found} == {""}
    assert {item.kind for item in found} == {"message"}


def test_an_iphones_chat_tells_the_same_and_the_programs_own_words_are_nobodys():
    items = read_all(whatsapp, IOS, "_chat.txt")
    assert whys(items) == ["the program’s own words"]
    assert [(item.at, item.sender, item.recipients) for item in told(items)] == [
        (at("2023-12-31 21:05:34"), ANNA, (ME,)),
        (at("2024-01-01 00:06"), ME, (ANNA,)),
        (at("2024-01-13 08:00"), ANNA, (ME,)),
    ]


def test_words_are_kept_only_where_they_were_asked_for():
    assert [item.text for item in messages(ANDROID, asked=replace(ASKED, texts=True))] == [
        "Hello: you\nand more",
        "<Media omitted>",
        "Lunch?",
    ]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("12/31/23, 9:05\u202fPM - Anna Bell: x", at("2023-12-31 21:05")),
        ("12/31/23, 12:05 AM - Anna Bell: x", at("2023-12-31 00:05")),
        ("31/12/23 9:05 p. m. - Anna Bell: x", at("2023-12-31 21:05")),
        ("31/12/2023, 9:05 pm - Anna Bell: x", at("2023-12-31 21:05")),
        ("31.12.23, 21:05 - Anna Bell: x", at("2023-12-31 21:05")),
        ("31-12-2023 21:05 - Anna Bell: x", at("2023-12-31 21:05")),
        ("[31-12-2023 21:05:33] Anna Bell: x", at("2023-12-31 21:05:33")),
        ("[31.12.2023 klo 21.05.33] Anna Bell: x", at("2023-12-31 21:05:33")),
        ("[2023/12/31, 21:05:33] Anna Bell: x", at("2023-12-31 21:05:33")),
        ("2023. 12. 31. 21:05 - Anna Bell: x", at("2023-12-31 21:05")),
        ("2023/12/31 下午9:05 - Anna Bell: x", at("2023-12-31 21:05")),
        ("[2023. 12. 31. 오후 9:05:33] Anna Bell: x", at("2023-12-31 21:05:33")),
        ("[31/12/2566 21:05:33] Anna Bell: x", at("2023-12-31 21:05:33")),
        ("21:05, 31/12/2023 - Anna Bell: x", at("2023-12-31 21:05")),
        ("31\u200f/12\u200f/2023، 21:05 - Anna Bell: x".replace("،", ","), at("2023-12-31 21:05")),
        ("[31/12/23 à 21:05:33] Anna Bell: x", at("2023-12-31 21:05:33")),
    ],
)
def test_moments_are_read_as_phones_of_the_world_write_them(line, moment):
    other = line.replace("Anna Bell", "Dora Eck")
    assert moments(line, other) == [moment, moment]


@pytest.mark.parametrize(("second", "month"), [("1/13/24", 1), ("13/2/24", 2)])
def test_the_order_of_day_and_month_is_that_of_the_whole_chat(second, month):
    first = moments("1/2/24, 10:00 - Anna Bell: x", f"{second}, 10:00 - Dora Eck: x")[0]
    assert first.month == month


def test_where_no_number_tells_the_order_the_days_run_forwards():
    days = ((1, 12, "Anna Bell"), (2, 3, "Dora Eck"), (3, 1, "Anna Bell"))
    lines = [f"{month}/{day}/24, 10:00 - {name}: x" for month, day, name in days]
    assert moments(*lines)[-1] == at("2024-03-01 10:00")


@pytest.mark.parametrize(("day_first", "month"), [(True, 2), (False, 1)])
def test_where_nothing_tells_the_order_it_is_the_owners(day_first, month):
    lines = ("1/2/24, 10:00 - Anna Bell: x", "1/2/24, 10:00 - Dora Eck: x")
    assert moments(*lines, asked=replace(ASKED, day_first=day_first))[0].month == month


SHAPES = ["%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d.%m.%Y"]
DAYS = st.lists(st.dates(date(2010, 1, 1), date(2026, 6, 29)), min_size=30, max_size=60)


@given(DAYS, st.sampled_from(SHAPES))
def test_long_chats_are_read_in_the_order_they_were_written_in(days, shape):
    days = sorted(days)
    names = ("Anna Bell", "Dora Eck")
    lines = [f"{day.strftime(shape)}, 10:00 - {names[number % 2]}: x" for number, day in enumerate(days)]
    assert [moment.date() for moment in moments(*lines)] == days


def test_with_dots_the_day_comes_first():
    lines = ("1.2.24, 10:00 - Anna Bell: x", "1.2.24, 10:00 - Dora Eck: x")
    assert moments(*lines, asked=replace(ASKED, day_first=False))[0] == at("2024-02-01 10:00")


def test_a_number_that_the_phone_did_not_know_is_a_phone():
    (found, _) = messages(
        "1/2/24, 10:00 - +41 44 668 18 00: x\n1/2/24, 10:00 - Dora Eck: x", "_chat.txt", MINE
    )
    assert found.sender == Party(phone="+41 44 668 18 00")


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Anna Bell.txt",
        "WhatsApp Chat mit Anna Bell.txt",
        "WhatsApp-Chat mit Anna Bell (2).txt",
        "Chat de WhatsApp con Anna Bell.txt",
        "Discussion WhatsApp avec Anna Bell.txt",
        "WhatsApp Chat - Anna Bell.txt",
    ],
)
def test_the_file_is_named_after_the_other_one(name):
    assert [item.sender for item in messages(ANDROID, name)] == [ANNA, ME, ANNA]


def test_the_zip_of_an_iphone_is_read():
    files = {"_chat.txt": IOS, "00001-PHOTO.jpg": b"\xff\xd8"}
    assert len(told(read_all(whatsapp, files, "WhatsApp Chat - Anna Bell"))) == 3


def test_the_owner_is_the_one_who_is_in_all_of_several_chats():
    files = {"a/_chat.txt": ANDROID, "b/_chat.txt": ANDROID.replace("Anna Bell", "Ben Cole")}
    assert {item.sender for item in told(read_all(whatsapp, files))} == {ANNA, BEN, ME}


def test_a_chat_that_does_not_tell_who_the_owner_is_is_a_fault_that_says_so():
    items = read_all(whatsapp, ANDROID, "chat.txt")
    assert (told(items), flaws(items)) == (
        [],
        [(1, "cannot tell which of these names is yours: “Anna Bell”, “Dora Eck”")],
    )
    assert who(whatsapp, ANDROID, "chat.txt") == ["Anna Bell", "Dora Eck"]
    assert who(whatsapp, ANDROID, NAMED) == ["Dora Eck", "Anna Bell"]
    assert [item.sender for item in messages(ANDROID, "chat.txt", MINE)] == [ANNA, MY_NAME, ANNA]


def test_of_a_group_those_days_are_told_on_which_the_owner_and_others_wrote():
    items = read_all(whatsapp, GROUP, "WhatsApp Chat with Hikers.txt", MINE)
    assert [(item.at.day, item.sender, item.recipients) for item in told(items)] == [
        (1, ANNA, (MY_NAME,)),
        (1, MY_NAME, (ANNA,)),
    ]
    assert whys(items) == [
        "the program’s own words",
        "a group’s talk without you",
        "a group’s talk without you",
        "nobody else wrote on that day",
    ]


def test_a_chat_in_which_only_the_owner_wrote_is_with_the_one_it_is_named_after():
    (found,) = messages("1/2/24, 10:00 - Dora Eck: x")
    assert (found.sender, found.recipients) == (ME, (ANNA,))


def test_the_key_of_a_chat_stays_when_it_grows():
    before, after = messages(ANDROID), messages(ANDROID + "14/01/2024, 08:00 - Dora Eck: Yes\n")
    assert {item.conversation for item in (*before, *after)} == {before[0].conversation}
    other = messages(ANDROID.replace("Anna Bell", "Ben Cole"), NAMED.replace("Anna Bell", "Ben Cole"))
    assert other[0].conversation != before[0].conversation


def test_a_day_that_cannot_be_meant_is_a_fault():
    good = "1/2/2024, 10:00 - Anna Bell: x\n1/2/2024, 10:00 - Dora Eck: x\n"
    content = good + "31/31/2024, 10:00 - Anna Bell: x\n1/2/2099, 10:00 - Anna Bell: x\n"
    assert flaws(read_all(whatsapp, content, NAMED)) == [
        (3, "the day cannot be read"),
        (4, "the day 2099-02-01 is in the future"),
    ]


@pytest.mark.parametrize(
    ("content", "name", "is_chat"),
    [
        (ANDROID, "x.txt", True),
        (IOS.encode("utf-16"), "x.txt", True),
        ("1/2/24, 10:00 - Dora Eck: x", NAMED, True),
        ("1/2/24, 10:00 - Dora Eck: x", "x.txt", False),
        ("Date,Name\n1/2/24,Anna\n1/2/24,Ben\n", "x.csv", False),
        ("2024-01-02 10:00:00 - started: yes\n", "log.txt", False),
        ("Hello\n", NAMED, False),
    ],
)
def test_chats_are_known_by_their_lines(content, name, is_chat):
    assert sniffs(whatsapp, content, name) is is_chat


def test_what_is_no_chat_is_refused_in_words():
    with pytest.raises(BadFile, match="holds no WhatsApp chat"):
        read_all(whatsapp, "Hello\n", NAMED)
