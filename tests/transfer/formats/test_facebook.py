"""Facebook's export: friends by name, requests and the removed, in the files of all its years."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.transfer.formats.streams import ASKED, flaws, of, read_all, sniffs, told, whys
from transfer.formats import facebook
from transfer.formats.faults import BadFile
from transfer.formats.meta import mended
from transfer.formats.values import Ask, Card, LinkSaid

SINCE = 1_700_000_000
DAY = date(2023, 11, 14)


def listed(key, *names, timestamp=SINCE):
    """A list as Facebook writes it: UTF-8 as if it were Latin-1, escaped."""
    broken = [name.encode().decode("latin-1") for name in names]
    return json.dumps({key: [{"name": name, "timestamp": timestamp} for name in broken]}, indent=2)


FRIENDS = listed("friends_v2", "Anna Bell", "Zoë Müller")


def test_a_friend_is_a_card_that_only_the_name_tells_of():
    assert read_all(facebook, FRIENDS, "your_friends.json")[0] == Card(
        line=3,
        file="your_friends.json",
        key="anna bell",
        display="Anna Bell",
        links=(LinkSaid("facebook", since=DAY),),
        by_name=True,
    )


def test_broken_letters_are_mended_and_good_ones_stay():
    assert [card.display for card in read_all(facebook, FRIENDS)] == ["Anna Bell", "Zoë Müller"]
    good = json.dumps({"friends_v2": [{"name": "Zoë Müller Łuk", "timestamp": SINCE}]}, ensure_ascii=False)
    assert [card.display for card in read_all(facebook, good)] == ["Zoë Müller Łuk"]


def looks_broken(text):
    """Whether a text could itself be one that was broken: nobody can tell then."""
    try:
        text.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=50))
def test_whatever_was_broken_is_mended(text):
    assume(text.isascii() or not looks_broken(text))
    assert mended(text.encode().decode("latin-1")) == mended(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("connections/friends/your_friends.json", "friends_v2"),
        ("friends_and_followers/friends.json", "friends_v2"),
        ("friends/friends.json", "friends"),
        ("facebook-dora/friends_and_followers/friends.json", "friends_v2"),
        ("your_facebook_activity/connections/friends/your_friends.json", "friends_v2"),
    ],
)
def test_the_folders_of_all_years_are_known(name, key):
    files = {name: listed(key, "Anna Bell"), "posts/photo.jpg": b"\xff\xd8"}
    assert sniffs(facebook, files)
    assert [card.display for card in read_all(facebook, files)] == ["Anna Bell"]


def test_requests_are_told_with_their_direction_and_what_became_of_them():
    files = {
        "f/received_friend_requests.json": listed("received_requests_v2", "Anna Bell"),
        "f/rejected_friend_requests.json": listed("rejected_requests_v2", "Ben Cole"),
        "f/sent_friend_requests.json": listed("sent_requests_v2", "Cleo Dahl"),
    }
    asks = of(read_all(facebook, files), Ask)
    assert [(ask.name, ask.incoming, ask.state) for ask in asks] == [
        ("Anna Bell", True, "open"),
        ("Ben Cole", True, "declined"),
        ("Cleo Dahl", False, "open"),
    ]
    assert {ask.sent_at for ask in asks} == {datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)}
    assert asks[0].key == "received:anna bell:1700000000"


def test_who_was_removed_is_no_longer_linked_and_nobody_new():
    files = {
        "f/your_friends.json": FRIENDS,
        "f/removed_friends.json": listed("deleted_friends_v2", "Ben Cole", "Anna Bell"),
    }
    items = read_all(facebook, files)
    assert items[0] == Card(
        line=3,
        file="f/removed_friends.json",
        key="ben cole",
        display="Ben Cole",
        links=(LinkSaid("facebook", until=DAY),),
        makes=False,
        by_name=True,
    )
    assert whys(items) == ["removed, and friends again"]


def test_two_friends_of_one_name_have_two_keys():
    cards = read_all(facebook, listed("friends_v2", "Anna Bell", "Anna Bell"))
    assert [card.key for card in cards] == ["anna bell", "anna bell #2"]


def test_days_are_those_of_the_owners_zone():
    late = listed("friends_v2", "Anna Bell", timestamp=1_700_004_000)
    assert [card.links[0].since for card in read_all(facebook, late, asked=ASKED)] == [date(2023, 11, 15)]


@pytest.mark.parametrize("timestamp", [10**30, -(10**30), "soon", [1], 1e308, True])
def test_a_moment_that_cannot_be_meant_costs_only_itself(timestamp):
    items = read_all(facebook, listed("friends_v2", "Anna Bell", timestamp=timestamp))
    assert (len(flaws(items)), [card.links[0].since for card in told(items)]) == (1, [None])


@pytest.mark.parametrize("timestamp", [0, None])
def test_a_moment_that_nobody_knows_is_no_fault(timestamp):
    items = read_all(facebook, listed("friends_v2", "Anna Bell", timestamp=timestamp))
    assert [card.links[0].since for card in items] == [None]


def test_a_bad_entry_costs_no_other():
    content = json.dumps({"friends_v2": [7, {"name": ""}, {"x": 1}, {"name": "Anna Bell"}]})
    items = read_all(facebook, content)
    assert [reason for _line, reason in flaws(items)] == ["is no entry of a person"]
    assert whys(items) == ["no name: the account is gone"] * 2
    assert [card.display for card in told(items)] == ["Anna Bell"]


def test_of_a_file_that_breaks_off_the_beginning_is_read():
    items = read_all(facebook, FRIENDS[:-40])
    assert [card.display for card in told(items)] == ["Anna Bell"]
    assert [reason for _line, reason in flaws(items)] == [
        "is damaged or ends here; what follows could not be read"
    ]


def test_web_pages_are_refused_with_what_to_ask_for():
    page = "<html><head><title>Facebook</title></head></html>"
    with pytest.raises(BadFile, match="ask Facebook for it again in the format JSON"):
        sniffs(facebook, {"connections/friends/your_friends.html": page})


@pytest.mark.parametrize("content", ['{"friends": 7}', '{"a": 1}', "[]", "a,b", "<html></html>", "{"])
def test_what_is_not_facebooks_is_not_taken(content):
    assert not sniffs(facebook, content, "x.json")


def test_what_it_is_forced_to_read_is_refused_in_words():
    with pytest.raises(BadFile, match="holds none of Facebook’s lists"):
        read_all(facebook, "a,b", "your_friends.json", replace(ASKED))
