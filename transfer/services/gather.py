"""Messages gathered into what happened: one talk per conversation and local day."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from transfer.formats.dates import implausible
from transfer.formats.faults import Fault
from transfer.formats.linkedin import Message, Party, read_messages
from transfer.services.cast import Self
from transfer.services.job import Job
from transfer.services.tally import ADVERTISEMENT, BROKEN, DRAFT, Tally

KEY_LENGTH = 200
ALIVE_EVERY = 2_000


@dataclass(slots=True)
class Talk:
    """The messages of one conversation on one day: when and by whom the first was sent, who wrote, who took part.

    `line` is that of the first of them in the file.
    """

    first_at: datetime
    sender: Party
    people: frozenset[Party]
    writers: tuple[Party, ...]
    line: int
    messages: int = 0


class Gathering:
    """Takes messages in, any order, and keeps their talks by (conversation, ordinal of the local day)."""

    def __init__(self, file: str, zone: ZoneInfo, today: date) -> None:
        self.file, self.zone, self.today = file, zone, today
        self.talks: dict[tuple[str, int], Talk] = {}
        self.me = Self()
        self.faults: list[Fault] = []
        self.left_out: Counter[str] = Counter()
        self._crowds: dict[frozenset[Party], frozenset[Party]] = {}

    def see(self, item: Message | Fault) -> None:
        """Take in one row."""
        if isinstance(item, Fault):
            self._refuse(item)
            return
        at = local(item.at, self.zone)
        flaw = implausible(at.date(), self.today)
        if flaw:
            self._refuse(Fault(self.file, item.line, flaw))
        elif item.happened:
            self._add(item, at)
        else:
            self.left_out[DRAFT if item.draft else ADVERTISEMENT] += 1

    def tally(self) -> Tally:
        """The rows that made no talk."""
        found = Tally(faults=len(self.faults))
        for reason, rows in self.left_out.items():
            found.skip(reason, rows)
        return found

    def _refuse(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.left_out[BROKEN] += not fault.kept

    def _add(self, message: Message, at: datetime) -> None:
        people = _everyone(message.sender, message.sender_slug, message.recipients)
        sender = _sender(message.sender, message.sender_slug)
        key = (conversation_of(message), at.toordinal())
        talk = self.talks.get(key)
        if talk is None:
            talk = self.talks[key] = Talk(at, sender, people, (sender,), message.line)
            self.me.see(message)
        elif at < talk.first_at:
            talk.first_at, talk.sender = at, sender
        if sender not in talk.writers:
            talk.writers += (sender,)
        if not people <= talk.people:
            crowd = talk.people | people
            talk.people = self._crowds.setdefault(crowd, crowd)
            self.me.see(message)
        talk.messages += 1


def gather(job: Job, name: str) -> Gathering:
    """Read all messages of the upload, without what they say. Raises BadFile."""
    gathering = Gathering(name, job.zone, job.today)
    for number, item in enumerate(read_messages(job.upload, name, today=job.today)):
        if number % ALIVE_EVERY == 0:
            job.alive()
        gathering.see(item)
    return gathering


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """The naive local time of a moment; one without a zone is local already."""
    return at if at.tzinfo is None else at.astimezone(zone).replace(tzinfo=None)


def conversation_of(message: Message) -> str:
    """What names a conversation: its own id, else who is in it."""
    if message.conversation:
        return message.conversation
    people = _everyone(message.sender, message.sender_slug, message.recipients)
    return "with " + "; ".join(sorted(party.slug or party.name for party in people))


def talk_key(conversation: str, ordinal: int) -> str:
    """The external key of a talk: its conversation and day."""
    day = date.fromordinal(ordinal).isoformat()
    if len(conversation) > KEY_LENGTH - 11:
        conversation = hashlib.sha256(conversation.encode()).hexdigest()
    return f"{conversation} {day}"


@lru_cache(maxsize=20_000)
def _everyone(sender: str, slug: str, recipients: tuple[Party, ...]) -> frozenset[Party]:
    return frozenset(party for party in (Party(sender, slug), *recipients) if party.name or party.slug)


@lru_cache(maxsize=20_000)
def _sender(name: str, slug: str) -> Party:
    return Party(name, slug)
