"""What is remembered of people: claims, conduct, links that the owner ended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from accounts.models import User
from contacts.queries import shows_strength
from domain.linkfacts import Behaviour, Claim, Mutual
from network.models import ClaimedMutual, Conduct, Link, UnlinkTask
from network.queries.facts.wanted import Asked, Told
from network.queries.links import with_reason
from relationships.models import Standing

Closeness = tuple[float | None, bool]
"""A strength, and whether the owner wants to see it."""
NOT_KNOWN: Closeness = (None, True)


def claims(asked: Asked) -> Told:
    """The newest claim of each person to know a friend of mine, and those that were confirmed."""
    rows = asked.of(ClaimedMutual.objects.owned_by(asked.user).filter(contact__isnull=False))
    found: defaultdict[int, list[ClaimedMutual]] = defaultdict(list)
    for claim in rows.select_related("friend").order_by("-made_at", "-pk"):
        found[claim.contact_id or 0].append(claim)
    told = strengths_of_friends(asked.user, [one for each in found.values() for one in each], asked.today)
    for contact, each in found.items():
        yield contact, claimed(each, told)


def strengths_of_friends(user: User, rows: Iterable[ClaimedMutual], today: date) -> dict[int, Closeness]:
    """The strength today between the owner and each friend who is named, by contact id."""
    friends = {row.friend_id for row in rows if row.friend_id}
    if not friends:
        return {}
    standings = Standing.objects.owned_by(user).filter(contact__in=friends, as_of__isnull=False)
    return {
        row.contact_id: (row.strength_on(today), shows_strength(user, row.contact))
        for row in standings.select_related("contact")
    }


def claimed(rows: Iterable[ClaimedMutual], strengths: Mapping[int, Closeness]) -> dict[str, Any]:
    """The fields of LinkFacts that claims fill, the newest claim first; without claims none."""
    read = [
        Mutual(row.friend_name, Claim(row.state), *strengths.get(row.friend_id or 0, NOT_KNOWN))
        for row in rows
    ]
    if not read:
        return {}
    confirmed = tuple(one for one in read if one.state is Claim.CONFIRMED)
    return {"claimed": read[0], "mutuals": confirmed}


def conduct(asked: Asked) -> Told:
    """How they behaved, the newest first."""
    rows = asked.of(Conduct.objects.owned_by(asked.user).filter(contact__isnull=False)).order_by("-on", "-pk")
    found: defaultdict[int, dict[Behaviour, None]] = defaultdict(dict)
    for contact, behaviour in rows.values_list("contact_id", "behaviour"):
        found[contact or 0][Behaviour(behaviour)] = None
    for contact, each in found.items():
        yield contact, {"behaviour": tuple(each)}


def unlinks(asked: Asked) -> Told:
    """The last link with them that the owner ended by a decision, with its reason."""
    ended = Link.objects.owned_by(asked.user).filter(
        until__isnull=False, unlink_tasks__kind=UnlinkTask.Kind.UNLINK
    )
    for link in with_reason(asked.of(ended)).order_by("until", "pk"):
        day = link.until.toordinal() if link.until else None
        yield link.contact_id, {"unlink_reason": str(getattr(link, "reason", "")), "unlinked_on": day}
