"""Everyone in the book by all that they can be recognised by, as far as an import needs it to tell who is who.

Some 15 MB for 30,000 people; read once for a run, kept up to date while it goes.
"""

from collections import defaultdict
from collections.abc import Iterable

from accounts import bulk
from accounts.models import User
from contacts.models import Contact, Identity, Spelling
from domain.keys import email_key, phone_key
from domain.names import Rank, fold
from transfer.exports.uids import uids_of
from transfer.formats import rapport
from transfer.formats.values import Party
from transfer.models import Told
from transfer.queries.book import Person

Key = tuple[str, str, str]
"""Kind, network and normalised key of an identity."""
EMAIL, PHONE = Identity.Kind.EMAIL.value, Identity.Kind.PHONE.value
PROFILE, HANDLE = Identity.Kind.PROFILE.value, Identity.Kind.HANDLE.value
ALSO = "also"
"""Under which Told.card lists further keys by which the source knows the same person."""
_NO_SLUGS: set[str] = set()


def is_telling(key: Key) -> bool:
    """Whether an identity tells who it is: an unreadable number does not, nor a handle of no network."""
    kind, network, text = key
    if kind == PHONE:
        return text.startswith("+")
    return bool(network) if kind == HANDLE else kind in (EMAIL, PROFILE)


class Everyone:
    """People by identity, by the source's own key, and by full name. Live ones come before deleted ones."""

    def __init__(self, owner: User, source: str) -> None:
        self.owner, self.source = owner, source
        self.by_identity: dict[Key, Person] = {}
        self.shared: defaultdict[Key, list[Person]] = defaultdict(list)
        self.by_key: dict[str, Person] = {}
        self.by_name: defaultdict[str, list[Person]] = defaultdict(list)
        self.with_page: defaultdict[str, set[Person]] = defaultdict(set)
        live = [pk for (pk,) in bulk.read(Contact.objects.owned_by(owner).order_by().values_list("pk"))]
        gone = [pk for (pk,) in bulk.read(Contact.objects.removed_by(owner).order_by().values_list("pk"))]
        self.by_pk = {pk: Person(pk, _NO_SLUGS) for pk in live}
        self.by_pk |= {pk: Person(pk, _NO_SLUGS, is_gone=True) for pk in gone}
        self._read_identities()
        self._read_names()
        self._read_told()
        if source == rapport.KIND:  # rows of this very book have no key of a source
            self.by_key = {uid: self.by_pk[pk] for uid, pk in uids_of(owner, Contact).items()} | self.by_key

    def called(self, name: str) -> list[Person]:
        """Everyone in the book with this folded full name, deleted ones left out."""
        return [person for person in self.by_name.get(name, ()) if not person.is_gone]

    def bearers(self, key: Key) -> list[Person]:
        """Everyone with this identity, the likeliest first."""
        first = self.by_identity.get(key)
        return [] if first is None else [first, *self.shared.get(key, ())]

    def add(
        self, person: Person, *, identities: Iterable[Key] = (), key: str = "", names: Iterable[str] = ()
    ) -> None:
        """From now on know a person by these too; names are folded full names. What is empty is passed over."""
        for identity in identities:
            if is_telling(identity):
                self._note(identity, person)
        if key:
            self.by_key[key] = person
            person.is_told = True
        for name in set(names):
            if name and person not in self.by_name[name]:
                self.by_name[name].append(person)

    def of_party(self, party: Party) -> Person | None:
        """Whom somebody who took part is for certain, or None. Deleted people are given, too: see `is_gone`.

        By the key of a card of this source; else by e-mail, phone and page, where several share one by the name
        too; else by the full name when exactly one live person bears it and has no other page on that network.
        """
        if party.key and party.key in self.by_key:
            return self.by_key[party.key]
        name = fold(party.name)
        for key in self._keys_of(party):
            found = self.bearers(key)
            if len(found) > 1:
                found = [one for one in found if one in self.by_name.get(name, ())]
            if len(found) == 1:
                return found[0]
            if found:
                return None
        return self._namesake(party, name)

    def _namesake(self, party: Party, name: str) -> Person | None:
        called = self.called(name) if name else []
        if len(called) != 1:
            return None
        has_other_page = party.slug and called[0] in self.with_page[party.network]
        return None if has_other_page else called[0]

    def _keys_of(self, party: Party) -> list[Key]:
        number = phone_key(party.phone, self.owner.phone_region or None) if party.phone else None
        address = email_key(party.email) if party.email else None
        found: list[Key] = [(EMAIL, "", address)] if address else []
        found += [(PHONE, "", number)] if number else []
        if party.slug and party.network:
            slug = party.slug.lower()
            found += [(PROFILE, party.network, slug), (HANDLE, party.network, slug)]
        return found

    def _note(self, key: Key, person: Person) -> None:
        """Of several people with one key the live one counts, then the first."""
        known = self.by_identity.get(key)
        if known is None or (known.is_gone and not person.is_gone):
            self.by_identity[key] = person
        elif known is not person and not person.is_gone and person not in self.shared.get(key, ()):
            self.shared[key].append(person)
        if key[0] == PROFILE:
            self.with_page[key[1]].add(person)

    def _read_identities(self) -> None:
        rows = Identity.objects.owned_by(self.owner).exclude(kind=Identity.Kind.ALIAS).order_by("contact_id")
        for kind, network, key, pk in bulk.read(rows.values_list("kind", "network", "key", "contact_id")):
            if is_telling((kind, network, key)):
                self._note((kind, network, key), self.by_pk[pk])

    def _read_names(self) -> None:
        rows = Spelling.objects.owned_by(self.owner).filter(rank=Rank.FULL).order_by()
        for text, pk in bulk.read(rows.values_list("text", "contact_id")):
            self.by_name[text].append(self.by_pk[pk])

    def _read_told(self) -> None:
        rows = Told.objects.owned_by(self.owner).filter(source=self.source).order_by("contact_id")
        for key, pk in bulk.read(rows.values_list("key", "contact_id")):
            self._tell(key, self.by_pk[pk])
        for card, pk in rows.filter(card__has_key=ALSO).values_list("card", "contact_id"):
            for key in card[ALSO]:
                self._tell(key, self.by_pk[pk])

    def _tell(self, key: str, person: Person) -> None:
        person.is_told = True
        known = self.by_key.get(key)
        if key and (known is None or (known.is_gone and not person.is_gone)):
            self.by_key[key] = person
