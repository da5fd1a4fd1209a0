"""Have we met, over 1,000, 10,000 and 50,000 contacts: CPU time of one search, the first one and the usual one."""

import random
from functools import partial
from time import process_time

from bench.place import cpu_ms, set_up

set_up()

from accounts import bulk  # noqa: E402  # after set_up
from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from contacts.models import Contact, Identity, NameKey, Post, SearchText, Spelling  # noqa: E402  # after set_up
from domain import commonnames  # noqa: E402  # after set_up
from domain.likeness import family_likeness, given_likeness  # noqa: E402  # after set_up
from domain.namekeys import card_keys  # noqa: E402  # after set_up
from domain.names import spellings  # noqa: E402  # after set_up
from domain.sought import Sought  # noqa: E402  # after set_up
from network.models import LinkRequest  # noqa: E402  # after set_up
from network.queries import have_we_met, request_cards  # noqa: E402  # after set_up

SIZES = (1_000, 10_000, 50_000)
_BEGIN = """
    Al An Bar Ber Bren Dal Fal Gar Hal Jor Kal Lin Mar Nor Os Pel Quen Ros Sal Tor Ul Val Wen Yar Zel
"""
BEGIN = _BEGIN.split()
MIDDLE = ["", "d", "den", "ber", "gen", "lo", "ma", "ni", "ri", "sto", "ta", "va", "wi"]
_END = """
    berg dal er feld gard holm in ker lund mann ow quist ren sen son strom ton vik wald yk
"""
END = _END.split()
_PLACES = """
    Lund Bergen Dublin Graz Ghent Porto Turku Basel Leeds Kassel
"""
PLACES = _PLACES.split()
COLUMNS = ("contact_id", "text", "rank")


def name(draw: random.Random) -> tuple[str, str]:
    """A given name and a family name; one family in four is a common one."""
    given = draw.choice(sorted(commonnames.GIVEN)).title()
    if draw.random() < 0.25:
        return given, draw.choice(sorted(commonnames.FAMILY)).title()
    return given, draw.choice(BEGIN) + draw.choice(MIDDLE) + draw.choice(END)


def seed(owner: User, first: int, last: int) -> None:
    """People with names, a place, a firm and an address, and everything that is derived from them."""
    draw = random.Random(first)
    people = []
    for number in range(first + 1, last + 1):
        given, family = name(draw)
        people.append(
            (number, given, family, f"{given} {family}", draw.choice(PLACES), f"Firm {number % 500}")
        )
    same = {"owner_id": owner.pk}
    cards = [
        (pk, given, family, whole, whole.lower(), place) for pk, given, family, whole, place, _firm in people
    ]
    names = ("id", "given", "family", "display", "sort_name", "place", "created_at", "updated_at")
    bulk.insert(Contact, names, [(*card, owner.date_joined, owner.date_joined) for card in cards], same)
    called = [
        (pk, text, int(rank))
        for pk, given, family, whole, *_rest in people
        for text, rank in spellings(given=given, family=family, display=whole).items()
    ]
    bulk.insert(Spelling, COLUMNS, called, same)
    keys = [(row[0], key) for row in people for key in card_keys(given=row[1], family=row[2])]
    bulk.insert(NameKey, ("contact_id", "key"), keys, same)
    words = [
        (row[0], f"{row[3]} | {row[4]} | {row[5]} engineer | likes long walks by the sea".lower())
        for row in people
    ]
    bulk.insert(SearchText, ("contact_id", "words"), words, same)
    bulk.insert(Post, ("contact_id", "organisation"), [(row[0], row[5]) for row in people], same)
    pages = [(row[0], "profile", "linkedin", f"page-{row[0]}", "") for row in people]
    bulk.insert(Identity, ("contact_id", "kind", "network", "key", "shown"), pages, same)
    bulk.refresh_statistics((Contact, Spelling, NameKey, SearchText, Post, Identity))


def asking(owner: User, count: int) -> list[LinkRequest]:
    """Requests from strangers and from people in the book."""
    draw = random.Random(7)
    return [
        LinkRequest(
            owner=owner, pk=number, network="linkedin", name=" ".join(name(draw)), key=f"page-{number * 99}"
        )
        for number in range(1, count + 1)
    ]


def fresh() -> None:
    """Forget every comparison made."""
    given_likeness.cache_clear()
    family_likeness.cache_clear()


def main() -> None:
    owner = create_owner(email="bench@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
    asked = {
        "name": Sought(name="Mihcael Lindenberg"),
        "common name": Sought(name="Robert Müller", company="Firm 7"),
        "all": Sought(
            name="Bob Smith", company="Firm 12", place="Lund", url="linkedin.com/in/page-77", note="the sea"
        ),
        "first name": Sought(name="Anna", place="Graz"),
        "place": Sought(place="Turku", company="Firm 3"),
    }
    before = 0
    print(f"{'contacts':>9} {'asked':>12} {'first, ms':>10} {'CPU ms':>8}")
    for size in SIZES:
        seed(owner, before, size)
        before = size
        for label, sought in asked.items():
            fresh()
            begun = process_time()
            have_we_met(owner, sought)
            first = (process_time() - begun) * 1000
            print(
                f"{size:>9,} {label:>12} {first:>10.1f} {cpu_ms(partial(have_we_met, owner, sought)):>8.1f}"
            )
        requests = asking(owner, 30)
        print(
            f"{size:>9,} {'30 requests':>12} {'':>10} {cpu_ms(partial(request_cards, owner, requests), 5):>8.1f}"
        )


if __name__ == "__main__":
    main()
