"""The networks with what the owner has there, and which policy holds."""

from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from domain.linking import policy_sentences, settings_sentences
from network.models import Link, LinkRequest, Network, PolicyVersion
from network.queries.policies import current_policies


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """One network: how many links hold, how many requests came in, and the version that holds, if one does."""

    network: Network
    links: int
    requests: int
    version: PolicyVersion | None
    sentences: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        return bool(self.links or self.requests or self.version)


def policy_cards(user: User) -> list[PolicyCard]:
    """A card for each network; those where the owner has most come first. Three queries."""
    active = Link.objects.owned_by(user).filter(until=None, contact__deleted_at=None).order_by()
    came = LinkRequest.objects.owned_by(user).filter(incoming=True).order_by()
    links = dict(active.values_list("network").annotate(Count("pk")))
    requests = dict(came.values_list("network").annotate(Count("pk")))
    versions = current_policies(user)
    cards = [_card(one, links.get(one, 0), requests.get(one, 0), versions.get(one.value)) for one in Network]
    return sorted(cards, key=lambda card: (not card.is_used, -card.links - card.requests))


def _card(network: Network, links: int, requests: int, version: PolicyVersion | None) -> PolicyCard:
    if version is None:
        return PolicyCard(network, links, requests, None)
    policy = version.policy
    return PolicyCard(network, links, requests, version, policy_sentences(policy), settings_sentences(policy))
