"""Instagram's export in JSON: who follows each other is linked; who follows one way is nobody's contact."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.identity import profile_key
from domain.keys import ProfileKey, profile_address
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.jsonitems import ITEM, Found, Place, read_items, starts_like_json
from transfer.formats.members import plain_name
from transfer.formats.meta import is_html, local, mended, mentions, moment_of
from transfer.formats.values import Ask, Asked, Card, Item, LeftOut, LinkSaid

__all__ = ["KIND", "LABEL", "read", "sniff", "wanted"]

KIND, LABEL = "instagram", "Instagram export"
LISTS = {
    "relationships_followers": "follower",
    "relationships_following": "following",
    "relationships_follow_requests_received": "received",
    "relationships_follow_requests_sent": "sent",
    "relationships_permanent_follow_requests": "recent",
    "relationships_unfollowed_users": "unfollowed",
}
FILES = (
    "followers", "following", "pendingfollowrequests", "recentfollowrequests", "followrequestsyouvereceived",
    "recentlyunfollowedprofiles", "recentlyunfollowedaccounts",
)  # fmt: skip
SURE = (
    b'"relationships_follow',
    b'"relationships_permanent_follow',
    b'"relationships_unfollowed',
    b'"string_list_data"',
)
ASK_FOR_JSON = "is Instagram’s export as web pages; ask Instagram for it again in the format JSON"
ONE_WAY = "only one of you follows the other"
NO_LONGER = "a request that no longer waits"
ACCEPTED = "a request that was accepted"
NOBODY = "names nobody"


@dataclass(frozen=True, slots=True)
class Entry:
    """One account in one list."""

    line: int
    file: str
    what: str
    key: ProfileKey
    moment: datetime | None
    flaw: str


def wanted(path: str) -> bool:
    """Whether a file name is one of those we read; of web pages too, to say what to ask for instead."""
    return bool(_part(path))


def sniff(upload: Upload) -> bool:
    """Whether one of Instagram's lists is there. BadFile when it is, but as web pages only."""
    names = _names(upload)
    if any(_is_list(upload, name) for name in names):
        return True
    if any(
        wanted(name) and is_html(upload, name) and mentions(upload, name, b"instagram.com") for name in names
    ):
        raise BadFile(ASK_FOR_JSON, next(iter(names)))
    return False


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Those who follow each other as cards, the requests, and those no longer followed."""
    names = [name for name in _names(upload) if _is_list(upload, name)]
    if not names:
        raise BadFile("holds none of Instagram’s lists of followers and requests")
    entries: dict[tuple[str, ProfileKey], Entry] = {}
    for name in names:
        for found in _found(upload, name):
            entry = _entry(found, name, asked) if isinstance(found, Found) else found
            if not isinstance(entry, Entry):
                yield entry
            elif (entry.what, entry.key) not in entries:
                entries[entry.what, entry.key] = entry
    for entry in entries.values():
        if entry.flaw:
            yield Fault(entry.file, entry.line, f"{entry.flaw}; taken without a day", kept=True)
        yield _item(entry, entries, asked)


def _part(path: str) -> str:
    """What a list's file is called, without its number and without marks: followers_1.json is "followers"."""
    base = plain_name(path)
    if not base.endswith((".json", ".html")):
        return ""
    bare = "".join(letter for letter in base[:-5] if letter.isalpha())
    return bare if bare in FILES else ""


def _names(upload: Upload) -> list[str]:
    return [name for name in upload.names if upload.single or wanted(name)]


def _is_list(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        if not starts_like_json(raw):
            return False
        start = raw.peek(65_536)[:65_536].replace(b"\0", b"")
    return any(word in start for word in SURE)


def _is_item(place: Place) -> bool:
    return place == (ITEM,) or (len(place) == 2 and place[0] in LISTS and place[1] == ITEM)


def _found(upload: Upload, name: str) -> Iterator[Found | Fault]:
    with upload.open(name) as raw:
        yield from read_items(raw, file=name, wanted=_is_item)


def _entry(found: Found, file: str, asked: Asked) -> Entry | Fault | LeftOut:
    """A list without a name of its own holds followers: so Instagram writes them."""
    what = LISTS.get(found.place[0], "follower") if _part(file) != "following" else "following"
    value = found.value
    if not isinstance(value, dict):
        return Fault(file, found.line, "is no entry of an account")
    said = value.get("string_list_data")
    first = said[0] if isinstance(said, list) and said and isinstance(said[0], dict) else {}
    key = _key(first.get("value")) or _key(value.get("title")) or _page(first.get("href"))
    if key is None:
        return LeftOut(found.line, NOBODY, file)
    moment, flaw = moment_of(first.get("timestamp"), asked)
    return Entry(found.line, file, what, key, moment, flaw)


def _key(handle: object) -> ProfileKey | None:
    name = mended(handle).lstrip("@")
    return profile_key(f"https://instagram.com/{name}") if name else None


def _page(address: object) -> ProfileKey | None:
    """The account behind an address; some have a word before the name: /_u/name."""
    return profile_key(address.replace("/_u/", "/")) if isinstance(address, str) else None


def _item(entry: Entry, entries: dict[tuple[str, ProfileKey], Entry], asked: Asked) -> Item:
    if entry.what in ("follower", "following"):
        return _tie(entry, entries, asked)
    if entry.what == "unfollowed":
        day = local(entry.moment, asked.zone).date() if entry.moment else asked.today
        return _card(entry, LinkSaid("instagram", until=day))
    is_followed = ("following", entry.key) in entries
    if entry.what == "recent" or (entry.what == "sent" and is_followed):
        return LeftOut(entry.line, ACCEPTED if is_followed else NO_LONGER, entry.file)
    return _ask(entry)


def _tie(entry: Entry, entries: dict[tuple[str, ProfileKey], Entry], asked: Asked) -> Item:
    """Two who follow each other have been linked since the later of the two days; told once, with the follower."""
    back = entries.get(("following" if entry.what == "follower" else "follower", entry.key))
    if back is None:
        return LeftOut(entry.line, ONE_WAY, entry.file)
    if entry.what == "following":
        return LeftOut(entry.line, "told among your followers", entry.file)
    moments = [one.moment for one in (entry, back) if one.moment]
    since = local(max(moments), asked.zone).date() if len(moments) == 2 else None
    return _card(entry, LinkSaid("instagram", since=since))


def _card(entry: Entry, link: LinkSaid) -> Card:
    slug = entry.key.slug
    page, handle = profile_address("instagram", slug), ("instagram", slug)
    return Card(entry.line, entry.file, slug, profiles=(page,), handles=(handle,), links=(link,), makes=False)


def _ask(entry: Entry) -> Ask:
    incoming, slug = entry.what == "received", entry.key.slug
    key = f"{entry.what}:{slug}:{int(entry.moment.timestamp()) if entry.moment else 0}"
    return Ask(entry.line, key, "instagram", incoming, slug, entry.file, slug, sent_at=entry.moment)
