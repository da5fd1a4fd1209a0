"""Duplicates over 10,000 and 50,000 contacts: recall and precision on a planted book, seconds, and memory.

Beside them what the standard library's csv reader takes to read the same rows.
"""

import csv
import io
import resource
import sys
from collections.abc import Sequence
from time import process_time

from bench.place import set_up

set_up()

from accounts import bulk  # noqa: E402  # after set_up
from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from bench.planted.book import Card, plant, planted_pairs  # noqa: E402  # after set_up
from contacts.models import Contact, Identity, ImportantDate, Post  # noqa: E402  # after set_up
from domain.duplicates import Pair  # noqa: E402  # after set_up
from domain.met import POSSIBLE, SURE  # noqa: E402  # after set_up
from domain.reach import read_reach  # noqa: E402  # after set_up
from transfer.queries.duplicates import duplicates  # noqa: E402  # after set_up

SIZES = (10_000, 50_000)
SLOW = {10_000: 1.0, 50_000: 5.0}


def seed(owner: User, cards: Sequence[Card]) -> list[int]:
    """Write the cards as contacts; their ids in the same order."""
    same = {"owner_id": owner.pk}
    first = Contact.objects.count() * 2 + 1
    ids = list(range(first, first + len(cards)))
    both = list(zip(ids, cards, strict=True))
    rows = [(pk, c.given, c.family, f"{c.given} {c.family}", c.family.lower(), c.town) for pk, c in both]
    moment = {"created_at": owner.date_joined, "updated_at": owner.date_joined}
    bulk.insert(Contact, ("id", "given", "family", "display", "sort_name", "place"), rows, same | moment)
    reach = [
        (pk, kind, *read_reach(kind, text, "AT"))
        for pk, c in both
        for kind, texts in (("email", c.emails), ("phone", c.phones), ("profile", c.pages))
        for text in texts
    ]
    bulk.insert(Identity, ("contact_id", "kind", "network", "key", "shown"), reach, same)
    bulk.insert(Post, ("contact_id", "organisation"), [(pk, c.firm) for pk, c in both if c.firm], same)
    born = [(pk, *c.birthday) for pk, c in both if c.birthday]
    bulk.insert(ImportantDate, ("contact_id", "month", "day", "year"), born, same | {"kind": "birthday"})
    return ids


def figures(pairs: Sequence[Pair], planted: set[tuple[int, int]], least: float) -> tuple[float, float]:
    """Recall and precision of the pairs from this confidence up."""
    found = {(pair.a, pair.b) for pair in pairs if pair.confidence >= least}
    right = len(found & planted)
    return right / len(planted), right / max(len(found), 1)


def read_as_csv(cards: Sequence[Card]) -> float:
    """Seconds of the csv reader over the same cards."""
    text = io.StringIO()
    csv.writer(text).writerows([(*card[:3], " ".join(card.emails), " ".join(card.phones)) for card in cards])
    text.seek(0)
    begun = process_time()
    list(csv.reader(text))
    return process_time() - begun


def main() -> int:
    print(f"{'contacts':>9} {'CPU s':>6} {'csv s':>6} {'pairs':>6}   recall and precision: all, likely, sure")
    slow = False
    for size in SIZES:
        owner = create_owner(email=f"bench{size}@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
        cards = plant(size)
        ids = seed(owner, cards)
        planted = {(ids[one], ids[other]) for one, other in planted_pairs(cards)}
        begun = process_time()
        pairs = duplicates(owner)
        spent = process_time() - begun
        slow |= spent > SLOW[size]
        told = "   ".join(
            "{:.3f} {:.3f}".format(*figures(pairs, planted, least)) for least in (0, POSSIBLE, SURE)
        )
        print(f"{size:>9,} {spent:>6.2f} {read_as_csv(cards):>6.2f} {len(pairs):>6,}   {told}")
    print(f"At most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB of memory.")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
