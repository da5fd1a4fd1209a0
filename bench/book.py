"""A large book for measurements: contacts in circles, links, and twenty interactions with each, seeded."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from accounts import bulk
from accounts.models import User
from contacts.models import Contact, Identity, NameKey, Post, SearchText, Spelling
from domain.namekeys import card_keys
from domain.strength import weigh
from interactions.models import Interaction, Participation
from interactions.services.book import rescore_book
from network.models import Link
from relationships.models import Standing
from reminders.models import Occurrence, Reminder

KINDS = ("coffee", "meal", "drink", "event", "call", "video", "message", "message", "email", "online")
CIRCLES = ("",) * 30 + ("inner", "close", "close", "friends", "friends", "friends", "network", "network")
SEEDED = (
    *(Contact, Standing, Spelling, NameKey, SearchText, Post, Identity),
    *(Interaction, Participation, Link, Reminder),
)
CHUNK = 2_000
YEARS = 8
HARDLY: tuple[tuple[tuple[int, int], ...], ...] = ((), (), ((0, 29),), ((400, 2_900), (400, 2_900)))
"""Between how many days ago those were met who were hardly met, by turns."""


def seed(owner: User, first: int, last: int, each: int, now: datetime) -> None:
    """People number `first` to `last`, `each` interactions with every one of them, and their standings."""
    for start in range(first, last, CHUNK):
        _seed_some(owner, range(start, min(start + CHUNK, last)), each, now)
    bulk.refresh_statistics((*SEEDED, Occurrence))
    rescore_book(owner=owner, today=now.date())
    bulk.refresh_statistics((Standing,))


@transaction.atomic
def _seed_some(owner: User, numbers: range, each: int, now: datetime) -> None:
    dice = random.Random(numbers.start)
    same = {"owner_id": owner.pk}
    ids = bulk.reserve_ids(Contact, len(numbers))
    people = [
        (pk, f"Given{n}", f"Family{n}", f"Given{n} Family{n}", f"given{n} family{n}", dice.choice(CIRCLES))
        for n, pk in zip(numbers, ids, strict=True)
    ]
    names = ("id", "given", "family", "display", "sort_name", "circle")
    since = {"circle_since": now.date() - timedelta(days=400), "created_at": now, "updated_at": now}
    bulk.insert(Contact, names, people, same | since)
    bulk.insert(Standing, ("contact_id",), [(pk,) for pk in ids], same)
    bulk.insert(Spelling, ("contact_id", "text", "rank"), [(row[0], row[4], 0) for row in people], same)
    keys = [(row[0], key) for row in people for key in sorted(card_keys(given=row[1], family=row[2]))]
    bulk.insert(NameKey, ("contact_id", "key"), keys, same)
    words = [(row[0], f"{row[4]} analytical engines oslo") for row in people]
    bulk.insert(SearchText, ("contact_id", "words"), words, same)
    posts = [(pk, "Analytical Engines", "Writer") for pk in ids]
    bulk.insert(Post, ("contact_id", "organisation", "title"), posts, same)
    links = [(pk, now.date() - timedelta(days=dice.randrange(3000))) for pk in ids if pk % 2]
    bulk.insert(Link, ("contact_id", "since"), links, same | {"network": "linkedin"})
    _seed_talks(owner, list(_talks(ids, each, now, dice)), now)


def _talks(ids: list[int], each: int, now: datetime, dice: random.Random) -> Iterator[tuple[int, str, int]]:
    """Contact, kind and day of each interaction: everyone has a rhythm of their own, many have gone silent.

    One in five hardly has any, which the others make up for: nothing recorded, met lately, or once long ago.
    """
    today = now.date().toordinal()
    for pk in ids:
        if pk % 5 == 0:
            yield from ((pk, "event", today - dice.randrange(*days)) for days in HARDLY[pk % 20 // 5])
            continue
        span = dice.choice((60, 200, 600, 1500, 365 * YEARS))
        silent = dice.choice((0, 3, 20, 90, 300, 900))
        kinds = dice.sample(KINDS, 3)
        for _ in range(each * 5 // 4):
            yield pk, dice.choice(kinds), today - silent - dice.randrange(span)


def _seed_talks(owner: User, talks: list[tuple[int, str, int]], now: datetime) -> None:
    days = {ordinal: now.date().fromordinal(ordinal) for _, _, ordinal in talks}
    weights = {kind: weigh(kind, None, 1) for kind in KINDS}
    ids = bulk.reserve_ids(Interaction, len(talks))
    rows = [(pk, kind, days[ordinal]) for pk, (_, kind, ordinal) in zip(ids, talks, strict=True)]
    fixed = {"owner_id": owner.pk, "source": "", "created_at": now, "updated_at": now}
    bulk.insert(Interaction, ("id", "kind", "day"), rows, fixed)
    parts = [
        (pk, contact, ordinal, weights[kind]) for pk, (contact, kind, ordinal) in zip(ids, talks, strict=True)
    ]
    columns = ("interaction_id", "contact_id", "touch_day", "touch_weight")
    bulk.insert(Participation, columns, parts, {"owner_id": owner.pk})
