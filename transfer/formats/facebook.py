"""Facebook's export in JSON: friends, requests, and friends who were removed. It knows people by name alone."""

from collections.abc import Iterator
from datetime import datetime

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.jsonitems import ITEM, Found, Place, read_items, starts_like_json
from transfer.formats.members import plain_name
from transfer.formats.meta import is_html, local, mended, mentions, moment_of
from transfer.formats.values import Ask, Asked, Card, Item, LeftOut, LinkSaid

__all__ = ["KIND", "LABEL", "read", "sniff", "wanted"]

KIND, LABEL = "facebook", "Facebook export"
LISTS = {
    "deleted_friends_v2": "removed",
    "deleted_friends": "removed",
    "friends_v2": "friend",
    "friends": "friend",
    "received_requests_v2": "received",
    "received_requests": "received",
    "rejected_requests_v2": "rejected",
    "rejected_requests": "rejected",
    "sent_requests_v2": "sent",
    "sent_requests": "sent",
}
"""What the lists are called, in files of all years, and what they hold."""
SURE = tuple(f'"{name}"'.encode() for name in LISTS if name.endswith(("_v2", "_requests")))
FILES = ("yourfriends", "friends", "receivedfriendrequests", "rejectedfriendrequests", "sentfriendrequests")
REMOVED = ("removedfriends",)
ASKS = {"received": (True, "open"), "rejected": (True, "declined"), "sent": (False, "open")}
ASK_FOR_JSON = "is Facebook’s export as web pages; ask Facebook for it again in the format JSON"
NAMELESS = "no name: the account is gone"
AGAIN = "removed, and friends again"


def wanted(path: str) -> bool:
    """Whether a file name is one of those we read; of web pages too, to say what to ask for instead."""
    base = plain_name(path)
    return base.removesuffix(".json").removesuffix(".html") in FILES + REMOVED and base.endswith(
        (".json", ".html")
    )


def sniff(upload: Upload) -> bool:
    """Whether one of Facebook's lists is there. BadFile when it is, but as web pages only."""
    names = _names(upload)
    if any(_is_list(upload, name) for name in names):
        return True
    if any(wanted(name) and is_html(upload, name) and mentions(upload, name, b"facebook") for name in names):
        raise BadFile(ASK_FOR_JSON, next(iter(names)))
    return False


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Friends as cards that are known by name, requests, and the removed. An entry that is none is a Fault."""
    names = [name for name in _names(upload) if _is_list(upload, name)]
    if not names:
        raise BadFile("holds none of Facebook’s lists of friends and requests")
    friends = {_key(found.value) for name in names for found in _found(upload, name, "friend")}
    seen: dict[str, int] = {}
    for name in names:
        for found in _items(upload, name):
            yield from _entry(found, name, asked, friends, seen) if isinstance(found, Found) else (found,)


def _names(upload: Upload) -> list[str]:
    """The files there are, the removed friends first: who came back is a friend in the end."""
    names = [name for name in upload.names if upload.single or wanted(name)]
    return sorted(names, key=lambda name: plain_name(name).split(".")[0] not in REMOVED)


def _is_list(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        if not starts_like_json(raw):
            return False
        start = raw.peek(65_536)[:65_536].replace(b"\0", b"")
    is_old = plain_name(name) == "friends.json" and b'"friends"' in start and b'"name"' in start
    return is_old or any(word in start for word in SURE)


def _is_item(place: Place) -> bool:
    return len(place) == 2 and place[0] in LISTS and place[1] == ITEM


def _items(upload: Upload, name: str) -> Iterator[Found | Fault]:
    with upload.open(name) as raw:
        yield from read_items(raw, file=name, wanted=_is_item)


def _found(upload: Upload, name: str, what: str) -> Iterator[Found]:
    for found in _items(upload, name):
        if isinstance(found, Found) and LISTS[found.place[0]] == what:
            yield found


def _key(value: object) -> str:
    return fold(mended(value.get("name"))) if isinstance(value, dict) else ""


def _entry(found: Found, file: str, asked: Asked, friends: set[str], seen: dict[str, int]) -> Iterator[Item]:
    value, what = found.value, LISTS[found.place[0]]
    if not isinstance(value, dict):
        yield Fault(file, found.line, "is no entry of a person")
        return
    name = mended(value.get("name"))
    if not fold(name):
        yield LeftOut(found.line, NAMELESS, file)
        return
    moment, flaw = moment_of(value.get("timestamp"), asked)
    if flaw:
        yield Fault(file, found.line, f"{flaw}; taken without a day", kept=True)
    if what in ASKS:
        yield _ask(found.line, name, what, file, moment)
        return
    day = local(moment, asked.zone).date() if moment else None
    if what == "friend":
        key, link = _unlike(fold(name), seen), LinkSaid("facebook", since=day)
        yield Card(found.line, file, key, display=name, links=(link,), by_name=True)
    elif fold(name) in friends:
        yield LeftOut(found.line, AGAIN, file)
    else:
        link = LinkSaid("facebook", until=day or asked.today)
        yield Card(found.line, file, fold(name), display=name, links=(link,), makes=False, by_name=True)


def _ask(line: int, name: str, what: str, file: str, moment: datetime | None) -> Ask:
    incoming, state = ASKS[what]
    stamp = int(moment.timestamp()) if moment else 0
    key = f"{what}:{fold(name)}:{stamp}"
    return Ask(line, key, "facebook", incoming, name, file, sent_at=moment, state=state)


def _unlike(key: str, seen: dict[str, int]) -> str:
    """A key of its own for each of those who share a name."""
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key} #{seen[key]}"
