"""Who is who among those who took part: the owner, people of the book, and strangers."""

from enum import Enum

from domain.keys import email_key
from domain.names import fold
from transfer.formats.values import Party
from transfer.queries.book import Person
from transfer.services.job import Job


class Known(Enum):
    """Those who are no person of the book; of whom the owner deleted, nothing is kept."""

    ME = "me"
    STRANGER = "stranger"
    DELETED = "deleted"


Role = Person | Known


class Roles:
    """Tells for each party who it is. `me` are parties that were found to be the owner otherwise."""

    def __init__(self, job: Job) -> None:
        self.everyone, self.asked = job.everyone, job.asked
        self.me: set[Party] = set()
        self.maybe_me: set[Party] = set()
        self._roles: dict[Party, Role] = {}

    def role(self, party: Party) -> Role:
        """Who a party is; the owner's own card in the book is the owner."""
        found = self._roles.get(party)
        if found is None:
            found = self._roles[party] = self._role(party)
        return found

    def person(self, party: Party) -> Person | None:
        """Whom of the book a party is."""
        role = self.role(party)
        return role if isinstance(role, Person) else None

    def leaves_trace(self, party: Party) -> bool:
        """Whether a party is a stranger, and surely not the owner."""
        return self.role(party) is Known.STRANGER and party not in self.maybe_me

    def take_as_me(self, parties: set[Party]) -> None:
        """From now on these are the owner."""
        self.me |= parties
        self._roles.clear()

    def _role(self, party: Party) -> Role:
        if party in self.me or self._has_own_address(party):
            return Known.ME
        is_called_so = self._is_called_like_me(party)
        if is_called_so and not (party.email or party.phone or party.slug):
            return Known.ME
        person = self.everyone.of_party(party)
        if person is not None:
            return Known.DELETED if person.is_gone else person
        return Known.ME if is_called_so else Known.STRANGER

    def _has_own_address(self, party: Party) -> bool:
        return bool(party.email) and (email_key(party.email) or "") in self.asked.own_emails

    def _is_called_like_me(self, party: Party) -> bool:
        names = self.asked.own_names
        return bool(names) and any(fold(text) in names for text in (party.name, party.slug) if text)
