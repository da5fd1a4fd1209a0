"""Policies are written in versions."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from domain.linking import Policy, to_plain
from network.models import Network, PolicyVersion
from network.queries.policies import current_policy


@transaction.atomic
def save_version(*, owner: User, policy: Policy, now: datetime) -> PolicyVersion:
    """Let these rules hold on their network from now on; what holds already makes no new version.

    Raises ValueError for a network that we do not know.
    """
    if policy.network not in Network.values:
        raise ValueError(
            f"“{policy.network[:20]}” is no network of ours. Choose one of: {', '.join(Network.values)}."
        )
    hold_book(owner=owner)
    plain, before = to_plain(policy), current_policy(owner, policy.network)
    if before is not None and before.plain == plain:
        return before
    number = before.number + 1 if before else 1
    return PolicyVersion.objects.create(
        owner=owner,
        network=policy.network,
        number=number,
        name=policy.name,
        slug=policy.slug,
        plain=plain,
        made_at=now,
    )
