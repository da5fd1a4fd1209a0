"""Who can introduce me, in a book of 50,000 people with 200,000 ties: wall and CPU time, and queries, of one question.

Twenty people are hubs with 2,000 ties each; the other ties are between anybody. A third has an estimate. Five hundred
work at one company, and forty mutual names are pasted for somebody who is in no book.
"""

import random
from datetime import datetime
from functools import partial

from bench.place import set_up

set_up()

from django.db import transaction  # noqa: E402  # after set_up
from django.utils import timezone  # noqa: E402  # after set_up

from accounts import bulk  # noqa: E402  # after set_up
from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from bench.book import seed  # noqa: E402  # after set_up
from bench.scaled.measure import Row, measure  # noqa: E402  # after set_up
from bench.scaled.tables import size_table  # noqa: E402  # after set_up
from contacts.models import Contact, Post, SearchText, Tie  # noqa: E402  # after set_up
from domain.ties import TieKind  # noqa: E402  # after set_up
from network.queries.introducers import Asked, introducers  # noqa: E402  # after set_up

PEOPLE, TIES, EACH = 50_000, 200_000, 4
HUBS, TIES_OF_A_HUB = 20, 2_000
COMPANY, AT_THE_COMPANY = "Rare Instruments", 500
MUTUALS = "; ".join(f"Given{number} Family{number}" for number in range(100, 4_100, 100))


def tie_up(owner: User, now: datetime) -> list[int]:
    """The ties and the company; the ids of everybody, the hubs first."""
    dice = random.Random(7)
    ids = list(Contact.objects.owned_by(owner).order_by("pk").values_list("pk", flat=True))
    pairs = {(hub, other) for hub in ids[:HUBS] for other in dice.sample(ids[HUBS:], TIES_OF_A_HUB)}
    while len(pairs) < TIES:
        one, other = sorted(dice.sample(ids[HUBS:], 2))
        pairs.add((one, other))
    rows = [(*pair, dice.choice((None, None, dice.randint(1, 10)))) for pair in sorted(pairs)]
    fixed = {"owner_id": owner.pk, "kind": TieKind.KNOWS.value, "made_at": now}
    bulk.insert(Tie, ("one_id", "other_id", "estimate"), rows, fixed)
    there = dice.sample(ids[HUBS:], AT_THE_COMPANY)
    Post.objects.owned_by(owner).filter(contact__in=there).update(organisation=COMPANY)
    texts = SearchText.objects.owned_by(owner).filter(contact__in=there)
    for text in texts:
        text.words = text.words.replace("analytical engines", COMPANY.lower())
    SearchText.objects.bulk_update(texts, ["words"], batch_size=500)
    return ids


def main() -> None:
    now = timezone.now()
    owner = create_owner(email="bench@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
    seed(owner, 0, PEOPLE, EACH, now)
    with transaction.atomic():
        ids = tie_up(owner, now)
    bulk.refresh_statistics((Tie, Post, SearchText))
    asked = {
        "To one person": Asked(contact=ids[30_000]),
        "To a person with 2,000 ties": Asked(contact=ids[0]),
        "To somebody outside, 40 mutual names": Asked(name="Cara Quist", mutuals=MUTUALS),
        f"To anyone at a company, {AT_THE_COMPANY} people": Asked(company=COMPANY),
    }
    rows = [
        Row(f"{name}, line {line}", partial(introducers, owner, one, line, now.date()))
        for name, one in asked.items()
        for line in (4, 8)
    ]
    rows.append(Row("Beside it: the names of 5,000 people read", lambda: _names(owner)))
    print(size_table(PEOPLE, measure(rows)))


def _names(owner: User) -> int:
    return len(Contact.objects.owned_by(owner).values_list("pk", "display")[:5_000])


if __name__ == "__main__":
    main()
