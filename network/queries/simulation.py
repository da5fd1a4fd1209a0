"""What a policy would do: to the links there are, and to what was decided before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from contacts.models import Contact
from domain.linkfacts import LinkFacts
from domain.linking import ACCEPTING, IN_WORDS, Outcome, Policy, judging, rule_sentence
from domain.linkmemory import facts_from_plain
from domain.linkwords import default_sentence
from network.models import Decision, PolicyVersion
from network.queries.accepted import linked_people, passing
from network.queries.facts import facts_of_contacts, fields_needed
from network.queries.policies import current_policies

LISTED = 500
STRONG = 5.0
"""From this strength on, a link that lacks its evidence is worth asking about."""
PROOFS = {"meetings", "met_in_person"}
"""What tells that a strong link has its evidence, whatever the rules name."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """How many of the links pass, and who would change side against the version that holds.

    `strong_without_evidence` fail, are strong today and have neither a logged coffee, meal or drink nor an answer of
    the sweep; `changed` are decisions with what the policy says now. Lists hold the first LISTED; the counts are whole.
    """

    links: int
    passing: int
    failing: int
    strong_without_evidence: list[Contact]
    strong_count: int
    to_pass: list[Contact]
    to_pass_count: int
    to_fail: list[Contact]
    to_fail_count: int
    changed: list[tuple[Decision, str]]


def simulate(user: User, policy: Policy, today: date, *, everywhere: bool = False) -> Simulation:
    """Run a policy over the links of its network, or of all networks, and over past decisions; nothing is written."""
    networks = linked_people(user, None if everywhere else policy.network)
    versions = current_policies(user)
    holding = [one.policy for one in versions.values()]
    needed = fields_needed([policy, *holding])
    facts = facts_of_contacts(user, None, today, needed)
    passes = passing(facts, policy, networks)
    before = {
        network: passing(facts, versions[network].policy, {network: ids})
        for network, ids in networks.items()
        if network in versions
    }
    links = sum(len(ids) for ids in networks.values())
    count = sum(len(ids & passes) for ids in networks.values())
    failing = {pk for ids in networks.values() for pk in ids if pk not in passes}
    strong = _strong_unproven(user, failing, today)
    changing = {
        pk for network, old in before.items() for pk in networks[network] if (pk in old) != (pk in passes)
    }
    to_pass, to_fail = sorted(changing & passes), sorted(changing - passes)
    people = _people(user, [*strong[:LISTED], *to_pass[:LISTED], *to_fail[:LISTED]])
    return Simulation(
        links=links,
        passing=count,
        failing=links - count,
        strong_without_evidence=[people[pk] for pk in strong[:LISTED]],
        strong_count=len(strong),
        to_pass=[people[pk] for pk in to_pass[:LISTED]],
        to_pass_count=len(to_pass),
        to_fail=[people[pk] for pk in to_fail[:LISTED]],
        to_fail_count=len(to_fail),
        changed=_changed(user, policy, None if everywhere else policy.network),
    )


def failing_links(user: User, today: date, limit: int) -> list[tuple[int, str]]:
    """The contacts whose links their policies would not accept, the weakest first, each with the rule's sentence."""
    versions = current_policies(user)
    networks = {network: ids for network, ids in linked_people(user, None).items() if network in versions}
    policies = {network: versions[network].policy for network in networks}
    facts = facts_of_contacts(user, None, today, fields_needed(policies.values()) | {"strength"})
    found: dict[int, str] = {}
    for network, ids in networks.items():
        policy = policies[network]
        says = judging(policy)
        for pk in ids:
            outcome, rule = says(facts[pk])
            if outcome not in ACCEPTING:
                found.setdefault(pk, _sentence(policy, rule))
    weakest = sorted(found, key=lambda pk: (_strength(facts[pk]), pk))
    return [(pk, found[pk]) for pk in weakest[:limit]]


def signal_of(user: User, version: PolicyVersion, today: date) -> tuple[int, int]:
    """How many links the network of a version has, and how many of them it accepts."""
    networks = linked_people(user, version.network)
    facts = facts_of_contacts(user, None, today, fields_needed([version.policy]))
    return (
        sum(len(ids) for ids in networks.values()),
        len(passing(facts, version.policy, networks)),
    )


def _strong_unproven(user: User, failing: Collection[int], today: date) -> list[int]:
    """Those who are strong though nothing proves it, the strongest first: few, so that little more is read of them."""
    strengths = facts_of_contacts(user, failing, today, {"strength"})
    strong = [pk for pk, told in strengths.items() if _strength(told) >= STRONG]
    proofs = facts_of_contacts(user, strong, today, PROOFS)
    unproven = (pk for pk in strong if not proofs[pk].meetings and proofs[pk].met_in_person is None)
    return sorted(unproven, key=lambda pk: (-_strength(strengths[pk]), pk))


def _strength(facts: LinkFacts) -> float:
    return facts.strength or 0.0


def _people(user: User, ids: Sequence[int]) -> dict[int, Contact]:
    found = Contact.objects.owned_by(user).filter(pk__in=set(ids))
    return {one.pk: one for one in found}


def _changed(user: User, policy: Policy, network: str | None) -> list[tuple[Decision, str]]:
    """The newest decision on each request where it differs from what the policy says to the facts it saw."""
    rows = Decision.objects.owned_by(user).filter(undone_at=None).select_related("request")
    if network is not None:
        rows = rows.filter(request__network=network)
    newest: dict[int, Decision] = {}
    for row in rows.order_by("-made_at", "-pk"):
        newest.setdefault(row.request_id, row)
    says = judging(policy)
    read = ((row, says(facts_from_plain(row.facts))[0]) for row in newest.values() if row.facts)
    return [(row, IN_WORDS[verdict]) for row, verdict in read if verdict != Outcome(row.outcome)]


def _sentence(policy: Policy, rule: int) -> str:
    return rule_sentence(policy.rules[rule - 1], policy.settings) if rule else default_sentence(policy)
