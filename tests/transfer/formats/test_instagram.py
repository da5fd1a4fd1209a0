"""Instagram's export: who follows each other, requests, and whom the owner left."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.transfer.formats.streams import flaws, of, read_all, sniffs, told, whys
from transfer.formats import instagram
from transfer.formats.faults import BadFile
from transfer.formats.values import Ask, Card, LinkSaid

FOLDER = "connections/followers_and_following/"
DAY = 86_400
BASE = 1_700_000_000


def entries(*names, timestamp=BASE):
    """Accounts as they were listed until 2025."""
    return [
        {
            "title": "",
            "media_list_data": [],
            "string_list_data": [
                {"href": f"https://www.instagram.com/{name}", "value": name, "timestamp": timestamp}
            ],
        }
        for name in names
    ]


def titled(*names, timestamp=BASE):
    """Accounts as they are listed since: the name stands in the title."""
    return [
        {
            "title": name,
            "string_list_data": [{"href": f"https://www.instagram.com/_u/{name}", "timestamp": timestamp}],
        }
        for name in names
    ]


def export(**files):
    return {f"{FOLDER}{name}.json": json.dumps(content) for name, content in files.items()}


def test_who_follows_each_other_is_linked_since_the_later_day():
    files = export(
        followers_1=entries("anna.bell", "stranger"),
        followers_2=entries("ben_cole"),
        following={"relationships_following": entries("anna.bell", "shop", timestamp=BASE + 3 * DAY)},
    )
    items = read_all(instagram, files)
    assert of(items, Card) == [
        Card(
            line=1,
            file=f"{FOLDER}followers_1.json",
            key="anna.bell",
            profiles=("https://instagram.com/anna.bell",),
            handles=(("instagram", "anna.bell"),),
            links=(LinkSaid("instagram", since=date(2023, 11, 17)),),
            makes=False,
        )
    ]
    assert sorted(whys(items)) == ["only one of you follows the other"] * 3 + ["told among your followers"]


def test_the_lists_of_later_years_are_read_too():
    files = export(
        followers_1=titled("anna.bell"), following={"relationships_following": titled("anna.bell")}
    )
    assert [card.key for card in told(read_all(instagram, files))] == ["anna.bell"]


def test_where_one_day_is_not_known_the_link_has_none():
    files = export(
        followers_1=entries("anna.bell", timestamp=0),
        following={"relationships_following": entries("anna.bell")},
    )
    assert [card.links for card in told(read_all(instagram, files))] == [(LinkSaid("instagram"),)]


def test_requests_are_told_and_what_became_of_them():
    files = {
        **export(
            following={"relationships_following": entries("cleo")},
            pending_follow_requests={"relationships_follow_requests_sent": entries("ben_cole")},
            recent_follow_requests={"relationships_permanent_follow_requests": entries("cleo", "dan")},
        ),
        f"{FOLDER}follow_requests_you've_received.json": json.dumps(
            {"relationships_follow_requests_received": entries("anna.bell")}
        ),
    }
    items = read_all(instagram, files)
    asks = sorted(of(items, Ask), key=lambda ask: ask.slug)
    assert [(ask.slug, ask.incoming, ask.state, ask.key) for ask in asks] == [
        ("anna.bell", True, "open", "received:anna.bell:1700000000"),
        ("ben_cole", False, "open", "sent:ben_cole:1700000000"),
    ]
    assert asks[0].sent_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert sorted(whys(items)) == [
        "a request that no longer waits",
        "a request that was accepted",
        "only one of you follows the other",
    ]


def test_whom_the_owner_left_is_no_longer_linked():
    files = export(recently_unfollowed_profiles={"relationships_unfollowed_users": entries("anna.bell")})
    assert [card.links for card in told(read_all(instagram, files))] == [
        (LinkSaid("instagram", until=date(2023, 11, 14)),)
    ]


def test_a_bad_entry_costs_no_other():
    broken = [
        7,
        {"string_list_data": 5},
        {"string_list_data": []},
        {"string_list_data": [7]},
        {"title": "a b c"},
    ]
    good = entries("anna.bell", timestamp="soon")
    files = export(followers_1=broken + good, following={"relationships_following": entries("anna.bell")})
    items = read_all(instagram, files)
    assert [reason for _line, reason in flaws(items)] == [
        "is no entry of an account",
        "its moment is no number; taken without a day",
    ]
    assert [card.key for card in told(items)] == ["anna.bell"]
    assert whys(items).count("names nobody") == 4


def test_a_single_list_is_read_by_itself():
    content = json.dumps(entries("anna.bell"))
    assert sniffs(instagram, content, "x.json")
    assert whys(read_all(instagram, content, "x.json")) == ["only one of you follows the other"]


def test_web_pages_are_refused_with_what_to_ask_for():
    page = '<html><a href="https://www.instagram.com/anna.bell">anna.bell</a></html>'
    with pytest.raises(BadFile, match="ask Instagram for it again in the format JSON"):
        sniffs(instagram, {f"{FOLDER}followers_1.html": page})


@pytest.mark.parametrize("content", ['{"a": 1}', "[]", "a,b", "<html></html>", '[{"x": 1}]'])
def test_what_is_not_instagrams_is_not_taken(content):
    assert not sniffs(instagram, content, "x.json")


def test_what_it_is_forced_to_read_is_refused_in_words():
    with pytest.raises(BadFile, match="holds none of Instagram’s lists"):
        read_all(instagram, "a,b", "followers_1.json")
