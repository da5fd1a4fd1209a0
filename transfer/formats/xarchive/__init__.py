"""X's archive: direct messages, and who follows whom. People are numbers in it; a few have their handle, too."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from domain.identity import profile_key
from domain.keys import profile_address
from transfer.formats.container import Upload
from transfer.formats.dates import implausible
from transfer.formats.faults import BadFile, Fault, shown
from transfer.formats.jsonitems import ITEM, Found, Place, read_items
from transfer.formats.members import plain_name
from transfer.formats.names import MAX_NAME, clean
from transfer.formats.values import Asked, Card, Item, LeftOut, LinkSaid, Message, OwnerSaid, Party
from transfer.formats.xarchive.handles import count_talkers, read_handles

__all__ = ["KIND", "LABEL", "read", "sniff", "wanted"]

KIND, LABEL = "x", "X archive"
START = b"window.ytd."
PREFIX = "window.YTD."
ACCOUNT, FOLLOWERS, FOLLOWING, MESSAGES, POSTS = "account", "follower", "following", "messages", "tweets"
FILES = {
    "account": ACCOUNT,
    "follower": FOLLOWERS,
    "following": FOLLOWING,
    "directmessages": MESSAGES,
    "directmessage": MESSAGES,
    "directmessagesgroup": MESSAGES,
    "directmessagegroup": MESSAGES,
    "tweets": POSTS,
    "tweet": POSTS,
}
"""By the letters of a file's name; large lists come in parts: direct-messages-part1.js."""
CONVERSATION = (ITEM, "dmConversation")
MOST_VALUES = 750_000
MOST_TEXT = 20_000
MOST_RECIPIENTS = 20
MOST_IDS = 400
ONLY_A_NUMBER = "X gives only a number for who it was"
ONE_WAY = "only one of you follows the other"
NO_MESSAGE = "the group’s own notices"


@dataclass
class Archive:
    """The files there are by what they hold, the owner's number and handle, and the handles of others by number."""

    upload: Upload
    names: dict[str, list[str]]
    own_id: str = ""
    own_handle: str = ""
    handles: dict[str, str] = field(default_factory=dict)

    def party(self, number: str, asked: Asked) -> Party | None:
        """Somebody by number; None where the archive does not tell who it is."""
        if number == self.own_id:
            return (
                Party(name=min(asked.own_names)) if asked.own_names else self._of(self.own_handle or number)
            )
        handle = self.handles.get(number, "")
        return self._of(handle) if handle else None

    def _of(self, slug: str) -> Party:
        return Party(network="x", slug=slug)


@dataclass
class Talk:
    """The conversation that is being read: its id, and everybody who was seen in it."""

    id: str = ""
    people: dict[str, None] = field(default_factory=dict)

    def see(self, *numbers: object) -> None:
        """Take in people by number."""
        for number in numbers:
            if isinstance(number, str) and number.isdigit() and len(self.people) < MOST_IDS:
                self.people[number] = None


def wanted(path: str) -> bool:
    """Whether a file name is one of those we read."""
    return bool(_part(path))


def sniff(upload: Upload) -> bool:
    """Whether one of the archive's files is there, by the words each of them begins with."""
    return any(_is_ours(upload, name) for name in upload.names if upload.single or wanted(name))


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """The owner, those who follow each other with them, and the messages with those whom the archive names."""
    names: dict[str, list[str]] = {}
    for name in upload.names:
        if _is_ours(upload, name):
            names.setdefault(_part(name) or _told(upload, name), []).append(name)
    if not any(names.get(part) for part in (ACCOUNT, FOLLOWERS, FOLLOWING, MESSAGES)):
        raise BadFile("holds none of X’s files: account.js, follower.js, following.js, direct-messages.js")
    archive = Archive(upload, names)
    yield from _read_account(archive)
    archive.own_id = archive.own_id or _always_there(archive)
    for name in names.get(POSTS, []):
        with upload.open(name) as raw:
            read_handles(raw, archive.handles)
    yield from _read_ties(archive)
    for name in names.get(MESSAGES, []):
        yield from _read_messages(archive, name, asked)


def _part(path: str) -> str:
    """What a file of this name holds; "" for none of ours."""
    base = plain_name(path)
    bare = "".join(letter for letter in base.removesuffix(".js").split("-part")[0] if letter.isalpha())
    return FILES.get(bare, "") if base.endswith(".js") else ""


def _is_ours(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        return raw.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(START)


def _told(upload: Upload, name: str) -> str:
    """What a file tells about itself in its first words, whatever its name: window.YTD.direct_messages.part0."""
    with upload.open(name) as raw:
        word = (
            raw.peek(64)[:64].decode("utf-8", "replace").strip("\ufeff \t\r\n")[len(PREFIX) :].split(".")[0]
        )
    return FILES.get(word.replace("_", ""), "")


def _items(archive: Archive, name: str, *places: Place) -> Iterator[Found | Fault]:
    with archive.upload.open(name) as raw:
        wanted_here = frozenset(places)
        yield from read_items(
            raw, file=name, wanted=wanted_here.__contains__, prefix=PREFIX, most=MOST_VALUES
        )


def _read_account(archive: Archive) -> Iterator[Item]:
    for name in archive.names.get(ACCOUNT, [])[:1]:
        for found in _items(archive, name, (ITEM, "account")):
            if isinstance(found, Fault):
                yield found
            elif isinstance(found.value, dict) and not archive.own_id:
                archive.own_id = _text(found.value, "accountId")[:20]
                archive.own_handle = _text(found.value, "username").lower()[:15]
                shown_name = clean(_text(found.value, "accountDisplayName")[:MAX_NAME])
                if shown_name:
                    yield OwnerSaid(found.line, name, name=shown_name)


def _always_there(archive: Archive) -> str:
    """Where no account.js is there: the number that is in the ids of at least two conversations and of most."""
    counts: Counter[str] = Counter()
    for name in archive.names.get(MESSAGES, []):
        with archive.upload.open(name) as raw:
            count_talkers(raw, counts)
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > max(1, second[1]) else ""


def _read_ties(archive: Archive) -> Iterator[Item]:
    """Those who follow each other, known by handle. X does not tell since when."""
    following = {}
    for name in archive.names.get(FOLLOWING, []):
        for found in _items(archive, name, (ITEM, FOLLOWING)):
            if isinstance(found, Fault):
                yield found
            else:
                following[_number(found.value)] = (found.line, name)
    for name in archive.names.get(FOLLOWERS, []):
        for found in _items(archive, name, (ITEM, FOLLOWERS)):
            yield found if isinstance(found, Fault) else _tie(archive, found, name, following)
            if isinstance(found, Found):
                following.pop(_number(found.value), None)
    for line, name in following.values():
        yield LeftOut(line, ONE_WAY, name)


def _tie(archive: Archive, found: Found, file: str, following: dict[str, tuple[int, str]]) -> Item:
    number = _number(found.value)
    if not number:
        return Fault(file, found.line, "is no entry of an account")
    if number not in following:
        return LeftOut(found.line, ONE_WAY, file)
    handle = archive.handles.get(number, "") or _linked_handle(found.value)
    if not handle:
        return LeftOut(found.line, ONLY_A_NUMBER, file)
    page, said = profile_address("x", handle), ("x", handle)
    link = LinkSaid("x")
    return Card(found.line, file, number, profiles=(page,), handles=(said,), links=(link,), makes=False)


def _linked_handle(value: object) -> str:
    """The handle in a link to a page; mostly X links to a number instead."""
    key = profile_key(_text(value, "userLink")) if isinstance(value, dict) else None
    return key.slug if key and key.network == "x" else ""


def _read_messages(archive: Archive, name: str, asked: Asked) -> Iterator[Item]:
    """The messages of a file, conversation by conversation; one begins with its id, or else with its messages."""
    talk = Talk()
    wanted_places = ((*CONVERSATION, "conversationId"), (*CONVERSATION, "messages", ITEM))
    for found in _items(archive, name, *wanted_places):
        if isinstance(found, Fault):
            yield found
        elif found.place == wanted_places[0]:
            talk = Talk(str(found.value)[:100])
            talk.see(*talk.id.split("-"))
        elif isinstance(found.value, dict):
            yield _message(archive, talk, found.value, found.line, name, asked)
        else:
            yield Fault(name, found.line, "is no message")


def _message(
    archive: Archive, talk: Talk, value: dict[str, object], line: int, file: str, asked: Asked
) -> Item:
    said = value.get("messageCreate")
    if not isinstance(said, dict):
        _see_notice(talk, value)
        return LeftOut(line, NO_MESSAGE, file)
    sender, recipient = _text(said, "senderId"), _text(said, "recipientId")
    talk.see(sender, recipient)
    at = _moment(_text(said, "createdAt"))
    if at is None or (flaw := implausible(at.date(), asked.today + timedelta(days=1))):
        return Fault(file, line, flaw if at else f"“{shown(_text(said, 'createdAt'), 40)}” is not a moment")
    others = [recipient] if recipient else [n for n in {archive.own_id: None, **talk.people} if n != sender]
    from_party = archive.party(sender, asked)
    to_parties = [party for number in others if number and (party := archive.party(number, asked))]
    if from_party is None or not to_parties:
        return LeftOut(line, ONLY_A_NUMBER, file)
    text = _text(said, "text")[:MOST_TEXT] if asked.texts else ""
    key = talk.id or "-".join(sorted((sender, *others)))[:100]
    return Message(line, key, at, from_party, tuple(to_parties[:MOST_RECIPIENTS]), file=file, text=text)


def _see_notice(talk: Talk, value: dict[str, object]) -> None:
    """Who came into a group."""
    for notice in value.values():
        if isinstance(notice, dict):
            for name in ("userIds", "participantsSnapshot"):
                numbers = notice.get(name)
                talk.see(*(numbers if isinstance(numbers, list) else ()))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text[:40])
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _number(value: object) -> str:
    number = _text(value, "accountId") if isinstance(value, dict) else ""
    return number if number.isdigit() and len(number) <= 20 else ""


def _text(value: dict[str, object], name: str) -> str:
    text = value.get(name)
    return text.replace("\0", "") if isinstance(text, str) else ""
