"""The whole book in memory, as far as an import needs it to tell who is who.

Some 15 MB for 30,000 people; read once for a run, kept up to date while it goes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from accounts.models import User
from contacts.models import Contact, Identity, Post, Spelling
from domain.names import Rank, fold
from network.models import Link
from transfer.models import Told


@dataclass(slots=True, eq=False)
class Person:
    """A contact, or one to be (`pk` 0 until written). `line` is the row of this file that is about them."""

    pk: int = 0
    slugs: set[str] = field(default_factory=set)
    is_gone: bool = False
    is_told: bool = False
    is_linked: bool = False
    line: int = 0


class Book:
    """People by what they can be recognised by on one network. Live ones come before deleted ones."""

    def __init__(self, owner: User, source: str) -> None:
        self.owner, self.source = owner, source
        self.by_slug: dict[str, Person] = {}
        self.by_email: dict[str, Person] = {}
        self.by_key: dict[str, Person] = {}
        self.by_name: defaultdict[str, list[Person]] = defaultdict(list)
        people = {pk: Person(pk) for pk in _ids(Contact.objects.owned_by(owner))}
        people |= {pk: Person(pk, is_gone=True) for pk in _ids(Contact.objects.removed_by(owner))}
        self._read_identities(people)
        self._read_names(people)
        self._read_links(people)
        self.newest = self._read_told(people)

    def called(self, name: str) -> list[Person]:
        """Everyone in the book with this folded full name, deleted ones left out."""
        return [person for person in self.by_name.get(name, ()) if not person.is_gone]

    def add(self, person: Person, *, slug: str, email: str, key: str, names: Iterable[str]) -> None:
        """From now on know a person by these too; what is empty is passed over."""
        if slug:
            self.by_slug[slug] = person
            person.slugs.add(slug)
        if email:
            self.by_email.setdefault(email, person)
        if key:
            self.by_key[key] = person
            person.is_told = True
        for name in set(names):
            if name and person not in self.by_name[name]:
                self.by_name[name].append(person)

    def works_at(self, person: Person, organisation: str) -> bool:
        """Whether the book says that the person works, or worked, there. One query."""
        if not person.pk or not organisation:
            return False
        known = Post.objects.owned_by(self.owner).filter(contact=person.pk)
        return fold(organisation) in {fold(name) for name in known.values_list("organisation", flat=True)}

    def _read_identities(self, people: dict[int, Person]) -> None:
        kinds = (Identity.Kind.PROFILE, Identity.Kind.EMAIL)
        rows = Identity.objects.owned_by(self.owner).filter(kind__in=kinds, network__in=[self.source, ""])
        for kind, network, key, pk in rows.order_by("-contact_id").values_list(
            "kind", "network", "key", "contact_id"
        ):
            person = people[pk]
            if kind == Identity.Kind.EMAIL:
                _prefer_live(self.by_email, key, person)
            elif network:
                person.slugs.add(key)
                _prefer_live(self.by_slug, key, person)

    def _read_names(self, people: dict[int, Person]) -> None:
        rows = Spelling.objects.owned_by(self.owner).filter(rank=Rank.FULL)
        for text, pk in rows.values_list("text", "contact_id").iterator():
            self.by_name[text].append(people[pk])

    def _read_links(self, people: dict[int, Person]) -> None:
        rows = Link.objects.owned_by(self.owner).filter(network=self.source, until=None)
        for pk in rows.values_list("contact_id", flat=True).iterator():
            people[pk].is_linked = True

    def _read_told(self, people: dict[int, Person]) -> date | None:
        rows = Told.objects.owned_by(self.owner).filter(source=self.source)
        for key, pk in rows.order_by("-contact_id").values_list("key", "contact_id").iterator():
            people[pk].is_told = True
            _prefer_live(self.by_key, key, people[pk])
        newest: date | None = rows.aggregate(newest=Max("linked_on"))["newest"]
        return newest


def _ids(contacts: Iterable[Contact]) -> Iterator[int]:
    rows: Iterator[int] = contacts.values_list("pk", flat=True).iterator()  # type: ignore[attr-defined]  # a queryset
    return rows


def _prefer_live(index: dict[str, Person], key: str, person: Person) -> None:
    """Of several people with one key the live one counts, then the oldest, who comes last."""
    known = index.get(key)
    if known is None or known.is_gone or not person.is_gone:
        index[key] = person
