"""Exported WhatsApp chats: who wrote to whom, on which days. What they wrote only where it was asked for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import groupby, islice

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.dates import implausible
from transfer.formats.faults import BadFile, Fault, shown
from transfer.formats.members import plain_name
from transfer.formats.textlines import read_lines
from transfer.formats.values import Asked, Item, LeftOut, Message, Party
from transfer.formats.whatsapp.days import DayOrder, day_of
from transfer.formats.whatsapp.lines import Line, parse_line, read_chat
from transfer.formats.whatsapp.names import conversation_of, owner_in, party_of, title_of

__all__ = ["KIND", "LABEL", "read", "sniff", "wanted", "who"]

KIND, LABEL = "whatsapp", "WhatsApp chat"
MOST_LINES = 500_000
MOST_NAMES = 2_000
LOOKED_AT = 40
"""Lines in which a chat must have begun."""
MOST_RECIPIENTS = 20
OWN_WORDS = "the program’s own words"
NOT_IN_IT = "a group’s talk without you"
ALONE = "nobody else wrote on that day"


@dataclass
class Chat:
    """What must be known of a chat before its messages are read."""

    file: str
    order: str
    title: str
    counts: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    owner: str = ""

    @property
    def others(self) -> list[str]:
        """Everybody but the owner."""
        return [name for name in self.counts if name != self.owner]


def wanted(path: str) -> bool:
    """Whether a file name is that of a chat; others that end in .txt are looked into."""
    return path.lower().endswith(".txt")


def sniff(upload: Upload) -> bool:
    """Whether a chat is there: two lines near the beginning that begin with a moment and go on as chats do."""
    return any(_is_chat(upload, name) for name in _names(upload))


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """The messages of all chats, and what is left out. A chat in which the owner cannot be told is a Fault."""
    names = [name for name in _names(upload) if _is_chat(upload, name)]
    if not names:
        raise BadFile("holds no WhatsApp chat: no line in it begins with a day, a time and a name")
    chats = [_looked_through(upload, name, asked) for name in names]
    _tell_owners(chats, asked)
    for chat in chats:
        if chat.owner:
            yield from _messages(upload, chat, asked)
        else:
            yield Fault(chat.file, 1, "cannot tell which of these names is yours: " + _shown(chat.counts))


def who(upload: Upload, asked: Asked) -> list[str]:
    """The names in the chats, those first who are most likely the owner: in most chats, with most messages."""
    chats = [_looked_through(upload, name, asked) for name in _names(upload) if _is_chat(upload, name)]
    _tell_owners(chats, asked)
    sums: Counter[str] = Counter()
    for chat in chats:
        named = {fold(chat.title), *map(fold, chat.notices)}
        for name, count in chat.counts.items():
            sums[name] += count + (1_000_000 if fold(name) not in named else 0)
    return [name for name, _count in sums.most_common(20)]


def _names(upload: Upload) -> list[str]:
    return [name for name in upload.names if upload.single or wanted(name)]


def _is_chat(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        found = [
            line for number, text in islice(read_lines(raw), LOOKED_AT) if (line := parse_line(number, text))
        ]
    is_named = bool(title_of(name)) or plain_name(name).removesuffix(".txt") == "chat"
    return len(found) >= (1 if is_named else 2) and any(line.name for line in found)


def _looked_through(upload: Upload, name: str, asked: Asked) -> Chat:
    """Pass over a chat once: the order of its days, who wrote how much, who its notices are in the name of."""
    days, counts, notices = DayOrder(asked.today), Counter[str](), Counter[str]()
    with upload.open(name) as raw:
        for count, line in enumerate(read_chat(raw)):
            if count >= MOST_LINES:
                raise BadFile(f"has more than {MOST_LINES:,} messages", name, line.number)
            days.see(line.day, line.digits, has_dots=line.has_dots)
            if line.name and line.is_notice:
                notices[line.name] += 1
            elif line.name and (line.name in counts or len(counts) < MOST_NAMES):
                counts[line.name] += 1
    _add_silent(counts, title_of(name), asked)
    return Chat(name, days.best(asked.day_first), title_of(name), counts, notices)


def _add_silent(counts: Counter[str], title: str, asked: Asked) -> None:
    """In a chat in which one alone wrote, the other one: after whom it is named, or the owner."""
    writer = next(iter(counts), "") if len(counts) == 1 else ""
    if not writer:
        return
    if title and fold(title) != fold(writer):
        counts[title] = 0
    elif title and asked.own_names and fold(writer) not in asked.own_names:
        counts[min(asked.own_names)] = 0


def _tell_owners(chats: list[Chat], asked: Asked) -> None:
    """Who the owner is in each chat; where one does not tell, the only name that is in all of several chats."""
    shared = set.intersection(*(set(chat.counts) for chat in chats)) if len(chats) > 1 else set()
    known = {
        name for chat in chats if (name := owner_in(chat.counts, asked.own_names, chat.title, chat.notices))
    }
    common = shared if len(shared) == 1 else known if len(known) == 1 else set()
    for chat in chats:
        chat.owner = owner_in(chat.counts, asked.own_names, chat.title, chat.notices)
        if not chat.owner:
            chat.owner = next((name for name in common if name in chat.counts), "")


def _shown(counts: Counter[str]) -> str:
    return ", ".join(f"“{shown(name, 40)}”" for name, _count in counts.most_common(5))


def _messages(upload: Upload, chat: Chat, asked: Asked) -> Iterator[Item]:
    key = conversation_of(chat.title, chat.notices, chat.others)
    parties = {name: party_of(name) for name in chat.counts}
    if chat.owner and asked.own_names:
        parties[chat.owner] = Party(
            name=min(asked.own_names)
        )  # known by it wherever the chat calls them otherwise
    with upload.open(chat.file) as raw:
        for _day, lines in groupby(read_chat(raw), key=lambda line: line.day):
            yield from _day_of_chat(list(lines), chat, key, parties, asked)


def _day_of_chat(
    lines: list[Line], chat: Chat, key: str, parties: dict[str, Party], asked: Asked
) -> Iterator[Item]:
    """The messages of one day: to each other in a chat of two, to all who wrote that day in a group."""
    day = day_of(lines[0].day, lines[0].digits, chat.order)
    flaw = implausible(day, asked.today) if day else "the day cannot be read"
    writers = dict.fromkeys(line.name for line in lines if line.name in parties and not line.is_notice)
    is_group = len(chat.counts) > 2
    present = list(writers) if is_group else list(dict.fromkeys([*writers, *chat.counts]))
    why = _why_not(present, chat, is_group)
    for line in lines:
        if flaw or day is None:
            yield Fault(chat.file, line.number, flaw)
        elif not line.name or line.is_notice or line.name not in parties:
            yield LeftOut(line.number, OWN_WORDS, chat.file)
        elif why:
            yield LeftOut(line.number, why, chat.file)
        else:
            at = datetime.combine(day, time(*line.clock))
            others = tuple(parties[name] for name in present if name != line.name)
            text = line.text if asked.texts else ""
            yield Message(
                line.number, key, at, parties[line.name], others[:MOST_RECIPIENTS], file=chat.file, text=text
            )


def _why_not(present: list[str], chat: Chat, is_group: bool) -> str:
    if is_group and chat.owner not in present:
        return NOT_IN_IT
    return ALONE if len(present) < 2 else ""
