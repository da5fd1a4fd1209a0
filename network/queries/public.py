"""The public policy pages: what strangers may see, and what the owner has set."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404

from accounts.models import User
from domain.linkchecks import CHECKS, Shape
from domain.linkconditions import checks_of
from domain.linking import Policy, policy_sentences
from network.models import LinkRequest, Network, PolicyVersion, PublicPage
from network.queries.policies import current_policy

CLAIMS_A_DAY = 20
"""So many claims a page takes within 24 hours."""


@dataclass(frozen=True, slots=True)
class Published:
    """A policy as the readers of its page see it; nothing of the owner but the rules is in it."""

    page: PublicPage
    sentences: tuple[str, ...]
    asks_where_met: bool

    @property
    def network(self) -> str:
        return Network(self.page.network).label


def published(address: str) -> Published | None:
    """The page at this address if it is on and its network has a policy, whoever owns it: for strangers."""
    pages = PublicPage.objects.select_related("owner")  # strangers own nothing; the address is the key
    page = pages.filter(address=address, is_on=True, owner__is_active=True).first()
    version = current_policy(page.owner, page.network) if page else None
    if page is None or version is None:
        return None
    asks = page.asks_where_met and not version.policy.settings.never_admits
    return Published(page, policy_sentences(version.policy), asks)


def published_or_404(address: str) -> Published:
    """The same, or Http404: of an address that was never given as of a page that is off."""
    found = published(address)
    if found is None:
        raise Http404
    return found


def public_page_of(user: User, network: str) -> PublicPage | None:
    """What the owner has set for this network; None before they ever did."""
    return PublicPage.objects.owned_by(user).filter(network=network).first()


def address_is_taken(user: User, network: str, address: str) -> bool:
    """Whether another page has this address, however its letters are written."""
    others = PublicPage.objects.filter(address__iexact=address)  # an address is unique among all owners
    return others.exclude(owner=user, network=network).exists()


def own_words(version: PolicyVersion) -> tuple[str, ...]:
    """The words that the owner wrote into the rules themselves; the page tells them to everybody."""
    policy: Policy = version.policy
    said = [check for rule in policy.rules for check in checks_of(rule.condition)]
    found = [check.threshold for check in said if CHECKS[check.fact].shape is Shape.WORDS]
    return tuple(dict.fromkeys(word for words in found if isinstance(words, tuple) for word in words))


def takes_claims(page: PublicPage, now: datetime) -> bool:
    """Whether the page may take another claim today."""
    taken = LinkRequest.objects.owned_by(page.owner).filter(
        source=LinkRequest.Source.PUBLIC, network=page.network, sent_at__gt=now - timedelta(days=1)
    )
    return taken.count() < CLAIMS_A_DAY
