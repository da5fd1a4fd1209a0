"""Who is who in messages and invitations: the owner, people of the book, and strangers."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from domain.names import fold
from transfer.formats.linkedin import Message, OwnSlug, Party
from transfer.queries.book import Book, Person

NOBODY = ("", "linkedin member")


class Known(Enum):
    """Those who are no person of the book."""

    ME = "me"
    STRANGER = "stranger"


Role = Person | Known


class Self:
    """Finds out who of those in the messages is the owner: by slug, else by name."""

    def __init__(self) -> None:
        self.by_slug = OwnSlug()
        self.names: Counter[str] = Counter()
        self.seen: set[tuple[str, str]] = set()
        self.named: set[Party] = set()

    def see(self, message: Message) -> None:
        """Take in one message."""
        self.by_slug.see(message)
        for party in (Party(message.sender, message.sender_slug), *message.recipients):
            self.named.add(party)
            if (message.conversation, party.name) not in self.seen:
                self.seen.add((message.conversation, party.name))
                self.names[fold(party.name)] += 1

    def keys(self) -> tuple[str, set[str]]:
        """The owner's slug and folded names; where the slug does not show, who is in most conversations."""
        slug = self.by_slug.best()
        if slug:
            return slug, {fold(party.name) for party in self.named if party.slug == slug and party.name}
        (name, times), (_, next_times) = [*self.names.most_common(2), ("", 0), ("", 0)][:2]
        is_me = name and times > next_times > 0 and 2 * times > len(self.by_slug.conversations)
        return "", {name} if is_me else set()

    def everywhere(self) -> list[Party]:
        """Those who take part in every conversation: the owner is among them."""
        conversations = len(self.by_slug.conversations)
        by_slug, by_name = self.by_slug.by_conversation, self.names
        return [
            party
            for party in self.named
            if (by_slug[party.slug] if party.slug else by_name[fold(party.name)]) == conversations
        ]


class Cast:
    """Tells for each party whether it is the owner, somebody in the book, or a stranger."""

    def __init__(self, book: Book, own_slug: str, own_names: Iterable[str]) -> None:
        self.book, self.own_slug, self.own_names = book, own_slug, set(own_names)
        self.roles: dict[Party, Role] = {}
        self.maybe_me: set[Party] = set()

    @property
    def knows_me(self) -> bool:
        return bool(self.own_slug or self.own_names)

    def role(self, party: Party) -> Role:
        """Who a party is. A name alone counts only when one person of the book bears it.

        With an address it counts only for who came from a file that had none.
        """
        found = self.roles.get(party)
        if found is None:
            found = self.roles[party] = self._role(party)
        return found

    def look_for_me(self, everywhere: Iterable[Party]) -> None:
        """Where the owner is not known: one alone of those in every conversation who is not in the book."""
        found = {party for party in everywhere if self.role(party) is Known.STRANGER}
        self.maybe_me = found
        keys = {party.slug or fold(party.name) for party in found}
        if len(keys) == 1:
            self.own_slug = next((party.slug for party in found if party.slug), "")
            self.own_names = {fold(party.name) for party in found if party.name}
            self.roles.clear()

    def leaves_trace(self, party: Party) -> bool:
        """Whether a party is a stranger who can be recognised later: by an address, or a name that is one."""
        if self.role(party) is not Known.STRANGER or party in self.maybe_me:
            return False
        return bool(party.slug) or fold(party.name) not in NOBODY

    def _role(self, party: Party) -> Role:
        name = fold(party.name)
        if party.slug and party.slug == self.own_slug:
            return Known.ME
        by_slug = self.book.by_slug.get(party.slug) if party.slug else None
        if by_slug and not by_slug.is_gone:
            return by_slug
        if not party.slug and name in self.own_names:
            return Known.ME
        called = self.book.called(name) if name else []
        if len(called) != 1 or (party.slug and (called[0].slugs or not called[0].is_told)):
            return Known.STRANGER
        return called[0]
