"""Messages of any source gathered into what happened: one talk for each conversation and local day."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.keys import email_key
from domain.names import fold
from transfer.formats.dates import implausible
from transfer.formats.faults import Fault
from transfer.formats.values import Message, Party
from transfer.services.gather import local

People = frozenset[int]


@dataclass(slots=True)
class Talk:
    """The messages of one conversation on one day: the first, who wrote, who took part, by number of the party."""

    first_at: datetime
    sender: int
    people: People
    writers: People
    line: int
    file: str
    kind: str
    messages: int = 1


@dataclass(slots=True)
class Mailbag:
    """Takes messages in, any order; keeps their talks by (conversation, ordinal of the local day)."""

    zone: ZoneInfo
    today: date
    talks: dict[tuple[str, int], Talk] = field(default_factory=dict)
    parties: list[Party] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    numbers: dict[Party, int] = field(default_factory=dict)
    same: dict[People, People] = field(default_factory=dict)

    def see(self, one: Message) -> None:
        """Take in one message."""
        when = day_of(one, self.zone, self.today)
        if isinstance(when, str):
            self.faults.append(Fault(one.file, one.line, when))
            return
        sender = self._number(one.sender)
        people = self._kept({sender, *map(self._number, one.recipients)} - {-1})
        key = (self._conversation(one, people), when.toordinal())
        talk = self.talks.get(key)
        if talk is None:
            writers = self._kept({sender} - {-1})
            self.talks[key] = Talk(when, sender, people, writers, one.line, one.file, one.kind)
            return
        if when < talk.first_at:
            talk.first_at, talk.sender = when, sender
        if not people <= talk.people:
            talk.people = self._kept(talk.people | people)
        if sender not in talk.writers and sender >= 0:
            talk.writers = self._kept(talk.writers | {sender})
        talk.messages += 1

    def key_of(self, one: Message) -> tuple[str, int] | None:
        """The talk that a message belongs to."""
        when = day_of(one, self.zone, self.today)
        if isinstance(when, str):
            return None
        people = frozenset({self._number(party) for party in (one.sender, *one.recipients)} - {-1})
        return self._conversation(one, people), when.toordinal()

    def everywhere(self) -> tuple[set[Party], set[Party]]:
        """Who must be the owner, being in more than half of several conversations and alone in that; and who may be.

        The second are those in every conversation. Of somebody with several names or addresses all that look alike
        belong together.
        """
        seen: defaultdict[str, set[str]] = defaultdict(set)
        alike = [identity_of(party) for party in self.parties]
        for (conversation, _day), talk in self.talks.items():
            for number in talk.people:
                seen[alike[number]].add(conversation)
        total = len({conversation for conversation, _day in self.talks})
        counted = Counter({who: len(conversations) for who, conversations in seen.items()})
        (first, most), (_second, next_most) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
        is_clear = total > 1 and most > next_most > 0 and 2 * most > total
        both = {who for who, count in counted.items() if count == total}
        return self._all_of({first} if is_clear else set(), alike), self._all_of(both, alike)

    def _all_of(self, wanted: set[str], alike: list[str]) -> set[Party]:
        return {party for party, who in zip(self.parties, alike, strict=True) if who in wanted}

    def _number(self, party: Party) -> int:
        """The number of a party; -1 of somebody of whom nothing is said."""
        number = self.numbers.get(party)
        if number is None:
            number = len(self.parties) if identity_of(party) else -1
            self.numbers[party] = number
            if number >= 0:
                self.parties.append(party)
        return number

    def _kept(self, people: set[int] | People) -> People:
        """The same few people write to each other again and again: each crowd is kept once."""
        crowd = frozenset(people)
        return self.same.setdefault(crowd, crowd)

    def _conversation(self, one: Message, people: People) -> str:
        """What names a conversation: its own id, else who is in it."""
        if one.conversation:
            return one.conversation
        return "with " + "; ".join(sorted({identity_of(self.parties[number]) for number in people}))


def day_of(one: Message, zone: ZoneInfo, today: date) -> datetime | str:
    """When a message was sent, as naive local time; or why that cannot be."""
    try:
        at = local(one.at, zone)
    except (OverflowError, ValueError):
        return "has no day that can be meant"
    return implausible(at.date(), today) or at


def identity_of(party: Party) -> str:
    """By what a party is told from others in a file."""
    address = (email_key(party.email) or party.email.lower()) if party.email else ""
    return address or party.slug or party.phone or party.key or fold(party.name)
