"""Who may be in the book twice: the scoring of have-we-met, between contacts."""

from dataclasses import replace

from accounts.models import User
from contacts.models import Contact, Identity
from domain.identity import Candidate, Card, Sought, compare
from network.queries.known import commonness, contact_cards
from network.queries.likely import likely

SHOWN_FROM = 0.6
MOST = 5


def alike_of(user: User, contact: Contact) -> list[Candidate]:
    """The other contacts that may be the same person as this one, best first, each with evidence and doubt.

    From a confidence of SHOWN_FROM on; an address that both have makes it nearly sure, a common name alone never.
    """
    card = contact_cards(user, [contact.pk])[contact.pk]
    asked = sought_of_card(card, _addresses(user, contact))
    others = set(likely(user, [asked])[0].contacts) - {contact.pk}
    cards = contact_cards(user, others)
    book = commonness(user, [card, *cards.values()])
    found = (compare(asked, other, book) for other in cards.values())
    sure = sorted((one for one in found if one.confidence >= SHOWN_FROM), key=lambda one: -one.confidence)
    return sure[:MOST]


def sought_of_card(card: Card, addresses: Sought) -> Sought:
    """A contact as somebody who is sought: name, present work, place; `addresses` are how they are reached."""
    work = card.worked[0].organisation if card.worked else ""
    place = card.places[0] if card.places else ""
    return replace(addresses, name=card.shown, company=work, place=place)


def _addresses(user: User, contact: Contact) -> Sought:
    """One address of each kind; the first of several."""
    rows = Identity.objects.owned_by(user).filter(contact=contact).order_by("-pk")
    first = dict(rows.values_list("kind", "shown"))
    kinds = {"url": "profile", "email": "email", "phone": "phone"}
    return Sought(**{field: first.get(kind, "") for field, kind in kinds.items()})
