"""Cards as they stand beside one another: the facts of each, and whether the other one says the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from accounts.models import User
from contacts.models import Contact, Identity, ImportantDate, Post
from domain import partial
from domain.names import fold
from transfer.formats.values import Card

REACH = {
    Identity.Kind.EMAIL: "E-mail",
    Identity.Kind.PHONE: "Phone",
    Identity.Kind.PROFILE: "Pages",
    Identity.Kind.HANDLE: "Handles",
    Identity.Kind.ALIAS: "Also called",
}
LABELS = ("Also called", "E-mail", "Phone", "Pages", "Handles", "Work", "Place", "Birthday", "Met")
TELLING = frozenset({"E-mail", "Work", "Place", "Birthday"})
"""Lines in which one person hardly says two things; anybody has several numbers and names."""
SHOWN = 4
Facts = Mapping[str, tuple[str, ...]]


class Fact(NamedTuple):
    """One line of a card; `mark` is "same" or "differs" where the other card has such a line too."""

    label: str
    values: tuple[str, ...]
    mark: str = ""
    more: int = 0


@dataclass(slots=True)
class Face:
    """One card: `ref` is the contact's id, 0 for one that only a file knows."""

    ref: int
    name: str
    facts: Facts = field(default_factory=dict)

    def beside(self, other: "Face") -> list[Fact]:
        """The lines of this card, each compared with the other's."""
        return [
            Fact(
                label,
                values[:SHOWN],
                _mark(label, values, other.facts.get(label, ())),
                max(0, len(values) - SHOWN),
            )
            for label in LABELS
            if (values := self.facts.get(label, ()))
        ]

    @property
    def all_facts(self) -> list[Fact]:
        """The lines of this card beside nothing."""
        return self.beside(Face(0, ""))


def _mark(label: str, mine: Iterable[str], theirs: Collection[str]) -> str:
    """A value within the other's is the same: a birthday without its year, a firm without the title."""
    words = [({*fold(one).split()}, {*fold(other).split()}) for one in mine for other in theirs]
    if any(one and (one <= other or other <= one) for one, other in words):
        return "same"
    return "differs" if theirs and label in TELLING else ""


def faces_of(user: User, ids: Collection[int]) -> dict[int, Face]:
    """The cards of these people of the owner's book, by id; who is not in it is left out. Four queries."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in Identity.objects.owned_by(user).filter(contact__in=ids):
        found[row.contact_id][REACH[Identity.Kind(row.kind)]].append(row.shown)
    for post in Post.objects.owned_by(user).filter(contact__in=ids):
        found[post.contact_id]["Work"].append(str(post))
    birthdays = ImportantDate.objects.owned_by(user).filter(kind=ImportantDate.Kind.BIRTHDAY)
    for day in birthdays.filter(contact__in=ids):
        found[day.contact_id]["Birthday"].append(day.day_words)
    faces = {}
    for contact in Contact.objects.owned_by(user).filter(pk__in=ids):
        facts = found[contact.pk]
        facts["Also called"][:0] = [contact.nickname] if contact.nickname else []
        facts["Place"] += [contact.place] if contact.place else []
        facts["Met"] += [text for text in (contact.met_where, contact.met_on_words, contact.met_how) if text]
        faces[contact.pk] = Face(contact.pk, contact.display, _settled(facts))
    return faces


def face_of_card(card: Card) -> Face:
    """The card that a file tells of."""
    met = (card.met_where, partial.show(card.met_on) if card.met_on else "", card.met_how)
    facts = {
        "Also called": (card.nickname, *card.aliases),
        "E-mail": card.emails,
        "Phone": card.phones,
        "Pages": card.profiles,
        "Handles": tuple(handle for _network, handle in card.handles),
        "Work": tuple(", ".join(filter(None, (post.title, post.organisation))) for post in card.posts),
        "Place": (card.place, *(town.city for town in card.addresses)),
        "Birthday": tuple(
            ImportantDate(month=day.month, day=day.day, year=day.year).day_words
            for day in card.dates
            if day.kind == "birthday" and 1 <= day.month <= 12
        ),
        "Met": met,
    }
    return Face(0, card.shown, _settled(facts))


def _settled(facts: Mapping[str, Iterable[str]]) -> Facts:
    return {label: tuple(dict.fromkeys(filter(None, values))) for label, values in facts.items()}
