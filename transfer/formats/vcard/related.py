"""Whom a card names as related, in the ways of vCard 4.0, of Apple, of Evolution and KDE, and our own."""

from collections.abc import Iterator
from datetime import date

from domain import partial
from domain.cards import Property
from domain.ties import LEAST, MOST, ROLES
from transfer.formats.names import clean
from transfer.formats.values import Card, Party, TieSaid
from transfer.formats.vcard.drafts import OURS, Draft, Related

TYPES = {
    "contact": "knows", "acquaintance": "knows", "met": "knows", "friend": "friend", "co-worker": "colleague",
    "colleague": "colleague", "neighbor": "neighbour", "child": "child", "parent": "parent", "sibling": "sibling",
    "spouse": "partner", "kin": "relative",
}  # fmt: skip
"""The types of RELATED that we know; what somebody is to the person of the card."""
LABELS = {
    **{role: role for role in ROLES},
    "acquaintance": "knows", "mother": "parent", "father": "parent", "brother": "sibling", "sister": "sibling",
    "son": "child", "daughter": "child", "spouse": "partner", "wife": "partner", "husband": "partner",
    "grandmother": "grandparent", "grandfather": "grandparent", "relative": "relative", "cousin": "relative",
    "uncle": "relative", "aunt": "relative", "nephew": "relative", "niece": "relative", "boss": "manager",
    "neighbor": "neighbour", "godmother": "godparent", "godfather": "godparent", "coworker": "colleague",
}  # fmt: skip
"""The labels beside X-ABRELATEDNAMES."""
BY_NAME = {
    "X-EVOLUTION-SPOUSE": "partner", "X-SPOUSE": "partner", "X-KADDRESSBOOK-X-SPOUSESNAME": "partner",
    "X-EVOLUTION-MANAGER": "manager", "X-MANAGER": "manager", "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
}  # fmt: skip
TYPE_OF_ROLE = {
    "knows": "acquaintance", "friend": "friend", "colleague": "colleague", "neighbour": "neighbor", "child": "child",
    "parent": "parent", "sibling": "sibling", "partner": "spouse", "relative": "kin", "grandparent": "kin",
    "grandchild": "kin",
}  # fmt: skip
"""How RELATED calls our roles; a contact is all that is left."""
LONGEST = 200


def related(draft: Draft, prop: Property) -> None:
    """A line that names somebody; one that is not ours is kept as well, for the way back."""
    role, party = role_of(draft, prop), _party(prop)
    if not prop.param(OURS + "ROLE"):
        draft.kept.append(prop)
    if role and party:
        draft.related.append(Related(party, role, *_facts(prop)))


def to_me(draft: Draft, prop: Property) -> None:
    """Our own line for what the person is to the owner."""
    role = clean(prop.text)
    if role in ROLES:
        draft.related.append(Related(None, role, *_facts(prop)))


def role_of(draft: Draft, prop: Property) -> str:
    """What a line says that somebody is; empty where it tells nothing that we know."""
    own = prop.param(OURS + "ROLE")
    if own in ROLES or prop.name in BY_NAME:
        return own or BY_NAME[prop.name]
    label = draft.label(prop).lower()
    if label in LABELS:
        return LABELS[label]
    return next((TYPES[one] for one in sorted(prop.types) if one in TYPES), "")


def ties_of(draft: Draft, card: Card) -> Iterator[TieSaid]:
    """What the lines of a card say about whom its person knows."""
    me = Party(name=card.shown, email=next(iter(card.emails), ""), key=card.key)
    for one in draft.related:
        facts = (one.since, one.until, one.estimate, one.confirmed_on, one.note)
        if one.party is None:
            yield TieSaid(card.line, me, None, one.role, card.file, *facts)
        else:
            yield TieSaid(card.line, one.party, me, one.role, card.file, *facts)


def _party(prop: Property) -> Party | None:
    """By UID, address or name; None for a page elsewhere and for nothing."""
    text = clean(prop.text)[:LONGEST]
    low, uid = text.lower(), clean(prop.param(OURS + "UID"))
    if low.startswith("urn:uuid:"):
        return Party(key=text[len("urn:uuid:") :])
    if low.startswith("mailto:"):
        return Party(email=text[len("mailto:") :])
    return Party(name=text, key=uid) if text and "://" not in text and not low.startswith("data:") else None


def _facts(prop: Property) -> tuple[str, str, int | None, date | None, str]:
    said = {name: clean(prop.param(OURS + name)) for name in ("SINCE", "UNTIL", "KNOW", "CONFIRMED", "NOTE")}
    number = int(said["KNOW"]) if said["KNOW"] in map(str, range(LEAST, MOST + 1)) else None
    return _day(said["SINCE"]), _day(said["UNTIL"]), number, _date(said["CONFIRMED"]), said["NOTE"]


def _day(text: str) -> str:
    try:
        return partial.parse(text) if text else ""
    except ValueError:
        return ""


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
