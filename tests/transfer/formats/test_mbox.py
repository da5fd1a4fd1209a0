"""Mail: who wrote to whom and when, by the headers; lists, robots and junk left out."""

import mailbox
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transfer.formats.streams import ASKED, flaws, of, read_all, sniffs, told, who, whys
from transfer.formats import mbox
from transfer.formats.faults import BadFile
from transfer.formats.values import Message, Party

MINE = replace(ASKED, own_emails=frozenset({"dora@example.org"}))
DATE = "Date: Mon, 05 Jan 2026 10:00:00 +0100"
FROM_ANNA = "From: Anna Bell <Anna@Example.org>"
TO_ME = "To: Dora Eck <dora@example.org>"


def mail(*headers, number=1, body="Hello"):
    """One message of an mbox."""
    lines = [
        f"From {number}@x Mon Jan 05 09:00:00 2026",
        f"Message-ID: <{number}@x>",
        *headers,
        "",
        body,
        "",
        "",
    ]
    return "\n".join(lines)


def read_one(*headers, asked=MINE):
    """The one item that a message of these headers comes to."""
    (item,) = read_all(mbox, mail(*headers), "a.mbox", asked)
    return item


def test_a_message_tells_who_wrote_to_whom_and_when():
    item = read_one(FROM_ANNA, TO_ME, 'Cc: "Cole, Ben" <ben@example.org>', DATE)
    assert item == Message(
        line=1,
        conversation=item.conversation,
        at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        sender=Party(name="Anna Bell", email="anna@example.org"),
        recipients=(
            Party(name="Dora Eck", email="dora@example.org"),
            Party(name="Cole, Ben", email="ben@example.org"),
        ),
        kind="email",
        file="a.mbox",
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("=?UTF-8?Q?J=C3=B6rg_B=C3=A4hr?= <a@example.org>", "Jörg Bähr"),
        ("=?iso-8859-1?Q?J=F6rg?= =?utf-8?b?IELDpGhy?= <a@example.org>", "Jörg Bähr"),
        ("Jörg Bähr <a@example.org>", "Jörg Bähr"),
        ("=?x-unknown?Q?J=F6rg?= <a@example.org>", "Jörg"),
        ("=?utf-8?b?!!!?= <a@example.org>", ""),
        ("a@example.org", ""),
        ("a@example.org (Anna Bell)", "Anna Bell"),
        ('"a@example.org" <a@example.org>', ""),
    ],
)
def test_names_are_read_however_they_are_encoded(written, name):
    assert read_one(f"From: {written}", TO_ME, DATE).sender == Party(name=name, email="a@example.org")


def test_groups_folded_lists_and_hidden_recipients_are_read():
    item = read_one(
        FROM_ANNA, "To: Friends: Ben <ben@example.org>,\n\tdora@example.org;", "Bcc: x@example.org", DATE
    )
    assert [party.email for party in item.recipients] == ["ben@example.org", "dora@example.org"]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("List-Id: <x.example.org>", "from a mailing list"),
        ("List-Unsubscribe: <mailto:x@example.org>", "from a mailing list"),
        ("Precedence: bulk", "from a mailing list"),
        ("Auto-Submitted: auto-replied", "written by a machine"),
        ("X-Spam-Flag: YES", "spam, deleted or a draft"),
        ("X-Gmail-Labels: Spam,Unread", "spam, deleted or a draft"),
        ("X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=", "spam, deleted or a draft"),
        ("X-Mozilla-Status: 0009", "spam, deleted or a draft"),
    ],
)
def test_what_nobody_wrote_to_the_owner_is_left_out(header, why):
    assert whys([read_one(FROM_ANNA, TO_ME, DATE, header)]) == [why]


@pytest.mark.parametrize(
    "header", ["Auto-Submitted: no", "X-Gmail-Labels: Inbox,Important", "X-Mozilla-Status: 0001"]
)
def test_what_only_looks_like_it_is_kept(header):
    assert isinstance(read_one(FROM_ANNA, TO_ME, DATE, header), Message)


@pytest.mark.parametrize(
    "sender",
    [
        "noreply",
        "no-reply",
        "no_reply+x",
        "news.do-not-reply",
        "mailer-daemon",
        "notifications",
        "bounce+12",
        "Alerts",
    ],
)
def test_robots_are_left_out(sender):
    assert whys([read_one(f"From: Shop <{sender}@example.org>", TO_ME, DATE)]) == ["written by a machine"]


@pytest.mark.parametrize("sender", ["norbert.bounceford", "alertina", "anna.notify1"])
def test_people_with_such_letters_in_their_names_are_no_robots(sender):
    assert isinstance(read_one(f"From: {sender}@example.org", TO_ME, DATE), Message)


def test_mail_to_many_is_left_out():
    many = ", ".join(f"p{number}@example.org" for number in range(20))
    assert whys([read_one(FROM_ANNA, f"To: {many}, dora@example.org", DATE)]) == ["to many people at once"]


def test_mail_that_none_of_the_owners_addresses_is_in_is_left_out_but_not_what_was_delivered_to_them():
    other = "To: old@example.org"
    assert whys([read_one(FROM_ANNA, other, DATE)]) == ["none of your addresses is in it"]
    item = read_one(FROM_ANNA, other, "Delivered-To: dora@example.org", DATE)
    assert [party.email for party in item.recipients] == ["old@example.org", "dora@example.org"]
    assert isinstance(read_one(FROM_ANNA, other, DATE, asked=ASKED), Message)


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        (["Date: 5 Jan 2026 10:00 EST"], datetime(2026, 1, 5, 15, tzinfo=UTC)),
        (
            ["Date: rubbish", "Received: by x; Mon, 5 Jan 2026 11:00:00 +0100"],
            datetime(2026, 1, 5, 10, tzinfo=UTC),
        ),
        (["Date: rubbish"], datetime(2026, 1, 5, 9, tzinfo=UTC)),
        ([], datetime(2026, 1, 5, 9, tzinfo=UTC)),
    ],
)
def test_a_bad_date_is_made_good_by_what_the_servers_noted(headers, at):
    assert read_one(FROM_ANNA, TO_ME, *headers).at == at


@pytest.mark.parametrize(
    ("header", "flaw"),
    [
        ("Date: Thu, 1 Jan 1970 00:00:00 +0000", "the day 1970-01-01 is too long ago"),
        ("Date: Thu, 1 Jan 2099 00:00:00 +0000", "the day 2099-01-01 is in the future"),
    ],
)
def test_a_date_that_cannot_be_meant_is_a_fault(header, flaw):
    assert flaws([read_one(FROM_ANNA, TO_ME, header)]) == [(1, flaw)]


def test_an_eml_without_a_date_is_a_fault():
    assert flaws(read_all(mbox, f"{FROM_ANNA}\n{TO_ME}\nSubject: x\n\nHello", "a.eml", MINE)) == [
        (1, "has no date")
    ]


def test_answers_belong_to_the_conversation_of_what_they_answer():
    box = (
        mail(FROM_ANNA, TO_ME, DATE, number=1)
        + mail(FROM_ANNA, TO_ME, DATE, "In-Reply-To: <1@x>", number=2)
        + mail(FROM_ANNA, TO_ME, DATE, "In-Reply-To: <2@x>", number=3)
        + mail(FROM_ANNA, TO_ME, DATE, "References: <1@x>\n <3@x>", number=4)
        + mail(FROM_ANNA, TO_ME, DATE, number=5)
    )
    keys = [item.conversation for item in read_all(mbox, box, "a.mbox", MINE)]
    assert len(set(keys[:4])) == 1
    assert keys[4] != keys[0]


def test_the_same_message_in_two_folders_is_told_once():
    files = {"Inbox.mbox": mail(FROM_ANNA, TO_ME, DATE), "Archive.mbox": mail(FROM_ANNA, TO_ME, DATE)}
    items = read_all(mbox, files, asked=MINE)
    assert (len(told(items)), whys(items)) == (1, ["the same message again"])


def test_folders_of_single_mails_and_of_apple_mail_are_read_and_junk_folders_passed_over():
    eml = f"{FROM_ANNA}\r\n{TO_ME}\r\n{DATE}\r\nMessage-ID: <1@x>\r\n\r\nHello\r\n"
    files = {
        "Mail/1.eml": eml,
        "Mail/2.emlx": "120\n" + eml.replace("<1@x>", "<2@x>"),
        "INBOX.mbox/mbox": mail(FROM_ANNA, TO_ME, DATE, number=3),
        "Junk.mbox/mbox": mail(FROM_ANNA, TO_ME, DATE, number=4),
        "notes.txt": "no mail",
    }
    items = read_all(mbox, files, asked=MINE)
    assert (len(told(items)), whys(items)) == (3, ["spam, deleted or a draft"])


def test_lines_of_letters_that_begin_with_from_are_no_messages():
    begins = "From 1@x Mon Jan 05 09:00:00 2026"
    body = f"From here on\n\nFrom tomorrow, say\n\n>{begins}\n\n{begins}\nx"
    assert len(read_all(mbox, mail(FROM_ANNA, TO_ME, DATE, body=body) + mail(number=2), "a.mbox", MINE)) == 2


def test_line_numbers_are_true():
    box = mail(FROM_ANNA, TO_ME, DATE, body="a\nb") + mail(FROM_ANNA, TO_ME, DATE, number=2)
    assert [item.line for item in read_all(mbox, box, "a.mbox", MINE)] == [1, 10]


@pytest.mark.parametrize("size", [1, 300_000, 1_048_400, 1_048_570, 1_048_580, 3_000_000])
def test_messages_are_found_wherever_they_lie_in_a_large_mailbox(size):
    box = mail(FROM_ANNA, TO_ME, DATE, body="x" * size) + mail(FROM_ANNA, TO_ME, DATE, number=2)
    assert len(told(read_all(mbox, box, "a.mbox", MINE))) == 2


@given(st.lists(st.integers(0, 600), min_size=1, max_size=6))
def test_as_many_messages_are_found_as_were_written(sizes):
    box = "".join(
        mail(FROM_ANNA, TO_ME, DATE, number=at, body="y\n\n" * size) for at, size in enumerate(sizes)
    )
    assert len(told(read_all(mbox, box, "a.mbox", MINE))) == len(sizes)


def test_what_the_standard_library_writes_is_read_back(tmp_path):
    box = mailbox.mbox(tmp_path / "x.mbox")
    for number in range(20):
        message = EmailMessage()
        message["From"] = "Jörg Bähr <joerg@example.org>"
        message["To"] = "Dora <dora@example.org>, " + ", ".join(
            f"Anna {n} <a{n}@example.org>" for n in range(9)
        )
        message["Date"] = datetime(2026, 1, 5, number, tzinfo=UTC)
        message["Message-ID"] = f"<{number}@example.org>"
        message.set_content("From me\n\nFrom you 10:10\n")
        box.add(message)
    box.close()
    items = read_all(mbox, (tmp_path / "x.mbox").read_bytes(), "x.mbox", MINE)
    assert [item.at.hour for item in of(items, Message)] == list(range(20))
    assert {item.sender for item in items} == {Party(name="Jörg Bähr", email="joerg@example.org")}
    assert {len(item.recipients) for item in items} == {10}


def test_the_owner_is_likely_the_one_whose_mailbox_it_is():
    box = mail(FROM_ANNA, TO_ME, DATE, "Delivered-To: dora@example.org") * 2
    assert who(mbox, box, "a.mbox")[:2] == ["dora@example.org", "anna@example.org"]
    sent = {"Sent.mbox/mbox": mail("From: dora@example.org", "To: anna@example.org", DATE)}
    assert who(mbox, sent)[0] == "dora@example.org"


@pytest.mark.parametrize(
    ("content", "is_mail"),
    [
        (mail(FROM_ANNA), True),
        (f"{FROM_ANNA}\n{DATE}\n\nHello", True),
        ("Return-Path: <x>\r\nReceived: from x\r\n by y; z\r\nSubject: x\r\n\r\n", True),
        ("From the beginning\nit was\n", False),
        ("Subject: a note\n\nTo: do\n", False),
        ("First Name,Last Name\nFrom: x,To: y\n", False),
        ("", False),
    ],
)
def test_mail_is_known_by_its_headers(content, is_mail):
    assert sniffs(mbox, content or "\n", "a.eml") is is_mail


def test_what_is_no_mail_is_refused_in_words():
    with pytest.raises(BadFile, match="holds no mail"):
        read_all(mbox, "Hello\n", "a.eml")


@pytest.mark.parametrize(
    "header",
    [
        "From: " + "(" * 50_000,
        "From: " + "<" * 50_000,
        "To: " + '"\\' * 20_000,
        "To: " + "=?utf-8?q?=41?= " * 5_000,
        "Date: " + "9" * 50_000,
        "Date: Mon, 5 Jan 2026 10:00:00 +99999999999999",
        "Date: Mon, 99 Jan 99999 99:99:99 +0000",
        "References: " + "<" * 50_000,
        "X-Mozilla-Status: zzzz",
        "\x00" * 1_000,
        "X-Gmail-Labels: =?utf-8?b?" + "A" * 50_000 + "?=",
    ],
)
def test_no_header_brings_it_down(header):
    items = read_all(
        mbox, mail(header, FROM_ANNA, TO_ME) + mail(FROM_ANNA, TO_ME, DATE, number=2), "a.mbox", MINE
    )
    assert len(items) == 2
