"""What is known about people, as the plain values that a policy is asked with: only what its rules name is read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from accounts.models import User
from domain.linkfacts import LinkFacts
from domain.linking import Policy, fields_read
from network.queries.facts.past import claims, conduct, unlinks
from network.queries.facts.people import places, posts, recognised, strengths, swept
from network.queries.facts.talks import events, meetings, online
from network.queries.facts.wanted import Asked, Told, asked

LOADERS: Mapping[Callable[[Asked], Told], frozenset[str]] = {
    meetings: frozenset({"meetings"}),
    swept: frozenset({"met_in_person"}),
    online: frozenset({"online_count", "online_days", "begun_by_them"}),
    recognised: frozenset({"have_we_met"}),
    events: frozenset({"same_event", "same_event_days"}),
    claims: frozenset({"claimed", "mutuals"}),
    posts: frozenset({"title", "company", "is_useful_role", "shared_employer", "shared_school"}),
    places: frozenset({"place", "same_market"}),
    strengths: frozenset({"strength"}),
    conduct: frozenset({"behaviour"}),
    unlinks: frozenset({"unlink_reason", "unlinked_on"}),
}
EVERYTHING = frozenset(field for fields in LOADERS.values() for field in fields)


def fields_needed(policies: Iterable[Policy]) -> frozenset[str]:
    """The fields of LinkFacts that the rules of these policies read."""
    return frozenset().union(*(fields_read(rule.condition) for policy in policies for rule in policy.rules))


def facts_of_contacts(
    user: User,
    contact_ids: Collection[int] | None,
    today: date,
    needed: Collection[str] = EVERYTHING,
    before: Mapping[int, date] | None = None,
) -> dict[int, LinkFacts]:
    """What is known about contacts, by their id; None asks about everybody with a link that holds.

    Only the fields in `needed` are read, some two queries for each group of them, however many people they are.
    Events count until the day in `before`, else until the two were linked.
    """
    who = asked(user, contact_ids, today, before)
    told: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for load, fields in LOADERS.items():
        if fields.isdisjoint(needed):
            continue
        for contact, values in load(who):
            told[contact].update(values)
    day = today.toordinal()
    return {pk: LinkFacts(today=day, **told.get(pk, {})) for pk in who.ids}


__all__ = ["EVERYTHING", "facts_of_contacts", "fields_needed"]
