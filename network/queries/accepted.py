"""Whose links meet the policies of their networks."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.cache import cache

from accounts.models import User
from domain.linkfacts import LinkFacts
from domain.linking import ACCEPTING, Policy, judging
from network.models import Link, PolicyVersion
from network.queries.facts import facts_of_contacts, fields_needed
from network.queries.policies import current_policies

KEPT_SECONDS = 600
"""For so long a link counts as it was judged; what changes it mostly changes the health that brought it up too."""


def accepted_ids(user: User, contact_ids: Iterable[int], today: date) -> set[int]:
    """Those of the contacts whose every link that holds meets its network's policy."""
    versions, ids = current_policies(user), set(contact_ids)
    return _judge(user, ids, versions, today) if versions and ids else set()


def accepted_lately(user: User, contact_ids: Iterable[int], today: date) -> set[int]:
    """The same as it was up to ten minutes ago: enough for counting who waits, on every page."""
    versions, ids = current_policies(user), set(contact_ids)
    if not versions or not ids:
        return set()
    numbers = ",".join(str(one.pk) for one in versions.values())
    key = f"accepted:{user.pk}:{today.isoformat()}:{numbers}"
    known: dict[int, bool] = cache.get(key) or {}
    if fresh := ids - known.keys():
        accepted = _judge(user, fresh, versions, today)
        known |= {pk: pk in accepted for pk in fresh}
        cache.set(key, known, KEPT_SECONDS)
    return {pk for pk in ids if known[pk]}


def _judge(user: User, ids: set[int], versions: Mapping[str, PolicyVersion], today: date) -> set[int]:
    networks = linked_people(user, None, ids)
    facts = facts_of_contacts(user, ids, today, fields_needed(one.policy for one in versions.values()))
    accepted = {pk for each in networks.values() for pk in each}
    for network, each in networks.items():
        meets = passing(facts, versions[network].policy, {network: each}) if network in versions else set()
        accepted -= each - meets
    return accepted


def linked_people(user: User, network: str | None, ids: set[int] | None = None) -> dict[str, set[int]]:
    """The contacts with a link that holds, by network."""
    links = Link.objects.owned_by(user).filter(until=None, contact__deleted_at=None)
    if network is not None:
        links = links.filter(network=network)
    if ids is not None:
        links = links.filter(contact__in=ids)
    found: dict[str, set[int]] = {}
    for name, contact in links.values_list("network", "contact_id"):
        found.setdefault(name, set()).add(contact)
    return found


def passing(facts: dict[int, LinkFacts], policy: Policy, networks: dict[str, set[int]]) -> set[int]:
    says = judging(policy)
    people = {pk for ids in networks.values() for pk in ids}
    return {pk for pk in people if says(facts[pk])[0] in ACCEPTING}
