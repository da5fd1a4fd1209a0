"""Calendars, mail, chats and networks' exports with damage anywhere: read or refused in words, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transfer.formats import (
    test_facebook,
    test_ics,
    test_instagram,
    test_mbox,
    test_whatsapp,
    test_xarchive,
)
from tests.transfer.formats.streams import of, read_all, sniffs
from transfer.formats import facebook, ics, instagram, mbox, whatsapp, xarchive
from transfer.formats.faults import BadFile
from transfer.formats.values import Message

RULE = "RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=5"
MAIL = test_mbox.mail(test_mbox.FROM_ANNA, test_mbox.TO_ME, test_mbox.DATE)
FOLLOWERS = test_instagram.export(followers_1=test_instagram.entries("anna.bell"))
GOOD = {
    "ics": (ics, "a.ics", test_ics.calendar(test_ics.event(test_ics.ANNA, RULE))),
    "mbox": (mbox, "a.mbox", MAIL + MAIL),
    "whatsapp": (whatsapp, test_whatsapp.NAMED, test_whatsapp.ANDROID),
    "iphone": (whatsapp, "_chat.txt", test_whatsapp.IOS),
    "facebook": (facebook, "your_friends.json", test_facebook.FRIENDS),
    "instagram": (instagram, "followers_1.json", next(iter(FOLLOWERS.values()))),
    "x": (xarchive, "direct-messages.js", test_xarchive.script("direct_messages", [test_xarchive.ONE])),
}


def comes_to_an_end(kind, content, name):
    """How reading ends: with items or with words."""
    try:
        sniffs(kind, content, name)
        return len(read_all(kind, content, name))
    except BadFile as error:
        return error.reason


@pytest.mark.parametrize("sample", GOOD)
@given(st.data())
def test_with_other_bytes_anywhere_it_is_read_or_refused(sample, data):
    kind, name, text = GOOD[sample]
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    assert comes_to_an_end(kind, bytes(content) + b"\n", name) != ""


@pytest.mark.parametrize("sample", GOOD)
@given(st.text(max_size=200), st.integers(0, 2_000))
def test_with_any_text_in_it_it_is_read_or_refused(sample, more, at):
    kind, name, text = GOOD[sample]
    content = (text[:at] + more + text[at:]).encode("utf-8", "replace")
    assert comes_to_an_end(kind, content, name) != ""


@pytest.mark.parametrize("sample", GOOD)
def test_cut_off_anywhere_it_is_read_or_refused(sample):
    kind, name, text = GOOD[sample]
    content = text.encode()
    for end in range(1, len(content), 7):
        assert comes_to_an_end(kind, content[:end], name) != ""


@pytest.mark.parametrize("sample", GOOD)
def test_with_the_line_ends_of_another_system_the_same_is_read(sample):
    kind, name, text = GOOD[sample]
    plain = text.replace("\r\n", "\n")
    assert read_all(kind, plain.replace("\n", "\r\n"), name) == read_all(kind, plain, name)


def test_mail_with_the_line_ends_of_another_system_is_two_messages():
    box = (MAIL + MAIL.replace("<1@x>", "<2@x>")).replace("\n", "\r\n")
    assert len(of(read_all(mbox, box, "a.mbox"), Message)) == 2
