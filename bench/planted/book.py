"""The book: people, copies of some of them, and people who share much with another but are not them."""

import random
from collections.abc import Iterable
from typing import NamedTuple

from bench.planted.names import VARIATIONS, draw_name

_TOWNS = (
    "Lund Bergen Dublin Graz Ghent Porto Turku Basel Leeds Kassel Bremen Lyon Torino Malmö York Bath Ulm Gent"
)
TOWNS = _TOWNS.split()
HOSTS = ("example.org", "example.net", "mail.example", "post.example")


class Card(NamedTuple):
    """What is known of one: `same_as` is the number of the person, equal in the copies of one."""

    same_as: int
    given: str
    family: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    firm: str = ""
    town: str = ""
    birthday: tuple[int, int, int] | None = None


def plant(size: int, *, copies: float = 0.05, seed: int = 7) -> list[Card]:
    """So many cards in no order, of which this share are copies of others, and as many are lookalikes."""
    dice = random.Random(seed)
    some = int(size * copies)
    people = [_person(number, dice) for number in range(size - 2 * some)]
    doubled = dice.sample(people, some)
    looking = [_lookalike(size + at, one, dice) for at, one in enumerate(dice.sample(people, some))]
    cards = [*people, *(_copy(one, dice) for one in doubled), *looking]
    dice.shuffle(cards)
    return cards


def planted_pairs(cards: Iterable[Card]) -> set[tuple[int, int]]:
    """The pairs of places in the list that are one person."""
    at_of: dict[int, int] = {}
    found = set()
    for at, card in enumerate(cards):
        if card.same_as in at_of:
            found.add((at_of[card.same_as], at))
        at_of[card.same_as] = at
    return found


def _person(number: int, dice: random.Random) -> Card:
    given, family = draw_name(dice)
    mail = (f"{given[:1]}{family}{number}@{dice.choice(HOSTS)}".lower(),) if dice.random() < 0.7 else ()
    phone = (f"+4366412{number:06}",) if dice.random() < 0.4 or not mail else ()
    page = (f"linkedin.com/in/page-{number}",) if dice.random() < 0.4 else ()
    firm = f"Firm {dice.randrange(900)} GmbH" if dice.random() < 0.6 else ""
    town = dice.choice(TOWNS) if dice.random() < 0.5 else ""
    born = (dice.randint(1, 12), dice.randint(1, 28), dice.randint(1950, 2002))
    return Card(number, given, family, mail, phone, page, firm, town, born if dice.random() < 0.15 else None)


def _copy(one: Card, dice: random.Random) -> Card:
    """The person as another file tells of them: the name in another way, and some of the facts.

    A few changed their family name; of those an address is known still.
    """
    given, family = dice.choice(VARIATIONS)((one.given, one.family), dice)
    if dice.random() < 0.08:
        family = draw_name(dice)[1]
        return one._replace(family=family, pages=(), firm="", town="")
    emails = one.emails if dice.random() < 0.6 else ()
    phones = tuple(_otherwise(phone) for phone in one.phones) if dice.random() < 0.6 or not emails else ()
    return one._replace(given=given, family=family, emails=emails, phones=phones, pages=())


def _otherwise(phone: str) -> str:
    return f"0043 {phone[3:6]} / {phone[6:]}"


def _lookalike(number: int, one: Card, dice: random.Random) -> Card:
    """A namesake whose mail goes elsewhere, one of the family with the same address, or a colleague of that name."""
    other = _person(number, dice)
    what = dice.random()
    if what < 0.4:
        mail = (f"{one.family}.{number}@elsewhere.example".lower(),)
        return other._replace(given=one.given, family=one.family, emails=mail)
    if what < 0.7:
        return other._replace(family=one.family, emails=one.emails, phones=one.phones, town=one.town)
    return other._replace(family=one.family, firm=one.firm, town=one.town)
