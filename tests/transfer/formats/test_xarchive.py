"""X's archive: people are numbers in it, and only those whom the owner's posts name are known."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.transfer.formats.streams import ASKED, flaws, of, read_all, sniffs, told, whys
from transfer.formats import xarchive
from transfer.formats.faults import BadFile
from transfer.formats.values import Card, LinkSaid, Message, OwnerSaid, Party

ME, ANNA, BEN, NOBODY = "100", "1700000000000000001", "300", "400"


def script(name, content):
    """A file of the archive."""
    return f"window.YTD.{name}.part0 = " + json.dumps(content, indent=2)


def ties(word, *numbers):
    link = "https://twitter.com/intent/user?user_id="
    return script(word, [{word: {"accountId": number, "userLink": link + number}} for number in numbers])


def post(**mentions):
    """One of the owner's posts, which mentions people by handle and number."""
    named = [
        {"name": handle.title(), "screen_name": handle, "indices": ["0", "5"], "id_str": number, "id": number}
        for handle, number in mentions.items()
    ]
    return {"tweet": {"id_str": "1", "entities": {"urls": [], "user_mentions": named}, "full_text": "hi"}}


def sent(sender, recipient, moment="2026-01-05T09:00:00.000Z"):
    said = {"recipientId": recipient, "senderId": sender, "text": "Hello", "createdAt": moment, "id": "1"}
    return {"messageCreate": {name: value for name, value in said.items() if value}}


def talk(number, *messages):
    return {"dmConversation": {"conversationId": number, "messages": list(messages)}}


ACCOUNT = script(
    "account", [{"account": {"username": "Dora_E", "accountId": ME, "accountDisplayName": "Dora Eck"}}]
)
POSTS = script("tweets", [post(Anna_B=ANNA), post(ben=BEN)])
ONE = talk(f"{ME}-{ANNA}", sent(ME, ANNA), sent(ANNA, ME, "2026-01-05T10:00:00.000Z"))
MY_PAGE, ANNAS, BENS = (Party(network="x", slug=slug) for slug in ("dora_e", "anna_b", "ben"))


def archive(**files):
    named = {"account": ACCOUNT, "tweets": POSTS} | files
    return {f"data/{name.replace('_', '-')}.js": content for name, content in named.items()} | {
        "Your archive.html": "x"
    }


def test_messages_tell_who_wrote_to_whom_and_when_but_not_what():
    items = read_all(xarchive, archive(direct_messages=script("direct_messages", [ONE])))
    key, file = f"{ME}-{ANNA}", "data/direct-messages.js"
    assert of(items, Message) == [
        Message(6, key, datetime(2026, 1, 5, 9, tzinfo=UTC), MY_PAGE, (ANNAS,), file=file),
        Message(15, key, datetime(2026, 1, 5, 10, tzinfo=UTC), ANNAS, (MY_PAGE,), file=file),
    ]
    assert of(items, OwnerSaid) == [OwnerSaid(line=3, file="data/account.js", name="Dora Eck")]


def test_words_are_kept_where_they_were_asked_for():
    items = read_all(xarchive, archive(direct_messages=script("x", [ONE])), asked=replace(ASKED, texts=True))
    assert [item.text for item in of(items, Message)] == ["Hello", "Hello"]


def test_the_owner_goes_by_their_name_where_it_is_known():
    asked = replace(ASKED, own_names=frozenset({"dora eck"}))
    items = read_all(xarchive, archive(direct_messages=script("x", [ONE])), asked=asked)
    assert [item.sender for item in of(items, Message)] == [Party(name="dora eck"), ANNAS]


def test_of_whom_the_archive_gives_only_a_number_nothing_is_told():
    files = archive(direct_messages=script("x", [talk(f"{ME}-{NOBODY}", sent(ME, NOBODY), sent(NOBODY, ME))]))
    items = read_all(xarchive, files)
    assert of(items, Message) == []
    assert whys(items) == ["X gives only a number for who it was"] * 2


def test_a_group_is_told_with_all_who_were_seen_in_it():
    group = talk(
        "55",
        {"joinConversation": {"initiatingUserId": ANNA, "participantsSnapshot": [ME, ANNA, BEN, NOBODY]}},
        sent(ANNA, ""),
        {"participantsLeave": {"userIds": [BEN]}},
        sent(ME, ""),
    )
    items = read_all(xarchive, archive(direct_messages_group=script("x", [group])))
    assert [(item.sender, item.recipients) for item in of(items, Message)] == [
        (ANNAS, (MY_PAGE, BENS)),
        (MY_PAGE, (ANNAS, BENS)),
    ]
    assert whys(items) == ["the group’s own notices"] * 2


def test_who_follows_each_other_is_linked_where_the_handle_is_known():
    files = archive(
        follower=ties("follower", ANNA, BEN, NOBODY), following=ties("following", ANNA, NOBODY, "500")
    )
    items = read_all(xarchive, files)
    assert of(items, Card) == [
        Card(
            line=3,
            file="data/follower.js",
            key=ANNA,
            profiles=("https://x.com/anna_b",),
            handles=(("x", "anna_b"),),
            links=(LinkSaid("x"),),
            makes=False,
        )
    ]
    assert sorted(whys(items)) == [
        "X gives only a number for who it was",
        "only one of you follows the other",
        "only one of you follows the other",
    ]


def test_without_the_account_the_owner_is_the_one_in_all_conversations():
    files = archive(direct_messages=script("x", [ONE, talk(f"{BEN}-{ME}", sent(BEN, ME))]))
    files.pop("data/account.js")
    assert [item.sender.slug for item in told(read_all(xarchive, files))] == [ME, "anna_b", "ben"]


def test_large_lists_come_in_parts_and_old_ones_have_other_names():
    files = archive(direct_message=script("x", [ONE]), direct_messages_part1=script("x", [ONE]))
    assert len(of(read_all(xarchive, files), Message)) == 4


def test_a_single_file_is_known_by_what_it_says_of_itself():
    assert sniffs(xarchive, ACCOUNT, "x.js")
    assert len(told(read_all(xarchive, ACCOUNT, "whatever.js"))) == 1


def test_bad_moments_and_entries_cost_no_other():
    messages = [
        7,
        sent(ME, ANNA, "soon"),
        sent(ME, ANNA, "2099-01-01T00:00:00Z"),
        {"messageCreate": 5},
        sent(ME, ANNA),
    ]
    files = archive(
        direct_messages=script("x", [talk("1-2", *messages)]),
        follower=script("follower", [{"follower": 5}, {"follower": {"accountId": "x"}}]),
    )
    items = read_all(xarchive, files)
    assert len(of(items, Message)) == 1
    assert [reason for _line, reason in flaws(items)] == [
        "is no entry of an account",
        "is no entry of an account",
        "is no message",
        "“soon” is not a moment",
        "the day 2099-01-01 is in the future",
    ]


def test_of_a_file_that_breaks_off_the_beginning_is_read():
    items = read_all(xarchive, archive(direct_messages=script("x", [ONE])[:-100]))
    assert (len(of(items, Message)), len(flaws(items))) == (1, 1)


@pytest.mark.parametrize("content", ["[]", "window.location = 1", "a,b", "{}"])
def test_what_is_not_xs_is_not_taken(content):
    assert not sniffs(xarchive, content, "x.js")


def test_an_archive_with_none_of_the_lists_is_refused_in_words():
    with pytest.raises(BadFile, match="holds none of X’s files"):
        read_all(xarchive, {"data/tweets.js": POSTS})
